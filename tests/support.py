"""What several tests share: the invented archive, copies of it, and what `check` says of a tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.core.archive import load
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules import check
from macros.session import Session
from macros.site.exports import exports

TESTS = Path(__file__).resolve().parent
REPOSITORY = TESTS.parent
INVENTED = TESTS / "archive"
EXPECTED = TESTS / "expected"
BROKEN = TESTS / "broken"
TODAY = "2026-11-26"
"""The day on which the invented archive is checked."""
SHARED = REPOSITORY.parent / "shared"

LISTING = "expected.txt"
DELETED = "DELETE"


def problems(root: Path) -> list[Problem]:
    """Everything that `check` finds in an archive."""
    archive = load(root)
    archive.as_of = TODAY
    return check(archive, Relations(archive))


def listing(root: Path) -> str:
    """What `check` prints about the files of an archive, one problem a line, without the count."""
    return "".join(f"{problem.as_text()}\n" for problem in problems(root))


def broken_trees() -> list[Path]:
    """The folders of `tests/broken`, each named after a rule."""
    return sorted(folder for folder in BROKEN.iterdir() if folder.is_dir())


def lay_over(tree: Path, target: Path) -> Path:
    """A copy of the invented archive with the files of a broken tree over it and those it deletes away."""
    shutil.copytree(INVENTED, target)
    shutil.copytree(tree, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(LISTING, DELETED))
    if (tree / DELETED).exists():
        for path in (tree / DELETED).read_text("utf-8").split():
            (target / path).unlink()
    return target


def rendered(root: Path) -> dict[str, str]:
    """What `render` writes, by path: pages as Markdown, `docs/` and the data files."""
    session = Session(root)
    pages = {page.uri: page.markdown() for page in session.pages.values()}
    return dict(session.rendered_docs()) | pages | dict(exports(session.site))


def files(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file below a folder with its path from there, sorted."""
    for file in sorted(root.rglob("*")):
        if file.is_file():
            yield file.relative_to(root).as_posix(), file


def command(*arguments: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """`python -m …` in a process of its own, with the repository's code."""
    line = [sys.executable, "-m", *(str(argument) for argument in arguments)]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "NO_MKDOCS_2_WARNING": "1", **(env or {})}
    return subprocess.run(line, env=environment, capture_output=True, text=True, check=False, timeout=170)


def house(folder: Path, archive: Path = INVENTED) -> Path:
    """A copy of an archive in a folder laid out like the repository, so that MkDocs can build it there."""
    root = folder / "tests" / "archive"
    if archive != root:
        shutil.copytree(archive, root)
    (folder / "macros").symlink_to(REPOSITORY / "macros", target_is_directory=True)
    theme = REPOSITORY / "overrides"
    if theme.is_dir():
        (folder / "overrides").symlink_to(theme, target_is_directory=True)
    else:
        (folder / "overrides").mkdir()
    return root


def build(root: Path, site: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Build an archive with MkDocs in a process of its own."""
    return command("mkdocs", "build", "--strict", "-f", root / "mkdocs.yml", "-d", site, env=env)
