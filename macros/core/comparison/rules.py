"""Comparison with the records of a base branch, so that nothing changes unnoticed by those who cited it.

Plain `check` does not do this, since it knows only one state of the records. These rules need a `base`. They compare
what could be read of both; a record that is gone altogether or cannot be read now is left to `check`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from macros.core.archive import PUBLISHED_PATH, Archive
from macros.core.comparison import captured_since
from macros.core.models import Claim, Record
from macros.core.models.base import changes_of, kebab
from macros.core.models.changes import AnyChange
from macros.core.problems import Problem, sort_problems
from macros.core.rules.registry import rule
from macros.core.words.personal import personal

REMOVED_TEXT = "What this entry said was removed."
"""Replaces the text of an entry of `changes:` that repeats something that was removed."""
REMOVAL = "removal"
"""The kind of an entry of `changes:` about something that was removed."""
_HIDDEN = re.compile(r"removed-[1-9]\d*")
"""The last part of an address that replaces one which itself named somebody."""
UNCITED = {"find", "aside"}
"""Fields of a claim that no reader cites: how its passage is found, and whether a picture has it."""
_SHOWN = 60
"""Most characters of a text that a message repeats."""


def compare(base: Archive, now: Archive) -> list[Problem]:
    """Every problem of the present records against those of the base, sorted, with lines of the present files."""
    return sort_problems(problem for compared in _COMPARISONS for problem in compared(base, now))


def _pairs(base: Archive, now: Archive) -> Iterator[tuple[Record, Record]]:
    """Every record that both have, as it was and as it is."""
    for kind, records in base.records.items():
        for record_id, before in records.items():
            if after := now.records[kind].get(record_id):
                yield before, after


@rule("unexplained-change", needs="base")
def unexplained_change(base: Archive, now: Archive) -> Iterator[Problem]:
    """A published claim changes or goes only with a new entry of `changes:` that names it, or is retired as `quiet`.

    A claim that was removed for safety, rights or law does not need an entry: its address says so.
    """
    for before, after in _pairs(base, now):
        explained = {claim for change in _without(changes_of(after), changes_of(before)) for claim in change.claims}
        explained |= _quiet(now, after.id)
        old, new = _claims(before), _claims(after)
        removed = _removed(now, after, [claim_id for claim_id in old if claim_id not in new])
        for claim_id, published in old.items():
            claim = captured_since.at_new_number(before, after, published)
            if claim_id not in explained | removed and (fault := _difference(claim, new.get(claim_id))):
                fields, what = fault
                place = ("claims", claim_id, *(fields if len(fields) == 1 else ()))
                wrong = f"{what}; add an entry to `changes:` that names the claim {claim_id} and says why"
                yield Problem(after.path, after.line(*place), after.field(place), wrong, "unexplained-change")


def _quiet(now: Archive, owner: str) -> set[str]:
    """The claims of a record that are retired without their ids being shown."""
    start = f"claims/{owner}."
    retired = now.redirects.root.items()
    return {address.removeprefix(start) for address, one in retired if one.quiet and address.startswith(start)}


def _removed(now: Archive, record: Record, gone: list[str]) -> set[str]:
    """Those of a record's missing claims that were removed, under their own address or under a neutral one."""
    own = {claim for claim in gone if is_removed(now, f"claims/{record.id}.{claim}")}
    neutral = [address for address in now.redirects.root if address.startswith(f"claims/{record.id}.")]
    hidden = sum(bool(is_removed(now, address) and _HIDDEN.fullmatch(_last(address))) for address in neutral)
    left = [claim for claim in gone if claim not in own and f"claims/{record.id}.{claim}" not in set(now.published)]
    return own | set(left[:hidden])


def is_removed(archive: Archive, address: str) -> bool:
    """Whether an address was removed for safety, rights or law."""
    retired = archive.redirects.root.get(address)
    return retired is not None and retired.removed is not None


def _last(address: str) -> str:
    """The part of an address that names the thing: `x` of `people/x`, `c` of `claims/x.c`."""
    return address.rpartition("/")[2].rpartition(".")[2]


