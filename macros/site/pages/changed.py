"""The newest changes of all records, for the page that lists them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from macros.core.models import Record
from macros.core.models.base import changes_of
from macros.core.models.changes import AnyChange
from macros.core.models.kinds import PAGED
from macros.site.addresses import change_anchors
from macros.site.site import Site

CHANGES_SHOWN = 200
"""The most changes on the page; older ones are on the pages of their records."""


class ChangedRecord(NamedTuple):
    """A record, one entry of its changes, and the anchor of that entry on its page."""

    record: Record
    change: AnyChange
    anchor: str


def newest_changes(site: Site) -> list[ChangedRecord]:
    """Changes by day, the newest first; those of one day in the order of the kinds and ids of their records."""
    records = [record for kind in PAGED for record in site.archive.records_of(kind).values()]
    every = [one for record in records for one in _of(record)]
    return sorted(every, key=lambda one: one.change.date.first, reverse=True)[:CHANGES_SHOWN]


def _of(record: Record) -> Iterator[ChangedRecord]:
    changes = changes_of(record)
    for change, anchor in zip(changes, change_anchors(changes), strict=True):
        yield ChangedRecord(record, change, anchor)
