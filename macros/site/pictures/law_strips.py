"""The dates of an instrument by state, above the incidents on one scale of years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from macros.core.models import Incident, Instrument
from macros.core.values.dates import Date
from macros.site.pictures import scales
from macros.site.pictures.labels import Label, width
from macros.site.pictures.strip_parts import FORMS, Form, Lane, Mark, Scale, Strip, Told
from macros.site.pictures.strips import SIZE, cells, incidents, lower, span, told, unseen
from macros.site.site import Site

LEAST_DATES = 2
ROW, TOP = 44.0, 34.0


def law_strips(site: Site, instrument: Instrument) -> list[Strip]:
    """The known dates of an instrument by state above the incidents; nothing where fewer than two dates are known."""
    lines = [(state, dates) for state, dates in _law_lines(instrument) if dates]
    if sum(len(dates) for _, dates in lines) < LEAST_DATES:
        return []
    shown = incidents(site)
    ends = [when for _, dates in lines for _, when in dates] + [record.date for record in shown]
    first = max(min(int(when.year) for when in ends) // 10 * 10, 1)
    last = max(int(when.last[:4]) for when in ends) + 1
    return [_law_strip(site, Scale(form.width, first, last), form, lines, shown) for form in FORMS]


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
    site: Site, scale: Scale, form: Form, lines: Sequence[tuple[str, list[Dated]]], shown: Sequence[Incident]
) -> Strip:
    lanes = [_lane(state, dates, TOP + number * ROW, scale) for number, (state, dates) in enumerate(lines)]
    marked = told(shown, scale, 0.0, form)
    highest = min((one.mark.y for one in marked), default=0.0)
    y = TOP + len(lanes) * ROW - highest
    lowered = [Told(one.record, lower(one.mark, y)) for one in marked]
    counted = cells(site, scale, unseen(site, shown, ("incident",)))
    base = y + form.target / 2 + 2
    return Strip(form, scale, base + (60 if counted else 30), base, lowered, counted, lanes)


def _lane(state: str, dates: Sequence[Dated], y: float, scale: Scale) -> Lane:
    marks = [Mark(*span(when, scale, 9), y, when) for _, when in dates]
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
    return ("about " if when.approximate else "") + years + (" (uncertain)" if when.uncertain else "")
