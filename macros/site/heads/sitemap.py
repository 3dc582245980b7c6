"""The sitemap (sitemaps.org protocol 0.9), with the days on which records truly changed.

`sitemap.xml` is an index. Each of its parts is packed with gzip, which the protocol allows: the addresses of a page in
three languages stand there nine times, and one twentieth of the bytes is left.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from macros.core.models.translations import EDITIONS
from macros.site.languages.page_words import PageWords
from macros.site.templates import template

SITEMAP_LIMIT = 50_000
"""The most addresses in one file that the protocol allows."""


class MappedPage(NamedTuple):
    """A page of the sitemap: its address, the day of its last change, and its forms by language, itself included."""

    address: str
    day: str | None
    forms: list[tuple[str, str]]


def sitemaps(
    base: str, entries: Iterable[tuple[str, str | None]], words: PageWords | None = None
) -> Iterator[tuple[str, str | bytes]]:
    """An index and its parts as (path, content). Entries are addresses with their day, or None.

    `words` know which pages there are in other languages.
    """
    listed = [MappedPage(base + address, day, _forms(base, address, words)) for address, day in sorted(entries)]
    parts = [listed[start : start + SITEMAP_LIMIT] for start in range(0, len(listed), SITEMAP_LIMIT)] or [[]]
    names = [f"sitemap-{number}.xml.gz" for number in range(1, len(parts) + 1)]
    yield "sitemap.xml", _text(entries=[], parts=[base + name for name in names])
    for name, part in zip(names, parts, strict=True):
        yield name, gzip.compress(_text(entries=part, parts=[]).encode(), mtime=0)


def _forms(base: str, address: str, words: PageWords | None) -> list[tuple[str, str]]:
    if words is None:
        return []
    first, _, rest = address.partition("/")
    return [(one.tag, base + one.address) for one in words.others(rest if first in EDITIONS else address)]


def _text(**context: object) -> str:
    return template("files/sitemap.xml.j2").render(**context) + "\n"
