"""What was changed in a record since it was published, told to those who cited it.

An entry is never altered once it is published. Its text is therefore a plain line, and its claims are plain ids: a
reference call, or an id that has to exist, could one day force somebody to alter an old entry.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from macros.core.models.shape import Shape, term
from macros.core.values.dates import Date
from macros.core.values.types import Edtf, Id, Line


def _one_day(date: Date) -> Date:
    if not date.one_day:
        raise ValueError(f"'{date.text}' is not a day; write YYYY-MM-DD")
    return date


class _Entry(Shape):
    """What all entries have."""

    date: Annotated[Edtf, AfterValidator(_one_day), Field(description="day of the change (EDTF): year, month and day")]
    kind: Annotated[Line, term("change-kinds"), Field(description="what sort of change it is")]
    text: Annotated[
        Line, Field(description="what was changed and why, in the archive's own words; no figure about people")
    ]


class Change(_Entry):
    """An entry of a record that has claims."""

    claims: Annotated[list[Id], Field(description="ids of the claims of this record that were changed or retired")] = []


class PlainChange(_Entry):
    """An entry of a record that has no claims."""

    @property
    def claims(self) -> list[str]:
        """Always empty: the record has no claims."""
        return []


AnyChange = Change | PlainChange

_HELP = "what was changed since the record was published, newest first; a published entry is never altered"

Changes = Annotated[list[Change], Field(description=_HELP)]
"""The entries of a source or an incident."""

PlainChanges = Annotated[list[PlainChange], Field(description=_HELP)]
"""The entries of a record without claims."""
