"""What was published and what is now, record by record: claims, entries of `changes:`, values in messages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.core.archive import Archive
from macros.core.comparison import captured_since
from macros.core.models import Claim, Record
from macros.core.models.base import changes_of
from macros.core.models.changes import AnyChange
from macros.core.words.personal import personal

HIDDEN = re.compile(r"removed-[1-9]\d*")
"""The last part of an address that replaces one which itself named somebody."""
_SHOWN = 60
"""Most characters of a text that a message repeats, save in a line that is ready to be copied."""


def pairs(base: Archive, now: Archive) -> Iterator[tuple[Record, Record]]:
    """Every record that both have, as it was and as it is."""
    for kind, records in base.records.items():
        for record_id, before in records.items():
            if after := now.records[kind].get(record_id):
                yield before, after


def altered_claims(now: Archive, before: Record, after: Record) -> Iterator[tuple[str, Claim, Claim | None]]:
    """Every published claim that was not removed or retired as quiet: its id, how it was published, how it is."""
    old, new = claims_of(before), claims_of(after)
    passed = _quiet(now, after.id) | _removed(now, after, [claim_id for claim_id in old if claim_id not in new])
    for claim_id, published in old.items():
        if claim_id not in passed:
            yield claim_id, captured_since.at_new_number(before, after, published), new.get(claim_id)


def _quiet(now: Archive, owner: str) -> set[str]:
    """The claims of a record that are retired without their ids being shown."""
    start = f"claims/{owner}."
    retired = now.redirects.root.items()
    return {address.removeprefix(start) for address, one in retired if one.quiet and address.startswith(start)}


def _removed(now: Archive, record: Record, gone: list[str]) -> set[str]:
    """Those of a record's missing claims that were removed, under their own address or under a neutral one."""
    own = {claim for claim in gone if is_removed(now, f"claims/{record.id}.{claim}")}
    neutral = [address for address in now.redirects.root if address.startswith(f"claims/{record.id}.")]
    hidden = sum(bool(is_removed(now, address) and HIDDEN.fullmatch(last_part(address))) for address in neutral)
    left = [claim for claim in gone if claim not in own and f"claims/{record.id}.{claim}" not in set(now.published)]
    return own | set(left[:hidden])


def is_removed(archive: Archive, address: str) -> bool:
    """Whether an address was removed for safety, rights or law."""
    retired = archive.redirects.root.get(address)
    return retired is not None and retired.removed is not None


def last_part(address: str) -> str:
    """The part of an address that names the thing: `x` of `people/x`, `c` of `claims/x.c`."""
    return address.rpartition("/")[2].rpartition(".")[2]


def claims_of(record: Record) -> dict[str, Claim]:
    """The claims of a record; none where its kind has none."""
    claims: dict[str, Claim] = getattr(record, "claims", {})
    return claims


def quoted(value: object) -> str:
    """A value as a message repeats it: cut, and without personal data."""
    if value is None or value == []:
        return "empty"
    text = ", ".join(map(_item, value)) if isinstance(value, list) else str(value)
    if kind := personal(text):
        return f"({kind})"
    return f"'{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}'"


def _item(value: object) -> str:
    """One value of a list; of a claim that may share an origin its id, since its reason is long."""
    return str(value["claim"]) if isinstance(value, dict) and "claim" in value else str(value)


def new_entries(before: Record, after: Record) -> list[AnyChange]:
    """The entries of `changes:` that a record has and had not, newest first."""
    return without(told_later(before, after), changes_of(before))


def lost_entries(before: Record, after: Record) -> list[AnyChange]:
    """The entries that a record had and has not any more, or has with other words."""
    return without(changes_of(before), told_later(before, after))


def told_later(before: Record, after: Record) -> list[AnyChange]:
    """The entries of a record; one that was given earlier values since is as it was published."""
    silent = [change for change in changes_of(before) if not change.was and not change.record_was]
    return [next((one for one in silent if _same_but_told(one, change)), change) for change in changes_of(after)]


def _same_but_told(published: AnyChange, change: AnyChange) -> bool:
    return change.model_dump(exclude={"was", "record_was"}) == published.model_dump(exclude={"was", "record_was"})


def without(changes: list[AnyChange], others: list[AnyChange]) -> list[AnyChange]:
    """The entries that the others do not have; of equal ones, as many are left out as the others have."""
    left = list(others)
    found = []
    for change in changes:
        if change in left:
            left.remove(change)
        else:
            found.append(change)
    return found
