"""Mutate the invented archive and see that nothing breaks: `make fuzz`.

An archive is mutated a number of times, one change upon the other: bytes of a file, or what it is made of. Each change
is read and checked within a second of processor time, and taken back if anything is wrong with it; problems must have
a place, and the doors must publish nothing of an archive that has any (asked of every hundredth). What the check has
accepted in the end is built whole, by MkDocs, and everything that was built is read by programs that are not ours: see
`sites`, `outputs` and `planted`. A finding is kept in a folder, made as small as it can be, and named by the seed and
the number of its mutation: it can be looked at again and repeated.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType

from benchmarks.building import BuildError, built, ground
from benchmarks.planted import altered, begin, plantings
from benchmarks.sites import Built, wrong_in_site
from benchmarks.structure import Change, changed
from macros.cli import main as macros_main
from macros.core.archive import load
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rulebook import check
from macros.site.searching.entries import everything

LIMIT = 1.0
"""Seconds of processor time that one change may take; wall time says little on a busy machine."""
BUILD_LIMIT = 15.0
"""The same for the build of one archive and for what reads it."""
WAIT = 120.0
"""Seconds on the clock, for a file that makes the reader wait."""
CHANGES = 20
"""How many changes are tried on one archive."""
PLANTED = 3
"""In how many places of it a text is planted."""
IN_FULL = 100
"""One in this many refused archives is also given to the doors."""
WHOLE = 20
"""One in this many accepted archives is built with citations, cards and the search index."""
TOLD = 20
"""How many of the faults of one archive are told."""
FOUND = ("exceptions", "hangs", "published", "broken")


class HangError(BaseException):
    """Something took longer than its limit. Not an `Exception`, which others may catch on the way."""


class BrokenError(AssertionError):
    """Something that was built is not as it should be."""


@dataclass
class Run:
    """One run: an archive in its folder, the sound contents of its files, those of now, and what was counted."""

    folder: Path
    seed: int
    kept: Path
    counted: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.root = ground(self.folder)
        self.sound = {file.relative_to(self.root).as_posix(): file.read_bytes() for file in _files(self.root)}
        self.now = dict(self.sound)
        self.planted: dict[str, str] = {}
        self.number = 0

    def archive(self, number: int) -> None:
        """Try the changes of one archive, by the number of the first, and build what is left of them."""
        self.apply({path: self.sound.get(path) for path in {*self.sound, *self.now}})
        self.planted, self.number = {}, number
        accepted = [one for one in range(number, number + CHANGES) if self.one(one)]
        if accepted:
            self.plant(number)
            self.counted["built"] += 1
            self.guarded(number, self.build, BUILD_LIMIT)

    def one(self, number: int) -> bool:
        """Make one change and check it; whether it stays."""
        change = self.mutation(number)
        before = {path: self.now.get(path) for path in change}
        if change == before or not self.apply(change):
            self.apply(before)
            return False
        sound = self.guarded(number, lambda: self.judged(number), LIMIT)
        if not sound:
            self.apply(before)
        return bool(sound)

    def mutation(self, number: int) -> Change:
        """What one change makes of the archive as it is; the same for the same seed and number."""
        return changed(self.now, Random(f"{self.seed}/{number}"))  # noqa: S311

    def apply(self, change: Change) -> bool:
        """Write and take away files; whether all could be written, since a name may be too long or one of a folder."""
        for path, content in sorted(change.items(), key=lambda item: item[1] is not None):
            if self.now.get(path) == content:
                continue
            file = self.root / path
            try:
                _write(file, content)
            except OSError:
                return False
            self.now.pop(path, None)
            self.now |= {} if content is None else {path: content}
        return True

    def judged(self, number: int) -> bool:
        """Whether the check finds nothing; each problem has its place and is one line."""
        problems = self.problems()
        self.counted["refused" if problems else "sound"] += 1
        for problem in problems:
            assert problem.line >= 1, problem
            assert "\n" not in problem.as_text(), problem
        if problems and number % IN_FULL == 0:
            with _alarm(BUILD_LIMIT):
                _nothing_published(self.root)
        return not problems

    def problems(self) -> list[Problem]:
        """What the check finds."""
        archive = load(self.root)
        return check(archive, Relations(archive))

    def plant(self, number: int) -> None:
        """Plant texts in a few places at which the check accepts them."""
        random = Random(f"{self.seed}/{number}/planted")  # noqa: S311
        for place in range(PLANTED):
            for whole, change in plantings(self.now, place, random):
                before = {path: self.now.get(path) for path in change}
                self.apply(change)
                if self.guarded(number, lambda: not self.problems(), LIMIT):
                    self.planted[begin(place)] = whole
                    break
                self.apply(before)

    def build(self) -> None:
        """Build the archive as it is and read all of it. Raises BuildError and BrokenError."""
        every = self.number // CHANGES
        with tempfile.TemporaryDirectory() as folder:
            cache = self.folder / "cache" if every % WHOLE == 0 else None
            session = built(self.root, Path(folder), cache=cache, history=every % 2 == 0)
            made = Built(Path(folder), session.site.base)
            wrong = list(wrong_in_site(made)) or list(altered(made, self.planted))
            wrong += [f"search: {one.address}" for one in everything(session.site) if not made.leads(one.address)]
        if wrong:
            raise BrokenError("\n".join(wrong[:TOLD]))

    def guarded(self, number: int, what: Callable[[], bool | None], limit: float) -> bool | None:
        """Do something within a limit of time; None, and the archive kept, if anything is found."""
        try:
            with _alarm(limit):
                return what()
        except HangError as error:
            self.keep("hangs", number, error)
        except (BrokenError, BuildError) as error:
            self.smaller(error)
            self.keep("broken", number, error)
        except AssertionError as error:
            self.keep("published", number, error)
        except Exception as error:  # noqa: BLE001 # whatever escapes is what is looked for
            self.keep("exceptions", number, error)
        return None

    def smaller(self, error: Exception) -> None:
        """Take back every changed file without which the archive is still accepted and the same is found."""
        for path in sorted({*self.sound, *self.now}):
            before = {path: self.now.get(path)}
            if before[path] != self.sound.get(path):
                self.apply({path: self.sound.get(path)})
                if not self._same(error):
                    self.apply(before)

    def _same(self, error: Exception) -> bool:
        try:
            with _alarm(BUILD_LIMIT):
                if not self.problems():
                    self.build()
        except (HangError, Exception) as again:  # noqa: BLE001 # whatever it is, it is compared
            return str(again).split("\n", 1)[0] == str(error).split("\n", 1)[0]
        return False

    def keep(self, what: str, number: int, error: BaseException) -> None:
        """Write down what was found, with the files that led to it."""
        self.counted[what] += 1
        folder = self.kept / f"{self.seed}-{number}"
        for path, content in self.now.items():
            if content != self.sound.get(path):
                _write(folder / path, content)
        gone = sorted(set(self.sound) - set(self.now))
        folder.mkdir(parents=True, exist_ok=True)
        trace = "".join(traceback.format_exception(error))
        again = f"make fuzz SEED={self.seed} FIRST={number - number % CHANGES} FILES={CHANGES}"
        told = f"{what}\nagain: {again}\ntaken away: {gone}\nplanted: {self.planted}\n\n{trace}"
        (folder / "finding.txt").write_text(told, "utf-8", "backslashreplace")


def _files(root: Path) -> Iterator[Path]:
    return (path for path in sorted(root.rglob("*")) if path.is_file())


def _write(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise HangError


@contextlib.contextmanager
def _alarm(limit: float) -> Iterator[None]:
    """Raise HangError in whatever computes or waits longer than the limits."""
    timers = ((signal.SIGPROF, signal.ITIMER_PROF, limit), (signal.SIGALRM, signal.ITIMER_REAL, WAIT))
    before = [signal.signal(number, _ring) for number, _, _ in timers]
    for _, timer, seconds in timers:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for (number, timer, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


def _nothing_published(root: Path) -> None:
    """The command that writes data files gives up, as does the build, and their folders stay empty."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        for stream in (contextlib.redirect_stdout, contextlib.redirect_stderr):
            stack.enter_context(stream(io.StringIO()))
        assert macros_main(["--root", str(root), "render", "--out", folder]) == 1
        with contextlib.suppress(BuildError):
            built(root, Path(folder))
        assert not list(Path(folder).iterdir())


