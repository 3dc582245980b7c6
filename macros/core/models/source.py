"""A work that is annotated."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from macros.core.models.base import Record, Shape, ref, term
from macros.core.models.changes import Changes
from macros.core.models.claims import Claims, Notes
from macros.core.values.types import Edtf, FileName, Id, Line, Passage, Phrase, Sha256

CAPTURED, READ, SECOND = "captured", "read", "second"
"""The words of the list `evidence`: how a claim could be checked."""


class Capture(Shape):
    """The text as it was captured; the text itself is not part of the archive."""

    file: Annotated[FileName, Field(description="name of the captured file")]
    sha256: Annotated[Sha256, Field(description="fingerprint of the captured file")]
    passages: Annotated[Passage, Field(description="number of passages: its non-empty lines")]
    extent: Annotated[Line | None, Field(description="which part of the document it is, if not the whole")] = None
    taken: Annotated[Edtf | None, Field(description="day on which the page was captured (EDTF)")] = None
    how: Annotated[
        Line | None, Field(description="how the page became text: the program, and what it changed or left out")
    ] = None
    kept: Annotated[
        Line | None, Field(description="what else was kept of the page, such as its source code and a picture of it")
    ] = None


class Syndication(Shape):
    """The relation of a repost to the publisher's own page."""

    of: Annotated[Id, ref("work"), Field(description="work of the original publication")]
    how: Annotated[Line, Field(description="what the repost changed")]


class Source(Record):
    """The record of an annotated source; bibliographic facts belong to its work alone."""

    kind_id: ClassVar[str] = "source"

    kind: Annotated[Line, term("source-kinds"), Field(description="what sort of document it is")]
    heading: Annotated[Line, Field(description="our own short heading for the page")]
    short: Annotated[Line | None, Field(description="short form for chains and tables")] = None
    standfirst: Annotated[Line, Field(description="one sentence: what the document is")]
    capture: Annotated[Capture, Field(description="the captured text: file, fingerprint, number of passages")]
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
    claims: Annotated[Claims, Field(description="claims by id; the anchor is #c-<id>")] = {}
    notes: Annotated[Notes, Field(description="editorial notes by id; the anchor is #n-<id>")] = {}
    changes: Changes = []

    @property
    def evidence(self) -> str:
        """How far its claims can be checked, a word of the list `evidence`: against its whole text, or a part of it."""
        return READ if self.capture.extent else CAPTURED

    @property
    def body(self) -> str:
        """The annotation, as written."""
        return self.document.body
