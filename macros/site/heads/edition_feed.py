"""New and changed records in Korean or Chinese as an Atom feed: those that the edition has a page of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from macros.core.models import Record
from macros.core.models.base import changes_of
from macros.core.models.kinds import PAGED
from macros.site.editions.edition_view import EditionView
from macros.site.heads.feed import FeedEntry, FeedHead, changed, written
from macros.site.languages.page_words import PageWords
from macros.site.site import Site

_IN_SHORT = ("in_short", "summary")


def edition_feed(site: Site, words: PageWords, language: str) -> str:
    """The feed of a language. `words` know which pages it has. A change is told in English, and marked so."""
    view = EditionView(site, f"{language}/index.md", language, "", words)
    head = FeedHead(view.say("site.name"), view.say("updates.about"), f"{language}/", language=language)
    return written(site, _entries(view), head)


def _entries(view: EditionView) -> Iterator[FeedEntry]:
    site = view.site
    for kind in PAGED:
        for record in site.archive.records_of(kind).values():
            english = site.address(kind, record.id)
            if not view.translated(english):
                continue
            address = site.absolute(view.words.at(english, view.language))
            yield from _changes(view, record, address, site.absolute(english))
            if revision := site.history.of(record.path):
                new = view.say("updates.new") if revision.changes == 1 else view.say("updates.revised")
                title = f"{new}{view.colon}{view.title(record)}"
                yield FeedEntry(revision.date, f"{address}#rev-{revision.short}", title, address, _about(view, record))


def _about(view: EditionView, record: Record) -> str:
    told = (view.plain(record, field) for field in _IN_SHORT if hasattr(record, field))
    return next(filter(None, told), view.title(record))


def _changes(view: EditionView, record: Record, address: str, english: str) -> list[FeedEntry]:
    """The changes of a record. They are told on the English page, and so the entries lead there."""

    def title(kind: str) -> str:
        return f"{view.term('change-kinds', kind)}{view.colon}{view.title(record)}"

    found = changed(address, changes_of(record), title, "en")
    return [replace(one, address=english + one.address.removeprefix(address)) for one in found]
