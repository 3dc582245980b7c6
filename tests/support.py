"""What several tests share: the invented archive, copies of it, and what `check` says of a tree."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
import yaml

from macros.core.archive import load
from macros.core.noting.reads import Noted, Read, Together
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rulebook import check
from macros.core.rules.examples import WrongForm, examples
from macros.outputs import outputs
from macros.programs.pagefind.index import index_files
from macros.session import Session
from macros.site.exports import exports
from macros.site.searching.search_entries import SearchEntry
from macros.site.site import Site

TESTS = Path(__file__).resolve().parent
REPOSITORY = TESTS.parent
INVENTED = TESTS / "archive"
SITE = "https://archive.example/"
"""Where the invented archive says that it is published."""
EXPECTED = TESTS / "expected"
ODD_NAME = 'it\'s 100% "서울" & 北 #1 $x (a;b)'
"""The name of a folder with signs that shells, addresses and patterns read as their own."""
TODAY = Session(INVENTED).today
"""The day on which the invented archive is checked: that of the run, since commands write it into records."""
SHARED = REPOSITORY.parent / "shared"
BINARY = (".sqlite",)
"""Endings of data files that are no text."""
THOROUGH = pytest.mark.thorough
"""What asks every record or page of the archive itself, and so takes longer with each source: `make thorough`."""
BOTH = [pytest.param(INVENTED, id="invented"), pytest.param(REPOSITORY, id="real", marks=THOROUGH)]
"""Each archive, whole."""

T = TypeVar("T")


@cache
def zotero_fields() -> dict[str, set[str]]:
    """The fields of each item type of Zotero that our works have, with their general names."""
    rows = yaml.safe_load((TESTS / "zotero_schema.yml").read_text("utf-8"))
    return {kind: set(re.split(r"[ :]", row["fields"])) for kind, row in rows.items()}


@cache
def real_archive() -> Session:
    """The archive of this repository, opened once for all tests that change nothing of it."""
    return Session(REPOSITORY)


def write_index(found: Iterable[SearchEntry], site: Path, kept: Path | None = None) -> None:
    """Write the search index of some results below the folder of a site."""
    for path, content in index_files(found, kept):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)


def few(every: Iterable[T], size: Callable[[T], int]) -> list[T]:
    """Of any number the first, the smallest and the largest: what is asked each time where `make thorough` asks all."""
    listed = list(every)
    found = [listed[0], min(listed, key=size), max(listed, key=size)]
    return [one for number, one in enumerate(found) if not any(one is before for before in found[:number])]


def data_files(site: Site) -> dict[str, str]:
    """The text of every data file, by its path below the site's root."""
    return {path: made.decode() if isinstance(made, bytes) else made for path, made in exports(site)}


def problems(root: Path, as_of: str = TODAY) -> list[Problem]:
    """Everything that `check` finds in an archive on a day."""
    archive = load(root)
    archive.as_of = as_of
    return check(archive, Relations(archive))


def listing(root: Path) -> str:
    """What `check` prints about the files of an archive, one problem a line, without the count."""
    return "".join(f"{problem.as_text()}\n" for problem in problems(root))


def spoil(form: WrongForm, root: Path) -> Path:
    """The archive with a form of an example in place of what is right."""
    known, target = root / form.file, root / form.broken_file
    text = form.put(known.read_text("utf-8") if known.exists() else form.right)
    known.unlink(missing_ok=True)
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, "utf-8")
    return root


def broken(rule: str, root: Path) -> WrongForm:
    """Break a rule in an archive as often as one form of its example does, and give that form."""
    form = max(examples()[rule].forms, key=lambda form: len(form.says))
    spoil(form, root)
    return form


def rendered(root: Path) -> dict[str, str]:
    """What `render` writes as text, by path: pages as Markdown, `docs/` and the data files."""
    session = Session(root)
    pages = {page.uri: page.markdown() for page in session.pages.values()}
    made = {path: make() for path, make in outputs(session, everywhere=True)}
    return dict(session.rendered_docs()) | pages | _texts(made)


def _texts(made: Mapping[str, str | bytes]) -> dict[str, str]:
    """The files that are text, as it is in them."""
    texts = {path: content for path, content in made.items() if not path.endswith(BINARY)}
    return {path: content.decode() if isinstance(content, bytes) else content for path, content in texts.items()}


def written(root: Path, uri: str) -> str:
    """What `render` writes of one page."""
    session = Session(root)
    if uri in session.pages:
        return session.pages[uri].markdown()
    return session._carried_out(session.archive.pages[f"docs/{uri}"], uri)


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


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder as a committer of no configuration."""
    identity = ("-c", "user.name=Archivist", "-c", "user.email=archivist@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, check=True)


def house(folder: Path, archive: Path = INVENTED) -> Path:
    """A copy of an archive in a folder laid out like the repository: MkDocs can build it there."""
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


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that one worker of a run makes for all: the first that asks makes it, the others wait."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    made = folder.with_suffix(".made")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            folder.mkdir()
            make(folder)
            made.touch()
    return folder


def one_by_one(noted: Iterable[Noted]) -> set[Read]:
    """All reads that were noted, also those that were noted as one."""
    found, ahead, seen = set[Read](), [*noted], set[Together]()
    while ahead:
        one = ahead.pop()
        if not isinstance(one, Together):
            found.add(one)
        elif one not in seen:
            seen.add(one)
            assert one.reads is not None, "it was let go"
            ahead += one.reads
    return found
