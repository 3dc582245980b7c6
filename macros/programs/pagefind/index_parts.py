"""An index in parts, each made by a run of Pagefind of its own: what it holds in memory grows with what it is given.

A part is kept by its content, in the form in which the parts are joined. So after an edit only those parts are made
again whose pages have changed. Parts end at pages whose addresses say so, so a longer page does not move the ends of
the parts behind it.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from pagefind_bin_extended import get_executable

from macros.programs.pagefind.pagefind_part import INDEX_LANGUAGE, PagefindPart, read_part

PART_MOST = 14_000_000
"""How heavy a part may be. Pagefind then holds less than 300 MB."""
PART_LEAST = PART_MOST // 2
"""From here on a part ends at the next page whose address says so."""
_PAGE = 3_000
"""What a page weighs besides its bytes."""
_ENDS = 16
"""One address of so many says that a part ends there."""
_INDEX, _PAGES = "index.pickle", "pages.gz"
"""What is in the file of a part that is kept."""
PART_FORM = 2
"""Counted up whenever parts have another form, so that those of before are not taken."""


MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 # a folder with a name of chance is made in it
"""What Linux keeps in memory. There the small files that Pagefind is given and writes take half the processor time."""
PART_ROOM = 4 * PART_MOST
"""How much must be free there: for the pages of a part, each in whole blocks, and for what Pagefind makes of them."""
_THREADS = {"TOKIO_WORKER_THREADS": "1"}
"""Pagefind writes its files with threads that wait for one another, which takes time of the processor."""


class SearchIndexError(Exception):
    """Pagefind cannot run, or refuses a record; the message says why."""


def parted(pages: Iterable[tuple[str, str]]) -> Iterator[list[bytes]]:
    """The pages of each part, in their order and in UTF-8, from pages with their addresses.

    One sign beyond Latin letters makes a text of Python twice as large.
    """
    part: list[bytes] = []
    weight = 0
    for address, page in pages:
        written = page.encode()
        more = len(written) + _PAGE
        if part and weight + more > PART_MOST:
            yield part
            part, weight = [], 0
        part.append(written)
        weight += more
        if weight > PART_LEAST and not zlib.crc32(address.encode()) % _ENDS:
            yield part
            part, weight = [], 0
    if part:
        yield part


class PartMaker:
    """Makes parts in one run of Pagefind each, or takes what an earlier build kept in a folder."""

    def __init__(self, kept: Path | None) -> None:
        self._kept = kept
        self._used: set[str] = set()

    def part(self, pages: list[bytes]) -> PagefindPart:
        """A part of the index, from pages that are then let go. Raises SearchIndexError, UnknownFormError, OSError."""
        name = _name(pages)
        self._used.add(name)
        if (known := self._known(name)) is None:
            known = _made(pages)
            with suppress(OSError):  # the next build then makes it again
                self._keep(name, known)
        return known

    def tidy(self) -> None:
        """Remove the parts that this build did not use: they have texts that may be gone from the records."""
        with suppress(OSError):  # a folder that may not be written
            for file in self._kept.iterdir() if self._kept else ():
                if file.name not in self._used:
                    file.unlink(missing_ok=True)

    def _known(self, name: str) -> PagefindPart | None:
        try:
            with ZipFile(self._kept / name if self._kept else BytesIO()) as packed:
                known: PagefindPart
                known, sizes = pickle.loads(packed.read(_INDEX))  # noqa: S301 # our own file, as hard to change as code
                fragments = BytesIO(packed.read(_PAGES))
        except Exception:  # noqa: BLE001 # whatever a damaged file makes of it, the part is made again
            return None
        return replace(known, fragments=[fragments.read(size) for size in sizes])

    def _keep(self, name: str, part: PagefindPart) -> None:
        """Keep a part as `withdraw` can open it: the pages are gzip, one behind the other."""
        if self._kept is None:
            return
        self._kept.mkdir(parents=True, exist_ok=True)
        sizes = [len(fragment) for fragment in part.fragments]
        with TemporaryDirectory(dir=self._kept.parent) as folder:  # a build beside this one never reads half a file
            new = Path(folder) / name
            with ZipFile(new, "w") as packed:
                packed.writestr(_INDEX, pickle.dumps((replace(part, fragments=[]), sizes), pickle.HIGHEST_PROTOCOL))
                packed.writestr(_PAGES, b"".join(part.fragments))
            new.replace(self._kept / name)


def _name(pages: list[bytes]) -> str:
    """What a part depends on: its pages, Pagefind, and the form in which it is kept."""
    digest = sha256(f"{PART_FORM} {version('pagefind_bin_extended')}".encode())
    for page in pages:
        digest.update(b"\0" + page)
    return digest.hexdigest()[:32]


def _made(pages: list[bytes]) -> PagefindPart:
    with TemporaryDirectory(dir=work_folder()) as work:
        given, folder = Path(work) / "pages", Path(work) / "index"
        given.mkdir()
        for number, page in enumerate(pages):
            (given / f"{number}.html").write_bytes(page)
        pages.clear()  # Pagefind has them, and what it makes of them takes as much again
        _index(given, folder)
        return read_part(folder)


def work_folder() -> Path | None:
    """The folder for files that are needed for a moment: one in memory if it has room, else that of the system."""
    try:
        usable = os.access(MEMORY_FOLDER, os.W_OK | os.X_OK) and disk_usage(MEMORY_FOLDER).free > PART_ROOM
    except OSError:
        return None
    return MEMORY_FOLDER if usable else None


def _index(pages: Path, folder: Path) -> None:
    """Have Pagefind read a folder of pages."""
    line = [str(get_executable()), "--silent", "--force-language", INDEX_LANGUAGE, "--site", str(pages)]
    line += ["--output-path", str(folder)]
    done = subprocess.run(line, capture_output=True, check=False, text=True, env=os.environ | _THREADS)  # noqa: S603
    if done.returncode:
        raise SearchIndexError(f"the search index cannot be made: {(done.stderr or done.stdout).strip()[:300]}")
