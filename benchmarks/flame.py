"""Where the processor time of a cold build goes: `python -m benchmarks.flame --out DIR` draws a flame graph.

A whole build of an invented archive runs within this process and the ones that it forks. Each tells every few
milliseconds of processor time which functions are at work; what programs such as pandoc use is added where they were
waited for. `stacks.txt` has a line for each stack and its seconds, `flame.svg` the picture of it.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from multiprocessing import util
from pathlib import Path
from types import FrameType
from typing import Any
from unittest import mock

from benchmarks import trees
from benchmarks.building import built
from benchmarks.flame_picture import flame_picture
from macros.programs.workers import Workers

Stacks = dict[tuple[str, ...], float]
"""Seconds of processor time by stack: the functions at work, the outermost first."""
EVERY = 0.004
"""Seconds of processor time between two looks; the clock of most systems has no finer step."""
PROGRAMS = "programs"
"""What stands on top of a stack for the time of the programs that it waited for."""
_HEAD = re.compile(r".*/(?:site-packages|python\d[.\d]*|(?=(?:macros|overrides|benchmarks)/))")
"""What is left out of the path of a file: where libraries, Python and the project are."""


class Sampler:
    """Counts the processor time of this process and of those it forks by the functions that were at work."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[object, str] = {}
        self._start()
        util.register_after_fork(self, Sampler._in_child)

    def _in_child(self) -> None:
        self._start()
        util.Finalize(None, self.finish, exitpriority=0)

    def _start(self) -> None:
        self.seconds: Stacks = defaultdict(float)
        self._until, self._children = time.process_time(), _of_children()
        self._joining = False
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)

    def _look(self, _signal: int, frame: FrameType | None) -> None:
        stack = self._stack(frame)
        now, children = time.process_time(), _of_children()
        self.seconds[stack] += now - self._until
        if children > self._children and not self._joining:
            self.seconds[(*stack, PROGRAMS)] += children - self._children
        self._until, self._children = now, children

    def _stack(self, frame: FrameType | None) -> tuple[str, ...]:
        names: list[str] = []
        while frame:
            names.append(self._name(frame))
            frame = frame.f_back
        return tuple(reversed(names))

    def _name(self, frame: FrameType) -> str:
        code = frame.f_code
        if code not in self._names:
            file = _HEAD.sub("", code.co_filename)
            self._names[code] = f"{file}:{code.co_qualname}".replace(";", ",").replace(" ", "")
        return self._names[code]

    def not_counting(self, join: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, which waits for forked processes; these count for themselves."""

        def joined(*given: Any) -> Any:
            self._joining = True
            result = join(*given)
            self._children, self._joining = _of_children(), False
            return result

        return joined

    def finish(self) -> None:
        """Write what was counted in this process."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        lines = (f"{';'.join(stack)} {seconds:.6f}\n" for stack, seconds in self.seconds.items())
        (self._folder / f"{os.getpid()}.stacks").write_text("".join(lines), "utf-8")


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def sampled(folder: Path, sources: int, seed: int) -> Stacks:
    """Seconds of a cold build by stack, of all processes together; archive, site and cache are in a folder."""
    root = folder / "archive"
    root.mkdir()
    trees.archive(root, sources, seed)
    sampler = Sampler(folder)
    with mock.patch.object(Workers, "finish", sampler.not_counting(Workers.finish)):
        built(root, folder / "site", cache=folder / "cache", keeps=True)
    sampler.finish()
    found: Stacks = defaultdict(float)
    for file in folder.glob("*.stacks"):
        for line in file.read_text("utf-8").splitlines():
            stack, _, seconds = line.rpartition(" ")
            found[tuple(stack.split(";"))] += float(seconds)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, and write stacks and picture."""
    parser = argparse.ArgumentParser(description="Draw where the processor time of a cold build goes.")
    parser.add_argument("--out", type=Path, required=True, help="the folder for stacks.txt and flame.svg")
    parser.add_argument("--sources", type=int, default=400, help="size of the invented archive")
    parser.add_argument("--seed", type=int, default=1, help="another number invents another archive")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="archive-flame-") as folder:
        found = sampled(Path(folder), options.sources, options.seed)
    lines = sorted(f"{';'.join(stack)} {seconds:.6f}" for stack, seconds in found.items())
    (options.out / "stacks.txt").write_text("\n".join([*lines, ""]), "utf-8")
    (options.out / "flame.svg").write_text(flame_picture(found), "utf-8")
    print(f"{sum(found.values()):.1f} seconds of processor time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
