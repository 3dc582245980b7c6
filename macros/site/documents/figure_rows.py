"""A figure that a document relies on, as a row of its table: with its limits, its speakers and its place."""

from __future__ import annotations

from dataclasses import dataclass

from macros.site.claims.shown_claims import ShownClaim
from macros.site.site import Site

FEW_NAMED = 2
"""The most claims of perhaps the same origin that a row names."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A claim for the table of figures. Every row is whole: it can be read without the text that relies on it.

    `figure` has its modifier ("at least 41"), or who denies. `what` is what is counted, of whom; `who` is of whom
    alone. `said_by` is the chain in words. `doubts` are how firmly it is said and its hedge, `limits` what is known of
    its origin and why it is counted apart, each a phrase. One that `repeats` another claim adds no evidence.
    """

    ref: str
    figure: str
    what: str
    who: str
    said_by: str
    when: str
    doubts: tuple[str, ...]
    limits: tuple[str, ...]
    repeats: bool
    level: str
    sentence: str
    address: str


def figure_row(site: Site, ref: str) -> FigureRow:
    """The row of a claim by `owner.id`."""
    claim = site.claims[ref]
    dated = f" ({claim.dated})" if claim.dated else ""
    return FigureRow(
        ref=ref,
        figure=claim.headline + dated,
        what=claim.who if claim.who.startswith(claim.measured) else f"{claim.measured}: {claim.who}",
        who=claim.who,
        said_by=claim.said_by,
        when=claim.when,
        doubts=tuple(_doubts(claim)),
        limits=tuple(_limits(claim)),
        repeats=bool(claim.rests_on),
        level=claim.level,
        sentence=claim.sentence,
        address=site.absolute(claim.address),
    )


def _doubts(claim: ShownClaim) -> list[str]:
    stance = "" if claim.recorded.stance in ("asserts", "reports") else claim.stance
    return [text for text in (stance, f"“{claim.hedge}”" if claim.hedge else "") if text]


def _limits(claim: ShownClaim) -> list[str]:
    rests = f"rests on {' and on '.join(link.text for link in claim.rests_on)}" if claim.rests_on else ""
    return [text for text in (rests, _sharing(claim), claim.aside) if text]


def _sharing(claim: ShownClaim) -> str:
    """With what it may share its origin, by name where they are few; the reasons are on its page."""
    if len(claim.may_share) > FEW_NAMED:
        return f"may share an origin with {len(claim.may_share)} other claims"
    names = " and with ".join(one.claim.text for one in claim.may_share)
    return f"may share an origin with {names}" if names else ""
