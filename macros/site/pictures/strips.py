"""The strip of the home page: incidents along the years, and how many events begin when."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from macros.core.models import Event, Incident
from macros.core.models.kinds import HAPPENED
from macros.site.pictures.labels import Box, Label, meet, shortened, width
from macros.site.pictures.scales import DateMark, TimeAxis, new_year
from macros.site.pictures.strip_parts import EDGE, FORMS, Cell, DotColumn, DotColumns, Form, IncidentMark, Strip
from macros.site.pictures.timed_records import TimedRecord, TimedWords, english, listed, numbered, timed_records
from macros.site.site import Site

STRIP_SIZE = 14.0
MARK = 12.0
"""The least length of the mark of an incident."""
LEAN = 6.0
"""How far a name reaches beyond the line to it that is to one side."""
_MOST = 80
"""With more incidents a strip of exact places cannot be read: it marks the main ones, and counts the others."""
_APART = 15.0
"""How far the dots of a column are apart, as long as no column is higher than `_HIGH`."""
_HIGH = 150.0


def strips(site: Site) -> list[Strip]:
    """Incidents, and the number of records without a mark, by year, for wide and for narrow screens."""
    shown = _ended(site)
    if not shown:
        return []
    first = max(int(shown[0].date.year) - 1, 1)
    last = max(int(record.date.last[:4]) for record in shown) + 1
    return [_strip(site, form, form.axis(first, last), shown) for form in FORMS]


def incidents(site: Site) -> list[Incident]:
    """Incidents with a beginning and an end, in order of time: all, or the main ones, or none if still too many."""
    drawn = _ended(site)
    if len(drawn) > _MOST:
        drawn = [record for record in drawn if record.main]
    return drawn if len(drawn) <= _MOST else []


def _ended(site: Site) -> list[Incident]:
    return [record for record in timed_records(site) if isinstance(record, Incident) and record.date.bounded]


def _strip(site: Site, form: Form, axis: TimeAxis, shown: Sequence[Incident]) -> Strip:
    """Dots in columns: at their exact places, and apart enough, they would be in steps, which look like a trend."""
    years = math.ceil(form.target / (axis.at(new_year(axis.first + 1)) - axis.left))
    grouped: dict[int, list[Incident]] = {}
    for record in shown:
        grouped.setdefault((int(record.date.year) - axis.first) // years, []).append(record)
    apart = min(_APART, _HIGH / max(map(len, grouped.values())))
    each = [_column(site, axis, axis.first + at * years, years, records) for at, records in sorted(grouped.items())]
    columns = DotColumns(each, years * (axis.at(new_year(axis.first + 1)) - axis.left), apart)
    marked = [
        IncidentMark(record, _main_mark(record, column.x, apart * (number - column.number)))
        for column, records in zip(each, (grouped[at] for at in sorted(grouped)), strict=True)
        for number, record in enumerate((record for record in reversed(records) if record.main), 1)
    ]
    highest = -apart * (max(column.number for column in each) - 1)
    named = _named(marked, highest - 18, form)
    top = min([highest - form.target / 2, *(one.label.y - STRIP_SIZE for one in named if one.label)])
    return Strip(form, axis, round(4 - top, 1), named, cells(site, axis, shown, HAPPENED), [], columns)


def _column(site: Site, axis: TimeAxis, first: int, years: int, records: Sequence[Incident]) -> DotColumn:
    last = first + years - 1
    x = (axis.at(new_year(first)) + axis.at(new_year(last + 1))) / 2
    said = str(first) if years == 1 else english(site).say("timeline.years", first=first, last=last)
    hollow = sum(not record.main and (record.date.uncertain or record.date.approximate) for record in records)
    words = numbered(records, english(site))
    main = sum(record.main for record in records)
    return DotColumn(round(x, 1), said, len(records), hollow, main, words, listed(site, first, last))


def _main_mark(record: Incident, middle: float, y: float) -> DateMark:
    return DateMark(record.date, round(middle - MARK / 2, 1), MARK, round(y, 1), opened=False)


def incident_marks(records: Sequence[Incident], axis: TimeAxis, form: Form) -> list[IncidentMark]:
    """Incidents on a line at height 0; those too close for separate taps go on lines above it."""
    ends: list[float] = []
    made = []
    for record in records:
        mark = axis.placed(record.date, least=MARK)
        half = max(mark.long, form.target) / 2
        level = next((number for number, taken in enumerate(ends) if taken <= mark.middle - half), len(ends))
        ends[level : level + 1] = [mark.middle + half]
        made.append(IncidentMark(record, replace(mark, y=-level * form.target)))
    return made


def _named(marked: Sequence[IncidentMark], y: float, form: Form) -> list[IncidentMark]:
    """The main incidents with their names, in the frame and off each other; lines to names cross as few as they can."""
    main = [one for one in marked if one.record.main]
    labels: dict[str, Label] = {}
    names: list[Box] = []
    lines: list[Box] = []
    for number, one in enumerate(main, 1):
        places = list(_places(one, y, form, len(main)))
        free = [label for label in places if not any(meet(label.box(STRIP_SIZE), name) for name in names)]
        others = [*lines, *(_line(later, -math.inf) for later in main[number:])]
        chosen = min(free or places, key=lambda label: _crossings(one, label, others, names))
        labels[one.record.id] = chosen
        names.append(chosen.box(STRIP_SIZE))
        lines.append(_line(one, chosen.y))
    return [replace(one, label=labels.get(one.record.id)) for one in marked]


def _crossings(one: IncidentMark, label: Label, lines: Sequence[Box], names: Sequence[Box]) -> int:
    """How many lines to other names run through a name, and how many names the line to it runs through."""
    box, line = label.box(STRIP_SIZE), _line(one, label.y)
    return sum(meet(box, other) for other in lines) + sum(meet(line, name) for name in names)


def _places(one: IncidentMark, y: float, form: Form, levels: int) -> Iterator[Label]:
    """Where the name of an incident may be, from the lowest level on: over its mark, aside, or beside its line."""
    text = shortened(one.record.short_text, STRIP_SIZE, form.width)
    half = width(text, STRIP_SIZE) / 2
    for level in range(levels + 1):
        for aside in (0, LEAN - half, half - LEAN, half + LEAN, -half - LEAN):
            middle = max(half, min(one.mark.middle + aside, form.width - half))
            yield Label(round(middle, 1), round(y - level * STRIP_SIZE * 1.4, 1), "middle", text)


def _line(one: IncidentMark, top: float) -> Box:
    """The line from the name of an incident, whose height is `top`, to its mark."""
    return one.mark.middle - 1, top + 4, one.mark.middle + 1, one.mark.y


def cells(
    site: Site, axis: TimeAxis, drawn: Sequence[Incident], kinds: Sequence[str], words: TimedWords | None = None
) -> list[Cell]:
    """The records without a mark that have a beginning, by marked years: these are certain even if their day is not."""
    seen = {record.id for record in drawn}
    grouped: dict[int, list[TimedRecord]] = {}
    for record in timed_records(site, kinds):
        year = int(record.date.year)
        unmarked = isinstance(record, Event) or record.id not in seen
        if unmarked and not record.date.open_start and axis.first <= year <= axis.last:
            grouped.setdefault(year // axis.step * axis.step, []).append(record)
    return [_cell(site, axis, year, grouped[year], words or english(site)) for year in sorted(grouped)]


def _cell(site: Site, axis: TimeAxis, year: int, records: Sequence[TimedRecord], words: TimedWords) -> Cell:
    first, last = max(year, axis.first), min(year + axis.step - 1, axis.last)
    left, right = axis.at(new_year(first)), min(axis.at(new_year(last + 1) - 1), axis.right + EDGE)
    years = str(first) if first == last else words.say("timeline.years", first=first, last=last)
    return Cell(round((left + right) / 2, 1), years, len(records), numbered(records, words), listed(site, first, last))
