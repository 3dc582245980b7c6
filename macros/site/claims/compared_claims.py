"""What a comparison weighs of a claim: its topic, what it gives, what it repeats, and what was lost on the way.

Two claims are compared only within one topic: the same incident, the same measure, both with a number or both with a
time. Claims about a part of a group, or about other groups or days, have a topic of their own, since a difference
between them may be one between people and not between documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.core.models import Claim
from macros.core.relations import AttributedClaim, Relations
from macros.site.claims.named_speakers import named_chain
from macros.site.claims.sentences import AGAINST
from macros.site.claims.shown_claims import ShownClaim
from macros.site.languages.clauses import figure

OF_PEOPLE = "people"
FIRM = "asserts"
"""The stance of an author who says a thing in its own voice."""


@dataclass(frozen=True, slots=True)
class ComparedTopic:
    """What claims are compared on: its key, its place among all topics, its name; `apart` if it is not compared."""

    key: str
    order: int
    label: str
    apart: bool = False


def topic_of(relations: Relations, stated: AttributedClaim) -> ComparedTopic:
    """The topic of a claim within its incident. A denial is beside the numbers that it denies."""
    claim, words = stated.claim, relations.archive.vocabulary
    measures = words.list("measures")
    place, label = list(measures).index(claim.measure) * 4, measures[claim.measure].label
    if claim.aside or _is_part(relations, stated):
        return ComparedTopic(
            f"{claim.measure}:apart", place + 3, f"{label}: a part, other people or other days", apart=True
        )
    if claim.stance in AGAINST or (claim.measured_in == OF_PEOPLE and claim.count):
        return ComparedTopic(f"{claim.measure}:{OF_PEOPLE}", place, label)
    if claim.count:
        unit = words.list("units").get(claim.measured_in)
        named = f" ({unit.label})" if unit else ""
        return ComparedTopic(f"{claim.measure}:{claim.measured_in}", place + 1, f"{label}{named}")
    return ComparedTopic(f"{claim.measure}:when", place + 2, f"{label}: when")


def _is_part(relations: Relations, stated: AttributedClaim) -> bool:
    """Whether a claim counts a part of those of its incident. A part of a total of several incidents is whole there."""
    total = relations.claims.get(f"{stated.owner}.{stated.claim.part_of}")
    return bool(stated.claim.part_of) and (total is None or total.incident == stated.incident)


def given(claim: Claim) -> str:
    """What a claim gives, in a form in which two claims are the same or are not: "at least 41 people", a date."""
    if claim.stance in AGAINST:
        return f"{claim.stance} {claim.count.text if claim.count else ''}".strip()
    if claim.count:
        return f"{claim.count.text.removeprefix('exactly ')} {claim.measured_in}"
    return claim.date.text if claim.date else ""


def day_of(claim: Claim) -> str:
    """The day or time for which a claim gives a number (EDTF); empty where it gives none beside a number."""
    return claim.date.text if claim.date and claim.count else ""


def span(claim: Claim) -> tuple[int, int | None] | tuple[str, str] | None:
    """The bounds of a number or of a time, both included; None where a claim sets none that is exact."""
    if claim.stance in AGAINST:
        return None
    if claim.count:
        return claim.count.span
    date = claim.date
    return (date.first, date.last) if date and not (date.approximate or date.uncertain) else None


def repeated(relations: Relations, ref: str) -> dict[str, bool]:
    """Every claim that a claim rests on, near and far; true where each step leads from one claim to one of its measure.

    Only along such steps has a figure been passed on: a sum rests on its parts without repeating them.
    """
    found: dict[str, bool] = {}
    waiting = [(ref, True)]
    while waiting:
        at, alone = waiting.pop()
        claim = relations.claims[at].claim
        for other in claim.rests_on:
            same = alone and len(claim.rests_on) == 1 and relations.claims[other].claim.measure == claim.measure
            if other not in found or (same and not found[other]):
                found[other] = same
                waiting.append((other, same))
    found.pop(ref, None)
    return found


def lost(relations: Relations, later: AttributedClaim, earlier: AttributedClaim) -> Iterator[str]:
    """What of an earlier claim a claim that repeats it does not carry over, in words.

    It says what the records hold: another figure, another hedge or none, a stance that became firm, an origin that is
    no longer in the chain.
    """
    words = relations.archive.vocabulary
    was, now = earlier.claim, later.claim
    if was.count and now.count and given(was) != given(now):
        yield f"the figure “{figure(was, words)}” (here “{figure(now, words)}”)"
    if was.hedge and was.hedge != now.hedge:
        yield f"the hedge “{was.hedge}”" + (f" (here “{now.hedge}”)" if now.hedge else "")
    if was.stance == "relays" and now.stance == FIRM:
        yield "that it was not confirmed"
    if was.said_by[-1].id not in now.speakers and len(was.said_by) > 1:
        yield f"its origin, {named_chain(relations, earlier)[-1].text}"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim as it is compared: its shown row, its topic, and the claims that it repeats with what each step lost."""

    claim: ShownClaim
    topic: ComparedTopic
    given: str
    span: tuple[int, int | None] | tuple[str, str] | None
    repeats: dict[str, tuple[str, ...]]


def weighed(relations: Relations, claim: ShownClaim) -> Weighed:
    """What a comparison needs of one claim."""
    stated = relations.claims[claim.ref]
    passed = repeated(relations, claim.ref)
    repeats = {
        ref: tuple(lost(relations, stated, relations.claims[ref])) if same else () for ref, same in passed.items()
    }
    topic = topic_of(relations, stated)
    return Weighed(claim, topic, given(claim.recorded), span(claim.recorded), repeats)
