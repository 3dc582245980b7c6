"""One line of the maintainer's checklist: what was looked at, and whether it is as it must be."""

from __future__ import annotations

from typing import NamedTuple

OK, NOT_YET, NOT_SEEN_HERE = "ok", "not yet", "cannot be seen from here"
GUIDE = "docs/about/maintaining.md"
"""The page that explains every point, each under an anchor of its name."""


class Verdict(NamedTuple):
    """A point by its anchor on the page of maintaining, its state, and a sentence: what is so, or what to do."""

    point: str
    state: str
    text: str

    def line(self) -> str:
        """How it is printed; what is not as it must be names the place to read on."""
        more = "" if self.state == OK else f" ({GUIDE}#{self.point})"
        return f"{self.state:<{len(NOT_SEEN_HERE)}}  {self.text}{more}"


def verdict(point: str, fine: bool, good: str, bad: str) -> Verdict:
    """Ok with one sentence, or not yet with the other."""
    return Verdict(point, OK, good) if fine else Verdict(point, NOT_YET, bad)
