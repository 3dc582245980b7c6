"""Measure whole builds of invented archives against plain mkdocs-material: `make bench`.

For every size an archive is invented in a temporary folder. Then, in fresh processes and in turns: our build with
its check, pages, data files and search; plain mkdocs-material on the same finished Markdown, as `macros render`
writes it, with its pages outside the navigation too; and `macros check` alone. Of repeated runs the fastest counts.
The table is Markdown, made to be pasted into docs/about/architecture.md. Timings are not tests: a missed aim is
reported and changes nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import trees
from benchmarks.measure import measure
from benchmarks.report import Result, aims, table

PYTHON = sys.executable
BUILD = (PYTHON, "-m", "mkdocs", "build", "--site-dir", "site")
CHECK = (PYTHON, "-m", "macros", "check")
IDS = (PYTHON, "-m", "macros", "ids")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every size, print the table and the aims."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="archive-bench-", dir=options.folder) as folder:
        results = [_size(Path(folder), size, options) for size in options.sizes]
    _say("")
    print(table(results), aims(results), sep="\n\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure builds of invented archives.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[400, 4000], help="numbers of sources")
    parser.add_argument("--repeats", type=int, default=1, help="runs of each command; the fastest counts")
    parser.add_argument("--seed", type=int, default=1, help="another number invents another archive")
    parser.add_argument("--folder", type=Path, help="where the temporary folder is made")
    return parser


def _size(folder: Path, sources: int, options: argparse.Namespace) -> Result:
    ours, bare = folder / f"{sources}", folder / f"{sources}-plain"
    bare.mkdir()
    _say(f"{sources:,} sources: inventing")
    trees.archive(ours, sources, options.seed)
    measure(IDS, ours, _environment())
    _say(f"{sources:,} sources: writing the finished Markdown")
    measure((PYTHON, "-m", "macros", "render", "--out", str(bare / "docs")), ours, _environment())
    trees.plain(bare)
    build = plain = check = None
    for number in range(1, options.repeats + 1):
        _say(f"{sources:,} sources: round {number} of {options.repeats}")
        build = measure(BUILD, ours, _environment()).best(build)
        plain = measure(BUILD, bare, _environment()).best(plain)
        check = measure(CHECK, ours, _environment()).best(check)
    if build is None or plain is None or check is None:
        raise SystemExit("--repeats should be at least 1")
    return Result(sources, sum(1 for _ in (ours / "site").rglob("*.html")), build, plain, check)


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(trees.REPOSITORY),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "",
    }


def _say(text: str) -> None:
    """Progress, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
