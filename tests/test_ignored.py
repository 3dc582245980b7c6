"""What systems and editors leave behind in docs/ and data/ is neither a problem nor published."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from macros.core.archive import load
from macros.core.reading.unexpected_files import LEFT_BEHIND
from macros.programs.git import ignored
from macros.session import Session
from tests.oddities import LEFT, leave
from tests.support import INVENTED, REPOSITORY, git, problems

STRAY = "docs/about/x.html"


def test_what_is_left_behind_is_ignored(invented: Path) -> None:
    """Without git the usual names are left out, and a file of another name is reported as before."""
    leave(invented, *LEFT, STRAY)
    assert {problem.path for problem in problems(invented)} == {STRAY}
    assert load(invented).ignored == set(LEFT)


def test_git_says_what_is_ignored(repository: Path) -> None:
    """In a repository git decides: a pattern of one's own counts, and a file that git keeps is never ignored."""
    (repository / ".gitignore").write_text("*.draft\n*.bak\n", "utf-8")
    leave(repository, "docs/about/mine.draft", "data/people/x.yml.bak", "docs/Thumbs.db")
    git(repository, "add", "--force", "data/people/x.yml.bak")
    session = Session(repository)
    assert session.archive.ignored == {"docs/about/mine.draft"}
    assert {problem.path for problem in session.problems} == {"data/people/x.yml.bak", "docs/Thumbs.db"}


def test_both_lists_agree() -> None:
    """The names that are left out without git are those that `.gitignore` lists, each alone on its line."""
    lines = {line.removeprefix("\\") for line in (REPOSITORY / ".gitignore").read_text("utf-8").split("\n")}
    assert set(LEFT_BEHIND) <= lines
    paths = [f"docs/{name.replace('*', 'x')}" for name in LEFT_BEHIND]
    assert ignored(REPOSITORY, paths) == set(paths)


def test_without_git_the_names_are_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where no git is installed, or no repository is around, the list of names is used."""
    assert ignored(tmp_path, ["docs/x~", "docs/x.md"]) == {"docs/x~"}
    monkeypatch.setenv("PATH", os.devnull)
    assert ignored(INVENTED, ["docs/x~", "docs/x.md"]) == {"docs/x~"}


@pytest.mark.slow
def test_nothing_ignored_is_published(odd_site: Path) -> None:
    """A build passes with such files in docs/, and none of them is in the site."""
    names = {path.rsplit("/", 1)[1] for path in LEFT}
    assert not [file for file in odd_site.rglob("*") if file.name in names]
