"""What claims said before they were changed, worked back from what they say now, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.core.models import Claim, Record
from macros.core.models.base import changes_of
from macros.core.models.changes import NEEDED, TOLD, AnyChange, Earlier
from macros.core.models.model_fields import field_named
from macros.core.values.dates import Date

TRANSLATED = {"who", "hedge"}
"""Fields whose Korean and Chinese texts belong to the later words alone."""


@dataclass(frozen=True)
class ClaimChange:
    """One entry of `changes:` as far as it is about one claim that it tells the earlier values of.

    `before` is the claim as it stood before, None where that is not known in full: an entry after this one names the
    claim without its earlier values, or they were withdrawn. `after` is the claim as the entry left it, None where that
    is not known or the claim is gone. `latest` says that no later entry altered the claim.
    """

    entry: AnyChange
    claim_id: str
    earlier: Earlier
    before: Claim | None
    after: Claim | None
    latest: bool


def undone(claim: Claim | None, earlier: Earlier) -> Claim | None:
    """A claim as it stood before a change; None if it is gone and the entry does not tell all of it."""
    old = {TOLD[name]: value for name, value in earlier.given.items()}
    if claim is None:
        return None if any(TOLD[name] not in old for name in NEEDED) else _made(old)
    old |= {
        TOLD[name]: Claim.model_fields[TOLD[name]].get_default(call_default_factory=True) for name in earlier.without
    }
    later = {"ko": None, "zh": None} if TRANSLATED & set(earlier.altered) else {}
    return claim.model_copy(update={**old, **later})


def _made(fields: dict[str, object]) -> Claim:
    """A claim of values that were checked when their entry was read."""
    return Claim.model_construct(**fields)  # type: ignore[arg-type] # typed as in `Earlier`, whose fields are the same


def told_of(claim: Claim) -> dict[str, object]:
    """What a claim says, by the names of its fields in files."""
    return {name: getattr(claim, field) for name, field in TOLD.items()}


def claim_changes(record: Record, claim_id: str) -> Iterator[ClaimChange]:
    """The changes of one claim that tell what it said before, newest first."""
    claims: dict[str, Claim] = getattr(record, "claims", {})
    now, known, latest = claims.get(claim_id), True, True
    for entry in changes_of(record):
        if claim_id not in entry.claims:
            continue
        earlier = entry.was.get(claim_id)
        before = undone(now, earlier) if earlier and known else None
        if earlier:
            yield ClaimChange(entry, claim_id, earlier, before, now if known else None, latest)
        now, known, latest = before, before is not None, latest and not (earlier or entry.withdrawn)


def field_changes(record: Record) -> Iterator[tuple[int, str, str, str | None]]:
    """Earlier values of fields of the record itself: the number of their entry, the field, the value, the later one.

    The later value is that of the next newer entry which tells one, else what the record says now, None if nothing.
    """
    changes = changes_of(record)
    for index, entry in enumerate(changes):
        for name, before in entry.record_was.items():
            later = next((one.record_was[name] for one in reversed(changes[:index]) if name in one.record_was), None)
            yield index, name, before, later or plain_value(record, name)


def plain_value(record: Record, name: str) -> str | None:
    """What a record says in a field of one plain text or date, as its file has it; None if it says nothing there."""
    declared = field_named(type(record), name)
    value = getattr(record, declared.attribute, None) if declared else None
    return value.text if isinstance(value, Date) else str(value) if value else None


def last_changed(record: Record, claim_id: str) -> AnyChange | None:
    """The latest entry that altered what a claim says, as far as entries tell it; also one that was withdrawn."""
    named = (entry for entry in changes_of(record) if claim_id in entry.claims)
    return next((entry for entry in named if claim_id in entry.was or entry.withdrawn), None)
