"""The tables by which the search page knows topics and names, as small files of which a search loads a few.

`topics.json` has the topics and says which parts there are. `simplified.json` has the simplified forms of Chinese
characters and is loaded for words with such characters. `names-<number>.json` has the names by their first two
letters, and `titles-<number>.json` the long ones and the ids, which are found when they are typed whole.
`filters-<language>.json` has the names of filters in a language other than English and is loaded by readers who
narrow a search there.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from functools import partial
from typing import Any

from macros.core.models import Source
from macros.core.models.base import Named
from macros.core.models.entities import Voice
from macros.core.models.kinds import BY_PLURAL, WRITTEN
from macros.core.models.translations import EDITIONS
from macros.core.words.folding import key, simplified
from macros.site.languages.facets import LABELS
from macros.site.pages.view import View
from macros.site.searching.edition_words import EditionWords
from macros.site.searching.lexicon import led_to, own_names, record_code, spellings, topic_code
from macros.site.searching.record_entries import PROSE_FIELDS, titles_of, told_of
from macros.site.searching.search_entries import plain
from macros.site.searching.titled_pages import titled_pages, told_in_editions
from macros.site.site import Site

TABLES_FOLDER = "search/words"
NAME_TABLES = 128
"""How many files the names are in, and the titles. `search-words.js` has the same number, and that of LONGEST_NAME."""
LONGEST_NAME = 24
"""A name with more letters is found only when it is all that was typed."""

Row = tuple[str, str, str, str, str, *tuple[tuple[tuple[str, str], ...], ...]]
"""A name in the form in which it is compared or an id behind #, the code word of its record, the record's kind, address
and title, and where it has them its titles by language."""


def word_tables(site: Site) -> Iterator[tuple[str, str]]:
    """The path and content of each table."""
    yield f"{TABLES_FOLDER}/simplified.json", _json("".join(f"{chr(old)}{new}" for old, new in simplified().items()))
    editions = EditionWords(site)
    for language in EDITIONS:
        yield f"{TABLES_FOLDER}/filters-{language}.json", _json(editions.filters(language))
    parts: dict[str, list[Row]] = {
        f"{what}-{number}": [] for what in ("names", "titles") for number in range(NAME_TABLES)
    }
    rows = list(dict.fromkeys(_names(site)))  # a name of a record's own comes before a mere spelling
    for row in sorted(rows, key=lambda one: one[0]):
        parts[part_of(row[0])].append(row)
    some = [part for part, rows in parts.items() if rows]
    yield f"{TABLES_FOLDER}/topics.json", _json({**_topics(site), "parts": some})
    for part in some:
        yield f"{TABLES_FOLDER}/{part}.json", _json(parts[part])


def part_of(name: str) -> str:
    """The file that has a name, by its first two letters, in Korean by the first sounds; of a title, by all of them."""
    if len(name) > LONGEST_NAME or name.startswith("#"):  # an id
        return f"titles-{sum(map(ord, name)) % NAME_TABLES}"
    first = unicodedata.normalize("NFD", name[:2])[:2]
    return f"names-{sum(ord(letter) * (7, 1)[at] for at, letter in enumerate(first)) % NAME_TABLES}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _topics(site: Site) -> dict[str, Any]:
    topics = site.archive.topics
    contrary = [word for topic in topics.topics.values() for word in topic.not_]
    contrary += [word for spelled in topics.spellings.values() for word in spelled.not_]
    return {
        "topics": [
            {
                "code": topic_code(topic_id),
                "near": topic_code(topic_id, near=True),
                "label": topic.label.model_dump(),
                "words": topic.same,
                "nearWords": topic.near,
                "leads": [_lead(View(site, "search/index.md"), target) for target in topic.leads],
            }
            for topic_id, topic in topics.topics.items()
        ],
        "not": sorted({key(word) for word in contrary}),
    }


def _lead(view: View, target: str) -> tuple[str, str, str, str, dict[str, str], dict[str, str]]:
    """What a topic leads to: kind, address, title, text, and titles and texts of the page or record in the editions."""
    site = view.site
    plural, _, record_id = target.partition("/")
    record = site.archive.records_of(BY_PLURAL[plural].id).get(record_id) if plural in BY_PLURAL else None
    if record:
        titles = {language: title for language, (title, _) in told_of(view, record).items() if title}
        texts = {language: text for language in EDITIONS if (text := _prose(view, getattr(record, language, None)))}
        return LABELS[record.kind_id], led_to(site, target), record.title_text, _prose(view, record), titles, texts
    title, about = titled_pages(site.archive).get(target, (target, ""))
    told = told_in_editions(site).get(target, {})
    titles, texts = ({language: both[at] for language, both in told.items()} for at in (0, 1))
    return LABELS["page"], target, title, about, titles, texts


def _prose(view: View, shape: object) -> str:
    """The first text that tells what a record is about; empty without one."""
    return next(filter(None, (plain(view, getattr(shape, name, None)) for name in PROSE_FIELDS)), "")


def _names(site: Site) -> Iterator[Row]:
    """Every id and name of every record, those of its own before the spellings, then the titles of pages."""
    records = [record for kind in WRITTEN for record in site.archive.records_of(kind).values()]
    for names in (own_names, partial(spellings, site.archive)):
        for record in records:
            coded = isinstance(record, Named) and not isinstance(record, Voice)
            code = record_code(record.kind_id, record.id) if coded else ""
            work = site.archive.works.get(record.id) if isinstance(record, Source) else None
            titles = tuple(titles_of(record).items())
            address = site.address(record.kind_id, record.id)
            found = [
                key(name) for name in (*names(record), *((work.title, work.title_translated or "") if work else ()))
            ]
            for name in filter(None, (f"#{record.id}", *found)):
                row = name, code, LABELS[record.kind_id], address, record.title_text
                yield (*row, titles) if titles else row
    for address, (title, _) in titled_pages(site.archive).items():
        yield key(title), "", LABELS["page"], address, title
