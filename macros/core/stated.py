"""Statements with their owner: a mention, a claim, an editorial note, as relations hand them on."""

from __future__ import annotations

from dataclasses import dataclass

from macros.core.models import Claim, Note, Work

OURS = ("identified", "described")
"""Words for how a passage has a law that it does not name: the archive is the one who names it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage of a source that mentions a record, or several (`passage` to `last`) that one entry describes.

    Passage 0 stands for the document as a whole. `how` is a word of the list `namings`; law alone has one.
    """

    source: str
    passage: int
    last: int
    role: str = "mentioned"
    named: str = ""
    provision: str = ""
    how: str = ""

    @property
    def ours(self) -> bool:
        """Whether the passage does not name the law, and the archive says which it is."""
        return self.how in OURS


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """A claim with its owner: the annotated source, or the incident that records another report."""

    owner: str
    id: str
    claim: Claim
    incident: str | None
    work: Work | None

    @property
    def ref(self) -> str:
        """`owner.id`."""
        return f"{self.owner}.{self.id}"

    @property
    def annotated(self) -> bool:
        """Whether it was made by an annotated source."""
        return self.claim.passage is not None

    @property
    def said(self) -> str:
        """Sort key: when it was said, else when its work appeared (ISO 8601 day)."""
        date = self.claim.said or (self.work.date if self.work else None)
        return date.first if date else ""


@dataclass(frozen=True, slots=True)
class StatedNote:
    """An editorial note with its owner and every passage at which it stands, as (source, passage)."""

    owner: str
    id: str
    note: Note
    places: tuple[tuple[str, int], ...]

    @property
    def ref(self) -> str:
        """`owner.id`."""
        return f"{self.owner}.{self.id}"
