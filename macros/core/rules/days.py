"""Rules on days: a document comes after what it reports, and a claimed date belongs to its incident."""

from __future__ import annotations

from collections.abc import Iterable

from macros.core.archive import Archive
from macros.core.models import Incident, Record
from macros.core.models.document import FieldPath
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.values.dates import Date, moved

MOST_DAYS_APART = 31
"""How many days before or after its incident a dated claim may be: reports differ, and a return takes time."""


def _problem_at(record: Record, place: FieldPath, message: str, rule_id: str) -> Problem:
    return Problem(record.path, record.document.line(place), record.field(place), message, rule_id)


@rule("document-before-incident", reach="near")
def document_before_incident(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A document is not older than the incident it reports."""
    for stated in relations.claims.values():
        incident = archive.records_of("incident").get(stated.incident or "")
        if not isinstance(incident, Incident) or stated.work is None or stated.work.date is None:
            continue
        if stated.work.date.last < incident.date.first and not _to_come(archive, incident):
            owner = archive.records_of("source").get(stated.owner) or incident
            wrong = (
                f"'{stated.work.id}' of {stated.work.date.text} is older than '{incident.id}' "
                f"({incident.date.text}); compare both dates, or name the incident that it reports"
            )
            field = "incident" if stated.annotated else "work"
            yield _problem_at(owner, ("claims", stated.id, field), wrong, "document-before-incident")


def _to_come(archive: Archive, incident: Incident) -> bool:
    """Whether the day of an incident has not come yet, which is reported."""
    return bool(archive.as_of) and incident.date.first > archive.as_of


@rule("claim-outside-incident", reach="near")
def claim_outside_incident(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A dated claim is within the dates of its incident or 31 days of them; if not, its `aside` says why.

    A month or a year is outside only if each of its days is. For a period both ends are checked, for an open one the
    end that is given.
    """
    for stated in relations.claims.values():
        incident = archive.records_of("incident").get(stated.incident or "")
        date = stated.claim.date
        if not isinstance(incident, Incident) or _to_come(archive, incident):
            continue
        if date and not stated.claim.aside and _outside(date, incident.date):
            owner = archive.records_of("source").get(stated.owner) or incident
            wrong = (
                f"{date.text} is more than {MOST_DAYS_APART} days outside '{incident.id}' ({incident.date.text}); "
                "compare it with the document, name the incident that it is about, or say in `aside` why it is here"
            )
            yield _problem_at(owner, ("claims", stated.id, "date"), wrong, "claim-outside-incident")


def _outside(date: Date, incident: Date) -> bool:
    earliest, latest = moved(incident.first, -MOST_DAYS_APART), moved(incident.last, MOST_DAYS_APART)
    return any(point.last < earliest or point.first > latest for point in date.points)
