"""Forked workers: every task is done once, whoever does it, and what goes wrong in one is told."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from macros.programs import workers
from macros.programs.workers import WorkerError, Workers

TASKS = 50


def _done(number: int) -> None:
    Path(f"{number}").write_text(str(os.getpid()), "utf-8")


@pytest.mark.parametrize("processes", [0, 1, 2])
def test_every_task_is_done_once(processes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With any number of processes each task is done once, and every process tells what it did."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(workers, "_processes", lambda: processes)
    own: list[int] = []

    def task(number: int) -> None:
        own.append(number)
        _done(number)

    at_work = Workers(TASKS, task, lambda: [*own])
    assert at_work.beside is (processes > 0)
    others = at_work.finish()
    assert len(others) == processes
    assert sorted([*own, *(number for found in others for number in found)]) == [*range(TASKS)]
    assert sorted(int(file.name) for file in tmp_path.iterdir()) == [*range(TASKS)]


@pytest.mark.parametrize(("processors", "others"), [(1, 0), (2, 1), (3, 2), (64, 2)])
def test_this_process_has_a_processor_too(processors: int, others: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """There are never more processes than processors, and at most two beside this one."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {*range(processors)})
    monkeypatch.setattr("threading.active_count", lambda: 1)
    assert workers._processes() == others


def test_an_error_in_another_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its traceback is the message."""
    monkeypatch.setattr(workers, "_processes", lambda: 2)
    at_work = Workers(TASKS, _fails_elsewhere(os.getpid()), lambda: None)
    for process, _ in at_work._processes:
        process.join()  # or this one does all tasks before the others begin
    with pytest.raises(WorkerError, match=r"(?s)Traceback.*no such page"):
        at_work.finish()
    at_work.stop()


def test_what_the_disk_refuses_in_another_process_is_an_error_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the name of the file, and no traceback: a full disk is no fault of the program."""
    monkeypatch.setattr(workers, "_processes", lambda: 2)
    here = os.getpid()

    def full(_: int) -> None:
        if os.getpid() != here:
            raise OSError(28, "No space left on device", "site/index.html")

    at_work = Workers(TASKS, full, lambda: None)
    for process, _ in at_work._processes:
        process.join()
    with pytest.raises(OSError, match="No space left") as raised:
        at_work.finish()
    assert (raised.value.errno, raised.value.filename) == (28, "site/index.html")
    at_work.stop()


def test_a_process_that_is_killed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends before its tasks are done, as without memory, ends the whole."""
    monkeypatch.setattr(workers, "_processes", lambda: 1)
    here = os.getpid()
    at_work = Workers(TASKS, lambda _: None if os.getpid() == here else os.kill(os.getpid(), signal.SIGKILL), int)
    at_work._processes[0][0].join()
    with pytest.raises(WorkerError, match="ended with -9"):
        at_work.finish()


def test_no_process_outlives_the_one_that_began_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was killed hears no answer, however long that is; the others end all the same."""
    monkeypatch.setattr(workers, "_processes", lambda: 2)
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def first() -> None:
        ours.close()
        at_work = Workers(TASKS, lambda _: None, lambda: bytes(1_000_000))
        theirs.send([process.pid for process, _ in at_work._processes])
        time.sleep(60)

    began = context.Process(target=first)
    began.start()
    theirs.close()
    assert len(ours.recv()) == 2
    began.kill()
    began.join()
    assert ours.poll(30)  # it has an end once nobody can say anything
    with pytest.raises(EOFError):
        ours.recv()


def _fails_elsewhere(here: int) -> Callable[[int], None]:
    def task(number: int) -> None:
        if os.getpid() != here:
            raise ValueError(f"no such page: {number}")

    return task


def test_a_process_has_its_tasks_from_the_first_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """In order, this process is given the first tasks one after another, and the others do all that come after."""
    monkeypatch.setattr(workers, "_processes", lambda: 2)
    done: list[int] = []
    at_work = Workers(TASKS, done.append, lambda: [*done], in_order=True)
    own = [*at_work.own()]
    others = [number for found in at_work.finish() for number in found]
    assert own == [*range(len(own))]
    assert sorted(others) == [*range(len(own), TASKS)]


def test_a_process_that_is_killed_leaves_no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that ends while it takes its tasks does not keep the others from theirs."""
    ends, lock = workers._Ends(2), fcntl.lockf

    def locked(file: IO[bytes], how: int) -> None:
        if how == fcntl.LOCK_UN:
            os.kill(os.getpid(), signal.SIGKILL)
        lock(file, how)

    monkeypatch.setattr("fcntl.lockf", locked)
    process = multiprocessing.get_context("fork").Process(target=ends.take, kwargs={"last": True})
    process.start()
    process.join()
    monkeypatch.undo()
    assert process.exitcode == -signal.SIGKILL
    assert ends.take(last=False) == 0


def test_what_windows_lacks_is_imported_elsewhere_only() -> None:
    """Where Python has no `fcntl` and no `resource`, the build and the look at the web can still be imported."""
    known = "import sys, sysconfig, mkdocs.commands.build, multiprocessing.connection; sysconfig.get_config_vars()"
    windows = "sys.platform = 'win32'; sys.modules['fcntl'] = sys.modules['resource'] = None"
    asked = f"{known}; {windows}; import macros.building, macros.programs.web.reader"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False, timeout=170)
    assert (done.returncode, done.stderr) == (0, "")
