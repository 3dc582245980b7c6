"""Long documents in parts: the page of the source has the first passages, and further pages below it the others.

Where a part begins follows from passages and chapters, which seldom change. The address of a part names its first
passage alone, so a part that grows too long and is halved keeps its address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from macros.core.models import Source
from macros.core.reading.annotation_entries import Entry
from macros.site import addresses

ON_ONE_PAGE = 48
"""The most entries, claims and notes of a source on one page; a source with more is in parts."""
OF_A_PART = 40
"""The most passages of a part, unless one entry describes more."""


@dataclass(frozen=True)
class SourcePart:
    """A run of entries that are shown on one page: its source, its place among the parts, its address.

    `first` and `last` are its passages, `first` is 0 for what describes the document as a whole. `start` and `stop` are
    the places of its entries in the annotation, which need not stay in memory.
    """

    source: Source
    number: int
    address: str
    first: int
    last: int
    start: int
    stop: int

    @property
    def page(self) -> str:
        """The address of the source itself, where every passage, claim and note has its permanent anchor."""
        return addresses.address(self.source.kind_id, self.source.id)

    @property
    def label(self) -> str:
        """`passages 41–80`, or `passage 41`."""
        return f"passages {self.first}–{self.last}" if self.last > self.first else f"passage {self.first}"

    @property
    def claims(self) -> list[str]:
        """The ids of the claims at its passages."""
        return [key for key, one in self.source.claims.items() if self.has(one.passage or 0)]

    @property
    def notes(self) -> list[str]:
        """The ids of the notes of the source whose first passage it has: each has its anchor there."""
        return [key for key, one in self.source.notes.items() if one.passages and self.has(one.passages[0])]

    def has(self, passage: int) -> bool:
        """Whether a passage is in it."""
        return self.first <= passage <= self.last

    @property
    def anchors(self) -> Iterator[str]:
        """Every anchor of its passages, claims and notes that links may lead to."""
        for number in range(self.first, self.last + 1):
            yield self.source.anchor(number)
        yield from (f"p{old}" for old, _ in self.source.formerly(self.first, self.last))
        yield from map(addresses.claim_anchor, self.claims)
        yield from map(addresses.note_anchor, self.notes)


def parts_of(source: Source, entries: list[Entry]) -> list[SourcePart]:
    """The parts of a source in order: the first is on the page of the source itself, for most sources the only one."""
    long = _size(source, entries) > ON_ONE_PAGE
    runs = list(_halved(_joined(_chapters(source, entries)), source)) if long else [entries]
    starts = [0, *accumulate(map(len, runs))]
    return [_part(source, number, start, run) for number, (start, run) in enumerate(zip(starts, runs, strict=False))]


def _part(source: Source, number: int, start: int, run: list[Entry]) -> SourcePart:
    first, last = (run[0].first, run[-1].last) if run else (0, 0)
    address = addresses.source_part(source.id, first if number else 0)
    return SourcePart(source, number, address, first, last, start, start + len(run))


def _size(source: Source, run: list[Entry]) -> int:
    """How many entries, claims and notes a run has."""
    part = _part(source, 0, 0, run)
    return len(run) + len(part.claims) + len(part.notes) if run else 0


def _span(run: list[Entry]) -> int:
    return run[-1].last - run[0].first + 1


def _chapters(source: Source, entries: list[Entry]) -> Iterator[list[Entry]]:
    """The entries by chapter; a chapter that is longer than a part is cut."""
    run: list[Entry] = []
    for entry in entries:
        if run and (entry.first in source.chapters or _span([run[0], entry]) > OF_A_PART):
            yield run
            run = []
        run.append(entry)
    yield run


def _joined(runs: Iterator[list[Entry]]) -> Iterator[list[Entry]]:
    """Neighbouring runs together as long as they are not longer than a part."""
    page: list[Entry] = []
    for run in runs:
        if page and _span([page[0], run[-1]]) > OF_A_PART:
            yield page
            page = []
        page = [*page, *run]
    yield page


def _halved(runs: Iterable[list[Entry]], source: Source) -> Iterator[list[Entry]]:
    """Runs with more than a page has room for in halves, each of these too."""
    for run in runs:
        middle = len(run) // 2
        if middle and _size(source, run) > ON_ONE_PAGE:
            yield from _halved([run[:middle], run[middle:]], source)
        else:
            yield run
