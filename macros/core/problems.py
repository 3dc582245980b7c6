"""Problems: what is wrong in a contributed file, where, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend.

    `path` is relative to the archive's root with forward slashes, `line` counts from 1, `field` is the dotted
    way to the value (empty for the whole file), `rule` the id under which the rule is documented.
    """

    path: str
    line: int
    field: str
    message: str
    rule: str

    def as_text(self) -> str:
        """`path:line: field: message [rule]`, the form of DESIGN section 5."""
        field = f"{self.field}: " if self.field else ""
        return " ".join(f"{self.path}:{self.line}: {field}{self.message} [{self.rule}]".splitlines())

    def as_github(self) -> str:
        """A workflow command of GitHub Actions that annotates the line."""
        title = _escape_property(f"{self.rule}: {self.field}" if self.field else self.rule)
        path = _escape_property(self.path)
        return f"::error file={path},line={self.line},title={title}::{_escape_data(self.message)}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line and field."""
    return sorted(set(problems))


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the nearest known word, or nothing where none is near."""
    near = get_close_matches(wrong, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""
