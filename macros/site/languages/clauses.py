"""What a claim says as one English clause, from closed lists alone, and its figure with its unit.

The clause does not say who makes the claim or how firmly: the caller puts the speaker and the hedge before it. Events
are in the past tense, whatever the tense of the document, since the clause is read long after it.
"""

from __future__ import annotations

import re

from macros.core.models import Claim
from macros.core.models.vocabulary import Term, Vocabulary
from macros.core.values.counts import Count
from macros.core.values.dates import Date, Point

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SMALL = re.compile(r"(?<![\d,])[1-9](?![\d,%])")
COUNTED_PEOPLE = "{count} {whom}"
"""A pattern that counts people; a word in place of a number is written in it as before a noun: "dozens of"."""


def figure(claim: Claim, words: Vocabulary) -> str:
    """A count with its unit where it is not people: "at least 41", "nearly 1 month", "for life"; empty without one."""
    count = claim.count
    if count is None:
        return ""
    unit = words.list("units").get(claim.unit)
    bare = _order(count, words) if count.modifier == "order" else count.text
    if unit is None or claim.measured_in in ("people", "percent"):
        return bare
    if unit.per:
        return f"{bare} {unit.per}"
    return bare if count.modifier == "order" else f"{bare} {_counted(unit, count)}"


def spelt(number: int) -> str:
    """A number within a sentence: in words below ten."""
    return NUMBERS[number - 1] if 0 < number <= len(NUMBERS) else f"{number:,}"


def within(label: str) -> str:
    """A label within a sentence: only its first letter becomes lower case, since China keeps its capital."""
    return label[:1].lower() + label[1:]


def counted_in_words(claim: Claim, words: Vocabulary) -> str:
    """A count within a sentence, numbers below ten in words: "at least 1,170", "nine"; empty without one."""
    return _SMALL.sub(lambda found: NUMBERS[int(found[0]) - 1], figure(claim, words))


def asked(measure: Term, *, number: bool) -> str:
    """What a measure asks after "how many" or "when": "people were returned to North Korea"; empty where it cannot."""
    pattern = (measure.clause.counted if number else measure.clause.dated) if measure.clause else None
    if not pattern or (number and not pattern.startswith(COUNTED_PEOPLE)):
        return ""
    return " ".join(pattern.replace("{count} ", "").format(whom="people", were="were", date="").split())


def clause(claim: Claim, words: Vocabulary) -> str:
    """What a claim says: "at least 41 North Korean refugees were returned to North Korea".

    Raises KeyError for a measure without such words; the check refuses claims with one.
    """
    measure = words.list("measures")[claim.measure].clause
    pattern: str | None = getattr(measure, claim.gives) if measure else None
    if pattern is None:
        raise KeyError(f"{claim.measure} says nothing {claim.gives}")
    single = COUNTED_PEOPLE in pattern and claim.count is not None and _one(claim.count)
    date = f" {on(claim.date)}" if claim.date and "{date}" not in pattern else ""
    return (pattern + _each(claim, words) + date).format(
        count=_spelt(claim, pattern, words),
        whom=_whom(claim, words, single),
        date=on(claim.date) if claim.date else "",
        were=_were(single, since=claim.date is not None and claim.date.open_end),
    )


def _one(count: Count) -> bool:
    """Whether what is counted is in the singular: "at least one person"."""
    return count.number == 1 and count.modifier != "range"


def _were(single: bool, *, since: bool) -> str:
    """The verb, which agrees with the number and, before "since 2024", reaches into the present."""
    if since:
        return "has been" if single else "have been"
    return "was" if single else "were"


def on(date: Date) -> str:
    """A date with its preposition: "on 8 February 2012", "between 8 and 12 February 2012", "since 1998".

    An interval whose two ends are approximate has the word once: "around 12 to 18 July 2021".
    """
    if not date.bounded:
        return date.in_words()
    if date.interval and date.start and date.end:
        if date.start.approximate and date.end.approximate and _same_month(date.start, date.end):
            return f"around {date.start.day} to {date.end.bare_words()}" + " (uncertain)" * date.end.uncertain
        return f"between {_short_start(date.start, date.end)} and {date.end.in_words()}"
    point = date.points[0]
    doubt = " (uncertain)" if point.uncertain else ""
    return f"{'around' if point.approximate else 'on' if point.day else 'in'} {point.bare_words()}{doubt}"


def _short_start(start: Point, end: Point) -> str:
    """The beginning of an interval without the month and year that its end repeats."""
    about = "about " * start.approximate
    if _same_month(start, end):
        return f"{about}{start.day}"
    if start.month and end.month and start.year == end.year and not start.uncertain and not (start.day and not end.day):
        return about + start.bare_words().removesuffix(f" {start.year}")
    return start.in_words()


def _same_month(start: Point, end: Point) -> bool:
    """Whether both are days of one month, and the first is not in doubt by itself."""
    return bool(start.day and end.day) and not start.uncertain and (start.year, start.month) == (end.year, end.month)


def _spelt(claim: Claim, pattern: str, words: Vocabulary) -> str:
    """The count in a clause: numbers below ten in words, followed by a unit that is not people."""
    count = claim.count
    if count is None:
        return ""
    if count.modifier == "order":
        term = words.order_word(count.text)
        return term.before if term and term.before and COUNTED_PEOPLE in pattern else _order(count, words)
    text = figure(claim, words) if COUNTED_PEOPLE not in pattern else count.text
    return _SMALL.sub(lambda found: NUMBERS[int(found[0]) - 1], text)


def _whom(claim: Claim, words: Vocabulary, single: bool) -> str:
    term = words.list("groups").get(claim.whom)
    return claim.whom if term is None else term.one if single and term.one else term.label


def _each(claim: Claim, words: Vocabulary) -> str:
    """What follows what is said of a rate: " each year" for so many people a year; else empty."""
    unit = words.list("units").get(claim.unit)
    return f" {unit.per.replace('a ', 'each ', 1)}" if claim.count and unit and unit.per else ""


def _counted(unit: Term, count: Count) -> str:
    return unit.one if _one(count) and unit.one else unit.label


def _order(count: Count, words: Vocabulary) -> str:
    term = words.order_word(count.text)
    return term.label if term else count.text
