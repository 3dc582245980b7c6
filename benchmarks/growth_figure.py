"""The figure of docs/about/growth.md: what one source costs, in processor time and in bytes, as the archive grows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree as ET

from benchmarks.results import AGAIN, CHECK, LABELS, OURS, Results

WIDTH, HEIGHT, TOP, BOTTOM = 640, 330, 52, 290
PANEL, SIDE, NAMED = 320, 44, 106
"""Widths: of a panel with what is written beside it, left of its axis, and of the names right of its lines."""
LINE, APART, MOST = 4, 13, 8
"""Pixels: size of a mark, and between two names. How many values an axis names at most."""
STYLE = """
.paper { fill: #fbf9f5 } .grid { stroke: #5d5850; stroke-opacity: .25 } .soft { fill: #5d5850; font-size: 11px }
.name { fill: #1f1d1a; font-size: 13px; font-weight: 600 } .line { fill: none; stroke: #5d5850; stroke-width: 1.5 }
.mark { fill: #5d5850 } .own .line { stroke: #8c2f22; stroke-width: 2.2 } .own .mark, .own .soft { fill: #8c2f22 }
@media (prefers-color-scheme: dark) {
.paper { fill: #171614 } .grid, .line { stroke: #a59d90 } .soft, .mark { fill: #a59d90 } .name { fill: #e9e4da }
.own .line { stroke: #e08a78 } .own .mark, .own .soft { fill: #e08a78 } }
"""
NAMES = LABELS | {OURS: "this archive", AGAIN: "unchanged"}
DASHES = {AGAIN: "2 3", "material": "6 3", "collectionbuilder": "6 2 1 2", "hugo": "1 2"}
"""How the lines differ besides their names."""


class Curve(NamedTuple):
    """One line: what was measured, by number of sources."""

    program: str
    points: dict[int, float]


def figure(results: Results) -> str:
    """The figure as SVG."""
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "role": "img",
            "aria-labelledby": "t d",
            "font-family": "system-ui, -apple-system, 'Segoe UI', sans-serif",
        },
    )
    _add(root, "title", "What one source costs as the archive grows", {"id": "t"})
    time = _curves(results, "processor", 1000, [name for name in LABELS if name != CHECK])
    size = _curves(results, "bytes", 0.001, [name for name in LABELS if name not in (CHECK, AGAIN)])
    _add(root, "desc", f"{_told('Processor time', time, 'ms')} {_told('Bytes', size, 'kB')}", {"id": "d"})
    _add(root, "style", STYLE)
    _add(root, "rect", "", {"class": "paper", "width": WIDTH, "height": HEIGHT})
    for number, (title, curves) in enumerate((("Processor time a source, ms", time), ("Bytes a source, kB", size))):
        if curves:
            _panel(root, number * (WIDTH - PANEL) + SIDE, title, curves)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def _curves(results: Results, field: str, scale: float, programs: list[str]) -> list[Curve]:
    found = [Curve(name, dict(_points(results, name, field, scale))) for name in programs]
    return [curve for curve in found if curve.points]


def _points(results: Results, name: str, field: str, scale: float) -> Iterator[tuple[int, float]]:
    for size in results.sizes:
        if value := results.cost(size, name).get(field):
            yield size, value / size * scale


def _told(what: str, curves: list[Curve], unit: str) -> str:
    """The figure in words."""
    lines = []
    for curve in curves:
        values = ", ".join(f"{value:,.0f} {unit} at {size:,}" for size, value in curve.points.items())
        lines.append(f"{NAMES[curve.program]} {values}")
    return f"{what} a source: {'; '.join(lines)}."


class _Scales:
    """Both axes are logarithmic, and each keeps the same distance for the same factor."""

    def __init__(self, left: float, curves: list[Curve]) -> None:
        sizes = sorted({size for curve in curves for size in curve.points})
        values = [value for curve in curves for value in curve.points.values()]
        self.left, self.right, self.sizes = left, left + PANEL - SIDE - NAMED, sizes
        self.values = _named(min(values), max(values))

    def x(self, size: float) -> float:
        first, last = math.log(self.sizes[0]), math.log(self.sizes[-1])
        share = (math.log(size) - first) / (last - first) if last > first else 0.5
        return round(self.left + share * (self.right - self.left), 1)

    def y(self, value: float) -> float:
        low, high = math.log10(self.values[0]), math.log10(self.values[-1])
        share = (math.log10(value) - low) / (high - low)
        return round(BOTTOM - share * (BOTTOM - TOP), 1)


def _named(low: float, high: float) -> list[float]:
    """The values that an axis names, just around what is shown: 1, 2, 5 of each power of ten, or the powers alone."""
    powers = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 2)
    every = [step * 10.0**power for power in powers for step in (1, 2, 5)]
    found = _around(every, low, high)
    return found if len(found) <= MOST else _around(every[::3], low, high)


def _around(known: list[float], low: float, high: float) -> list[float]:
    first = max(value for value in known if value <= low)
    last = min(value for value in known if value >= high and value > first)
    return [value for value in known if first <= value <= last]


def _panel(root: ET.Element, left: float, title: str, curves: list[Curve]) -> None:
    scales = _Scales(left, curves)
    _add(root, "text", title, {"class": "name", "x": left - SIDE + 16, "y": 24})
    for value in scales.values:
        y = scales.y(value)
        _add(root, "path", "", {"class": "grid", "d": f"M{left} {y}H{scales.right}"})
        _add(root, "text", f"{value:,g}", {"class": "soft", "x": left - 6, "y": y + 4, "text-anchor": "end"})
    for size in scales.sizes:
        x = scales.x(size)
        _add(root, "text", f"{size:,}", {"class": "soft", "x": x, "y": BOTTOM + 16, "text-anchor": "middle"})
    _add(root, "text", "sources", {"class": "soft", "x": scales.right, "y": BOTTOM + 31, "text-anchor": "end"})
    ends = _spread({curve.program: scales.y(list(curve.points.values())[-1]) for curve in curves})
    for curve in curves:
        _line(root, curve, scales, ends[curve.program])


def _line(root: ET.Element, curve: Curve, scales: _Scales, named: float) -> None:
    own: dict[str, object] = {"class": "own"} if curve.program in (OURS, AGAIN) else {}
    group = _add(root, "g", "", own)
    points = [(scales.x(size), scales.y(value)) for size, value in curve.points.items()]
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    dash = {"stroke-dasharray": DASHES[curve.program]} if curve.program in DASHES else {}
    _add(group, "path", "", {"class": "line", "d": path, **dash})
    for x, y in points:
        _add(group, "circle", "", {"class": "mark", "cx": x, "cy": y, "r": LINE / 2})
    _add(group, "text", NAMES[curve.program], {"class": "soft", "x": scales.right + 8, "y": named + 4})


def _spread(ends: dict[str, float]) -> dict[str, float]:
    """The heights of names, moved down where two would be on one another."""
    found: dict[str, float] = {}
    last = -math.inf
    for name, y in sorted(ends.items(), key=lambda one: one[1]):
        last = found[name] = max(y, last + APART)
    return found


def _add(parent: ET.Element, tag: str, text: str = "", attributes: Mapping[str, object] | None = None) -> ET.Element:
    made = ET.SubElement(parent, tag, {name: str(value) for name, value in (attributes or {}).items()})
    made.text = text or None
    return made
