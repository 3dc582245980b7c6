"""Small pictures in time: the strip of the home page, and the dates of an instrument beside the incidents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from macros.core.dates import Date
from macros.core.models import Event, Incident, Instrument
from macros.site import scales
from macros.site.labels import Box, Label, width
from macros.site.site import Site

EDGE = 26.0
LEAST_DATES = 2
ROW, TOP = 44.0, 34.0
SIZE = 14.0
MARK = 12.0
STEPS = (1, 2, 5, 10, 20, 50, 100, 500)
APART = 46.0
MOST = 40
"""With more incidents a strip is no picture any more: it marks the main ones, and says how many others there are."""


@dataclass(frozen=True)
class Scale:
    """Years along the width of a picture, with the years that are marked."""

    width: float
    first: int
    last: int

    def at(self, day: str) -> float:
        """Where a day (ISO 8601) lies."""
        years = (scales.ordinal(day) - scales.ordinal(f"{self.first:04}-01-01")) / scales.DAYS
        return round(EDGE + (self.width - 2 * EDGE) * years / (self.last - self.first), 1)

    @property
    def step(self) -> int:
        """How many years lie between those that are marked, so that their numbers do not meet."""
        span = self.last - self.first
        return next((step for step in STEPS if span / step * APART <= self.width), STEPS[-1])

    @property
    def ticks(self) -> list[tuple[int, float]]:
        """Round years, few enough that their numbers do not meet."""
        years = range(-(-self.first // self.step) * self.step, self.last + 1, self.step)
        return [(year, self.at(f"{year:04}-01-01")) for year in years]


@dataclass(frozen=True)
class Form:
    """A size of picture: its width, and how large a mark must be to be hit with a finger on the smallest screen."""

    name: str
    width: float
    target: float


FORMS = (Form("wide", 1000.0, 30.0), Form("narrow", 400.0, 34.0))


@dataclass(frozen=True)
class Mark:
    """A date on a strip: where it begins and how long it is at least drawn, and how firm it is."""

    x: float
    long: float
    y: float
    when: Date

    @property
    def manner(self) -> str:
        """Classes for what is uncertain or approximate."""
        marked = {"doubtful": scales.doubtful(self.when), "about": scales.about(self.when)}
        return " ".join(name for name, so in marked.items() if so)


@dataclass(frozen=True)
class Told:
    """An incident on a strip, with its name where it has one."""

    record: Incident
    mark: Mark
    label: Label | None = None


@dataclass(frozen=True)
class Cell:
    """The records without a mark that begin in the years from one marked year to the next."""

    x: float
    years: str
    number: int
    words: str
    part: str


@dataclass(frozen=True)
class Lane:
    """The dates of an instrument itself (no state) or of a state, on one line with one label."""

    state: str
    y: float
    marks: list[Mark]
    words: str
    label: Label
    full: str


@dataclass(frozen=True)
class Strip:
    """A picture over one scale: lanes of dates, the incidents, and how many events begin when."""

    form: Form
    scale: Scale
    height: float
    base: float
    incidents: list[Told]
    cells: list[Cell]
    lanes: list[Lane]

    @property
    def partial(self) -> bool:
        """Whether incidents are counted that have no mark."""
        return any("incident" in cell.words for cell in self.cells)


def strips(site: Site) -> list[Strip]:
    """Incidents, and numbers of what has no mark, along the years of the incidents, for wide and for narrow screens."""
    incidents = _incidents(site)
    if not incidents:
        return []
    first = max(min(int(record.date.year) for record in incidents) - 1, 1)
    last = max(int(record.date.last[:4]) for record in incidents) + 1
    return [_strip(site, form, Scale(form.width, first, last), incidents) for form in FORMS]


def _incidents(site: Site) -> list[Incident]:
    """What has a beginning and an end, in order of time: all incidents, or the main ones, or none if still too many."""
    every = [record for record in site.archive.of("incident").values() if isinstance(record, Incident)]
    drawn = [record for record in every if scales.bounded(record.date)]
    if len(drawn) > MOST:
        drawn = [record for record in drawn if record.main]
    return sorted(drawn, key=scales.by_date) if len(drawn) <= MOST else []


def _strip(site: Site, form: Form, scale: Scale, incidents: Sequence[Incident]) -> Strip:
    told = _told(incidents, scale, 0.0, form)
    highest = min(one.mark.y for one in told)
    told = _named(told, highest - 18, scale)
    top = min([highest - form.target / 2, *(one.label.y - SIZE for one in told if one.label)])
    base = round(4 - top, 1)
    lowered = [Told(one.record, _lower(one.mark, base), _lower_label(one.label, base)) for one in told]
    cells = _cells(site, scale, _unseen(site, incidents, ("incident", "event")))
    return Strip(form, scale, base + 76, base + form.target / 2 + 2, lowered, cells, [])


def _lower(mark: Mark, by: float) -> Mark:
    return Mark(mark.x, mark.long, round(mark.y + by, 1), mark.when)


def _lower_label(label: Label | None, by: float) -> Label | None:
    return Label(label.x, round(label.y + by, 1), label.anchor) if label else None


def _told(incidents: Sequence[Incident], scale: Scale, y: float, form: Form) -> list[Told]:
    """Incidents on a line, those that stand too close to be hit apart on lines above it."""
    spans = [_span(record.date, scale) for record in incidents]
    rooms = [(x + long / 2 - _room(long, form) / 2, x + long / 2 + _room(long, form) / 2) for x, long in spans]
    raised = scales.levels(rooms)
    return [
        Told(record, Mark(x, long, y - level * form.target, record.date))
        for record, (x, long), level in zip(incidents, spans, raised, strict=True)
    ]


def _room(long: float, form: Form) -> float:
    return max(long, form.target)


def _span(when: Date, scale: Scale, least: float = MARK) -> tuple[float, float]:
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


def _unseen(site: Site, drawn: Sequence[Incident], kinds: Iterable[str]) -> list[scales.Placed]:
    """The records with a beginning that have no mark of their own."""
    seen = {record.id for record in drawn}
    records = [r for kind in kinds for r in site.archive.of(kind).values() if kind != "incident" or r.id not in seen]
    return [r for r in records if isinstance(r, Incident | Event) and not scales.begun_before(r.date)]


def _cells(site: Site, scale: Scale, records: Sequence[scales.Placed]) -> list[Cell]:
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
    chunks = site.chunks["timeline"]
    part = next((c.address for c in chunks if first <= int(c.group or 0) <= last), "timeline/")
    return Cell(round((left + right) / 2, 1), years, len(records), scales.numbered(records), part)


def law_strips(site: Site, instrument: Instrument) -> list[Strip]:
    """The known dates of an instrument by state above the incidents; nothing where fewer than two dates are known."""
    lines = [(state, dates) for state, dates in _law_lines(instrument) if dates]
    if sum(len(dates) for _, dates in lines) < LEAST_DATES:
        return []
    incidents = _incidents(site)
    ends = [when for _, dates in lines for _, when in dates] + [record.date for record in incidents]
    first = max(min(int(when.year) for when in ends) // 10 * 10, 1)
    last = max(int(when.last[:4]) for when in ends) + 1
    return [_law_strip(site, Scale(form.width, first, last), form, lines, incidents) for form in FORMS]


Dated = tuple[str, Date]


def _law_lines(instrument: Instrument) -> Iterable[tuple[str, list[Dated]]]:
    yield "", _known([("adopted", instrument.adopted), ("in force", instrument.in_force)])
    for state, status in instrument.status.items():
        joined = [("signed", status.signed), ("ratified", status.ratified), ("acceded", status.acceded)]
        yield state, _known(joined)


def _known(dates: Iterable[tuple[str, Date | None]]) -> list[Dated]:
    known = [(what, when) for what, when in dates if when and scales.bounded(when)]
    return sorted(known, key=lambda dated: (dated[1].first, dated[1].last))


def _law_strip(
    site: Site, scale: Scale, form: Form, lines: Sequence[tuple[str, list[Dated]]], incidents: Sequence[Incident]
) -> Strip:
    lanes = [_lane(state, dates, TOP + number * ROW, scale) for number, (state, dates) in enumerate(lines)]
    told = _told(incidents, scale, 0.0, form)
    highest = min((one.mark.y for one in told), default=0.0)
    y = TOP + len(lanes) * ROW - highest
    lowered = [Told(one.record, _lower(one.mark, y)) for one in told]
    cells = _cells(site, scale, _unseen(site, incidents, ("incident",)))
    base = y + form.target / 2 + 2
    return Strip(form, scale, base + (60 if cells else 30), base, lowered, cells, lanes)


def _lane(state: str, dates: Sequence[Dated], y: float, scale: Scale) -> Lane:
    marks = [Mark(*_span(when, scale, 9), y, when) for _, when in dates]
    words = ", ".join(f"{what} {_year(when)}" for what, when in dates)
    full = ", ".join(f"{what} {when.in_words()}" for what, when in dates)
    wide, left, right = width(words, SIZE), marks[0].x, marks[-1].x + marks[-1].long
    if right + 8 + wide <= scale.width:
        label = Label(round(right + 8, 1), y + 5, "start")
    elif left - 8 - wide >= 0:
        label = Label(round(left - 8, 1), y + 5, "end")
    else:
        label = Label(scale.width, y - 9, "end")
    return Lane(state, y, marks, words, label, full)


def _year(when: Date) -> str:
    """The year of a date, or both of its years, marked as far as the date is."""
    years = when.year if when.year == when.last[:4] else f"{when.year}–{when.last[:4]}"
    return ("about " if scales.about(when) else "") + years + (" (uncertain)" if scales.doubtful(when) else "")
