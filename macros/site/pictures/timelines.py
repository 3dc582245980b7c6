"""Incidents and events in time, drawn year by year, each date as exactly as it is known and no more.

A year is a strip of twelve months. A known day is a mark, a month or a span a bar from its first to its last day. A bar
ends in an arrow if the record goes on past the strip, or began at an unknown time before it. Years in which nothing
begins are named at a break. An archive too large for one picture shows its incidents, and how many events each year
has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from macros.core.models import Incident
from macros.core.models.kinds import HAPPENED
from macros.site.indexes import INDEX_LIMIT
from macros.site.pictures import scales
from macros.site.pictures.labels import Advance, Label, bold, lines, sans, width
from macros.site.pictures.scales import Placed
from macros.site.site import Site

_MONTHS = "JFMAMJJASOND"


@dataclass(frozen=True)
class TimelineLayout:
    """The measures of a drawing, in its own units: where the months lie, how texts are set, room above the rows."""

    name: str
    width: float
    left: float
    right: float
    row: float
    line: float
    size: float
    head: float
    beside: bool


WIDE = TimelineLayout("wide", 1000, 64, 992, 31, 18, 15, 36, beside=True)
NARROW = TimelineLayout("narrow", 400, 8, 392, 26, 16, 13.5, 44, beside=False)
SMALL, FOOT, BREAK, GAP = 12.5, 14.0, 30.0, 12.0


@dataclass(frozen=True)
class TimelineRow:
    """One record: its mark or bar at `y`, its title, and its date in words if that is not in the title's line."""

    record: Placed
    kind: str
    top: float
    height: float
    y: float
    start: float
    end: float
    begun: bool
    opened: bool
    doubtful: bool
    about: bool
    title: Label
    when: str
    aside: Label | None

    @property
    def exact(self) -> bool:
        """Whether the date is one day, drawn as a mark."""
        return self.record.date.first == self.record.date.last


@dataclass(frozen=True)
class Panel:
    """A year: where it begins, its months, its rows, the empty years before it, what is left out."""

    year: str
    y: float
    months: list[tuple[str, float]]
    rows: list[TimelineRow]
    height: float
    skipped: str
    unseen: str
    part: str


@dataclass(frozen=True)
class Timeline:
    """A drawing of the timeline; `shown` says whether it has all records, incidents alone, or numbers."""

    layout: TimelineLayout
    height: float
    panels: list[Panel]
    shown: str


def timelines(site: Site) -> list[Timeline]:
    """The timeline for wide and for narrow screens."""
    records: list[Any] = [record for kind in HAPPENED for record in site.archive.records_of(kind).values()]
    records.sort(key=scales.by_date)
    shown = _shown(records)
    return [_timeline(site, records, layout, shown) for layout in (WIDE, NARROW)] if records else []


def _shown(records: Sequence[Placed]) -> str:
    if len(records) <= INDEX_LIMIT:
        return "all"
    return "incidents" if sum(isinstance(record, Incident) for record in records) <= INDEX_LIMIT else "numbers"


def _timeline(site: Site, records: Sequence[Placed], layout: TimelineLayout, shown: str) -> Timeline:
    by_year: dict[str, list[Placed]] = {}
    for record in records:
        by_year.setdefault(scales.home_year(record.date), []).append(record)
    panels: list[Panel] = []
    y, before = 0.0, ""
    for year in sorted(by_year):
        skipped = _skipped(before, year)
        top = y + (BREAK if skipped else 0)
        drawn = [r for r in by_year[year] if shown == "all" or (shown == "incidents" and isinstance(r, Incident))]
        unseen = [r for r in by_year[year] if r not in drawn] if shown != "all" else []
        rows = _rows(drawn, top + layout.head, layout, year)
        height = layout.head + sum(row.height for row in rows) + FOOT
        part = next((c.address for c in site.index_parts["timeline"] if c.group == year), "timeline/")
        panels.append(Panel(year, top, _months(year, layout), rows, height, skipped, scales.numbered(unseen), part))
        y, before = top + height, year
    return Timeline(layout, round(y, 1), panels, shown)


