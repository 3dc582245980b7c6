"""What is under the marks of a map: land, the border, degrees, the scale, an overview of East Asia.

Land is drawn in the Mercator projection of `projection.py`, with north up. The overview has the same projection.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from macros.site.pictures.labels import Box
from macros.site.pictures.map.outline_steps import PlanePoint
from macros.site.pictures.map.projection import FINE, OVERVIEW, Detail, Frame, clipped, outlines, path
from macros.site.pictures.scales import Tick

CORNERS_LEAST = 3
"""A ring with fewer corners has no area."""
MANY_DEGREES = 6
_EAST_ASIA = Frame("overview", 1, 98, 147, 18, 50)
COARSE, COARSE_BORDER = Detail(0.8, 1), Detail(0.5, 0.5)
"""Small maps have coarser outlines: their pages are about something else."""


@dataclass(frozen=True)
class Overview:
    """East Asia in a corner of the drawing, with the drawn part marked on it."""

    x: float
    y: float
    width: float
    height: float
    land: str
    part: Box


@dataclass(frozen=True)
class Basemap:
    """Everything under the marks, in units of the drawing."""

    land: list[tuple[str, str]]
    border: str
    course: list[PlanePoint]
    meridians: list[Tick]
    parallels: list[Tick]
    scale: tuple[float, str]
    overview: Overview | None


@lru_cache(maxsize=256)  # a map is drawn in three languages
def ground(frame: Frame, corner: tuple[float, float, float] | None) -> Basemap:
    """The ground of a drawing; `corner` is the place and width of its overview."""
    land_detail, border_detail = (COARSE, COARSE_BORDER) if frame.name == "small" else (FINE, FINE)
    land = [
        (code, "".join(_ring(frame, ring, land_detail) for ring in rings)) for code, rings in outlines().land.items()
    ]
    near = _along(frame)
    step = 2 if frame.east - frame.west > MANY_DEGREES else 1
    east, north = _degrees(frame.west, frame.east, step), _degrees(frame.south, frame.north, step)
    return Basemap(
        land=[(code, drawn) for code, drawn in land if drawn],
        border=path(frame, near, closed=False, detail=border_detail),
        course=[frame.at(*point) for point in near],
        meridians=[Tick(round(frame.at(degree, frame.north)[0], 1), f"{degree}° E") for degree in east],
        parallels=[Tick(round(frame.at(frame.west, degree)[1], 1), f"{degree}° N") for degree in north],
        scale=_scale(frame),
        overview=_overview(frame, *corner) if corner else None,
    )


def _ring(frame: Frame, ring: Sequence[PlanePoint], detail: Detail) -> str:
    cut = clipped(frame, ring)
    return path(frame, cut, closed=True, detail=detail) if len(cut) >= CORNERS_LEAST else ""


def _along(frame: Frame) -> list[PlanePoint]:
    """The border, as much of it as lies in or near the frame."""
    points, margin = outlines().border, (frame.east - frame.west) * 0.1
    wide = replace(
        frame,
        west=frame.west - margin,
        east=frame.east + margin,
        south=frame.south - margin,
        north=frame.north + margin,
    )
    near = [number for number, point in enumerate(points) if wide.holds(*point)]
    return points[near[0] : near[-1] + 1] if near else points[:2]


def _scale(frame: Frame) -> tuple[float, str]:
    """A bar for the longest round distance of about a sixth of the width at most."""
    fitting = [km for km in (10, 20, 50, 100, 200) if frame.length(km) <= frame.width * 0.18]
    return (round(frame.length(fitting[-1]), 1), f"{fitting[-1]} km") if fitting else (0.0, "")


def _degrees(least: float, most: float, step: int) -> range:
    """Whole degrees in a frame, every second one where there are many."""
    return range(math.ceil(least / step) * step, math.floor(most) + 1, step)


def _overview(frame: Frame, x: float, y: float, width: float) -> Overview:
    whole = replace(_EAST_ASIA, width=width)
    land = "".join(_ring(whole, ring, FINE) for rings in outlines(OVERVIEW).land.values() for ring in rings)
    left, top = whole.at(frame.west, frame.north)
    right, bottom = whole.at(frame.east, frame.south)
    part = (round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1))
    return Overview(x, y, width, round(whole.height, 1), land, part)
