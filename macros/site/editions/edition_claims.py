"""One shown row of a claim in Korean or Chinese, made from the English one: what tables and pictures say of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from macros.core.models.kinds import SPEAKERS
from macros.core.relations import AttributedClaim
from macros.core.values.speakers import Speaker
from macros.site.addresses import RecordLink
from macros.site.claims.edition_cells import (
    chain_cell,
    date_cell,
    evidence_cell,
    figure_cell,
    position_in,
    relation_cell,
    stance_cell,
)
from macros.site.claims.edition_sentences import hedge_in, sentence_in
from macros.site.claims.edition_speakers import speakers_in
from macros.site.claims.shown_chains import THROUGH, ShownLink
from macros.site.claims.shown_claims import PossibleOrigin, ShownClaim
from macros.site.editions.edition_view import EditionView
from macros.site.languages.latin import marked

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
    wording, stated = view.wording, view.site.relations.claims[shown.ref]
    claim = stated.claim
    drawn = shown_in(view, shown)
    return EditionClaim(
        shown=shown,
        drawn=drawn,
        measure=drawn.measure,
        figure=figure_cell(stated, wording) if claim.count or claim.date else drawn.position,
        dated=view.on(claim.date) if claim.count and claim.date else "",
        who=Markup(drawn.who),
        chain=Markup(THROUGH).join(view.link(link.speaker) for link in drawn.chain),
        stance="" if claim.stance in CHAIN_SAYS_IT else stance_cell(stated, wording),
        hedge=hedge_in(claim, wording),
        when=drawn.when,
        outlet=marked(drawn.outlet),
        level=evidence_cell(stated, wording),
        origin=_origin(view, shown),
        aside=Markup(drawn.aside),
        position=drawn.position,
    )


class EditionRows:
    """The rows of claims in the language of a page, by `owner.id`, for templates that English pages use too."""

    def __init__(self, view: EditionView) -> None:
        self._view = view

    def __getitem__(self, ref: str) -> ShownClaim:
        """A row. Raises KeyError if there is no such claim."""
        return shown_in(self._view, self._view.site.claims[ref])


def shown_in(view: EditionView, shown: ShownClaim) -> ShownClaim:
    """The English row with all its words in the language of a page; texts that are English only are marked as such."""
    relations, wording = view.site.relations, view.wording
    stated = relations.claims[shown.ref]
    claim = stated.claim
    said = claim.said or (stated.work.date if stated.work else None)
    incident = view.record("incident", stated.incident) if stated.incident else None
    return replace(
        shown,
        measure=view.term("measures", claim.measure),
        figure=figure_cell(stated, wording) if claim.count or claim.date else "",
        position=position_in(relations, stated, wording),
        dated=view.on(claim.date) if claim.count and claim.date else "",
        unit="",
        who=view.words_of(claim, "who"),
        hedge=view.words_of(claim, "hedge"),
        aside=view.words_of(claim, "aside"),
        about=view.called(incident) if incident else view.say("claims.general"),
        incident=shown.incident._replace(text=view.called(incident)) if shown.incident and incident else None,
        chain=_chain(view, stated),
        said_by=chain_cell(relations, stated, wording),
        speakers=tuple(link.answers for link in reversed(speakers_in(relations, stated, wording))),
        stance=stance_cell(stated, wording),
        rests_on=tuple(_other(view, other) for other in shown.rests_on),
        may_share=tuple(PossibleOrigin(_other(view, one.claim), "") for one in shown.may_share),
        repeated_by=tuple(_other(view, other) for other in shown.repeated_by),
        back_to=tuple(_other(view, other) for other in shown.back_to),
        origin_label=view.term("origin-links", shown.origin),
        when=date_cell(said, wording),
        when_short=view.short_date(said),
        stated_at=_stated_at(view, shown, stated),
        outlet=outlet(view, stated),
        evidence=evidence_cell(stated, wording),
        level=evidence_cell(stated, wording),
        level_explained="",
        sentence=marked(sentence_in(relations, stated, wording)),
        replies=tuple(_replied(view, one) for one in shown.replies),
    )


def _replied(view: EditionView, link: RecordLink) -> RecordLink:
    """Whose reply it is, by the name in this language."""
    record = view.record(link.kind, link.id)
    return link._replace(text=view.called(record)) if record else link


def outlet(view: EditionView, stated: AttributedClaim) -> str:
    """The document that states a claim, by its short name."""
    if stated.annotated:
        return view.short(stated.owner)
    return stated.work.short_text if stated.work else stated.owner


def _stated_at(view: EditionView, shown: ShownClaim, stated: AttributedClaim) -> RecordLink | None:
    """The passage, or the document that is not annotated."""
    if not shown.stated_at:
        return None
    own = view.at_passage(stated.owner, shown.passage) if shown.passage is not None else outlet(view, stated)
    return shown.stated_at._replace(text=own)


def _chain(view: EditionView, stated: AttributedClaim) -> tuple[ShownLink, ...]:
    """The chain, its origin first, each with a link to who speaks; those who speak as one author have none."""
    speakers, links = speakers_in(view.site.relations, stated, view.wording), stated.claim.said_by
    if len(speakers) != len(links):
        return tuple(ShownLink(RecordLink("", "", one.short, "")) for one in reversed(speakers))
    pairs = zip(reversed(speakers), reversed(links), strict=True)
    return tuple(ShownLink(_link(view, speaker.short, link)) for speaker, link in pairs)


def _link(view: EditionView, text: str, link: Speaker) -> RecordLink:
    kind = view.site.relations.kind_of(link.id, SPEAKERS)
    return view.site.link(kind, link.id, text) if kind else RecordLink("", "", text, "")


def _origin(view: EditionView, shown: ShownClaim) -> Markup:
    """What is known of its origin and what rests on it, each other claim as a link; empty where no link is known."""
    said = [_relation(view, "rests-on", other.id) for other in shown.rests_on]
    said += [_labelled(view, "ledger.back-to", shown.back_to)] if shown.back_to else []
    said += [_relation(view, "may-share", one.claim.id) for one in shown.may_share]
    said += [_labelled(view, "ledger.repeated-by", shown.repeated_by)] if shown.repeated_by else []
    return Markup("; " if view.language == "ko" else "；").join(said)


def _labelled(view: EditionView, label: str, others: tuple[RecordLink, ...]) -> Markup:
    links = Markup(view.comma).join(other_claim(view, other.id) for other in others)
    return Markup("{}{}{}").format(view.say(label), view.space, links)


def _relation(view: EditionView, name: str, ref: str) -> Markup:
    text = Markup(marked(relation_cell(name, view.wording, claim="\x00")))
    return Markup(text.replace("\x00", other_claim(view, ref)))


def _other(view: EditionView, other: RecordLink) -> RecordLink:
    """A link to a claim in a few words: its figure and the document that states it."""
    stated = view.site.relations.claims[other.id]
    return other._replace(text=f"{figure_cell(stated, view.wording)}{view.pause}{outlet(view, stated)}")


def other_claim(view: EditionView, ref: str) -> Markup:
    """The same as HTML, by `owner.id`."""
    other = _other(view, RecordLink("claim", ref, "", view.site.claims[ref].address))
    return Markup('<a href="{}">{}</a>').format(view.href(other.address), marked(other.text))
