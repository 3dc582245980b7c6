"""The index that the search page loads in pieces, written by Pagefind."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.programs.pagefind.cbor import UnknownFormError
from macros.programs.pagefind.index_parts import PartMaker, SearchIndexError, parted
from macros.programs.pagefind.joined_index import write_joined
from macros.programs.pagefind.result_groups import ResultGroup, grouped
from macros.site.searching.search_entries import SearchEntry
from macros.site.templates import template

__all__ = ["INDEX_FOLDER", "SearchIndexError", "index_files", "write_index"]

INDEX_FOLDER = "search/pagefind"


def index_files(found: Iterable[SearchEntry], kept: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """The files of the index of all results, by their path below the site's root. Raises SearchIndexError."""
    with TemporaryDirectory() as folder:
        write_index(found, Path(folder), kept)
        for file in sorted(Path(folder).rglob("*")):
            if file.is_file():
                yield file.relative_to(folder).as_posix(), file.read_bytes()


def write_index(found: Iterable[SearchEntry], site: Path, kept: Path | None = None) -> int:
    """Write the index of all results below a site's folder, the same files for the same results.

    What may be needed for the next index is put into the folder `kept`. Returns how many results there are; raises
    SearchIndexError.
    """
    results = 0

    def counted() -> Iterator[ResultGroup]:
        nonlocal results
        for group in grouped(found):
            results += len(group.sections)
            yield group

    maker = PartMaker(kept)
    try:
        write_joined(map(maker.part, parted(_pages(counted()))), site / INDEX_FOLDER)
        maker.tidy()
    except (OSError, UnknownFormError, zlib.error) as error:
        raise SearchIndexError(f"the search index cannot be made: {error}") from error
    return results


def _pages(groups: Iterable[ResultGroup]) -> Iterator[tuple[str, str]]:
    """Every group as a small page, with the address by which parts end: that of the first result."""
    page = template("files/search_record.html.j2")
    for group in groups:
        yield group.sections[0].address, page.render(group=group)
