"""The measurements as a Markdown table, and which aims of DESIGN section 9 they reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.measure import Cost

RATIO, RECORD, FLAT, MEGABYTES, CHECK = 2.0, 1.5, 0.15, 300.0, 0.25
COLUMNS = (
    "sources",
    "pages",
    "build",
    "plain",
    "build / plain",
    "ms a source",
    "plain, ms a source",
    "memory",
    "plain, memory",
    "check",
    "check / build",
)
HEAD = (f"| {' | '.join(COLUMNS)} |", "|---:" * len(COLUMNS) + "|")


@dataclass(frozen=True)
class Result:
    """One size: how many sources and HTML pages, what our build, plain Material and the check cost."""

    sources: int
    pages: int
    build: Cost
    plain: Cost
    check: Cost

    @property
    def ratio(self) -> float:
        """Our build against plain Material."""
        return self.build.seconds / self.plain.seconds

    @property
    def checked(self) -> float:
        """The check against our build."""
        return self.check.seconds / self.build.seconds

    @property
    def each(self) -> float:
        """Milliseconds of our build for one source."""
        return self.build.seconds / self.sources * 1000


def table(results: Sequence[Result]) -> str:
    """All results, one line a size."""
    return "\n".join([*HEAD, *(_row(result) for result in results)])


def _row(result: Result) -> str:
    plain = result.plain.seconds / result.sources * 1000
    cells = (
        f"{result.sources:,}",
        f"{result.pages:,}",
        f"{result.build.seconds:.1f} s",
        f"{result.plain.seconds:.1f} s",
        f"{result.ratio:.2f}",
        f"{result.each:.1f}",
        f"{plain:.1f}",
        f"{result.build.megabytes:.0f} MB",
        f"{result.plain.megabytes:.0f} MB",
        f"{result.check.seconds:.1f} s",
        f"{result.checked:.2f}",
    )
    return f"| {' | '.join(cells)} |"


def aims(results: Sequence[Result]) -> str:
    """Which aims hold: ratios and memory at the largest size, flatness between all sizes."""
    largest = max(results, key=lambda result: result.sources)
    each = [result.each for result in results]
    spread = max(each) / min(each) - 1
    lines = [
        _aim(
            f"build / plain at {largest.sources:,} sources: {largest.ratio:.2f}, aim {RATIO:.1f}", largest.ratio, RATIO
        ),
        _aim(f"record: {largest.ratio:.2f}, to go for {RECORD:.1f}", largest.ratio, RECORD),
        _aim(f"memory: {largest.build.megabytes:.0f} MB, aim {MEGABYTES:.0f} MB", largest.build.megabytes, MEGABYTES),
        _aim(f"check / build: {largest.checked:.2f}, aim {CHECK}", largest.checked, CHECK),
    ]
    if len(results) > 1:
        lines.append(_aim(f"time a source between sizes: within {spread:.0%}, aim {FLAT:.0%}", spread, FLAT))
    return "\n".join(lines)


def _aim(text: str, value: float, limit: float) -> str:
    return f"- {'holds' if value <= limit else 'MISSED'}: {text}"
