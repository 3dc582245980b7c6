"""An outline as steps between whole numbers, with no more points than its shape needs: Ramer, Douglas and Peucker.

A point is dropped where the line without it passes close by. Shapely does the same, for one function of a megabyte.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby, pairwise

PlanePoint = tuple[float, float]


def simplified(points: Sequence[PlanePoint], near: float) -> list[PlanePoint]:
    """The points without those that lie within `near` of the line through the others; the first and last stay."""
    kept, spans = {0, len(points) - 1}, [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, away = _farthest(points, first, last)
        if away > near:
            kept.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [points[at] for at in sorted(kept)]


def _farthest(points: Sequence[PlanePoint], first: int, last: int) -> tuple[int, float]:
    """The point between two others that is farthest from the stretch of line between them, and how far it is."""
    (a, b), (c, d) = points[first], points[last]
    across, down = c - a, d - b
    long = math.dist((a, b), (c, d))
    found, most = first, 0.0
    for at in range(first + 1, last):
        x, y = points[at]
        along = ((x - a) * across + (y - b) * down) / long**2 if long else 0.0
        part = min(along, 1.0) if along > 0.0 else 0.0
        away = math.dist((x, y), (a + part * across, b + part * down))
        if away > most:
            found, most = at, away
    return found, most


def stepped(points: Sequence[PlanePoint], unit: float) -> str:
    """Points as the data of an SVG path: the first, then the way from each to the next, in multiples of `unit`."""
    places = [place for place, _ in groupby((round(x / unit), round(y / unit)) for x, y in points)]
    start = f"M{_number(places[0][0], unit)} {_number(places[0][1], unit)}"
    steps = [(_number(x - a, unit), _number(y - b, unit)) for (a, b), (x, y) in pairwise(places)]
    numbers = [number for step in steps for number in step]
    drawn = "".join(number if not at or number.startswith("-") else f" {number}" for at, number in enumerate(numbers))
    return start + (f"l{drawn}" if drawn else "")


def _number(times: int, unit: float) -> str:
    return f"{round(times * unit, 1):g}"
