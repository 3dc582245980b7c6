"""Dates as people and programs write them, as EDTF: `2012 Oct 03`, `2012/10/03/`, `3.-5. Oktober 2012`, `2012년 10월`.

A part that cannot be read is never guessed: the date is then given as far as it is sure, and a sentence says so.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from babel import Locale

from macros.core.values.dates import parse_date

_LOCALES = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "sv", "nb", "da", "uk", "cs")
"""Languages whose names of months are read; Korean, Chinese and Japanese months have numbers."""
_CJK = re.compile(r"(\d{4})(?:\s*[年년]|(?=\s+\d{1,2}\s*[月월]))\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일号])?)?")
_NUMERIC = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?|(\d{4})(\d\d)(\d\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_NOT_SPECIFIED = re.compile(r"(?:-(?:XX|xx|uu))+$")
_TIME = re.compile(r"(?:T|[\s/,]+)\d{1,2}:\d{2}.*$|T\d{2}(?:\d{2})*Z?$", re.ASCII)
_MORE = re.compile(r"(\d{4}/\d{0,2}/\d{0,2})/+([^\d\s/].*)")
"""The fourth part of a date of RIS, which may hold any words."""
_ABOUT = re.compile(r"^(?:c\.|ca\.?|circa|about|approx\.?|around|um|vers)\s*(?=\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.,])(1[4-9]\d\d|20\d\d|21\d\d)(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?!\d)")
_RANGE = re.compile(r"\s*(?:--+|[–—―/]|\s-\s|\bto\b|\bbis\b|\buntil\b|(?<=\d{4})-(?=\d{4}\b))\s*")
_NO_WORDS = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:of|the|de|del|den|\u0433)\b",
    re.IGNORECASE,
)
"""Words that say nothing more about a date: names of days of the week, articles."""
_DAY_HYPHENS, _MONTHS_OF_A_YEAR = 2, 12
_CENTURY = re.compile(r"(\d\d)(?:XX|xx|uu)")
_DECADE = re.compile(r"(\d{3})[Xxu]|(\d{3})0s")


class Read(NamedTuple):
    """A date as EDTF, empty if there is none, and whether all that stood there is in it."""

    text: str
    whole: bool


def read_date(text: str) -> Read:
    """A date as EDTF, as exact as it can be read."""
    said = unicodedata.normalize("NFC", " ".join(text.split()))
    said = _NOT_SPECIFIED.sub("", _TIME.sub("", said).rstrip("/ ,").strip())
    if more := _MORE.fullmatch(said):
        return Read(read_date(more[1]).text, False)
    if _valid(said):
        return Read(said, True)
    about = _ABOUT.search(said)
    bare = _ABOUT.sub("", said)
    marked = re.fullmatch(r"(.*\d)([?~%])", bare)
    bare, own = (marked[1], marked[2]) if marked else (bare, "")
    found = _decade(bare) or _interval(bare) or _point(bare)
    mark = "%" if about and own == "?" else "~" if about else own
    if mark and found.text and "/" not in found.text:
        found = Read(found.text + mark, found.whole)
    return found if _valid(found.text) else Read("", False)


def joined_date(date: str, year: str) -> Read:
    """One date of a date and a year given apart: a date without a year gets it, and the more exact one counts."""
    if not date or not year:
        return read_date(date or year)
    first, second = read_date(date), read_date(year)
    if first.text[:4] == second.text[:4] and "/" in first.text:
        return first
    if not first.text and second.text:
        both = [read_date(f"{year} {date}"), read_date(f"{date} {year}")]
        return next((read for read in both if read.whole), both[1] if both[1].text else Read(second.text, False))
    if not second.text or first.text.startswith(second.text):
        return first
    return second if second.text.startswith(first.text) else Read(second.text, False)


def _valid(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def _decade(text: str) -> Read | None:
    if century := _CENTURY.fullmatch(text):
        return Read(f"{century[1]}00/{century[1]}99", True)
    match = _DECADE.fullmatch(text)
    tens = match and (match[1] or match[2])
    return Read(f"{tens}0/{tens}9", True) if tens else None


def _interval(text: str) -> Read | None:
    """A range of two dates; its ends share what only one of them names: `Oct 3-5, 2012`, `March/April 2012`."""
    if match := re.fullmatch(r"(\S.*?)\s*(?:/|--|–|-)", text):
        start = _point(match[1])
        return Read(f"{start.text}/..", start.whole) if start.text else None
    if match := re.fullmatch(r"/\s*(\S+)", text):
        end = _point(match[1])
        return Read(f"../{end.text}", end.whole) if end.text else None
    days = re.fullmatch(r"(.*?)(\d{1,2})\.?\s*[-–—]+\s*(\d{1,2})\.?(?=[\s,])(.*)", text)
    if days:
        ends = [_point(f"{days[1]}{day}{days[4]}") for day in (days[2], days[3])]
        return _range(ends) if all(end.text.count("-") == _DAY_HYPHENS for end in ends) else None
    return _two_ends(text)


def _two_ends(text: str) -> Read | None:
    """Two dates with a sign between them; the first may leave its year to the second."""
    for parts in ([part for part in _RANGE.split(text) if part], re.split(r"[-/]", text)):
        match parts:
            case [first, second] if not _NUMERIC.fullmatch(text):
                year = _YEAR.search(second)
                first = first if _YEAR.search(first) or not year else f"{first} {year[0]}"
                return _range([_point(first), _point(second)])
    return None


def _range(ends: list[Read]) -> Read | None:
    if not all(end.text for end in ends):
        return None
    once = list(dict.fromkeys(end.text for end in ends))
    return Read("/".join(once), len(once) > 1 and all(end.whole for end in ends))


def _point(text: str) -> Read:
    """A year, month or day in any usual form."""
    text = text.strip(" []().,;©")
    if match := _CJK.fullmatch(text):
        return _exact(match[1], match[2], match[3])
    if match := _NUMERIC.fullmatch(text):
        return _exact(match[1] or match[5], match[3] or match[6], match[4] or match[7])
    if match := _DAY_FIRST.fullmatch(text):
        return _day_or_month_first(match)
    return _in_words(text)


def _day_or_month_first(match: re.Match[str]) -> Read:
    """`03/10/2012` is read in two ways by different countries: then only its year is sure."""
    one, two = int(match[1]), int(match[3])
    if match[2] == "." and two <= _MONTHS_OF_A_YEAR:  # with full stops the day is always first
        return _exact(match[4], str(two), str(one))
    if one == two or max(one, two) > _MONTHS_OF_A_YEAR:
        day, month = max(one, two), min(one, two)
        return _exact(match[4], str(month), str(day))
    return Read(match[4], False)


def _exact(year: str, month: str | None = None, day: str | None = None) -> Read:
    """The date of these numbers, without a part that does not exist."""
    parts = [year, *(part.zfill(2) for part in (month, day) if part and int(part))]
    for length in range(len(parts), 0, -1):
        if _valid(date := "-".join(parts[:length])):
            return Read(date, length == 1 + bool(month) + bool(day))
    return Read("", False)


def _in_words(text: str) -> Read:
    years = set(_YEAR.findall(text))
    if len(years) != 1:
        return Read("", False)
    year = years.pop()
    rest = _NO_WORDS.sub(" ", text.replace(year, " "))
    months = {_months()[word] for word in re.findall(r"[^\W\d_]+", rest.lower()) if word in _months()}
    words = [word for word in re.findall(r"[^\W\d_]+", _DAY.sub(" ", rest).lower()) if word not in _months()]
    days = _DAY.findall(rest)
    if len(months) != 1 or len(days) > 1:
        return Read(year, not months and not words and not days)
    found = _exact(year, str(months.pop()), days[0] if days else None)
    return Read(found.text, found.whole and not words)


@cache
def _months() -> dict[str, int]:
    """The number of a month by its name, short or long, in small letters without a full stop."""
    found = {"sept": 9}
    for locale in reversed(_LOCALES):
        for context in ("format", "stand-alone"):
            for width in ("abbreviated", "wide"):
                names = Locale(locale).months[context][width]
                found |= {str(name).lower().rstrip("."): number for number, name in names.items()}
    return {name: number for name, number in found.items() if name.isalpha()}
