"""The entries of a source on one of its pages, with everything that is shown beside each, by chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from markupsafe import Markup

from macros.core.models import Source
from macros.core.reading.annotation_entries import Entry
from macros.core.reading.reference_calls import Call
from macros.core.relations import AttachedNote
from macros.site.addresses import RecordLink
from macros.site.claims.named_replies import replied
from macros.site.claims.shown_claims import ShownClaim
from macros.site.pages import room
from macros.site.pages.texts import passages_as_html
from macros.site.pages.view import View
from macros.site.site import Site
from macros.site.works.originals import Original, located
from macros.site.works.source_parts import SourcePart

OUR_MARKING = re.compile(r'<span class="label[^>]*>.*?</span>', re.DOTALL)
"""A mark of the archive in running text: not among the first words of a passage."""
FIRST_WORDS = 48
"""The most characters that the contents repeat of an entry."""


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
    replies: list[RecordLink]
    again: set[str] = field(default_factory=set)

    @property
    def numbers(self) -> str:
        """`3` or `3–5`."""
        return f"{self.first}–{self.last}" if self.last > self.first else f"{self.first}"

    @property
    def opening(self) -> str:
        """Its first words, cut between two words."""
        text = " ".join(Markup(OUR_MARKING.sub("", self.text)).striptags().split())
        return text if len(text) <= FIRST_WORDS else text[:FIRST_WORDS].rsplit(" ", 1)[0].rstrip(",;:") + "…"

    @cached_property
    def blocks(self) -> list[list[ShownClaim]]:
        """Its claims in blocks of one chain and one stance, which are named once above each."""
        return [list(claims) for _, claims in groupby(self.claims, lambda claim: (claim.said_by, claim.stance))]

    @cached_property
    def claims_beside(self) -> bool:
        """Whether its claims have room beside the text; else they are below it."""
        return self._claims_room <= self._text_room

    @cached_property
    def _claims_room(self) -> float:
        return room.claims(self.blocks)

    @cached_property
    def _text_room(self) -> float:
        return room.text(self.text.striptags()) * room.LONGER

    @property
    def notes_beside(self) -> bool:
        """Whether its notes have room beside the text, below its claims."""
        beside = self._claims_room if self.claims_beside else 0
        return beside + room.notes(len(self.notes)) <= self._text_room


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


def shown_entries(view: View, part: SourcePart) -> list[ShownEntry]:
    """The entries of one page of a source."""
    run = view.site.archive.annotations[part.source.id].entries[part.start : part.stop]
    texts = passages_as_html(view, run, part.source.id)
    entries = [_shown(view, part.source, entry, text) for entry, text in zip(run, texts, strict=True)]
    _mark_repeated(entries)
    return entries


def _shown(view: View, source: Source, entry: Entry, text: Markup) -> ShownEntry:
    marked = {part.argument(0, "number") for part in entry.parts if isinstance(part, Call) and part.name == "at"}
    anchors = [number for number in range(entry.first + 1, entry.last + 1) if number not in marked]
    claims = view.site.claims_at(source.id, entry.first, entry.last)
    notes = _notes_at(view.site, source.id, entry)
    phrases = located(source, entry.first, entry.last)
    pages = [page.at(phrases) for page in view.site.originals(source.id)]
    return ShownEntry(
        entry.first, entry.last, text, anchors, claims, notes, pages, _replies(view.site, source, entry, claims)
    )


def _replies(site: Site, source: Source, entry: Entry, claims: list[ShownClaim]) -> list[RecordLink]:
    """The replies of bodies and people that an entry names; those whom its claims name have their mark there."""
    places = {source.id, *(claim.incident.id for claim in claims if claim.incident)}
    marked = {reply.id for claim in claims for reply in claim.replies}
    calls = (part for part in entry.parts if isinstance(part, Call) and part.name in ("org", "person"))
    named = dict.fromkeys(call.text(0, "id") for call in calls)
    found = (reply for one in named if one not in marked for reply in replied(site.archive, site.link, one, places))
    return list(found)


def _notes_at(site: Site, source: str, entry: Entry) -> list[AttachedNote]:
    """The editorial notes at the passages of an entry, each once."""
    numbers = range(entry.first, entry.last + 1)
    return list({stated.ref: stated for stated in site.relations.notes_at(source, numbers)}.values())


def _mark_repeated(shown: list[ShownEntry]) -> None:
    """Each note is in full at the first of its passages on the page."""
    seen: set[str] = set()
    for entry in shown:
        refs = {stated.ref for stated in entry.notes}
        entry.again = refs & seen
        seen |= refs


def shown_chapters(source: Source, entries: list[ShownEntry]) -> Iterator[ShownChapter]:
    """The entries in runs; those before the first heading are a run without one, or the rest of an earlier chapter."""
    begun = max((number for number in source.chapters if number < entries[0].first), default=0)
    heading = f"{source.chapters[begun]}, continued" if begun else ""
    chapter = ShownChapter(heading, begun in source.folded, entries=[])
    for entry in entries:
        if entry.first in source.chapters:
            if chapter.entries:
                yield chapter
            chapter = ShownChapter(source.chapters[entry.first], entry.first in source.folded, [])
        chapter.entries.append(entry)
    if chapter.entries:
        yield chapter
