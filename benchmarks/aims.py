"""Which aims of DESIGN section 9 the measurements reach."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from benchmarks.results import AGAIN, CHECK, OURS, Results

SMALL, LARGE = 400, 4000
COLD, UNCHANGED, CLOCK, CHECKED = 25.0, 3.0, 0.6, 10.0
"""Seconds of processor time for 400 sources, cold and unchanged; clock against processor; seconds to check 4,000."""
EACH, FLAT, SEARCHED, HELD = 200_000, 0.15, 350_000, 600.0
"""Bytes a source; how much dearer a source may be in a larger archive; bytes of a first search; MB of our process."""

SHORT = 10
"""Below this an aim is told with two decimals."""


def aims(results: Results) -> str:
    """One line for each aim that the results can tell of."""
    return "\n".join(_lines(results))


def _lines(results: Results) -> Iterator[str]:
    small, large = results.cost(SMALL, OURS), results.cost(LARGE, OURS)
    if small:
        yield _line(f"{SMALL} sources, cold, processor time", small["processor"], COLD, "s")
        yield _line(f"{SMALL} sources, clock against processor", small["seconds"] / small["processor"], CLOCK, "")
    if again := results.cost(SMALL, AGAIN):
        yield _line(f"{SMALL} sources, nothing changed, processor time", again["processor"], UNCHANGED, "s")
    if check := results.cost(LARGE, CHECK):
        yield _line(f"{LARGE:,} sources, check", check["seconds"], CHECKED, "s")
    if large:
        yield _line(f"{LARGE:,} sources, memory of our process", large["ours"], HELD, "MB")
    for size in results.sizes:
        if found := results.cost(size, OURS):
            yield _line(f"{size:,} sources, bytes a source", found["bytes"] / size / 1e3, EACH / 1e3, "kB")
            searched = found.get("first_search", {}).values()
            yield from (_line(f"{size:,} sources, first search", most / 1e3, SEARCHED / 1e3, "kB") for most in searched)
    for less, more in pairwise(size for size in results.sizes if results.cost(size, OURS)):
        for what in ("processor", "bytes"):
            first, second = (results.cost(size, OURS)[what] / size for size in (less, more))
            yield _line(f"{what} a source, {more:,} against {less:,} sources", second / first, 1 + FLAT, "")


def _line(what: str, value: float, most: float, unit: str) -> str:
    number = f"{value:,.2f}" if most < SHORT else f"{value:,.0f}"
    told = f"{number} {unit}".strip()
    return f"{'reached' if value <= most else 'MISSED'}: {what} {told}, at most {most:g} {unit}".rstrip()
