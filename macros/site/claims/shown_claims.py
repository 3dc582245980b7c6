"""One shown row of a claim, made once: what charts, tables, margins, search, linked data and citations say of it.

A new field of the record is in `recorded` already; what follows from it is a field here. Addresses are below the site's
root, texts plain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from macros.core.models import Claim, Organization, Person, Voice
from macros.core.models.base import changes_of
from macros.core.models.earlier import last_changed
from macros.core.models.kinds import OWNERS, SPEAKERS
from macros.core.models.vocabulary import Vocabulary
from macros.core.noting.reads import Remembered, Shared
from macros.core.relations import AttributedClaim, PossibleLink, Relations
from macros.core.values.counts import MODIFIERS, Count
from macros.core.values.dates import Date
from macros.core.values.speakers import Speaker
from macros.site import addresses
from macros.site.addresses import RecordLink
from macros.site.claims.named_replies import replied
from macros.site.claims.sentences import in_citation, position, sentence
from macros.site.claims.shown_chains import (
    IN_APPOSITION,
    MANDATE,
    SPEAKS_FOR,
    SPOKESPERSON,
    ShownLink,
    in_words,
    names,
)
from macros.site.languages.clauses import figure, within
from macros.site.works.evidence import explained, level
from macros.site.works.originals import Original

ROWS_KEPT = 131_072
"""The most rows that are kept. Each sort of page and file asks for those of all claims in turn, so if there were more
claims than that, each would have all rows made again. A row takes three kilobytes."""


@dataclass(frozen=True, slots=True)
class PossibleOrigin:
    """Another claim that may have the same origin, and why."""

    claim: RecordLink
    reason: str

    @property
    def why(self) -> str:
        """The reason without its full stop, since more may follow it."""
        return self.reason.removesuffix(".")


@dataclass(frozen=True, slots=True)
class ChangedMark:
    """That what a claim says was changed: on which day, the last time, and where a page tells it.

    `told` says that the page has what the claim said before; else that was withdrawn.
    """

    day: Date
    address: str
    told: bool


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim in words, with everything that it leads to.

    `recorded` is its record: optional fields that are shown as they were written (`locator`) are taken from there, so a
    new one needs no line here. `hedge` and `aside` are its own fields, since they are written in three languages.
    `about` is the incident by its short name, or that it is about the general situation.
    `figure` is its count with its unit, or its date; it is empty where neither is given, and `headline` is then the
    `position`: who denies or disputes something, as a short sentence. `dated` is the date beside a count. `chain` and
    `speakers`, the names of all in it, begin with the origin.
    `rests_on` are the claims that it repeats or derives from, `may_share` those that may have the same origin; their
    `id` is `owner.id`. `repeated_by` are the claims that rest on it, and `back_to` those at which the chains on which
    it rests begin, unless it rests on them directly. `origin` is the word of `origin-links` that follows from its own
    links, `origin_label` how it is shown.
    `when` is when it was said, in words. It is stated at `stated_at`, a passage or a report;
    `work` is the id of that document, and `outlet` the short name of the source or report.
    `evidence` is the level of evidence; `level` says of other reports also how they were seen, and `level_explained`
    where and when.
    """

    recorded: Claim
    ref: str
    id: str
    anchor: str
    address: str
    cite: str
    annotated: bool
    passage: int | None
    measure: str
    figure: str
    position: str
    dated: str
    count: Count | None
    unit: str
    drawable: bool
    who: str
    hedge: str
    hedge_said: str
    """The hedge as it stands outside its sentence: in quotation marks, in Korean and Chinese said to be whose words."""
    aside: str
    incident: RecordLink | None
    about: str
    chain: tuple[ShownLink, ...]
    said_by: str
    """The chain in words: "Wang Wenbin, spokesperson of China's Foreign Ministry → The Hindu"."""
    speakers: tuple[str, ...]
    stance: str
    rests_on: tuple[RecordLink, ...]
    may_share: tuple[PossibleOrigin, ...]
    repeated_by: tuple[RecordLink, ...]
    back_to: tuple[RecordLink, ...]
    tree: str
    """Where it is among all claims about its incident, if it has links to others and they are drawn; else empty."""
    origin: str
    origin_label: str
    when: str
    when_short: str
    said: Date | None
    stated_at: RecordLink | None
    work: str
    outlet: str
    originals: tuple[Original, ...]
    evidence: str
    level: str
    level_explained: str
    told: str | Callable[[], str]
    """Its sentence, or what makes it."""
    changed: ChangedMark | None
    """When what it says was last changed since it was published, if it was."""
    replies: tuple[RecordLink, ...]
    """The published replies of those who speak in it or whom it is about, each under their name."""
    in_citation: str
    """The same as a citation has it: "About 30 … were returned …, according to …, as reported by CECC"."""

    @property
    def sentence(self) -> str:
        """What it says as one sentence that anybody may copy, with its speakers and its hedge."""
        return self.told if isinstance(self.told, str) else self.told()

    @property
    def day(self) -> str:
        """When it was said as a key to sort by: the first day that its date allows; empty without a date."""
        return self.said.first if self.said else ""

    @property
    def resting(self) -> int:
        """How many claims rest on it."""
        return len(self.repeated_by)

    @property
    def dated_short(self) -> str:
        """The date that it gives, in short; empty without one."""
        return self.recorded.date.short() if self.recorded.date else ""

    @property
    def linked(self) -> tuple[str, ...]:
        """The names in its chain that lead to a page, each once."""
        return tuple(dict.fromkeys(one.text for link in self.chain for one in link.answering if one.address))

    @property
    def headline(self) -> str:
        """What it gives, in a word or as a short sentence: "at least 41", "China's Foreign Ministry denies it"."""
        return self.figure or self.position or self.stance

    @property
    def card(self) -> str:
        """The address of its picture to take away; only a claim about an incident has one, else it is empty."""
        return addresses.figure_card(self.address) if self.incident else ""

    @property
    def total(self) -> str:
        """The claim of which it counts a part, as `owner.id`; empty where it counts all."""
        return f"{self.ref.partition('.')[0]}.{self.recorded.part_of}" if self.recorded.part_of else ""

    @property
    def measured(self) -> str:
        """Its measure within a sentence: "living in China"."""
        return within(self.measure)

    @property
    def counted(self) -> str:
        """Its figure where no column says what is counted: "at least 41 people"."""
        people = self.unit == "people" and self.count and self.count.number is not None and not self.count.percent
        return f"{self.figure} people" if people else self.figure

    @property
    def limit(self) -> str:
        """The words that limit its number: "at least"; empty where nothing does, or where it has no number."""
        text = self.count.text if self.count else ""
        return next((words for words in MODIFIERS if words and text.startswith(f"{words} ")), "")

    @property
    def amount(self) -> str:
        """Its figure without those words."""
        return self.figure.removeprefix(f"{self.limit} ")

    @property
    def named(self) -> str:
        """Its name for a link that says nothing else: "about 30 (returned), CECC"."""
        return f"{self.headline} ({self.measured}), {self.outlet}"

    @property
    def origin_text(self) -> str:
        """What is known of its origin, in words: the claims it rests on, those that may share its origin, and why."""
        rests = [f"rests on {' and on '.join(link.text for link in self.rests_on)}"] if self.rests_on else []
        shares = [f"may share an origin with {one.claim.text}: {one.why}" for one in self.may_share]
        return "; ".join([*rests, *shares]) or "; ".join(filter(None, [self.origin_label, self.rested_on]))

    @property
    def rested_on(self) -> str:
        """That others rest on it, which makes it no better: "2 claims rest on this one". Empty where none does."""
        return f"{self.resting} claim{'s rest' if self.resting > 1 else ' rests'} on this one" if self.resting else ""

    @property
    def where(self) -> str:
        """Its place in the record that holds it: "passage 6, claim returned-41"."""
        return f"passage {self.passage}, claim {self.id}" if self.annotated else f"claim {self.id}"


