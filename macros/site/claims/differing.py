"""What the claims about an incident say together, in sentences that anybody may copy. No figures are merged.

For each measure one sentence lists every number and another every time, each with whoever gives it. What a claim denies
or disputes has its own sentence. They are composed of the closed list `comparisons`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.core.models import Claim
from macros.core.relations import AttributedClaim, Relations
from macros.site.claims.sentences import attributed, sentence
from macros.site.languages.clauses import asked, counted_in_words, on

AGAINST = ("denies", "disputes")
"""Stances of claims that speak against others and give no figure of their own."""
AND = ", and "


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who gives a figure, by the claim that says so: `according to ICNK`."""

    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class GivenFigure:
    """A number or time, and all who give it; without a figure, a sentence of its own."""

    text: str
    by: tuple[Attribution, ...]

    @property
    def in_words(self) -> str:
        """`at least 41, according to ICNK, and according to …`."""
        return ", ".join(filter(None, (self.text, AND.join(one.text for one in self.by))))


@dataclass(frozen=True, slots=True)
class Comparison:
    """One sentence: the words before its figures, the figures, and the words after them."""

    before: str
    figures: tuple[GivenFigure, ...]
    after: str

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return self.before + "; ".join(figure.in_words for figure in self.figures) + self.after


def comparisons(relations: Relations, claims: Iterable[AttributedClaim]) -> Iterator[Comparison]:
    """The sentences for these claims, in the order of the measures; parts and other groups or days are left out."""
    whole = [stated for stated in claims if not stated.claim.aside and not stated.claim.part_of]
    for measure in relations.archive.vocabulary.list("measures"):
        alike = [stated for stated in whole if stated.claim.measure == measure and stated.claim.stance not in AGAINST]
        yield from _compared(relations, measure, [one for one in alike if _numbers(one.claim)], number=True)
        yield from _compared(relations, measure, [one for one in alike if one.claim.gives != "counted"], number=False)
    for stated in whole:
        if stated.claim.stance in AGAINST:
            yield Comparison("", (GivenFigure("", (Attribution(stated.ref, sentence(relations, stated)),)),), "")


def _numbers(claim: Claim) -> bool:
    """Whether a claim counts people at one time."""
    return claim.gives == "counted" and claim.measured_in == "people"


def _compared(
    relations: Relations, measure: str, claims: list[AttributedClaim], *, number: bool
) -> Iterator[Comparison]:
    words = relations.archive.vocabulary
    what = asked(words.list("measures")[measure], number=number)
    if not claims or not what:
        return
    figures = _figures(relations, claims)
    numbers = {counted_in_words(stated.claim, words) for stated in claims}
    pattern = ("number" if number else "time") + ("s" if len(numbers if number else figures) > 1 else "")
    before, _, after = words.label("comparisons", pattern).partition("{figures}")
    yield Comparison(before.format(asked=what), tuple(figures), after)


def _figures(relations: Relations, claims: list[AttributedClaim]) -> list[GivenFigure]:
    """Every figure once, with all who give it; one who repeats another claim is named only if no other gives it."""
    found: dict[str, list[AttributedClaim]] = {}
    for stated in claims:
        found.setdefault(_given(relations, stated.claim), []).append(stated)
    return [GivenFigure(text, tuple(_by(relations, alike))) for text, alike in found.items()]


def _by(relations: Relations, claims: list[AttributedClaim]) -> Iterator[Attribution]:
    """Who gives a figure; names that repeat the words of an earlier one are left out."""
    told = set()
    for stated in [one for one in claims if not one.claim.rests_on] or claims:
        text = attributed(relations, stated, "").removeprefix(", ")
        if text not in told:
            yield Attribution(stated.ref, text)
        told.add(text)


def _given(relations: Relations, claim: Claim) -> str:
    """A number, with its day where that is claimed too, or a time."""
    count = counted_in_words(claim, relations.archive.vocabulary)
    return " ".join(part for part in (count, on(claim.date) if claim.date else "") if part)
