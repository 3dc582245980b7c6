"""Incidents and events in time, drawn year by year, each date as exactly as it is known and no more.

A year is a strip of twelve months. A known day is a mark, a month or a span a bar from its first to its last day. A bar
ends in an arrow if the record goes on past the strip, or began at an unknown time before it. Years in which nothing
begins are named at a break. An archive too large for one picture shows the incidents of its latest years, how many
events each of these has, and how many records begin before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from macros.core.models import Event, Incident
from macros.site.indexes.entry_weights import EVERYTHING, Drawn
from macros.site.pictures.labels import Advance, Label, beside, bold, lines, sans, width
from macros.site.pictures.scales import DateMark, Tick, TimeAxis
from macros.site.pictures.timed_records import TimedRecord, TimedWords, english, listed, numbered, timed_records
from macros.site.site import Site


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
TITLE_SPARE = 1.05
"""How much wider than measured a line of a title is in the widest typefaces of browsers."""


@dataclass(frozen=True)
class TimelineRow:
    """One record: its mark or bar, its title, and its date in words if that is not in the title's line."""

    record: TimedRecord
    kind: str
    top: float
    height: float
    mark: DateMark
    title: Label
    when: str
    aside: Label | None


@dataclass(frozen=True)
class Panel:
    """A year: where it begins, its months, its rows, the empty years before it, what is left out."""

    year: str
    y: float
    months: list[Tick]
    rows: list[TimelineRow]
    height: float
    skipped: str
    unseen: str
    part: str


@dataclass(frozen=True)
class Timeline:
    """A drawing of the timeline: its years, whether it has events too, earlier years and what begins in these."""

    layout: TimelineLayout
    height: float
    panels: list[Panel]
    events: bool
    earlier: str
    unseen: str


def timelines(
    site: Site, words: TimedWords | None = None, records: Sequence[TimedRecord] | None = None
) -> list[Timeline]:
    """The timeline for wide and for narrow screens, in English without `words`; empty if no year has room.

    It has the given records, in order, or what its page has room for (`Whole.drawn`).
    """
    shown = EVERYTHING if records is not None else site.summed("timeline").drawn
    records = timed_records(site) if records is None else records
    words = words or english(site)
    return [_timeline(site, records, layout, shown, words) for layout in (WIDE, NARROW)] if records and shown else []


def _timeline(
    site: Site, records: Sequence[TimedRecord], layout: TimelineLayout, shown: Drawn, words: TimedWords
) -> Timeline:
    by_year: dict[int, list[TimedRecord]] = {}
    for record in records:
        by_year.setdefault(record.date.home_year, []).append(record)
    kinds = (Incident, Event) if shown.events else (Incident,)
    earlier = [year for year in sorted(by_year) if year < shown.since]
    left_out = numbered([record for year in earlier for record in by_year.pop(year)], words)
    panels: list[Panel] = []
    y, before = 0.0, 0
    for year, all_of_year in sorted(by_year.items()):
        skipped = _skipped(before, year)
        y += BREAK if skipped else 0
        drawn = [record for record in all_of_year if isinstance(record, kinds)]
        unseen = numbered([record for record in all_of_year if not isinstance(record, kinds)], words)
        axis = TimeAxis(layout.left, layout.right, year, year + 1)
        rows = _rows(drawn, y + layout.head, axis, layout, words)
        height = layout.head + sum(row.height for row in rows) + FOOT
        panels.append(Panel(f"{year:04}", y, axis.months, rows, height, skipped, unseen, listed(site, year, year)))
        y, before = y + height, year
    years = _years(earlier[0], earlier[-1]) if earlier else ""
    return Timeline(layout, round(y, 1), panels, shown.events, years, left_out)


def _skipped(before: int, year: int) -> str:
    """The years between two others, by the first and the last of them."""
    first, last = before + 1, year - 1
    return _years(first, last) if before and first <= last else ""


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _rows(
    records: Sequence[TimedRecord], top: float, axis: TimeAxis, layout: TimelineLayout, words: TimedWords
) -> list[TimelineRow]:
    made: list[TimelineRow] = []
    for record in records:
        made.append(_row(record, top, axis, layout, words))
        top += made[-1].height
    return made


def _row(record: TimedRecord, top: float, axis: TimeAxis, layout: TimelineLayout, words: TimedWords) -> TimelineRow:
    mark = axis.placed(record.date)
    when = words.within(record.date, f"{axis.first:04}")
    main = isinstance(record, Incident) and record.main
    set_text = _beside if layout.beside else _below
    title, aside, middle, height = set_text(words.title(record), when, mark, top, layout, bold if main else sans)
    mark = replace(mark, y=round(top + middle, 1))
    return TimelineRow(record, _kind(record), round(top, 1), height, mark, title, "" if aside else when, aside)


Set = tuple[Label, Label | None, float, float]
"""A title, a date separate from it, the middle of the mark and the height of the row, both from the row's top."""


def _beside(title: str, when: str, mark: DateMark, top: float, layout: TimelineLayout, face: Advance) -> Set:
    """The title with its date on the line of the mark, to the right, else to the left; else over the mark."""
    dated = width(when, SMALL) + 8 if when else 0.0
    wide, middle = width(title, layout.size, face) * TITLE_SPARE + dated, layout.row / 2
    label = beside(title, wide, (mark.x, mark.end), round(top + middle + 5, 1), (0, layout.right), (GAP, GAP))
    if label:
        return label, None, middle, layout.row
    broken = lines(title, layout.size, layout.right - layout.left - dated, face)
    longest = max(width(line, layout.size, face) for line in broken) * TITLE_SPARE + dated
    x = round(max(layout.left, min(mark.x, layout.right - longest)), 1)
    under = 15 + layout.line * (len(broken) - 1)
    return Label(x, round(top + 15, 1), "start", "\n".join(broken)), None, under + 12, under + 22


def _below(title: str, when: str, mark: DateMark, top: float, layout: TimelineLayout, face: Advance) -> Set:
    """The date beside the mark, or above a mark that leaves no room, and the title in lines below it."""
    room, y = (layout.left, layout.right), round(top + 15.5, 1)
    down: float = 0
    aside: Label | None = Label(0, 0, "start")
    if when:
        aside = beside(when, width(when, SMALL), (mark.x, mark.end), y, room, (GAP, GAP))
    if aside is None:
        aside, down = Label(layout.left, y, "start", when), layout.line
    broken = lines(title, layout.size, room[1] - room[0], face)
    text = Label(layout.left, round(top + down + layout.row + 7, 1), "start", "\n".join(broken))
    return text, aside, down + 11, down + layout.row + layout.line * len(broken) + 4


def _kind(record: TimedRecord) -> str:
    if isinstance(record, Incident):
        return "incident main" if record.main else "incident"
    return "event law" if record.instruments else "event"
