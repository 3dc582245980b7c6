"""Rules on earlier values in `changes:`: they differ from later ones, and tell nothing that may not be told today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models import Record
from macros.core.models.base import changes_of
from macros.core.models.changes import TOLD, Earlier
from macros.core.models.document import FieldPath
from macros.core.models.earlier import ClaimChange, claim_changes, field_changes
from macros.core.models.model_fields import ModelField, fields_of
from macros.core.models.vocabulary import REDIRECTS_PATH, RetiredId
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.groups import tells_one
from macros.core.rules.registry import rule
from macros.core.rules.small_groups import SmallGroups, people
from macros.core.values.dates import parse_date

WITHDRAW = "write `withdrawn: safety` in place of `text`, `was` and `record-was`"
_SPEAKERS = ("organizations", "people", "voices")


def _problem_at(record: Record, place: FieldPath, message: str, rule_id: str) -> Problem:
    return Problem(record.path, record.line(*place), record.field(place), message, rule_id)


def _told(record: Record) -> Iterator[tuple[FieldPath, str, Earlier]]:
    """Every set of earlier values of a record, with its place and its claim."""
    for index, entry in enumerate(changes_of(record)):
        for claim_id, earlier in entry.was.items():
            yield ("changes", index, "was", claim_id), claim_id, earlier


@rule("same-value", reach="near")
def same_value(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """An earlier value in `changes:` differs from what the claim or the record said after that change."""
    for record in archive.all_records():
        for claim_id in dict.fromkeys(claim_id for _, claim_id, _ in _told(record)):
            for step in claim_changes(record, claim_id):
                for name in _unaltered(step):
                    place = ("changes", changes_of(record).index(step.entry), "was", claim_id, name)
                    wrong = "is what the claim said after this change too; write what it said before, or leave it out"
                    yield _problem_at(record, place, wrong, "same-value")
        for index, name, before, after in field_changes(record):
            if before == after and not any(entry.withdrawn for entry in changes_of(record)[:index]):
                wrong = "is what the record said after this change too; write what it said before, or leave it out"
                yield _problem_at(record, ("changes", index, "record-was", name), wrong, "same-value")


def _unaltered(step: ClaimChange) -> Iterator[str]:
    for name in step.earlier.altered if step.after else ():
        if step.before and getattr(step.before, TOLD[name]) == getattr(step.after, TOLD[name]):
            yield name if name in step.earlier.given else "without"


@rule("changed-field", reach="near")
def changed_field(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """In an entry of `changes:`, `record-was` names fields of the record with one plain text or date, such as title.

    What it tells of a date is a date.
    """
    for record in archive.all_records():
        able = {field.name: field for field in fields_of(type(record)) if is_plain(field)}
        for index, name, before, _ in field_changes(record):
            if name not in able:
                wrong = f"is not a field with one plain text or date; those are: {', '.join(able)}"
            else:
                wrong = _no_date(before) if able[name].date else ""
            if wrong:
                yield _problem_at(record, ("changes", index, "record-was", name), wrong, "changed-field")


def _no_date(text: str) -> str:
    """Why a text is not a date; empty if it is one."""
    try:
        parse_date(text)
    except ValueError as error:
        return str(error)
    return ""


def is_plain(field: ModelField) -> bool:
    """Whether a field holds one text without calls, one word of a list, or one date."""
    return (field.text or field.dates) and not field.repeats and not field.shapes and not field.rich


@rule("told-again", reach="near", beside=("redirects",))
def told_again(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Earlier values tell nothing that was removed, and nothing that this archive does not print of people today.

    They name no id that was removed or is retired as `quiet`, and say of one person, or of a group under ten, only what
    a claim or a record may say. Otherwise the whole entry is `withdrawn`.
    """
    look = SmallGroups(archive, relations)
    retired = {} if archive.failed(REDIRECTS_PATH) else archive.redirects.root
    for record in filter(changes_of, archive.all_records()):
        for place, claim_id, earlier in _told(record):
            if field := _hidden(record.id, claim_id, earlier, retired):
                wrong = f"names an id that was taken out; {WITHDRAW}"
                yield _problem_at(record, (*place, field), wrong, "told-again")
        for step in (one for claim in _claims(record) for one in claim_changes(record, claim)):
            field, wrong = _exposes(look, record, step)
            if wrong:
                place = ("changes", changes_of(record).index(step.entry), "was", step.claim_id, field)
                yield _problem_at(record, place, f"{wrong}; {WITHDRAW}", "told-again")
        for index, name, before, _ in field_changes(record) if look.about_few(record) else ():
            if kind := look.kind(before):
                wrong = f"tells {kind} of people in a small group; {WITHDRAW}"
                yield _problem_at(record, ("changes", index, "record-was", name), wrong, "told-again")


def _claims(record: Record) -> dict[str, None]:
    return dict.fromkeys(claim_id for _, claim_id, _ in _told(record))


def _hidden(owner: str, claim_id: str, earlier: Earlier, retired: dict[str, RetiredId]) -> str:
    """The field that names what was taken out; empty if none does."""
    hidden = {address for address, one in retired.items() if one.quiet or one.removed}
    named = {
        "": [f"claims/{owner}.{claim_id}"],
        "said-by": [f"{plural}/{one}" for link in earlier.said_by for one in link.ids for plural in _SPEAKERS],
        "about": [f"people/{earlier.about}"],
        "work": [f"works/{earlier.work}"],
        "incident": [f"incidents/{earlier.incident}"],
        "rests-on": [f"claims/{ref}" for ref in earlier.rests_on],
        "part-of": [f"claims/{owner}.{earlier.part_of}"],
    }
    return next((field or "measure" for field, addresses in named.items() if hidden.intersection(addresses)), "")


def _exposes(look: SmallGroups, record: Record, step: ClaimChange) -> tuple[str, str]:
    """The field with what the archive does not print of people today, and what it tells; empty if there is none."""
    claims = [claim for claim in (step.before, step.after) if claim]
    words = {"who": step.earlier.who or "", "hedge": step.earlier.hedge or ""}
    if not all(claim.about for claim in claims):
        if step.before and people(step.before) == 1 and step.earlier.count:
            return "count", "is about one person"
        if tells_one(words["who"]):
            return "who", "is about one person"
    small = not claims or any(look.small(claim.incident or record.id, claim) for claim in claims)
    told = ((field, look.kind(text)) for field, text in words.items() if small and text)
    return next(((field, f"tells {kind} of people in a small group") for field, kind in told if kind), ("", ""))
