"""The entries of `changes:` of a record that was changed often: the newest on its page, the others on further pages.

Every entry keeps its anchor on the page of the record, which leads on to where it is told.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate
from typing import NamedTuple

from macros.core.models import Record
from macros.core.models.base import changes_of
from macros.core.models.changes import AnyChange
from macros.site import addresses
from macros.site.claims.record_parts import RecordPart, SectionEntry, parts_of_section
from macros.site.indexes.entry_weights import letters

OLDER_CHANGES = "changes"
"""The last word of the address."""
CHANGES_ROOM = 2_600
"""The bytes, compressed, that all entries may take by the estimate; of more the page keeps the newest."""
CHANGES_KEPT = 1_600
"""What these may take. It is less than the room: no further page is for a single short entry."""
_ENTRY, _LETTER, _EARLIER, _NAMED = 45, 0.25, 110, 8
"""An entry, a letter of its texts, a claim that is told as it was, and a claim that it names."""


def changes_apart(record: Record) -> list[RecordPart]:
    """The pages of the older entries; none where all are on the page of the record. Their items are anchors."""
    changes = changes_of(record)
    weights = [_weight(one) for one in changes]
    if sum(weights) <= CHANGES_ROOM:
        return []
    kept = max(1, sum(taken <= CHANGES_KEPT for taken in accumulate(weights)))
    anchors = addresses.change_anchors(changes)
    older = [SectionEntry(*one) for one in zip(anchors[kept:], weights[kept:], strict=True)]
    return list(parts_of_section(record, OLDER_CHANGES, older, first=kept + 1)) if older else []


def _weight(change: AnyChange) -> float:
    told = _LETTER * letters(change) + _EARLIER * len(change.was) + _NAMED * len(change.claims)
    return _ENTRY + told


class OlderChange(NamedTuple):
    """An entry that is on a further page, with its anchor and those of what it tells of claims as they were."""

    entry: AnyChange
    anchor: str
    before: list[str]


def older_changes(record: Record, part: RecordPart) -> list[OlderChange]:
    """The entries of a further page."""
    changes = changes_of(record)
    told: dict[str, list[AnyChange]] = defaultdict(list)
    for one in changes:
        for claim_id in one.was:
            told[claim_id].append(one)
    before = {key: addresses.before_anchors(key, entries) for key, entries in told.items()}
    anchored = zip(changes, addresses.change_anchors(changes), strict=True)
    return [
        OlderChange(one, anchor, [before[key][told[key].index(one)] for key in one.was])
        for one, anchor in anchored
        if anchor in part.items
    ]
