"""The places of names on a map: beside their mark, off the border and off each other, the same on every build.

Near places are tried first; if none is free the name is farther off and a line leads to it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from macros.site.pictures.labels import Box, Label, meet, width
from macros.site.pictures.map.outline_steps import PlanePoint

DIRECTIONS = {"E": 0, "NE": -40, "SE": 40, "N": -90, "S": 90, "NW": -140, "SW": 140, "W": 180}
"""Compass points as angles of a drawing, where y grows downwards."""
FAR = (18.0, 26.0, 38.0, 50.0, 64.0)
"""How far off a name may be that has no room beside its mark, in units of the drawing."""
BETWEEN = 4.0
"""How finely a line is followed that no name must cover."""


@dataclass(frozen=True)
class PlacedName:
    """A label with the room that it takes, and the line that leads to it (x, y, x, y), if it needs one."""

    label: Label
    box: Box
    leader: Box | None = None


@dataclass(frozen=True)
class LabelSpace:
    """What limits the place of a name: the edges, what is taken, and a line that it should not cover."""

    within: Box
    line: Sequence[PlanePoint]
    taken: list[Box]
    abroad: Callable[[PlanePoint], bool] = lambda _: False
    """Whether a point is in the country across the border: a name there would seem to belong to it."""

    def free(self, box: Box) -> bool:
        """Whether a box is inside the edges and meets nothing that is taken."""
        inside = box[0] >= self.within[0] and box[1] >= self.within[1]
        inside = inside and box[2] <= self.within[2] and box[3] <= self.within[3]
        return inside and not any(meet(box, other) for other in self.taken)

    def crossed(self, box: Box) -> int:
        """How much of the line lies in a box, in points of it."""
        return sum(box[0] < x < box[2] and box[1] < y < box[3] for x, y in self.line)


def name(at: PlanePoint, text: str, size: float, room: LabelSpace, ways: Sequence[str]) -> PlacedName:
    """The best place for a name at a mark, which is then taken. Ways are compass points, the preferred ones first."""
    near = (_beside(at, text, size, way) for way in ways)
    far = (_away(at, text, size, way, off) for off in FAR for way in ways)
    free = (one for one in chain(near, far) if room.free(one.box))
    chosen = _least_wrong(free, room) or _beside(at, text, size, ways[0])
    room.taken.append(chosen.box)
    return chosen


def _least_wrong(places: Iterable[PlacedName], room: LabelSpace) -> PlacedName | None:
    """The first place with the fewest faults; those behind one without faults are not looked at."""
    best: tuple[tuple[bool, int], PlacedName] | None = None
    for one in places:
        faults = _faults(one, room)
        if best is None or faults < best[0]:
            best = faults, one
        if not any(faults):
            break
    return best[1] if best else None


def _faults(one: PlacedName, room: LabelSpace) -> tuple[bool, int]:
    """Whether a name covers the line or the line to it crosses another name, and how much; then what is abroad."""
    left, top, right, bottom = one.box
    if (covered := room.crossed(one.box)) or _hindered(one, room):
        return True, covered
    return False, room.abroad(((left + right) / 2, (top + bottom) / 2))


def _hindered(one: PlacedName, room: LabelSpace) -> bool:
    """Whether the line to a name crosses another name."""
    line = dense([one.leader[:2], one.leader[2:]])[2:] if one.leader else []
    return any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in line for box in room.taken)


def _beside(at: PlanePoint, text: str, size: float, way: str) -> PlacedName:
    gap = 8.0
    x, y = at
    if way in ("N", "S"):
        return _at(x, y + (-gap - size * 0.2 if way == "N" else gap + size * 0.85), "middle", text, size)
    side = 1 if "E" in way else -1
    lift = {"N": -size * 0.45, "S": size * 0.95}.get(way[0], size * 0.34)
    across = gap if way in ("E", "W") else gap * 0.8
    return _at(x + side * across, y + lift, "start" if side > 0 else "end", text, size)


def _away(at: PlanePoint, text: str, size: float, way: str, off: float) -> PlacedName:
    angle = math.radians(DIRECTIONS[way])
    x, y = at[0] + math.cos(angle) * off, at[1] + math.sin(angle) * off
    near = (at[0] + math.cos(angle) * 6, at[1] + math.sin(angle) * 6)
    if way in ("N", "S"):
        made = _at(x, y + (-size * 0.25 if way == "N" else size * 0.9), "middle", text, size)
    else:
        side = 1 if "E" in way else -1
        made = _at(x + side * 3, y + size * 0.34, "start" if side > 0 else "end", text, size)
    ends = tuple(round(value, 1) for value in (*near, x, y))
    return PlacedName(made.label, made.box, (ends[0], ends[1], ends[2], ends[3]))


def _at(x: float, y: float, anchor: str, text: str, size: float) -> PlacedName:
    return PlacedName(Label(round(x, 1), round(y, 1), anchor), Label(x, y, anchor, text).box(size))


def dense(points: Sequence[PlanePoint]) -> list[PlanePoint]:
    """A line as points that are close to each other."""
    found: list[PlanePoint] = list(points[:1])
    for (a, b), (x, y) in pairwise(points):
        steps = max(1, math.ceil(math.dist((a, b), (x, y)) / BETWEEN))
        found += [(a + (x - a) * n / steps, b + (y - b) * n / steps) for n in range(1, steps + 1)]
    return found


def boxes_of(text: str, at: PlanePoint, angle: float, size: float) -> list[Box]:
    """The room of a turned text as small boxes along it."""
    wide, turn = width(text, size), math.radians(angle)
    steps = max(1, round(wide / size))
    half = size * 0.6
    spots = [(n / steps - 0.5) * wide for n in range(steps + 1)]
    middles = [(at[0] + math.cos(turn) * spot, at[1] + math.sin(turn) * spot) for spot in spots]
    return [(x - half, y - half, x + half, y + half) for x, y in middles]
