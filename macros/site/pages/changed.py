"""The newest changes of all records, for the page that lists them."""

from __future__ import annotations

from typing import NamedTuple

from macros.core.models import Record
from macros.core.models.base import changes_of
from macros.core.models.changes import AnyChange
from macros.core.models.kinds import PAGED
from macros.site.site import Site

CHANGES_SHOWN = 200
"""The most changes on the page; older ones are on the pages of their records."""


class ChangedRecord(NamedTuple):
    """A record and one entry of its changes."""

    record: Record
    change: AnyChange


def newest_changes(site: Site) -> list[ChangedRecord]:
    """Changes by day, the newest first; those of one day in the order of the kinds and ids of their records."""
    records = [record for kind in PAGED for record in site.archive.records_of(kind).values()]
    every = [ChangedRecord(record, change) for record in records for change in changes_of(record)]
    return sorted(every, key=lambda one: one.change.date.first, reverse=True)[:CHANGES_SHOWN]
