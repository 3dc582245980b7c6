"""Dates as EDTF (ISO 8601-2): a year, a month or a day, exact or marked, or an interval of two of them, perhaps open.

Parsed here, because EDTF libraries also accept seasons and masked digits, which no field of ours takes, and days that
do not exist (`2011-02-29~`, `../2011-02-29`).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

OPEN_START, OPEN_END = "0001-01-01", "9999-12-31"
MAX_LENGTH = 40
POINT = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?([?~%]?)")
OPEN = ".."
MONTHS, SHORT_MONTHS = tuple(calendar.month_name), tuple(calendar.month_abbr)
"""English names by number; the first is empty."""
_FORMS = (
    "write YYYY-MM-DD, YYYY-MM or YYYY, as exact as the document has it; after it ~ for about, ? for uncertain; "
    "A/B from A to B, A/.. since A"
)
"""How dates are written. No date is shown as an example, since it could be copied."""
_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2[0-9]{4}")
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month or a day as precisely as it is written, with its mark."""

    year: int
    month: int = 0
    day: int = 0
    approximate: bool = False
    uncertain: bool = False

    @property
    def exact(self) -> bool:
        """Whether it has no mark."""
        return not (self.approximate or self.uncertain)

    @property
    def parts(self) -> tuple[int, ...]:
        """Year, month and day, as far as they are written."""
        return tuple(part for part in (self.year, self.month, self.day) if part)

    @property
    def iso(self) -> str:
        """The same without its mark (ISO 8601)."""
        return f"{self.year:04d}" + "".join(f"-{part:02d}" for part in self.parts[1:])

    @property
    def first(self) -> str:
        """Its first day (ISO 8601)."""
        return f"{self.year:04d}-{self.month or 1:02d}-{self.day or 1:02d}"

    @property
    def last(self) -> str:
        """Its last day (ISO 8601)."""
        month = self.month or 12
        return f"{self.year:04d}-{month:02d}-{self.day or calendar.monthrange(self.year, month)[1]:02d}"

    def bare_words(self, months: Sequence[str] = MONTHS) -> str:
        """In words without its mark: `8 February 2012`."""
        named = (str(self.day or ""), months[self.month] if self.month else "", f"{self.year:04d}")
        return " ".join(word for word in named if word)

    def in_words(self) -> str:
        """In words: `about February 2012`, `2012 (uncertain)`."""
        return "about " * self.approximate + self.bare_words() + " (uncertain)" * self.uncertain

    @property
    def short(self) -> str:
        """The same with three letters a month, and `?` for uncertain: `about Feb 2012`, `14 Mar 2012?`."""
        return "about " * self.approximate + self.bare_words(SHORT_MONTHS) + "?" * self.uncertain


