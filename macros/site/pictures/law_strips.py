"""The dates of an instrument by state, above the incidents on one axis of years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from macros.core.models import Incident, Instrument
from macros.core.values.dates import Date
from macros.site import templates
from macros.site.pictures.labels import Label, beside, shortened, width
from macros.site.pictures.scales import TimeAxis
from macros.site.pictures.strip_parts import FORMS, Form, Lane, Strip
from macros.site.pictures.strips import STRIP_SIZE, cells, incident_marks, incidents
from macros.site.pictures.timed_records import TimedWords, english
from macros.site.site import Site

LEAST_DATES = 2
ROW, TOP = 44.0, 34.0
MOST_HIGH = 240.0
"""How high incidents may be piled; where it would be more, the main ones are marked and the others counted by years."""
STATE_SIZE = 12.5
"""The size of letters in the name of a state, as in the styles of the picture."""
MARK, GAP = 9, 8
"""The least length of the mark of a date, and its distance from the dates in words."""


@dataclass(frozen=True)
class LawWords:
    """The words of these pictures, in the language of their page.

    `dated` says what happened (adopted, in force, signed, ratified, acceded) and when: by the year, or whole.
    `state` gives the name of a state by its id.
    """

    timed: TimedWords
    dated: Callable[[str, Date, bool], str]
    state: Callable[[str], str]
    comma: str = ", "


def law_strips(site: Site, instrument: Instrument, words: LawWords | None = None) -> list[Strip]:
    """The known dates of an instrument by state above the incidents; nothing if fewer than two dates are known."""
    lines = [(state, dates) for state, dates in _law_lines(instrument) if dates]
    if sum(len(dates) for _, dates in lines) < LEAST_DATES:
        return []
    every = incidents(site)
    ends = [when for _, dates in lines for _, when in dates] + [record.date for record in every]
    first = max(min(int(when.year) for when in ends) // 10 * 10, 1)
    last = max(int(when.last[:4]) for when in ends) + 1
    axes = [(form.axis(first, last), form) for form in FORMS]
    highest = min((one.mark.y for axis, form in axes for one in incident_marks(every, axis, form)), default=0)
    shown = every if -highest <= MOST_HIGH else [record for record in every if record.main]
    said = words or LawWords(english(site), _dated, templates.state)
    return [_law_strip(site, axis, form, lines, shown, said) for axis, form in axes]


def _dated(what: str, when: Date, whole: bool) -> str:
    return f"{what} {when.in_words() if whole else _year(when)}"


Dated = tuple[str, Date]


def _law_lines(instrument: Instrument) -> Iterable[tuple[str, list[Dated]]]:
    made = "signed" if instrument.parties and not instrument.status else "adopted"
    yield "", _known([(made, instrument.adopted), ("in force", instrument.in_force)])
    for state, status in instrument.status.items():
        joined = [("signed", status.signed), ("ratified", status.ratified), ("acceded", status.acceded)]
        yield state, _known(joined)


def _known(dates: Iterable[tuple[str, Date | None]]) -> list[Dated]:
    known = [(what, when) for what, when in dates if when and when.bounded]
    return sorted(known, key=lambda dated: (dated[1].first, dated[1].last))


def _law_strip(
    site: Site,
    axis: TimeAxis,
    form: Form,
    lines: Sequence[tuple[str, list[Dated]]],
    shown: Sequence[Incident],
    words: LawWords,
) -> Strip:
    lanes = [_lane(state, dates, TOP + number * ROW, axis, form, words) for number, (state, dates) in enumerate(lines)]
    marked = incident_marks(shown, axis, form)
    line = TOP + len(lanes) * ROW - min((one.mark.y for one in marked), default=0.0)
    return Strip(form, axis, line, marked, cells(site, axis, shown, ("incident",), words.timed), lanes)


def _lane(state: str, dates: Sequence[Dated], y: float, axis: TimeAxis, form: Form, said: LawWords) -> Lane:
    marks = [axis.placed(when, y, MARK) for _, when in dates]
    words = said.comma.join(said.dated(what, when, False) for what, when in dates)
    full = said.comma.join(said.dated(what, when, True) for what, when in dates)
    name = said.state(state) if state else ""
    ends = (marks[0].x, marks[-1].end)
    label = beside(words, width(words, STRIP_SIZE), ends, y + 5, (0, form.width), (GAP, GAP))
    return Lane(state, name, y, marks, label or _apart(words, name, y, form), full)


def _apart(words: str, state: str, y: float, form: Form) -> Label:
    """Dates without room beside their marks: above the line, or below it if the name of the state is in the way."""
    text = shortened(words, STRIP_SIZE, form.width)
    above = width(state, STATE_SIZE) + GAP + width(text, STRIP_SIZE) <= form.width
    return Label(form.width, y - 9 if above else y + 17, "end", text)


def _year(when: Date) -> str:
    """The year of a date, or both of its years, marked as far as the date is."""
    years = when.year if when.year == when.last[:4] else f"{when.year}–{when.last[:4]}"
    return ("about " if when.approximate else "") + years + (" (uncertain)" if when.uncertain else "")
