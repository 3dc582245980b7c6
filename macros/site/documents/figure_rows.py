"""A figure that a document relies on, as a row of its table: with its limits, its speakers and its place."""

from __future__ import annotations

from dataclasses import dataclass

from macros.site.claims.shown_claims import ShownClaim
from macros.site.site import Site


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A claim for the table of figures. Every row is whole: it can be read without the text that relies on it.

    `figure` has its modifier ("at least 41"), or who denies. `what` is what is counted, of whom. `limits` are its
    hedge, what is known of its origin, and why it is counted apart, each a phrase. `said_by` is the chain in words.
    """

    ref: str
    figure: str
    what: str
    said_by: str
    when: str
    limits: tuple[str, ...]
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
        said_by=claim.said_by,
        when=claim.when,
        limits=tuple(_limits(claim)),
        level=claim.level,
        sentence=claim.sentence,
        address=site.absolute(claim.address),
    )


def _limits(claim: ShownClaim) -> list[str]:
    stance = "" if claim.recorded.stance in ("asserts", "reports") else claim.stance
    hedge = f"“{claim.hedge}”" if claim.hedge else ""
    origin = claim.origin_text if claim.origin != "none-known" else ""
    return [text for text in (stance, hedge, origin, claim.aside) if text]
