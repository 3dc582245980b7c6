"""Files that do not belong where they are: symbolic links, and files that a site would publish unchanged."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

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
_READ = [[name] for name in _LISTS]
"""Where the lists are below `data/`. Whatever is not a plain file there is told by who reads it."""
OF_KINDS = [kind.folder for kind in KINDS.values() if kind.folder]
_IN_FOLDERS_OF_KINDS = tuple(f"{folder}/" for folder in OF_KINDS)


def left_behind(root: Path, paths: Sequence[str]) -> set[str]:
    """Those of some paths that are ignored where git cannot be asked."""
    del root
    return {path for path in paths if any(fnmatchcase(part, name) for part in path.split("/") for name in LEFT_BEHIND)}


def ignored_files(root: Path, ignoring: Ignoring) -> set[str]:
    """The files of `docs/` and `data/` that git ignores: they are neither read nor published."""
    found = (one for folder in FOLDERS for one in all_below(root, folder))
    odd = [path for path, file in found if not _PLAIN.fullmatch(path) and (file.is_symlink() or file.is_file())]
    return ignoring(root, odd) if odd else set()


def all_below(root: Path, folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Whatever is below a folder, folders and links too, each with its path from the root, in the order of all names.

    Nothing is below a link. This takes a fifth of the time of `rglob`, which asks about each file anew.
    """
    ahead, found = [folder], list[tuple[str, os.DirEntry[str]]]()
    if any((root / above).is_symlink() for above in (folder, *PurePosixPath(folder).parts[:1])):
        return  # what is there belongs to somebody else
    while ahead:
        within = ahead.pop()
        try:
            inside = [(f"{within}/{one.name}", one) for one in os.scandir(root / within)]
        except OSError:
            continue
        ahead += [path for path, one in inside if one.is_dir(follow_symlinks=False)]
        found += inside
    yield from sorted(found, key=lambda one: one[0].split("/"))


def torn_folders(root: Path) -> Iterator[Problem]:
    """Every folder that is a link, cannot be read or is not there, without which most of the archive cannot be judged.

    What would follow from it is not looked for.
    """
    for folder, holds in _HOLDING.items():
        if wrong := _torn(root / folder, holds):
            yield Problem(folder, 1, "", wrong, "file")
            continue
        inside = {f"{folder}/{one.name}" for one in os.scandir(root / folder) if one.is_symlink() and one.is_dir()}
        for path in sorted({kind for kind in OF_KINDS if kind.startswith(f"{folder}/")} | inside):
            if (wrong := _torn(root / path, "")) and (wrong != _MISSING):
                yield Problem(path, 1, "", wrong, "file")
        yield from _closed_within(root, folder)


def _closed_within(root: Path, folder: str) -> Iterator[Problem]:
    """Every folder further within that cannot be read: the pages in it would be missing, and nothing would tell."""
    failed = list[OSError]()
    for _ in os.walk(root / folder, onerror=failed.append):
        pass
    for error in failed:
        path = Path(error.filename).relative_to(root).as_posix()
        if path not in OF_KINDS and not is_hidden(path):  # the first are told above
            yield Problem(path, 1, "", _closed(error), "file")


def _closed(error: OSError) -> str:
    return f"cannot be read ({error.strerror}); should be a readable folder"


_HOLDING = {"docs": "its pages and annotated sources", "data": "its records and lists"}
"""The folders that every archive needs, and what they hold."""
_MISSING = "is missing"


def _torn(path: Path, holds: str) -> str:
    """What is wrong with a folder as a whole; empty if nothing is."""
    if path.is_symlink():
        return "is a symbolic link; put the folder itself here"
    if not path.exists():
        return f"{_MISSING}; restore the folder with {holds}" if holds else _MISSING
    if not path.is_dir():
        return f"is a file; put the folder with {holds or 'its records'} here"
    try:
        os.scandir(path).close()
    except OSError as error:
        return _closed(error)
    return ""


def strays(root: Path, ignored: Collection[str] = ()) -> Iterator[Problem]:
    """Every symbolic link in `docs/` and `data/`, and every file that is not a record, a list, a page or a picture.

    What git ignores is left out.

    Hidden files are reported anywhere: a `.gitattributes` or `.gitignore` changes how git shows other files.
    """
    for folder in FOLDERS:
        found: dict[str, Path | os.DirEntry[str]] = {folder: root / folder, **dict(all_below(root, folder))}
        for path, file in found.items():
            if path not in ignored and (wrong := _fault(path, file)):
                yield Problem(path, 1, "", wrong, "file")


def _fault(path: str, file: Path | os.DirEntry[str]) -> str:
    if file.is_symlink():
        return "is a symbolic link; put the file itself here"
    if file.is_dir():
        in_place = path.endswith((".md", ".yml")) and path.split("/")[1:] not in _READ
        return "is a folder; put a file of this name here, or give the folder another name" if in_place else ""
    if not file.is_file():
        told = path.startswith(_IN_FOLDERS_OF_KINDS) or path.endswith(PUBLISHED) or path.split("/")[1:] in _READ
        return "" if told or path in FOLDERS else "is not a plain file; delete it"
    if is_hidden(path):
        return "is hidden; delete it, or give the file or folder a name that does not begin with a dot"
    if path.startswith(_IN_FOLDERS_OF_KINDS):
        return ""  # reported with the records of the folder
    folder, *within = path.split("/")
    return _foreign_to_data(within) if folder == "data" else _foreign_to_docs(path)


def is_folder(found: os.DirEntry[str]) -> bool:
    """Whether something is a folder, or a link to one. A link that leads to itself is none."""
    try:
        return found.is_dir()
    except OSError:
        return False


def is_hidden(shown: str) -> bool:
    """Whether a file, or a folder around it, is hidden by a dot at the beginning of its name."""
    return any(part.startswith(".") for part in shown.split("/"))


def _foreign_to_data(within: list[str]) -> str:
    if len(within) == 1 and within[0] in _LISTS:
        return ""
    folders = ", ".join(sorted(kind.removeprefix("data/") for kind in OF_KINDS if kind.startswith("data/")))
    return f"does not belong here; data/ holds {', '.join(_LISTS)} and the folders {folders}"


def _foreign_to_docs(path: str) -> str:
    ending = PurePosixPath(path).suffix
    if ending in UNPUBLISHED:
        return ""
    published = ending in PUBLISHED
    return "" if published else "does not belong here; docs/ holds pages (.md) and pictures (.svg)"
