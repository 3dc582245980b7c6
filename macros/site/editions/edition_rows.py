"""The shown row of a claim in Korean or Chinese, made from the English one: what tables and pictures say of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from macros.core.models.kinds import SPEAKERS
from macros.core.models.source import CAPTURED
from macros.core.models.translations import EDITIONS, text_in
from macros.core.noting.reads import Derived, MadeOf, Read, Remembered, Shared, Together
from macros.core.relations import AttributedClaim
from macros.core.values.counts import Count
from macros.core.values.speakers import Speaker
from macros.site.addresses import RecordLink
from macros.site.claims.claim_tables import in_time
from macros.site.claims.claimed_ranges import lower_end, upper_end
from macros.site.claims.differing import in_short
from macros.site.claims.edition_cells import chain_cell, date_cell, evidence_cell, figure_cell, position_in, stance_cell
from macros.site.claims.edition_sentences import hedge_in, sentence_in
from macros.site.claims.edition_speakers import EditionSpeaker, speakers_in
from macros.site.claims.shown_chains import ShownLink
from macros.site.claims.shown_claims import PossibleOrigin, ShownClaim, told_apart
from macros.site.editions.edition_view import EditionView
from macros.site.languages.latin import marked
from macros.site.languages.page_words import PageWords
from macros.site.site import Site

HANDS = 3
"""As many links has the chain of a claim that shows what a chain is."""
EDITION_ROWS_KEPT = 8192
"""The most claims whose rows are kept in all languages: pages alone ask for them, for all of a record at once."""
FEW_ROWS_KEPT = 1024
"""For so many claims they are kept where an archive has more than that: those of a few neighbouring records."""


class EditionRows:
    """The rows of claims in the language of a page, by `owner.id`, for templates that English pages use too."""

    def __init__(self, view: EditionView) -> None:
        self._view = view

    def __getitem__(self, ref: str) -> ShownClaim:
        """A row. Raises KeyError if there is no such claim."""
        return shown_in(self._view, self._view.site.claims[ref])


def shown_in(view: EditionView, shown: ShownClaim) -> ShownClaim:
    """The English row with all its words in the language of a page; texts that are English only are marked as such."""
    return claims_in_editions(view.site).row(view.language, shown.ref)


def claims_in_editions(site: Site) -> ClaimsInEditions:
    """The rows of an archive in the languages of its editions, each made once for all pages."""
    known = site.further.get(ClaimsInEditions.__name__)
    if not isinstance(known, ClaimsInEditions):
        known = site.further[ClaimsInEditions.__name__] = ClaimsInEditions(site)
    return known


class _Rows(Remembered[ShownClaim]):
    """Rows, the last of them kept. One that is made again was made of the same, which need not be told again."""

    def __init__(self, make: Callable[..., ShownClaim], most: int) -> None:
        super().__init__(make, most)
        self._made_of: dict[tuple[Hashable, ...], MadeOf] = {}
        """What each row was made of, also of those that are not kept."""

    def _made(self, asked: tuple[Hashable, ...]) -> tuple[ShownClaim, MadeOf]:
        made, made_of = super()._made(asked)
        kept = self._kept[asked] = made, self._made_of.setdefault(asked, made_of)
        return kept

    def forget(self) -> None:
        """Keep nothing of what was made before."""
        super().forget()
        self._made_of.clear()

    def forget_made_of(self, reads: Collection[Read], known: dict[Together, bool]) -> Iterable[Read]:
        """Keep nothing for which one of these was read."""
        self._made_of.clear()  # another value may be made of something else
        return super().forget_made_of(reads, known)


class ClaimsInEditions(Shared):
    """The shown row of every claim in each language, made when it is asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        most = EDITION_ROWS_KEPT if self._all_kept else FEW_ROWS_KEPT
        self._view = Remembered(self._seen)
        """The archive in a language, seen from no page."""
        self.row = _Rows(self._row, most * len(EDITIONS))
        """The row of a claim in a language, by `owner.id`."""
        self.sentence = Remembered(self._sentence, most * len(EDITIONS))
        """A claim as a sentence in a language; the search asks for it too, when the rows are gone."""
        self.named = Remembered(self._named, EDITION_ROWS_KEPT)
        """The claims that the short sentences about an incident name, by its id: the same in each language."""
        self.range_of = Derived(self._range_of)
        """The range of figures claimed for an incident in a language, by its id; empty where there is none."""
        self.example = Derived(self._example)
        """The claim, as `owner.id`, that shows best in a language what a claim consists of; empty without claims."""

    @property
    def _all_kept(self) -> bool:
        return len(self.site.relations.claims) <= EDITION_ROWS_KEPT

    def make_all(self) -> None:
        """Make the English rows of all claims and their sentences in all languages now, as far as all are kept.

        Processes that are forked later have them. Rows in other languages are asked for by pages alone, so the process
        that makes those makes the rows: this one would hold them in vain.
        """
        self.site.claims.make_all()
        for ref in self.site.relations.claims if self._all_kept else ():
            for language in EDITIONS:
                self.sentence(language, ref)

    def _sentence(self, language: str, ref: str) -> str:
        relations = self.site.relations
        return sentence_in(relations, relations.claims[ref], self.site.archive.patterns.wordings[language])

    def _named(self, incident: str) -> frozenset[str]:
        relations = self.site.relations
        said = in_short(relations, [relations.claims[one.ref] for one in in_time(self.site.claims_about(incident))])
        return frozenset(by.ref for sentence in said for figure in sentence.figures for by in figure.by)

    def _row(self, language: str, ref: str) -> ShownClaim:
        return _made(self._view(language), self.site.claims[ref])

    def _seen(self, language: str) -> EditionView:
        return EditionView(self.site, "", language, "", PageWords(self.site.archive.labels, ()))

    def _range_of(self, language: str, incident: str) -> str:
        """The English range with each of its figures as this language has it."""
        view, claims = self._view(language), self.site.claims_about(incident)
        found = self.site.about_incidents.range_of(incident)
        stated: list[AttributedClaim] = []
        for figure in filter(None, (found.lowest, found.highest) if found else ()):
            claim = next(one for one in claims if one.drawable and one.figure == figure)
            stated.append(self.site.relations.claims[claim.ref])
        if not found or len(stated) <= 1:
            return "".join(figure_cell(one, view.wording) for one in stated)
        low, high = (_at(end, one) for end, one in zip((lower_end, upper_end), stated, strict=True))
        joined = "home.one-number" if found.one_number else "home.range"
        return view.say(joined, low=figure_cell(low, view.wording), high=figure_cell(high, view.wording))

    def _example(self, language: str) -> str:
        """In a captured document first, passed on by several, limited and weakened by it."""
        claims = self.site.relations.claims.values()
        best = max(claims, key=lambda one: (one.evidence == CAPTURED, _teaches(one, language), one.ref), default=None)
        return best.ref if best else ""


