"""The figures that are claimed for an incident, from the lowest to the highest, as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from macros.core.values.counts import Count, parse_count
from macros.site.claims.shown_claims import ShownClaim

OF_FIGURES = ("asserts", "reports", "relays")
"""Stances that give a figure; a denial or a dispute gives none."""


@dataclass(frozen=True, slots=True)
class ClaimedRange:
    """The lowest and the highest figure of one measure, each with its limit; `highest` is empty for a single one."""

    lowest: str
    highest: str
    measured: str
    text: str
    """`about 200 to more than 650`. A figure with two ends has its outer one here: a range is not the lowest number."""
    one_number: bool = False
    """Whether both have the same number, with other limits: `60 or more than 60`."""


def lower_end(count: Count) -> Count:
    """The count, or the lower number of one that has two ends."""
    return parse_count(f"{count.minimum:,}") if count.modifier == "range" else count


def upper_end(count: Count) -> Count:
    """The count, or the higher number of one that has two ends."""
    return parse_count(f"{count.maximum:,}") if count.modifier == "range" else count


def claimed_range(claims: Iterable[ShownClaim], leads: Iterable[str]) -> ClaimedRange | None:
    """The range for the first measure of `leads` that has figures; None where none has.

    Parts of a group, wider groups, shares and figures that are only denied are left out, as they are from its picture.
    Where all have one number, exactly or about, it is the latter.
    """
    every = list(claims)
    for measure in leads:
        if found := ends(every, measure):
            lowest, highest = found
            if _low(lowest)[:3] == _low(highest)[:3]:
                return ClaimedRange(highest.figure, "", lowest.measured, highest.figure)
            same = _low(lowest)[0] == _high(highest)[0]
            text = f"{_end(lowest, lower_end)} {'or' if same else 'to'} {_end(highest, upper_end)}"
            return ClaimedRange(lowest.figure, highest.figure, lowest.measured, text, same)
    return None


def ends(claims: Iterable[ShownClaim], measure: str) -> tuple[ShownClaim, ShownClaim] | None:
    """The claims with the lowest and with the highest figure of a measure, perhaps one; None where none has one."""
    counted = [claim for claim in claims if claim.drawable and claim.recorded.stance in OF_FIGURES]
    found = [claim for claim in counted if claim.recorded.measure == measure]
    return (min(found, key=_low), max(reversed(found), key=_high)) if found else None


def _end(claim: ShownClaim, end: Callable[[Count], Count]) -> str:
    return end(claim.count).text if claim.count and claim.count.modifier == "range" else claim.figure


def _low(claim: ShownClaim) -> tuple[int, ...]:
    return claim.count.from_lowest if claim.count else ()


def _high(claim: ShownClaim) -> tuple[int, ...]:
    return claim.count.from_highest if claim.count else ()
