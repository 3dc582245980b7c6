"""The dates of an instrument by state, above the incidents on one scale of years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from macros.core.models import Incident, Instrument
from macros.core.values.dates import Date
from macros.site.pictures import scales
from macros.site.pictures.labels import Label, width
from macros.site.pictures.strip_parts import FORMS, DateMark, Form, Lane, Strip, YearScale
from macros.site.pictures.strips import STRIP_SIZE, cells, incident_marks, incidents, span, unseen
from macros.site.site import Site

LEAST_DATES = 2
ROW, TOP = 44.0, 34.0


def law_strips(site: Site, instrument: Instrument) -> list[Strip]:
    """The known dates of an instrument by state above the incidents; nothing if fewer than two dates are known."""
    lines = [(state, dates) for state, dates in _law_lines(instrument) if dates]
    if sum(len(dates) for _, dates in lines) < LEAST_DATES:
        return []
    shown = incidents(site)
    ends = [when for _, dates in lines for _, when in dates] + [record.date for record in shown]
    first = max(min(int(when.year) for when in ends) // 10 * 10, 1)
    last = max(int(when.last[:4]) for when in ends) + 1
    return [_law_strip(site, YearScale(form.width, first, last), form, lines, shown) for form in FORMS]


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
    site: Site, scale: YearScale, form: Form, lines: Sequence[tuple[str, list[Dated]]], shown: Sequence[Incident]
) -> Strip:
    lanes = [_lane(state, dates, TOP + number * ROW, scale) for number, (state, dates) in enumerate(lines)]
    marked = incident_marks(shown, scale, form)
    line = TOP + len(lanes) * ROW - min((one.mark.y for one in marked), default=0.0)
    return Strip(form, scale, line, marked, cells(site, scale, unseen(site, shown, ("incident",))), lanes)


def _lane(state: str, dates: Sequence[Dated], y: float, scale: YearScale) -> Lane:
    marks = [DateMark(*span(when, scale, 9), y, when) for _, when in dates]
    words = ", ".join(f"{what} {_year(when)}" for what, when in dates)
    full = ", ".join(f"{what} {when.in_words()}" for what, when in dates)
    wide, left, right = width(words, STRIP_SIZE), marks[0].x, marks[-1].x + marks[-1].long
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
