"""Files that do not belong where they lie: links out of the archive, and what a site would publish as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.core.models import KINDS
from macros.core.problems import Problem

FOLDERS = ("docs", "data")
PUBLISHED = (".md", ".svg")
UNPUBLISHED = (".txt", ".bak", ".orig")
"""Left out by mkdocs.yml: captured texts, and what an editor leaves behind."""
OF_KINDS = [kind.folder for kind in KINDS.values() if kind.folder]


def strays(root: Path) -> Iterator[Problem]:
    """Every symbolic link in `docs/` and `data/`, and every file in `docs/` that is neither page nor picture."""
    for folder in FOLDERS:
        for file in (root / folder, *sorted((root / folder).rglob("*"))):
            shown = file.relative_to(root).as_posix()
            if file.is_symlink():
                yield Problem(shown, 1, "", "is a symbolic link; put the file itself here", "file")
            elif folder == "docs" and _is_foreign(file, file.parent.relative_to(root).as_posix()):
                wrong = "does not belong here; docs/ holds pages (.md) and pictures (.svg)"
                yield Problem(shown, 1, "", wrong, "file")


def _is_foreign(file: Path, folder: str) -> bool:
    kept = file.suffix in (*PUBLISHED, *UNPUBLISHED) or file.name.endswith("~")
    return not kept and file.is_file() and not any(f"{folder}/".startswith(f"{kind}/") for kind in OF_KINDS)
