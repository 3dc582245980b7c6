"""Brackets in the picture of an incident: they tie a claim to those that rest on it or may share its origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.site.claims.shown_claims import ShownClaim

LANE, LANES = 9, 4
"""The distance between two brackets side by side, and how many have room; of more the longest are left out."""
TOUCH = 8
"""How far from the middle of a mark a bracket ends."""


@dataclass(frozen=True)
class Bracket:
    """Where a bracket stands, and the lines that it ties; `dashed` where they only may share an origin."""

    x: float
    end: float
    ys: tuple[float, ...]
    dashed: bool

    @property
    def path(self) -> str:
        """Its drawing."""
        first, *between, last = self.ys
        ticks = "".join(f"M{self.x} {y}H{self.end}" for y in between)
        return f"M{self.end} {first}H{self.x}V{last}H{self.end}{ticks}"


def ties(marks: list[tuple[ShownClaim, float]]) -> list[tuple[tuple[float, ...], bool]]:
    """The lines of the claims that each bracket would tie, and whether it is dashed, whether or not it has room."""
    return [(tuple(sorted(ys)), dashed) for ys, dashed in (*_resting(marks), *_sharing(marks))]


def brackets(marks: list[tuple[ShownClaim, float]], column: float) -> list[Bracket]:
    """The brackets to the left of a column of marks, short ones next to it; none without a column."""
    if not column:
        return []
    lanes: list[list[tuple[float, ...]]] = [[] for _ in range(LANES)]
    made = []
    for ys, dashed in sorted(ties(marks), key=lambda tie: (tie[0][-1] - tie[0][0], tie)):
        free = next((number for number, lane in enumerate(lanes) if all(_apart(ys, other) for other in lane)), None)
        if free is not None:
            lanes[free].append(ys)
            made.append(Bracket(column - TOUCH - LANE * (free + 0.5), column - TOUCH, ys, dashed))
    return made


def _apart(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[-1] < other[0] or other[-1] < one[0]


def _resting(marks: list[tuple[ShownClaim, float]]) -> Iterator[tuple[list[float], bool]]:
    """For each claim that others rest on: its line and theirs."""
    for origin, y in marks:
        ys = [other_y for other, other_y in marks if any(link.id == origin.ref for link in other.rests_on)]
        if ys:
            yield [y, *ys], False


def _sharing(marks: list[tuple[ShownClaim, float]]) -> Iterator[tuple[list[float], bool]]:
    """Claims that may share an origin: the one with most links and all it is linked to, then the next."""
    places = {claim.ref: y for claim, y in marks}
    links = {claim.ref: {one.claim.id for one in claim.may_share if one.claim.id in places} for claim, _ in marks}
    while any(links.values()):
        middle = max(places, key=lambda ref: len(links[ref]))
        others = links[middle]
        yield [places[middle], *(places[ref] for ref in others)], True
        links[middle] = set()
        for ref in others:
            links[ref] = links[ref] - {middle}