class ShownClaims(Shared):
    """The shown row of every claim, each made when it is asked for."""

    def __init__(
        self,
        relations: Relations,
        link: Callable[[str, str], RecordLink],
        originals: Callable[[str], tuple[Original, ...]],
        say: Callable[[str], str],
    ) -> None:
        self._relations = relations
        self._link = link
        self._originals = originals
        self._say = say
        self._words: Vocabulary = relations.archive.vocabulary
        self._row = Remembered(self._made, ROWS_KEPT)
        self._other = Remembered(self._named, ROWS_KEPT)

    def __getitem__(self, ref: str) -> ShownClaim:
        """The row of a claim by `owner.id`. Raises KeyError if there is no such claim."""
        return self._row(ref)

    def make_all(self) -> None:
        """Make all rows now, if so many are kept: processes forked later have them."""
        for ref in self._relations.claims if len(self._relations.claims) <= ROWS_KEPT else ():
            self._row(ref)

    def get(self, ref: str) -> ShownClaim | None:
        """The same, or None."""
        return self._row(ref) if ref in self._relations.claims else None

    def figure_of(self, ref: str) -> str:
        """The figure of a claim, without making its row; empty if there is no such claim."""
        stated = self._relations.claims.get(ref)
        return self._figure(stated.claim) if stated else ""

    def of(self, claims: Iterable[AttributedClaim]) -> list[ShownClaim]:
        """The rows of these claims, in their order."""
        return [self._row(stated.ref) for stated in claims]

    def _made(self, ref: str) -> ShownClaim:
        stated = self._relations.claims[ref]
        claim, work = stated.claim, stated.work
        page, anchor = _page(stated), addresses.claim_anchor(stated.id)
        figure, stance = self._figure(claim), self._words.label("stances", claim.stance)
        chain = tuple(self._speaker(link) for link in reversed(claim.said_by))
        said = claim.said or (work.date if work else None)
        origin = self._relations.origin_link(ref)
        incident = self._link("incident", stated.incident) if stated.incident else None
        return ShownClaim(
            recorded=claim,
            ref=ref,
            id=stated.id,
            anchor=anchor,
            address=claim_address(stated),
            cite=f"{page}cite/{'' if claim.passage is not None or not work else f'{work.id}/'}#{anchor}",
            annotated=claim.passage is not None,
            passage=claim.passage,
            measure=self._words.label("measures", claim.measure),
            figure=figure,
            position=position(self._relations, stated),
            dated=claim.date.in_words() if claim.count and claim.date else "",
            count=claim.count,
            unit=claim.unit,
            drawable=_drawable(claim),
            who=claim.who,
            hedge=claim.hedge or "",
            hedge_said=f"“{claim.hedge}”" if claim.hedge else "",
            aside=claim.aside or "",
            incident=incident,
            about=incident.text if incident else self._say("claims.general"),
            chain=chain,
            said_by=in_words(chain),
            speakers=names(chain),
            stance=stance,
            rests_on=self._others(claim.rests_on),
            may_share=tuple(PossibleOrigin(self._other(link.ref), link.reason) for link in self._may_share(ref)),
            repeated_by=self._others(self._repeated_by(ref)),
            back_to=self._others([first for first in self._relations.back_to(ref) if first not in claim.rests_on]),
            tree=self._in_tree(stated),
            origin=origin,
            origin_label=self._words.label("origin-links", origin),
            when=said.in_words() if said else "undated",
            when_short=said.short() if said else "undated",
            said=said,
            stated_at=self._stated_at(stated),
            work=work.id if work else "",
            outlet=self._outlet(stated),
            originals=tuple(page.at(claim.find) for page in self._originals(work.id)) if work else (),
            evidence=self._words.label("evidence", stated.evidence),
            level=level(self._words, stated),
            level_explained=explained(self._words, stated),
            told=sentence(self._relations, stated),
            changed=self._changed(stated, page),
            replies=tuple(self._replies(stated)),
            in_citation=in_citation(self._relations, stated),
        )

    def _changed(self, stated: AttributedClaim, page: str) -> ChangedMark | None:
        """Where a page tells what it said before: that of its record, or of the record that it moved from."""
        places = [(page, stated.owner, stated.id), *self._earlier_places.get(stated.ref, ())]
        return next((mark for place in places if (mark := self._mark(*place))), None)

    @cached_property
    def _earlier_places(self) -> dict[str, list[tuple[str, str, str]]]:
        """Where claims stood before they moved: the page, its record and their id there, by `owner.id` of today."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for address, retired in self._relations.archive.redirects.shown().root.items():
            owner, _, claim_id = address.removeprefix("claims/").partition(".")
            kind = self._relations.kind_of(owner, OWNERS) if retired.to and claim_id else None
            if kind and retired.to:
                place = (addresses.address(kind, owner), owner, claim_id)
                found.setdefault(retired.to.removeprefix("claims/"), []).append(place)
        return found

    def _mark(self, page: str, owner: str, claim_id: str) -> ChangedMark | None:
        kind = self._relations.kind_of(owner, OWNERS)
        record = self._relations.archive.records[kind][owner] if kind else None
        entry = last_changed(record, claim_id) if record else None
        if not record or not entry:
            return None
        changes = changes_of(record)
        anchor = addresses.change_anchors(changes)[changes.index(entry)]
        if claim_id in entry.was:
            told = [one for one in changes if claim_id in one.was]
            anchor = addresses.before_anchors(claim_id, told)[told.index(entry)]
        return ChangedMark(entry.date, f"{page}#{anchor}", claim_id in entry.was)

    def _replies(self, stated: AttributedClaim) -> Iterator[RecordLink]:
        """Links to the replies of those it names, as far as they answer its source or incident."""
        places = {stated.owner, *filter(None, [stated.incident])}
        for record_id in dict.fromkeys([*stated.claim.speakers, *filter(None, [stated.claim.about])]):
            yield from replied(self._relations.archive, self._link, record_id, places)

    def _figure(self, claim: Claim) -> str:
        """A count, with its unit where it is not people, or a date in words."""
        if claim.count is None:
            return claim.date.in_words() if claim.date else ""
        return figure(claim, self._words)

    def _speaker(self, link: Speaker) -> ShownLink:
        """A link of a chain: *spokesperson of* only where the record of the person says so of that body."""
        speaker = self._link(self._relations.kind_of(link.id, SPEAKERS) or Voice.kind_id, link.id)
        if not link.body:
            voice = self._relations.archive.records_of(Voice.kind_id).get(link.id)
            return ShownLink(speaker, beside=isinstance(voice, Voice) and voice.together)
        person = self._relations.archive.records_of(Person.kind_id).get(link.id)
        official = isinstance(person, Person) and link.body in person.spokesperson_of
        body = self._relations.archive.records_of(Organization.kind_id).get(link.body)
        holds = isinstance(body, Organization) and body.kind == MANDATE
        how = SPOKESPERSON if official else IN_APPOSITION if holds else SPEAKS_FOR
        return ShownLink(speaker, how, self._link("organization", link.body))

    def _outlet(self, stated: AttributedClaim) -> str:
        if stated.claim.passage is not None:
            return self._link("source", stated.owner).text
        return stated.work.short_text if stated.work else stated.owner

    def _may_share(self, ref: str) -> list[PossibleLink]:
        return self._relations.may_share.get(ref, [])

    def _in_tree(self, stated: AttributedClaim) -> str:
        ref, incident, relations = stated.ref, stated.incident, self._relations
        linked = relations.origin_link(ref) != "none-known" or relations.resting_on.get(ref)
        return f"{addresses.origins(incident)}#{ref}" if incident and linked and relations.is_linked(incident) else ""

    def _repeated_by(self, ref: str) -> list[str]:
        """The claims that rest on a claim, by the day on which they were said."""
        resting = self._relations.resting_on.get(ref, ())
        return sorted(resting, key=lambda other: (self._relations.claims[other].said, other))

    def _others(self, refs: Sequence[str]) -> tuple[RecordLink, ...]:
        """Links to claims, told apart in one list."""
        return told_apart([self._other(one) for one in refs], self._at_passage, self._from)

    def _at_passage(self, ref: str) -> str:
        passage = self._relations.claims[ref].claim.passage
        return f", passage {passage}" if passage is not None else ""

    def _from(self, ref: str) -> str:
        return f", {self._speaker(self._relations.claims[ref].claim.said_by[-1]).text}"

    def _named(self, ref: str) -> RecordLink:
        """A link to a claim in a few words, for claims that rest on it or may share its origin."""
        other = self._relations.claims[ref]
        measure = within(self._words.label("measures", other.claim.measure))
        shown = f"{self._figure(other.claim) or other.id} ({measure}), {self._outlet(other)}"
        return RecordLink("claim", other.ref, shown, claim_address(other))

    def _stated_at(self, stated: AttributedClaim) -> RecordLink | None:
        if stated.claim.passage is None:
            return self._link("work", stated.work.id) if stated.work else None
        shown = f"{self._outlet(stated)}, passage {stated.claim.passage}"
        at = addresses.passage(self._relations.archive, stated.owner, stated.claim.passage)
        return RecordLink("source", stated.owner, shown, at)


def told_apart(links: Iterable[RecordLink], *ways: Callable[[str], str]) -> tuple[RecordLink, ...]:
    """Links to claims; those of one list that read alike have more behind them, in the first way that differs."""
    told = list(links)
    for way in ways if len(told) > 1 else ():
        if len({link.text for link in told}) == len(told):
            break
        alike: dict[str, set[str]] = defaultdict(set)
        for link in told:
            alike[link.text].add(way(link.id))
        told = [link._replace(text=link.text + way(link.id)) if len(alike[link.text]) > 1 else link for link in told]
    return tuple(told)


def _page(stated: AttributedClaim) -> str:
    """Where a claim is shown: on the page of its source, at its passage, or on that of its incident, in the table."""
    return addresses.address("incident" if stated.claim.passage is None else "source", stated.owner)


def claim_address(stated: AttributedClaim) -> str:
    """The permanent address of a claim, for which no row is made."""
    return f"{_page(stated)}#{addresses.claim_anchor(stated.id)}"


def _drawable(claim: Claim) -> bool:
    """Whether it numbers all the people concerned; parts, wider groups and shares are in the table alone."""
    counts_people = claim.unit == "people" and claim.part_of is None and not claim.aside
    return counts_people and claim.count is not None and claim.count.number is not None and not claim.count.percent
