"""What a search finds of records, provisions, works and pages."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from macros.core.models import Event, Incident, Instrument, Record, Source, Work
from macros.core.models.base import Named
from macros.core.models.kinds import FACETS
from macros.core.models.translations import EDITIONS
from macros.core.values.ids import provision_anchor
from macros.site.pages.narrowing import choices
from macros.site.pages.view import View
from macros.site.searching.edition_words import EditionWords
from macros.site.searching.index_words import of_date
from macros.site.searching.lexicon import own_names, record_code, spellings
from macros.site.searching.search_entries import SearchEntry, found, in_editions, plain
from macros.site.searching.titled_pages import titled_pages, told_in_editions
from macros.site.site import Site


def record_entry(view: View, record: Record) -> SearchEntry:
    """A record by its names and its prose."""
    site, kind = view.site, record.kind_id
    work = site.archive.works.get(record.id) if isinstance(record, Source) else None
    names = [*own_names(record), work.title if work else ""]
    prose = [plain(view, getattr(record, name, None)) for name in PROSE_FIELDS]
    date = work.date if work else getattr(record, "date", None) or getattr(record, "adopted", None)
    document = {name: values for name, values in choices(site, record).items() if name != "kind"}
    facets = {**document, "year": date.years if date else [""], **_related(site, record)}
    own = record_code(kind, record.id)
    made = found(site.address(kind, record.id), kind, record.title_text, [*names[1:], *prose], facets)
    spelled = tuple(spellings(site.archive, record))
    told = told_of(view, record)
    return made._replace(also=spelled, told=told, title_codes=frozenset({own, *of_date(date)}))


def told_of(view: View, record: Record) -> dict[str, tuple[str, str]]:
    """Title and text of a record in each other language that it has; a native name where nobody translated one."""
    told = in_editions(view, record, TITLE_FIELDS, PROSE_FIELDS)
    return told | {language: (title, told.get(language, ("", ""))[1]) for language, title in titles_of(record).items()}


def titles_of(record: Record) -> dict[str, str]:
    """The title of a record in each other language that it has; a native name where nobody translated one."""
    native = record.native if isinstance(record, Named) else {}
    own = {
        language: [getattr(getattr(record, language, None), name, None) for name in TITLE_FIELDS]
        for language in EDITIONS
    }
    found = {language: next(filter(None, titles), native.get(language)) for language, titles in own.items()}
    return {language: str(title) for language, title in found.items() if title}


TITLE_FIELDS = ("name", "title", "heading", "short")
"""The fields of records that name them."""
PROSE_FIELDS = ("in_short", "summary", "outcome", "content", "note", "office")
"""The fields of records that tell in prose what they are about."""


def _related(site: Site, record: Record) -> dict[str, list[str]]:
    """The facets of a record: itself, and the records that its own fields name."""
    ids: dict[str, list[str]] = {record.kind_id: [record.id]} if record.kind_id in FACETS else {}
    if isinstance(record, Incident | Event):
        ids["organization"] = record.organizations
    if isinstance(record, Incident):
        ids["place"] = [*record.places.arrested, *record.places.held, *record.places.crossed]
    if isinstance(record, Event):
        ids |= {"place": record.places, "incident": record.incidents, "instrument": record.instruments}
    known = {
        kind: [site.archive.records_of(kind)[one].short_text for one in dict.fromkeys(found)]
        for kind, found in ids.items()
    }
    return {kind: names for kind, names in known.items() if names}


def provisions(site: Site, editions: EditionWords, instrument: Instrument) -> Iterator[SearchEntry]:
    """The provisions of an instrument that are on its page."""
    for key, provision in instrument.provisions.items():
        address = f"{site.address('instrument', instrument.id)}#{provision_anchor(key)}"
        standing = site.relations.provision_standing(instrument.id, key)
        term = site.archive.vocabulary.list("provision-standings").get(standing)
        mark = f", {term.label.lower()}" if term and standing != "named" else ""
        title = f"{provision.label}, {instrument.short_text}{mark}"
        texts = [provision.subject, term.definition if term else ""]
        made = found(address, "provision", title, texts, {"instrument": [instrument.short_text]})
        yield made._replace(shown_titles=editions.provision(instrument, key))


def work_entry(site: Site, work: Work) -> SearchEntry:
    """A work by its title and reference."""
    facets = {name: values for name, values in choices(site, work).items() if name != "kind"}
    texts = [work.title_translated, Markup(site.reference(work.id)).striptags(), work.note]
    return found(site.address("work", work.id), "work", work.title, texts, facets)


def page_entries(site: Site) -> Iterator[SearchEntry]:
    """The pages of prose and the lists, by their titles and descriptions."""
    own = told_in_editions(site)
    for address, (title, description) in titled_pages(site.archive).items():
        told = {language: (name, "") for language, (name, _) in own.get(address, {}).items()}
        about = {language: text for language, (_, text) in own.get(address, {}).items()}
        yield found(address, "page", title, [description], {})._replace(told=told, sentences=about)
