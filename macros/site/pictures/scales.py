"""From dates to places in a picture: how long a date lasts, how firm it is, and how to say it there."""

from __future__ import annotations

from calendar import isleap
from collections import Counter
from collections.abc import Sequence
from datetime import date

from macros.core.models import Event, Incident
from macros.core.values.dates import Date

Placed = Incident | Event
"""What a picture of time shows."""


def home_year(when: Date) -> str:
    """The year that a date is drawn in: where it begins, or where it ends if its beginning is open."""
    return when.last[:4] if when.open_start else when.year


def bounded(when: Date) -> bool:
    """Whether a date has a beginning and an end, and can be drawn on a scale of years."""
    return not (when.open_start or when.open_end)


def extent(when: Date, year: str) -> tuple[int, int, bool]:
    """First and last day of a date within its year, counted from 1 January, and whether it goes on."""
    first = ordinal(f"{year}-01-01")
    opened = when.open_end or when.last[:4] > year
    end = days_of(year) - 1 if opened else ordinal(when.last) - first
    return max(ordinal(when.first) - first, 0), end, opened


def days_of(year: str) -> int:
    """How many days a year has."""
    return 366 if isleap(int(year)) else 365


def ordinal(day: str) -> int:
    """A day (ISO 8601) as a number of days."""
    return date.fromisoformat(day).toordinal()


def new_year(year: int) -> int:
    """1 January of a year as a number of days, as by `ordinal`, which does not know the year 10000."""
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + 1


def within_year(when: Date, year: str) -> str:
    """A date in words for a place that already gives the year; empty if it says no more than the year."""
    words = when.in_words()
    if words == year:
        return ""
    return words if words.startswith(("since ", "until ")) else words.replace(f" {year}", "")


def levels(spans: Sequence[tuple[float, float]]) -> list[int]:
    """For spans in the order of their beginnings, the lowest level at which each is free of those before it."""
    ends: list[float] = []
    found = []
    for start, end in spans:
        level = next((number for number, taken in enumerate(ends) if taken <= start), len(ends))
        ends[level : level + 1] = [end]
        found.append(level)
    return found


def by_date(record: Placed) -> tuple[str, str, str]:
    """The order of records in time."""
    return record.date.first, record.date.last, record.id


def numbered(records: Sequence[Placed]) -> str:
    """How many incidents and events there are, in words."""
    numbers = Counter(record.kind_id for record in records)
    return ", ".join(f"{n:,} {kind}{'s' if n > 1 else ''}" for kind, n in sorted(numbers.items(), reverse=True))
