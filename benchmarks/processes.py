"""The memory of a process and of all that it starts, read from /proc while they run (Linux alone)."""

from __future__ import annotations

import contextlib
import math
import os
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import NamedTuple

PAUSE = 0.2
"""Seconds between two looks. A process that lives for less may be missed."""
_PROC = Path("/proc")


@dataclass
class Memory:
    """The most that was seen, in bytes.

    `ours` is that of the first process, `workers` of it with all that run the same program, `other` of one process that
    runs another program, `together` of all at one time. A page of memory that processes share counts once in a sum.
    """

    ours: int = 0
    workers: int = 0
    other: int = 0
    together: int = 0
    stopped: str = ""
    """Why the process was ended before its time."""


class Most(NamedTuple):
    """How much a process may take, with all that it starts: seconds, and bytes of memory."""

    seconds: float = math.inf
    memory: float = math.inf


def watch(process: int, memory: Memory, over: Event, most: Most) -> None:
    """Look again and again until it is over; end the process where it takes too much."""
    start = time.monotonic()
    while not over.wait(PAUSE):
        if time.monotonic() - start > most.seconds:
            memory.stopped = f"stopped after {most.seconds:.0f} s"
        elif memory.together > most.memory:
            memory.stopped = f"stopped when it held {most.memory / 1e9:.0f} GB of memory"
        if memory.stopped:
            end(process)
            break
        family, own = _family(process), _program(process)
        alike = {one for one in family if _program(one) == own}
        held = {one: _field(one, "smaps_rollup", "Pss") for one in family}
        other = max((_field(one, "status", "VmHWM") for one in family - alike), default=0)
        memory.ours = max(memory.ours, _field(process, "status", "VmHWM"))
        memory.workers = max(memory.workers, memory.ours, sum(held[one] for one in alike))
        memory.other = max(memory.other, other)
        memory.together = max(memory.together, memory.workers, sum(held.values()))


def end(process: int) -> None:
    """End a process and all of its group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)


def _family(process: int) -> set[int]:
    """The process and its descendants."""
    parents = dict(_parents())
    found = {process}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _program(process: int) -> str:
    """The file of the program that a process runs; empty if it has ended."""
    try:
        return str((_PROC / str(process) / "exe").readlink())
    except OSError:
        return ""


def _parents() -> Iterator[tuple[int, int]]:
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                told = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
                yield int(folder.name), int(told[1])


def _field(process: int, file: str, name: str) -> int:
    """A field of one of the files that Linux has for a process, in bytes; 0 for one that has ended."""
    with contextlib.suppress(OSError):
        text = (_PROC / str(process) / file).read_text("utf-8", "replace")
        if found := re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE):
            return int(found[1]) * 1024
    return 0
