"""One command measured: wall time and peak memory, from the process itself."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TAIL = 20


@dataclass(frozen=True)
class Cost:
    """Wall time in seconds, and the most memory that one process of the command held, in MB (10^6 bytes)."""

    seconds: float
    megabytes: float

    def __add__(self, other: Cost) -> Cost:
        """The cost of two commands after one another."""
        return Cost(self.seconds + other.seconds, max(self.megabytes, other.megabytes))

    def best(self, other: Cost | None) -> Cost:
        """The faster of two runs: on a shared machine the other one measures its neighbours."""
        return self if other is None or self.seconds <= other.seconds else other


def measure(command: Sequence[str], folder: Path, environment: dict[str, str]) -> Cost:
    """Run a command in a fresh process; where it fails, end the program with its last lines.

    The peak is `ru_maxrss` of wait4(2), which Linux gives in KiB. It is never less than what the caller holds while
    it starts the command.
    """
    with (folder / "measured.log").open("w+b") as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            list(command), cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            last = log.read().decode("utf-8", "replace").splitlines()[-TAIL:]
            raise SystemExit("\n".join([f"failed with {process.returncode}: {' '.join(command)}", *last]))
    return Cost(seconds, usage.ru_maxrss * 1024 / 1e6)
