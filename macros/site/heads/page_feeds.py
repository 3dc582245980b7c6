"""The Atom feeds of single pages: of each source, incident and organization."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from macros.core.models import Incident, Record, Source
from macros.core.models.changes import AnyChange
from macros.site import addresses
from macros.site.heads.feed import FeedEntry, FeedHead, changes_in, told_of, written
from macros.site.site import Site

PAGE_LENGTH = 20
"""How many entries the feed of one page holds, the latest ones."""


def page_feeds(site: Site) -> Iterator[tuple[str, Callable[[], str]]]:
    """The feed of every page that has one, as its path below the site's root and what makes it."""
    for kind in addresses.FED:
        for record in site.archive.records_of(kind).values():
            yield addresses.feed(kind, record.id), partial(page_feed, site, record)


def page_feed(site: Site, record: Record) -> str:
    """The feed of a record: its own changes, those of claims about it or by it, and documents that are new to it."""
    found: list[FeedEntry] = [*changes_in(site, record), *_new(site, record)]
    if isinstance(record, Source):
        about = "Changes of this document's page"
    elif isinstance(record, Incident):
        refs = site.relations.refs_about(record.id)
        found += _elsewhere(site, record, refs, set(map(_owner, refs)))
        about = "Changes of this incident and of claims about it, and new documents"
    else:
        refs = site.relations.refs_by(record.id)
        mentioned = {one.source for one in site.relations.mentions.get((record.kind_id, record.id), ())}
        found += _elsewhere(site, record, refs, mentioned.union(map(_owner, refs)))
        about = "Changes of this page and of claims that the body makes or passes on, and new documents"
    page = site.address(record.kind_id, record.id)
    return written(site, found, FeedHead(f"{record.title_text}: {site.name}", about, page, PAGE_LENGTH))


def _elsewhere(site: Site, record: Record, refs: list[str], owners: Iterable[str]) -> Iterator[FeedEntry]:
    """Changes of these claims in other records, and documents among their owners that are new."""
    for owner in sorted(owners):
        other = site.sources.get(owner) or site.archive.records_of(Incident.kind_id).get(owner)
        if other and other.id != record.id:
            yield from changes_in(site, other, partial(_names, refs, owner))
            yield from _new(site, other) if isinstance(other, Source) else ()


def _owner(ref: str) -> str:
    return ref.partition(".")[0]


def _names(refs: list[str], owner: str, change: AnyChange) -> bool:
    return any(f"{owner}.{claim}" in refs for claim in change.claims)


def _new(site: Site, record: Record) -> Iterator[FeedEntry]:
    """That a record is new, on the day of its first revision."""
    first, address = site.first_day(record.path), site.absolute(site.address(record.kind_id, record.id))
    if first:
        title = f"New {record.kind_id}: {record.title_text}"
        yield FeedEntry(first, f"{address}#new", title, address, told_of(site, record))