def _skipped(before: str, year: str) -> str:
    """The years between two others, by the first and the last of them."""
    if not before or int(year) - int(before) == 1:
        return ""
    first, last = int(before) + 1, int(year) - 1
    return str(first) if first == last else f"{first}–{last}"


def _months(year: str, layout: TimelineLayout) -> list[tuple[str, float]]:
    first = scales.ordinal(f"{year}-01-01")
    starts = [scales.ordinal(f"{year}-{month:02}-01") - first for month in range(1, 13)]
    return [(_MONTHS[number], _across(start, year, layout)) for number, start in enumerate(starts)]


def _across(days: int, year: str, layout: TimelineLayout) -> float:
    return round(layout.left + (layout.right - layout.left) * days / scales.days_of(year), 1)


def _rows(records: Sequence[Placed], top: float, layout: TimelineLayout, year: str) -> list[TimelineRow]:
    made: list[TimelineRow] = []
    for record in records:
        made.append(_row(record, top, layout, year))
        top += made[-1].height
    return made


def _row(record: Placed, top: float, layout: TimelineLayout, year: str) -> TimelineRow:
    first, last, opened = scales.extent(record.date, year)
    start, end = _across(first, year, layout), _across(last, year, layout)
    when = scales.within_year(record.date, year)
    heavy = isinstance(record, Incident) and record.main
    set_text = _beside if layout.beside else _below
    title, aside, y, height = set_text(record.title, when, (start, end), layout, bold if heavy else sans)
    return TimelineRow(
        record=record,
        kind=_kind(record),
        top=round(top, 1),
        height=height,
        y=round(top + y, 1),
        start=start,
        end=end,
        begun=record.date.open_start,
        opened=opened,
        doubtful=record.date.uncertain,
        about=record.date.approximate,
        title=_moved(title, top),
        when="" if aside else when,
        aside=_moved(aside, top) if aside else None,
    )


Set = tuple[Label, Label | None, float, float]
"""A title, a date separate from it, the middle of the mark, the height of the row; all from the row's top."""


def _beside(title: str, when: str, mark: tuple[float, float], layout: TimelineLayout, face: Advance) -> Set:
    """The title with its date on the line of the mark, to the right, else to the left; else over the mark."""
    dated = width(when, SMALL) + 8 if when else 0.0
    wide = width(title, layout.size, face) + dated
    middle = layout.row / 2
    if mark[1] + GAP + wide <= layout.right:
        return Label(mark[1] + GAP, middle + 5, "start", title), None, middle, layout.row
    if mark[0] - GAP - wide >= 0:
        return Label(mark[0] - GAP, middle + 5, "end", title), None, middle, layout.row
    room = layout.right - layout.left - dated
    broken = lines(title, layout.size, room, face)
    longest = max(width(line, layout.size, face) for line in broken) + dated
    x = round(max(layout.left, min(mark[0], layout.right - longest)), 1)
    under = 15 + layout.line * (len(broken) - 1)
    return Label(x, 15, "start", "\n".join(broken)), None, under + 12, under + 22


def _below(title: str, when: str, mark: tuple[float, float], layout: TimelineLayout, face: Advance) -> Set:
    """The date beside the mark, if there is room, and the title in lines below it."""
    room = layout.right - layout.left
    broken = lines(title, layout.size, room, face)
    height = layout.row + layout.line * len(broken) + 4
    text = Label(layout.left, layout.row + 7, "start", "\n".join(broken))
    dated = width(when, SMALL)
    if when and mark[1] + GAP + dated <= layout.right:
        return text, Label(mark[1] + GAP, 15.5, "start", when), 11, height
    if when and mark[0] - GAP - dated >= layout.left:
        return text, Label(mark[0] - GAP, 15.5, "end", when), 11, height
    return text, Label(0, 0, "start"), 11, height


def _moved(label: Label, top: float) -> Label:
    return replace(label, x=round(label.x, 1), y=round(label.y + top, 1))


def _kind(record: Placed) -> str:
    if isinstance(record, Incident):
        return "incident main" if record.main else "incident"
    return "event law" if record.instruments else "event"
