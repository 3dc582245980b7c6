"""What the search finds: every passage, claim, note, work and record, each with the place where its result leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Any

from macros.core.models import Instrument, Record, Source
from macros.core.models.kinds import WRITTEN
from macros.core.noting.fingerprints import Made
from macros.site.pages.view import View
from macros.site.searching.edition_words import EditionWords
from macros.site.searching.index_words import IndexWords
from macros.site.searching.lexicon import Lexicon, led_to, topic_codes
from macros.site.searching.passage_entries import claim_entry, known, note_entry, passages
from macros.site.searching.record_entries import page_entries, provisions, record_entry, work_entry
from macros.site.searching.search_entries import SearchEntry
from macros.site.site import Site

PAGE = "search/index.md"
Found = Callable[..., Iterable[SearchEntry]]


class Coding(Made):
    """What says which code words an entry has: the words of an archive, and the topics that lead to an address."""

    def __init__(self, site: Site, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.leads = _leads(site)


def everything(site: Site, lexicon: Lexicon | None = None) -> Iterator[SearchEntry]:
    """All results, one at a time, in a fixed order, each where readers find it.

    A build hands over the lexicon sealed, since it keeps what each unit read of it.
    """
    coding = Coding(site, lexicon or Lexicon(site.archive))
    for name, find, *given in _units(site):
        yield from site.kept.value(f"search {name}", partial(_unit, site, coding, find, *given))


def _unit(site: Site, coding: Coding, find: Found, *given: object) -> list[SearchEntry]:
    """The results that are kept together: what one of them has read, all have."""
    words = IndexWords(coding.lexicon)
    return [_coded(site, words, coding.leads, entry) for entry in find(site, *given)]


def _coded(site: Site, words: IndexWords, leads: dict[str, set[str]], entry: SearchEntry) -> SearchEntry:
    """A result where readers find it, with its hidden words."""
    titles = [title for title, _ in entry.told.values() if title]
    texts = [entry.text, *(text for _, text in entry.told.values())]
    title_codes = words.codes(entry.title, *titles) | entry.title_codes | leads.get(entry.address, set())
    codes = words.codes(*texts, *entry.also) | entry.codes
    return entry._replace(
        address=site.shown_at(entry.address),
        title_codes=frozenset(title_codes),
        codes=frozenset(codes - title_codes),
        marks=words.hidden([entry.title], titles),
        hidden=words.hidden(texts, entry.also),
    )


def _leads(site: Site) -> dict[str, set[str]]:
    """The code words of the topics that lead to an address."""
    found: dict[str, set[str]] = {}
    for topic_id, topic in site.archive.topics.topics.items():
        for target in topic.leads:
            found.setdefault(led_to(site, target), set()).update(topic_codes(topic_id))
    return found


def _units(site: Site) -> Iterator[tuple[Any, ...]]:
    """The name of each unit, in a fixed order, what finds its results, and what that is given besides the site."""
    for source in site.sources.values():
        yield f"passages {source.id}", _passages, source
    for owner, stated in groupby(site.relations.claims.values(), lambda one: one.owner):
        yield f"claims {owner}", _claims, [one.ref for one in stated]
    for owner, noted in groupby(site.relations.notes.values(), lambda one: one.owner):
        yield f"notes {owner}", _notes, [one.ref for one in noted]
    for kind in WRITTEN:
        for record in site.archive.records_of(kind).values():
            yield f"{kind} {record.id}", _record, record
    yield "known", _known
    yield "works", _works
    yield "pages", page_entries


def _passages(site: Site, source: Source) -> Iterator[SearchEntry]:
    return passages(site, EditionWords(site), source)


def _claims(site: Site, refs: list[str]) -> Iterator[SearchEntry]:
    editions = EditionWords(site)
    return (claim_entry(site, editions, site.claims[ref]) for ref in refs)


def _notes(site: Site, refs: list[str]) -> Iterator[SearchEntry]:
    return (note_entry(View(site, PAGE), site.relations.notes[ref]) for ref in refs)


def _record(site: Site, record: Record) -> Iterator[SearchEntry]:
    yield record_entry(View(site, PAGE), record)
    if isinstance(record, Instrument):
        yield from provisions(site, EditionWords(site), record)


def _known(site: Site) -> Iterator[SearchEntry]:
    return known(site, EditionWords(site))


def _works(site: Site) -> list[SearchEntry]:
    """In a large archive works are on several pages; those of one page are kept together."""
    return sorted((work_entry(site, work) for work in site.archive.works.values()), key=lambda work: work.page)
