"""Points on the earth as points in a picture: the Mercator projection, which keeps angles, over one frame."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from macros.site.pictures.map.outline_steps import PlanePoint, simplified, stepped

GEOGRAPHY = Path(__file__).resolve().parent / "geography"
OUTLINES = GEOGRAPHY / "border-region.json"
OVERVIEW = GEOGRAPHY / "east-asia.json"
KILOMETRES = 111.32
"""Kilometres in a degree of latitude, and of longitude at the equator."""


@dataclass(frozen=True)
class Detail:
    """How much of an outline is drawn, in units of the drawing."""

    near: float
    """A point is left out where the line without it is not farther away than this."""
    unit: float
    """Places are multiples of this."""


FINE = Detail(0.3, 0.1)


@dataclass(frozen=True)
class Frame:
    """What a drawing shows: degrees west, east, south and north, drawn `width` units wide."""

    name: str
    width: float
    west: float
    east: float
    south: float
    north: float

    @cached_property
    def scale(self) -> float:
        """Units of the drawing in a degree of longitude."""
        return self.width / (self.east - self.west)

    @property
    def height(self) -> float:
        """The height of the drawing, in its units."""
        return self.scale * (self._top - _mercator(self.south))

    @cached_property
    def _top(self) -> float:
        return _mercator(self.north)

    def at(self, longitude: float, latitude: float) -> PlanePoint:
        """A point (WGS 84, degrees) in the drawing, from its upper left corner."""
        down = self._top - _mercator(latitude)
        return ((longitude - self.west) * self.scale, down * self.scale)

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point is in the frame."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north

    def length(self, kilometres: float) -> float:
        """A distance at the middle of the frame, in units of the drawing."""
        middle = math.radians((self.south + self.north) / 2)
        return kilometres / (KILOMETRES * math.cos(middle)) * self.scale


def _mercator(latitude: float) -> float:
    """The distance from the equator to a latitude, in degrees of longitude at the equator."""
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))


def frame_around(name: str, width: float, points: Sequence[PlanePoint], least: float, shape: float) -> Frame:
    """A frame of the given `shape` (height by width) around points, with room for names, `least` kilometres wide."""
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    middle = ((min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2)
    narrowing = math.cos(math.radians(middle[1]))
    wide = (max(longitudes) - min(longitudes)) * 1.7
    high = (max(latitudes) - min(latitudes)) * 1.7 / narrowing / shape
    half = max(wide, high, least / (KILOMETRES * narrowing)) / 2
    up = half * narrowing * shape
    return Frame(name, width, middle[0] - half, middle[0] + half, middle[1] - up, middle[1] + up)


@dataclass(frozen=True)
class Outlines:
    """Countries by ISO 3166 code as rings of points, and the border of China and the DPRK from the west."""

    land: dict[str, list[list[PlanePoint]]]
    border: list[PlanePoint]


@lru_cache(maxsize=2)
def outlines(file: Path = OUTLINES) -> Outlines:
    """The outlines of a file, read once; an overview has no border."""
    read = json.loads(file.read_text("utf-8"))
    land = {code: [[(x, y) for x, y in ring] for ring in rings] for code, rings in read["land"].items()}
    return Outlines(land, [(x, y) for x, y in read.get("border", [])])


def path(frame: Frame, points: Sequence[PlanePoint], *, closed: bool, detail: Detail = FINE) -> str:
    """Points as the data of an SVG path, as detailed as it is drawn."""
    drawn = simplified([frame.at(*point) for point in points], detail.near)
    return stepped(drawn, detail.unit) + ("z" if closed else "")


def clipped(frame: Frame, ring: Sequence[PlanePoint]) -> list[PlanePoint]:
    """A ring cut to a frame with a margin (Sutherland–Hodgman); coasts outside it are dropped."""
    margin = (frame.east - frame.west) * 0.02
    cut = list(ring)
    for axis, bound, sign in (
        (0, frame.west - margin, 1),
        (0, frame.east + margin, -1),
        (1, frame.south - margin, 1),
        (1, frame.north + margin, -1),
    ):
        cut = _cut(cut, axis, bound, sign)
    return cut


def _cut(ring: list[PlanePoint], axis: int, bound: float, sign: int) -> list[PlanePoint]:
    kept: list[PlanePoint] = []
    for number, point in enumerate(ring):
        before = ring[number - 1]
        inside, was = (point[axis] - bound) * sign >= 0, (before[axis] - bound) * sign >= 0
        if inside != was:
            part = (bound - before[axis]) / (point[axis] - before[axis])
            kept.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
        if inside:
            kept.append(point)
    return kept
