"""The body of every generated page as finished HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from macros.core.models import KINDS, Incident, Record, Source
from macros.core.reading.annotation_entries import Entry
from macros.core.reading.reference_calls import Call
from macros.core.relations import AttachedNote
from macros.site.claims.shown_claims import ShownClaim
from macros.site.indexes import IndexPart, pager
from macros.site.pages.details import DETAILS
from macros.site.pages.foot import citations, foot
from macros.site.pages.texts import passages_as_html
from macros.site.pages.view import View
from macros.site.site import Site
from macros.site.templates import template
from macros.site.works.evidence import read_in_part
from macros.site.works.originals import PUBLISHER, Original, located


def record(site: Site, uri: str, shown: Record) -> str:
    """The page of one record."""
    view = View(site, uri)
    context = _source(view, shown) if isinstance(shown, Source) else _beside(site, shown)
    return template(f"pages/{shown.kind_id}.html.j2").render(view=view, record=shown, **context) + foot(view, shown)


def _beside(site: Site, shown: Record) -> dict[str, Any]:
    gather = DETAILS.get(shown.kind_id)
    return gather(site, shown) if gather else {}


def cite(site: Site, uri: str, shown: Record) -> str:
    """The citations of all passages and claims of one record."""
    return citations(View(site, uri), shown)


def part(site: Site, shown: IndexPart, title: str) -> str:
    """A part of a long index."""
    context = {"index": shown.index, "items": site.items(shown), "title": title, "moved": []}
    parts = pager(site.index_parts[shown.index], shown.label)
    return template("indexes/part.html.j2").render(view=View(site, shown.uri), parts=parts, **context)


def retired(site: Site, uri: str, address: str) -> str:
    """The page that a retired id keeps."""
    found = site.archive.redirects.root[address]
    target = site.permanent(found.to) if found.to else ""
    return template("pages/retired.html.j2").render(view=View(site, uri), address=address, retired=found, target=target)


IDENTIFIED_TITLE = "Law that the archive identifies in it (ours)"
"""The heading for law that no passage of a source names."""


@dataclass
class ShownEntry:
    """An entry of an annotation with everything shown beside it."""

    first: int
    last: int
    text: Markup
    anchors: list[int]
    claims: list[ShownClaim]
    notes: list[AttachedNote]
    originals: list[Original]
    again: set[str]


def _source(view: View, source: Source) -> dict[str, Any]:
    site = view.site
    entries = site.archive.annotations[source.id].entries
    texts = passages_as_html(view, entries, source.id)
    shown = [_shown(view, source, entry, text) for entry, text in zip(entries, texts, strict=True)]
    _mark_repeated(shown)
    pages = site.originals(source.id)
    return {
        "work": site.archive.works[source.id],
        "page": next((page for page in pages if page.name != PUBLISHER), None),
        "publisher": next((page for page in pages if page.name == PUBLISHER), None),
        "read_in_part": read_in_part(source.reading) if source.reading else "",
        "entries": shown,
        "numbers": [(entry.first, entry.last) for entry in shown if entry.first],
        "revision": site.history.of(source.path),
        "incidents": site.relations.incidents_of(source.id),
        "mentioned": _mentioned(site, source.id),
        "ours": any(one.ours for *_, mentions in site.relations.mentioned_in(source.id) for one in mentions),
    }


def _shown(view: View, source: Source, entry: Entry, text: Markup) -> ShownEntry:
    marked = {part.argument(0, "number") for part in entry.parts if isinstance(part, Call) and part.name == "at"}
    anchors = [number for number in range(entry.first + 1, entry.last + 1) if number not in marked]
    claims = view.site.claims_at(source.id, entry.first, entry.last)
    notes = _notes_at(view.site, source.id, entry)
    phrases = located(source, entry.first, entry.last)
    pages = [page.at(phrases) for page in view.site.originals(source.id)]
    return ShownEntry(entry.first, entry.last, text, anchors, claims, notes, pages, set())


def _notes_at(site: Site, source: str, entry: Entry) -> list[AttachedNote]:
    """The editorial notes at the passages of an entry, each once."""
    numbers = range(entry.first, entry.last + 1)
    found = (stated for number in numbers for stated in site.relations.notes_at.get((source, number), ()))
    return list({stated.ref: stated for stated in found}.values())


def _mark_repeated(shown: list[ShownEntry]) -> None:
    """Each note is in full at the first of its passages on the page."""
    seen: set[str] = set()
    for entry in shown:
        refs = {stated.ref for stated in entry.notes}
        entry.again = refs & seen
        seen |= refs


def _mentioned(site: Site, source: str) -> list[tuple[str, str, list[str]]]:
    """What a source mentions, by kind, in the order of display; law that the archive identifies is separate."""
    grouped: dict[str, dict[str, list[str]]] = {}
    for kind, record_id, mentions in site.relations.mentioned_in(source):
        if record_id in site.archive.records_of(kind):
            title = IDENTIFIED_TITLE if all(mention.ours for mention in mentions) else KINDS[kind].title
            grouped.setdefault(kind, {}).setdefault(title, []).append(record_id)
    incidents = site.relations.incidents_of(source)
    grouped |= {Incident.kind_id: {KINDS[Incident.kind_id].title: incidents}} if incidents else {}
    return [(title, kind, ids) for kind in KINDS for title, ids in sorted(grouped.get(kind, {}).items())]