def _at(end: Callable[[Count], Count], stated: AttributedClaim) -> AttributedClaim:
    """The claim with one end of its figure alone."""
    count = stated.claim.count
    return replace(stated, claim=stated.claim.model_copy(update={"count": end(count)})) if count else stated


def _teaches(stated: AttributedClaim, language: str) -> int:
    """How many parts of a claim it has, its words in the language among them."""
    claim = stated.claim
    limited = claim.count is not None and claim.count.modifier == "about"
    parts = (stated.annotated, limited, claim.hedge, len(claim.said_by) >= HANDS, claim.stance == "reports")
    return sum(map(bool, (*parts, text_in(claim, language, "who"))))


def _made(view: EditionView, shown: ShownClaim) -> ShownClaim:
    relations, wording = view.site.relations, view.wording
    stated = relations.claims[shown.ref]
    claim = stated.claim
    said = claim.said or (stated.work.date if stated.work else None)
    incident = view.record("incident", stated.incident) if stated.incident else None
    speakers, evidence = speakers_in(relations, stated, wording), evidence_cell(stated, wording)
    called, own = view.called(incident) if incident else "", outlet(view, stated)
    return replace(
        shown,
        measure=view.term("measures", claim.measure),
        figure=figure_cell(stated, wording) if claim.count or claim.date else "",
        position=position_in(relations, stated, wording),
        dated=view.on(claim.date) if claim.count and claim.date else "",
        unit="",
        who=view.words_of(claim, "who"),
        hedge=view.words_of(claim, "hedge"),
        hedge_said=marked(hedge_in(stated, wording)),
        aside=view.words_of(claim, "aside"),
        about=called if incident else view.say("claims.general"),
        incident=shown.incident._replace(text=called) if shown.incident and incident else None,
        chain=_chain(view, stated, speakers),
        said_by=chain_cell(speakers),
        speakers=tuple([link.answers for link in reversed(speakers)]),
        stance=stance_cell(stated, wording),
        rests_on=_other_links(view, shown.rests_on),
        may_share=tuple(PossibleOrigin(other_link(view, one.claim), "") for one in shown.may_share),
        repeated_by=_other_links(view, shown.repeated_by),
        back_to=_other_links(view, shown.back_to),
        origin_label=view.term("origin-links", shown.origin),
        when=date_cell(said, wording),
        when_short=view.short_date(said),
        stated_at=shown.stated_at and shown.stated_at._replace(text=f"{own}{_at_passage(view, shown.ref)}"),
        outlet=own,
        evidence=evidence,
        level=evidence,
        level_explained="",
        told=partial(_sentence, view, shown.ref),
        replies=tuple(_replied(view, one) for one in shown.replies),
    )