def _claims(record: Record) -> dict[str, Claim]:
    claims: dict[str, Claim] = getattr(record, "claims", {})
    return claims


def _difference(before: Claim, after: Claim | None) -> tuple[list[str], str] | None:
    """The fields in which a claim differs, and the difference in words; None if readers see no difference."""
    if after is None:
        return [], "is gone, and was published"
    old, new = (claim.model_dump(exclude=UNCITED) for claim in (before, after))
    names = [name for name in old if old[name] != new[name]]
    if not names:
        return None
    fields = [kebab(name) for name in names]
    if len(names) > 1:
        return fields, f"{', '.join(fields[:-1])} and {fields[-1]} differ from what was published"
    return fields, f"is {_quoted(new[names[0]])} and was published as {_quoted(old[names[0]])}"


def _quoted(value: object) -> str:
    if value is None or value == []:
        return "empty"
    text = ", ".join(map(_item, value)) if isinstance(value, list) else str(value)
    if kind := personal(text):
        return f"({kind})"
    return f"'{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}'"


def _item(value: object) -> str:
    """One value of a list; of a claim that may share an origin its id, since its reason is long."""
    return str(value["claim"]) if isinstance(value, dict) and "claim" in value else str(value)


@rule("lost-change", needs="base")
def lost_change(base: Archive, now: Archive) -> Iterator[Problem]:
    """A published entry of `changes:` is never altered; if it was wrong, a further entry corrects it.

    If something in the record was removed, a new entry of the kind `removal` says so. An older entry that repeats it
    may then have the text "What this entry said was removed." but keeps its day and kind.
    """
    for before, after in _pairs(base, now):
        added = _without(changes_of(after), changes_of(before))
        emptied = [change for change in added if change.text == REMOVED_TEXT]
        blank = emptied if any(change.kind == REMOVAL for change in added) else []
        for change in _entries_lost(_without(changes_of(before), changes_of(after)), blank):
            wrong = f"the entry of {change.date.text}, {_quoted(change.text)}, is gone or altered; restore it as it was"
            yield Problem(after.path, after.line("changes"), "changes", wrong, "lost-change")


def _entries_lost(lost: list[AnyChange], blank: list[AnyChange]) -> Iterator[AnyChange]:
    """The lost entries without an emptied one in their place, each used once; a hidden claim may be missing from it."""
    left = list(blank)
    for change in sorted(lost, key=lambda one: len(one.claims)):
        fits = [one for one in left if (one.date, one.kind) == (change.date, change.kind)]
        found = next((one for one in fits if set(one.claims) <= set(change.claims)), None)
        if found:
            left.remove(found)
        else:
            yield change


@rule("published-line", needs="base")
def published_line(base: Archive, now: Archive) -> Iterator[Problem]:
    """An id that is listed in `data/published.txt` stays in that list, even if it is retired.

    Only an address that itself named somebody may be replaced, by one such as `people/removed-1`.
    """
    if now.failed(PUBLISHED_PATH):
        return
    listed = {line.strip() for line in now.published}
    new = {line for line in listed - set(base.published) if _HIDDEN.fullmatch(_last(line)) and is_removed(now, line)}
    hidden = Counter(map(_kind, new))
    for line in base.published:
        if line.strip() and line.strip() not in listed:
            if hidden[_kind(line)]:
                hidden[_kind(line)] -= 1
                continue
            wrong = f"'{line.strip()}' is gone from the list; put the line back, and retire the id if it is not used"
            yield Problem(PUBLISHED_PATH, 1, "", wrong, "published-line")


def _kind(address: str) -> str:
    return address.strip().partition("/")[0]


def _without(changes: list[AnyChange], others: list[AnyChange]) -> list[AnyChange]:
    """The entries that the others do not have; of equal ones, as many are left out as the others have."""
    left = list(others)
    found = []
    for change in changes:
        if change in left:
            left.remove(change)
        else:
            found.append(change)
    return found


_COMPARISONS = (unexplained_change, lost_change, published_line, captured_since.lost_passage)
