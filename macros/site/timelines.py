"""Incidents and events in time, drawn year by year, each date as exactly as it is known and no more.

A year is a strip of twelve months. A known day is a mark, a month or a span a bar from its first to its last day; a bar
that goes on past the strip ends in an arrow. Years without a record are left out, and the gap is said.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Any

from macros.core.dates import OPEN_END, Date
from macros.core.models import Event, Incident
from macros.site.chunks import LIMIT
from macros.site.labels import EM
from macros.site.site import Site

MONTHS = "JFMAMJJASOND"


@dataclass(frozen=True)
class Layout:
    """The measures of a drawing, in its own units: where the strip of months lies, and how texts are set."""

    name: str
    width: float
    left: float
    right: float
    row: float
    size: float
    beside: bool


WIDE = Layout("wide", 1000, 64, 992, 27, 14, beside=True)
NARROW = Layout("narrow", 400, 8, 392, 54, 13.5, beside=False)
HEAD, FOOT = 40.0, 14.0


@dataclass(frozen=True)
class Row:
    """One record: its mark or bar, and its title in lines beside or below it."""

    record: Incident | Event
    kind: str
    y: float
    start: float
    end: float
    opened: bool
    doubtful: bool
    about: bool
    text: list[str]
    x: float
    anchor: str
    over: bool

    @property
    def exact(self) -> bool:
        """Whether the date is one day, drawn as a mark."""
        return self.start == self.end and not self.opened


@dataclass(frozen=True)
class Panel:
    """A year: where it begins, its months, its rows, and how many years before it have no record."""

    year: str
    y: float
    months: list[tuple[str, float]]
    rows: list[Row]
    height: float
    gap: int


@dataclass(frozen=True)
class Timeline:
    """A drawing of the timeline."""

    layout: Layout
    height: float
    panels: list[Panel]


def timelines(site: Site) -> list[Timeline]:
    """The timeline for wide and for narrow screens; of an archive too large for one picture, its incidents alone."""
    records = _records(site)
    if len(records) > LIMIT:
        records = [record for record in records if isinstance(record, Incident)]
    return [_timeline(records, layout) for layout in (WIDE, NARROW)] if 0 < len(records) <= LIMIT else []


def _records(site: Site) -> list[Incident | Event]:
    every: Iterable[Any] = (*site.archive.of("incident").values(), *site.archive.of("event").values())
    return sorted(every, key=lambda record: (record.date.first, record.date.last, record.id))


def _timeline(records: Sequence[Incident | Event], layout: Layout) -> Timeline:
    by_year: dict[str, list[Incident | Event]] = {}
    for record in records:
        by_year.setdefault(record.date.year, []).append(record)
    panels: list[Panel] = []
    y, before = 0.0, 0
    for year, members in by_year.items():
        panel = _panel(year, members, y, layout, int(year) - before - 1 if before else 0)
        panels.append(panel)
        y, before = y + panel.height, int(year)
    return Timeline(layout, y, panels)


def _panel(year: str, records: Sequence[Incident | Event], y: float, layout: Layout, gap: int) -> Panel:
    rows = [_row(record, y + HEAD + number * layout.row, layout, year) for number, record in enumerate(records)]
    first = _ordinal(f"{year}-01-01")
    starts = [_ordinal(f"{year}-{month:02}-01") - first for month in range(1, 13)]
    months = [(MONTHS[number], _across(start, year, layout)) for number, start in enumerate(starts)]
    return Panel(year, y, months, rows, HEAD + len(records) * layout.row + FOOT, gap)


def _row(record: Incident | Event, y: float, layout: Layout, year: str) -> Row:
    start, end, opened = extent(record.date, year)
    left, right = _across(start, year, layout), _across(end, year, layout)
    marks = record.date.text
    text, x, anchor, over = _titled(record.title, left, right, layout)
    return Row(
        record=record,
        kind=_kind(record),
        y=y,
        start=left,
        end=right,
        opened=opened,
        doubtful="?" in marks or "%" in marks,
        about="~" in marks or "%" in marks,
        text=text,
        x=x,
        anchor=anchor,
        over=over,
    )


def extent(when: Date, year: str) -> tuple[int, int, bool]:
    """First and last day of a date within its year, counted from the first of January, and whether it goes on."""
    first = _ordinal(f"{year}-01-01")
    last_day = 365 if isleap(int(year)) else 364
    opened = when.last == OPEN_END or when.last[:4] > year
    end = last_day if opened else _ordinal(when.last) - first
    return max(_ordinal(when.first) - first, 0), end, opened


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _across(days: int, year: str, layout: Layout) -> float:
    length = 366 if isleap(int(year)) else 365
    return round(layout.left + (layout.right - layout.left) * days / length, 1)


def _kind(record: Incident | Event) -> str:
    if isinstance(record, Incident):
        return "incident main" if record.main else "incident"
    return "event law" if record.instruments else "event"


def _titled(title: str, left: float, right: float, layout: Layout) -> tuple[list[str], float, str, bool]:
    """A title in lines, where it begins, how it is anchored, and whether it stands over a bar that leaves no room."""
    if not layout.beside:
        return wrap(title, int((layout.right - layout.left) / (layout.size * EM)))[:2], layout.left, "start", False
    wide = len(title) * layout.size * EM
    if right + 12 + wide <= layout.right:
        return [title], right + 12, "start", False
    if left - 12 - wide >= 0:
        return [title], left - 12, "end", False
    return [title], round(max(layout.left, min(left, layout.right - wide)), 1), "start", True
