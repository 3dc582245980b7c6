"""Claims and editorial notes: the same shape in sources and in incidents."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.core.models.base import Shape, ref, term
from macros.core.models.translations import in_editions, translated
from macros.core.values.types import ClaimRef, Edtf, Figure, Id, Line, Link, Moment, Passage, Phrase, Reason, RichText

LONGEST_CHAIN = 10
"""Most links of an attribution chain; the longest so far has three."""


class SharedOrigin(Shape):
    """A claim with which another may share its origin, and why; it is recorded at one of the two and shown at both."""

    claim: Annotated[ClaimRef, ref("claim"), Field(description="the other claim, as `owner.claim`")]
    reason: Annotated[
        Reason,
        Field(description="why the two may come from one origin, in one plain sentence; no more than records show"),
    ]


@in_editions
class Claim(Shape):
    """One figure or date about people: who says it, through whom, where exactly, how firmly.

    In a source a claim names its `passage`; in an incident, where other reports are recorded, its `work`.
    """

    passage: Annotated[Passage | None, Field(description="passage of the source that states it")] = None
    work: Annotated[Id | None, ref("work"), Field(description="in an incident: the report that states it")] = None
    locator: Annotated[Line | None, Field(description="in an incident: page or paragraph of the report")] = None
    incident: Annotated[
        Id | None, ref("incident"), Field(description="in a source: what it is about; absent for the general situation")
    ] = None
    measure: Annotated[Line, term("measures"), Field(description="what is counted or dated")]
    count: Annotated[Figure | None, Field(description="the figure with its modifier, as firm as the source has it")] = (
        None
    )
    date: Annotated[Edtf | None, Field(description="a date about people that is claimed (EDTF)")] = None
    unit: Annotated[Line, term("units"), Field(description="what is counted, if not people")] = "people"
    who: Annotated[
        Line,
        translated,
        Field(
            description="who or what is counted, in the archive's own words; for a group under ten no age, "
            "family, health, home or route"
        ),
    ]
    whom: Annotated[
        Line,
        term("groups"),
        Field(description="what a sentence calls them, in the word of the document"),
    ] = "people"
    about: Annotated[
        Id | None, ref("person"), Field(description="the public speaker it is about, if it is about one person")
    ] = None
    said_by: Annotated[
        list[Link],
        ref("organization|person|voice"),
        Field(
            min_length=1,
            max_length=LONGEST_CHAIN,
            description="attribution chain, nearest first: the author, whom it cites, and so on; `person for "
            "organization` where somebody speaks for a body",
        ),
    ]
    stance: Annotated[Line, term("stances"), Field(description="how firmly the author states it")]
    hedge: Annotated[
        Line | None, translated, Field(description="words of the document that make it less firm, or their translation")
    ] = None
    said: Annotated[Moment | None, Field(description="when its origin said it, if not the date of the work")] = None
    rests_on: Annotated[
        list[ClaimRef],
        ref("claim"),
        Field(description="claims of the same origin that it repeats or derives from, so it adds no evidence"),
    ] = []
    may_share: Annotated[
        list[SharedOrigin],
        Field(
            description="claims that may come from the same origin though no document says so, each with the reason; "
            "recorded at one of the two and shown at both"
        ),
    ] = []
    part_of: Annotated[Id | None, Field(description="claim of the same record whose total this is a part of")] = None
    aside: Annotated[
        Reason | None,
        translated,
        Field(description="why the picture of its incident leaves it out: which other people or days it is about"),
    ] = None
    find: Annotated[
        list[Phrase], Field(description="locator phrases, each found once in the passage of the original")
    ] = []

    @property
    def speakers(self) -> list[str]:
        """The ids of all who answer for it, nearest first, each once: those who speak and the bodies they speak for."""
        return list(dict.fromkeys(one for link in self.said_by for one in link.ids))

    @property
    def measured_in(self) -> str:
        """The unit of its count; percent for a percentage."""
        return "percent" if self.count and self.count.percent else self.unit

    @property
    def gives(self) -> str:
        """What it gives, by the pattern of `Clause` that says it: counted, dated, since or denied."""
        if self.count:
            return "counted"
        if self.date:
            return "since" if self.date.open_end else "dated"
        return "denied"


@in_editions
class Note(Shape):
    """An editorial note at a passage: a correction, a conflict, missing context, an omission, an identity."""

    kind: Annotated[Line, term("note-kinds"), Field(description="what sort of note it is")]
    topic: Annotated[Line, translated, Field(description="what it is about, a few words")]
    passages: Annotated[list[Passage], Field(description="passages of this source that it belongs to")] = []
    also: Annotated[
        dict[Id, list[Passage]], ref("source"), Field(description="passages of other sources that it also belongs to")
    ] = {}
    text: Annotated[RichText, Field(description="the note, attributed, in the archive's own words")]
    concerns: Annotated[list[Id], ref("any"), Field(description="records it bears on; it is shown on their pages")] = []
    works: Annotated[list[Id], ref("work"), Field(description="works that show it")] = []
    uncertain: Annotated[Line | None, Field(description="what could not be confirmed about the note itself")] = None


Claims = dict[Id, Claim]
Notes = dict[Id, Note]
