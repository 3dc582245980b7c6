"""The years, months and days that a text prints: in English words, beside 年, 月 and 日, or as 2012-02-08."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from macros.core.values.dates import Date
from macros.core.words.number_words import Printed

_GAP = r"\W.{0,30}?"
_FIGURES = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,2})(?!\d)")
_LASTING = re.compile("째|之久")
_RELATIVE = {
    "day before yesterday": r"day before yesterday|그저께|그제|前天",
    "yesterday": r"yesterday|어제|昨天|昨日",
    "today": r"today|오늘|今天|今日",
    "last week": r"last week|지난\s?주|上周|上週|上星期|先週",
    "this week": r"this week|이번\s?주|금주|本周|本週|这周|這週|今週",
    "last month": r"last month|지난\s?달|上个?月|上個月|先月",
    "this month": r"this month|이번\s?달|이달|本月|这个月|這個月|今月",
    "last year": r"last year|지난해|작년|去年|昨年",
    "this year": r"this year|올해|금년|今年",
}
_YEARS = {"last year": 1, "this year": 0}
"""Words for days that are counted from the day of the document; of two that fit, the first is meant."""


def years(text: str, numbers: Iterable[Printed], document: Date | None = None) -> set[int]:
    """What may be a year: every number of the text, and what 지난해 or 今年 is, seen from the day of the document."""
    back = (value for words, value in _YEARS.items() if document and re.search(_RELATIVE[words], text, re.IGNORECASE))
    said = {int(document.first[:4]) - value for value in back} if document else set()
    return said | {number.value for number in numbers} | {int(found[1]) for found in _FIGURES.finditer(text)}


def months(text: str, numbers: Iterable[Printed]) -> set[int]:
    """The months that a text names."""
    named = {month for month in range(1, 13) if re.search(_month_name(month), text)}
    counted = {number.value for number in numbers if number.kind == "date-month"}
    return named | counted | {int(found[2]) for found in _FIGURES.finditer(text)}


def has_day(day: int, month: int, text: str) -> bool:
    """Whether an English text has a day next to its month."""
    number, name = rf"(?<!\d){day}(?:st|nd|rd|th)?(?![\d%])", _month_name(month)
    return bool(re.search(rf"{number}{_GAP}{name}|{name}{_GAP}{number}", text))


def days(text: str, numbers: Iterable[Printed]) -> Iterator[tuple[int, int]]:
    """Month and day of each day in figures; a day alone is of the month that was named last, 0 if none was."""
    yield from ((int(found[2]), int(found[3])) for found in _FIGURES.finditer(text))
    month = 0
    for number in numbers:
        if number.kind == "date-month":
            month = number.value
        elif number.kind == "date-day" and not _LASTING.match(text, number.end):
            yield month, number.value


def implied(month: int, day: int, document: Date) -> tuple[int, int]:
    """Year and month in which a month or day last began, seen from the date of the document; `month` may be 0."""
    year, last = int(document.first[:4]), int(document.last[5:7])
    if not month:
        return (year, last) if day <= int(document.last[8:]) else (year - (last == 1), last - 1 or 12)
    return (year if f"{year:04d}-{month:02d}-{day or 1:02d}" <= document.last else year - 1), month


def relative(phrase: str, document: Date) -> tuple[str, str] | None:
    """First and last day of "today", "last week" and the like, seen from the day of the document."""
    words = next((words for words, form in _RELATIVE.items() if re.search(form, phrase, re.IGNORECASE)), None)
    today = date.fromisoformat(document.first)
    span = _span(words, today) if words else None
    return (span[0].isoformat(), span[1].isoformat()) if span else None


def _span(words: str, today: date) -> tuple[date, date]:
    monday, back = today - timedelta(days=today.weekday()), words.startswith("last")
    if words.endswith("week"):
        first = monday - timedelta(days=7 * back)
        return first, first + timedelta(days=6)
    if words.endswith("month"):
        end = today.replace(day=1) - timedelta(days=1) if back else today
        return end.replace(day=1), end.replace(day=calendar.monthrange(end.year, end.month)[1])
    if words.endswith("year"):
        return date(today.year - back, 1, 1), date(today.year - back, 12, 31)
    return (today - timedelta(days=("today", "yesterday", "day before yesterday").index(words)),) * 2


def _month_name(month: int) -> str:
    """A pattern of an English month, in full or short: case counts, because "may" is also a verb."""
    full = calendar.month_name[month]
    return rf"\b{full[:3]}(?:{full[3:]}|t\b)?\b" if full[3:] else rf"\b{full}\b"
