"""Whether a passage states a figure: a count with its modifier, or a date, in digits or words of our languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from macros.core.values.counts import Count
from macros.core.values.dates import Date, Point
from macros.core.values.dates_printed import days, has_day, implied, months, relative, years
from macros.core.words.counters import counts
from macros.core.words.east_asian_limits import ORDER_FORMS
from macros.core.words.number_words import Printed, modifier
from macros.core.words.printed_numbers import plain_width, printed

_BETWEEN = re.compile(r"\s*(?:to|and|or|-|–|—|~|에서|내지|至|到|及)\s*(?:the\s+)?|", re.IGNORECASE)


def count_fault(count: Count, unit: str, passage: str, phrases: Sequence[str]) -> str:
    """What is wrong with a count at a passage; empty if nothing is.

    The passage has the count with a word for its modifier, or a word such as "dozens" itself. A locator phrase with a
    number has this number.
    """
    passage, phrases = plain_width(passage), [plain_width(phrase) for phrase in phrases]
    if count.modifier == "order":
        word = rf"\b{re.escape(count.text.removeprefix('a '))}\b|{ORDER_FORMS.get(count.text, '(?!)')}"
        return "" if re.search(word, passage, re.IGNORECASE) else f"does not say '{count.text}'"
    if not _states(count, unit, passage):
        return f"does not state '{count.text}'; read in the document what is counted, and with which modifier"
    wanted = {count.minimum, count.maximum}
    for phrase in phrases:
        found = {number.value for number in printed(phrase)}
        if found and not found & wanted:
            return f"is located by '{phrase}', which has another figure than '{count.text}'"
    return ""


def _states(count: Count, unit: str, passage: str) -> bool:
    of_unit = [number for number in printed(passage) if number.percent or counts(number.kind, unit)]
    numbers = [number for number in of_unit if number.percent == count.percent or count.modifier == "range"]
    if count.modifier == "range":
        pairs = pairwise(numbers)
        return any(
            (low.value, high.value) == (count.minimum, count.maximum)
            and _BETWEEN.fullmatch(passage[low.end : high.start])
            for low, high in pairs
        )
    found = [name for number in numbers if number.value == count.number for name in number.modifiers]
    return count.modifier in found or (count.number == 1 and count.modifier in _single(unit, passage))


def _single(unit: str, passage: str) -> Iterator[str]:
    """The modifiers of "a month", if the text writes one month in that way."""
    for match in re.finditer(rf"\ban?\s{re.escape(unit.removesuffix('s'))}\b", passage, re.IGNORECASE):
        yield modifier(passage, match.start(), match.end())


def date_fault(claimed: Date, passage: str, phrases: Sequence[str], document: Date | None) -> str:
    """What is wrong with a date at a passage; empty if nothing is.

    The passage has its day with the month, its month, or its year. A missing year is that in which the day or month
    last occurred before the date of the document. Words such as "last week" are counted from that date. A locator
    phrase with a month or a number has one of the date.
    """
    passage, phrases = plain_width(passage), [plain_width(phrase) for phrase in phrases]
    if document and any(relative(text, document) == (claimed.first, claimed.last) for text in phrases):
        return ""
    for point in claimed.points:
        if not _prints(point, passage, document):
            return f"does not state {point.bare_words()}"
    wanted = {part for point in claimed.points for part in point.parts}
    right = {point.month for point in claimed.points if point.month}
    for phrase in phrases:
        numbers = printed(phrase)
        found, named = years(phrase, numbers), months(phrase, numbers)
        if (found and not found & wanted) or (named and not named & right):
            return f"is located by '{phrase}', which has another date than '{claimed.text}'"
    return ""


def _prints(point: Point, passage: str, document: Date | None) -> bool:
    year, month, day = point.year, point.month, point.day
    numbers = printed(passage)
    if month and month not in months(passage, numbers):
        return bool(day and document and _alone(point, passage, numbers, document))
    if day and not has_day(day, month, passage) and (month, day) not in days(passage, numbers):
        return False
    if year in years(passage, numbers, document):
        return True
    return bool(month and document and year == implied(month, day, document)[0])


def _alone(point: Point, passage: str, numbers: Sequence[Printed], document: Date) -> bool:
    """Whether a day is printed without its month, as 8일 is in a report of the same weeks."""
    printed_alone = (0, point.day) in days(passage, numbers)
    return printed_alone and (point.year, point.month) == implied(0, point.day, document)
