"""A process that asks half of the rules: whatever becomes of it, the problems are those of one asker."""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from macros.core.archive import Archive, load
from macros.core.problems import Problem
from macros.core.reading.kept import Kept
from macros.core.relations import Relations
from macros.core.rulebook import Ask, check, needing, one_by_one
from macros.core.rules.registry import Rule
from macros.programs import asking_beside, workers
from macros.programs.asking_beside import two_by_two
from macros.session import Session
from tests.support import THOROUGH, TODAY
from tests.test_kept import _edit

EDITS = 20
RULES = [rule for rule in needing("records") if not rule.alone]
HERE = os.getpid()


@pytest.fixture(autouse=True)
def _forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a process be forked for the smallest archive."""
    monkeypatch.setattr(workers, "_processes", lambda: 1)
    monkeypatch.setattr(asking_beside, "LEAST_RECORDS", 0)


def _opened(root: Path, kept: Kept | None = None) -> tuple[Archive, Relations]:
    archive = load(root, kept=kept)
    archive.as_of = TODAY
    return archive, Relations(archive)


def _found(root: Path, ask: Ask, kept: Kept | None = None) -> list[Problem]:
    return check(*_opened(root, kept), ask)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=THOROUGH), pytest.param(3, marks=THOROUGH)])
def test_two_who_ask_find_what_one_finds(seed: int, invented: Path, tmp_path: Path) -> None:
    """After each of many random edits the problems and their order are the same, whether they are kept or not."""
    dice = random.Random(seed)  # noqa: S311 # edits that are the same each time
    for number in range(EDITS):
        alone = _found(invented, one_by_one)
        kept = Kept(tmp_path / f"{number}.sqlite")
        assert _found(invented, two_by_two, kept) == _found(invented, two_by_two) == alone
        kept.close()
        assert _found(invented, two_by_two, Kept(tmp_path / f"{number}.sqlite")) == alone
        _edit(invented, dice)


def _with(check: Callable[[], object], places: range) -> list[Rule]:
    """The rules, those at some places with something done before they are asked."""

    def before(rule: Rule) -> Rule:
        return replace(rule, check=lambda *archives: (check(), rule(*archives))[1])

    return [before(rule) if place in places else rule for place, rule in enumerate(RULES)]


def test_the_other_process_asks_the_last_rules(invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules that one process has asked, the other does not ask again."""
    asked: list[int] = []
    rules = _with(lambda: asked.append(os.getpid()), range(len(RULES)))
    monkeypatch.setattr(workers.Workers, "_do", _only_the_other(workers.Workers._do))
    two_by_two(rules, *_opened(invented))
    assert asked == []


def _only_the_other(do: Callable[..., None]) -> Callable[..., None]:
    def done(self: workers.Workers[object], goes_on: Callable[[], bool]) -> None:
        if os.getpid() != HERE:
            do(self, goes_on)

    return done


def test_rules_of_a_killed_process_are_asked_here(invented: Path) -> None:
    """A process that is killed costs time, but no problem."""
    archive = _opened(invented)

    def killed() -> None:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)

    assert two_by_two(_with(killed, range(len(RULES))), *archive) == one_by_one(RULES, *archive)


def test_what_a_rule_raises_is_raised_here(invented: Path) -> None:
    """A rule that fails in the other process is not left out."""

    def failed() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        two_by_two(_with(failed, range(len(RULES) - 1, len(RULES))), *_opened(invented))


def test_what_is_kept_of_a_check_is_gathered_while_another_process_asks(invented: Path, tmp_path: Path) -> None:
    """It is what is gathered afterwards, so the next check has nothing to do."""
    session = _checks(invented, tmp_path / "kept.sqlite")

    assert session.problems == []
    assert session._known == session.last_check.known_of(session.archive)
    session.remember("all is well")
    session.kept.close()
    again = _checks(invented, tmp_path / "kept.sqlite")
    assert again.last_check.still_says(needing("records")) == "all is well"


def test_what_is_kept_of_a_check_is_gathered_whatever_is_wrong(invented: Path, tmp_path: Path) -> None:
    """After each of many random edits the problems are those of one asker, who gathers nothing."""
    dice = random.Random(4)  # noqa: S311 # edits that are the same each time
    for number in range(EDITS):
        _edit(invented, dice)
        session = _checks(invented, tmp_path / f"{number}.sqlite")
        alone = check(session.archive, session.relations)
        assert session.problems == alone


def _checks(root: Path, file: Path) -> Session:
    session = Session(root, Kept(file))
    session.remembers = True
    session.last_check  # noqa: B018 # looks at the files before the records are read
    return session


def test_no_process_is_forked_for_few_records(invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check of a small archive does without what a fork costs."""
    archive = _opened(invented)
    monkeypatch.setattr(workers, "Workers", None)
    with pytest.raises(TypeError):
        two_by_two(RULES, *archive)
    monkeypatch.setattr(asking_beside, "LEAST_RECORDS", 10_000)
    assert two_by_two(RULES, *archive) == one_by_one(RULES, *archive)


def test_where_nothing_can_be_forked_one_asks_all(invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has none of what a forked process needs, so it is not even looked for."""
    archive = _opened(invented)
    monkeypatch.setitem(sys.modules, "macros.programs.workers", None)
    with pytest.raises(ImportError):
        two_by_two(RULES, *archive)
    monkeypatch.setattr(sys, "platform", "win32")
    assert two_by_two(RULES, *archive) == one_by_one(RULES, *archive)
