"""What was changed in a record since it was published, told to those who cited it.

An entry is never altered once it is published. Its text is therefore a plain line, and its ids are plain ones, the
earlier values of claims included: a reference call, or an id that has to exist, could one day force somebody to alter
an old entry. Only a withdrawal empties one.
"""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from macros.core.models.shape import Shape, kebab, term
from macros.core.values.dates import Date
from macros.core.values.types import ClaimRef, Edtf, Figure, Id, Line, Link, Moment, Passage

REMOVALS = ("safety", "rights", "law")
"""The kinds of reason for removing a text everywhere; nothing else is said about it."""


def removal(word: str) -> str:
    """A kind of reason for a removal. Raises ValueError for any other word."""
    if word not in REMOVALS:
        raise ValueError(f"'{word}' is not one of {', '.join(REMOVALS)}")
    return word


def _one_day(date: Date) -> Date:
    if not date.one_day:
        raise ValueError(f"'{date.text}' is not a day; write YYYY-MM-DD")
    return date


class Earlier(Shape):
    """What a claim said before a change: the fields that the change altered, as they were.

    The names are those of a claim. `without` lists the altered fields that the claim did not have.
    """

    passage: Annotated[Passage | None, Field(description="passage that stated it")] = None
    work: Annotated[Id | None, Field(description="report that stated it")] = None
    locator: Annotated[Line | None, Field(description="page or paragraph of the report")] = None
    incident: Annotated[Id | None, Field(description="incident that it was about")] = None
    measure: Annotated[Line | None, Field(description="what was counted or dated")] = None
    count: Annotated[Figure | None, Field(description="the figure with its modifier")] = None
    date: Annotated[Edtf | None, Field(description="date that it gave (EDTF)")] = None
    unit: Annotated[Line | None, Field(description="what was counted, if not people")] = None
    who: Annotated[Line | None, Field(description="who or what was counted, in the archive's own words")] = None
    whom: Annotated[Line | None, Field(description="what a sentence called them")] = None
    about: Annotated[Id | None, Field(description="public speaker it was about")] = None
    said_by: Annotated[list[Link], Field(description="attribution chain, nearest first")] = []
    stance: Annotated[Line | None, Field(description="how firmly the author stated it")] = None
    hedge: Annotated[Line | None, Field(description="words of the document that made it less firm")] = None
    said: Annotated[Moment | None, Field(description="when its origin said it")] = None
    rests_on: Annotated[list[ClaimRef], Field(description="claims that it repeated or derived from")] = []
    part_of: Annotated[Id | None, Field(description="claim whose total it was a part of")] = None
    without: Annotated[list[Line], Field(description="altered fields that the claim did not have")] = []

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        """It gives a field, and `without` lists fields of a claim that it does not give."""
        if unknown := [name for name in self.without if name not in TOLD]:
            raise ValueError(f"has no field '{unknown[0]}'; `without` lists fields such as hedge or date")
        if needed := [name for name in self.without if name in NEEDED]:
            raise ValueError(f"lists '{needed[0]}' under `without`, and every claim has it; write what it was")
        if doubled := [name for name in self.without if name in self.given]:
            raise ValueError(f"gives '{doubled[0]}' and lists it under `without`; keep one of the two")
        if not self.given and not self.without:
            raise ValueError("gives no field; write what the claim said before, or leave it out")
        return self

    @property
    def given(self) -> dict[str, object]:
        """The earlier values by the name of their field in files."""
        return {name: value for name, field in TOLD.items() if (value := getattr(self, field)) not in (None, [])}

    @property
    def altered(self) -> list[str]:
        """The fields that the change altered, in the order of a claim."""
        return [name for name in TOLD if name in self.given or name in self.without]


TOLD = {kebab(name): name for name in Earlier.model_fields if name != "without"}
"""The fields of a claim that say what it says, by their names in files. Others say how it is found or drawn."""
NEEDED = ("measure", "who", "said-by", "stance")
"""Those that every claim has."""
WORDS_OF_A_CHANGE = 3
"""Fewer words do not say what was changed and why."""


class _Entry(Shape):
    """What all entries have."""

    date: Annotated[Edtf, AfterValidator(_one_day), Field(description="day of the change (EDTF): year, month and day")]
    kind: Annotated[Line, term("change-kinds"), Field(description="what sort of change it is")]
    text: Annotated[
        Line | None,
        Field(description="what was changed and why, in the archive's own words; no figure about people"),
    ] = None
    withdrawn: Annotated[
        Line | None,
        AfterValidator(removal),
        Field(
            description="in place of `text` and earlier values where nobody may read them any more: safety, rights or "
            "law; pages show the day and the kind alone"
        ),
    ] = None
    record_was: Annotated[
        dict[Id, Line],
        Field(description="fields of the record itself that were altered, such as title or date, as they were"),
    ] = {}

    @model_validator(mode="after")
    def _text_or_withdrawn(self) -> Self:
        """An entry says what was changed, or that it was withdrawn and nothing else."""
        if self.withdrawn and (self.text or self.record_was or getattr(self, "was", {})):
            raise ValueError("is withdrawn, so nothing of it is told; leave `text`, `was` and `record-was` out")
        if not self.withdrawn and not self.text:
            raise ValueError("needs `text`, which says what was changed and why")
        if self.text and len(re.findall(r"\w+", self.text)) < WORDS_OF_A_CHANGE:
            raise ValueError("has too short a `text`; say what was changed and why")
        return self

    @property
    def told(self) -> str:
        """What it says in words; of what was withdrawn, the kind of reason alone."""
        return self.text or f"What stood here was withdrawn for reasons of {self.withdrawn}."


class Change(_Entry):
    """An entry of a record that has claims."""

    claims: Annotated[list[Id], Field(description="ids of the claims of this record that were changed or retired")] = []
    was: Annotated[
        dict[Id, Earlier],
        Field(description="by claim: what it said before, the altered fields alone; of a retired claim all fields"),
    ] = {}

    @model_validator(mode="after")
    def _names_what_it_tells(self) -> Self:
        """A claim with earlier values is among those that the entry names."""
        if unnamed := [claim for claim in self.was if claim not in self.claims]:
            raise ValueError(f"tells what {unnamed[0]} said and does not name it; add {unnamed[0]} to `claims`")
        return self


class PlainChange(_Entry):
    """An entry of a record that has no claims."""

    @property
    def claims(self) -> list[str]:
        """Always empty: the record has no claims."""
        return []

    @property
    def was(self) -> dict[str, Earlier]:
        """Always empty."""
        return {}


AnyChange = Change | PlainChange

_HELP = "what was changed since the record was published, newest first; a published entry is never altered"

Changes = Annotated[list[Change], Field(description=_HELP)]
"""The entries of a source or an incident."""

PlainChanges = Annotated[list[PlainChange], Field(description=_HELP)]
"""The entries of a record without claims."""
