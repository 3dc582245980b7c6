"""The pages of the editions: one table of their sorts, and every page that follows from it.

A further sort of page is a row of `SORTS`, with the English addresses that it translates, its template in
`templates/editions/` and a function that gathers its values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from macros.core.models import KINDS, Record
from macros.core.models.kinds import INDEXES
from macros.core.models.page_labels import LABELS_PATH
from macros.core.models.translations import EDITIONS
from macros.site import addresses
from macros.site.claims.record_parts import CLAIMS, DOCUMENTS, EVENTS, INCIDENTS, PROVISIONS
from macros.site.editions.edition_entities import edition_entity, edition_record_part, has_edition
from macros.site.editions.edition_incidents import edition_incident, edition_origins, edition_tables
from macros.site.editions.edition_law import edition_instrument
from macros.site.editions.edition_lists import edition_home, edition_index
from macros.site.editions.edition_names import BY_NAME_ALONE, edition_laws, edition_names
from macros.site.editions.edition_prose import PROSE, ProsePage, edition_prose, source_of
from macros.site.editions.edition_sources import edition_source
from macros.site.editions.edition_tables import edition_map, edition_table, edition_timeline, edition_topics
from macros.site.editions.edition_view import EditionView
from macros.site.indexes import in_parts_only
from macros.site.languages.page_words import PageWords
from macros.site.pages.generated import Crumb, Page, clipped
from macros.site.pages.record_part_pages import part_title
from macros.site.pages.search_form import search_page
from macros.site.site import Site
from macros.site.templates import template


class EditionAddress(NamedTuple):
    """A page to be made in each edition: its English address, the record that it is about, the part of an index."""

    address: str
    record: Record | None = None
    part: str = ""


def _labels(language: str) -> str:
    del language
    return LABELS_PATH


@dataclass(frozen=True)
class Sort:
    """A sort of page.

    `template` is its file, `places` are its pages, `gather` gives the values of its
    template. `heading` is the label of its title where it is not that of a record, and `about` of its description.
    A further page of an incident has both, with a slot `incident`; it repeats the page of the incident in another form,
    so it is not listed. One of any other record has `titled`, which gives title and description. `edited` is the file,
    by language, that is edited to change a page that is not about a record.
    """

    template: str
    places: Callable[[Site], Iterator[EditionAddress]]
    gather: Callable[[EditionView, EditionAddress], dict[str, Any]]
    heading: str = ""
    about: str = ""
    edited: Callable[[str], str] = _labels
    titled: Callable[[EditionView, EditionAddress], tuple[str, str]] | None = None


def _every(site: Site, record: Record) -> bool:
    del site, record
    return True


def _records(kind: str, wanted: Callable[[Site, Record], bool] = _every) -> Callable[[Site], Iterator[EditionAddress]]:
    """A page for each record of a kind that is wanted."""
    return lambda site: (
        EditionAddress(site.address(kind, one.id), one)
        for one in site.archive.records_of(kind).values()
        if wanted(site, one)
    )


def _origins(site: Site) -> Iterator[EditionAddress]:
    """What rests on what, for each incident that has links between its claims."""
    incidents = (one for one in site.archive.records_of("incident").values() if site.relations.is_linked(one.id))
    for one in incidents:
        if one.id not in site.origins_apart:
            yield EditionAddress(addresses.origins(one.id), one)
        for part in site.origins_apart.get(one.id, ()):
            yield EditionAddress(part.address, one, f"{part.number + 1}" if part.number else "")


def _tables(site: Site) -> Iterator[EditionAddress]:
    """The tables of each incident that has too many claims for its own page."""
    incidents = site.archive.records_of("incident")
    for key, parts in site.tables_apart.items():
        for part in parts:
            yield EditionAddress(part.address, incidents[key], f"{part.number + 1}" if part.number else "")


def _record_parts(site: Site) -> Iterator[EditionAddress]:
    """The further pages of each record that has a page here and too much for it; notes are in English alone."""
    for (kind, key), cut in site.cuts.items():
        record = site.archive.records_of(kind)[key]
        for part in cut.all if _shown(site, record) else ():
            if part.section in _PARTS_OF.get(kind, SHOWN_PARTS):
                yield EditionAddress(part.address, record, f"{part.number + 1}" if part.number else "")


def _shown(site: Site, record: Record) -> bool:
    return record.kind_id not in ENTITIES or record.kind_id == "event" or has_edition(site, record)


def _titled(view: EditionView, place: EditionAddress) -> tuple[str, str]:
    """The title of a further page of a record, without its number, and the description."""
    assert place.record  # noqa: S101 # further pages are those of records
    part = next(one for one in view.site.cut(place.record).all if one.address == place.address)
    title = part_title(view, place.record, part)
    return title, view.say("named.part-about", what=title, name=view.called(place.record))


def _index(name: str) -> Callable[[Site], Iterator[EditionAddress]]:
    """The page of an index, and those of its parts if it is long."""

    def places(site: Site) -> Iterator[EditionAddress]:
        parts = site.index_parts[name]
        yield EditionAddress(INDEXES[name].address)
        yield from (EditionAddress(part.address, part=part.label) for part in parts if len(parts) > 1)

    return places


def _page_of(address: str) -> Callable[[Site], Iterator[EditionAddress]]:
    """A page that every archive has."""
    return lambda _: iter([EditionAddress(address)])


def _in_short(name: str) -> Callable[[Site], Iterator[EditionAddress]]:
    """The page of an index whose entries have one line; its parts only where these are too many for one page."""
    return lambda site: islice(_index(name)(site), None if in_parts_only(site.index_parts[name]) else 1)


def _names(index: str) -> Sort:
    """An index by name."""
    return Sort(
        "editions/names.html.j2",
        _in_short(index),
        lambda view, place: edition_names(index, view, place.part),
        *BY_NAME_ALONE[index],
    )


def _prose(page: ProsePage) -> Sort:
    """A prose page."""
    return Sort(
        "editions/prose.html.j2",
        lambda _: iter([EditionAddress(page.address)]),
        lambda view, _: edition_prose(view, page),
        page.heading,
        page.about,
        lambda language: f"macros/templates/{source_of(page, language)}",
    )


def _entity(kind: str) -> Sort:
    """The pages of a kind of record, each where it would hold more than a name; all events have one."""
    wanted = _every if kind == "event" else has_edition
    return Sort(ENTITIES[kind], _records(kind, wanted), lambda view, place: edition_entity(view, place.record))


ENTITIES = {
    "organization": "editions/organization.html.j2",
    "person": "editions/person.html.j2",
    "place": "editions/place.html.j2",
    "event": "editions/event.html.j2",
}
"""The template of each kind of record whose pages are gathered alike."""
SHOWN_PARTS = (CLAIMS, INCIDENTS, DOCUMENTS, EVENTS)
"""The sections of a record that an edition has; of an instrument or an incident it has fewer."""
_PARTS_OF = {"instrument": (EVENTS, PROVISIONS), "incident": (EVENTS,)}


SORTS = (
    Sort("editions/home.html.j2", _page_of(""), lambda view, _: edition_home(view), "site.name", "site.about"),
    Sort(
        "editions/incidents.html.j2",
        _index("incidents"),
        lambda view, place: edition_index("incidents", view, place.part),
        "nav.incidents",
        "site.incidents-about",
    ),
    Sort("editions/incident.html.j2", _records("incident"), lambda view, place: edition_incident(view, place.record)),
    Sort(
        "editions/incident_claims.html.j2",
        _tables,
        lambda view, place: edition_tables(view, place.record),
        "claims.tables",
        "claims.tables-about",
    ),
    Sort(
        "editions/record_part.html.j2",
        _record_parts,
        lambda view, place: edition_record_part(view, place.record),
        titled=_titled,
    ),
    Sort(
        "editions/origins.html.j2",
        _origins,
        lambda view, place: edition_origins(view, place.record),
        "tree.title",
        "tree.about",
    ),
    Sort(
        "editions/sources.html.j2",
        _index("sources"),
        lambda view, place: edition_index("sources", view, place.part),
        "nav.sources",
        "site.sources-about",
    ),
    Sort("editions/source.html.j2", _records("source"), lambda view, place: edition_source(view, place.record)),
    Sort(
        "editions/search.html.j2",
        _page_of("search/"),
        lambda view, _: search_page(view.site, view.language, view.words.translated),
        "search.title",
        "search.about",
    ),
    Sort(
        "editions/table.html.j2",
        _index("claims"),
        lambda view, place: edition_table("claims", view, place.part),
        "nav.claims",
        "ledger.intro",
    ),
    Sort(
        "editions/table.html.j2",
        _index("timeline"),
        lambda view, place: edition_timeline(view, place.part),
        "nav.timeline",
        "timeline.intro",
    ),
    Sort("editions/table.html.j2", _page_of("map/"), edition_map, "nav.map", "map.intro"),
    Sort(
        "editions/table.html.j2",
        _index("known"),
        lambda view, place: edition_table("known", view, place.part),
        "nav.known",
        "known.intro",
    ),
    Sort(
        "editions/table.html.j2",
        _in_short("discrepancies"),
        lambda view, place: edition_topics(view, place.part),
        "nav.discrepancies",
        "notes.intro",
    ),
    Sort(
        "editions/instruments.html.j2",
        _in_short("instruments"),
        lambda view, place: edition_laws(view, place.part),
        "nav.law",
        "site.law-about",
    ),
    Sort(
        "editions/instrument.html.j2",
        _records("instrument"),
        lambda view, place: edition_instrument(view, place.record),
    ),
    *map(_names, BY_NAME_ALONE),
    *map(_prose, PROSE),
    *map(_entity, ENTITIES),
)
"""Every sort of page that the editions have; all else is read in English."""
_IN_SHORT = ("in_short", "summary")


def edition_pages(site: Site) -> dict[str, Page]:
    """Every page of both editions by the uri of its Markdown file."""
    places = [(sort, place) for sort in SORTS for place in sort.places(site)]
    words = PageWords(site.archive.labels, (place.address for _, place in places))
    made = (_page(site, words, language, sort, place) for language in EDITIONS for sort, place in places)
    return {page.uri: page for page in made}


def _page(site: Site, words: PageWords, language: str, sort: Sort, place: EditionAddress) -> Page:
    uri = addresses.page_uri(words.at(place.address, language))
    view = EditionView(site, uri, language, place.address, words)
    further = place.record is not None and bool(sort.heading or sort.titled)
    heading, about = sort.titled(view, place) if sort.titled else (_heading(view, sort, place.record), "")
    title = _with_part(view, heading, view.part_name(place.part)) if place.part else heading
    return Page(
        uri,
        place.record.path if place.record else sort.edited(language),
        title,
        clipped(about or _about(view, sort, place.record, title)),
        list(_crumbs(view, words, place)),
        partial(_body, site, words, language, sort, place, title),  # each page would hold its view
        place.record,
        listed=not further,
        language=language,
        english=place.address,
        untranslated=place.record is not None and not view.has_title(place.record),
    )


def _with_part(view: EditionView, heading: str, part: str) -> str:
    """The title of a part of an index; the number of a part is in brackets of its own."""
    return f"{heading}{view.colon}{part}" if part.endswith(view.close) else f"{heading}{view.open}{part}{view.close}"


def _heading(view: EditionView, sort: Sort, record: Record | None) -> str:
    if not sort.heading:
        return view.title(record) if record else ""
    return view.say(sort.heading, **_incident(view, record))


def _incident(view: EditionView, record: Record | None) -> dict[str, str]:
    """The slots of the labels of a sort of pages."""
    return {"incident": view.called(record)} if record else {}


def _about(view: EditionView, sort: Sort, record: Record | None, title: str) -> str:
    """The description: what the record says in short, else what pages of this sort are."""
    if record is None or sort.about:
        return view.say(sort.about, **_incident(view, record))
    told = next((text for field in _IN_SHORT if hasattr(record, field) and (text := view.plain(record, field))), "")
    return told or view.say("site.record-about", title=title)


def _crumbs(view: EditionView, words: PageWords, place: EditionAddress) -> Iterator[Crumb]:
    if place.record:
        index = KINDS[place.record.kind_id].index
        label = next(key for key, address in (*words.menu, *words.further) if address == index.address)
        yield {"title": view.say(label), "url": words.at(index.address, view.language)}
        own = view.site.address(place.record.kind_id, place.record.id)
        if place.address != own:
            yield {"title": view.title(place.record), "url": words.at(own, view.language)}


def _body(site: Site, words: PageWords, language: str, sort: Sort, place: EditionAddress, title: str) -> str:
    uri = addresses.page_uri(words.at(place.address, language))
    view = EditionView(site, uri, language, place.address, words)
    values = sort.gather(view, place)
    made = template(sort.template)
    return made.render(view=view, record=place.record, title=title, **values)
