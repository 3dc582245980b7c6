"""The figures that are claimed for an incident, from the lowest to the highest, as they are printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.site.claims.shown_claims import ShownClaim

OF_FIGURES = ("asserts", "reports", "relays")
"""Stances that give a figure; a denial or a dispute gives none."""


@dataclass(frozen=True, slots=True)
class ClaimedRange:
    """The lowest and the highest figure of one measure, each with its limit; `highest` is empty for a single one."""

    lowest: str
    highest: str
    measured: str

    @property
    def text(self) -> str:
        """`about 200 to more than 650`; `lowest 200 to 300, highest more than 650`, where one has two ends itself."""
        if not self.highest:
            return self.lowest
        if " to " in self.lowest + self.highest:
            return f"lowest {self.lowest}, highest {self.highest}"
        return f"{self.lowest} to {self.highest}"


def claimed_range(claims: Iterable[ShownClaim], leads: Iterable[str]) -> ClaimedRange | None:
    """The range for the first measure of `leads` that has figures; None where none has.

    Parts of a group, wider groups, shares and figures that are only denied are left out, as they are from its picture.
    Where all have one number, exactly or about, it is the latter.
    """
    every = list(claims)
    for measure in leads:
        if found := ends(every, measure):
            lowest, highest = found
            one = _low(lowest)[:3] == _low(highest)[:3]
            return ClaimedRange((highest if one else lowest).figure, "" if one else highest.figure, lowest.measured)
    return None


def ends(claims: Iterable[ShownClaim], measure: str) -> tuple[ShownClaim, ShownClaim] | None:
    """The claims with the lowest and with the highest figure of a measure, perhaps one; None where none has one."""
    counted = [claim for claim in claims if claim.drawable and claim.recorded.stance in OF_FIGURES]
    found = [claim for claim in counted if claim.recorded.measure == measure]
    return (min(found, key=_low), max(reversed(found), key=_high)) if found else None


def _low(claim: ShownClaim) -> tuple[int, ...]:
    return claim.count.from_lowest if claim.count else ()


def _high(claim: ShownClaim) -> tuple[int, ...]:
    return claim.count.from_highest if claim.count else ()
