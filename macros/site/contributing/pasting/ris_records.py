"""The records of a pasted RIS text, each as its tags and values in their order.

rispy reads RIS as the format says. What programs really write is looser: headings and numbers between records, no last
`ER`, one space, small letters, wrapped lines, tags that nobody knows. So its parser is given lines made strict before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import rispy

_BEGIN = re.compile(r"^\W{0,3}(?:\d{1,4}[.):]?\s*)?(TY|ty|Ty)(\s{0,3})-\s?(\S.*)?$")
_BYLINES = re.compile(r"(?:\[?\d{1,4}[.)\]:]?|provider:.*|database:.*|content:.*)?", re.IGNORECASE)
"""Lines between records that say nothing of a work: numbers of a list, the three headings of publishers."""


@dataclass
class RisRecord:
    """One record: its type, its tags and values, the line it begins at, and sentences on its form."""

    kind: str
    line: int
    fields: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


class _Parser(rispy.RisParser):  # type: ignore[misc] # rispy has no types
    """rispy's parser with tags in place of its names for them, and every value in its place."""

    def __init__(self) -> None:
        super().__init__(mapping={"TY": "TY", "UK": "UK"}, list_tags=[], delimiter_tags_mapping={})

    def _add_tag(self, record: dict[str, Any], tag: str | None, content: str, extend_multiline: bool = False) -> None:
        """Add a tag, or lengthen the last one by a wrapped line."""
        found = record.setdefault("fields", [])
        if not extend_multiline:
            found.append((tag, content))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {content}".strip())


def begins_ris(text: str) -> bool:
    """Whether a text holds the first line of a record."""
    return any(_BEGIN.match(line) for line in text.split("\n"))


def ris_records(text: str) -> list[RisRecord]:
    """All records in their order."""
    strict = _Strict()
    for number, line in enumerate(text.split("\n"), 1):
        strict.add(line.strip(), number)
    strict.end()
    read = _Parser().parse("\n".join(strict.lines))
    for record, found in zip(strict.records, read, strict=True):
        record.kind, record.fields = str(found["TY"]).strip(), list(found.get("fields", []))
    return strict.records


class _Strict:
    """Lines as the format wants them; what stands between records is counted."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.records: list[RisRecord] = []
        self._open = False
        self._tag = re.compile("$^")
        self._aside = 0

    def add(self, line: str, number: int) -> None:
        """The next line of the text."""
        if match := _BEGIN.match(line):
            if self._open:
                self._missing_end()
            self._begin(match, number)
        elif not self._open:
            self._aside += not _BYLINES.fullmatch(line)
        elif (tag := self._tag.match(line)) and tag[1].upper() == "ER":
            self._close()
        elif tag:
            self.lines.append(f"{tag[1].upper()}  - {tag[2] or ''}")
        else:
            self.lines.append(f"      {line}")

    def _begin(self, match: re.Match[str], number: int) -> None:
        small = match[1] == "ty"
        letters = "a-z" if small else "A-Z"
        self._tag = re.compile(rf"^([{letters}][{letters}0-9])\s{{0,3}}-(?:\s+(.*)|)$")
        self.lines.append(f"TY  - {(match[3] or '').strip().upper()}")
        self.records.append(RisRecord("", number))
        self._open = True
        self._said_aside("before it")

    def _said_aside(self, where: str) -> None:
        if self._aside:
            self.records[-1].doubts.append(f"lines {where} that belong to no record are not taken over: {self._aside}")
        self._aside = 0

    def _missing_end(self) -> None:
        self.records[-1].doubts.append("the record has no end (a line 'ER  -'); check that all of it was pasted")
        self._close()

    def _close(self) -> None:
        self.lines.append("ER  - ")
        self._open = False

    def end(self) -> None:
        """The text is at its end."""
        if self._open:
            self._missing_end()
        elif self.records:
            self._said_aside("after it")
