"""Files that do not belong where they are: symbolic links, and files that a site would publish unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.core.models import KINDS
from macros.core.problems import Problem

FOLDERS = ("docs", "data")
PUBLISHED = (".md", ".svg")
UNPUBLISHED = (".txt", ".bak", ".orig")
"""Files that mkdocs.yml leaves out: captured texts, and leftovers of editors."""
SYSTEM = (".DS_Store", ".swp")
"""Name endings of files that systems and editors leave behind; `.gitignore` keeps them out of the repository."""
_LISTS = ("health.json", "published.txt", "redirects.yml", "vocabulary.yml")
"""The files of `data/` that are not records."""
OF_KINDS = [kind.folder for kind in KINDS.values() if kind.folder]


def strays(root: Path) -> Iterator[Problem]:
    """Every symbolic link in `docs/` and `data/`, and every file that is not a record, a list, a page or a picture.

    Hidden files are reported anywhere: a `.gitattributes` or `.gitignore` changes how git shows other files.
    """
    for folder in FOLDERS:
        for file in (root / folder, *sorted((root / folder).rglob("*"))):
            shown = file.relative_to(root).as_posix()
            if wrong := _fault(file, shown, folder):
                yield Problem(shown, 1, "", wrong, "file")


def _fault(file: Path, shown: str, folder: str) -> str:
    if file.is_symlink():
        return "is a symbolic link; put the file itself here"
    if file.name.endswith(SYSTEM) or not file.is_file():
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
    if file.suffix in UNPUBLISHED or file.name.endswith("~"):
        return ""
    published = file.suffix in PUBLISHED
    return "" if published else "does not belong here; docs/ holds pages (.md) and pictures (.svg)"
