"""Rules on days: a document comes after what it reports and cites, and a claimed date belongs to its incident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from macros.core.archive import Archive
from macros.core.models import Incident, Record, Source, Work
from macros.core.models.document import FieldPath
from macros.core.problems import Problem
from macros.core.relations import AttributedClaim, Relations
from macros.core.rules.early import PRINTED, is_slip
from macros.core.rules.registry import rule
from macros.core.values.dates import Date, moved

MOST_DAYS_APART = 31
"""How many days before or after its incident a dated claim may be: reports differ, and a return takes time."""


def _problem_at(record: Record, place: FieldPath, message: str, rule_id: str) -> Problem:
    return Problem(record.path, record.document.line(place), record.field(place), message, rule_id)


@rule("document-before-incident", reach="near")
def document_before_incident(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A document is not older than the incident it reports."""
    found: dict[tuple[str, str, str], list[AttributedClaim]] = {}
    for stated in relations.claims.values():
        if stated.work and (incident := _older_than(archive, stated)):
            found.setdefault((stated.owner, stated.work.id, incident.id), []).append(stated)
    for claims in found.values():
        yield from _older(archive, claims)


def _older(archive: Archive, claims: Sequence[AttributedClaim]) -> Iterator[Problem]:
    """What is wrong with claims of one work about one incident, said once: the date of one of the two is wrong."""
    stated = claims[0]
    incident, work = _older_than(archive, stated), stated.work
    if incident and work and work.date:
        owner = archive.records_of("source").get(stated.owner) or incident
        others = f", which {len(claims)} of its claims are about" if len(claims) > 1 else ""
        wrong = (
            f"'{work.id}' of {work.date.text} is older than '{incident.id}' ({incident.date.text}){others}; "
            "compare both dates, or name the incident that it reports"
        )
        field = "incident" if stated.annotated else "work"
        yield _problem_at(owner, ("claims", stated.id, field), wrong, "document-before-incident")


def _older_than(archive: Archive, stated: AttributedClaim) -> Incident | None:
    """The incident of a claim that the work of the claim is older than; None if it is not."""
    incident = archive.records_of("incident").get(stated.incident or "")
    if not isinstance(incident, Incident) or stated.work is None or stated.work.date is None:
        return None
    if is_slip(stated.work.date, PRINTED):
        return None
    older = stated.work.date.last < incident.date.first and not _to_come(archive, incident)
    return incident if older else None


def _to_come(archive: Archive, incident: Incident) -> bool:
    """Whether the day of an incident has not come yet, which is reported."""
    return bool(archive.as_of) and incident.date.first > archive.as_of


@rule("claim-after-work", reach="near")
def claim_after_work(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A claim is not about a day after the document that makes it appeared.

    What is still to come is claimed as a date with an open beginning, such as the last day by which it was planned.
    A day of difference may come from the hour of a place.
    """
    for stated in relations.claims.values():
        owner = archive.records_of("source").get(stated.owner) or archive.records_of("incident").get(stated.owner)
        work, date = stated.work, _told(archive, stated)
        if owner is None or date is None or work is None or work.date is None or is_slip(work.date, PRINTED):
            continue
        if _begins(date) > moved(work.date.last, 1):
            wrong = f"is {date.text}, and '{work.id}' of {work.date.text} says it; compare both with the document"
            yield _problem_at(owner, ("claims", stated.id, "date"), wrong, "claim-after-work")


def _told(archive: Archive, stated: AttributedClaim) -> Date | None:
    """The date of a claim; None where it, or the work, is at odds with its incident, which is reported."""
    date, incident = stated.claim.date, archive.records_of("incident").get(stated.incident or "")
    if date is None or _older_than(archive, stated):
        return None
    at_odds = isinstance(incident, Incident) and not stated.claim.aside and _outside(date, incident.date)
    return None if at_odds else date


def _begins(date: Date) -> str:
    """The first day of the last thing that a date tells of: its end, unless its beginning is open."""
    return date.first if date.open_start else date.points[-1].first


@rule("claim-outside-incident", reach="near")
def claim_outside_incident(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A dated claim is within the dates of its incident or 31 days of them; if not, its `aside` says why.

    A month or a year is outside only if each of its days is. For a period both ends are checked, for an open one the
    end that is given.
    """
    for stated in relations.claims.values():
        incident = archive.records_of("incident").get(stated.incident or "")
        date = stated.claim.date
        if not isinstance(incident, Incident) or _to_come(archive, incident) or is_slip(incident.date):
            continue
        if _older_than(archive, stated):
            continue  # one date is wrong, which is reported
        if date and not is_slip(date) and not stated.claim.aside and _outside(date, incident.date):
            owner = archive.records_of("source").get(stated.owner) or incident
            wrong = (
                f"{date.text} is more than {MOST_DAYS_APART} days outside '{incident.id}' ({incident.date.text}); "
                "compare it with the document, name the incident that it is about, or say in `aside` why it is here"
            )
            yield _problem_at(owner, ("claims", stated.id, "date"), wrong, "claim-outside-incident")


def _outside(date: Date, incident: Date) -> bool:
    earliest, latest = moved(incident.first, -MOST_DAYS_APART), moved(incident.last, MOST_DAYS_APART)
    return any(point.last < earliest or point.first > latest for point in date.points)


@rule("later-than-document", reach="near")
def later_than_document(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No document cites, repeats or translates a work that appeared after it, or reports what was said after it.

    A day of difference may come from the hour of a place. Dates that are approximate or uncertain do not count.
    """
    reported = {one.work.id for one in relations.claims.values() if one.work and _older_than(archive, one)}
    for called in archive.calls_of("cite"):
        own, cited = archive.works.get(called.record.id), archive.works.get(called.call.text(0, "key"))
        if not isinstance(called.record, Source) or called.record.id in reported:
            continue
        if own and cited and _later(cited.date, own.date):
            yield called.problem(_newer(cited, "the document that cites it", own), "later-than-document")
    for work in archive.works.values():
        before = archive.works.get(work.related or "")
        if before and work.id not in reported and _later(before.date, work.date):
            wrong = _newer(before, "what was made from it", work)
            yield Problem(work.path, work.line("related"), f"{work.id}.related", wrong, "later-than-document")
    yield from _said_later(archive, relations)


def _said_later(archive: Archive, relations: Relations) -> Iterator[Problem]:
    for stated in relations.claims.values():
        said, work = stated.claim.said, None if _older_than(archive, stated) else stated.work
        owner = archive.records_of("source" if stated.annotated else "incident").get(stated.owner)
        if owner and work and said and work.date and _later(said, work.date):
            wrong = f"is {said.text}, and '{work.id}' is of {work.date.text}; compare both dates with the document"
            yield _problem_at(owner, ("claims", stated.id, "said"), wrong, "later-than-document")


def _newer(work: Work, of: str, other: Work) -> str:
    """What is wrong with a work that is newer than another, both with dates."""
    days = f"of {work.date.text if work.date else ''}, and {of} of {other.date.text if other.date else ''}"
    return f"'{work.id}' is {days}; compare both dates with the documents, or name the work that is meant"


def _later(date: Date | None, other: Date | None) -> bool:
    """Whether a date certainly is more than a day after another."""
    if date is None or other is None or is_slip(other, PRINTED):
        return False
    certain = not any(one.approximate or one.uncertain for one in (date, other))
    return certain and date.first > moved(other.last, 1)
