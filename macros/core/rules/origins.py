"""Rules on the origin of claims: which claim rests on which, and which claims may share an origin.

A link that cannot be true would be drawn and counted like any other, so each kind of it has a rule of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models import Record
from macros.core.models.document import FieldPath
from macros.core.models.kinds import OWNERS
from macros.core.problems import Problem
from macros.core.relations import AttributedClaim, Relations
from macros.core.rules.registry import rule
from macros.core.values.dates import Date


def _owner(archive: Archive, stated: AttributedClaim) -> Record:
    found = (archive.records_of(kind).get(stated.owner) for kind in OWNERS)
    return next(record for record in found if record and stated.id in getattr(record, "claims", {}))


def _problem_at(archive: Archive, stated: AttributedClaim, field: FieldPath, message: str, rule_id: str) -> Problem:
    record, place = _owner(archive, stated), ("claims", stated.id, *field)
    return Problem(record.path, record.document.line(place), record.field(place), message, rule_id)


def _links(stated: AttributedClaim) -> Iterator[tuple[FieldPath, str]]:
    """Every link of a claim to another one: the path of its id, and the linked claim."""
    for number, ref in enumerate(stated.claim.rests_on):
        yield ("rests-on", number), ref
    for number, other in enumerate(stated.claim.may_share):
        yield ("may-share", number, "claim"), other.claim


def _way(relations: Relations, start: str, end: str) -> list[str]:
    """The shortest chain of `rests-on` from one claim to another, with both of them; empty if there is none."""
    ways, seen = deque([[start]]), set()
    while ways:
        way = ways.popleft()
        known = relations.claims.get(way[-1])
        for ref in known.claim.rests_on if known else ():
            if ref == end:
                return [*way, ref]
            if ref not in seen:
                seen.add(ref)
                ways.append([*way, ref])
    return []


@rule("link-to-itself", reach="ties")
def link_to_itself(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No claim rests on itself or may share an origin with itself."""
    for stated in relations.claims.values():
        for place, ref in _links(stated):
            if ref == stated.ref:
                wrong = f"'{ref}' is this claim itself; name the other claim, or remove the link"
                yield _problem_at(archive, stated, place, wrong, "link-to-itself")


@rule("link-circle", reach="ties")
def link_circle(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No chain of `rests-on` leads back to its first claim: the claim that was said first rests on no other."""
    told: set[str] = set()
    for stated in relations.claims.values():
        way = _way(relations, stated.ref, stated.ref) if stated.ref not in told else []
        if way and way != [stated.ref, stated.ref]:
            told |= set(way)
            wrong = f"leads back to this claim: {' → '.join(way)}; remove the link of the one that was said first"
            place = ("rests-on", stated.claim.rests_on.index(way[1]))
            yield _problem_at(archive, stated, place, wrong, "link-circle")


@rule("rests-on-later", reach="near")
def rests_on_later(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No claim rests on one that was said after it. Only certain days count; without `said:`, those of the works.

    In a circle some claim always does; `link-circle` reports it.
    """
    for stated in relations.claims.values():
        for number, ref in enumerate(stated.claim.rests_on):
            earlier = relations.claims.get(ref)
            own, other = (_said(one) if one else None for one in (stated, earlier))
            if own and other and own.last < other.first and not _way(relations, ref, stated.ref):
                wrong = (
                    f"'{ref}' was said later ({other.text}) than this claim ({own.text}); correct the date that is "
                    "wrong, or remove the link"
                )
                yield _problem_at(archive, stated, ("rests-on", number), wrong, "rests-on-later")


def _said(stated: AttributedClaim) -> Date | None:
    date = stated.claim.said or (stated.work.date if stated.work else None)
    return None if date is None or date.approximate or date.uncertain else date


@rule("link-twice", reach="ties")
def link_twice(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A link is recorded once: no claim is twice under `rests-on`, and `may-share` is only in one claim of a pair.

    Both claims show the reason, so a second one would repeat or contradict it.
    """
    for stated in relations.claims.values():
        for number, ref in enumerate(stated.claim.rests_on):
            if ref in stated.claim.rests_on[:number]:
                wrong = f"'{ref}' is here twice; remove one of them"
                yield _problem_at(archive, stated, ("rests-on", number), wrong, "link-twice")
    yield from _pairs_twice(archive, relations)


def _pairs_twice(archive: Archive, relations: Relations) -> Iterator[Problem]:
    first: dict[frozenset[str], str] = {}
    for stated in relations.claims.values():
        for number, other in enumerate(stated.claim.may_share):
            pair = frozenset({stated.ref, other.claim})
            if pair in first:
                wrong = f"the pair is recorded already, at '{first[pair]}'; keep one of the two, which both claims show"
                yield _problem_at(archive, stated, ("may-share", number, "claim"), wrong, "link-twice")
            first.setdefault(pair, stated.ref)


@rule("may-share-and-rests-on", reach="ties")
def may_share_and_rests_on(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """If two claims may share an origin, neither rests on the other, directly or by a chain of claims."""
    for stated in relations.claims.values():
        for number, other in enumerate(stated.claim.may_share):
            if other.claim == stated.ref:
                continue
            way = _way(relations, stated.ref, other.claim) or _way(relations, other.claim, stated.ref)
            if way:
                wrong = f"one of the two rests on the other: {' → '.join(way)}; remove one of the two links"
                yield _problem_at(archive, stated, ("may-share", number, "claim"), wrong, "may-share-and-rests-on")
