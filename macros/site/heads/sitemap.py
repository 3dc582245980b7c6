"""The sitemap (sitemaps.org protocol 0.9), with the days on which records truly changed."""

from __future__ import annotations

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
) -> Iterator[tuple[str, str]]:
    """One file, or an index and its parts, as (path, text). Entries are addresses with their day, or None.

    `words` know which pages there are in other languages.
    """
    listed = [MappedPage(base + address, day, _forms(base, address, words)) for address, day in sorted(entries)]
    parts = [listed[start : start + SITEMAP_LIMIT] for start in range(0, len(listed), SITEMAP_LIMIT)] or [[]]
    if len(parts) == 1:
        yield "sitemap.xml", _text(entries=parts[0], parts=[])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield "sitemap.xml", _text(entries=[], parts=[base + name for name in names])
    for name, part in zip(names, parts, strict=True):
        yield name, _text(entries=part, parts=[])


def _forms(base: str, address: str, words: PageWords | None) -> list[tuple[str, str]]:
    if words is None:
        return []
    first, _, rest = address.partition("/")
    return [(one.tag, base + one.address) for one in words.others(rest if first in EDITIONS else address)]


def _text(**context: object) -> str:
    return template("files/sitemap.xml.j2").render(**context) + "\n"
