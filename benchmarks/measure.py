"""One command measured: time on the clock, time of the processors, and memory."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import Memory, Most, end, watch

TAIL = 20


@dataclass(frozen=True)
class Cost:
    """What a command cost: seconds on the clock, seconds of all processors, and memory in MB (10^6 bytes).

    `ours` is the most that the command's own process held, `workers` with processes that it forked, `other` is the most
    that one process of another program held, `together` the most that all held at one time.
    """

    seconds: float
    processor: float
    ours: float
    workers: float
    other: float
    together: float


class FailedError(Exception):
    """A command that failed, or that was stopped because it took too much; the message says which."""


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str], most: Most | None = None) -> Cost:
    """Run a command in a fresh process, and stop it if it takes more than it may.

    Processor time is that of wait4(2), children included. Raises FailedError if the command fails or is stopped.
    """
    with (folder / "measured.log").open("w+b") as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        memory, over = Memory(), threading.Event()
        watching = threading.Thread(target=watch, args=(process.pid, memory, over, most or Most()), daemon=True)
        watching.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            end(process.pid)
            raise
        finally:
            over.set()
        seconds = time.perf_counter() - start
        watching.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            last = [] if memory.stopped else log.read().decode("utf-8", "replace").splitlines()[-TAIL:]
            why = memory.stopped or f"failed with {process.returncode}"
            raise FailedError("\n".join([f"{why}: {' '.join(command)}", *last]))
    return Cost(
        seconds,
        usage.ru_utime + usage.ru_stime,
        ours=memory.ours / 1e6,
        workers=memory.workers / 1e6,
        other=memory.other / 1e6,
        together=memory.together / 1e6,
    )
