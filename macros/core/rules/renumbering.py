"""The rule on passages that were numbered anew when the whole text of a source was captured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from macros.core.archive import Archive
from macros.core.models import Source
from macros.core.models.document import FieldPath
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule

MOVED = "moved-passages"


@rule("moved-passages", reach="near")
def moved_passages(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A captured source that was read before names the new number of each old passage, in `moved-passages`.

    The old numbers run from 1 without a gap; the new ones lie within the capture and keep the order of the document.
    """
    for source in archive.sources:
        for place, wrong in _faults(source):
            yield Problem(source.path, source.line(*place), source.field(place), wrong, "moved-passages")


def _faults(source: Source) -> Iterator[tuple[FieldPath, str]]:
    moved = source.moved_passages
    if moved and not source.capture:
        yield (
            (MOVED,),
            "does not belong beside `reading`; passages are numbered anew when the text is captured",
        )
        return
    missing = [old for old in range(1, max(moved, default=0) + 1) if old not in moved]
    if missing:
        yield (
            (MOVED,),
            f"has no new number for passage {missing[0]}; name every passage from 1 to {max(moved)}",
        )
    for old, new in moved.items():
        if new > source.basis.passages:
            wrong = f"passage {new} lies outside the capture; it has passages 1 to {source.basis.passages}"
            yield (MOVED, str(old)), wrong
    for (before, low), (old, new) in pairwise(sorted(moved.items())):
        if new < low:
            wrong = f"passage {old} is moved to {new}, before passage {before}, which is moved to {low}"
            yield (MOVED, str(old)), f"{wrong}; keep the order of the document"
