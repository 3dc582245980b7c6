"""The entries of an annotation: which passage each part describes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.core.reading.reference_calls import Call, CallPart


@dataclass
class Entry:
    """The part of an annotation that describes one passage, or several together."""

    first: int
    last: int
    line: int
    parts: list[CallPart] = field(default_factory=list)

    def placed(self) -> Iterator[tuple[int, int, Call]]:
        """Every reference call with the first and last passage it belongs to.

        What follows `at(n)` is in passage n; what comes before it belongs to the whole entry.
        """
        first, last = self.first, self.last
        for part in self.parts:
            if isinstance(part, Call):
                if part.name == "at":
                    first = last = int(part.argument(0, "number"))
                else:
                    yield first, last, part


def entries(parts: list[CallPart]) -> tuple[str, list[Entry]]:
    """The text before the first passage, and the entries of the passages in order."""
    before: list[str] = []
    found: list[Entry] = []
    for part in parts:
        if isinstance(part, Call) and part.name == "passage":
            first = int(part.argument(0, "number"))
            found.append(Entry(first, int(part.argument(1, "last", first)), part.line))
        elif found:
            found[-1].parts.append(part)
        elif isinstance(part, str):
            before.append(part)
    return "".join(before).strip(), found
