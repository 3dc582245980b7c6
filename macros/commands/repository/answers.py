"""One line of the maintainer's checklist: the point, and whether it is as it must be."""

from __future__ import annotations

from typing import NamedTuple

OK, NOT_YET, NOT_SEEN_HERE = "ok", "not yet", "cannot be seen from here"
GUIDE = "docs/about/maintaining.md"
"""The page that explains every point, at an anchor with the point's name."""


class Verdict(NamedTuple):
    """A point by its anchor on the page about maintaining, its state, and a sentence: what holds, or what to do."""

    point: str
    state: str
    text: str

    def line(self) -> str:
        """The printed line; an open point names where to read more."""
        more = "" if self.state == OK else f" ({GUIDE}#{self.point})"
        return f"{self.state:<{len(NOT_SEEN_HERE)}}  {self.text}{more}"


def verdict(point: str, fine: bool, good: str, bad: str) -> Verdict:
    """`ok` with the first sentence, or `not yet` with the second."""
    return Verdict(point, OK, good) if fine else Verdict(point, NOT_YET, bad)
