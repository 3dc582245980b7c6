"""What the search finds: every passage, claim, note, work and record, each with the place where its result leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from macros.core.models import Instrument
from macros.core.models.kinds import WRITTEN
from macros.site.pages.view import View
from macros.site.searching.edition_words import EditionWords
from macros.site.searching.index_words import IndexWords
from macros.site.searching.lexicon import Lexicon, led_to, topic_codes
from macros.site.searching.passage_entries import claim_entry, known, note_entry, passages
from macros.site.searching.record_entries import page_entries, provisions, record_entry, work_entry
from macros.site.searching.search_entries import SearchEntry
from macros.site.site import Site


def everything(site: Site) -> Iterator[SearchEntry]:
    """All results, one at a time, in a fixed order, each where readers find it."""
    words, leads = IndexWords(Lexicon(site.archive)), _leads(site)
    for entry in _permanent(site):
        title_codes = words.codes(entry.title) | entry.title_codes | leads.get(entry.address, set())
        told = {code for _, text in entry.told.values() for code in words.codes(text)}
        titles = [title for title, _ in entry.told.values() if title]
        named = {code for one in titles for code in words.codes(one)}
        also = {code for one in entry.also for code in words.codes(one)}
        codes = (words.codes(entry.text) | told | also | entry.codes) - title_codes - named
        yield replace(
            entry,
            address=site.shown_at(entry.address),
            title_codes=frozenset(title_codes | named),
            codes=frozenset(codes),
            marks=words.hidden([entry.title], titles),
            hidden=words.hidden([entry.text, *(text for _, text in entry.told.values())], entry.also),
        )


def _leads(site: Site) -> dict[str, set[str]]:
    """The code words of the topics that lead to an address."""
    found: dict[str, set[str]] = {}
    for topic_id, topic in site.archive.topics.topics.items():
        for target in topic.leads:
            found.setdefault(led_to(site, target), set()).update(topic_codes(topic_id))
    return found


def _permanent(site: Site) -> Iterator[SearchEntry]:
    view, editions = View(site, "search/index.md"), EditionWords(site)
    for source in site.sources.values():
        yield from passages(view, editions, source)
    yield from (claim_entry(site, editions, claim) for claim in site.claims.of(site.relations.claims.values()))
    yield from (note_entry(view, stated) for stated in site.relations.notes.values())
    for kind in WRITTEN:
        for record in site.archive.records_of(kind).values():
            yield record_entry(view, record)
            if isinstance(record, Instrument):
                yield from provisions(site, editions, record)
    yield from known(site, editions)
    # In a large archive works are on several pages; those of one page are kept together.
    yield from sorted((work_entry(site, work) for work in site.archive.works.values()), key=lambda work: work.page)
    yield from page_entries(site)
