"""Small pictures in time: the strip of the home page, and the dates of an instrument beside the incidents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.core.dates import OPEN_END, Date
from macros.core.models import Event, Incident, Instrument
from macros.site.labels import Box, Label, place
from macros.site.site import Site

WIDTHS = {"wide": 1000.0, "narrow": 400.0}
EDGE = 26.0
MOST_EVENTS = 200
DAYS = 365.2425
LEAST_DATES = 2
STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True)
class Scale:
    """Years along the width of a picture, with the years that are marked."""

    width: float
    first: int
    last: int

    def at(self, day: str) -> float:
        """Where a day (ISO 8601) lies."""
        years = (date.fromisoformat(day).toordinal() - date(self.first, 1, 1).toordinal()) / DAYS
        return round(EDGE + (self.width - 2 * EDGE) * years / (self.last - self.first), 1)

    @property
    def ticks(self) -> list[tuple[int, float]]:
        """Round years, few enough that their numbers do not meet."""
        span = self.last - self.first
        step = next(step for step in STEPS if span / step * 46 <= self.width or step == STEPS[-1])
        years = range(-(-self.first // step) * step, self.last + 1, step)
        return [(year, self.at(f"{year}-01-01")) for year in years]


@dataclass(frozen=True)
class Tick:
    """A record or a date on a strip."""

    x: float
    end: float
    y: float
    title: str
    when: str
    record: Any
    label: Label | None = None


@dataclass(frozen=True)
class Strip:
    """A picture of one or several lines over one scale."""

    name: str
    scale: Scale
    height: float
    lines: list[tuple[str, float]]
    ticks: list[Tick]


def strips(site: Site) -> list[Strip]:
    """Incidents and events along the years of the incidents, for wide and for narrow screens."""
    incidents = [r for r in site.archive.of("incident").values() if isinstance(r, Incident) and _closed(r.date)]
    if not incidents:
        return []
    first = min(int(record.date.year) for record in incidents) - 1
    last = max(int(record.date.last[:4]) for record in incidents) + 1
    events = [r for r in site.archive.of("event").values() if isinstance(r, Event) and first <= int(r.date.year) < last]
    shown = events if len(events) <= MOST_EVENTS else []
    return [_strip(name, Scale(width, first, last), incidents, shown) for name, width in WIDTHS.items()]


def _closed(when: Date) -> bool:
    return when.last != OPEN_END


def _strip(name: str, scale: Scale, incidents: list[Incident], events: list[Event]) -> Strip:
    line, size = 92.0, 14.0 if name == "wide" else 12.5
    taken: list[Box] = []
    within = (2.0, 2.0, scale.width - 2, line - 10)
    ticks = [_event(scale, event, line) for event in sorted(events, key=lambda one: (one.date.first, one.id))]
    for record in sorted(incidents, key=lambda one: (one.date.first, one.id)):
        x, end = scale.at(record.date.first), scale.at(record.date.last)
        label = place(x, line - 16, record.short_text, size, taken, within, ("N", "NE", "NW")) if record.main else None
        if label:
            label = _lifted(label, record.short_text, size, taken)
        ticks.append(Tick(x, end, line, record.title, record.date.in_words(), record, label))
    return Strip(name, scale, 132, [], ticks)


def _lifted(label: Label, text: str, size: float, taken: list[Box]) -> Label:
    """A label raised by lines until it is free of the others; its room is the last one taken."""
    own = taken.pop()
    while any(own[0] < box[2] and box[0] < own[2] and own[1] < box[3] and box[1] < own[3] for box in taken):
        own = (own[0], own[1] - size * 1.3, own[2], own[3] - size * 1.3)
    taken.append(own)
    del text
    return Label(label.x, round(own[3] - size * 0.3, 1), label.anchor)


def _event(scale: Scale, event: Event, line: float) -> Tick:
    return Tick(scale.at(event.date.first), scale.at(event.date.last), line, event.title, event.date.in_words(), event)


def law_strips(site: Site, instrument: Instrument) -> list[Strip]:
    """The known dates of an instrument by state above the incidents; nothing where fewer than two dates are known."""
    lines = [(label, dates) for label, dates in _law_lines(instrument) if dates]
    if sum(len(dates) for _, dates in lines) < LEAST_DATES:
        return []
    incidents = [r for r in site.archive.of("incident").values() if isinstance(r, Incident) and _closed(r.date)]
    years = [int(when.year) for _, dates in lines for _, when in dates] + [int(r.date.last[:4]) for r in incidents]
    return [
        _law_strip(name, Scale(width, min(years) // 10 * 10, max(years) + 1), lines, incidents)
        for name, width in WIDTHS.items()
    ]


def _law_lines(instrument: Instrument) -> Iterable[tuple[str, list[tuple[str, Date]]]]:
    for what, when in (("adopted", instrument.adopted), ("in force", instrument.in_force)):
        yield "", [(what, when)] if when and _closed(when) else []
    for state, status in instrument.status.items():
        dates = [("signed", status.signed), ("ratified", status.ratified), ("acceded", status.acceded)]
        yield state, [(what, when) for what, when in dates if when and _closed(when)]


def _law_strip(
    name: str, scale: Scale, lines: list[tuple[str, list[tuple[str, Date]]]], incidents: list[Incident]
) -> Strip:
    row = 44.0
    ticks: list[Tick] = []
    for number, (_, dates) in enumerate(lines):
        y, taken = number * row + 34, list[Box]()
        for order, (what, when) in enumerate(dates):
            x = scale.at(when.first)
            text = f"{what} {when.year}"
            ways = ("W", "E") if order < len(dates) - 1 else ("E", "W")
            label = place(x, y, text, 12.5, taken, (0, 0, scale.width, 10_000), ways)
            ticks.append(Tick(x, scale.at(when.last), y, text, when.in_words(), None, label))
    y = len(lines) * row + 34
    for record in sorted(incidents, key=lambda one: (one.date.first, one.id)):
        x, end = scale.at(record.date.first), scale.at(record.date.last)
        ticks.append(Tick(x, end, y, record.title, record.date.in_words(), record))
    named = [(label, number * row + 34) for number, (label, _) in enumerate(lines)]
    return Strip(name, scale, y + 40, [*named, ("incidents", y)], ticks)
