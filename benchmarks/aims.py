"""Which aims of DESIGN section 9 the measurements reach."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from benchmarks.results import AGAIN, CHECK, OURS, Entry, Results

SMALL, LARGE = 400, 4000
COLD, UNCHANGED, CLOCK, CHECKED = 25.0, 3.0, 0.6, 10.0
"""Seconds of processor time for 400 sources, cold and unchanged; clock against processor; seconds to check 4,000."""
EACH, FLAT, SEARCHED, INDEX = 200_000, 0.15, 350_000, 100_000
"""Bytes a source; how much dearer a source may be in a larger archive; bytes of a first search, of a page as sent."""
HELD = {"workers": 600.0, "other": 300.0}
"""MB of memory: of our process with its workers, and of another program, which is Pagefind."""

SHORT = 10
"""Below this an aim is told with two decimals."""


def aims(results: Results) -> str:
    """One line for each aim that the results can tell of."""
    return "\n".join(_lines(results))


def _lines(results: Results) -> Iterator[str]:
    yield from _small(results)
    yield from _large(results)
    sizes = [size for size in results.sizes if results.cost(size, OURS)]
    for size in sizes:
        yield from _each(size, results.cost(size, OURS))
    for less, more in pairwise(sizes):
        for what in ("processor", "bytes"):
            first, second = (results.cost(size, OURS)[what] / size for size in (less, more))
            yield _line(f"{what} a source, {more:,} against {less:,} sources", second / first, 1 + FLAT, "")


def _small(results: Results) -> Iterator[str]:
    if found := results.cost(SMALL, OURS):
        yield _line(f"{SMALL} sources, cold, processor time", found["processor"], COLD, "s")
        yield _line(f"{SMALL} sources, clock against processor", found["seconds"] / found["processor"], CLOCK, "")
    if again := results.cost(SMALL, AGAIN):
        yield _line(f"{SMALL} sources, nothing changed, processor time", again["processor"], UNCHANGED, "s")


def _large(results: Results) -> Iterator[str]:
    if check := results.cost(LARGE, CHECK):
        yield _line(f"{LARGE:,} sources, check", check["seconds"], CHECKED, "s")
    if found := results.cost(LARGE, OURS):
        for whose, most in HELD.items():
            yield _line(f"{LARGE:,} sources, memory ({whose})", found[whose], most, "MB")


def _each(size: int, found: Entry) -> Iterator[str]:
    yield _line(f"{size:,} sources, bytes a source", found["bytes"] / size / 1e3, EACH / 1e3, "kB")
    for what, sent in found.get("first_search", {}).items():
        yield _line(f"{size:,} sources, first search, {what}", sent / 1e3, SEARCHED / 1e3, "kB")
    if pages := found.get("largest", {}).values():
        address, _, sent = max(pages, key=lambda page: page[2])
        yield _line(f"{size:,} sources, largest page ({address}), as sent", sent / 1e3, INDEX / 1e3, "kB")


def _line(what: str, value: float, most: float, unit: str) -> str:
    number = f"{value:,.2f}" if most < SHORT else f"{value:,.0f}"
    told = f"{number} {unit}".strip()
    return f"{'reached' if value <= most else 'MISSED'}: {what} {told}, at most {most:g} {unit}".rstrip()
