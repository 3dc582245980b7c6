"""Whether a passage states a figure: a count with its modifier, or a date, in digits or in English words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from macros.core.values.counts import Count
from macros.core.values.dates import Date, Point
from macros.core.words.number_words import modifier, printed

_BETWEEN = re.compile(r"\s*(?:to|and|or|-|–|—)\s*(?:the\s+)?", re.IGNORECASE)
_GAP = r"\W.{0,30}?"


def count_fault(count: Count, unit: str, passage: str, phrases: Sequence[str]) -> str:
    """What is wrong with a count at a passage; empty if nothing is.

    The passage has the count with a word for its modifier, or a word such as "dozens" itself. A locator phrase with a
    number has this number.
    """
    if count.modifier == "order":
        word = rf"\b{re.escape(count.text.removeprefix('a '))}\b"
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
    numbers = [number for number in printed(passage) if number.percent == count.percent or count.modifier == "range"]
    if count.modifier == "range":
        pairs = pairwise(numbers)
        return any(
            (low.value, high.value) == (count.minimum, count.maximum)
            and _BETWEEN.fullmatch(passage[low.end : high.start])
            for low, high in pairs
        )
    found = [number.modifier for number in numbers if number.value == count.number]
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
    if document and any(_relative(text, document) == (claimed.first, claimed.last) for text in phrases):
        return ""
    for point in claimed.points:
        if not _prints(point, passage, document):
            return f"does not state {point.bare_words()}"
    wanted = {part for point in claimed.points for part in point.parts}
    months = {point.month for point in claimed.points if point.month}
    for phrase in phrases:
        numbers, named = {number.value for number in printed(phrase)}, set(_months(phrase))
        if (numbers and not numbers & wanted) or (named and not named & months):
            return f"is located by '{phrase}', which has another date than '{claimed.text}'"
    return ""


def _prints(point: Point, passage: str, document: Date | None) -> bool:
    year, month, day = point.year, point.month, point.day
    if month and month not in _months(passage):
        return False
    if day and not _day_printed(day, month, passage):
        return False
    numbers = {number.value for number in printed(passage)}
    return year in numbers or bool(month and document and year == _implied_year(month, day, document))


def _day_printed(day: int, month: int, passage: str) -> bool:
    number, name = rf"(?<!\d){day}(?:st|nd|rd|th)?(?![\d%])", _month_name(month)
    return bool(re.search(rf"{number}{_GAP}{name}|{name}{_GAP}{number}", passage))


def _implied_year(month: int, day: int, document: Date) -> int:
    """The year in which a month or day last began, seen from the date of the document."""
    year = int(document.first[:4])
    return year if f"{year:04d}-{month:02d}-{day or 1:02d}" <= document.last else year - 1


def _month_name(month: int) -> str:
    """A pattern of an English month, in full or short: case counts, because "may" is also a verb."""
    full = calendar.month_name[month]
    return rf"\b{full[:3]}(?:{full[3:]}|t\b)?\b" if full[3:] else rf"\b{full}\b"


def _months(text: str) -> Iterator[int]:
    return (month for month in range(1, 13) if re.search(_month_name(month), text))


def _relative(phrase: str, document: Date) -> tuple[str, str] | None:
    """First and last day of "today", "last week" and the like, seen from the day of the document."""
    today = date.fromisoformat(document.first)
    monday = today - timedelta(days=today.weekday())
    days = {
        "today": (today, today),
        "yesterday": (today - timedelta(days=1),) * 2,
        "this week": (monday, monday + timedelta(days=6)),
        "last week": (monday - timedelta(days=7), monday - timedelta(days=1)),
    }
    found = next((span for words, span in days.items() if words in phrase.lower()), None)
    return (found[0].isoformat(), found[1].isoformat()) if found else None
