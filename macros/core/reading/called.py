"""A reference call where it stands in a record."""

from __future__ import annotations

from typing import NamedTuple

from macros.core.models.base import Record
from macros.core.models.document import FieldPath
from macros.core.problems import Problem
from macros.core.reading.reference_calls import Call


class Called(NamedTuple):
    """A reference call in a record: in its annotation on a line of the file, or in a field at a place."""

    record: Record
    place: FieldPath
    body_line: int
    call: Call

    def problem(self, message: str, rule_id: str) -> Problem:
        """A problem at the call; only now is the line of a field looked up, since that parses the file again."""
        line = self.body_line or self.record.document.line(self.place)
        return Problem(self.record.path, line, self.record.field(self.place), message, rule_id)
