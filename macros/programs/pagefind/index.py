"""The index that the search page loads in pieces, written by Pagefind."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.programs.pagefind.cbor import UnknownFormError
from macros.programs.pagefind.index_parts import PartMaker, SearchIndexError, parted
from macros.programs.pagefind.joined_index import joined
from macros.programs.pagefind.result_groups import ResultGroup, grouped
from macros.site.searching.search_entries import SearchEntry
from macros.site.templates import template

__all__ = ["INDEX_FOLDER", "SearchIndexError", "index_files"]

INDEX_FOLDER = "search/pagefind"


def index_files(found: Iterable[SearchEntry], kept: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """The files of the index of all results, by their path below the site's root; the same for the same results.

    What may be needed for the next index is put into the folder `kept`. Raises SearchIndexError.
    """
    maker = PartMaker(kept)
    try:
        for path, content in joined(map(maker.part, parted(_pages(grouped(found))))):
            yield f"{INDEX_FOLDER}/{path}", content
        maker.tidy()
    except (OSError, UnknownFormError, zlib.error) as error:
        raise SearchIndexError(f"the search index cannot be made: {error}") from error


def _pages(groups: Iterable[ResultGroup]) -> Iterator[tuple[str, str]]:
    """Every group as a small page, with the address by which parts end: that of the first result."""
    page = template("files/search_record.html.j2")
    for group in groups:
        yield group.sections[0].address, page.render(group=group)
