"""Dates in Korean and Chinese: alone, as in a table, and within a clause.

Years, months and days are Babel's; what EDTF marks about them, and intervals, are patterns of `data/sentences.yml`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date as day
from functools import lru_cache

from babel.dates import format_skeleton

from macros.core.models.sentence_patterns import Wording
from macros.core.values.dates import Date, Point

SKELETONS = {
    (True, True, True): "yMMMd",
    (True, True, False): "yMMM",
    (True, False, False): "y",
    (False, True, True): "MMMd",
    (False, True, False): "M",
    (False, False, True): "d",
}
"""What is written of a date (year, month, day), as CLDR names it. A month alone is a number: in Babel names that stand
alone are those of whichever language was asked for first."""


def date_in_words(date: Date, wording: Wording) -> str:
    """A date alone: `2012년 2월경`, `2012年2月8日至12日`, `1998년부터`."""
    if not date.bounded:
        name = "open-end" if date.end is None else "open-start"
        return _filled(date, name, wording)
    if date.interval:
        return _filled(date, "interval", wording)
    return _point(date.points[0], wording)


def date_in_brackets(date: Date, wording: Wording) -> str:
    """A date within brackets, without brackets of its own: `2013년 11월 19일, 불확실`, `2015년 11월 17일~18일`."""
    if date.interval and date.bounded:
        return _filled(date, "interval-short", wording)
    marked, unsure = date_in_words(date, wording), wording.pattern("dates", "uncertain").format(date="")
    if not marked.endswith(unsure):
        return marked
    return wording.pattern("dates", "uncertain-within").format(date=marked.removesuffix(unsure))


def date_in_clause(date: Date, wording: Wording, *, front: bool = False) -> str:
    """A date with what ties it to a verb: `2012년 2월 8일에`, `于2012年2月`, `2024년 이후`; `front` before a comma."""
    if not date.bounded:
        return _filled(date, "since" if date.end is None else "by", wording)
    if date.interval:
        around = "-around" if date.points[-1].approximate else ""  # Chinese then needs no word for "between"
        return _filled(date, f"between{around}{'-front' if front else ''}", wording)
    point = date.points[0]
    name = "on-front" if front else "around" if point.approximate else "on"
    return wording.pattern("dates", name).format(date=_point(point, wording))


def date_within_year(date: Date, year: str, wording: Wording) -> str:
    """A date alone for a place that already gives the year: `2월 8일`; empty if it says no more than the year."""
    words, alone = date_in_words(date, wording), _plain(int(year), 0, 0, 0, wording.edition)
    rest = words.removeprefix(alone).lstrip()
    return "" if not rest else rest if rest != words and rest[0].isdigit() else words


def _filled(date: Date, name: str, wording: Wording) -> str:
    """A pattern with both ends of an interval; the second does not repeat the year and month of the first.

    Where both are approximate the second alone says so, of the two: `11월 6일에서 7일경 사이에`.
    """
    start, end = date.start, date.end
    if start and end and start.approximate and end.approximate:
        start = replace(start, approximate=False)
    texts = {
        "start": _point(start, wording) if start else "",
        "end": _point(end, wording, _repeated(start, end)) if end else "",
    }
    return wording.pattern("dates", name).format(**texts)


def _repeated(start: Point | None, end: Point) -> int:
    """How many parts of the end, the year first, the start has said; what the end is more exact in is never cut."""
    if start is None or start.year != end.year or not end.month:
        return 0
    return 2 if start.month == end.month and end.day else 1


def _point(point: Point, wording: Wording, said: int = 0) -> str:
    text = _plain(point.year, point.month, point.day, said, wording.edition)
    for mark, marked in (("approximate", point.approximate), ("uncertain", point.uncertain)):
        text = wording.pattern("dates", mark).format(date=text) if marked else text
    return text


@lru_cache(maxsize=4096)
def _plain(year: int, month: int, day_: int, said: int, locale: str) -> str:
    parts = (said < 1, bool(month) and said < 2, bool(day_))  # noqa: PLR2004 - the year and the month were said
    return format_skeleton(SKELETONS[parts], day(year, month or 1, day_ or 1), locale=locale)
