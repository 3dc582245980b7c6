"""Counts as sources give them: a number with its modifier, a range, or a word such as "dozens".

Nothing is rounded or guessed: "dozens" has no number, "at least 41" has a minimum and no maximum.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MODIFIERS = {
    "": "exactly",
    "exactly": "exactly",
    "at least": "at-least",
    "about": "about",
    "nearly": "nearly",
    "more than": "more-than",
    "up to": "up-to",
}
ORDER_WORDS = {
    "dozens",
    "hundreds",
    "thousands",
    "tens of thousands",
    "the vast majority",
    "many",
    "all",
    "months",
    "life-long",
    "tenfold",
    "a considerable number",
    "far fewer",
}
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,3}"
PATTERN = re.compile(rf"(?:(exactly|at least|about|nearly|more than|up to) )?({_NUMBER})(%?)")
RANGE = re.compile(rf"({_NUMBER}) to ({_NUMBER})(%?)")


@dataclass(frozen=True)
class Count:
    """A count as text, with modifier and bounds where it has any; `number` is the figure that is printed."""

    text: str
    modifier: str
    minimum: int | None = None
    maximum: int | None = None
    percent: bool = False

    @property
    def number(self) -> int | None:
        """The printed number, or the lower one of a range; None for a word such as "dozens"."""
        return self.minimum if self.minimum is not None else self.maximum

    @property
    def span(self) -> tuple[int, int | None] | None:
        """The lowest and the highest number of people that it can mean, without a highest for "at least 41".

        None where no bound is exact: "about 30", "nearly 50", a word, a percentage.
        """
        low, high = self.minimum, self.maximum
        spans: dict[str, tuple[int, int | None]] = {
            "exactly": (low or 0, high),
            "at-least": (low or 0, None),
            "more-than": ((low or 0) + 1, None),
            "up-to": (0, high),
            "range": (low or 0, high),
        }
        return None if self.percent else spans.get(self.modifier)


@lru_cache(maxsize=65536)
def parse_count(text: str) -> Count:
    """Read a count. Raises ValueError with what would be right."""
    if text in ORDER_WORDS:
        return Count(text, "order")
    if match := RANGE.fullmatch(text):
        low, high = _number(match[1]), _number(match[2])
        if low >= high:
            raise ValueError(
                f"'{text}' is not a range from the smaller to the larger number; compare both with the document"
            )
        return Count(text, "range", low, high, bool(match[3]))
    if match := PATTERN.fullmatch(text):
        return _modified(text, MODIFIERS[match[1] or ""], _number(match[2]), bool(match[3]))
    raise ValueError(
        f"'{text}' is not a count; keep the limit that the document sets: a number (with commas, or %) alone or after "
        f"{', '.join(filter(None, MODIFIERS))}; low to high; or one of: {', '.join(sorted(ORDER_WORDS))}"
    )


def _modified(text: str, modifier: str, number: int, percent: bool) -> Count:
    if modifier in ("nearly", "up-to"):
        return Count(text, modifier, None, number, percent)
    if modifier in ("at-least", "more-than"):
        return Count(text, modifier, number, None, percent)
    return Count(text, modifier, number, number, percent)


def _number(text: str) -> int:
    return int(text.replace(",", ""))
