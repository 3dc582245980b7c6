"""Incidents and events as pictures of time show them: their order, their number in words, the list that has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from macros.core.models import Event, Incident
from macros.core.models.kinds import HAPPENED
from macros.core.values.dates import Date
from macros.site.site import Site

TimedRecord = Incident | Event


def timed_records(site: Site, kinds: Sequence[str] = HAPPENED) -> list[TimedRecord]:
    """The records of some kinds, in order of time."""
    every = [record for kind in kinds for record in site.archive.records_of(kind).values()]
    found = [record for record in every if isinstance(record, Incident | Event)]
    return sorted(found, key=lambda record: (record.date.first, record.date.last, record.id))


@dataclass(frozen=True)
class TimedWords:
    """The words of pictures of time, in the language of their page.

    `say` gives a label, `title` the title of a record, `within` a date for a place that already gives the year: empty
    if it says no more than that year. `comma` stands between the words of a list.
    """

    say: Callable[..., str]
    title: Callable[[TimedRecord], str]
    within: Callable[[Date, str], str]
    comma: str = ", "


def within_year(when: Date, year: str) -> str:
    """An English date in words for a place that already gives the year; empty if it says no more than the year."""
    words = when.in_words()
    if words == year:
        return ""
    return words if words.startswith(("since ", "by ")) else words.replace(f" {year}", "")


def english(site: Site) -> TimedWords:
    """The words of English pages."""
    return TimedWords(site.say, lambda record: record.title, within_year)


_NUMBERED = (
    ("incident", "timeline.one-incident", "timeline.incidents"),
    ("event", "timeline.one-event", "timeline.events"),
)
"""The labels for one record of a kind, and for several."""


def numbered(records: Sequence[TimedRecord], words: TimedWords) -> str:
    """How many incidents and events there are, in words."""
    numbers = Counter(record.kind_id for record in records)
    said = [
        words.say(one if numbers[kind] == 1 else many, n=f"{numbers[kind]:,}")
        for kind, one, many in _NUMBERED
        if numbers[kind]
    ]
    return words.comma.join(said)


def listed(site: Site, first: int, last: int) -> str:
    """The address of the part of the timeline's list that begins in some years, or of the whole list."""
    parts = site.index_parts["timeline"]
    return next((part.address for part in parts if first <= int(part.group or 0) <= last), "timeline/")
