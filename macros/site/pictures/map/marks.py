"""The marks of a map: where places are drawn, with their names and what is reported of them.

Towns that face each other across a river are drawn a little apart and joined by a line if their marks would
overlap. Provinces have a name but not a mark.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from macros.core.models import Place
from macros.site.pictures.labels import Box
from macros.site.pictures.map.label_placement import LabelSpace, PlacedName, name
from macros.site.pictures.map.outline_steps import PlanePoint
from macros.site.pictures.map.projection import Frame
from macros.site.pictures.map.regions import holds, rings_of

ROLES = ("arrested", "held", "crossed")
LOOSE = ("unverified", "centroid")
"""Certainties of a point that get an open mark."""
_SIGN = "mm"
"""The room that the sign of a role takes beside a name."""
LEAST_GAP = 13.0
"""The least distance between marks, in units of the drawing."""
_ROUNDING = 0.01
CHINA = "China"
CHINESE_SIDE = ("W", "NW", "N", "NE", "SW", "E", "S", "SE")
OTHER_SIDE = ("E", "SE", "S", "SW", "NE", "W", "N", "NW")


@dataclass(frozen=True)
class PlaceMark:
    """A place in a drawing: what it is called, where it is, its name with the line to it, its roles in incidents."""

    place: Place
    called: str
    x: float
    y: float
    roles: tuple[str, ...]
    incidents: tuple[str, ...]
    named: PlacedName

    @property
    def area(self) -> bool:
        """Whether it is an area, which has a name alone."""
        return is_area(self.place)

    @property
    def loose(self) -> bool:
        """Whether its point is not certain."""
        return self.place.coordinates is not None and self.place.coordinates.certainty in LOOSE


def point(record: Place) -> PlanePoint:
    """Longitude and latitude of a place that has a point."""
    assert record.coordinates  # noqa: S101 # only places with a point are asked for
    return (record.coordinates.longitude, record.coordinates.latitude)


def is_area(record: Place) -> bool:
    """Whether a place is an area, for which a point says little."""
    return record.kind in ("province", "region", "state")


def marks_of(
    frame: Frame,
    points: dict[str, PlanePoint],
    room: LabelSpace,
    size: float,
    roles: dict[str, tuple[Place, dict[str, list[str]]]],
    called: Callable[[Place], str],
) -> list[PlaceMark]:
    """Marks from west to east, with the names of their places; those with most incidents are named first."""
    room.taken.extend((x - 5, y - 5, x + 5, y + 5) for x, y in points.values())
    across = {"DPRK": rings_of(frame, "CHN"), CHINA: rings_of(frame, "PRK")}
    made = {}
    for record, had in sorted(roles.values(), key=lambda pair: (is_area(pair[0]), -len(pair[1]), pair[0].id)):
        foreign = across.get(record.country or "", [])
        own = replace(room, abroad=partial(_within, foreign))
        (x, y), shown = points[record.id], _had(had)
        text = called(record)
        named = _named(record, (x, y), own, size, text + _SIGN * len(shown))
        made[record.id] = PlaceMark(record, text, round(x, 1), round(y, 1), shown, tuple(had), named)
    return [made[record_id] for record_id in roles]


def _within(rings: Sequence[Sequence[PlanePoint]], spot: PlanePoint) -> bool:
    return any(holds(ring, spot) for ring in rings)


def _had(roles: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(role for role in ROLES if any(role in found for found in roles.values()))


def _named(record: Place, point: PlanePoint, room: LabelSpace, size: float, text: str) -> PlacedName:
    if is_area(record):
        middle = (point[0], point[1] - size)
        return replace(name(middle, text, size, room, ["S", "N", "E", "W"]), leader=None)
    ways = CHINESE_SIDE if record.country == CHINA else OTHER_SIDE
    return name(point, text, size, room, ways)


def _facing(records: Sequence[Place], points: dict[str, PlanePoint]) -> list[tuple[str, str]]:
    """Pairs of towns that face each other, each once."""
    return sorted(
        {(min(one.id, other), max(one.id, other)) for one in records for other in one.counterpart if other in points}
    )


def separate(frame: Frame, records: Sequence[Place]) -> dict[str, PlanePoint]:
    """Where marks are drawn: at their points, but facing towns are pushed apart along the line between them."""
    points = {record.id: frame.at(*point(record)) for record in records}
    for one, other in _facing(records, points):
        points[one], points[other] = _pushed(points[one], points[other])
    return points


def links(records: Sequence[Place], points: dict[str, PlanePoint]) -> list[Box]:
    """Lines between facing towns that were pushed apart (x, y, x, y).

    Two that are farther from each other stand at their points: a line that long would look like a route.
    """
    pairs = [(points[one], points[other]) for one, other in _facing(records, points)]
    found = [(*one, *other) for one, other in pairs if math.dist(one, other) <= LEAST_GAP + _ROUNDING]
    return [(round(a, 1), round(b, 1), round(x, 1), round(y, 1)) for a, b, x, y in found]


def _pushed(one: PlanePoint, other: PlanePoint) -> tuple[PlanePoint, PlanePoint]:
    across, down = other[0] - one[0], other[1] - one[1]
    far = math.hypot(across, down) or 1.0
    if far >= LEAST_GAP:
        return one, other
    push = (LEAST_GAP - far) / 2 / far
    return (
        (one[0] - across * push, one[1] - down * push),
        (other[0] + across * push, other[1] + down * push),
    )
