"""Measure what `make serve` takes from saving a source to showing it: `python -m benchmarks.saving`.

For this archive, and for invented ones of some sizes, the site is served, the page of a source is opened, and a word of
its annotation is changed again and again. Two times are taken for each: until the server answers with the new word, and
until a browser shows it by itself; and the processor time that the server took. The check is included: a change that
breaks a rule shows its problem within the same time. Of the rounds the median counts.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from benchmarks import trees

OURS = 0
"""Stands for this archive among the sizes."""
PATIENCE = 600
"""Seconds after which the measurement is given up."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TICKS = os.sysconf("SC_CLK_TCK")
_ENTRY = re.compile(r"^\{\{ passage\(\d+.*\}\}\s*", re.MULTILINE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every size and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[OURS, 400, 4000], help="sources; 0 is this archive")
    parser.add_argument("--rounds", type=int, default=5, help="changes for each size")
    parser.add_argument("--chromium", default=_chromium(), help="the browser, if not one that is found")
    options = parser.parse_args(arguments)
    print("| sources | until the server answers | until the browser shows it | processor time of the server |")
    print("|---|---:|---:|---:|")
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="archive-saving-") as folder:
            print(_line(_archive(Path(folder) / "archive", size), options), flush=True)
    return 0


def _chromium() -> str | None:
    """The browser that the tests take too; None for the one that Playwright has fetched."""
    return os.environ.get("PLAYWRIGHT_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def _archive(root: Path, size: int) -> Path:
    if size == OURS:
        subprocess.run(["git", "clone", "-q", str(trees.REPOSITORY), str(root)], check=True)
        for name in ("macros", "overrides"):  # as they are, committed or not
            shutil.rmtree(root / name)
            (root / name).symlink_to(trees.REPOSITORY / name)
    else:
        trees.archive(root, size, 1)
        line = [sys.executable, "-m", "macros", "ids"]
        subprocess.run(line, cwd=root, env=_environment(), check=True, stdout=subprocess.DEVNULL)
    return root


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(trees.REPOSITORY), "NO_MKDOCS_2_WARNING": "1"}


def _line(root: Path, options: argparse.Namespace) -> str:
    sources = sorted((root / "docs/archive").glob("*-*.md"))
    source = sources[len(sources) // 2]
    with _served(root) as (address, process):
        page = f"{address}archive/{source.stem}/"
        _until(lambda: "</html>" in _answer(page))
        answered = _rounds(source, process, options.rounds, lambda word: _until(lambda: word in _answer(page)))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
            tab = browser.new_page()
            tab.goto(page)
            shown = _rounds(
                source,
                process,
                options.rounds,
                lambda word: tab.get_by_text(word).first.wait_for(timeout=PATIENCE * 1000),
            )
            browser.close()
    cells = (f"{len(sources):,}", f"{answered[0]:.2f} s", f"{shown[0]:.2f} s", f"{shown[1]:.2f} s")
    return f"| {' | '.join(cells)} |"


def _rounds(source: Path, process: int, rounds: int, wait: Callable[[str], object]) -> tuple[float, float]:
    """Median seconds, and median processor seconds of the server, from saving a new word until it is there."""
    original, clock, processor = source.read_text("utf-8"), list[float](), list[float]()
    entry = _ENTRY.search(original)
    assert entry
    for number in range(rounds):
        word = f"Roundword{'abcdefghij'[number % 10]}{time.monotonic_ns() % 1000}x"
        word = re.sub(r"\d", lambda found: "klmnopqrst"[int(found[0])], word)
        spent, begun = _spent(process), time.perf_counter()
        source.write_text(f"{original[: entry.end()]}{word} {original[entry.end() :]}", "utf-8")
        wait(word)
        clock.append(time.perf_counter() - begun)
        processor.append(_spent(process) - spent)
        time.sleep(1)
    source.write_text(original, "utf-8")
    time.sleep(1)
    return statistics.median(clock), statistics.median(processor)


def _spent(process: int) -> float:
    """Processor seconds of a process and of those that it started and that ended."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


@contextmanager
def _served(root: Path) -> Iterator[tuple[str, int]]:
    """The address at which an archive is served, and the server's process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    line = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-f", str(root / "mkdocs.yml"), "-a", address]
    with (root.parent / "said.txt").open("w") as said:
        server = subprocess.Popen(line, cwd=root, env=_environment(), stdout=said, stderr=said)
        try:
            yield f"http://{address}/", server.pid
        finally:
            server.terminate()
            server.wait(30)


def _answer(address: str) -> str:
    try:
        with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 # our own server
            return str(answer.read().decode())
    except (URLError, ConnectionError):
        return ""


def _until(met: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not met():
        if time.monotonic() > end:
            raise SystemExit("the server did not answer in time")
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())
