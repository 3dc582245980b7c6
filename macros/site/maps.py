"""The border region as a picture: every place that sources name, with what is reported to have happened there.

All marks have one size, since a map of reports cannot weigh them. Towns that face each other across a river are drawn a
little apart, or their marks would lie on one another. Provinces have a name and no mark.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from macros.core.models import Place
from macros.site.labels import Box, Label, place
from macros.site.projection import Frame, Point, around, clipped, outlines, path
from macros.site.site import Site

FRAMES = (
    Frame("wide", 1000, 121.6, 131.7, 39.1, 44.35),
    Frame("narrow yalu", 400, 122.7, 127.5, 39.65, 44.1),
    Frame("narrow tumen", 400, 127.3, 131.0, 41.1, 43.6),
)
"""The whole region in one drawing, and for narrow screens one drawing for each river."""

ROLES = ("arrested", "held", "crossed")
LEAST_KILOMETRES = 170.0
SIGN = "mm"
"""The room that the sign of a role takes beside a name."""
TRIANGLE = 3
APART = 11.0
"""How far apart marks are drawn at least, in units of the drawing."""
COUNTRIES = (("China", 124.4, 43.0), ("DPRK", 126.9, 40.3), ("Russia", 131.2, 43.3))
NAMED = {frame.name for frame in FRAMES}
"""The drawings in which countries are named: not the small ones, whose pages name them."""
RIVERS = (("Yalu (Amnok)", 125.75, 40.72), ("Tumen (Tuman)", 129.72, 42.58))
"""The names of the border rivers, Chinese and Korean, and where they begin, on the bank where there is room."""
CHINA = "China"
CHINESE_SIDE = ("NW", "W", "N", "NE", "SW", "E", "S", "SE")
OTHER_SIDE = ("SE", "E", "S", "SW", "NE", "W", "N", "NW")


@dataclass(frozen=True)
class Mark:
    """A place in a drawing: where it is drawn, its name and label, and the roles that it has in incidents."""

    place: Place
    x: float
    y: float
    roles: tuple[str, ...]
    incidents: tuple[str, ...]
    label: Label
    area: bool


@dataclass(frozen=True)
class Drawing:
    """A map with all its numbers, in units of its own; `links` join towns that face each other."""

    frame: Frame
    land: list[tuple[str, str]]
    border: str
    countries: list[tuple[str, float, float]]
    rivers: list[tuple[str, float, float]]
    marks: list[Mark]
    scale: tuple[float, str]
    size: float


def drawings(site: Site) -> list[Drawing]:
    """The map of the whole region: one drawing for wide screens, one a river for narrow ones."""
    return [_draw(site, frame, _places(site), 13.0 if frame.name == "wide" else 12.0) for frame in FRAMES]


def small(site: Site, ids: Iterable[str], incident: str = "") -> Drawing | None:
    """A small map around some places, with only these on it, and with the roles they have in one incident, or in all.

    None where no place has a point, or one lies beyond the region.
    """
    found = [record for record in _places(site) if record.id in set(ids)]
    points = [_point(record) for record in found if not _area(record)]
    outside = [point for point in points if not FRAMES[0].holds(*point)]
    if not points or outside:
        return None
    return _draw(site, around("small", 480, points, LEAST_KILOMETRES, 0.62), found, 14.0, incident)


def _places(site: Site) -> list[Place]:
    """Places with a point, from west to east: the order in which the keyboard reaches them."""
    found = [record for record in site.archive.of("place").values() if isinstance(record, Place) and record.coordinates]
    return sorted(found, key=lambda record: (_point(record), record.id))


def _point(record: Place) -> Point:
    assert record.coordinates  # noqa: S101 # only places with a point are asked for
    return (record.coordinates.longitude, record.coordinates.latitude)


def _area(record: Place) -> bool:
    return record.kind in ("province", "region", "state")


def _draw(site: Site, frame: Frame, records: Sequence[Place], size: float, incident: str = "") -> Drawing:
    shown = [record for record in records if frame.holds(*_point(record))]
    named = frame.name in NAMED
    land = [(code, "".join(_ring(frame, ring) for ring in rings)) for code, rings in outlines().land.items()]
    return Drawing(
        frame=frame,
        land=[(code, drawn) for code, drawn in land if drawn],
        border=path(frame, _along(frame), closed=False),
        countries=[(name, *frame.at(x, y)) for name, x, y in COUNTRIES if named and frame.holds(x, y)],
        rivers=[(name, *frame.at(x, y)) for name, x, y in RIVERS if named and frame.holds(x, y)],
        marks=_marks(frame, shown, size, {record.id: _roles(site, record.id, incident) for record in shown}),
        scale=_scale(frame),
        size=size,
    )


def _ring(frame: Frame, ring: Sequence[Point]) -> str:
    cut = clipped(frame, ring)
    return path(frame, cut, closed=True) if len(cut) >= TRIANGLE else ""


def _along(frame: Frame) -> list[Point]:
    """The border, as much of it as lies in or near the frame."""
    points = outlines().border
    margin = (frame.east - frame.west) * 0.1
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
    """A bar for the longest round distance that is not much more than a fifth of the width."""
    fitting = [km for km in (10, 20, 50, 100, 200) if frame.length(km) <= frame.width * 0.24]
    return (round(frame.length(fitting[-1]), 1), f"{fitting[-1]} km") if fitting else (0.0, "")


def _roles(site: Site, place_id: str, incident: str) -> dict[str, list[str]]:
    """The roles of a place by incident: of all incidents, or of one."""
    found = site.place_roles.get(place_id, {})
    return {incident: found[incident]} if incident in found else found


def _marks(frame: Frame, records: Sequence[Place], size: float, roles: dict[str, dict[str, list[str]]]) -> list[Mark]:
    """Marks from west to east; those with most incidents choose the place of their name first."""
    points = _apart(frame, records)
    taken: list[Box] = [(x - 5, y - 5, x + 5, y + 5) for x, y in points.values()]
    made = {
        record.id: _mark(frame, record, points[record.id], size, taken, roles[record.id])
        for record in sorted(records, key=lambda one: (_area(one), -len(roles[one.id]), one.id))
    }
    return [made[record.id] for record in records]


def _mark(  # what a mark is made of
    frame: Frame, record: Place, point: Point, size: float, taken: list[Box], roles: dict[str, list[str]]
) -> Mark:
    had = tuple(role for role in ROLES if any(role in found for found in roles.values()))
    x, y = round(point[0], 1), round(point[1], 1)
    if _area(record):
        return Mark(record, x, y, had, tuple(roles), Label(x, y, "middle"), area=True)
    ways = CHINESE_SIDE if record.country == CHINA else OTHER_SIDE
    within = (4.0, 4.0, frame.width - 4, frame.height - 4)
    label = place(x, y, record.short_text + SIGN * len(had), size, taken, within, ways)
    return Mark(record, x, y, had, tuple(roles), label, area=False)


def _apart(frame: Frame, records: Sequence[Place]) -> dict[str, Point]:
    """Where marks are drawn: at their points, but those that face each other pushed apart along the line between."""
    points = {record.id: frame.at(*_point(record)) for record in records}
    for record in records:
        for other in record.counterpart:
            if other in points and record.id < other:
                points[record.id], points[other] = _pushed(points[record.id], points[other])
    return points


def _pushed(one: Point, other: Point) -> tuple[Point, Point]:
    across, down = other[0] - one[0], other[1] - one[1]
    far = math.hypot(across, down) or 1.0
    if far >= APART:
        return one, other
    push = (APART - far) / 2 / far
    return (
        (one[0] - across * push, one[1] - down * push),
        (other[0] + across * push, other[1] + down * push),
    )
