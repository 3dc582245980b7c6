"""The examples of the rules: each right one is sound, and each wrong one breaks its rule as the page says."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.core.archive import load
from macros.core.comparison import COMPARISON_RULES, compare
from macros.core.problems import Problem
from macros.core.rules import RULES
from macros.core.rules.examples import Example, examples
from macros.core.verification import VERIFICATION_RULES, verify
from tests.support import INVENTED, TESTS, problems

ALL = {**RULES, **COMPARISON_RULES, **VERIFICATION_RULES}
LONGEST = 6
"""Lines of a snippet."""
each = pytest.mark.parametrize("rule", list(examples()))


def _found(rule: str, root: Path) -> list[Problem]:
    """What the command that holds to the rule reports: `check`, `check --base` or `verify`."""
    if rule in VERIFICATION_RULES:
        return verify(load(root), {file.name: file.read_bytes() for file in (TESTS / "captures").iterdir()})
    compared = compare(load(INVENTED), load(root)) if rule in COMPARISON_RULES else []
    return [*compared, *problems(root)]


def _broken(example: Example, root: Path) -> None:
    """Put what is wrong into an archive, in the place of what is right."""
    known, target = root / example.file, root / example.broken_file
    text = known.read_text("utf-8") if known.exists() else example.right
    known.unlink(missing_ok=True)
    target.write_text(text.replace(example.right, example.wrong) if example.right else example.wrong, "utf-8")


def test_every_rule_has_an_example() -> None:
    """No rule lacks an example, and no example belongs to a rule that is gone."""
    assert set(examples()) == set(ALL)


@each
def test_an_example_is_short(rule: str) -> None:
    """A snippet has one to six lines, words stand in for one that is left out, and every reason is a sentence."""
    example = examples()[rule]
    assert 1 <= example.wrong.count("\n") <= LONGEST
    assert example.right.count("\n") <= LONGEST
    assert example.right or example.instead
    assert example.right != example.wrong or example.wrong_file
    assert all(text[0].isupper() and text.endswith(".") for text in (example.why, example.instead) if text)


@each
def test_the_right_example_is_sound(rule: str, invented: Path) -> None:
    """What is right stands once in the invented archive, or is a new file with which that has no problem."""
    example = examples()[rule]
    known = invented / example.file
    if known.exists():
        assert known.read_text("utf-8").count(example.right) == 1
    elif example.right:
        known.write_text(example.right, "utf-8")
    assert _found(rule, invented) == []


@each
def test_the_wrong_example_breaks_its_rule(rule: str, invented: Path) -> None:
    """What is wrong gives the one message of the page, and breaks no other rule than those that the page names."""
    example = examples()[rule]
    _broken(example, invented)
    found = _found(rule, invented)
    assert [problem.as_text() for problem in found if problem.rule == rule] == [example.says]
    assert {problem.rule for problem in found} == {rule, *example.also}
