"""Tasks done by forked processes beside this one: everything that was read before is there without being copied.

A fork is only safe while this process has no other thread, and only where it is cheap: on Linux. Elsewhere, and on a
single processor, this process does all tasks itself.
"""

from __future__ import annotations

import gc
import mmap
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Generic, TypeVar

if sys.platform != "win32":  # where nothing is forked
    import fcntl

MOST_WORKERS = 2
"""Most processes beside this one: each comes to hold as much memory of its own as what it looks at."""
TASKS_AT_ONCE = 4
"""How many tasks a process takes at a time."""
ROOM_TO_TELL = 1 << 20
"""How many bytes a process may tell before this one listens, without waiting for that: the most that Linux gives."""

Result = TypeVar("Result")


class WorkerError(Exception):
    """A task failed in another process, or the process was ended; the message has its traceback."""


class EndedError(WorkerError):
    """Another process ended before its tasks were done, as one that the system kills for want of memory."""


class _Ends:
    """Which of many runs of tasks nobody has taken yet, for all processes.

    A process that is killed leaves no lock behind: the system gives back a lock of a file.
    """

    def __init__(self, runs: int) -> None:
        self._file = open(os.memfd_create("ends"), "r+b", buffering=0)  # noqa: PTH123, SIM115 # open as long as this is
        self._file.truncate(16)
        self._ends = memoryview(mmap.mmap(self._file.fileno(), 16)).cast("q")
        self._ends[1] = runs

    def take(self, *, last: bool) -> int | None:
        """The first run or the last that nobody has taken; None if there is no more."""
        fcntl.lockf(self._file, fcntl.LOCK_EX)
        try:
            first, behind = self._ends
            if first >= behind:
                return None
            self._ends[last] = behind - 1 if last else first + 1
            return behind - 1 if last else first
        finally:
            fcntl.lockf(self._file, fcntl.LOCK_UN)


class Workers(Generic[Result]):
    """Processes that do the tasks 0 to `number - 1`, and this one, which joins them when it has nothing else to do.

    One begins with the first task, the other with the last: where neighbours need the same, each needs half of it all.
    """

    def __init__(
        self,
        number: int,
        task: Callable[[int], Result | None],
        result: Callable[[], Result],
        *,
        in_order: bool = False,
        least: int = TASKS_AT_ONCE + 1,
    ) -> None:
        """Begin. `result` gives what a process has to tell after its last task.

        Another process also tells what a task returns, at once: this one should then listen (`heard`) now and then.
        With `in_order` all others begin with the last task, and this process has the tasks of `own` from the first on.
        With fewer tasks than `least`, this process does all of them.
        """
        self._number, self._task, self._result = number, task, result
        self._tell: Callable[[Result], None] | None = None
        self._processes: list[tuple[ForkProcess, Connection]] = []
        runs = range(0, number, TASKS_AT_ONCE)
        self._taken: Iterator[int] = iter(runs)
        if processes := min(_processes(), len(runs)) if number >= least else 0:
            with suppress(OSError):  # where the system has no room for a further process, there are fewer
                self._begin(processes, runs, in_order=in_order)

    def _begin(self, processes: int, runs: Sequence[int], *, in_order: bool) -> None:
        context = multiprocessing.get_context("fork")
        ends = _Ends(len(runs))

        def taken(*, last: bool) -> Iterator[int]:
            while (run := ends.take(last=last)) is not None:
                yield runs[run]

        self._taken = taken(last=processes == 1 and not in_order)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        gc.freeze()
        for place in range(processes):
            ours, theirs = context.Pipe(duplex=False)
            with suppress(OSError):  # a user who has many is given no more room
                fcntl.fcntl(ours.fileno(), fcntl.F_SETPIPE_SZ, ROOM_TO_TELL)
            heard = [*(one for _, one in self._processes), ours]
            given = theirs, heard, os.getpid(), taken(last=in_order or place % 2 == 1)
            process = context.Process(target=self._work, args=given, daemon=True)
            process.start()
            theirs.close()
            self._processes.append((process, ours))

    def _work(self, answer: Connection, heard: list[Connection], parent: int, taken: Iterator[int]) -> None:
        """What another process does. It ends when this one is gone, and at once when it is told to."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        self._taken, self._tell = taken, lambda told: answer.send((told, "", False))
        for one in heard:
            one.close()  # while anybody could still hear it, a process would wait to tell its answer for ever
        try:
            self._do(lambda: os.getppid() == parent)
            told: tuple[Result | None, str | tuple[object, ...], bool] = self._result(), "", True
        except OSError as error:  # such as a full disk, which is no fault of the program
            told = None, (error.errno, error.strerror or str(error), error.filename), True
        except BaseException:  # noqa: BLE001 # whatever it is, it is told where it can be seen
            told = None, traceback.format_exc(), True
        with suppress(BrokenPipeError, KeyboardInterrupt):  # nobody is left who hears it
            answer.send(told)

    def own(self) -> Iterator[int]:
        """The tasks that fall to this process, one after another, for whoever does them outside."""
        for start in self._taken:
            yield from range(start, min(start + TASKS_AT_ONCE, self._number))

    def _do(self, goes_on: Callable[[], bool]) -> None:
        for start in self._taken:
            if not goes_on():
                return
            for number in range(start, min(start + TASKS_AT_ONCE, self._number)):
                told = self._task(number)
                if told is not None and self._tell:
                    self._tell(told)

    @property
    def beside(self) -> bool:
        """Whether other processes do tasks too."""
        return bool(self._processes)

    def finish(self) -> list[Result]:
        """Do what is left, wait for the others and give what they have to tell. Raises WorkerError, OSError."""
        self._do(lambda: True)
        found: list[Result] = []
        while self._processes:
            found.append(self._next(*self._processes[0]))
        return found

    def heard(self) -> Iterator[Result]:
        """What the others have told until now, without waiting for more. Raises WorkerError, OSError."""
        for process, answer in [*self._processes]:
            while not answer.closed and answer.poll():
                yield self._next(process, answer)

    def _next(self, process: ForkProcess, answer: Connection) -> Result:
        try:
            result, wrong, last = answer.recv()
        except (EOFError, OSError):  # it ended before its answer, or within
            process.join()
            raise EndedError(f"a process ended with {process.exitcode} before its tasks were done") from None
        if isinstance(wrong, tuple):
            raise OSError(*wrong)
        if wrong:
            raise WorkerError(wrong)
        if last:
            process.join()
            answer.close()
            self._processes.remove((process, answer))
        told: Result = result
        return told

    def stop(self) -> None:
        """End the other processes, whatever is left to do."""
        for process, _ in self._processes:
            process.terminate()
            process.join()
        self._processes = []


def _processes() -> int:
    """How many other processes there should be beside ours; none where a fork is not safe or not cheap."""
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return 0
    if multiprocessing.current_process().daemon:
        return 0  # which may have no processes of its own
    return min(MOST_WORKERS, len(os.sched_getaffinity(0)) - 1)
