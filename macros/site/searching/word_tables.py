"""The tables by which the search page knows topics and names, as small files of which a search loads a few.

`topics.json` has the topics, `simplified.json` the simplified forms of Chinese characters, which is loaded for words
with such characters, and `names-<number>.json` the names whose first letter falls into one of so many parts.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from macros.core.models import Work
from macros.core.models.base import Named
from macros.core.models.entities import Voice
from macros.core.models.kinds import BY_PLURAL, WRITTEN, indexes_by_page
from macros.core.words.folding import key, simplified
from macros.core.reading.yaml_reader import read_front_matter
from macros.site.languages.facets import LABELS
from macros.site.searching.lexicon import names_searched, record_code, topic_code
from macros.site.site import Site

TABLES_FOLDER = "search/words"
PARTS = 64
"""How many files the names are in. `search-words.js` has the same number."""

Row = tuple[str, str, str, str, str]
"""A name in the form in which it is compared, the code word of its record, the record's kind, address and title."""


def word_tables(site: Site) -> Iterator[tuple[str, str]]:
    """The path and content of each table."""
    yield f"{TABLES_FOLDER}/topics.json", _json(_topics(site))
    yield f"{TABLES_FOLDER}/simplified.json", _json("".join(f"{chr(old)}{new}" for old, new in simplified().items()))
    parts: dict[int, list[Row]] = {number: [] for number in range(PARTS)}
    for row in sorted(set(_names(site))):
        parts[part_of(row[0])].append(row)
    for number, rows in parts.items():
        yield f"{TABLES_FOLDER}/names-{number}.json", _json(rows)


def part_of(name: str) -> int:
    """The number of the file that has a name: by its first letter, in Korean by the first sound."""
    return ord(unicodedata.normalize("NFD", name[0])[0]) % PARTS


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _topics(site: Site) -> dict[str, Any]:
    topics = site.archive.topics
    contrary = [word for one in (*topics.topics.values(), *topics.spellings.values()) for word in one.not_]
    return {
        "topics": [
            {
                "code": topic_code(topic_id),
                "near": topic_code(topic_id, near=True),
                "label": topic.label.model_dump(),
                "words": topic.same,
                "nearWords": topic.near,
                "leads": [_lead(site, target) for target in topic.leads],
            }
            for topic_id, topic in topics.topics.items()
        ],
        "not": sorted({key(word) for word in contrary}),
    }


def _lead(site: Site, target: str) -> tuple[str, str, str]:
    """Kind, address and title of a page or record that a topic leads to."""
    plural, _, record_id = target.partition("/")
    record = site.archive.records_of(BY_PLURAL[plural].id).get(record_id) if plural in BY_PLURAL else None
    if record:
        return LABELS[record.kind_id], site.address(record.kind_id, record.id), record.title_text
    return LABELS["page"], target, _page_titles(site).get(target) or indexes_by_page().get(target, target)


def _page_titles(site: Site) -> dict[str, str]:
    """The title of each page of prose by its address."""
    found = {}
    for path, text in site.archive.pages.items():
        uri = path.removeprefix("docs/")
        address = uri.removesuffix("index.md") if uri.endswith("index.md") else f"{uri.removesuffix('.md')}/"
        found[address] = str(read_front_matter(text, path)[0].tree.get("title", ""))
    return found


def _names(site: Site) -> Iterator[Row]:
    for kind in WRITTEN:
        for record in site.archive.records_of(kind).values():
            coded = isinstance(record, Named) and not isinstance(record, Voice)
            code = record_code(kind, record.id) if coded else ""
            names = names_searched(site.archive, record)
            work = site.archive.works.get(record.id) if kind == "source" else None
            titles = [work.title, work.title_translated] if isinstance(work, Work) else []
            for name in filter(None, [*names, *titles]):
                if found := key(name):
                    yield found, code, LABELS[kind], site.address(kind, record.id), record.title_text
    for address, title in _page_titles(site).items():
        if title and address not in ("", "search/"):
            yield key(title), "", LABELS["page"], address, title
