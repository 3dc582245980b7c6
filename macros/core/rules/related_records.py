"""Rules on records that name others of their kind: none names itself or one twice, and no chain leads back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from macros.core.archive import Archive
from macros.core.models import Claim, Instrument, Organization, Record
from macros.core.models.document import FieldPath
from macros.core.models.field_values import FieldValue, references
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule

_OWN_RULES = frozenset({"rests-on", "said-by"})
"""Lists that have rules of their own: the claims that another rests on, and chains, where a body may speak twice."""


@rule("named-itself", reach="near")
def named_itself(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No record is related to itself, no record or claim is a part of itself, and no list names one id twice.

    Nor is a claim a part of itself through other claims, a source a copy of itself, or a provision an exception to
    itself.
    """
    for record in archive.all_records():
        named = list(references(record))
        yield from _itself(record, named)
        yield from _twice(record, [found for found in named if isinstance(found.place[-1], int)])
        for claim_id, claim in getattr(record, "claims", {}).items():
            if claim.part_of == claim_id:
                yield _problem(
                    record, ("claims", claim_id, "part-of"), "is this claim itself; name the claim of the total"
                )
        yield from _circles_of_parts(record)
        if isinstance(record, Instrument):
            yield from _own_exceptions(record)


def _own_exceptions(instrument: Instrument) -> Iterator[Problem]:
    """A problem for each circle of provisions, each an exception to the next. It is told at the first."""
    told = set[str]()
    for key, provision in instrument.provisions.items():
        way, general = [key], provision.exception_to
        while general in instrument.provisions and general not in way:
            way.append(general)
            general = instrument.provisions[general].exception_to
        if general == key and not told.intersection(way):
            told.update(way)
            told_way = " → ".join([*way, key])
            wrong = f"leads back to this provision: {told_way}; leave `exception-to` out of the general one"
            yield _problem(instrument, ("provisions", key, "exception-to"), wrong)


def _circles_of_parts(record: Record) -> Iterator[Problem]:
    """A problem for each circle of claims, each a part of the next. It is told at the first claim."""
    told = set[str]()
    for claim_id in getattr(record, "claims", {}):
        way = [] if claim_id in told else circle_of_parts(record, claim_id)
        if way:
            told |= set(way)
            told_way = " → ".join([*way, claim_id])
            wrong = f"leads back to this claim: {told_way}; leave `part-of` out of the claim of the total"
            yield _problem(record, ("claims", claim_id, "part-of"), wrong)


def circle_of_parts(record: Record, claim_id: str) -> list[str]:
    """The claims by way of which a claim is a part of itself, itself first; empty if it is none, or at once."""
    claims: dict[str, Claim] = getattr(record, "claims", {})
    way = [claim_id]
    while (total := claims[way[-1]].part_of) and total in claims and total not in way:
        way.append(total)
    return way if len(way) > 1 and total == claim_id else []


def _itself(record: Record, named: Iterable[FieldValue]) -> Iterator[Problem]:
    for found in named:
        own = found.declares == record.kind_id and found.place[0] not in ("claims", "notes")
        if found.value == record.id and (own or found.place == ("syndication", "of")):
            yield _problem(record, found.place, "is this record itself; name the other one, or leave it out")


def _twice(record: Record, listed: Iterable[FieldValue]) -> Iterator[Problem]:
    """A problem for each id that a list has more than once."""
    met, told = set[tuple[FieldPath, str]](), set[tuple[FieldPath, str]]()
    for found in listed:
        around, mark = found.place[:-1], (found.place[:-1], found.value)
        if around[-1] not in _OWN_RULES:
            if mark in met and mark not in told:
                yield _problem(record, found.place, f"has '{found.value}' twice; keep one")
                told.add(mark)
            met.add(mark)


def _problem(record: Record, place: FieldPath, wrong: str) -> Problem:
    return Problem(record.path, record.line(*place), record.field(place), wrong, "named-itself")


@rule("record-circle", reach="ties")
def record_circle(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No body is a part or a predecessor of itself by way of others, and no work a version of a version of itself."""
    bodies = [one for one in archive.records_of("organization").values() if isinstance(one, Organization)]
    yield from _circles(bodies, "part-of", {one.id: one.part_of for one in bodies})
    yield from _circles(bodies, "predecessors", {one.id: one.predecessors for one in bodies})
    works = archive.works
    yield from _circles(works.values(), "related", {one.id: [one.related] for one in works.values() if one.related})


def _circles(records: Iterable[Record], field: str, named: Mapping[str, list[str]]) -> Iterator[Problem]:
    """A problem for each circle, at its first record. A record that names itself is reported elsewhere."""
    told = set[str]()
    for record in records:
        way = _way(record.id, named) if record.id in named and record.id not in told else []
        if way:
            told |= set(way)
            told_way = " → ".join([*way, record.id])
            wrong = f"leads back to this record: {told_way}; correct the one that is the wrong way round"
            yield Problem(record.path, record.line(field), record.field((field,)), wrong, "record-circle")


def _way(start: str, named: Mapping[str, list[str]]) -> list[str]:
    """The shortest way from a record back to it, by way of others; empty if there is none."""
    ways, seen = [[start]], {start}
    for way in ways:
        if len(way) > 1 and start in named.get(way[-1], []):
            return way
        further = [one for one in named.get(way[-1], []) if one not in seen]
        seen.update(further)
        ways += [[*way, one] for one in further]
    return []
