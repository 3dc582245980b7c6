"""What the page of a source shows: chapters with their entries, figures at the head, and claims as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from markupsafe import Markup

from macros.core.models import KINDS, Incident, Source
from macros.core.reading.annotation_entries import Entry
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import Call
from macros.core.relations import AttachedNote
from macros.site.addresses import RecordLink
from macros.site.claims.shown_claims import ShownClaim
from macros.site.pages import room
from macros.site.pages.texts import passages_as_html
from macros.site.pages.view import View
from macros.site.site import Site
from macros.site.works.evidence import read_in_part
from macros.site.works.originals import PUBLISHER, Original, located

IDENTIFIED_TITLE = "Law that the archive identifies in it (ours)"
"""The heading for law that no passage of a source names."""
AT_THE_HEAD = 6
"""The most figures at the head of a page."""
FIRST_WORDS = 48
"""The most characters that the contents repeat of an entry."""
LISTED = 60
"""The most entries whose first words the contents repeat; of more they have the numbers."""


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
    again: set[str] = field(default_factory=set)

    @property
    def numbers(self) -> str:
        """`3` or `3–5`."""
        return f"{self.first}–{self.last}" if self.last > self.first else f"{self.first}"

    @property
    def opening(self) -> str:
        """Its first words, cut between two words."""
        text = " ".join(self.text.striptags().split())
        return text if len(text) <= FIRST_WORDS else text[:FIRST_WORDS].rsplit(" ", 1)[0].rstrip(",;:") + "…"

    @property
    def blocks(self) -> list[list[ShownClaim]]:
        """Its claims in blocks of one chain and one stance, which are named once above each."""
        return [list(claims) for _, claims in groupby(self.claims, lambda claim: (claim.said_by, claim.stance))]

    @property
    def claims_beside(self) -> bool:
        """Whether its claims have room beside the text; else they are below it."""
        return room.claims(self.blocks) <= room.text(self.text.striptags()) * room.LONGER

    @property
    def notes_beside(self) -> bool:
        """Whether its notes have room beside the text, below its claims."""
        beside = room.claims(self.blocks) if self.claims_beside else 0
        return beside + room.notes(len(self.notes)) <= room.text(self.text.striptags()) * room.LONGER


@dataclass
class ShownChapter:
    """A run of entries under a heading of ours; a folded one holds what a host's page adds to a document."""

    heading: str
    folded: bool
    entries: list[ShownEntry]

    @property
    def numbers(self) -> str:
        """The passages from its first to its last: `1–5`."""
        first, last = self.entries[0].first, self.entries[-1].last
        return f"{first}–{last}" if last > first else f"{first}"

    @property
    def holds(self) -> str:
        """What a reader would miss who leaves it closed: "2 claims, 1 note"; empty where it holds neither."""
        claims = sum(len(entry.claims) for entry in self.entries)
        notes = sum(len(entry.notes) for entry in self.entries)
        counted = [(claims, "claim"), (notes, "note")]
        return ", ".join(f"{number} {noun}{'s' * (number > 1)}" for number, noun in counted if number)


def source_page(view: View, source: Source) -> dict[str, Any]:
    """The values of its template."""
    site = view.site
    found = site.archive.annotations[source.id].entries
    texts = passages_as_html(view, found, source.id)
    entries = [_shown(view, source, entry, text) for entry, text in zip(found, texts, strict=True)]
    _mark_repeated(entries)
    pages = site.originals(source.id)
    claims = [claim for entry in entries for claim in entry.claims]
    return {
        "work": site.archive.works[source.id],
        "page": next((page for page in pages if page.name != PUBLISHER), None),
        "publisher": next((page for page in pages if page.name == PUBLISHER), None),
        "read_in_part": read_in_part(source.reading) if source.reading else "",
        "chapters": list(_chapters(source, entries)),
        "listed": len(entries) <= LISTED,
        "figures": _figures(source, claims),
        "claims": claims,
        "one_chain": len({(claim.said_by, claim.stance) for claim in claims}) == 1,
        "earlier": _neighbour(site, source, -1),
        "later": _neighbour(site, source, 1),
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
    return ShownEntry(entry.first, entry.last, text, anchors, claims, notes, pages)


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


def _chapters(source: Source, entries: list[ShownEntry]) -> Iterator[ShownChapter]:
    """The entries in runs; those before the first heading are a run without one."""
    chapter = ShownChapter("", folded=False, entries=[])
    for entry in entries:
        if entry.first in source.chapters:
            if chapter.entries:
                yield chapter
            chapter = ShownChapter(source.chapters[entry.first], entry.first in source.folded, [])
        chapter.entries.append(entry)
    if chapter.entries:
        yield chapter


def _figures(source: Source, claims: list[ShownClaim]) -> list[ShownClaim]:
    """The figures at the head: those that the document in short names, then the others, in the order of the document.

    A figure that is printed again for the same people is there once.
    """
    led = {call.text(0, "id") for call in parse(source.in_short)[0] if isinstance(call, Call)}
    counted = [claim for claim in claims if claim.count]
    chosen = sorted(counted, key=lambda claim: claim.id not in led)
    once = {(claim.figure, claim.measure, claim.about): claim for claim in reversed(chosen)}
    kept = {claim.ref for claim in [claim for claim in chosen if claim in once.values()][:AT_THE_HEAD]}
    return [claim for claim in counted if claim.ref in kept]


def _neighbour(site: Site, source: Source, step: int) -> RecordLink | None:
    """The document before or after this one in time."""
    at = site.rank(source.id) + step
    if not 0 <= at < len(site.sources_by_day):
        return None
    other = site.sources_by_day[at]
    return site.link("source", other.id, other.heading)


def _mentioned(site: Site, source: str) -> list[tuple[str, str, list[str]]]:
    """What a source mentions, by kind, in the order of display; law that the archive identifies is separate."""
    grouped: dict[str, dict[str, list[str]]] = {}
    for kind, record_id, mentions in site.relations.mentioned_in(source):
        if record_id in site.archive.records_of(kind):
            title = IDENTIFIED_TITLE if all(mention.ours for mention in mentions) else KINDS[kind].title
            grouped.setdefault(kind, {}).setdefault(title, []).append(record_id)
    incidents: Iterable[str] = site.relations.incidents_of(source)
    grouped |= {Incident.kind_id: {KINDS[Incident.kind_id].title: list(incidents)}} if incidents else {}
    return [(title, kind, ids) for kind in KINDS for title, ids in sorted(grouped.get(kind, {}).items())]