@dataclass(frozen=True, slots=True)
class Date:
    """One EDTF expression: its ends, and its earliest and latest day (ISO 8601, both inclusive).

    `start` and `end` are the same unless it is an interval. An open end is None, and its day is then the first or the
    last that can be written.
    """

    text: str
    start: Point | None
    end: Point | None
    first: str
    last: str

    def __reduce__(self) -> tuple[Callable[[str], Date], tuple[str]]:
        """One that was kept is read again, so equal ones are there once."""
        return parse_date, (self.text,)

    @property
    def year(self) -> str:
        """The year in which the expression begins, four digits."""
        return self.first[:4]

    @property
    def years(self) -> list[str]:
        """Every year that it reaches into, four digits each; the written one where an end is open."""
        first, last = (int(day[:4]) for day in (self.first, self.last)) if self.bounded else (self.home_year,) * 2
        return [f"{year:04}" for year in range(first, last + 1)]

    @property
    def home_year(self) -> int:
        """The year that it is drawn in: where it begins, or where it ends if its beginning is open."""
        return int((self.last if self.open_start else self.first)[:4])

    @property
    def interval(self) -> bool:
        """Whether two ends are written."""
        return "/" in self.text

    @property
    def open_start(self) -> bool:
        """Whether its beginning is open."""
        return self.start is None

    @property
    def open_end(self) -> bool:
        """Whether its end is open."""
        return self.end is None

    @property
    def bounded(self) -> bool:
        """Whether it has both a beginning and an end."""
        return self.start is not None and self.end is not None

    @property
    def points(self) -> tuple[Point, ...]:
        """The ends that are written, one or two."""
        ends = (self.start, self.end) if self.interval else (self.start,)
        return tuple(point for point in ends if point)

    @property
    def approximate(self) -> bool:
        """Whether an end is marked as approximate."""
        return any(point.approximate for point in self.points)

    @property
    def uncertain(self) -> bool:
        """Whether an end is marked as uncertain."""
        return any(point.uncertain for point in self.points)

    @property
    def exact(self) -> bool:
        """Whether it is one day, month or year without a mark."""
        return not self.interval and all(point.exact for point in self.points)

    @property
    def one_day(self) -> bool:
        """Whether it is one day without a mark."""
        return self.text == self.first

    def in_words(self) -> str:
        """`2012-02~` as "about February 2012", `1998/..` as "since 1998", `../2012-03` as "by March 2012".

        The beginning of an interval does not say what its end says too: "9 to 10 March 2012", "about 6 to about 7 May".
        """
        return self._told([point.in_words() for point in self.points], " to ")

    def short(self) -> str:
        """As precisely as it is written, months as three letters: `14 Mar 2012`, `about Feb 2012`, `9–10 Mar 2012`."""
        return self._told([point.short for point in self.points], "–")

    def _told(self, words: list[str], between: str) -> str:
        if self.bounded and self.interval and _alike(*self.points):
            first, last = self.points
            words[0] = _beginning(first, last, words[0])
        by = "by " if self.end and self.end.month else "by the end of "  # "by 2025" reads as if 2025 were not counted
        return {"start": by, "end": "since "}.get(self._open, "") + between.join(words)

    @property
    def _open(self) -> str:
        return "start" if self.open_start else "end" if self.open_end else ""


def _alike(first: Point, last: Point) -> bool:
    """Whether a month said once is read as meant: "about 15 to 18 May" would be approximate at both ends."""
    return not (first.uncertain or last.uncertain) and last.approximate >= first.approximate


def _beginning(first: Point, last: Point, words: str) -> str:
    """The words of the beginning of an interval without the month and year that its end has too."""
    if (first.year, first.month) == (last.year, last.month) and first.day and last.day:
        return "about " * first.approximate + str(first.day)
    within = first.year == last.year and first.month and last.month
    return words.removesuffix(f" {first.year:04d}") if within else words


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Date:
    """Read an EDTF date (level 0, the marks of level 1, intervals). Raises ValueError with what would be right."""
    start, slash, end = text.partition("/")
    if len(text) > MAX_LENGTH or (start == OPEN and end == OPEN) or (OPEN in (start, end) and not slash):
        raise ValueError(_unread(text))
    begins = None if start == OPEN else _point(start, text)
    ends = begins if not slash else None if end == OPEN else _point(end, text)
    first, last = begins.first if begins else OPEN_START, ends.last if ends else OPEN_END
    if first > last:
        raise ValueError(f"'{text}' ends before it begins; compare both dates with the document")
    if slash and begins and ends and begins.parts == ends.parts:
        raise ValueError(f"'{text}' begins and ends with the same date; write it once, without `/`")
    return Date(text, begins, ends, first, last)


def _unread(text: str) -> str:
    """What is wrong with a text that is not a date, then how dates are written; no date is proposed."""
    numbers = _NUMBERS.fullmatch(text)
    if numbers and int(numbers[1]) != int(numbers[3]) and max(int(numbers[1]), int(numbers[3])) <= _LAST_MONTH:
        return f"'{text}' can be read as two different days; find out which number is the month, then {_FORMS}"
    return f"'{text}' is not an EDTF date; {_FORMS}"


def _point(text: str, whole: str) -> Point:
    """An end of a date; `whole` is the date that it is an end of."""
    match = POINT.fullmatch(text)
    year, month, day = (int(part or 0) for part in match.groups()[:3]) if match else (0, 0, 0)
    if not match or not year:
        raise ValueError(_unread(whole))
    if match[3] and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"'{text}' is not a day of the calendar; compare it with the document")
    return Point(year, month, day, match[4] in {"~", "%"}, match[4] in {"?", "%"})


def moved(day: str, days: int) -> str:
    """The day (ISO 8601) a number of days later, or earlier if negative; an open bound stays open."""
    if day in {OPEN_START, OPEN_END}:
        return day
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return OPEN_START if days < 0 else OPEN_END
