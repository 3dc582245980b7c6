"""Figures in Korean and Chinese: with what they count, beside a verb, and in a table; each with its modifier."""

from __future__ import annotations

from macros.core.models import Claim
from macros.core.models.pattern_forms import UnitForms
from macros.core.models.sentence_patterns import Wording
from macros.core.values.counts import Count
from macros.site.languages.josa import filled

TEN_THOUSAND = 10_000
"""From here on a sentence counts in 만 and 万."""
LEAST_SAID = 100
"""What a number in 万 has to be a multiple of: 1.1万, 25.25万."""
SMALLEST_SPELT = 10
"""Ranges below this have one counter for both numbers, as ranges in 만 have: `3~4명`."""
_SHARE = UnitForms(counter="%")
"""The unit of a share where the closed list does not have it."""
SMALL_IN_HAN = "一二三四五六七八九"


def counted(claim: Claim, wording: Wording) -> str:
    """The figure with what it counts: `북한 주민 최소 41명`, `超过500名脱北者`; empty without a figure."""
    if claim.count is None:
        return ""
    unit, noun, bare = _unit(claim, wording), *_noun(claim, wording)
    text = _with_noun(claim.count, unit, noun, wording, bare=bare)
    return filled(unit.per, counted=text) if unit.per else text


def adverb(claim: Claim, wording: Wording) -> str:
    """The figure beside a verb: `24개월 가까이`, `近24个月`."""
    return _alone(claim, wording, "adverb")


def predicate(claim: Claim, wording: Wording) -> str:
    """The figure as what is said of something: `90%를 넘는다`, `占80%`."""
    return _alone(claim, wording, "says")


def cell(claim: Claim, wording: Wording) -> str:
    """The figure in a table, in digits with commas: `최소 1,170명`, `2,000명 가까이`; empty without a figure."""
    text = _alone(claim, wording, "cell") if claim.count else ""
    unit = _unit(claim, wording)
    return filled(unit.cell, count=text) if text and unit.cell else text


def said_number(number: int, wording: Wording) -> str:
    """A number in a sentence: `1만 1,000`, `1.1万`, `1,170`."""
    if number < TEN_THOUSAND or (wording.edition == "zh" and number % LEAST_SAID):
        return f"{number:,}"
    many, rest = divmod(number, TEN_THOUSAND)
    if wording.edition == "zh":
        return f"{number / TEN_THOUSAND:g}万"
    return f"{many:,}만 {rest:,}" if rest else f"{many:,}만 "


def _unit(claim: Claim, wording: Wording) -> UnitForms:
    return wording.units.get(claim.measured_in, _SHARE)


def _noun(claim: Claim, wording: Wording) -> tuple[str, bool]:
    """What is counted, and whether it may be left out."""
    measure, unit = wording.measures.get(claim.measure), _unit(claim, wording)
    if named := (measure.noun if measure else None) or unit.noun:
        return named, unit.bare
    group = wording.groups.get(claim.whom)
    return (group.label, group.bare) if group else (claim.whom, False)


def _with_noun(count: Count, unit: UnitForms, noun: str, wording: Wording, *, bare: bool) -> str:
    if count.modifier == "order":
        forms = wording.order_words[count.text.replace(" ", "-")]
        return (forms.bare or forms.word) if bare or forms.noun is None else filled(forms.noun, N=noun)
    modifier = wording.modifiers[count.modifier]
    pattern = (modifier.bare or modifier.adverb) if bare else modifier.noun
    number = _number(count, unit, wording, alone="{N}" not in pattern)
    return filled(pattern, n=number, N=noun)


def _alone(claim: Claim, wording: Wording, form: str) -> str:
    count = claim.count
    if count is None:
        return ""
    if count.modifier == "order":
        order = wording.order_words[count.text.replace(" ", "-")]
        return str(getattr(order, form, None) or order.word)
    pattern: str = getattr(wording.modifiers[count.modifier], form)
    return filled(pattern, n=_number(count, _unit(claim, wording), wording, alone=True, cell=form == "cell"))


def _number(count: Count, unit: UnitForms, wording: Wording, *, alone: bool, cell: bool = False) -> str:
    """The number or range with its counter."""
    counter = (unit.alone if alone else None) or unit.counter or ""
    if count.modifier != "range" or count.minimum is None or count.maximum is None:
        return _one(count.number or 0, counter, unit, wording, cell=cell)
    tight = cell or count.maximum < SMALLEST_SPELT or count.maximum >= TEN_THOUSAND
    name = "tight-range" if tight else "range"
    last = _one(count.maximum, counter, unit, wording, cell=cell)
    first_counter = counter if wording.edition == "ko" and name == "range" else ""
    first = _one(count.minimum, first_counter, unit, wording, cell=cell).rstrip()
    return filled(wording.pattern("numbers", name), low=first, high=last)


def _one(number: int, counter: str, unit: UnitForms, wording: Wording, *, cell: bool) -> str:
    if number == 1 and unit.one:
        return unit.one
    if unit.han and number <= len(SMALL_IN_HAN):
        return SMALL_IN_HAN[number - 1] + counter
    return (f"{number:,}" if cell else said_number(number, wording)) + counter
