"""The names on the ground of a map: border rivers along their course, countries where there is room."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from macros.site.pictures.labels import Box, width
from macros.site.pictures.map.basemap import CORNERS_LEAST
from macros.site.pictures.map.outline_steps import PlanePoint
from macros.site.pictures.map.projection import Frame, clipped, outlines

Say = Callable[..., str]
"""Gives a label in the language of a page."""
_CHINA, _DPRK, _RUSSIA = "region.china", "region.dprk", "region.russia"
_COUNTRIES = {"CHN": _CHINA, "PRK": _DPRK}
STANDING = {
    "wide": ((_CHINA, 124.7, 42.7), (_DPRK, 126.6, 40.05), (_RUSSIA, 131.24, 43.3)),
    "narrow yalu": ((_CHINA, 124.8, 42.7), (_DPRK, 126.85, 41.0)),
    "narrow tumen": ((_CHINA, 128.2, 43.15), (_DPRK, 129.25, 41.7)),
}
"""The labels of countries in the drawings of the region, placed by eye; in small maps they go where there is room."""
LAND_AT_LEAST = 0.02
"""A country is named if it has at least this share of a drawing, in points of a coarse grid."""
GRID = (16, 10)


@dataclass(frozen=True)
class River:
    """A border river: the label of its name, its name in Korean letters, and a line beside its course."""

    label: str
    native: str
    start: PlanePoint
    end: PlanePoint


RIVERS = (
    River("region.yalu", "압록강", (124.75, 40.1), (126.45, 41.02)),
    River("region.tumen", "두만강", (128.3, 41.74), (129.75, 42.1)),
)


@dataclass(frozen=True)
class PlacedText:
    """A name on the ground: its middle, how far it is turned, in degrees, and Korean letters within another text."""

    text: str
    x: float
    y: float
    angle: float = 0.0
    native: str = ""

    @property
    def around(self) -> tuple[str, str]:
        """What stands before the Korean letters, and behind them."""
        before, _, after = self.text.partition(self.native) if self.native else (self.text, "", "")
        return before, after


def rivers(frame: Frame, size: float, say: Say) -> Iterator[PlacedText]:
    """The names of the rivers, turned along their line, if the line is in the frame and as long as the name."""
    for river in RIVERS:
        text = say(river.label, native=river.native)
        (x, y), (to_x, to_y) = frame.at(*river.start), frame.at(*river.end)
        fits = math.dist((x, y), (to_x, to_y)) >= width(text, size) * 0.85
        if fits and frame.holds(*river.start) and frame.holds(*river.end):
            native = river.native if river.native in text else ""
            angle = math.degrees(math.atan2(to_y - y, to_x - x))
            yield PlacedText(text, round((x + to_x) / 2, 1), round((y + to_y) / 2, 1), round(angle, 1), native)


def countries(frame: Frame, taken: Sequence[Box], course: Sequence[PlanePoint], say: Say) -> list[PlacedText]:
    """The names of the countries: where they were placed by eye, or each where most room is left."""
    if frame.name in STANDING:
        points = [(name, frame.at(x, y)) for name, x, y in STANDING[frame.name]]
        return [PlacedText(say(name), round(x, 1), round(y, 1)) for name, (x, y) in points]
    return list(_found_room(frame, [*taken, *((x, y, x, y) for x, y in course)], say))


def _found_room(frame: Frame, taken: Sequence[Box], say: Say) -> Iterator[PlacedText]:
    for code, name in _COUNTRIES.items():
        inside, coast = _land(frame, code)
        if len(inside) >= LAND_AT_LEAST * GRID[0] * GRID[1]:
            x, y = _roomiest(inside, [*taken, *coast], frame)
            yield PlacedText(say(name), round(x, 1), round(y, 1))


@lru_cache(maxsize=256)  # a map is drawn in three languages
def _land(frame: Frame, code: str) -> tuple[list[PlanePoint], list[Box]]:
    """The points of the grid that are in a country, and points along its coast and borders as boxes of no size."""
    drawn, grid = rings_of(frame, code), _grid(frame)
    rows = {y: [crossings(ring, y) for ring in drawn] for y in {y for _, y in grid}}
    inside = [(x, y) for x, y in grid if any(_is_between(x, crossed) for crossed in rows[y])]
    return inside, [(x, y, x, y) for ring in drawn for x, y in ring[::4]]


def rings_of(frame: Frame, code: str) -> list[list[PlanePoint]]:
    """A country as rings in the drawing."""
    cut = [clipped(frame, ring) for ring in outlines().land.get(code, [])]
    return [[frame.at(*point) for point in ring] for ring in cut if len(ring) >= CORNERS_LEAST]


def _grid(frame: Frame) -> list[PlanePoint]:
    across, down = GRID
    return [
        (frame.width * (i + 0.5) / across, frame.height * (j + 0.5) / down) for j in range(down) for i in range(across)
    ]


def _roomiest(spots: Sequence[PlanePoint], taken: Sequence[Box], frame: Frame) -> PlanePoint:
    """The first of the points farthest from the nearest thing."""
    best, found = -1.0, spots[0]
    for spot in spots:
        room = _room(spot, taken, frame, best)
        if room > best:
            best, found = room, spot
    return found


def _room(spot: PlanePoint, taken: Sequence[Box], frame: Frame, enough: float) -> float:
    """The distance to the nearest thing, allowing for names wider than high; edges of the drawing are things.

    One that is not farther than `enough` need not be the nearest.
    """
    x, y = spot
    room = min(x / 2, (frame.width - x) / 2, y, frame.height - y)
    for left, top, right, bottom in taken:  # without `min` and `max`, which are called 500,000 times for 200 maps
        across = (left - x) / 2 if x < left else (x - right) / 2 if x > right else 0.0
        down = top - y if y < top else y - bottom if y > bottom else 0.0
        if across < room and down < room and (apart := math.hypot(across, down)) < room:
            room = apart
            if room <= enough:
                break
    return room


def holds(ring: Sequence[PlanePoint], spot: PlanePoint) -> bool:
    """Whether a point is in a ring."""
    return _is_between(spot[0], crossings(ring, spot[1]))


def crossings(ring: Sequence[PlanePoint], y: float) -> list[float]:
    """Where a ring crosses a line from the west to the east."""
    sides = pairwise([*ring, ring[0]])
    return [a + (y - b) / (d - b) * (c - a) for (a, b), (c, d) in sides if (b > y) != (d > y)]


def _is_between(x: float, crossed: Sequence[float]) -> bool:
    """Whether a ring is crossed an odd number of times on the way from the west."""
    return sum([x > one for one in crossed]) % 2 == 1
