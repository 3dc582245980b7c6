"""What the search finds: every passage, claim, note, work and record, each with the place where its result leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from macros.core.models import Instrument, Record, Source, Work
from macros.core.models.base import Named
from macros.core.models.kinds import FACETS, WRITTEN
from macros.core.relations import AttachedNote
from macros.core.values.ids import provision_anchor
from macros.site import addresses
from macros.site.claims.shown_claims import ShownClaim
from macros.site.languages.facets import LABELS
from macros.site.pages.texts import as_html, plain_entry
from macros.site.pages.view import View
from macros.site.site import Site

MENTIONED = FACETS[1:]


@dataclass(frozen=True)
class SearchEntry:
    """One result: its address below the site's root, its title, the text that is searched, and its facets."""

    address: str
    kind: str
    title: str
    text: str
    facets: dict[str, list[str]] = field(default_factory=dict)

    @property
    def page(self) -> str:
        """The address without its anchor."""
        return self.address.partition("#")[0]

    def as_object(self) -> dict[str, str]:
        """Address, kind, title and text."""
        return {"address": self.address, "kind": self.kind, "title": self.title, "text": self.text}


def everything(site: Site) -> Iterator[SearchEntry]:
    """All results, one at a time, in a fixed order, each where readers find it."""
    for entry in _permanent(site):
        shown = site.shown_at(entry.address)
        yield entry if shown == entry.address else replace(entry, address=shown)


def _permanent(site: Site) -> Iterator[SearchEntry]:
    view = View(site, "search/index.md")
    for source in site.sources.values():
        yield from _passages(view, source)
    yield from map(_claim, site.claims.of(site.relations.claims.values()))
    yield from (_note(view, stated) for stated in site.relations.notes.values())
    for kind in WRITTEN:
        for record in site.archive.records_of(kind).values():
            yield _record(view, record)
            if isinstance(record, Instrument):
                yield from _provisions(site, record)
    yield from _known(site)
    # In a large archive works are on several pages; those of one page are kept together.
    yield from sorted((_work(site, work) for work in site.archive.works.values()), key=lambda work: work.page)


def _found(address: str, kind: str, title: str, texts: Iterable[object], facets: dict[str, list[str]]) -> SearchEntry:
    text = " · ".join(str(one) for one in texts if one)
    known = {name: values for name, values in facets.items() if any(values)}
    return SearchEntry(address, LABELS[kind], title, text, {"kind": [LABELS[kind]], **known})


def _plain(view: View, value: str | None) -> str:
    return as_html(view, value).striptags() if value else ""


def _passages(view: View, source: Source) -> Iterator[SearchEntry]:
    year = _year(view.site, source.id)
    for entry in view.site.archive.annotations[source.id].entries:
        if not entry.first:
            continue
        number = f"{entry.first}–{entry.last}" if entry.last > entry.first else str(entry.first)
        facets = {
            "source": [source.short_text],
            "year": [year],
            **_mentioned(view.site, source.id, entry.first, entry.last),
        }
        title = f"{source.short_text}, passage{'s' * (entry.last > entry.first)} {number}"
        at = addresses.passage(view.site.archive, source.id, entry.first)
        yield _found(at, "passage", title, [plain_entry(view, entry, source.id)], facets)


def _mentioned(site: Site, source: str, first: int, last: int) -> dict[str, list[str]]:
    """The records that the passages of an entry mention, by short name."""
    found: dict[str, list[str]] = {}
    for kind, key, mentions in site.relations.mentioned_in(source):
        here = [mention for mention in mentions if first <= mention.passage <= last]
        if kind in MENTIONED and here:
            ours = ", identified by the archive" if all(mention.ours for mention in here) else ""
            found.setdefault(kind, []).append(site.archive.records_of(kind)[key].short_text + ours)
    return found


def _claim(claim: ShownClaim) -> SearchEntry:
    title = f"{claim.headline} {claim.measured}, {claim.outlet}"
    facets = {"source": [claim.outlet], "year": [claim.day[:4]], "organization": [*claim.speakers]}
    texts = [claim.who, claim.said_by, claim.about, claim.origin_text]
    return _found(claim.address, "claim", title, texts, facets)


def _known(site: Site) -> Iterator[SearchEntry]:
    """What is known of each incident and what is not, on the page of all."""
    for part in site.index_parts["known"]:
        for shown in site.items(part):
            incident = shown.incident
            words = [site.archive.vocabulary.label("questions", question) for question in shown.unanswered]
            title = f"What is known and what is not: {incident.short_text}"
            texts = [incident.title, f"No claim says: {'; '.join(words)}" if words else ""]
            yield _found(f"{part.address}#{incident.id}", "incident", title, texts, {"year": [incident.date.year]})


def _note(view: View, stated: AttachedNote) -> SearchEntry:
    texts = [view.term("note-kinds", stated.note.kind), _plain(view, stated.note.text)]
    return _found(
        view.site.note_address(stated), "note", stated.note.topic, texts, {"source": [view.short(stated.owner)]}
    )


def _record(view: View, record: Record) -> SearchEntry:
    names = (
        [*record.native.values(), *record.native_unverified.values(), *record.aliases]
        if isinstance(record, Named)
        else []
    )
    prose = [_plain(view, getattr(record, name, None)) for name in ("in_short", "summary", "content", "note", "office")]
    date = getattr(record, "date", None) or getattr(record, "adopted", None)
    year = _year(view.site, record.id) if isinstance(record, Source) else date.year if date else ""
    own = {record.kind_id: [record.short_text]} if record.kind_id in FACETS else {}
    address = view.site.address(record.kind_id, record.id)
    return _found(address, record.kind_id, record.title_text, [*names, *prose], {"year": [year], **own})


def _provisions(site: Site, instrument: Instrument) -> Iterator[SearchEntry]:
    for key, provision in instrument.provisions.items():
        address = f"{site.address('instrument', instrument.id)}#{provision_anchor(key)}"
        standing = site.relations.provision_standing(instrument.id, key)
        term = site.archive.vocabulary.list("provision-standings").get(standing)
        mark = f", {term.label.lower()}" if term and standing != "named" else ""
        title = f"{provision.label}, {instrument.short_text}{mark}"
        texts = [provision.subject, term.definition if term else ""]
        yield _found(address, "provision", title, texts, {"instrument": [instrument.short_text]})


def _work(site: Site, work: Work) -> SearchEntry:
    facets = {"year": [work.date.year if work.date else ""]}
    return _found(
        site.address("work", work.id),
        "work",
        work.title,
        [Markup(site.reference(work.id)).striptags(), work.note],
        facets,
    )


def _year(site: Site, key: str) -> str:
    work = site.archive.works.get(key)
    return work.date.year if work and work.date else ""
