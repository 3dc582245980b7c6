"""What follows from the records: who is mentioned where, which claims concern what, who cites whom.

Each relation has one source: mentions come from the calls in annotations, everything else from fields.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from macros.core.archive import Archive
from macros.core.models import Claim, Incident, Note, Record, Source, Voice, Work
from macros.core.models.base import replies_of
from macros.core.models.field_values import texts
from macros.core.models.source import SECOND
from macros.core.noting.reads import Derived, Shared
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import SIGNATURES, Call

OURS = ("identified", "described")
"""Words for a law that a passage does not name, so that the archive names it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage of a source that mentions a record, or several (`passage` to `last`) that one entry describes.

    Passage 0 is the document as a whole. `how` is a word of the list `namings`; law alone has one.
    """

    source: str
    passage: int
    last: int
    role: str = "mentioned"
    named: str = ""
    provision: str = ""
    how: str = ""

    @property
    def ours(self) -> bool:
        """Whether the archive, not the passage, says which law it is."""
        return self.how in OURS


@dataclass(frozen=True, slots=True)
class AttributedClaim:
    """A claim with its owner: the annotated source, or the incident that records another report."""

    owner: str
    id: str
    claim: Claim
    incident: str | None
    work: Work | None
    evidence: str = SECOND
    """The level of evidence, a word of the list `evidence`."""
    seen: str | None = None
    """How its text was seen, a word of `sightings`; None for an annotated source that was not read in a copy."""

    @property
    def ref(self) -> str:
        """`owner.id`."""
        return f"{self.owner}.{self.id}"

    @property
    def annotated(self) -> bool:
        """Whether it was made by an annotated source."""
        return self.claim.passage is not None

    @property
    def said(self) -> str:
        """Sort key: when it was said, else when its work appeared (ISO 8601 day)."""
        date = self.claim.said or (self.work.date if self.work else None)
        return date.first if date else ""


@dataclass(frozen=True, slots=True)
class AttachedNote:
    """An editorial note with its owner and every passage it belongs to, as (source, passage)."""

    owner: str
    id: str
    note: Note
    places: tuple[tuple[str, int], ...]

    @property
    def ref(self) -> str:
        """`owner.id`."""
        return f"{self.owner}.{self.id}"


@dataclass(frozen=True, slots=True)
class PossibleLink:
    """A claim with which another may share its origin, as `owner.id`, and the reason, seen from either of the two."""

    ref: str
    reason: str


class Relations(Shared):
    """The relations of one archive, worked out once."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.mentions: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        self.claims: dict[str, AttributedClaim] = {}
        self.notes: dict[str, AttachedNote] = {}
        self.notes_of: dict[str, list[AttachedNote]] = defaultdict(list)
        self.claims_of: dict[str, list[AttributedClaim]] = defaultdict(list)
        self._notes_at: dict[str, list[tuple[int, AttachedNote]]] = defaultdict(list)
        """By source, each with its passage: who goes through the passages of a source has read one thing."""
        self.notes_on: dict[str, list[AttachedNote]] = defaultdict(list)
        self.spoken_by: dict[str, list[AttributedClaim]] = defaultdict(list)
        self.resting_on: dict[str, list[str]] = defaultdict(list)
        self.may_share: dict[str, list[PossibleLink]] = defaultdict(list)
        self.cited_by_archive: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.replied_by: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.refs_about = Derived(lambda incident: [one.ref for one in self.claims_of.get(incident, ())])
        """The claims about an incident, by its id, as `owner.id`."""
        self.refs_by = Derived(lambda speaker: [one.ref for one in self.spoken_by.get(speaker, ())])
        """The claims with an organization, a person or a voice in their chain, by its id, as `owner.id`."""
        self.is_linked = Derived(self._is_linked)
        """Whether a link between two claims of an incident, by its id, is known."""
        self._met: set[tuple[str, str, Mention]] = set()
        for source in archive.sources:
            self._read_source(source)
        for incident in archive.records_of("incident").values():
            if isinstance(incident, Incident):
                self._read_incident(incident)
        for record in archive.all_records():
            self._read_fields(record)
        del self._met

    def kind_of(self, record_id: str, kinds: tuple[str, ...] = ()) -> str | None:
        """The kind of the record with this id, looked for in the kinds given (all, if none)."""
        for kind in kinds or tuple(self.archive.records):
            if record_id in self.archive.records[kind]:
                return kind
        return None

    def _read_source(self, source: Source) -> None:
        work = self.archive.works.get(source.id)
        for role, ids in source.credits.items():
            for record_id in ids:
                kind = self.kind_of(record_id, ("organization", "person"))
                if kind:
                    self.mentions[kind, record_id].append(Mention(source.id, 0, 0, role))
        for entry in self.archive.annotations[source.id].entries:
            for first, last, call in entry.placed():
                self._read_call(source.id, first, last, call)
        for claim_id, claim in source.claims.items():
            about = (claim.incident, work, source.evidence, source.seen)
            self._add_claim(AttributedClaim(source.id, claim_id, claim, *about))
        for note_id, note in source.notes.items():
            own = [(source.id, passage) for passage in note.passages]
            other = [(key, passage) for key, passages in note.also.items() for passage in passages]
            self._add_note(AttachedNote(source.id, note_id, note, (*own, *other)))
        if source.syndication:
            self.cited_by_archive[source.syndication.of].add(("source", source.id))

    def _read_incident(self, incident: Incident) -> None:
        for claim_id, claim in incident.claims.items():
            work = self.archive.works.get(claim.work or "")
            seen = work.seen if work else None
            self._add_claim(AttributedClaim(incident.id, claim_id, claim, incident.id, work, SECOND, seen))
            if claim.work:
                self.cited_by_archive[claim.work].add(("incident", incident.id))
        for note_id, note in incident.notes.items():
            other = tuple((key, passage) for key, passages in note.also.items() for passage in passages)
            self._add_note(AttachedNote(incident.id, note_id, note, other))

    def _read_fields(self, record: Record) -> None:
        """What a record points to: works of an event, works in calls of its texts, what it published a reply to."""
        for place in dict.fromkeys(place for reply in replies_of(record) for place in reply.to):
            self.replied_by[place].append((record.kind_id, record.id))
        for key in record.__dict__.get("works", ()):
            self.cited_by_archive[key].add((record.kind_id, record.id))
        for found in texts(record):
            for part in parse(found.value)[0] if "see(" in found.value else ():
                if isinstance(part, Call) and part.name == "see":
                    self.cited_by_archive[part.text(0, "key")].add((record.kind_id, record.id))

    def _read_call(self, source: str, first: int, last: int, call: Call) -> None:
        kind = SIGNATURES[call.name].refers_to
        if kind in ("", "claim"):
            return
        target = call.text(0, "id") or call.text(0, "key")
        if call.name == "see":
            self.cited_by_archive[target].add(("source", source))
            return
        provision = call.text(1, "provision") if call.name == "law" else ""
        role, named, how = call.named("role", "mentioned"), call.named("named"), call.named("how")
        mention = Mention(source, first, last, role, named, provision, how)
        if (kind, target, mention) not in self._met:
            self._met.add((kind, target, mention))
            self.mentions[kind, target].append(mention)

    def _add_claim(self, stated: AttributedClaim) -> None:
        self.claims[stated.ref] = stated
        if stated.incident:
            self.claims_of[stated.incident].append(stated)
        for speaker in self._answering(stated.claim):
            self.spoken_by[speaker].append(stated)
        for ref in stated.claim.rests_on:
            self.resting_on[ref].append(stated.ref)
        for other in stated.claim.may_share:
            self.may_share[stated.ref].append(PossibleLink(other.claim, other.reason))
            self.may_share[other.claim].append(PossibleLink(stated.ref, other.reason))

    def _answering(self, claim: Claim) -> list[str]:
        """Who answers for a claim, each once: the links of its chain, and the members of a group that speaks in it."""
        voices = [self.archive.records_of(Voice.kind_id).get(speaker) for speaker in claim.speakers]
        members = [one for voice in voices if isinstance(voice, Voice) for one in voice.members]
        return list(dict.fromkeys((*claim.speakers, *members)))

    def _add_note(self, stated: AttachedNote) -> None:
        self.notes[stated.ref] = stated
        self.notes_of[stated.owner].append(stated)
        for source, passage in stated.places:
            self._notes_at[source].append((passage, stated))
        for record_id in stated.note.concerns:
            self.notes_on[record_id].append(stated)
        if not stated.note.passages:
            self.notes_on[stated.owner].append(stated)
        for key in stated.note.works:
            self.cited_by_archive[key].add(("note", stated.ref))

    def ledger(self) -> list[AttributedClaim]:
        """All claims by the day they were said, then by owner and id."""
        return sorted(self.claims.values(), key=lambda stated: (stated.said, stated.ref))

    def incidents_of(self, source: str) -> list[str]:
        """The incidents a source makes claims about or mentions, by date; what goes on is last."""
        mentioned = {record_id for kind, record_id, _ in self.mentioned_in(source) if kind == "incident"}
        return sorted(mentioned | self._claimed_incidents.get(source, set()), key=self._began)

    def _began(self, key: str) -> tuple[bool, str, str]:
        """By what incidents are sorted: whether it goes on, the first day that its date allows, its id."""
        found = self.archive.records_of(Incident.kind_id).get(key)
        return (found.date.open_end, found.date.first, key) if isinstance(found, Incident) else (True, "", key)

    def noted_incidents(self, stated: AttachedNote) -> list[str]:
        """The incidents that a note is about, by id: the one that holds it, then those that it concerns."""
        incidents = self.archive.records_of("incident")
        return [key for key in dict.fromkeys((stated.owner, *stated.note.concerns)) if key in incidents]

    def noted_incident(self, stated: AttachedNote) -> str:
        """The first of them; empty for a note that is about none."""
        return next(iter(self.noted_incidents(stated)), "")

    def origin_link(self, ref: str) -> str:
        """What is known of the origin of a claim, a word of `origin-links`; that it repeats another goes first."""
        if self.claims[ref].claim.rests_on:
            return "rests-on"
        return "may-share" if self.may_share.get(ref) else "none-known"

    def back_to(self, ref: str) -> list[str]:
        """The claims at which the chains of `rests-on` of a claim begin, each once; none if it rests on no other."""
        found, ahead, seen = dict[str, None](), list(self.claims[ref].claim.rests_on), {ref}
        while ahead:
            below = ahead.pop(0)
            if below in self.claims and below not in seen:
                seen.add(below)
                further = self.claims[below].claim.rests_on
                ahead += further
                found |= {} if further else {below: None}
        return list(found)

    def notes_at(self, source: str, passages: Iterable[int]) -> Iterator[AttachedNote]:
        """The editorial notes at passages of a source; one that belongs to several comes again at each."""
        found = self._notes_at.get(source, ())
        return (stated for number in passages for passage, stated in found if passage == number)

    def _is_linked(self, incident: str) -> bool:
        own = {stated.ref for stated in self.claims_of.get(incident, ())}
        return any(
            own & {*self.claims[ref].claim.rests_on, *(one.ref for one in self.may_share.get(ref, ()))} for ref in own
        )

    def provision_standing(self, instrument: str, provision: str) -> str:
        """Whether a source names a provision, a word of `provision-standings`: `named`, `identified` or `relevant`."""
        found = [one for one in self.mentions.get(("instrument", instrument), ()) if one.provision == provision]
        if not found:
            return "relevant"
        return "identified" if all(one.ours for one in found) else "named"

    def mentioned_in(self, source: str) -> list[tuple[str, str, list[Mention]]]:
        """Every record a source mentions, as (kind, id, its mentions there), sorted."""
        return self._by_source.get(source, [])

    @cached_property
    def _claimed_incidents(self) -> dict[str, set[str]]:
        incidents: dict[str, set[str]] = defaultdict(set)
        for stated in self.claims.values():
            if stated.incident:
                incidents[stated.owner].add(stated.incident)
        return incidents

    @cached_property
    def _by_source(self) -> dict[str, list[tuple[str, str, list[Mention]]]]:
        grouped: dict[str, dict[tuple[str, str], list[Mention]]] = defaultdict(lambda: defaultdict(list))
        for key, mentions in self.mentions.items():
            for mention in mentions:
                grouped[mention.source][key].append(mention)
        return {s: [(kind, i, m) for (kind, i), m in sorted(found.items())] for s, found in grouped.items()}
