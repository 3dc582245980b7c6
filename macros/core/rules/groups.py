"""Rules on what is said of very few people: nothing of one, and nothing that tells those of a small group apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models import (
    Claim,
    Event,
    Incident,
    Instrument,
    Note,
    Organization,
    Person,
    Place,
    Record,
    Source,
    Voice,
)
from macros.core.models.document import FieldPath
from macros.core.problems import Problem
from macros.core.reading.annotations import parse
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.rules.small_groups import SmallGroups, is_small, people

INCIDENT = ("title", "short", "outcome", "summary", "differences", "uncertain", "note")
_SOURCE = ("heading", "short", "standfirst")
EVENT = ("title", "short", "summary", "note", "uncertain")
_VOICE = ("name", "short", "note", "uncertain")
"""Texts about the people of an incident: of its own record, of a source, of an event, of a voice that tells of it."""
_NAMED = (Organization, Place, Person, Instrument)
_SINGLE = re.compile(
    r"(?:^|\b(?:which|when|that) )(?:an?|one|the) (?:[\w-]+ ){0,3}?(?:person|man|woman|refugee|defector|escapee|"
    r"returnee|detainee|prisoner|child|boy|girl|individual|soldier|north korean|asylum[- ]seeker|border[- ]crosser)"
    r"(?=$|[,;.]| (?:who|whom|whose|known|from|in|at|was|is|sent|returned|arrested|held|detained|put|said)\b)",
    re.IGNORECASE,
)
"""`who` in the singular: a refugee, sent back; day on which a woman was arrested."""


@rule("one-person")
def one_person(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No claim is about one person, unless `about` names a public speaker who has a record.

    Neither its count is one, nor is its `who` in the singular.
    """
    for record in archive.owners:
        for claim_id, claim in record.claims.items():
            if not claim.about and (field := _single(claim)):
                place = ("claims", claim_id, field)
                wrong = (
                    "is of one person; leave out the claim, and the case with it, or name in `about` the public "
                    "speaker whom it is about"
                )
                yield Problem(record.path, record.line(*place), record.field(place), wrong, "one-person")


def _single(claim: Claim) -> str:
    """The field in which a claim is of one person."""
    if people(claim) == 1 and not (claim.count and claim.count.modifier == "more-than"):
        return "count"
    return "who" if _SINGLE.search(claim.who) else ""


@rule("small-group")
def small_group(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Nothing that is said of fewer than ten people tells of age, family, health, home or the way they took.

    That holds for a claim, for the passage or note that has it and no larger figure, and, where an incident is about
    such a group, for every text of it, for its days, its events, the sources that tell of nothing else, the voices
    behind its claims, and notes of other records that lead to it alone. The words looked for are a closed list; what
    states did with people in their custody is not among them.
    """
    look = SmallGroups(archive, relations)
    for record in archive.owners:
        for claim_id, claim in record.claims.items():
            if look.small(record.id if isinstance(record, Incident) else claim.incident, claim):
                yield from _told(look, record, ("claims", claim_id, "who"), claim.who)
                yield from _told(look, record, ("claims", claim_id, "hedge"), claim.hedge)
        for note_id, note in record.notes.items():
            yield from _in_note(look, record, note_id, note)
        if isinstance(record, Source):
            yield from _in_source(look, record)
        elif record.id in look.incidents:
            yield from _in_fields(look, record, INCIDENT)
    yield from _elsewhere(look)


def _told(look: SmallGroups, record: Record, place: FieldPath, text: str | None) -> Iterator[Problem]:
    if text and (kind := look.kind(text)):
        yield Problem(record.path, record.line(*place), record.field(place), _wrong(kind), "small-group")


def _wrong(kind: str) -> str:
    return f"seems to tell {kind} in a group of fewer than ten people; leave it out"


def _in_fields(look: SmallGroups, record: Record, fields: Iterable[str]) -> Iterator[Problem]:
    for field in fields:
        yield from _told(look, record, (field,), look.read(parse(getattr(record, field) or "")[0]))


def _in_note(look: SmallGroups, record: Source | Incident, note_id: str, note: Note) -> Iterator[Problem]:
    parts = parse(note.text)[0]
    if look.only_small(record.id, parts):
        for field, text in (("topic", note.topic), ("text", look.read(parts)), ("uncertain", note.uncertain)):
            yield from _told(look, record, ("notes", note_id, field), text)


def _in_source(look: SmallGroups, source: Source) -> Iterator[Problem]:
    counted = [claim for claim in source.claims.values() if people(claim) is not None]
    if counted and all(map(is_small, counted)):
        yield from _in_fields(look, source, _SOURCE)
    annotation = look.archive.annotations[source.id]
    for entry in () if annotation.faults else annotation.entries:
        if look.only_small(source.id, entry.parts) and (kind := look.kind(look.read(entry.parts))):
            yield Problem(source.path, entry.line + annotation.offset, "", _wrong(kind), "small-group")


def _elsewhere(look: SmallGroups) -> Iterator[Problem]:
    """Events of small incidents, voices without a name behind claims about them, and notes that lead to them alone."""
    for event in look.archive.records_of("event").values():
        if isinstance(event, Event) and event.incidents and set(event.incidents) <= look.incidents:
            yield from _in_fields(look, event, EVENT)
    for voice_id in look.voices:
        voice = look.archive.records_of("voice").get(voice_id)
        if isinstance(voice, Voice):
            yield from _in_fields(look, voice, _VOICE)
    for record in look.archive.all_records():
        parts = parse(getattr(record, "note", None) or "")[0] if isinstance(record, _NAMED) else []
        if look.only_incidents(parts):
            yield from _told(look, record, ("note",), look.read(parts))
