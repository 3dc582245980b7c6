"""Mutate files of the invented archive and see that nothing breaks: `make fuzz`.

Every mutated file is read and checked within a second of processor time. Problems must have a place, and the doors
must publish nothing of a file that has any (asked of every hundredth in full, with everything read anew); what is
found sound must be shown without anything that a browser carries out. A finding is kept in a folder as it was, named
by the seed and the number of the mutation, so that it can be looked at again.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType

from jinja2.sandbox import SandboxedEnvironment

from benchmarks.active import active
from benchmarks.mutate import mutated
from benchmarks.rereading import reread
from macros.cli import main as macros_main
from macros.core.archive import Archive, load
from macros.core.markup import convert
from macros.core.pages import handed
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules import check
from macros.site.macros import macros
from macros.site.pages import pages
from macros.site.site import Site
from macros.site.styles import STYLES
from macros.site.workfiles import work_files

INVENTED = Path(__file__).resolve().parent.parent / "tests" / "archive"
LIMIT = 1.0
"""Seconds of processor time that one file may take; on a busy machine the clock on the wall says little."""
WAIT = 15.0
"""Seconds on the clock, for a file that makes the reader wait."""
IN_FULL = 100
"""Of how many refused files one is handed to the command line too."""

_PROSE = SandboxedEnvironment(
    keep_trailing_newline=True, autoescape=True, comment_start_string="<!--#", comment_end_string="#-->"
)


class HangError(Exception):
    """A file took longer than the limit."""


@dataclass
class Run:
    """One run: the archive in its folder, the sound contents of its files, and what was counted."""

    root: Path
    seed: int
    kept: Path
    sound: dict[str, bytes] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        shutil.copytree(INVENTED, self.root)
        (self.root / "mkdocs.yml").unlink(missing_ok=True)
        self.sound = {p.relative_to(self.root).as_posix(): p.read_bytes() for p in _files(self.root)}
        self.archive = load(self.root)

    def mutation(self, number: int) -> tuple[str, bytes]:
        """The path and content of one mutation; the same for the same seed and number."""
        random = Random(f"{self.seed}/{number}")  # noqa: S311
        path = random.choice(sorted(self.sound))
        return path, mutated(self.sound[path], list(self.sound.values()), random)

    def one(self, number: int) -> None:
        """Read, check and show one mutation, and keep it if anything is found."""
        path, content = self.mutation(number)
        target = self.root / path
        target.write_bytes(content)
        try:
            with _alarm():
                archive = reread(self.archive, path)
                problems = check(archive, Relations(archive))
            self._judge(number, path, archive, problems)
        except HangError as error:
            self._keep("hangs", number, content, error)
        except AssertionError as error:
            self._keep("published", number, content, error)
        except Exception as error:  # noqa: BLE001 # whatever escapes is what is looked for
            self._keep("exceptions", number, content, error)
        finally:
            target.write_bytes(self.sound[path])

    def _judge(self, number: int, path: str, archive: Archive, problems: list[Problem]) -> None:
        self.counted["refused" if problems else "sound"] += 1
        for problem in problems:
            assert problem.line >= 1, problem
            assert "\n" not in problem.as_text(), problem
        if not problems:
            with _alarm():
                _show(archive, path)
        elif number % IN_FULL == 0:
            _nothing_published(self.root)

    def _keep(self, what: str, number: int, content: bytes, error: Exception) -> None:
        self.counted[what] += 1
        self.kept.mkdir(parents=True, exist_ok=True)
        name = f"{self.seed}-{number}"
        (self.kept / name).write_bytes(content)
        trace = "".join(traceback.format_exception(error))
        (self.kept / f"{name}.txt").write_text(f"{what}: {self.mutation(number)[0]}\n{trace}", "utf-8")


def _files(root: Path) -> Iterator[Path]:
    return (path for path in sorted(root.rglob("*")) if path.is_file())


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise HangError


@contextlib.contextmanager
def _alarm() -> Iterator[None]:
    """Raise HangError in whatever computes or waits longer than the limits."""
    timers = ((signal.SIGPROF, signal.ITIMER_PROF, LIMIT), (signal.SIGALRM, signal.ITIMER_REAL, WAIT))
    before = [signal.signal(number, _ring) for number, _, _ in timers]
    for _, timer, seconds in timers:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for (number, timer, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


def _show(archive: Archive, path: str) -> None:
    """Render what this file is shown on: its own page, the citation files, or the prose page."""
    site = Site(archive, Relations(archive), lambda _items: {style.id: "" for style in STYLES})
    shown = [page.body() for page in pages(site).values() if page.edit == path]
    if path in archive.pages:
        body = handed(archive.pages[path])[1]
        made = _PROSE.from_string(body).render(macros(site, lambda: path.removeprefix("docs/")))
        shown += [convert(made).html]
    if path == "bibliography.bib":
        shown += [str(macros(site, lambda: "bibliography/index.md")["bibliography"]())]
        assert all(text for _, text in work_files(site))
    for html in shown:
        assert not active(html), active(html)


def _nothing_published(root: Path) -> None:
    """The command that writes data files gives up, and its folder stays empty."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        for stream in (contextlib.redirect_stdout, contextlib.redirect_stderr):
            stack.enter_context(stream(io.StringIO()))
        assert macros_main(["--root", str(root), "render", "--out", folder]) == 1
        assert not list(Path(folder).iterdir())


def closing_line(files: int, counted: Counter[str]) -> str:
    """What a run found, in one line."""
    return (
        f"{files:,} files: {counted['exceptions']:,} exceptions, {counted['hangs']:,} hangs, "
        f"{counted['published']:,} published with problems or active markup; "
        f"{counted['refused']:,} refused, {counted['sound']:,} sound and shown harmlessly"
    )


def _until(run: Run, numbers: Iterable[int], seconds: float) -> int:
    """Do one mutation after the other until the time is over; how many it were."""
    end, done = time.monotonic() + seconds, 0
    for number in numbers:
        if time.monotonic() > end:
            break
        run.one(number)
        done += 1
    return done


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print the closing line, and return 1 if anything was found."""
    parser = argparse.ArgumentParser(description="Mutate files of the invented archive; nothing may break.")
    parser.add_argument("--files", type=int, default=100_000, help="how many mutated files")
    parser.add_argument("--seed", type=int, default=1, help="another number gives other mutations")
    parser.add_argument("--first", type=int, default=0, help="number of the first mutation, to repeat a finding")
    parser.add_argument("--minutes", type=float, default=600, help="stop after this time, with what is done by then")
    parser.add_argument("--folder", type=Path, default=Path("fuzz-findings"), help="where findings are kept")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="archive-fuzz-") as folder:
        run = Run(Path(folder) / "archive", options.seed, options.folder)
        gc.freeze()
        done = _until(run, range(options.first, options.first + options.files), options.minutes * 60)
    print(closing_line(done, run.counted))
    return 1 if any(run.counted[what] for what in ("exceptions", "hangs", "published")) else 0


if __name__ == "__main__":
    sys.exit(main())
