"""New and changed records as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from macros.core.models import Record, Source
from macros.core.models.base import changes_of
from macros.core.models.changes import Change, PlainChange
from macros.core.models.kinds import PAGED
from macros.site.languages.page_words import ENGLISH, TAGS
from macros.site.site import Site
from macros.site.templates import template

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
    return written(site, _entries(site), ENGLISH, site.name, "New and changed records")


def written(site: Site, found: Iterable[FeedEntry], language: str, name: str, about: str) -> str:
    """The feed of a language from its entries."""
    entries = sorted(found, key=lambda entry: entry.day, reverse=True)[:LENGTH]
    home = site.base if language == ENGLISH else site.absolute(f"{language}/")
    context = {
        "citation": site.archive.citation,
        "entries": entries,
        "updated": entries[0].day if entries else site.archive.citation.date_released,
        "tag": TAGS[language],
        "name": name,
        "about": about,
        "home": home,
        "base": site.base,
    }
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
    def title(kind: str) -> str:
        return f"{site.archive.vocabulary.label('change-kinds', kind)}: {record.title_text}"

    return changed(address, changes_of(record), title)


def changed(
    address: str, changes: Sequence[Change | PlainChange], title: Callable[[str], str], language: str = ""
) -> list[FeedEntry]:
    """The changes of a record, newest first; `title` says what an entry is called by the kind of the change.

    The oldest of one day and kind has the bare id, which therefore never changes.
    """
    made: list[FeedEntry] = []
    told: Counter[str] = Counter()
    for change in reversed(changes):
        entry = f"{address}#changed-{change.date.text}-{change.kind}"
        told[entry] += 1
        known = f"{entry}-{told[entry]}" if told[entry] > 1 else entry
        made.append(FeedEntry(change.date.first, known, title(change.kind), address, change.text, language))
    return made[::-1]
