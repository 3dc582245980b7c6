"""Rules on who is recorded: public speakers, nobody within reach of the two states, no one accused by one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models import Event, Organization, Person, Record
from macros.core.models.document import FieldPath
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.rules.unused import partly_read

SPOKEN = {"author", "quoted"}
"""Roles of somebody who speaks in a passage."""
STATE = {"government", "ministry", "legislature", "security-organ", "commission", "court"}
"""Kinds of organization for which an official of a state speaks."""
OFFICIAL = (STATE - {"security-organ"}) | {"un-body", "treaty-body", "special-procedure"}
"""Kinds of organization for which an official acts or which can establish facts; not police or places of custody."""
WITHIN_REACH = {
    *("China", "People's Republic of China", "Hong Kong", "Macao"),
    *("DPRK", "North Korea", "Democratic People's Republic of Korea"),
}
"""Countries, as written in `country`, where people may be punished for what is published about them."""
_VOICE = "record them as a voice of the kind `named-not-here`, without the name"


def _problem_at(record: Record, place: FieldPath, message: str, rule_id: str) -> Problem:
    return Problem(record.path, record.line(*place), record.field(place), message, rule_id)


def _people(archive: Archive) -> Iterator[Person]:
    return (record for record in archive.records_of("person").values() if isinstance(record, Person))


def _bodies(archive: Archive, person: Person) -> list[tuple[int, Organization]]:
    """The organizations of a person that have a record, with their place in the list."""
    found = ((index, archive.records_of("organization").get(one)) for index, one in enumerate(person.affiliation))
    return [(index, body) for index, body in found if isinstance(body, Organization)]


@rule("public-speaker", reach="near")
def public_speaker(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A recorded person spoke in public for an office or a named organization, and the records show where.

    `affiliation` names the organization. A chain, a passage with them as author or quoted, `spoke-in`, or for a head
    of state `heads` shows that they spoke. `spokesperson-of` names bodies that are also in `affiliation`.
    """
    for person in _people(archive):
        for field, wrong in _unspoken(archive, relations, person):
            yield _problem_at(person, (field,), wrong, "public-speaker")
        yield from _unshown(archive, person)


def _unspoken(archive: Archive, relations: Relations, person: Person) -> Iterator[tuple[str, str]]:
    if not person.affiliation:
        yield "affiliation", f"is missing; name the organization for which they spoke in public, or {_VOICE}"
    roles = {mention.role for mention in relations.mentions.get(("person", person.id), ())}
    spoke = person.spoke_in or person.heads or relations.spoken_by.get(person.id) or roles & SPOKEN
    if not spoke and not partly_read(archive):
        wrong = f"is missing, and they speak in no claim or passage; name where they spoke in public, or {_VOICE}"
        yield "spoke-in", wrong


def _unshown(archive: Archive, person: Person) -> Iterator[Problem]:
    """What `spoke-in`, `spokesperson-of` and `heads` name but the records do not show."""
    for index, where in enumerate(person.spoke_in):
        event = archive.records_of("event").get(where)
        if isinstance(event, Event) and person.id not in event.people:
            wrong = f"'{where}' does not have them among its people; add them there, or name where they spoke"
            yield _problem_at(person, ("spoke-in", index), wrong, "public-speaker")
    for index, spoken_for in enumerate(person.spokesperson_of):
        if spoken_for not in person.affiliation:
            wrong = f"'{spoken_for}' is not in `affiliation`; add it there, or leave it out here"
            yield _problem_at(person, ("spokesperson-of", index), wrong, "public-speaker")
    for index, state in enumerate(person.heads):
        body = archive.records_of("organization").get(state)
        if isinstance(body, Organization) and body.kind != "government":
            wrong = f"'{state}' is not the government of a state; leave it out and name in `spoke-in` where they spoke"
            yield _problem_at(person, ("heads", index), wrong, "public-speaker")


@rule("within-reach", reach="near")
def within_reach(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Nobody who belongs to a body in China or the DPRK is recorded, except officials who speak for their state."""
    for person in _people(archive):
        for index, body in _bodies(archive, person):
            if body.country in WITHIN_REACH and body.kind not in STATE:
                wrong = f"'{body.id}' is within reach of the states concerned and is not a state body; {_VOICE}"
                yield _problem_at(person, ("affiliation", index), wrong, "within-reach")


@rule("accused-person", reach="near")
def accused_person(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Nobody is recorded as having done wrong on a report alone: name the office, or a finding against the person.

    A person mentioned as `actor` acts for a state or the United Nations, but not for police or places of custody.
    Otherwise a court, a body of the United Nations or a state has established what they did, and `finding` names that
    body and the work.
    """
    for person in _people(archive):
        if person.finding:
            yield from _finder(archive, person)
        elif not any(body.kind in OFFICIAL for _, body in _bodies(archive, person)):
            mentions = relations.mentions.get(("person", person.id), ())
            place = next((mention for mention in mentions if mention.role == "actor"), None)
            if place:
                wrong = (
                    f"is missing, and passage {place.passage} of '{place.source}' has them act; mention the office, "
                    "not the person, or name the court, UN body or state that found it"
                )
                yield _problem_at(person, ("finding",), wrong, "accused-person")


def _finder(archive: Archive, person: Person) -> Iterator[Problem]:
    body = archive.records_of("organization").get(person.finding.by) if person.finding else None
    if isinstance(body, Organization) and body.kind not in OFFICIAL:
        wrong = f"'{body.id}' is not a court, a body of the United Nations or of a state; a report alone is not enough"
        yield _problem_at(person, ("finding", "by"), wrong, "accused-person")
