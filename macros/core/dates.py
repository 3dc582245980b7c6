"""Dates as EDTF (ISO 8601-2), read with the `edtf` library, shown in words.

A year, a month or a day, exact or marked, and an interval of two of them are read by the standard library alone:
the grammar takes ten milliseconds a date and half a second to be imported, and almost every date is one of these.
"""

from __future__ import annotations

import calendar
import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from io import StringIO
from typing import Any

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
OPEN_END = "9999-12-31"
MAX_LENGTH = 40
LAST_YEAR = 9999
PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?[?~%]?")
DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
OPEN_START = "0001-01-01"
FORMS = (
    "write YYYY-MM-DD, YYYY-MM or YYYY, as exact as the document has it; after it ~ for about, ? for uncertain; "
    "A/B from A to B, A/.. since A"
)
"""How dates are written. No date is shown as an example, since it could be copied."""


@dataclass(frozen=True)
class Date:
    """One EDTF expression with its earliest and latest day (ISO 8601, both inclusive)."""

    text: str
    first: str
    last: str

    @property
    def year(self) -> str:
        """The year in which the expression begins, four digits."""
        return self.first[:4]

    @property
    def ends(self) -> list[tuple[str, str]]:
        """The first and last day of its beginning and of its end; one that is open is left out."""
        parts = [parse_date(part) for part in self.text.split("/") if part != ".."]
        return [(part.first, part.last) for part in parts]

    def in_words(self) -> str:
        """`2012-02~` as "about February 2012", `1998/..` as "since 1998", `../2012-03` as "by March 2012"."""
        return _in_words(self.text)


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Date:
    """Read an EDTF expression of level 0, 1 or an interval. Raises ValueError with what would be right."""
    if ISO_DAY.fullmatch(text):
        return _plain_day(text)
    wrong = f"'{text}' is not an EDTF date; {FORMS}"
    if not text or len(text) > MAX_LENGTH or text != text.strip():
        raise ValueError(wrong)
    first, last = _plain_bounds(text) or _grammar_bounds(text, wrong)
    if first > last:
        raise ValueError(f"'{text}' ends before it begins; compare both dates with the document")
    return Date(text, first, last)


def _plain_day(text: str) -> Date:
    """The commonest form by the standard library alone; the EDTF grammar takes milliseconds a date."""
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"'{text}' is not a day of the calendar; compare it with the document") from error
    return Date(text, text, text)


def _plain_bounds(text: str) -> tuple[str, str] | None:
    """First and last day of a plain expression, or None where the grammar has to look at it."""
    start, slash, end = text.partition("/")
    first = _plain_span(start)
    last = _plain_span(end) if slash and end != ".." else first
    if first is None or last is None:
        return None
    return first[0], OPEN_END if end == ".." else last[1]


def _plain_span(text: str) -> tuple[str, str] | None:
    match = PLAIN.fullmatch(text)
    if not match or match[1] == "0000":
        return None
    year, month, day = match.groups()
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    length = calendar.monthrange(int(year), int(month))[1]
    if day is None:
        return f"{year}-{month}-01", f"{year}-{month}-{length:02d}"
    return (f"{year}-{month}-{day}",) * 2 if 1 <= int(day) <= length else None


def _grammar_bounds(text: str, wrong: str) -> tuple[str, str]:
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        with redirect_stdout(StringIO()):  # the library prints what it cannot read
            parsed = parse_edtf(text)
    except (EDTFParseException, ValueError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(wrong) from error
    try:
        first, last = _bound(parsed, text, "lower"), _bound(parsed, text, "upper")
        _in_words(text)
    except (ValueError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise ValueError(wrong) from error
    return first, last


def _bound(parsed: Any, text: str, side: str) -> str:
    if side == "lower" and text.startswith(".."):
        return OPEN_START
    if side == "upper" and text.endswith(".."):
        return OPEN_END
    day = parsed.lower_strict() if side == "lower" else parsed.upper_strict()
    if not 1 <= day.tm_year <= LAST_YEAR:
        raise ValueError(text)
    return f"{day.tm_year:04d}-{day.tm_mon:02d}-{day.tm_mday:02d}"


@lru_cache(maxsize=65536)
def _in_words(text: str) -> str:
    if "/" in text:
        start, end = text.split("/", 1)
        return _interval_in_words(start, end)
    core = text.rstrip("?~%")
    mark = text[len(core) :]
    words = _day_in_words(core)
    about = "about " if mark in ("~", "%") else ""
    doubt = " (uncertain)" if mark in ("?", "%") else ""
    return f"{about}{words}{doubt}"


def _interval_in_words(start: str, end: str) -> str:
    if start == "..":
        return f"by {_in_words(end)}"
    if end == "..":
        return f"since {_in_words(start)}"
    return f"{_in_words(start)} to {_in_words(end)}"


def _day_in_words(text: str) -> str:
    match = DAY.fullmatch(text)
    if not match:
        raise ValueError(text)
    if not match["month"]:
        return match["year"]
    month = f"{calendar.month_name[int(match['month'])]} {match['year']}"
    return f"{int(match['day'])} {month}" if match["day"] else month


def moved(day: str, days: int) -> str:
    """A day (ISO 8601) that comes a number of days later, or earlier; an open bound stays one."""
    if day in (OPEN_START, OPEN_END):
        return day
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return OPEN_START if days < 0 else OPEN_END


def short_date(date: Date) -> str:
    """The first day of a date as precisely as it is written, months as three letters: `14 Mar 2012`, `Feb 2012`."""
    match = DAY.match(date.text)
    if not match:
        return date.in_words()
    month = f"{calendar.month_abbr[int(match['month'])]} " if match["month"] else ""
    day = f"{int(match['day'])} " if match["day"] else ""
    return f"{day}{month}{match['year']}"
