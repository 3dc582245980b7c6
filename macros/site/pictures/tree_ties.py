"""The lines of a tree: from each claim to those that hang on it, and along the columns to its other links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from macros.site.pictures.tree_places import TreeGrid, TreePlace

TIE_TOUCH = 8
"""How far from the middle of a mark a line ends."""
BESIDE_COLUMN = 12
"""How far to the left of the marks of its column a line to a further link runs."""
IN_THE_GAP = 4
"""How far below the top of a row such a line runs across."""
ASIDE, ASIDES = 3, 3
"""How far such lines are from each other, and how many have ways of their own; broken ones on one way look unbroken."""
NOTED = 90
"""How long a broken line has to be for a word on it."""
ABOVE_MARK = 18
"""How far above its mark a row begins."""
ARROW = "m-5-4l5 4l-5 4"
ARROW_DOWN = "m-4-5l4 5l4-5"


@dataclass(frozen=True)
class TreeTie:
    """A line, `dashed` where its claims only may share an origin. A word on it may begin at `note`."""

    path: str
    dashed: bool
    note: tuple[float, float] | None = None


@dataclass(frozen=True)
class Route:
    """A line to a further link: its claims from top to bottom, and the rows that it crosses at `x`.

    `up` says that the upper one is the claim that rests on the other, and `way` how far the line is from others.
    """

    upper: TreePlace
    lower: TreePlace
    dashed: bool
    up: bool
    x: float
    way: int

    @property
    def first(self) -> int:
        """The first row that it crosses; after the last one in a row that both share."""
        return self.upper.row if self.upper.row < self.lower.row else self.upper.row + 1

    @property
    def last(self) -> int:
        """The last row that it crosses: the one above that of the lower claim."""
        return self.lower.row - 1


def routes(grid: TreeGrid) -> list[Route]:
    """The lines to links on which a claim does not hang."""
    at = {place.node.claim.ref: place for place in grid.places}
    return [
        _route(grid, *pair, dashed, up, ASIDE * (number % ASIDES))
        for number, (pair, dashed, up) in enumerate(_further_links(at))
    ]


def _route(grid: TreeGrid, upper: TreePlace, lower: TreePlace, dashed: bool, up: bool, way: int) -> Route:
    return Route(upper, lower, dashed, up, grid.left(upper.column) - BESIDE_COLUMN - way, way)


def _further_links(at: Mapping[str, TreePlace]) -> Iterator[tuple[tuple[TreePlace, TreePlace], bool, bool]]:
    for place in at.values():
        for links, dashed in ((place.node.also_rests, False), (place.node.also_shares, True)):
            for other in (at[link.id] for link in links if link.id in at):
                upper, lower = sorted((place, other), key=lambda one: (one.row, one.x))
                yield (upper, lower), dashed, upper is place


def ties(
    grid: TreeGrid, found: list[Route], y: Callable[[int], float], ends: Mapping[TreePlace, float]
) -> list[TreeTie]:
    """Every line. `y` is the height of the marks of a row, and `ends` says where the figure of each claim ends."""
    crossed = {route.lower.row for route in found}
    hung = [_hung(place, place.upon, y, ends, crossed) for place in grid.places if place.upon]
    return [*hung, *(_further(route, y) for route in found)]


def _hung(
    place: TreePlace, upon: TreePlace, y: Callable[[int], float], ends: Mapping[TreePlace, float], crossed: set[int]
) -> TreeTie:
    here, there = y(place.row), y(upon.row)
    arrow = "" if place.dashed else ARROW
    end = round(place.x - TIE_TOUCH, 1)
    if place.row == upon.row:
        return TreeTie(f"M{round(ends[upon] + 6, 1)} {here}H{end}{arrow}", place.dashed)
    roomy = place.dashed and place.x - upon.x > NOTED and place.row not in crossed
    note = (round(upon.x + TIE_TOUCH, 1), here - 5) if roomy else None
    return TreeTie(f"M{round(upon.x, 1)} {there + TIE_TOUCH}V{here}H{end}{arrow}", place.dashed, note)


def _further(route: Route, y: Callable[[int], float]) -> TreeTie:
    upper, lower = route.upper, route.lower
    across = y(lower.row) - ABOVE_MARK + IN_THE_GAP + route.way / 2
    down = f"V{across}H{round(lower.x - route.way, 1)}V{y(lower.row) - TIE_TOUCH}"
    if upper.row == lower.row:
        path = f"M{round(upper.x, 1)} {y(upper.row) - TIE_TOUCH}{down}"
    else:
        path = f"M{round(upper.x - TIE_TOUCH, 1)} {y(upper.row)}H{round(route.x, 1)}{down}"
    head = f"M{round(upper.x - TIE_TOUCH, 1)} {y(upper.row)}{ARROW}" if route.up else ARROW_DOWN
    return TreeTie(path + ("" if route.dashed else head), route.dashed)
