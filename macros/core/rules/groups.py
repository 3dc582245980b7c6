"""Rules on what is said of very few people: nothing of one, and nothing that tells those of a small group apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.core.annotations import parse
from macros.core.archive import Archive
from macros.core.calls import Call, Part
from macros.core.documents import Place
from macros.core.models import Claim, Incident, Note, Record, Source
from macros.core.models import Place as PlaceRecord
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.telling import telling

SMALL = 10
"""A group is small below this number of people."""
TOLD = ("title", "short", "outcome", "summary", "differences", "uncertain", "note")
"""Texts of an incident about its people."""
DPRK = {"DPRK", "North Korea", "Democratic People's Republic of Korea"}
"""The country from which people come, as records of places name it."""
WIDE = {"state", "states", "region", "border"}
"""Kinds of place that are too wide to be anybody's home."""


def _people(claim: Claim) -> int | None:
    """How many people a claim counts at most, as far as a number says it; None for other units, shares and words."""
    if claim.unit != "people" or claim.count is None or claim.count.percent:
        return None
    return claim.count.maximum if claim.count.maximum is not None else claim.count.minimum


def _is_small(claim: Claim) -> bool:
    number = _people(claim)
    return number is not None and number < SMALL


def _owners(archive: Archive) -> Iterator[Source | Incident]:
    for record in (*archive.of("source").values(), *archive.of("incident").values()):
        if isinstance(record, (Source, Incident)):
            yield record


@rule("one-person")
def one_person(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No claim is about one person, unless `about` names a public speaker who has a record."""
    for record in _owners(archive):
        for claim_id, claim in record.claims.items():
            single = _people(claim) == 1 and not (claim.count and claim.count.modifier == "more-than")
            if single and not claim.about:
                place = ("claims", claim_id, "count")
                wrong = (
                    "is of one person; leave out the claim, and the case with it, or name in `about` the public "
                    "speaker whom it is about"
                )
                yield Problem(record.path, record.line(*place), record.field(place), wrong, "one-person")


@dataclass(frozen=True)
class _Look:
    """What is needed to read the texts of one archive: its records, their relations, and homes in the DPRK."""

    archive: Archive
    relations: Relations
    homes: re.Pattern[str] | None

    def kind(self, text: str) -> str:
        """What a text tells of a person in a small group; nothing where it tells nothing of the kind."""
        return telling(text) or ("a home" if self.homes and self.homes.search(text) else "")

    def told(self, record: Record, place: Place, text: str) -> Iterator[Problem]:
        """The problem of a text in a field, if it has one."""
        if kind := self.kind(text):
            yield Problem(record.path, record.line(*place), record.field(place), _wrong(kind), "small-group")

    def read(self, parts: list[Part]) -> str:
        """The words that a reader sees: the text, and the labels of its calls."""
        return " ".join(part if isinstance(part, str) else self._label(part) for part in parts)

    def _label(self, call: Call) -> str:
        values = [*call.args[1:], call.named("text")]
        label = " ".join(value for value in values if isinstance(value, str)).strip()
        place = self.archive.of("place").get(call.text(0, "id")) if call.name == "place" else None
        return label or (place.short_text if place else "")

    def only_small(self, owner: str, parts: list[Part]) -> bool:
        """Whether a text calls claims that count people, and each of them a small number."""
        calls = (part.text(0, "id") for part in parts if isinstance(part, Call) and part.name == "claim")
        stated = (self.relations.claims.get(ref if "." in ref else f"{owner}.{ref}") for ref in calls)
        counted = [one.claim for one in stated if one and _people(one.claim) is not None]
        return bool(counted) and all(_is_small(claim) for claim in counted)


def _wrong(kind: str) -> str:
    return f"seems to tell {kind} in a group of fewer than ten people; leave it out"


def _homes(archive: Archive) -> re.Pattern[str] | None:
    """`from` a town or province of the DPRK that has a record."""
    places = (place for place in archive.of("place").values() if isinstance(place, PlaceRecord))
    names = {place.name for place in places if place.country in DPRK and place.kind not in WIDE}
    return re.compile(rf"\bfrom (?:{'|'.join(map(re.escape, sorted(names)))})\b") if names else None


@rule("small-group")
def small_group(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Nothing that is said of fewer than ten people tells of age, family, health, home or the way they took.

    That holds for `who` and `hedge` of a claim, for the passage or note that has it and no larger figure, and for every
    text of an incident that is about such a group. The words looked for are a closed list; what states did with people
    in their custody is not among them.
    """
    look = _Look(archive, relations, _homes(archive))
    for record in _owners(archive):
        for claim_id, claim in record.claims.items():
            for field in ("who", "hedge") if _is_small(claim) else ():
                yield from look.told(record, ("claims", claim_id, field), getattr(claim, field) or "")
        for note_id, note in record.notes.items():
            yield from _in_note(look, record, note_id, note)
        yield from _in_incident(look, record) if isinstance(record, Incident) else _in_passages(look, record)


def _in_note(look: _Look, record: Source | Incident, note_id: str, note: Note) -> Iterator[Problem]:
    parts = parse(note.text)[0]
    if look.only_small(record.id, parts):
        for field, text in (("topic", note.topic), ("text", look.read(parts)), ("uncertain", note.uncertain or "")):
            yield from look.told(record, ("notes", note_id, field), text)


def _in_incident(look: _Look, incident: Incident) -> Iterator[Problem]:
    whole = (stated.claim for stated in look.relations.claims_of[incident.id])
    if any(_is_small(claim) and not claim.aside and not claim.part_of for claim in whole):
        for field in TOLD:
            yield from look.told(incident, (field,), look.read(parse(getattr(incident, field) or "")[0]))


def _in_passages(look: _Look, source: Source) -> Iterator[Problem]:
    annotation = look.archive.annotations[source.id]
    for entry in () if annotation.faults else annotation.entries:
        if look.only_small(source.id, entry.parts) and (kind := look.kind(look.read(entry.parts))):
            yield Problem(source.path, entry.line + annotation.offset, "", _wrong(kind), "small-group")
