"""How one claim stands among the others of its incident: what it rests on, who repeats, denies or numbers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from macros.core.relations import AttributedClaim, Relations
from macros.site.claims.claimed_ranges import OF_FIGURES, ClaimedRange, claimed_range, ends
from macros.site.claims.sentences import AGAINST
from macros.site.claims.shown_claims import ShownClaim


class Rows(Protocol):
    """The shown rows of claims in one language, by `owner.id`."""

    def __getitem__(self, ref: str) -> ShownClaim: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim and the others of its incident.

    `rests_on` are the claims that it repeats or derives from, `resting` those that rest on it, `total` the one of which
    it counts a part. `against` are denials and disputes about the same incident, each speaker once for what it denies,
    and `deniers` is the number of these speakers. `reports` is the number of other documents that give a number for the
    same measure, from which `range` reaches; both are empty where that number could not be compared. `others` is the
    number of all other claims.
    """

    claim: ShownClaim
    rests_on: list[ShownClaim]
    resting: list[ShownClaim]
    total: ShownClaim | None
    against: list[ShownClaim]
    deniers: int
    reports: int
    range: ClaimedRange | None
    others: int


@dataclass(frozen=True, slots=True)
class Others:
    """What of the other claims of its incident tells how a claim stands, each claim as `owner.id`.

    `ends` are those with the lowest and the highest number for the same measure, if that can be compared. `against`,
    `deniers` and `reports` are those of `Standing`, `number` is how many others there are.
    """

    against: tuple[str, ...]
    deniers: int
    reports: int
    ends: tuple[str, ...]
    number: int


def others(relations: Relations, rows: Rows, ref: str) -> Others:
    """The other claims about its incident; `rows` are in English. Raises KeyError if there is no such claim."""
    claim, stated = rows[ref], relations.claims[ref]
    about = relations.claims_of.get(stated.incident or "", [])
    beside = [one for one in about if one.ref != ref]
    against = denials(beside)
    numbers = [row for row in (rows[one.ref] for one in beside if _like(one, stated)) if _numbers(row, claim)]
    return Others(
        against=tuple(one.ref for one in against.values()),
        deniers=len({denier for denier, *_ in against}),
        reports=len({row.work for row in numbers}),
        ends=tuple(row.ref for row in ends(numbers, stated.claim.measure) or ()),
        number=len(beside),
    )


def standing(relations: Relations, rows: Rows, ref: str, among: Others) -> Standing:
    """How a claim stands among the others of its incident. Raises KeyError if there is no such claim."""
    claim, stated = rows[ref], relations.claims[ref]
    return Standing(
        claim=claim,
        rests_on=[rows[other] for other in stated.claim.rests_on],
        resting=[rows[other] for other in relations.resting_on.get(ref, ())],
        total=rows[claim.total] if claim.total else None,
        against=[rows[one] for one in among.against],
        deniers=among.deniers,
        reports=among.reports,
        range=claimed_range([rows[one] for one in among.ends], [stated.claim.measure]),
        others=among.number,
    )


def denials(claims: list[AttributedClaim]) -> Mapping[tuple[str, str, str], AttributedClaim]:
    """The first of the denials and disputes of each speaker, by speaker, stance and measure."""
    found: dict[tuple[str, str, str], AttributedClaim] = {}
    against = (one for one in claims if one.claim.stance in AGAINST)
    for stated in sorted(against, key=lambda one: (one.said, one.ref)):
        claim, origin = stated.claim, stated.claim.said_by[-1]
        found.setdefault((origin.body or origin.id, claim.stance, claim.measure), stated)
    return found


def _like(one: AttributedClaim, stated: AttributedClaim) -> bool:
    """Whether another claim counts the same: the whole group, on the days of the incident."""
    claim = stated.claim
    whole = not claim.aside and not claim.part_of and claim.measured_in == "people"
    return whole and one.claim.measure == claim.measure and one.claim.stance in OF_FIGURES


def _numbers(row: ShownClaim, claim: ShownClaim) -> bool:
    return row.drawable and row.work != claim.work
