"""Numbers in running English text, in digits or in words, each with the words that limit it.

The table is our own: text2num 3.1, when tried, did not find `two` and `half a dozen` in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_VALUES = {
    **{word: value for value, word in enumerate((*_ONES, *_TEENS), 1)},
    **{word: value * 10 for value, word in enumerate(_TENS, 2)},
    "a": 1,
    "an": 1,
}
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)})\b)?|{'|'.join(_TEENS)}|{'|'.join(_ONES)})\b"
_SCALE = rf"(?:{'|'.join(_SCALES)})\b"
_NUMBER = re.compile(
    rf"""
    (?P<half>\bhalf\s(?:a\s)?dozen\b)
    | (?<!\w)(?<!\d[.,])(?<![a-z]-)(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?P<part>\.\d+)?
      (?:\s(?P<scale>{_SCALE}))?(?:st|nd|rd|th)?(?!\w)
    | \b(?P<words>(?:{_BELOW_100}|an?\s(?={_SCALE}))(?:[\s-]?{_SCALE}(?:[\s-](?:and\s)?{_BELOW_100})?)*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b)", re.IGNORECASE)

_BEFORE = {
    "at-least": "at least|no fewer than|not fewer than|no less than|not less than|a minimum of",
    "up-to": "up to|as many as|at most|no more than|not more than",
    "more-than": "more than|over|above|in excess of|upwards of",
    "about": "about|around|approximately|roughly|some|an estimated",
    "nearly": "nearly|almost|close to|just under",
    "less-than": "fewer than|less than|under|below|not even",
}
_AFTER = {"at-least": "or more|at least", "about": "or so", "up-to": "or fewer|or less|at most"}


@dataclass(frozen=True)
class Printed:
    """A number as a text prints it: its value, its modifiers (`exactly` if no word limits it), and its position.

    `kind` says what sort of counter follows it (see `counters`); it is empty if there is none that is known.
    """

    value: int
    modifiers: tuple[str, ...]
    percent: bool
    start: int
    end: int
    kind: str = ""


def english(text: str) -> Iterator[Printed]:
    """Every whole number of an English text, in order."""
    for match in _NUMBER.finditer(text):
        value = _value(match)
        if value is not None:
            percent = _PERCENT.match(text, match.end())
            end = percent.end() if percent else match.end()
            yield Printed(value, (modifier(text, match.start(), end),), bool(percent), match.start(), end)


def _value(match: re.Match[str]) -> int | None:
    """The value; None for a fraction such as 1.5."""
    if match["half"]:
        return _SCALES["dozen"] // 2
    if match["words"]:
        return _spelled(re.split(r"[\s-]+", match["words"].lower()))
    value = float(match["digits"].replace(",", "") + (match["part"] or ""))
    value *= _SCALES[match["scale"].lower()] if match["scale"] else 1
    return int(value) if value == int(value) else None


def _spelled(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word in ("thousand", "million"):
            total, current = total + (current or 1) * _SCALES[word], 0
        elif word in _SCALES:
            current = (current or 1) * _SCALES[word]
        else:
            current += _VALUES.get(word, 0)
    return total + current


def modifier(text: str, start: int, end: int) -> str:
    """The modifier of a count that the words next to a stretch of text express."""
    for name, words in _BEFORE.items():
        if re.search(rf"\b(?:{words})\s+(?:the\s+)?$", text[:start], re.IGNORECASE):
            return name
    for name, words in _AFTER.items():
        if re.match(rf"\s+(?:{words})\b", text[end:], re.IGNORECASE):
            return name
    return "exactly"
