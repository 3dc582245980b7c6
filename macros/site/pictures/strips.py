"""The strip of the home page: incidents along the years, and how many events begin when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from macros.core.models import Event, Incident
from macros.core.models.kinds import HAPPENED
from macros.core.values.dates import Date
from macros.site.pictures import scales
from macros.site.pictures.labels import Box, Label, width
from macros.site.pictures.strip_parts import FORMS, Cell, DateMark, Form, IncidentMark, Strip, YearScale
from macros.site.site import Site

STRIP_SIZE = 14.0
MARK = 12.0
_MOST = 40
"""With more incidents a strip cannot be read: it marks the main ones, and says how many others there are."""


def strips(site: Site) -> list[Strip]:
    """Incidents, and the number of records without a mark, by year, for wide and for narrow screens."""
    shown = incidents(site)
    if not shown:
        return []
    first = max(min(int(record.date.year) for record in shown) - 1, 1)
    last = max(int(record.date.last[:4]) for record in shown) + 1
    return [_strip(site, form, YearScale(form.width, first, last), shown) for form in FORMS]


def incidents(site: Site) -> list[Incident]:
    """Incidents with a beginning and an end, in order of time: all, or the main ones, or none if still too many."""
    every = [record for record in site.archive.records_of("incident").values() if isinstance(record, Incident)]
    drawn = [record for record in every if scales.bounded(record.date)]
    if len(drawn) > _MOST:
        drawn = [record for record in drawn if record.main]
    return sorted(drawn, key=scales.by_date) if len(drawn) <= _MOST else []


def _strip(site: Site, form: Form, scale: YearScale, shown: Sequence[Incident]) -> Strip:
    marked = incident_marks(shown, scale, form)
    highest = min(one.mark.y for one in marked)
    named = _named(marked, highest - 18, scale)
    top = min([highest - form.target / 2, *(one.label.y - STRIP_SIZE for one in named if one.label)])
    line = round(4 - top, 1)
    return Strip(form, scale, line, named, cells(site, scale, unseen(site, shown, HAPPENED)), [])


def incident_marks(records: Sequence[Incident], scale: YearScale, form: Form) -> list[IncidentMark]:
    """Incidents on a line at height 0; those too close for separate taps go on lines above it."""
    spans = [span(record.date, scale) for record in records]
    rooms = [(x + long / 2 - _room(long, form) / 2, x + long / 2 + _room(long, form) / 2) for x, long in spans]
    return [
        IncidentMark(record, DateMark(x, long, -level * form.target, record.date))
        for record, (x, long), level in zip(records, spans, scales.levels(rooms), strict=True)
    ]


def _room(long: float, form: Form) -> float:
    return max(long, form.target)


def span(when: Date, scale: YearScale, least: float = MARK) -> tuple[float, float]:
    """Where a date begins and how long it is; one too short to see is a mark in its middle."""
    start, end = scale.at(when.first), scale.at(when.last)
    long = max(round(end - start, 1), least)
    return round((start + end - long) / 2, 1), long


def _named(marked: Sequence[IncidentMark], y: float, scale: YearScale) -> list[IncidentMark]:
    """The main incidents with their names, inside the picture and each raised until it is free of the others."""
    taken: list[Box] = []
    labels = {
        one.record.id: _label(one.record.short_text, one.mark.x + one.mark.long / 2, y, scale, taken)
        for one in marked
        if one.record.main
    }
    return [replace(one, label=labels.get(one.record.id)) for one in marked]


def _label(text: str, x: float, y: float, scale: YearScale, taken: list[Box]) -> Label:
    half = width(text, STRIP_SIZE) / 2
    middle = max(half, min(x, scale.width - half))
    left, right = middle - half - 6, middle + half + 6
    while any(left < b[2] and b[0] < right and y - STRIP_SIZE < b[3] and b[1] < y for b in taken):
        y -= STRIP_SIZE * 1.4
    taken.append((middle - half, y - STRIP_SIZE, middle + half, y))
    return Label(round(middle, 1), round(y, 1), "middle")


def unseen(site: Site, drawn: Sequence[Incident], kinds: Iterable[str]) -> list[scales.Placed]:
    """The records with a beginning that have no mark of their own."""
    seen = {record.id for record in drawn}
    records = [r for kind in kinds for r in site.archive.records_of(kind).values() if isinstance(r, Incident | Event)]
    unmarked = [r for r in records if isinstance(r, Event) or r.id not in seen]
    return [r for r in unmarked if not r.date.open_start]


def cells(site: Site, scale: YearScale, records: Sequence[scales.Placed]) -> list[Cell]:
    """Records by marked years: their number is certain even if their day is not."""
    grouped: dict[int, list[scales.Placed]] = {}
    for record in records:
        year = int(record.date.year)
        if scale.first <= year <= scale.last:
            grouped.setdefault(year // scale.step * scale.step, []).append(record)
    return [_cell(site, scale, year, grouped[year]) for year in sorted(grouped)]


def _cell(site: Site, scale: YearScale, year: int, records: Sequence[scales.Placed]) -> Cell:
    first, last = max(year, scale.first), min(year + scale.step - 1, scale.last)
    left, right = scale.at(f"{first:04}-01-01"), min(scale.at(f"{last:04}-12-31"), scale.width)
    years = str(first) if first == last else f"{first} to {last}"
    parts = site.index_parts["timeline"]
    part = next((c.address for c in parts if first <= int(c.group or 0) <= last), "timeline/")
    return Cell(round((left + right) / 2, 1), years, len(records), scales.numbered(records), part)
