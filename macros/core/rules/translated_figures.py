"""Whether the Korean or Chinese text of a claim call has the figure and the date of its claim, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from macros.core.models.claims import Claim
from macros.core.values.counts import Count
from macros.core.values.dates_printed import days, months
from macros.core.words.counters import counts
from macros.core.words.east_asian_limits import ORDER_FORMS
from macros.core.words.number_signs import odd_digit
from macros.core.words.number_words import Printed
from macros.core.words.printed_numbers import plain_width, printed

MODIFIED = {
    "ko": {
        "at-least": "최소 {n}",
        "up-to": "최대 {n}",
        "more-than": "{n} 넘는 or {n} with 여",
        "about": "약 {n}",
        "nearly": "{n} 가까운",
        "exactly": "{n} alone",
    },
    "zh": {
        "at-least": "至少{n}",
        "up-to": "至多{n}",
        "more-than": "超过{n} or {n} with 余 or 多",
        "about": "约{n}",
        "nearly": "近{n}",
        "exactly": "{n} alone",
    },
}
"""How each modifier is written, by language, for messages."""
_DATED = frozenset({"date-year", "date-month", "date-day", "century", "age", "hours", "time", "articles"})
"""Counters that no count of a claim has."""
_LARGE_WORDS = ("dozens", "hundreds", "thousands", "tens of thousands")


def differing(claim: Claim, language: str, before: str, text: str, after: str, english: str) -> Iterator[str]:
    """What differs between a claim and the text of a call of it, which stands between two texts.

    A number that the English text of the call also has may be there too, such as a total.
    """
    if (claim.count or claim.date) and (odd := odd_digit(text)):
        yield f"'{text}' has a figure written with '{odd}'; write it with the digits 0 to 9"
        return
    whole = plain_width(before + text + after)
    start, end = len(plain_width(before)), len(plain_width(before + text))
    numbers = printed(whole)
    inside = [number for number in numbers if start <= number.start < end]
    if claim.count:
        yield from _count_faults(claim, claim.count, language, inside, plain_width(text), english)
    if claim.date:
        yield from _date_faults(claim, plain_width(text))


def _count_faults(
    claim: Claim, count: Count, language: str, inside: Sequence[Printed], text: str, english: str
) -> Iterator[str]:
    figures = [number for number in inside if number.kind not in _DATED and counts(number.kind, claim.measured_in)]
    also = {number.value for number in printed(english)}
    alone = {number.value: number.modifiers for number in printed(text)}
    wanted = {count.minimum, count.maximum} - {None}
    for number in figures:
        if number.value not in wanted:
            if number.value not in also:
                yield f"'{text}' has {number.value:,}; the claim has '{count.text}'"
        elif count.modifier != "range" and count.modifier not in number.modifiers:
            yield _modifier_fault(count, language, text, number, alone.get(number.value, ()))
    for word in _LARGE_WORDS:
        if word != count.text and not figures and re.search(ORDER_FORMS[word], text):
            yield f"'{text}' says {word}; the claim has '{count.text}'"


def _modifier_fault(count: Count, language: str, text: str, number: Printed, alone: tuple[str, ...]) -> str:
    how = MODIFIED[language][count.modifier].format(n=f"{count.number:,}")
    if count.modifier in alone:
        return f"'{text}' is limited by a word beside its call; the claim has '{count.text}', so leave that word out"
    said = "no limit" if number.modifiers[0] == "exactly" else f"'{number.modifiers[0].replace('-', ' ')}'"
    return f"'{text}' has {said}; the claim has '{count.text}': write inside the call {how}"


def _date_faults(claim: Claim, text: str) -> Iterator[str]:
    numbers = printed(text)
    points = claim.date.points if claim.date else ()
    told = claim.date.text if claim.date else ""
    years = {number.value for number in numbers if number.kind == "date-year"}
    if wrong := years - {point.year for point in points}:
        yield f"'{text}' has the year {min(wrong)}; the claim has the date {told}"
    named = months(text, numbers)
    if named and (wrong := named - {point.month for point in points if point.month}):
        yield f"'{text}' has month {min(wrong)}; the claim has the date {told}"
    elif wrong := {day for _, day in days(text, numbers)} - {point.day for point in points if point.day}:
        yield f"'{text}' has day {min(wrong)}; the claim has the date {told}"