def _sentence(view: EditionView, ref: str) -> str:
    """Made where it is shown: on pages of incidents alone."""
    return marked(claims_in_editions(view.site).sentence(view.language, ref))


def _replied(view: EditionView, link: RecordLink) -> RecordLink:
    """Whose reply it is, by the name in this language."""
    record = view.record(link.kind, link.id)
    return link._replace(text=view.called(record)) if record else link


def outlet(view: EditionView, stated: AttributedClaim) -> str:
    """The document that states a claim, by its short name; a report that is not annotated by its outlet and day."""
    if stated.annotated or not stated.work:
        return view.short(stated.owner)
    return view.called(stated.work)


def _chain(view: EditionView, stated: AttributedClaim, speakers: list[EditionSpeaker]) -> tuple[ShownLink, ...]:
    """The chain, its origin first, each with a link to who speaks; those who speak as one author have none."""
    links = stated.claim.said_by
    if len(speakers) != len(links):
        return tuple(ShownLink(RecordLink("", "", one.short, "")) for one in reversed(speakers))
    pairs = zip(reversed(speakers), reversed(links), strict=True)
    return tuple(ShownLink(_link(view, speaker.short, link)) for speaker, link in pairs)


def _link(view: EditionView, text: str, link: Speaker) -> RecordLink:
    kind = view.site.relations.kind_of(link.id, SPEAKERS)
    return view.site.link(kind, link.id, text) if kind else RecordLink("", "", text, "")


def _other_links(view: EditionView, others: Sequence[RecordLink]) -> tuple[RecordLink, ...]:
    """Links to claims, told apart in one list."""
    links = [other_link(view, other) for other in others]
    return told_apart(links, partial(_at_passage, view), partial(_from, view))


def _from(view: EditionView, ref: str) -> str:
    relations = view.site.relations
    return f"{view.pause}{speakers_in(relations, relations.claims[ref], view.wording)[-1].short}"


def _at_passage(view: EditionView, ref: str) -> str:
    """What stands behind the name of the document: the passage; nothing for one that is not annotated."""
    passage = view.site.relations.claims[ref].claim.passage
    return f"{view.pause}{view.say('record.passage', n=passage)}" if passage is not None else ""


def other_link(view: EditionView, other: RecordLink) -> RecordLink:
    """A link to a claim in a few words: its figure and the document that states it."""
    stated = view.site.relations.claims[other.id]
    return other._replace(text=f"{figure_cell(stated, view.wording)}{view.pause}{outlet(view, stated)}")
