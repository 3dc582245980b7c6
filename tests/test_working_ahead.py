"""What a forked process works out ahead: whatever becomes of it, the value is that of one process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from macros.core.reading.kept import Kept
from macros.core.rulebook import needing
from macros.programs import asking_beside, workers
from macros.programs.working_ahead import worked_ahead
from macros.session import Session

HERE = os.getpid()


@pytest.fixture(autouse=True)
def _forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a process be forked on any machine."""
    monkeypatch.setattr(workers, "_processes", lambda: 1)


def test_another_process_makes_the_value(tmp_path: Path) -> None:
    """This process need not make what the other one has made."""
    begun, others = tmp_path / "begun", _processes()

    def make() -> int:
        begun.touch()
        return os.getpid()

    with worked_ahead(make, pays=True) as made:
        while not begun.exists():
            time.sleep(0.01)
        assert made() != HERE
    assert _processes() <= others


def test_what_a_killed_process_should_have_made_is_made_here() -> None:
    """A process that is killed costs time, but no value."""

    def killed() -> int:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    with worked_ahead(killed, pays=True) as made:
        assert made() == HERE


def test_where_it_does_not_pay_the_value_is_made_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check of a small archive does without what a fork costs, and makes nothing that nobody wants."""
    monkeypatch.setattr(workers, "Workers", None)
    with worked_ahead(os.getpid, pays=False) as made:
        assert made() == HERE
    with pytest.raises(TypeError), worked_ahead(os.getpid, pays=True):
        pass


def test_a_value_that_nobody_wants_leaves_no_process_behind() -> None:
    """Whoever goes on without the value ends the process that makes it."""
    others = _processes()
    with worked_ahead(signal.pause, pays=True):
        assert len(_processes() - others) == 1
    assert _processes() <= others


def test_a_large_archive_is_remembered_like_a_small_one(
    invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another process tells of all records is what this one would tell, so the next check has nothing to do."""
    monkeypatch.setattr(asking_beside, "LEAST_RECORDS", 0)
    session = _checks(invented, tmp_path / "kept.sqlite")

    assert session.problems == []
    assert session._known == session.last_check.known_of(session.archive)
    session.remember("all is well")
    session.kept.close()
    again = _checks(invented, tmp_path / "kept.sqlite")
    assert again.last_check.still_says(needing("records")) == "all is well"


def _processes() -> set[int | None]:
    """The processes that this one has begun and that have not ended; other tests leave some."""
    return {process.pid for process in multiprocessing.active_children()}


def _checks(root: Path, file: Path) -> Session:
    session = Session(root, Kept(file))
    session.remembers = True
    session.last_check  # noqa: B018 # looks at the files before the records are read
    return session
