"""Measure whole builds of invented archives beside other generators on the same records: `make bench`.

For every size an archive is invented in a temporary folder. Then, each in a fresh process: our build into an empty
folder with an empty cache; the same again with nothing changed; the check alone, with an empty cache; and each rival.
What was found is written after each of them; `make growth` makes tables and figure of docs/about/growth.md from it.
Timings are not tests: a missed aim is reported and changes nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks import trees
from benchmarks.aims import aims
from benchmarks.bytes_of import site_bytes
from benchmarks.first_search import first_search
from benchmarks.measure import Cost, FailedError, measure
from benchmarks.processes import Most
from benchmarks.results import AGAIN, CHECK, LABELS, OURS, Results
from benchmarks.rivals import RIVALS, MissingError

PYTHON = sys.executable
BUILD = (PYTHON, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", "site")
MACROS = (PYTHON, "-m", "macros")
SIZES = (400, 1000, 4000, 10000)
FOUND = trees.REPOSITORY / ".cache/bench/growth.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every size, and say which aims are reached."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that what is running is stopped too
    results = Results(options.found)
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="archive-bench-", dir=options.folder) as folder:
            try:
                _Size(Path(folder), size, results, options).measure()
            except FailedError as error:
                print(f"{size:,} sources: {error}", file=sys.stderr)
    print(aims(results))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure builds of invented archives.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of sources")
    parser.add_argument("--programs", nargs="+", choices=LABELS, default=list(LABELS), help="what is measured")
    parser.add_argument("--limit", type=float, default=3600, help="seconds after which one program is stopped")
    parser.add_argument("--memory", type=float, default=14, help="GB of memory at which one program is stopped")
    parser.add_argument("--seed", type=int, default=1, help="another number invents another archive")
    parser.add_argument("--collectionbuilder", default="", help="a Git checkout of collectionbuilder-csv")
    parser.add_argument("--folder", type=Path, help="where the temporary folder is made")
    parser.add_argument("--found", type=Path, default=FOUND, help="the file with what was found")
    return parser


class _Size:
    """The measurements of one size."""

    def __init__(self, folder: Path, sources: int, results: Results, options: argparse.Namespace) -> None:
        self.folder, self.sources, self.results, self.options = folder, sources, results, options
        self.ours, self.finished = folder / "ours", folder / "finished"
        self.most = Most(options.limit, options.memory * 1e9)

    def measure(self) -> None:
        """Invent the archive and measure what was asked for."""
        self._say("inventing")
        trees.archive(self.ours, self.sources, self.options.seed)
        trees.with_own_code(self.ours)
        self._run(*MACROS, "ids")
        for name, work in ((OURS, self._build), (AGAIN, self._again), (CHECK, self._check)):
            if name in self.options.programs:
                with self._kept(name):
                    work()
        for name in RIVALS:
            if name in self.options.programs:
                with self._kept(name):
                    self._rival(name)

    def _build(self) -> None:
        self._clear()
        cost, site = self._run(*BUILD), self.ours / "site"
        weight = site_bytes(site)
        largest = {kind: list(page) for kind, page in weight.largest.items()}
        self.results.add(self.sources, OURS, cost, weight, largest=largest)
        if searched := first_search(site):
            self.results.add(self.sources, OURS, cost, weight, largest=largest, first_search=searched)

    def _again(self) -> None:
        if not (self.ours / "site/index.html").exists():
            self._run(*BUILD)
        self.results.add(self.sources, AGAIN, self._run(*BUILD))

    def _check(self) -> None:
        kept, aside = self.ours / ".cache", self.folder / "cache"
        if kept.exists():
            kept.rename(aside)
        self.results.add(self.sources, CHECK, self._run(*MACROS, "check"))
        if aside.exists():
            shutil.rmtree(kept, ignore_errors=True)
            aside.rename(kept)

    def _rival(self, name: str) -> None:
        if not self.finished.exists():
            shutil.rmtree(self.ours / "site", ignore_errors=True)
            self._say("writing the finished pages")
            self._run(*MACROS, "render", "--out", str(self.finished))
        folder = self.folder / name
        folder.mkdir()
        try:
            rival = RIVALS[name](folder, self.finished, self.ours, self.options.collectionbuilder)
            cost = measure(rival.command, rival.folder, _environment(), self.most)
            self.results.add(self.sources, name, cost, site_bytes(rival.site))
        finally:
            shutil.rmtree(folder)

    def _clear(self) -> None:
        for name in ("site", ".cache"):
            shutil.rmtree(self.ours / name, ignore_errors=True)

    def _run(self, *command: str) -> Cost:
        return measure(command, self.ours, _environment(), self.most)

    @contextmanager
    def _kept(self, name: str) -> Iterator[None]:
        """Go on with the next program where one is missing, fails or takes too long, and keep why."""
        self._say(LABELS[name])
        try:
            yield
        except (MissingError, FailedError) as error:
            self.results.skip(self.sources, name, str(error))
            print(f"{self.sources:,} sources, {LABELS[name]}: {error}", file=sys.stderr)

    def _say(self, what: str) -> None:
        print(f"{self.sources:,} sources: {what}", file=sys.stderr, flush=True)


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(trees.REPOSITORY),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "",
        "JEKYLL_ENV": "production",
        "JEKYLL_NO_BUNDLER_REQUIRE": "true",
    }


if __name__ == "__main__":
    sys.exit(main())
