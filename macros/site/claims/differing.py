"""What the claims about an incident say together, in sentences that anybody may copy. No figures are merged.

For each measure one sentence lists every number and another every time, each with whoever gives it. What a claim denies
or disputes has its own sentence. In short they name one who gives each figure, and in how many other documents it is;
of many figures they have the lowest and the highest. Each says by itself what it leaves out, since it is copied alone.
They are composed of the closed list `comparisons`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from macros.core.models import Claim
from macros.core.relations import AttributedClaim, Relations
from macros.site.claims.sentences import AGAINST, attributed, sentence
from macros.site.languages.clauses import asked, counted_in_words, on, spelt

AND = ", and "
COUNTING_PEOPLE = ("people", "people-a-year", "people-a-month", "people-a-week", "people-a-day")
"""The units of claims that count people; numbers of the first alone are compared with each other."""
FEW = 4
"""The most figures that a short sentence lists; of more it gives the lowest and the highest number."""


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
    documents: int = 1
    """In how many documents it is. Those that repeat another claim count only where all do."""

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


@dataclass(frozen=True, slots=True)
class _Measured:
    """The claims of one measure that give a figure: those about all people concerned, and whether there are others."""

    measure: str
    whole: list[AttributedClaim]
    apart: list[AttributedClaim]

    @property
    def numbers(self) -> list[AttributedClaim]:
        """Those that count people."""
        return [one for one in self.whole if _numbers(one.claim)]

    @property
    def times(self) -> list[AttributedClaim]:
        """Those that give a time and no number."""
        return [one for one in self.whole if one.claim.gives != "counted"]


def comparisons(relations: Relations, claims: Iterable[AttributedClaim]) -> Iterator[Comparison]:
    """The sentences for these claims, in the order of the measures; parts and other groups or days are left out."""
    every = list(claims)
    for given in _by_measure(relations, every):
        yield from _compared(relations, given, number=True)
        yield from _compared(relations, given, number=False)
    for stated in _whole(every):
        if stated.claim.stance in AGAINST:
            yield Comparison("", (GivenFigure("", (Attribution(stated.ref, sentence(relations, stated)),)),), "")


def in_short(relations: Relations, claims: Iterable[AttributedClaim]) -> Iterator[Comparison]:
    """The same for a reader who has room for a few lines; whoever denies something is there once."""
    every = list(claims)
    for given in _by_measure(relations, every):
        yield from _ends(relations, given) or _once(_compared(relations, given, number=True))
        yield from _once(_compared(relations, given, number=False))
    whole = _whole(every)
    against = {
        (one.claim.measure, one.claim.stance, one.claim.said_by[-1]): one
        for one in reversed(whole)
        if one.claim.stance in AGAINST
    }
    for stated in whole:
        if stated in against.values():
            yield Comparison("", (GivenFigure("", (Attribution(stated.ref, sentence(relations, stated)),)),), "")


def _whole(claims: list[AttributedClaim]) -> list[AttributedClaim]:
    return [stated for stated in claims if not stated.claim.aside and not stated.claim.part_of]


def _by_measure(relations: Relations, claims: list[AttributedClaim]) -> Iterator[_Measured]:
    """Each measure of which something is said, in the order of the word list, with the claims that say it."""
    given = [stated for stated in claims if stated.claim.stance not in AGAINST]
    for measure in relations.archive.vocabulary.list("measures") if given else ():
        alike = [stated for stated in given if stated.claim.measure == measure]
        if whole := _whole(alike):
            yield _Measured(measure, whole, [stated for stated in alike if stated.claim.aside])


def _once(found: Iterable[Comparison]) -> Iterator[Comparison]:
    """Sentences in which one speaker is named for each figure, and how many others give it."""
    for one in found:
        yield replace(one, figures=tuple(_first(figure) for figure in one.figures))


def _first(figure: GivenFigure) -> GivenFigure:
    """It with the first who gives it; that others repeat one speaker makes no further speakers, so documents count."""
    others = figure.documents - 1
    first = figure.by[0]
    if not others:
        return replace(figure, by=(first,))
    more = f"{first.text}, and in {spelt(others)} other document{'s' * (others > 1)}"
    return replace(figure, by=(Attribution(first.ref, more),))


def _ends(relations: Relations, given: _Measured) -> list[Comparison]:
    """The lowest and the highest of many numbers, and what cannot be compared with them; none where there are few."""
    words, claims = relations.archive.vocabulary, given.numbers
    what = asked(words.list("measures")[given.measure], number=True)
    numbered = [(one.claim.count, one) for one in claims if one.claim.count and _comparable(one.claim)]
    if not what or not numbered or len({_given(relations, one.claim) for one in claims}) <= FEW:
        return []
    low, high = min(count.from_lowest for count, _ in numbered), max(count.from_highest for count, _ in numbered)
    lowest = _end(relations, "lower-end", [one for count, one in numbered if count.from_lowest == low])
    highest = _end(relations, "upper-end", [one for count, one in numbered if count.from_highest == high])
    pattern = words.label("comparisons", "ends").format(asked=what, lowest="{lowest}", highest="{highest}")
    before, _, rest = pattern.partition("{lowest}")
    between, _, after = rest.partition("{highest}")
    unlike = dict.fromkeys(counted_in_words(one.claim, words) for one in claims if not _comparable(one.claim))
    if unlike:
        after += " " + words.label("comparisons", "unlike").format(figures="; ".join(unlike))
    figures = (lowest, replace(highest, text=between.removeprefix("; ") + highest.text))
    return [Comparison(before, figures, after + _left_out(relations, given.apart, number=True))]


def _end(relations: Relations, label: str, alike: list[AttributedClaim]) -> GivenFigure:
    """A figure at one end with the first who gives it; of one that has two ends itself, that only its outer end is."""
    given, count = _first(_figures(relations, alike)[0]), alike[0].claim.count
    if not count or count.modifier != "range":
        return given
    return replace(given, text=relations.archive.vocabulary.label("comparisons", label).format(figures=given.text))


def _numbers(claim: Claim) -> bool:
    """Whether a claim counts people, at one time or in each year."""
    return claim.gives == "counted" and claim.measured_in in COUNTING_PEOPLE


def _comparable(claim: Claim) -> bool:
    """Whether its figure is a number of people at one time: neither a word alone nor so many in each year."""
    return claim.count is not None and claim.count.number is not None and claim.measured_in == COUNTING_PEOPLE[0]


def _compared(relations: Relations, given: _Measured, *, number: bool) -> Iterator[Comparison]:
    words, claims = relations.archive.vocabulary, given.numbers if number else given.times
    what = asked(words.list("measures")[given.measure], number=number)
    if not claims or not what:
        return
    figures = _figures(relations, claims)
    pattern = _pattern(relations, given, figures, number=number)
    before, _, after = words.label("comparisons", pattern).partition("{figures}")
    yield Comparison(
        before.format(asked=what), tuple(figures), after + _left_out(relations, given.apart, number=number)
    )


def _pattern(relations: Relations, given: _Measured, figures: list[GivenFigure], *, number: bool) -> str:
    """The word of `comparisons`: one figure or more, whether links join numbers, and whether they give other times."""
    if number:
        numbers = {counted_in_words(stated.claim, relations.archive.vocabulary) for stated in given.numbers}
        if len(numbers) == 1:
            return "number"
        return "numbers-linked" if _linked(given.numbers) else "numbers"
    if len(figures) > 1:
        return "times"
    beside = {on(stated.claim.date) for stated in given.numbers if stated.claim.date}
    return "time" if beside <= {figures[0].text} else "time-beside"


def _linked(claims: list[AttributedClaim]) -> bool:
    """Whether links of the records join all of these claims, so that nobody takes two reports of one for two groups."""
    beside: dict[str, set[str]] = {stated.ref: set() for stated in claims}
    for stated in claims:
        for ref in {*stated.claim.rests_on, *(one.claim for one in stated.claim.may_share)} & beside.keys():
            beside[stated.ref].add(ref)
            beside[ref].add(stated.ref)
    found, ahead = set[str](), {claims[0].ref}
    while ahead:
        found |= ahead
        ahead = {ref for known in ahead for ref in beside[known]} - found
    return len(found) == len(beside)


def _left_out(relations: Relations, apart: list[AttributedClaim], *, number: bool) -> str:
    """That more is recorded, for others, so that nobody takes one figure for the only one; empty where nothing is."""
    left = any(_numbers(one.claim) if number else one.claim.gives != "counted" for one in apart)
    return " " + relations.archive.vocabulary.label("comparisons", "left-out") if left else ""


def _figures(relations: Relations, claims: list[AttributedClaim]) -> list[GivenFigure]:
    """Every figure once, with all who give it; one who repeats another claim is named only if no other gives it."""
    found: dict[str, list[AttributedClaim]] = {}
    for stated in claims:
        found.setdefault(_given(relations, stated.claim), []).append(stated)
    first = {text: [one for one in alike if not one.claim.rests_on] or alike for text, alike in found.items()}
    return [
        GivenFigure(text, tuple(_by(relations, alike)), len({one.work.id if one.work else one.owner for one in alike}))
        for text, alike in first.items()
    ]


def _by(relations: Relations, claims: list[AttributedClaim]) -> Iterator[Attribution]:
    """Who gives a figure; names that repeat the words of an earlier one are left out."""
    told = set()
    for stated in claims:
        text = attributed(relations, stated, "").removeprefix(", ")
        if text not in told:
            yield Attribution(stated.ref, text)
        told.add(text)


def _given(relations: Relations, claim: Claim) -> str:
    """A number, with its day where that is claimed too, or a time."""
    count = counted_in_words(claim, relations.archive.vocabulary)
    return " ".join(part for part in (count, on(claim.date) if claim.date else "") if part)
