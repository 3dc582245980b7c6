"""Counts as sources give them: a number with its modifier, a range, or a word such as "dozens".

Nothing is rounded or guessed: "dozens" has no number, "at least 41" has a minimum and no maximum.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
LEAVES_ROOM = {"up-to": -1, "nearly": -1, "at-least": 1, "more-than": 2}
"""On which side of its number a modifier leaves room; of *about* and of exact figures on neither."""
ORDER_WORDS = {
    "dozens",
    "hundreds",
    "thousands",
    "tens of thousands",
    "the vast majority",
    "many",
    "some",
    "all",
    "months",
    "life-long",
    "tenfold",
    "a considerable number",
    "far fewer",
}
_NUMBER = r"[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3}|[1-9][0-9]{0,2}|0"
PATTERN = re.compile(rf"(?:(exactly|at least|about|nearly|more than|up to) )?({_NUMBER})(%?)")
RANGE = re.compile(rf"({_NUMBER}) to ({_NUMBER})(%?)")


@dataclass(frozen=True, slots=True)
class Count:
    """A count as text, with modifier and bounds where it has any; `number` is the figure that is printed."""

    text: str
    modifier: str
    minimum: int | None = None
    maximum: int | None = None
    percent: bool = False

    def __reduce__(self) -> tuple[Callable[[str], Count], tuple[str]]:
        """One that was kept is read again, so equal ones are there once."""
        return parse_count, (self.text,)

    @property
    def number(self) -> int | None:
        """The printed number, or the lower one of a range; None for a word such as "dozens"."""
        return self.minimum if self.minimum is not None else self.maximum

    @property
    def from_lowest(self) -> tuple[int, int, int, bool]:
        """The order in which `nearly 50`, `50`, `about 50`, `50 to 60` and `more than 50` are lower."""
        number = self.number or 0
        return number, LEAVES_ROOM.get(self.modifier, 0), max(number, self.maximum or 0), self.modifier == "about"

    @property
    def from_highest(self) -> tuple[int, int, int, bool]:
        """The order in which the last is the highest: of `more than 650` and `500 to 700` the second."""
        number, room, top, about = self.from_lowest
        return top, number, room, about

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
        _within_whole(text, high, percent=bool(match[3]))
        if low >= high:
            raise ValueError(
                f"'{text}' is not a range from the smaller to the larger number; compare both with the document"
            )
        return Count(text, "range", low, high, bool(match[3]))
    if match := PATTERN.fullmatch(text):
        modifier, number = MODIFIERS[match[1] or ""], _number(match[2])
        _within_whole(text, number + (modifier == "more-than"), percent=bool(match[3]))
        if not number and modifier != "exactly":
            raise ValueError(f"'{text}' says nothing of how many; compare the figure with the document")
        return _modified(text, modifier, number, bool(match[3]))
    if meant := _meant(text):
        raise ValueError(f"'{text}' is not a count; {meant}")
    raise ValueError(
        f"'{text}' is not a count; keep the limit that the document sets: a number (with commas, or %) alone or after "
        f"{', '.join(filter(None, MODIFIERS))}; low to high; or one of: {', '.join(sorted(ORDER_WORDS))}"
    )


def _within_whole(text: str, most: int, *, percent: bool) -> None:
    """Raise ValueError if a part of a group is larger than the group."""
    if percent and most > _WHOLE:
        raise ValueError(f"'{text}' is more than the whole group; compare it with the document")


_WHOLE = 100
_ANY = r"[0-9][0-9,]*%?"
_COUNTED = "people|persons|refugees|defectors|women|men|children|명|人|名"
_NUMERAL = "one|t[a-z]+|f[io][a-z]+|six[a-z]*|seven[a-z]*|eight[a-z]*|nine[a-z]*|eleven|hundred|dozen"
_BEFORE = "write `{}` before the number"
_IN_OTHER_WORDS = {
    "(?:[a-z]+ )*[0-9]{1,3}(?:[ '’\u00a0\u2009\u202f][0-9]{3})+%?": "write a comma between the thousands",
    rf"(?:around|approximately|approx\.|circa|c\.|some|roughly|~|약|约) ?{_ANY}": _BEFORE.format("about"),
    rf"{_ANY}(?: ?\+| or more)|(?:no (?:fewer|less) than|minimum|>=|≥|최소|至少) ?{_ANY}": _BEFORE.format("at least"),
    rf"(?:over|above|>|超过) ?{_ANY}": _BEFORE.format("more than"),
    rf"(?:almost|close to|just under|近) ?{_ANY}": _BEFORE.format("nearly"),
    rf"(?:at most|no more than|as many as|maximum|<=|≤|최대|至多) ?{_ANY}": _BEFORE.format("up to"),
    rf"(?:between |from )?{_ANY} ?(?:[-–—~]|and|or) ?{_ANY}": "write `to` between the two numbers",
    rf"(?:[a-z ]+ )?{_ANY} ?(?:{_COUNTED})": "leave out the last word, since `who` says who was counted",
    rf"(?:[a-z ]+ )?{_ANY} (?:percent|per cent)": "write % behind the number",
    r"(?:.* )?0[0-9,]+%?(?: .*)?": "a number does not begin with 0; compare it with the document",
    r"(?:[a-z ]+ )?[0-9]{4,}%?": "write a comma between the thousands",
    rf"(?:(?:less|fewer) than|under|below|<) ?{_ANY}": "describe in words a number that was not reached",
    rf"(?:[a-z]+[ -])*(?:{_NUMERAL})": "write the number in digits",
}
"""How people write a count, with what is right. No other figure is proposed: nothing is rounded or read in two ways."""


def _meant(text: str) -> str:
    """How to write a count that is written in another way; empty if that cannot be told."""
    found = (how for pattern, how in _IN_OTHER_WORDS.items() if re.fullmatch(pattern, text, re.IGNORECASE))
    return next(found, "")


def _modified(text: str, modifier: str, number: int, percent: bool) -> Count:
    if modifier in ("nearly", "up-to"):
        return Count(text, modifier, None, number, percent)
    if modifier in ("at-least", "more-than"):
        return Count(text, modifier, number, None, percent)
    return Count(text, modifier, number, number, percent)


def _number(text: str) -> int:
    return int(text.replace(",", ""))
