"""The rule on figures and dates in English texts of claims; `translated_texts` has that on Korean and Chinese ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from macros.core.archive import Archive
from macros.core.models.field_values import language_at
from macros.core.problems import Problem
from macros.core.reading.reference_calls import Call
from macros.core.relations import Relations
from macros.core.rules.references import owner_of, page_calls
from macros.core.rules.registry import rule
from macros.core.values.counts import Count, parse_count
from macros.core.values.dates import MONTHS, SHORT_MONTHS, Date, parse_date
from macros.core.values.dates_printed import months
from macros.core.words.number_signs import odd_digit
from macros.core.words.number_words import Printed, english
from macros.core.words.numbers_of_people import BESIDE_PEOPLE, numbers_alone

_MONTH = rf"(?:{'|'.join((*MONTHS[1:], *SHORT_MONTHS[1:], 'Sept'))})\b\.?"
_DAYS = r"\b\d{1,2}(?:st|nd|rd|th)?(?:\s?(?:[-–,]|and|or|to)\s?\d{1,2}(?:st|nd|rd|th)?)*(?![\d%])"
_DATE = re.compile(
    rf"{_DAYS}\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}}\b)?|\b{_MONTH}(?:\s{_DAYS}(?!,\d))?(?:,?\s\d{{4}}\b)?"
    r"|\b\d{1,2}(?:st|nd|rd|th)\b|(?<![\d,.])\b(?:19|20)\d\d\b(?![,.]\d|%)"
)
"""A date in English words, a day of a month that is not named, or a year."""
_SHARE = re.compile(
    r"\bhalf\b(?!\s(?:a\s)?(?:dozen|year|month|day|hour))|\b(?:a|one|two|three)[\s-](?:third|quarter|fifth)s?\b"
    r"(?=\s(?:of|are|were)\b|$)",
    re.IGNORECASE,
)
_ORDERS = {
    "tens of thousands": r"tens of thousands",
    "hundreds of thousands": r"hundreds of thousands",
    "dozens": r"dozens|(?:several|some|many|a few) dozen",
    "scores": r"scores",
    "hundreds": r"hundreds|(?:several|some|many|a few) hundred",
    "thousands": r"thousands|(?:several|some|many|a few) thousand",
    "millions": r"millions",
}
"""Words of a claim for a number that nobody counted, the longer ones first, as texts write them."""
_ORDER = re.compile("|".join(rf"(\b(?:{words})\b)" for words in _ORDERS.values()), re.IGNORECASE)
_A_LETTER = re.compile(r"\b(?=[0-9,OolI]*[0-9])(?=[0-9,]*[OolI])[0-9,OolI]+\b")
"""A number in which a letter is written for a digit that looks like it."""
_TIME, _DURATION = ("months", "days", "term"), re.compile(r"[\s-](?:hours?|days?|weeks?|months?|years?)\b")
_YEARS, _MONTHS_A_YEAR = re.compile(r"[\s-]years?\b"), 12
_TIMES, _OF_100 = {"a": 1, "one": 1, "two": 2, "three": 3}, {"third": 100 / 3, "quarter": 25.0, "fifth": 20.0}
_LAST_DAY = 31


@rule("called-figure", reach="near", beside=("pages",))
def called_figure(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """The English text of a claim call has no other figure or date than its claim, and keeps its limit.

    Digits or words make no difference. A text without a figure, such as "the same number", may stand in its place.
    """
    for called in archive.calls_of("claim"):
        mine = not language_at(called.place)
        if mine and (wrong := _fault(relations, owner_of(called.record.path), called.call)):
            yield called.problem(wrong, "called-figure")
    for path, call in page_calls(archive):
        if call.name == "claim" and (wrong := _fault(relations, "", call)):
            yield Problem(path, call.line, "", wrong, "called-figure")


def _fault(relations: Relations, owner: str, call: Call) -> str:
    """What differs between the text of a call and the claim that it names; empty if nothing does."""
    target = call.text(0, "id")
    stated = relations.claims.get(target if "." in target else f"{owner}.{target}")
    text = call.text(1, "text")
    wrong = ""
    if stated and text:
        claim = stated.claim
        denies = claim.stance == "denies" and not claim.date
        count, date = claim.count.text if claim.count else "", claim.date.text if claim.date else ""
        wrong = _difference(count, date, claim.unit, denies, text)
    return f"has '{text}'; {wrong}" if wrong else ""


@lru_cache(maxsize=8192)
def _difference(figure: str, day: str, unit: str, denies: bool, text: str) -> str:
    """What differs between a text and what a claim gives. Many claims are called in the same few words."""
    count, date = parse_count(figure) if figure else None, parse_date(day) if day else None
    if text.lower() == figure:
        return ""
    dates = [found for found in _DATE.finditer(text) if not BESIDE_PEOPLE.match(text, found.start())]
    undated = text
    for found in dates:
        undated = undated[: found.start()] + " " * len(found[0]) + undated[found.end() :]
    if wrong := _odd_figure(text):
        return wrong
    if count and _has_other(count, unit, undated):
        return f"the claim has '{count.text}': keep its words, or name the claim that you mean"
    if date and _is_other_date(date, [found[0] for found in dates]):
        return f"the claim has the date {date.text}: keep it, or name the claim that you mean"
    if not count and (date or denies) and any(True for _ in numbers_alone(undated)):
        return "the claim has no figure: leave it out, or name the claim that has it"
    return ""


def _odd_figure(text: str) -> str:
    """What is wrong with the signs of a figure; empty if they are digits."""
    if odd := odd_digit(text):
        return f"a figure is written with '{odd}': write it with the digits 0 to 9"
    letter = _A_LETTER.search(text)
    return f"'{letter[0]}' mixes digits and letters: write the figure of the claim in digits" if letter else ""


def _has_other(count: Count, unit: str, text: str) -> bool:
    """Whether a text without dates has another figure or limit than a count, or only one end of a range."""
    numbers = [number for number in english(text) if _counts(number, unit, text)]
    met = {_in_unit(number, unit, text) for number in numbers}
    own = "exactly" if count.modifier == "range" else count.modifier
    wanted = {count.minimum, count.maximum} - {None}
    whole = met == wanted and any(number.percent for number in numbers) == count.percent
    if numbers and (not whole or any(number.modifiers[0] != own for number in numbers)):
        return True
    if any(not _is_share(count, found[0]) for found in _SHARE.finditer(text)):
        return True
    orders = [[*_ORDERS][(found.lastindex or 1) - 1] for found in _ORDER.finditer(text)]
    return not numbers and any(order != count.text for order in orders)


def _counts(number: Printed, unit: str, text: str) -> bool:
    """Whether a number may be that of a count: no pronoun, and no duration beside a count of people."""
    lasting = unit not in _TIME and _DURATION.match(text, number.end)
    return not lasting and text[number.start : number.end].lower() != "one"


def _in_unit(number: Printed, unit: str, text: str) -> int:
    """The value of a number in the unit of a count: of two years in months, 24."""
    return number.value * (_MONTHS_A_YEAR if unit == "months" and _YEARS.match(text, number.end) else 1)


def _is_share(count: Count, share: str) -> bool:
    """Whether a share in words is that of a percentage, as exactly as it can be."""
    parts = re.split(r"[\s-]", share.lower())
    hundredths = 50.0 if parts == ["half"] else _TIMES[parts[0]] * _OF_100[parts[1].rstrip("s")]
    return count.percent and any(bound and abs(bound - hundredths) < 1 for bound in (count.minimum, count.maximum))


def _is_other_date(date: Date, printed: list[str]) -> bool:
    """Whether one of the printed dates has a day, month or year that the date of a claim does not have."""
    for text in printed:
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        years = {number for number in numbers if number > _LAST_DAY}
        own_years, own_months, own_days = (
            {part for part in parts if part}
            for parts in zip(*((point.year, point.month, point.day) for point in date.points), strict=True)
        )
        if years - own_years or months(text, ()) - own_months or {*numbers} - years - own_days:
            return True
    return False
