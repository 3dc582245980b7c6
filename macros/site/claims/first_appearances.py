"""The document in which a claim is first known to stand, as far as records show; often they do not."""

from __future__ import annotations

from macros.core.models import Organization, Source
from macros.core.models.claims import Claim
from macros.core.models.kinds import SPEAKERS
from macros.core.relations import AttributedClaim, Relations

CARRIERS = ("broadcaster", "news-outlet", "news-agency")
"""Kinds of bodies that publish what others said: where one is cited, an earlier report than ours exists."""


def first_appearances(relations: Relations, ref: str) -> list[str]:
    """The ids of the works in which a claim first appears, by `owner.id`; empty where that is not known.

    A claim that repeats the same figure of another first appears where that one does. Nothing is known of a claim that
    may share its origin with another, of one that its document takes from a news report or from a source without a
    name, or from somebody else whose figure it does not repeat as it was, and of a document without a work. A repost
    leads to its original.
    """
    found: dict[str, None] = {}
    for origin in _origins(relations, ref, frozenset()):
        work = _first(relations, relations.claims[origin])
        if not work:
            return []
        found[work] = None
    return list(found)


def _origins(relations: Relations, ref: str, seen: frozenset[str]) -> list[str]:
    """The claims at which a figure begins: those that it repeats, and so on, as far as the figure is the same."""
    claim = relations.claims[ref].claim
    above = [one for one in claim.rests_on if one not in seen and _same(relations.claims[one].claim, claim)]
    return [end for one in above for end in _origins(relations, one, seen | {ref})] or [ref]


def _same(one: Claim, other: Claim) -> bool:
    """Whether both give one figure; beside a number a date may be more exact in one of them, or stand there alone."""
    if one.count and other.count and one.date and other.date:
        dates = one.date.first <= other.date.last and other.date.first <= one.date.last
    else:
        dates = bool(one.count) or one.date == other.date
    texts = [(claim.measure, claim.unit, claim.count and claim.count.text) for claim in (one, other)]
    return dates and texts[0] == texts[1]


def _first(relations: Relations, stated: AttributedClaim) -> str:
    claim = stated.claim
    altered = claim.rests_on and len(claim.said_by) > 1
    if relations.may_share.get(stated.ref) or not stated.work or altered or _cites_a_report(relations, claim):
        return ""
    source = relations.archive.records_of(Source.kind_id).get(stated.owner)
    original = source.syndication.of if isinstance(source, Source) and source.syndication else ""
    return original or stated.work.id


def _cites_a_report(relations: Relations, claim: Claim) -> bool:
    """Whether its document had it from a report, or from somebody of whom only a description is recorded."""
    cited = claim.said_by[1:]
    if len(cited) != 1:
        return bool(cited)
    record_id = cited[0].body or cited[0].id
    kind = relations.kind_of(record_id, SPEAKERS)
    record = relations.archive.records_of(kind).get(record_id) if kind else None
    return not isinstance(record, Organization) or record.kind in CARRIERS
