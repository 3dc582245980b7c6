"""A flame graph as SVG: each function is a bar over its caller, as wide as its share of the time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape

WIDTH, ROW, LETTER = 1600, 16, 6.2
"""Width of the picture, height of a bar, and width of a letter, in pixels."""
LEAST = 0.4
"""Bars narrower than so many pixels are left out."""


@dataclass
class _Bar:
    seconds: float = 0.0
    above: dict[str, _Bar] = field(default_factory=dict)


def flame_picture(found: Mapping[tuple[str, ...], float]) -> str:
    """The picture of seconds by stack; the outermost function of a stack comes first."""
    whole = _Bar()
    for stack, seconds in found.items():
        bar = whole
        bar.seconds += seconds
        for name in stack:
            bar = bar.above.setdefault(name, _Bar())
            bar.seconds += seconds
    scale = WIDTH / (whole.seconds or 1)
    drawn = list(_drawn("all", whole, 0, 0, scale))
    height = (1 + max(row for row, _ in drawn)) * ROW
    bars = "".join(f'<g transform="translate(0 {height - (row + 1) * ROW})">{bar}</g>\n' for row, bar in drawn)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="monospace"'
    return f'{head} font-size="10">\n{bars}</svg>\n'


def _drawn(name: str, bar: _Bar, left: float, row: int, scale: float) -> Iterator[tuple[int, str]]:
    width = bar.seconds * scale
    if width < LEAST:
        return
    shown = escape(name[: int(width / LETTER)]) if width > 3 * LETTER else ""
    hue = int(sha256(name.rpartition(":")[0].encode()).hexdigest()[:4], 16) % 60
    yield (
        row,
        (
            f'<rect x="{left:.1f}" width="{width:.1f}" height="{ROW - 1}" fill="hsl({hue} 90% 65%)">'
            f"<title>{escape(name)}: {bar.seconds:.2f} s</title></rect>"
            f'<text x="{left + 2:.1f}" y="{ROW - 5}">{shown}</text>'
        ),
    )
    for inner in sorted(bar.above):
        yield from _drawn(inner, bar.above[inner], left, row + 1, scale)
        left += bar.above[inner].seconds * scale
