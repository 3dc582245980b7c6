"""Incidents and events as pictures of time show them: their order, their number in words, the list that has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from macros.core.models import Event, Incident
from macros.core.models.kinds import HAPPENED
from macros.site.site import Site

TimedRecord = Incident | Event


def timed_records(site: Site, kinds: Sequence[str] = HAPPENED) -> list[TimedRecord]:
    """The records of some kinds, in order of time."""
    every = [record for kind in kinds for record in site.archive.records_of(kind).values()]
    found = [record for record in every if isinstance(record, Incident | Event)]
    return sorted(found, key=lambda record: (record.date.first, record.date.last, record.id))


def numbered(records: Sequence[TimedRecord]) -> str:
    """How many incidents and events there are, in words."""
    numbers = Counter(record.kind_id for record in records)
    return ", ".join(f"{n:,} {kind}{'s' if n > 1 else ''}" for kind, n in sorted(numbers.items(), reverse=True))


def listed(site: Site, first: int, last: int) -> str:
    """The address of the part of the timeline's list that begins in some years, or of the whole list."""
    parts = site.index_parts["timeline"]
    return next((part.address for part in parts if first <= int(part.group or 0) <= last), "timeline/")
