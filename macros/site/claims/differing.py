"""What the claims about an incident say together, in sentences that anybody may copy. No figures are merged.

For each measure one sentence lists every number and another every time, each with whoever gives it. What a claim denies
or disputes has its own sentence. In short they name one who gives each figure, and of many figures the lowest and the
highest. They are composed of the closed list `comparisons`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from macros.core.models import Claim
from macros.core.relations import AttributedClaim, Relations
from macros.site.claims.sentences import AGAINST, attributed, sentence
from macros.site.languages.clauses import asked, counted_in_words, on, spelt

AND = ", and "
FEW = 4
"""The most figures that a short sentence lists; of more it gives the lowest and the highest."""


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
    for measure, alike in _by_measure(relations, whole):
        yield from _compared(relations, measure, [one for one in alike if _numbers(one.claim)], number=True)
        yield from _compared(relations, measure, [one for one in alike if one.claim.gives != "counted"], number=False)
    for stated in whole:
        if stated.claim.stance in AGAINST:
            yield Comparison("", (GivenFigure("", (Attribution(stated.ref, sentence(relations, stated)),)),), "")


def in_short(relations: Relations, claims: Iterable[AttributedClaim]) -> Iterator[Comparison]:
    """The same for a reader who has room for a few lines; whoever denies something is there once."""
    whole = [stated for stated in claims if not stated.claim.aside and not stated.claim.part_of]
    for measure, alike in _by_measure(relations, whole):
        numbers = [stated for stated in alike if _numbers(stated.claim)]
        yield from _ends(relations, measure, numbers) or _once(_compared(relations, measure, numbers, number=True))
        times = [stated for stated in alike if stated.claim.gives != "counted"]
        yield from _once(_compared(relations, measure, times, number=False))
    against = {
        (one.claim.measure, one.claim.stance, one.claim.said_by[-1]): one
        for one in reversed(whole)
        if one.claim.stance in AGAINST
    }
    for stated in whole:
        if stated in against.values():
            yield Comparison("", (GivenFigure("", (Attribution(stated.ref, sentence(relations, stated)),)),), "")


def _by_measure(relations: Relations, claims: Iterable[AttributedClaim]) -> Iterator[tuple[str, list[AttributedClaim]]]:
    """Each measure of which something is said, in the order of the word list, with the claims that say it."""
    said: dict[str, list[AttributedClaim]] = {}
    for stated in claims:
        if stated.claim.stance not in AGAINST:
            said.setdefault(stated.claim.measure, []).append(stated)
    for measure in relations.archive.vocabulary.list("measures") if said else ():
        if measure in said:
            yield measure, said[measure]


def _once(found: Iterable[Comparison]) -> Iterator[Comparison]:
    """Sentences in which one speaker is named for each figure, and how many others give it."""
    for one in found:
        yield replace(one, figures=tuple(_first(figure) for figure in one.figures))


def _first(figure: GivenFigure) -> GivenFigure:
    others = len(figure.by) - 1
    if not others:
        return figure
    more = f"{figure.by[0].text}, and {spelt(others)} other{'s' * (others > 1)}"
    return GivenFigure(figure.text, (Attribution(figure.by[0].ref, more),))


def _ends(relations: Relations, measure: str, claims: list[AttributedClaim]) -> list[Comparison]:
    """The lowest and the highest of many figures; none where there are few."""
    words = relations.archive.vocabulary
    what = asked(words.list("measures")[measure], number=True)
    numbered = [(one.claim.count, one) for one in claims if one.claim.count and one.claim.count.number]
    if not what or not numbered or len({_given(relations, one.claim) for one in claims}) <= FEW:
        return []
    low, high = min(count.from_lowest for count, _ in numbered), max(count.from_highest for count, _ in numbered)
    lowest, highest = (
        _first(_figures(relations, alike)[0])
        for alike in (
            [one for count, one in numbered if count.from_lowest == low],
            [one for count, one in numbered if count.from_highest == high],
        )
    )
    pattern = words.label("comparisons", "ends").format(asked=what, lowest="{lowest}", highest="{highest}")
    before, _, rest = pattern.partition("{lowest}")
    between, _, after = rest.partition("{highest}")
    return [Comparison(before, (lowest, replace(highest, text=between.removeprefix("; ") + highest.text)), after)]


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
