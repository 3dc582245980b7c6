"""Rules on `changes:`, the list in which a record tells people who cited it what changed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from macros.core.archive import Archive
from macros.core.models import KINDS, Event, Incident, Record, Source
from macros.core.models.base import changes_of
from macros.core.models.changes import AnyChange
from macros.core.models.document import FieldPath
from macros.core.models.vocabulary import REDIRECTS_PATH
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.instead import either
from macros.core.rules.misspelt_ids import misspelt
from macros.core.rules.permanence import addresses
from macros.core.rules.registry import rule
from macros.core.rules.written import alike
from macros.core.words.suggestions import near_id


def _problem_at(record: Record, place: FieldPath, message: str, rule_id: str) -> Problem:
    return Problem(record.path, record.line(*place), record.field(place), message, rule_id)


@rule("changes-order", reach="near")
def changes_order(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """The changes of a record are listed newest first."""
    for record in archive.all_records():
        for index, (newer, older) in enumerate(pairwise(changes_of(record))):
            if newer.date.first < older.date.first:
                wrong = f"is newer than the entry before it ({newer.date.text}); write the newest entry first"
                yield _problem_at(record, ("changes", index + 1, "date"), wrong, "changes-order")


@rule("change-twice", reach="near")
def change_twice(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No change of a record is listed twice: two entries of a day differ in their kind, text or claims."""
    for record in archive.all_records():
        told: list[AnyChange] = []
        for index, change in enumerate(changes_of(record)):
            if any(_same(change, other) for other in told):
                wrong = f"tells again what another entry of {change.date.text} tells; keep one of the two"
                yield _problem_at(record, ("changes", index), wrong, "change-twice")
            told.append(change)


def _same(change: AnyChange, other: AnyChange) -> bool:
    """Whether two entries tell the same; of what was withdrawn nothing is told, so that the two may be alike."""
    alike_in_text = change.text and other.text and alike(change.text) == alike(other.text)
    return bool(alike_in_text) and (change.date, change.kind, change.claims) == (other.date, other.kind, other.claims)


@rule("change-before-record", reach="near")
def change_before_record(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No record was changed before there was anything to record: an incident or event begins, a document appears."""
    for record in archive.all_records():
        work = archive.works.get(record.id) if isinstance(record, Source) else None
        began = work.date if work else record.date if isinstance(record, (Incident, Event)) else None
        for index, change in enumerate(changes_of(record)):
            if began and change.date.last < began.first <= (archive.as_of or began.first):  # one to come is reported
                what = f"'{record.id}' is of {began.text}"
                wrong = f"is {change.date.text}, and {what}; write the day on which the record was changed"
                yield _problem_at(record, ("changes", index, "date"), wrong, "change-before-record")


def _retired(archive: Archive, record: Record, claim: str) -> bool:
    """Whether a claim was retired, be it under the name that the file of the record had before, which is reported."""
    renamed = bool(archive.lost[record.kind_id]) and f"{KINDS[record.kind_id].plural}/{record.id}" not in archive.listed
    owners = archive.lost[record.kind_id] | {record.id} if renamed else {record.id}
    return any(f"claims/{owner}.{claim}" in archive.redirects.root for owner in owners)


@rule("changed-claim", reach="near", beside=("redirects",))
def changed_claim(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A claim that an entry of `changes:` names is in the same record or retired in `data/redirects.yml`."""
    for record in archive.all_records() if not archive.failed(REDIRECTS_PATH) else ():
        claims: dict[str, object] = getattr(record, "claims", {})
        for index, change in enumerate(changes_of(record)):
            for number, claim in enumerate(change.claims):
                gone = f"claims/{record.id}.{claim}"
                if claim not in claims and not _retired(archive, record, claim):
                    if gone in misspelt(archive, addresses(archive, relations)):
                        continue  # the slip is told where it is
                    meant = either(near_id(claim, claims), f"retire it in {REDIRECTS_PATH} if it was published")
                    wrong = f"no claim '{claim}' here, and no retired one{meant}"
                    yield _problem_at(record, ("changes", index, "claims", number), wrong, "changed-claim")