def closing_line(files: int, counted: Counter[str]) -> str:
    """What a run found, in one line."""
    return (
        f"{files:,} changes: {counted['exceptions']:,} exceptions, {counted['hangs']:,} hangs, "
        f"{counted['published']:,} published with problems, {counted['broken']:,} broken outputs; "
        f"{counted['refused']:,} refused, {counted['sound']:,} sound, {counted['built']:,} archives built of them"
    )


def _until(run: Run, first: int, files: int, seconds: float) -> int:
    """Try archives until the time is over. Returns the number of changes."""
    end, number = time.monotonic() + seconds, first - first % CHANGES
    start = number
    while number < first + files and time.monotonic() < end:
        run.archive(number)
        number += CHANGES
    return number - start


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print the closing line, and return 1 if anything was found."""
    parser = argparse.ArgumentParser(description="Mutate the invented archive; nothing may break.")
    parser.add_argument("--files", type=int, default=4_000, help="how many changes, in archives of twenty each")
    parser.add_argument("--seed", type=int, default=1, help="another number gives other changes")
    parser.add_argument("--first", type=int, default=0, help="number of the first change, to repeat a finding")
    parser.add_argument("--minutes", type=float, default=600, help="stop after this time, with what is done by then")
    parser.add_argument("--folder", type=Path, default=Path("fuzz-findings"), help="where findings are kept")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="archive-fuzz-") as folder:
        run = Run(Path(folder), options.seed, options.folder)
        gc.freeze()
        done = _until(run, options.first, options.files, options.minutes * 60)
    print(closing_line(done, run.counted))
    if any(run.counted[what] for what in FOUND):
        print(f"What was found is kept in {options.folder}/")
    return 1 if any(run.counted[what] for what in FOUND) else 0


if __name__ == "__main__":
    sys.exit(main())
