"""The index that the search page loads in pieces, written by Pagefind."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind_bin_extended import get_executable

from macros.programs.pagefind.canonical import in_order
from macros.programs.pagefind.cbor import UnknownFormError
from macros.programs.pagefind.result_groups import grouped
from macros.site.searching.search_entries import SearchEntry
from macros.site.templates import template

INDEX_FOLDER = "search/pagefind"
_LANGUAGE = "en"
"""One index for all languages: Korean and Chinese names are separate words in our English texts."""

UNUSED = (
    "pagefind-ui",
    "pagefind-modular",
    "pagefind-component",
    "pagefind-highlight",
    "pagefind-worker",
    "playground",
)
"""How the names of Pagefind's files begin that are for pages without their own search form."""


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
    """Write the index of all results below a site's folder, the same files for the same results.

    Returns how many results there are; raises SearchIndexError.
    """
    folder = site / INDEX_FOLDER
    try:
        with TemporaryDirectory() as pages:
            number = _written(found, Path(pages))
            _index(Path(pages), folder)
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.name.startswith(UNUSED):
                file.unlink()
        in_order(folder)
    except (OSError, UnknownFormError) as error:
        raise SearchIndexError(f"the search index cannot be made: {error}") from error
    return number


def _index(pages: Path, folder: Path) -> None:
    """Have Pagefind read a folder of pages: every group is passed as a small page."""
    line = [str(get_executable()), "--silent", "--force-language", _LANGUAGE, "--site", str(pages)]
    done = subprocess.run([*line, "--output-path", str(folder)], capture_output=True, check=False, text=True)  # noqa: S603
    if done.returncode:
        raise SearchIndexError(f"the search index cannot be made: {(done.stderr or done.stdout).strip()[:300]}")


def _written(found: Iterable[SearchEntry], folder: Path) -> int:
    page = template("files/search_record.html.j2")
    results = 0
    for number, group in enumerate(grouped(found)):
        (folder / f"{number:07}.html").write_text(page.render(group=group), "utf-8")
        results += len(group.sections)
    return results
