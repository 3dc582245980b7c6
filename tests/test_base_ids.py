"""Ids that are only on a branch of one's own may still change; those of the base branch bind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from macros.cli import main
from macros.programs.git import base_ids
from macros.session import Session
from tests.support import INVENTED, git

EVENT, OLD, NEW = "data/events/new-2011.yml", "events/new-2011", "events/newer-2011"
TEXT = "title: A new vote\ndate: 2011-09-01\nkind: vote\nstatus: claimed\n"
Captured = pytest.CaptureFixture[str]


def _listed(root: Path) -> list[str]:
    return (root / "data/published.txt").read_text("utf-8").split("\n")


def _entered_and_renamed(root: Path) -> None:
    """A record of the branch whose id is in the list already, under another name."""
    (root / EVENT).write_text(TEXT, "utf-8")
    assert main(["--root", str(root), "ids"]) == 0
    assert OLD in _listed(root)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "A vote")
    (root / EVENT).rename(root / "data/events/newer-2011.yml")


def test_an_id_of_a_branch_is_free(repository: Path, capsys: Captured) -> None:
    """After `make ids` on a branch a record can be renamed: check says nothing, and `make ids` takes the old id out."""
    _entered_and_renamed(repository)
    assert Session(repository).problems == []
    assert main(["--root", str(repository), "ids", "--check"]) == 1
    assert f"'{OLD}' is gone and was never on the base branch; run `make ids`" in capsys.readouterr().out
    assert main(["--root", str(repository), "ids"]) == 0
    assert "1 id added to data/published.txt, 1 of this branch alone taken out" in capsys.readouterr().out
    assert NEW in _listed(repository)
    assert OLD not in _listed(repository)
    assert main(["--root", str(repository), "ids", "--check"]) == 0


@pytest.mark.parametrize("left", [0, 20])
def test_lost_lines_of_the_list_are_told_together(left: int, repository: Path, capsys: Captured) -> None:
    """Whether it was emptied or cut; of few lines each is told."""
    published = repository / "data/published.txt"
    lines = published.read_text("utf-8").splitlines(keepends=True)
    if not left:
        (repository / "data/redirects.yml").write_text("{}\n", "utf-8")
    published.write_text("".join(lines[:left]), "utf-8")
    assert main(["--root", str(repository), "check", "--base", "main"]) == 1
    told = [line for line in capsys.readouterr().out.split("\n")[:-2] if "[changed-claim]" not in line]
    first, number = lines[left].strip(), len(lines) - left
    lacks = f"lacks {number} of the ids that were published ('{first}' …); put their lines back"
    assert told == [f"data/published.txt:1: {lacks} [published-line]"]
    git(repository, "checkout", "--quiet", "data/redirects.yml")
    published.write_text("".join(lines[:-2]), "utf-8")
    main(["--root", str(repository), "check", "--base", "main"])
    assert capsys.readouterr().out.count("[published-line]") == 2


def test_an_emptied_list_lacks_no_single_id(invented: Path, capsys: Captured) -> None:
    """`ids --check` says once that it lists nothing."""
    (invented / "data/published.txt").write_text("", "utf-8")
    assert main(["--root", str(invented), "ids", "--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "data/published.txt:1: lists none of 52 ids; restore the file, or run `make ids`"
    ]


def test_an_id_of_the_base_branch_binds(repository: Path) -> None:
    """What is on main was published: a record that is renamed there is told, once, with its old name."""
    _entered_and_renamed(repository)
    git(repository, "branch", "--force", "main", "HEAD")
    [problem] = Session(repository).problems
    assert problem.rule == "lost-id"
    assert "give data/events/newer-2011.yml its old name back" in problem.message


def test_the_remote_branch_goes_before_the_local_one(repository: Path) -> None:
    """With a remote its main decides, also on the local main; without git every id binds."""
    _entered_and_renamed(repository)
    git(repository, "update-ref", "refs/remotes/origin/main", "main")
    git(repository, "branch", "--force", "main", "HEAD")
    assert OLD not in (base_ids(repository) or set())
    git(repository, "update-ref", "refs/remotes/upstream/main", "main")
    assert OLD in (base_ids(repository) or set())


def test_without_a_base_branch_every_id_binds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a repository, or without git, nothing is known of a base branch."""
    assert base_ids(tmp_path) is None
    monkeypatch.setenv("PATH", os.devnull)
    assert base_ids(INVENTED) is None
