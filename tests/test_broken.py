"""Broken trees: for every rule a folder `tests/broken/<rule>` and everything that `check` says of it.

A tree holds only the files that differ from `tests/archive`; it is laid over a copy of that, and the paths in its
file `DELETE` are taken away. `expected.txt` is the full listing. `python -m pytest --accept` writes it anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.core.rules import RULES
from tests.support import BROKEN, DELETED, INVENTED, LISTING, broken_trees, lay_over, listing, problems


def test_every_rule_has_a_broken_tree() -> None:
    """No rule lacks a tree that breaks it, and no tree belongs to a rule that is gone."""
    assert sorted(tree.name for tree in broken_trees()) == sorted(RULES)


def test_invented_archive_is_sound() -> None:
    """The archive that the trees are laid over has no problem itself."""
    assert listing(INVENTED) == ""


@pytest.mark.parametrize("rule", [tree.name for tree in broken_trees()])
def test_listing_is_as_expected(rule: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Checking a broken tree lists exactly the expected problems."""
    found = listing(lay_over(BROKEN / rule, tmp_path / "archive"))
    expected = BROKEN / rule / LISTING
    if request.config.getoption("--accept"):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


@pytest.mark.parametrize("rule", [tree.name for tree in broken_trees()])
def test_only_its_own_rule_speaks(rule: str, tmp_path: Path) -> None:
    """A broken tree is reported by its own rule and has no follow-on errors of others."""
    rules = {problem.rule for problem in problems(lay_over(BROKEN / rule, tmp_path / "archive"))}
    assert rules == {rule}


@pytest.mark.parametrize("rule", [tree.name for tree in broken_trees()])
def test_every_problem_is_placed(rule: str, tmp_path: Path) -> None:
    """Every problem is one line and names a file and a line of that file, or a file that is missing."""
    root = lay_over(BROKEN / rule, tmp_path / "archive")
    deleted = BROKEN / rule / DELETED
    missing = deleted.read_text("utf-8").split() if deleted.exists() else []
    for problem in problems(root):
        assert "\n" not in problem.as_text()
        assert problem.message
        if problem.path not in missing:
            text = (root / problem.path).read_bytes()
            assert 1 <= problem.line <= max(text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1, 1)
