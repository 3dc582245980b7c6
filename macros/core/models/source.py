"""A work that is annotated."""

from __future__ import annotations

from typing import Annotated, ClassVar, LiteralString, Self, cast

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from macros.core.models.base import Record, Shape, ref, term
from macros.core.models.changes import Changes
from macros.core.models.claims import Claims, Notes
from macros.core.models.translations import in_editions, translated
from macros.core.noting.fields import noted_apart
from macros.core.values.short_texts import InShort
from macros.core.values.types import Address, FileName, Id, Line, Moment, Passage, Phrase, Sha256

CAPTURED, READ, SECOND = "captured", "read", "second"
"""The words of the list `evidence`: how a claim could be checked."""


CAPTURED_AND_READ: LiteralString = (
    "does not belong beside `capture`; keep `capture` if the text is at hand as a file, and otherwise `reading`"
)
NOT_CAPTURED_NOR_READ: LiteralString = (
    "is missing, and so is `reading`; give `capture` with `file`, `sha256` and `passages` of the saved text, or "
    "`reading` with `on`, `passages` and `extent` if only a part of the page could be read"
)


class Capture(Shape):
    """The text as it was captured; the text itself is not part of the archive."""

    file: Annotated[FileName, Field(description="name of the captured file")]
    sha256: Annotated[Sha256, Field(description="fingerprint of the captured file")]
    passages: Annotated[Passage, Field(description="number of passages: its lines that are not empty")]
    extent: Annotated[Line | None, Field(description="which part of the document it is, if not the whole")] = None
    taken: Annotated[Moment | None, Field(description="day on which the page was captured (EDTF)")] = None
    how: Annotated[
        Line | None, Field(description="how the page became text: the program, and what it changed or left out")
    ] = None
    kept: Annotated[
        Line | None, Field(description="what else was kept of the page, such as its source code and a picture of it")
    ] = None


class Reading(Shape):
    """What was read of a page whose text is not at hand as a file; nothing of it is kept."""

    on: Annotated[Moment, Field(description="day on which it was read (EDTF)")]
    passages: Annotated[
        Passage,
        Field(description="number of passages that were read, counted from the headline, without what the site adds"),
    ]
    extent: Annotated[Line, Field(description="which part of the document was read, in plain words")]
    at: Annotated[
        Address | None,
        Field(description="address where it was read, if not that of the work, which is then the publisher's own page"),
    ] = None
    seen: Annotated[
        Line | None,
        term("sightings", "original", "none"),
        Field(description="how it was read, if not on a page of its publisher"),
    ] = None


class Syndication(Shape):
    """The relation of a repost to the publisher's own page."""

    of: Annotated[Id, ref("work"), Field(description="work of the original publication")]
    how: Annotated[Line, Field(description="what the repost changed")]


@noted_apart("claims", "notes")
@in_editions
class Source(Record):
    """The record of an annotated source; bibliographic facts belong to its work alone."""

    kind_id: ClassVar[str] = "source"
    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["capture"]}, {"required": ["reading"]}]})

    kind: Annotated[Line, term("source-kinds"), Field(description="what sort of document it is")]
    heading: Annotated[Line, translated, Field(description="our own short heading for the page")]
    short: Annotated[Line | None, translated, Field(description="short form for chains and tables")] = None
    in_short: Annotated[
        InShort,
        translated,
        Field(description="two to four sentences: what the document is and what it says; figures only as claims"),
    ]
    capture: Annotated[
        Capture | None,
        Field(description="the captured text: file, fingerprint, number of passages; a source has this or `reading`"),
    ] = None
    reading: Annotated[
        Reading | None,
        Field(description="what was read of a document whose text is not at hand as a file; `capture` is better"),
    ] = None
    moved_passages: Annotated[
        dict[Passage, Passage],
        Field(description="where each passage of an earlier `reading` stands in `capture`, as `old: new`"),
    ] = {}
    title_note: Annotated[Line | None, Field(description="what could not be confirmed about the title")] = None
    rights: Annotated[Line, term("rights"), Field(description="rights in the document itself")]
    rights_holder: Annotated[Id | None, ref("organization|person"), Field(description="who holds them")] = None
    credits: Annotated[
        dict[Line, list[Id]],
        term("roles"),
        ref("organization|person"),
        Field(description="roles in the document as a whole, with those who have them"),
    ]
    syndication: Annotated[Syndication | None, Field(description="for a repost: the publisher's own page")] = None
    passages: Annotated[
        dict[Passage, Annotated[list[Phrase], Field(min_length=1)]],
        Field(description="locator phrases by passage, to find the passage in the original; each occurs there once"),
    ] = {}
    chapters: Annotated[
        dict[Passage, Line],
        Field(description="our own headings, each by the first passage of its run; they make the contents of the page"),
    ] = {}
    folded: Annotated[
        list[Passage],
        Field(description="chapters that are one line until opened, such as what a host adds, by first passage"),
    ] = []
    claims: Annotated[Claims, Field(description="claims by id; the anchor is #c-<id>")] = {}
    notes: Annotated[Notes, Field(description="editorial notes by id; the anchor is #n-<id>")] = {}
    changes: Changes = []

    @model_validator(mode="after")
    def _one_basis(self) -> Self:
        """A source was captured or read: raises an error of the rule `capture-or-reading` for both and for neither."""
        if self.capture and self.reading:
            raise PydanticCustomError("capture-or-reading", CAPTURED_AND_READ, {"field": "reading"})
        if not self.capture and not self.reading:
            raise PydanticCustomError("capture-or-reading", NOT_CAPTURED_NOR_READ, {"field": "capture"})
        return self

    @property
    def basis(self) -> Capture | Reading:
        """What its annotation rests on, with the number of passages and the part of the document."""
        return self.capture or cast("Reading", self.reading)  # `_one_basis` saw to it

    @property
    def renumbered(self) -> bool:
        """Whether a passage has another number than when it was first published."""
        return any(old != new for old, new in self.moved_passages.items())

    def anchor(self, passage: int) -> str:
        """The anchor of a passage, `p3`; where numbers have changed `passage-3`, since the old anchors stay."""
        return f"passage-{passage}" if self.renumbered else f"p{passage}"

    def formerly(self, first: int, last: int) -> list[tuple[int, int]]:
        """Old and new number of each passage from first to last that had another number before."""
        moved = self.moved_passages.items() if self.renumbered else ()
        return [(old, new) for old, new in moved if first <= new <= last]

    @property
    def evidence(self) -> str:
        """How far its claims can be checked, a word of the list `evidence`: by a program against its text, or not."""
        return CAPTURED if self.capture else READ

    @property
    def seen(self) -> str | None:
        """How its text was read, a word of the list `sightings`; None if on a page of its publisher, or captured."""
        return self.reading.seen if self.reading else None

    @property
    def body(self) -> str:
        """The annotation, as written."""
        return self.document.body
