"""Rules on `changes:`, the list in which a record tells people who cited it what changed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from macros.core.archive import Archive
from macros.core.models import KINDS, Record
from macros.core.models.base import changes_of
from macros.core.models.document import FieldPath
from macros.core.models.vocabulary import REDIRECTS_PATH
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.instead import either
from macros.core.rules.registry import rule
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
                if claim not in claims and not _retired(archive, record, claim):
                    meant = either(near_id(claim, claims), "retire it if it was published")
                    wrong = f"no claim '{claim}' here, and no retired one{meant}"
                    yield _problem_at(record, ("changes", index, "claims", number), wrong, "changed-claim")
