"""New and changed records as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from macros.core.models import Record, Source
from macros.core.models.base import changes_of
from macros.core.models.kinds import PAGED
from macros.site.site import Site
from macros.site.templates import template

LENGTH = 50
"""How many entries the feed holds, the latest ones."""


@dataclass(frozen=True)
class FeedEntry:
    """One entry: a record that is new or was revised, or an entry of its changes."""

    day: str
    id: str
    title: str
    address: str
    summary: str


def feed(site: Site) -> str:
    """The feed, the latest day first; within a day sources, then incidents, then what they mention.

    Days are those of revisions in UTC; without a history, entries of changes alone are left.
    """
    entries = sorted(_entries(site), key=lambda entry: entry.day, reverse=True)[:LENGTH]
    updated = entries[0].day if entries else site.archive.citation.date_released
    context = {"site": site, "citation": site.archive.citation, "entries": entries, "updated": updated}
    return template("files/feed.xml.j2").render(**context) + "\n"


def _entries(site: Site) -> Iterator[FeedEntry]:
    for kind in PAGED:
        for record in site.archive.records_of(kind).values():
            address = site.absolute(site.address(kind, record.id))
            yield from _changes(site, record, address)
            revision = site.history.of(record.path)
            if revision:
                new = revision.changes == 1
                what = f"New {kind}" if new else f"Revised {kind}"
                about = site.in_short(record) if isinstance(record, Source) else record.title_text
                yield FeedEntry(
                    revision.date, f"{address}#rev-{revision.short}", f"{what}: {record.title_text}", address, about
                )


def _changes(site: Site, record: Record, address: str) -> list[FeedEntry]:
    """The changes of a record, newest first.

    The oldest of one day and kind has the bare id, which therefore never changes.
    """
    made: list[FeedEntry] = []
    told: Counter[str] = Counter()
    for change in reversed(changes_of(record)):
        entry = f"{address}#changed-{change.date.text}-{change.kind}"
        told[entry] += 1
        known = f"{entry}-{told[entry]}" if told[entry] > 1 else entry
        kind = site.archive.vocabulary.label("change-kinds", change.kind)
        made.append(FeedEntry(change.date.first, known, f"{kind}: {record.title_text}", address, change.text))
    return made[::-1]
