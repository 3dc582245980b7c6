"""New and changed records as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from macros.core.models import Incident, Record, Source
from macros.core.models.base import changes_of
from macros.core.models.changes import Change, PlainChange
from macros.core.models.kinds import PAGED
from macros.site import addresses
from macros.site.languages.page_words import ENGLISH, TAGS
from macros.site.pages.plain_links import PlainLinks
from macros.site.pages.texts import as_html
from macros.site.site import Site
from macros.site.templates import template

FEED_TYPE = "application/atom+xml"
LENGTH = 50
"""How many entries the feed holds, the latest ones."""


@dataclass(frozen=True)
class FeedEntry:
    """One entry: a record that is new or was revised, or an entry of its changes.

    `summary_in` is the language of the summary where it is not that of the feed.
    """

    day: str
    id: str
    title: str
    address: str
    summary: str
    summary_in: str = ""


def feed(site: Site) -> str:
    """The feed, the latest day first; within a day sources, then incidents, then what they mention.

    Days are those of revisions in UTC; without a history, entries of changes alone are left.
    """
    return written(site, _entries(site), FeedHead(site.name, "New and changed records"))


class FeedHead(NamedTuple):
    """What a feed says of itself: its name, what it is about, the address of its page, its length and language."""

    name: str
    about: str
    page: str = ""
    length: int = LENGTH
    language: str = ENGLISH


def written(site: Site, found: Iterable[FeedEntry], head: FeedHead) -> str:
    """A feed of its latest entries."""
    entries = sorted(found, key=lambda entry: entry.day, reverse=True)[: head.length]
    context = {
        "citation": site.archive.citation,
        "entries": entries,
        "updated": entries[0].day if entries else site.archive.citation.date_released,
        "tag": TAGS[head.language],
        "name": head.name,
        "about": head.about,
        "home": site.absolute(head.page),
        "base": site.base,
    }
    return template("files/feed.xml.j2").render(**context) + "\n"


def _entries(site: Site) -> Iterator[FeedEntry]:
    for kind in PAGED:
        for record in site.archive.records_of(kind).values():
            address = site.absolute(site.address(kind, record.id))
            yield from changes_in(site, record)
            revision = site.history.of(record.path)
            if revision:
                new = revision.changes == 1
                what = f"New {kind}" if new else f"Revised {kind}"
                about = told_of(site, record)
                yield FeedEntry(
                    revision.date, f"{address}#rev-{revision.short}", f"{what}: {record.title_text}", address, about
                )


def told_of(site: Site, record: Record) -> str:
    """What a record is about, in a sentence or more: the title of its entry has its name already."""
    if isinstance(record, Source):
        return site.in_short(record)
    summary = as_html(PlainLinks(site), record.summary).striptags() if isinstance(record, Incident) else ""
    return summary or record.title_text


def changes_in(
    site: Site, record: Record, wanted: Callable[[Change | PlainChange], bool] | None = None
) -> Iterator[FeedEntry]:
    """The changes of a record, or those wanted, newest first, each with its kind in the title."""
    address = site.absolute(site.address(record.kind_id, record.id))

    def title(kind: str) -> str:
        return f"{site.archive.vocabulary.label('change-kinds', kind)}: {record.title_text}"

    for change, entry in zip(changes_of(record), changed(address, changes_of(record), title), strict=True):
        if wanted is None or wanted(change):
            yield entry


def changed(
    address: str, changes: Sequence[Change | PlainChange], title: Callable[[str], str], language: str = ""
) -> list[FeedEntry]:
    """The changes of a record, newest first; `title` says what an entry is called by the kind of the change.

    Each has the anchor of its entry on the page; of what was withdrawn, the kind of reason alone is told.
    """
    return [
        FeedEntry(
            change.date.first, f"{address}#{anchor}", title(change.kind), f"{address}#{anchor}", change.told, language
        )
        for change, anchor in zip(changes, addresses.change_anchors(changes), strict=True)
    ]
