"""Comparison with the records of a base branch, so that nothing changes unnoticed by those who cited it.

Plain `check` does not do this, since it knows only one state of the records. These rules need a `base`. They compare
what could be read of both; a record that is gone altogether or cannot be read now is left to `check`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from macros.core.archive import PUBLISHED_PATH, Archive
from macros.core.comparison import captured_since, recorded_changes
from macros.core.comparison.published_records import (
    HIDDEN,
    is_removed,
    last_part,
    lost_entries,
    new_entries,
    pairs,
    quoted,
)
from macros.core.models.base import changes_of
from macros.core.models.changes import AnyChange
from macros.core.problems import Problem, sort_problems
from macros.core.rules.registry import rule

REMOVAL = "removal"
"""The kind of an entry of `changes:` about something that was removed."""


def compare(base: Archive, now: Archive) -> list[Problem]:
    """Every problem of the present records against those of the base, sorted, with lines of the present files."""
    return sort_problems(problem for compared in _COMPARISONS for problem in compared(base, now))


@rule("lost-change", needs="base")
def lost_change(base: Archive, now: Archive) -> Iterator[Problem]:
    """A published entry of `changes:` is never altered; if it was wrong, a further entry corrects it.

    If something in the record was removed, a new entry of the kind `removal` says so. An older entry that repeats it
    may then be `withdrawn` but keeps its day and kind. An entry that did not tell earlier values may be given them.
    """
    for before, after in pairs(base, now):
        added, lost = new_entries(before, after), lost_entries(before, after)
        emptied = [change for change in added if change.withdrawn]
        removed = any(change.kind == REMOVAL for change in added)
        altered = _entries_lost(lost, emptied)
        if len(altered) < len(lost) and not removed:
            wrong = "an entry is withdrawn; add a new one of the kind `removal` before it, with `withdrawn` too"
            yield Problem(after.path, after.line("changes"), "changes", wrong, "lost-change")
        for change in altered:
            wrong = f"the entry of {change.date.text}, {quoted(change.told)}, is gone or altered; restore it as it was"
            yield Problem(after.path, after.line("changes"), "changes", wrong, "lost-change")


@rule("new-entry", needs="base")
def new_entry(base: Archive, now: Archive) -> Iterator[Problem]:
    """A new entry of `changes:` stands before all entries that were published, so its day is not before theirs."""
    for before, after in pairs(base, now):
        new = [] if lost_entries(before, after) else new_entries(before, after)
        entries = changes_of(after)
        first = next((index for index, change in enumerate(entries) if change not in new), len(entries))
        for index, change in list(enumerate(entries))[first:]:
            if change in new:
                place = ("changes", index, "date")
                wrong = "stands below a published entry; write the new entry first, with the day of the change"
                yield Problem(after.path, after.line(*place), after.field(place), wrong, "new-entry")


def _entries_lost(lost: list[AnyChange], blank: list[AnyChange]) -> list[AnyChange]:
    """The lost entries without an emptied one in their place, each used once; a hidden claim may be missing from it."""
    left, found = list(blank), []
    for change in sorted(lost, key=lambda one: len(one.claims)):
        fits = [one for one in left if (one.date, one.kind) == (change.date, change.kind)]
        taken = next((one for one in fits if set(one.claims) <= set(change.claims)), None)
        if taken:
            left.remove(taken)
        else:
            found.append(change)
    return found


@rule("published-line", needs="base")
def published_line(base: Archive, now: Archive) -> Iterator[Problem]:
    """An id that is listed in `data/published.txt` stays in that list, even if it is retired.

    Only an address that itself named somebody may be replaced, by one such as `people/removed-1`.
    """
    if now.failed(PUBLISHED_PATH):
        return
    listed = {line.strip() for line in now.published}
    new = {line for line in listed - set(base.published) if HIDDEN.fullmatch(last_part(line)) and is_removed(now, line)}
    hidden = Counter(map(_kind, new))
    gone = list[str]()
    for line in map(str.strip, base.published):
        if line and line not in listed:
            if hidden[_kind(line)]:
                hidden[_kind(line)] -= 1
            else:
                gone.append(line)
    if len(gone) > _MANY_LINES:
        wrong = f"lacks {len(gone):,} of the ids that were published ('{gone[0]}' …); put their lines back"
        yield Problem(PUBLISHED_PATH, 1, "", wrong, "published-line")
        return
    for line in gone:
        wrong = f"'{line}' is gone from the list; put the line back, and retire the id if it is not used"
        yield Problem(PUBLISHED_PATH, 1, "", wrong, "published-line")


_MANY_LINES = 5
"""More lines than these are lost together, and told in one line."""


def _kind(address: str) -> str:
    return address.strip().partition("/")[0]


_COMPARISONS = (
    recorded_changes.unexplained_change,
    recorded_changes.unrecorded_value,
    lost_change,
    new_entry,
    published_line,
    captured_since.lost_passage,
)
