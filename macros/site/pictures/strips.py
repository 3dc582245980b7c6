"""The strip of the home page: incidents along the years, and how many events begin when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from macros.core.models import Event, Incident
from macros.core.models.kinds import HAPPENED
from macros.core.values.dates import Date
from macros.site.pictures import scales
from macros.site.pictures.labels import Box, Label, width
from macros.site.pictures.strip_parts import FORMS, Cell, Form, Mark, Scale, Strip, Told
from macros.site.site import Site

SIZE = 14.0
MARK = 12.0
_MOST = 40
"""With more incidents a strip is no picture any more: it marks the main ones, and says how many others there are."""


def strips(site: Site) -> list[Strip]:
    """Incidents, and numbers of what has no mark, along the years of the incidents, for wide and for narrow screens."""
    shown = incidents(site)
    if not shown:
        return []
    first = max(min(int(record.date.year) for record in shown) - 1, 1)
    last = max(int(record.date.last[:4]) for record in shown) + 1
    return [_strip(site, form, Scale(form.width, first, last), shown) for form in FORMS]


def incidents(site: Site) -> list[Incident]:
    """What has a beginning and an end, in order of time: all incidents, or the main ones, or none if still too many."""
    every = [record for record in site.archive.records_of("incident").values() if isinstance(record, Incident)]
    drawn = [record for record in every if scales.bounded(record.date)]
    if len(drawn) > _MOST:
        drawn = [record for record in drawn if record.main]
    return sorted(drawn, key=scales.by_date) if len(drawn) <= _MOST else []


def _strip(site: Site, form: Form, scale: Scale, shown: Sequence[Incident]) -> Strip:
    marked = told(shown, scale, 0.0, form)
    highest = min(one.mark.y for one in marked)
    named = _named(marked, highest - 18, scale)
    top = min([highest - form.target / 2, *(one.label.y - SIZE for one in named if one.label)])
    base = round(4 - top, 1)
    lowered = [Told(one.record, lower(one.mark, base), _lower_label(one.label, base)) for one in named]
    counted = cells(site, scale, unseen(site, shown, HAPPENED))
    return Strip(form, scale, base + 76, base + form.target / 2 + 2, lowered, counted, [])


def lower(mark: Mark, by: float) -> Mark:
    """A mark farther down."""
    return Mark(mark.x, mark.long, round(mark.y + by, 1), mark.when)


def _lower_label(label: Label | None, by: float) -> Label | None:
    return Label(label.x, round(label.y + by, 1), label.anchor) if label else None


def told(records: Sequence[Incident], scale: Scale, y: float, form: Form) -> list[Told]:
    """Incidents on a line, those that stand too close to be hit apart on lines above it."""
    spans = [span(record.date, scale) for record in records]
    rooms = [(x + long / 2 - _room(long, form) / 2, x + long / 2 + _room(long, form) / 2) for x, long in spans]
    raised = scales.levels(rooms)
    return [
        Told(record, Mark(x, long, y - level * form.target, record.date))
        for record, (x, long), level in zip(records, spans, raised, strict=True)
    ]


def _room(long: float, form: Form) -> float:
    return max(long, form.target)


def span(when: Date, scale: Scale, least: float = MARK) -> tuple[float, float]:
    """Where a date begins and how long it is; one too short to be seen is a mark in its middle."""
    start, end = scale.at(when.first), scale.at(when.last)
    long = max(round(end - start, 1), least)
    return round((start + end - long) / 2, 1), long


def _named(told: Sequence[Told], y: float, scale: Scale) -> list[Told]:
    """The main incidents with their names, inside the picture and each raised until it is free of the others."""
    taken: list[Box] = []
    made = []
    for one in told:
        label = _label(one.record.short_text, one.mark.x + one.mark.long / 2, y, scale, taken)
        made.append(Told(one.record, one.mark, label if one.record.main else None))
        if not one.record.main:
            taken.pop()
    return made


def _label(text: str, x: float, y: float, scale: Scale, taken: list[Box]) -> Label:
    half = width(text, SIZE) / 2
    middle = max(half, min(x, scale.width - half))
    while any(middle - half - 6 < b[2] and b[0] < middle + half + 6 and y - SIZE < b[3] and b[1] < y for b in taken):
        y -= SIZE * 1.4
    taken.append((middle - half, y - SIZE, middle + half, y))
    return Label(round(middle, 1), round(y, 1), "middle")


def unseen(site: Site, drawn: Sequence[Incident], kinds: Iterable[str]) -> list[scales.Placed]:
    """The records with a beginning that have no mark of their own."""
    seen = {record.id for record in drawn}
    records = [r for kind in kinds for r in site.archive.records_of(kind).values() if isinstance(r, Incident | Event)]
    unmarked = [r for r in records if isinstance(r, Event) or r.id not in seen]
    return [r for r in unmarked if not r.date.open_start]


def cells(site: Site, scale: Scale, records: Sequence[scales.Placed]) -> list[Cell]:
    """Records by marked years: their number is sure where their day is not."""
    grouped: dict[int, list[scales.Placed]] = {}
    for record in records:
        year = int(record.date.year)
        if scale.first <= year <= scale.last:
            grouped.setdefault(year // scale.step * scale.step, []).append(record)
    return [_cell(site, scale, year, grouped[year]) for year in sorted(grouped)]


def _cell(site: Site, scale: Scale, year: int, records: Sequence[scales.Placed]) -> Cell:
    first, last = max(year, scale.first), min(year + scale.step - 1, scale.last)
    left, right = scale.at(f"{first:04}-01-01"), min(scale.at(f"{last:04}-12-31"), scale.width)
    years = str(first) if first == last else f"{first} to {last}"
    parts = site.index_parts["timeline"]
    part = next((c.address for c in parts if first <= int(c.group or 0) <= last), "timeline/")
    return Cell(round((left + right) / 2, 1), years, len(records), scales.numbered(records), part)
