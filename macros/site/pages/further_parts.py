"""What the page of a long source shows of its further parts: their contents, and a line for each anchor they have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from macros.site import addresses
from macros.site.site import Site
from macros.site.works.source_parts import SourcePart


class Pointer(NamedTuple):
    """An anchor that leads to the same anchor on the page of a part, and what it says."""

    anchor: str
    shown: str


@dataclass(frozen=True)
class FurtherPart:
    """A part of a source as its first page shows it."""

    site: Site
    part: SourcePart

    @property
    def contents(self) -> list[tuple[str, str]]:
        """Its chapters, each with its permanent address; without chapters its passages."""
        source = self.part.source
        begun = [number for number in source.chapters if self.part.has(number)]
        if self.part.first not in begun:
            return [(self.part.label.capitalize(), self.part.address), *map(self._chapter, begun)]
        return [self._chapter(number) for number in begun]

    def _chapter(self, first: int) -> tuple[str, str]:
        source = self.part.source
        return f"{first} {source.chapters[first]}", addresses.passage(self.site.archive, source.id, first)

    @property
    def headings(self) -> str:
        """The headings of the chapters that begin in it."""
        return "; ".join(heading for number, heading in self.part.source.chapters.items() if self.part.has(number))

    @property
    def passages(self) -> Iterator[Pointer]:
        """Every passage by its number, also by an earlier one."""
        source, first, last = self.part.source, self.part.first, self.part.last
        yield from (Pointer(source.anchor(number), f"{number}") for number in range(first, last + 1))
        yield from (Pointer(f"p{old}", f"{new} (formerly {old})") for old, new in source.formerly(first, last))

    @property
    def claims(self) -> list[Pointer]:
        """Every claim by its figure."""
        found = [self.site.claims[f"{self.part.source.id}.{key}"] for key in self.part.claims]
        return [Pointer(claim.anchor, f"{claim.headline} ({claim.measured})") for claim in found]

    @property
    def notes(self) -> list[Pointer]:
        """Every note of the source by its topic."""
        notes = self.part.source.notes
        return [Pointer(addresses.note_anchor(key), notes[key].topic) for key in self.part.notes]
