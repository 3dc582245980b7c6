"""The index that the search page loads in pieces, written by Pagefind."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind.index import IndexConfig
from pagefind.service import PagefindService

from macros.programs.pagefind.result_groups import grouped
from macros.site.searching.search_entries import SearchEntry
from macros.site.templates import template

INDEX_FOLDER = "search/pagefind"
_LANGUAGE = "en"
"""One index for all languages: Korean and Chinese names are separate words in our English texts."""

UNUSED = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight", "playground")
"""How the names of Pagefind's files begin that are for pages without their own search form."""

PATIENCE = 600
"""How many tenths of a second writing the files may take."""


class SearchIndexError(Exception):
    """Pagefind cannot run, or refuses a record; the message says why."""


def index_files(found: Iterable[SearchEntry]) -> Iterator[tuple[str, bytes]]:
    """The files of the index of all results, by their path below the site's root. Raises SearchIndexError."""
    with TemporaryDirectory() as folder:
        write_index(found, Path(folder))
        for file in sorted(Path(folder).rglob("*")):
            if file.is_file():
                yield file.relative_to(folder).as_posix(), file.read_bytes()


def write_index(found: Iterable[SearchEntry], site: Path) -> int:
    """Write the index of all results below a site's folder. Returns how many there are; raises SearchIndexError."""
    logging.getLogger("pagefind").setLevel(logging.WARNING)
    try:
        with ThreadPoolExecutor(1) as alone:  # the caller's thread may already have an event loop
            return alone.submit(lambda: asyncio.run(_write(found, site / INDEX_FOLDER))).result()
    except (OSError, RuntimeError, ValueError) as error:
        raise SearchIndexError(f"the search index cannot be made: {error}") from error


async def _write(found: Iterable[SearchEntry], folder: Path) -> int:
    """Every group is passed as a small page: Pagefind's calls for single records take a tenth of a second each."""
    config = IndexConfig(output_path=str(folder), force_language=_LANGUAGE, write_playground=False)
    with TemporaryDirectory() as pages:
        number = _written(found, Path(pages))
        async with PagefindService() as service:  # an index as context manager would write again at its end
            index = await service.create_index(config=config)
            await index.add_directory(pages)
            await index.write_files()
            await _settled(folder)
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.name.startswith(UNUSED):
            file.unlink()
    return number


def _written(found: Iterable[SearchEntry], folder: Path) -> int:
    page = template("files/search_record.html.j2")
    results = 0
    for number, group in enumerate(grouped(found)):
        (folder / f"{number:07}.html").write_text(page.render(group=group), "utf-8")
        results += len(group.sections)
    return results


async def _settled(folder: Path) -> None:
    """Wait until the files are written: Pagefind answers earlier, and ending it then would leave some empty."""
    before: dict[Path, int] = {}
    for _ in range(PATIENCE):
        await asyncio.sleep(0.1)
        sizes = {file: file.stat().st_size for file in folder.rglob("*") if file.is_file()}
        if sizes == before and all(sizes.values()):
            return
        before = sizes
    raise OSError(f"files below {folder} stay empty")
