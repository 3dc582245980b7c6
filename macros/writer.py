"""The output of a build: pages are inspected first, no file overwrites another, and problems are collected.

Both ways to write the site use it: the build of MkDocs and `render`.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from macros.core.noting.fingerprints import content_hash
from macros.core.reading.drawings import not_drawn
from macros.site.addresses import FEED
from macros.site.pages.finished import wrong_in_page, wrong_in_part

_PAGES = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".mhtml", ".xml", ".xsl", ".xslt", ".svg", ".svgz")
"""Endings of files that a browser opens as pages."""
OF_PROGRAMS = ("sitemap.xml", "sitemap-")
"""Files with such endings that the archive writes for programs, only from records."""


def meetings(paths: Iterable[str]) -> Iterator[str]:
    """A problem for each address that two pages or files would have, also on disks that ignore capitals."""
    for address, times in Counter(path.lower() for path in paths).items():
        if times > 1:
            yield f"{address}:1: two pages or files would have this address; rename one of them"


_HEAD = "every page has the head of overrides/main.html, with the policy in macros/site/pages/finished.py"
_OUT = (
    "which none of our pages may have; remove it at its source, "
    "or add it to macros/site/pages/finished.py if it is harmless"
)


_UNSEEN = "is a page that was not inspected, or a picture that does more than draw"


class Output:
    """One build into one folder. `root` is the path of the site on its server."""

    def __init__(self, folder: Path, root: str = "/") -> None:
        self.folder, self.root = folder, root
        self.problems: list[str] = []
        self.inspected: set[str] = set()
        self.claimed: dict[str, None] = {}
        self._folders: set[str] = set()

    def page(self, path: str, html: str) -> str:
        """A whole page as it is written; empty, with a problem, if it holds anything forbidden."""
        self.inspected.add(path)
        return "" if self._note(path, html, wrong_in_page(html, self.root)) else html

    def part(self, path: str, html: str) -> bool:
        """Whether a part of a page is as it should be; faults become problems."""
        return not self._note(path, html, wrong_in_part(html, self.root))

    def _note(self, path: str, html: str, wrong: list[str]) -> bool:
        for found in wrong:
            line = html.count("\n", 0, max(0, html.find(found))) + 1
            lacks = found.startswith(("does not ", "has "))
            self.problems.append(
                f"{path}:{line}: {found}; {_HEAD}" if lacks else f"{path}:{line}: holds {found}, {_OUT}"
            )
        return bool(wrong)

    def write(self, path: str, content: str | bytes) -> None:
        """Write a new file; a second one of the same name becomes a problem."""
        if self.claim(path):
            put(self.folder / path, content.encode("utf-8") if isinstance(content, str) else content)

    def claim(self, path: str) -> bool:
        """Whether a path is free for a new file, which then has it; a second file of one path becomes a problem."""
        above = [path[:end] for end, letter in enumerate(path) if letter == "/"]
        if path in self.claimed or path in self._folders or any(one in self.claimed for one in above):
            self.problems.append(f"{path}:1: exists already; two pages or files have the same address")
            return False
        self.claimed[path] = None
        self._folders.update(above)
        return True

    def has(self, path: str, wanted: bytes) -> bool:
        """Whether the folder has a file with a content of this fingerprint."""
        try:
            return content_hash((self.folder / path).read_bytes()) == wanted
        except OSError:
            return False

    def look(self, path: str, content: bytes) -> None:
        """Inspect a picture that was not made as a page; one that does more than draw becomes a problem."""
        if path.endswith(".svg") and path not in self.inspected and not not_drawn(content.decode("utf-8")):
            self.inspected.add(path)
        elif path.lower().endswith(_PAGES) and path not in self.inspected and not _of_programs(path):
            self.inspected.add(path)
            self.problems.append(f"{path}:1: {_UNSEEN}")

    def unseen(self) -> None:
        """Report every page and picture that was written and not inspected, unless it only draws."""
        for path in sorted(self.claimed):
            if not path.lower().endswith(_PAGES) or path in self.inspected or _of_programs(path):
                continue
            if not path.endswith(".svg") or not_drawn((self.folder / path).read_text("utf-8")):
                self.problems.append(f"{path}:1: {_UNSEEN}")

    def unlink_links(self) -> None:
        """Remove what leads out of the folder, before anything is written into it."""
        for entry in _entries(self.folder):
            if entry.is_symlink():
                Path(entry).unlink()

    def sweep(self) -> None:
        """Remove whatever is in the folder and was not written.

        What is hidden at its top stays, as with MkDocs, unless a build that was killed was writing it.
        """
        if self.folder.is_dir():
            self._sweep(self.folder, "")

    def _sweep(self, folder: Path, above: str) -> None:
        for entry in [*os.scandir(folder)]:
            path = above + entry.name
            if path in self._folders and entry.is_dir(follow_symlinks=False):
                self._sweep(Path(entry.path), f"{path}/")
            elif path not in self.claimed and (above or not entry.name.startswith(".") or _half(entry.name)):
                _remove(Path(entry.path))


_HALF = ".new"
"""The ending of what replaces a file, until it takes its place; a build that is killed leaves it."""


def _half(name: str) -> bool:
    """Whether a file is one that was being written."""
    return name.startswith(".") and name.endswith(_HALF)


def put(file: Path, content: bytes) -> None:
    """Let a file have a content. One that has it already is left alone; any other is replaced in one step.

    A new file is written where it belongs: what a build that is killed leaves there, the next one replaces.
    """
    try:
        _write_new(file, content)
    except (FileNotFoundError, NotADirectoryError):
        _make_room(file)
        _write_new(file, content)
    except FileExistsError:
        _replace(file, content)


def _write_new(file: Path | str, content: bytes) -> None:
    """Write a file that is not there. Raises FileExistsError, FileNotFoundError and NotADirectoryError."""
    with open(file, "xb", buffering=0) as opened:  # noqa: PTH123 # a Path takes longer, ten thousand times
        view = memoryview(content)
        while view:
            view = view[opened.write(view) :]


def _replace(file: Path, content: bytes) -> None:
    """Replace what is in the place of a file, unless it is the same."""
    try:
        if file.read_bytes() == content:
            return
    except OSError:
        _make_room(file)
    folder, name = os.path.split(file)
    new = f"{folder}/.{name}.{os.getpid()}{_HALF}"  # two processes may have files of one name at once
    try:
        with open(new, "wb") as opened:  # noqa: PTH123 # the same
            opened.write(content)
        os.replace(new, file)  # noqa: PTH105 # the same
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error


def _make_room(file: Path) -> None:
    """Make the folder of a file, and remove whatever is in the place of either."""
    folder = os.path.dirname(file)  # noqa: PTH120 # the same
    with suppress(OSError):  # it is there, or something above it is not
        os.mkdir(folder)  # noqa: PTH102 # the same
        return
    if file.is_dir():
        _remove(file)
    for above in [*file.parents][::-1]:
        if above.is_file():
            above.unlink()
    file.parent.mkdir(parents=True, exist_ok=True)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Everything in a folder, but what is hidden at its top; no link is followed."""
    ahead = [folder] if folder.is_dir() else []
    while ahead:
        here = ahead.pop()
        for entry in [*os.scandir(here)]:
            if here != folder or not entry.name.startswith("."):
                yield entry
                if entry.is_dir(follow_symlinks=False):
                    ahead.append(Path(entry.path))


def _of_programs(path: str) -> bool:
    """Whether a path is that of a file for programs; each page with a feed has its own beside it."""
    return path.startswith(OF_PROGRAMS) or path.rpartition("/")[2] == FEED
