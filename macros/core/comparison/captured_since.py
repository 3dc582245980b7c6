"""Comparison of a source that was only read before, and whose whole text has been captured since."""

from __future__ import annotations

from collections.abc import Iterator

from macros.core.archive import Archive
from macros.core.models import Claim, Record, Source
from macros.core.problems import Problem
from macros.core.rules.registry import rule
from macros.core.rules.renumbering import MOVED


def at_new_number(before: Record, after: Record, claim: Claim) -> Claim:
    """A published claim with the new number of its passage, where the text was captured since; any other as it is."""
    if isinstance(before, Source) and isinstance(after, Source) and before.reading and claim.passage:
        return claim.model_copy(update={"passage": after.moved_passages.get(claim.passage, claim.passage)})
    return claim


@rule("lost-passage", needs="base")
def lost_passage(base: Archive, now: Archive) -> Iterator[Problem]:
    """When a source that was read is captured, each of its published passages has its new number in `moved-passages`.

    The list then stays as it is: links and citations lead to the old numbers.
    """
    for before in base.sources:
        after = now.records_of("source").get(before.id)
        if isinstance(after, Source) and after.capture and (wrong := _lost(before, after)):
            yield Problem(after.path, after.line(MOVED), MOVED, wrong, "lost-passage")


def _lost(before: Source, after: Source) -> str:
    if before.reading:
        last = before.reading.passages
        lost = [old for old in range(1, last + 1) if old not in after.moved_passages]
        found = f"; passages 1 to {last} were published, and `python -m macros capture` finds them"
        return f"has no new number for passage {lost[0]}{found}" if lost else ""
    changed = [old for old, new in before.moved_passages.items() if after.moved_passages.get(old) != new]
    wrong = "is not what was published for passage {0}; restore `{0}: {1}`"
    return wrong.format(changed[0], before.moved_passages[changed[0]]) if changed else ""
