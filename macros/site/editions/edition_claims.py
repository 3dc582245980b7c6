"""One shown row of a claim in Korean or Chinese, made from the English one: what tables and pictures say of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from macros.core.relations import AttributedClaim
from macros.core.values.speakers import Speaker
from macros.site.claims.edition_cells import (
    chain_cell,
    date_cell,
    evidence_cell,
    figure_cell,
    position_in,
    relation_cell,
    stance_cell,
)
from macros.site.claims.edition_sentences import hedge_in
from macros.site.claims.edition_speakers import speakers_in
from macros.site.claims.shown_chains import THROUGH
from macros.site.claims.shown_claims import ShownClaim
from macros.site.editions.edition_view import EditionView
from macros.site.languages.latin import marked

CHAIN_SAYS_IT = ("asserts", "reports")
"""Stances that the chain alone shows."""


@dataclass(frozen=True, slots=True)
class EditionClaim:
    """A claim as a table has it. `shown` is the English row, with its addresses, and `drawn` the same for pictures.

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
    wording, stated = view.wording, view.site.relations.claims[shown.ref]
    claim = stated.claim
    drawn = _drawn(view, shown, stated)
    return EditionClaim(
        shown=shown,
        drawn=drawn,
        measure=drawn.measure,
        figure=figure_cell(stated, wording) if claim.count or claim.date else drawn.position,
        dated=view.on(claim.date) if claim.count and claim.date else "",
        who=view.words_of(claim, "who"),
        chain=_chain(view, stated),
        stance="" if claim.stance in CHAIN_SAYS_IT else stance_cell(stated, wording),
        hedge=hedge_in(claim, wording),
        when=drawn.when,
        outlet=marked(drawn.outlet),
        level=evidence_cell(stated, wording),
        origin=_origin(view, shown),
        aside=view.words_of(claim, "aside") if claim.aside else Markup(""),
        position=drawn.position,
    )


def _drawn(view: EditionView, shown: ShownClaim, stated: AttributedClaim) -> ShownClaim:
    """The English row with all its words in the language, for pictures that take their words from it."""
    relations, wording, claim = view.site.relations, view.wording, stated.claim
    said = claim.said or (stated.work.date if stated.work else None)
    return replace(
        shown,
        measure=view.term("measures", claim.measure),
        figure=figure_cell(stated, wording) if claim.count or claim.date else "",
        position=position_in(relations, stated, wording),
        dated=view.on(claim.date) if claim.count and claim.date else "",
        unit="",
        who=view.in_language(claim, "who") or claim.who,
        said_by=chain_cell(relations, stated, wording),
        speakers=tuple(link.answers for link in reversed(speakers_in(relations, stated, wording))),
        stance=stance_cell(stated, wording),
        origin_label=view.term("origin-links", shown.origin),
        when=date_cell(said, wording),
        when_short=view.short_date(said),
        outlet=outlet(view, stated),
        level=evidence_cell(stated, wording),
    )


def outlet(view: EditionView, stated: AttributedClaim) -> str:
    """The document that states a claim, by its short name."""
    if stated.annotated:
        return view.short(stated.owner)
    return stated.work.short_text if stated.work else stated.owner


def _chain(view: EditionView, stated: AttributedClaim) -> Markup:
    """The chain with a link to each who speaks; to none where two speak as one author."""
    speakers, links = speakers_in(view.site.relations, stated, view.wording), stated.claim.said_by
    if len(speakers) != len(links):
        return marked(chain_cell(view.site.relations, stated, view.wording))
    pairs = zip(reversed(speakers), reversed(links), strict=True)
    return Markup(THROUGH).join(_link(view, speaker.short, link) for speaker, link in pairs)


def _link(view: EditionView, text: str, link: Speaker) -> Markup:
    kind = view.site.relations.kind_of(link.id, ("organization", "person", "voice"))
    return view.ref(kind, link.id, text) if kind else marked(text)


def _origin(view: EditionView, shown: ShownClaim) -> Markup:
    """What is known of its origin, each other claim as a link; empty where no link is known."""
    said = [_relation(view, "rests-on", other.id) for other in shown.rests_on]
    said += [_relation(view, "may-share", one.claim.id) for one in shown.may_share]
    return Markup("; " if view.language == "ko" else "；").join(said)


def _relation(view: EditionView, name: str, ref: str) -> Markup:
    text = Markup(marked(relation_cell(name, view.wording, claim="\x00")))
    return Markup(text.replace("\x00", other_claim(view, ref)))


def other_claim(view: EditionView, ref: str) -> Markup:
    """A link to a claim in a few words: its figure and the document that states it."""
    stated = view.site.relations.claims[ref]
    words = f"{figure_cell(stated, view.wording)}{view.pause}{outlet(view, stated)}"
    return Markup('<a href="{}">{}</a>').format(view.href(view.site.claims[ref].address), marked(words))
