"""A claim as a table of an edition has it: its row in that language, with links from the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from macros.site.addresses import RecordLink
from macros.site.claims.edition_cells import relation_cell
from macros.site.claims.shown_chains import THROUGH
from macros.site.claims.shown_claims import ShownClaim
from macros.site.editions.edition_rows import shown_in
from macros.site.editions.edition_view import EditionView
from macros.site.languages.latin import marked
from macros.site.pages.links import linked

CHAIN_SAYS_IT = ("asserts", "reports")
"""Stances that the chain alone shows."""


@dataclass(frozen=True, slots=True)
class EditionClaim:
    """A claim as a table has it. `shown` is the English row, with its addresses, and `drawn` the same in the language.

    `figure` is its figure or date, else the position of who denies; `dated` a date beside a figure. `chain` begins with
    the origin. `stance` and `hedge` are empty where there is nothing to say; `origin` says on what it rests.
    """

    shown: ShownClaim
    drawn: ShownClaim
    measure: str
    figure: str
    dated: str
    who: Markup
    chain: Markup
    stance: str
    hedge: str
    when: str
    outlet: Markup
    level: str
    origin: Markup
    aside: Markup
    position: str


def edition_claim(view: EditionView, shown: ShownClaim) -> EditionClaim:
    """The row of a claim in the language of a page."""
    claim, drawn = shown.recorded, shown_in(view, shown)
    return EditionClaim(
        shown=shown,
        drawn=drawn,
        measure=drawn.measure,
        figure=drawn.figure if claim.count or claim.date else drawn.position,
        dated=drawn.dated,
        who=Markup(drawn.who),
        chain=Markup(THROUGH).join(view.link(link.speaker) for link in drawn.chain),
        stance="" if claim.stance in CHAIN_SAYS_IT else drawn.stance,
        hedge=drawn.hedge_said,
        when=drawn.when,
        outlet=marked(drawn.outlet),
        level=drawn.level,
        origin=_origin(view, drawn),
        aside=Markup(drawn.aside),
        position=drawn.position,
    )


def _origin(view: EditionView, drawn: ShownClaim) -> Markup:
    """What is known of its origin and what rests on it, each other claim as a link; empty where no link is known."""
    said = [_relation(view, "rests-on", drawn.rests_on)] if drawn.rests_on else []
    said += [_labelled(view, "ledger.back-to", drawn.back_to)] if drawn.back_to else []
    said += [_relation(view, "may-share", [one.claim for one in drawn.may_share])] if drawn.may_share else []
    said += [_labelled(view, "ledger.repeated-by", drawn.repeated_by)] if drawn.repeated_by else []
    return Markup("; " if view.language == "ko" else "；").join(said)


def _labelled(view: EditionView, label: str, others: tuple[RecordLink, ...]) -> Markup:
    return Markup("{}{}{}").format(view.say(label), view.space, _others(view, others))


def _relation(view: EditionView, name: str, others: Sequence[RecordLink]) -> Markup:
    text = Markup(marked(relation_cell(name, view.wording, claim="\x00")))
    return Markup(text.replace("\x00", _others(view, others)))


def _others(view: EditionView, others: Sequence[RecordLink]) -> Markup:
    return Markup(view.between).join(_other(view, other) for other in others)


def _other(view: EditionView, other: RecordLink) -> Markup:
    return linked(view.href(other.address), marked(other.text))
