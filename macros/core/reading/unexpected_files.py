"""Files that do not belong where they are: symbolic links, and files that a site would publish unchanged."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from macros.core.models import KINDS
from macros.core.problems import Problem

FOLDERS = ("docs", "data")
PUBLISHED = (".md", ".svg")
UNPUBLISHED = (".txt",)
"""Files that mkdocs.yml leaves out: captured texts."""
LEFT_BEHIND = (
    *(".DS_Store", "._*", "Thumbs.db", "ehthumbs.db", "desktop.ini", ".directory", ".~lock.*#", "~$*"),
    *("*.swp", "*.swo", ".#*", "#*#", "*.kate-swp", "*~", "*.bak", "*.orig", ".idea", ".obsidian"),
    *("*.rej", "*.tmp", ".nfs*"),
)
"""Names of files and folders that systems and editors leave behind, as `.gitignore` lists them."""
_PLAIN = re.compile(r"(?:[\w-]+/)*[\w-]+\.(?:md|yml|svg)")
"""Paths that nobody ignores: those of records, pages and pictures."""
Ignoring = Callable[[Path, Sequence[str]], set[str]]
"""What finds those of some paths below a root that git ignores."""
_LISTS = (
    "health.json",
    "published.txt",
    "redirects.yml",
    "labels.yml",
    "sentences.yml",
    "topics.yml",
    "vocabulary.yml",
)
"""The files of `data/` that are not records."""
OF_KINDS = [kind.folder for kind in KINDS.values() if kind.folder]


def left_behind(root: Path, paths: Sequence[str]) -> set[str]:
    """Those of some paths that are ignored where git cannot be asked."""
    del root
    return {path for path in paths if any(fnmatchcase(part, name) for part in path.split("/") for name in LEFT_BEHIND)}


def ignored_files(root: Path, ignoring: Ignoring) -> set[str]:
    """The files of `docs/` and `data/` that git ignores: they are neither read nor published."""
    odd = [path for folder in FOLDERS for path in _files(root, folder) if not _PLAIN.fullmatch(path)]
    return ignoring(root, odd) if odd else set()


def _files(root: Path, folder: str) -> Iterator[str]:
    """Every file and link below a folder, by its path from the root."""
    ahead = [folder]
    while ahead:
        within = ahead.pop()
        try:
            found = list(os.scandir(root / within))  # a tenth of the time of `rglob`, which asks about each file anew
        except OSError:
            continue
        ahead += [f"{within}/{one.name}" for one in found if one.is_dir(follow_symlinks=False)]
        yield from (f"{within}/{one.name}" for one in found if one.is_symlink() or one.is_file())


def strays(root: Path, ignored: Collection[str] = ()) -> Iterator[Problem]:
    """Every symbolic link in `docs/` and `data/`, and every file that is not a record, a list, a page or a picture.

    What git ignores is left out.

    Hidden files are reported anywhere: a `.gitattributes` or `.gitignore` changes how git shows other files.
    """
    for folder in FOLDERS:
        for file in (root / folder, *sorted((root / folder).rglob("*"))):
            shown = file.relative_to(root).as_posix()
            if shown not in ignored and (wrong := _fault(file, shown, folder)):
                yield Problem(shown, 1, "", wrong, "file")


def _fault(file: Path, shown: str, folder: str) -> str:
    if file.is_symlink():
        return "is a symbolic link; put the file itself here"
    if not file.is_file():
        return ""
    within = shown.split("/")[1:]
    if is_hidden(shown):
        return "is hidden; delete it, or give the file or folder a name that does not begin with a dot"
    if any(f"{shown}/".startswith(f"{kind}/") for kind in OF_KINDS):
        return ""  # reported with the records of the folder
    if folder == "data":
        return _foreign_to_data(within)
    return _foreign_to_docs(file)


def is_hidden(shown: str) -> bool:
    """Whether a file, or a folder around it, is hidden by a dot at the beginning of its name."""
    return any(part.startswith(".") for part in shown.split("/"))


def _foreign_to_data(within: list[str]) -> str:
    if len(within) == 1 and within[0] in _LISTS:
        return ""
    folders = ", ".join(sorted(kind.removeprefix("data/") for kind in OF_KINDS if kind.startswith("data/")))
    return f"does not belong here; data/ holds {', '.join(_LISTS)} and the folders {folders}"


def _foreign_to_docs(file: Path) -> str:
    if file.suffix in UNPUBLISHED:
        return ""
    published = file.suffix in PUBLISHED
    return "" if published else "does not belong here; docs/ holds pages (.md) and pictures (.svg)"
