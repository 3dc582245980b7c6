"""Rules on very few people: nothing about one person, and nothing that singles out people in a small group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

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
from macros.core.models.shape import Shape, kebab
from macros.core.models.translations import EDITIONS, text_in
from macros.core.problems import Problem
from macros.core.reading.annotations import parse
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.rules.small_groups import SmallGroups, people

INCIDENT = ("title", "short", "outcome", "summary", "differences", "uncertain", "note")
_SOURCE = ("heading", "short", "in_short")
EVENT = ("title", "short", "summary", "note", "uncertain")
_VOICE = ("name", "short", "note", "uncertain")
"""Fields with texts about the people of an incident: in its record, a source, an event, or a voice about it."""
_NAMED = (Organization, Place, Person, Instrument)
_SINGLE = re.compile(
    r"(?:^|\b(?:which|when|that) )(?:an?|one|the) (?:[\w-]+ ){0,3}?(?:person|man|woman|refugee|defector|escapee|"
    r"returnee|detainee|prisoner|child|boy|girl|individual|soldier|north korean|asylum[- ]seeker|border[- ]crosser)"
    r"(?=$|[,;.]| (?:who|whom|whose|known|from|in|at|was|is|sent|returned|arrested|held|detained|put|said)\b)",
    re.IGNORECASE,
)
"""`who` in the singular: a refugee, sent back; day on which a woman was arrested."""


@rule("one-person", reach="near")
def one_person(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No claim is about one person, unless `about` names a public speaker who has a record.

    Its count is not one, and its `who` is not in the singular.
    """
    for record in archive.owners:
        for claim_id, claim in record.claims.items():
            if not claim.about and (field := _single(claim)):
                place = ("claims", claim_id, field)
                wrong = (
                    "is about one person; leave out the claim and the whole case, or name in `about` the public "
                    "speaker whom it is about"
                )
                yield Problem(record.path, record.line(*place), record.field(place), wrong, "one-person")


def _single(claim: Claim) -> str:
    """The field that shows that a claim is about one person; empty if none does."""
    if people(claim) == 1 and not (claim.count and claim.count.modifier == "more-than"):
        return "count"
    return "who" if tells_one(claim.who) else ""


def tells_one(who: str) -> bool:
    """Whether words about whom a claim counts are about one person."""
    return bool(_SINGLE.search(who))


def _of_few(archive: Archive, relations: Relations) -> set[str]:
    """The sources with a passage that has claims about a small group and no larger figure."""
    look = SmallGroups(archive, relations)
    return {
        source.id
        for source in archive.sources
        if any(look.only_small(source.id, entry.parts) for entry in archive.annotations[source.id].entries)
    }


@rule("small-group", reach="near", prose=True, reads=_of_few)
def small_group(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Nothing said about fewer than ten people tells their age, family, health, home or route.

    This applies to a claim, and to the passage or note that has it and no larger figure. If an incident is about such
    a group, it applies to all its texts and dates, its events, the sources that report nothing else, the voices
    behind its claims, and notes of other records that link only to it. The words searched for are a closed list; what
    states did with people in their custody is not in it.
    """
    look = SmallGroups(archive, relations)
    for record in archive.owners:
        for claim_id, claim in record.claims.items():
            if look.small(record.id if isinstance(record, Incident) else claim.incident, claim):
                yield from _problems_in_text(look, record, ("claims", claim_id, "who"), claim.who)
                yield from _problems_in_text(look, record, ("claims", claim_id, "hedge"), claim.hedge)
                yield from _in_translations(look, record, claim, ("claims", claim_id), ("who", "hedge"))
        for note_id, note in record.notes.items():
            yield from _in_note(look, record, note_id, note)
        if isinstance(record, Source):
            yield from _in_source(look, record)
        elif record.id in look.incidents:
            yield from _in_fields(look, record, INCIDENT)
    yield from _elsewhere(look)


def _problems_in_text(look: SmallGroups, record: Record, place: FieldPath, text: str | None) -> Iterator[Problem]:
    if text and (kind := look.kind(text)):
        yield Problem(record.path, record.line(*place), record.field(place), _wrong(kind), "small-group")


def _wrong(kind: str) -> str:
    return f"seems to tell {kind} in a group of fewer than ten people; leave it out"


def _in_fields(look: SmallGroups, record: Record, fields: Sequence[str]) -> Iterator[Problem]:
    for field in fields:
        yield from _problems_in_text(look, record, (field,), look.read(parse(getattr(record, field) or "")[0]))
    yield from _in_translations(look, record, record, (), fields)


def _in_translations(
    look: SmallGroups, record: Record, shape: Shape, place: FieldPath, fields: Iterable[str]
) -> Iterator[Problem]:
    """The same fields of a shape in the other languages."""
    for language in EDITIONS:
        for field in fields:
            text = look.read(parse(text_in(shape, language, field))[0])
            yield from _problems_in_text(look, record, (*place, language, kebab(field)), text)


def _in_note(look: SmallGroups, record: Source | Incident, note_id: str, note: Note) -> Iterator[Problem]:
    parts = parse(note.text)[0]
    if look.only_small(record.id, parts):
        for field, text in (("topic", note.topic), ("text", look.read(parts)), ("uncertain", note.uncertain)):
            yield from _problems_in_text(look, record, ("notes", note_id, field), text)
        yield from _in_translations(look, record, note, ("notes", note_id), ("topic",))


def _in_source(look: SmallGroups, source: Source) -> Iterator[Problem]:
    if look.about_few(source):
        yield from _in_fields(look, source, _SOURCE)
    annotation = look.archive.annotations[source.id]
    for entry in () if annotation.faults else annotation.entries:
        if look.only_small(source.id, entry.parts) and (kind := look.kind(look.read(entry.parts))):
            yield Problem(source.path, entry.line + annotation.offset, "", _wrong(kind), "small-group")


def _elsewhere(look: SmallGroups) -> Iterator[Problem]:
    """Events of small incidents, unnamed voices behind claims about them, and notes that link only to them."""
    for event in look.archive.records_of("event").values():
        if isinstance(event, Event) and look.about_few(event):
            yield from _in_fields(look, event, EVENT)
    for voice_id in look.voices:
        voice = look.archive.records_of("voice").get(voice_id)
        if isinstance(voice, Voice):
            yield from _in_fields(look, voice, _VOICE)
    for record in look.archive.all_records():
        parts = parse(getattr(record, "note", None) or "")[0] if isinstance(record, _NAMED) else []
        if look.only_incidents(parts):
            yield from _problems_in_text(look, record, ("note",), look.read(parts))
