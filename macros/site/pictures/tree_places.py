"""Where the claims of a tree stand: in which row, and how far from the left in the column of their day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from macros.site.claims.lineages import Lineage
from macros.site.pictures.tree_columns import DayColumn, day_columns

TREE_WIDTH = 1240
"""The width of the picture in its own units."""
LANE_ROOM = 200
"""How far from the left the first column begins: the names of origins are before it."""
MOST_COLUMNS = 7
IN_A_ROW = 145
"""How far from its mark the next one in its row is at least, so that there is room for its texts and an arrow."""
FEWEST_COLUMNS = 2
"""Fewer are as wide as if they were so many."""
NARROWEST = 120
"""How wide a column is at least, besides the room for claims that hang on others in it."""
INDENT = 18
"""How far a claim is to the right of the one on which it hangs, if both are in one column."""


@dataclass(eq=False)
class TreePlace:
    """A claim in its row. `upon` is where the claim is on which it hangs, `dashed` if both only may share an origin."""

    node: Lineage
    row: int
    column: int
    x: float
    upon: TreePlace | None = None
    dashed: bool = False


@dataclass(eq=False)
class OriginLane:
    """The rows of one origin: the claims in it, of which the first is that of the origin or nearest to it."""

    places: list[TreePlace] = field(default_factory=list)

    @property
    def row(self) -> int:
        """Its first row."""
        return self.places[0].row

    @property
    def measure(self) -> str:
        """What all its claims count; empty if not all count the same."""
        found = {place.node.claim.measure for place in self.places}
        return found.pop() if len(found) == 1 else ""


class TreeGrid:
    """The places of some trees below each other, or of claims without links in the lanes of their origins."""

    def __init__(self, roots: Sequence[Lineage]) -> None:
        self.columns, self._lefts = _columns(roots)
        self._numbers = {day: number for number, column in enumerate(self.columns) for day in column.days}
        self.lanes: list[OriginLane] = []
        self.rows = 0
        if any(root.below or root.beside for root in roots):
            for root in roots:
                self.rows = self._hang(root, self._at(root, self.rows), None)
        else:
            self._side_by_side(roots)

    @property
    def places(self) -> Iterator[TreePlace]:
        """Every place, lane by lane."""
        return (place for lane in self.lanes for place in lane.places)

    def left(self, column: int) -> float:
        """Where the marks of a column are."""
        return self._lefts[column]

    def _column(self, node: Lineage) -> int:
        return self._numbers[node.day]

    def _at(self, node: Lineage, row: int, upon: TreePlace | None = None, dashed: bool = False) -> TreePlace:
        column = self._column(node)
        x = upon.x + INDENT if upon and upon.column == column else self.left(column)
        return TreePlace(node, row, column, x, upon, dashed)

    def _hang(self, node: Lineage, place: TreePlace, lane: OriginLane | None) -> int:
        """TreePlace a claim and all that hang on it; the next free row. What rests on it is in its lane."""
        if lane is None:
            lane = OriginLane()
            self.lanes.append(lane)
        lane.places.append(place)
        beside = self._in_its_row(node, place)
        free = place.row + 1
        if beside:
            free = self._hang(beside, self._at(beside, place.row, place), lane)
        for other in node.below:
            if other is not beside:
                free = self._hang(other, self._at(other, free, place), lane)
        for other in node.beside:
            free = self._hang(other, self._at(other, free, place, dashed=True), None)
        return free

    def _in_its_row(self, node: Lineage, place: TreePlace) -> Lineage | None:
        """The one that stands in the same row: the first of a later day, if nothing of this day has to be below."""
        later = [other for other in node.below if self.left(self._column(other)) - place.x > IN_A_ROW]
        if len(later) < len(node.below):
            later = [other for other in later if not (other.below or other.beside)]
        return next(iter(later), None)

    def _side_by_side(self, roots: Sequence[Lineage]) -> None:
        """Claims without links: a lane for each origin, in as few rows as its days allow."""
        by_origin: dict[str, list[Lineage]] = {}
        for root in roots:
            by_origin.setdefault(root.origin, []).append(root)
        for alike in by_origin.values():
            lane, ends = OriginLane(), list[int]()
            for node in alike:
                column = self._column(node)
                row = next((row for row, end in enumerate(ends) if end < column), len(ends))
                ends[row : row + 1] = [column]
                lane.places.append(self._at(node, self.rows + row))
            self.lanes.append(lane)
            self.rows += len(ends)


def _columns(roots: Sequence[Lineage]) -> tuple[list[DayColumn], list[float]]:
    """As many columns as have room for their texts, and where the marks of each are: claims that hang take room too."""
    nodes = [node for root in roots for node in root.tree]
    tried = (_spaced(roots, day_columns(nodes, most)) for most in range(MOST_COLUMNS, 0, -1))
    return next(one for one in tried if one[2] >= NARROWEST or len(one[0]) == 1)[:2]


def _spaced(roots: Sequence[Lineage], columns: list[DayColumn]) -> tuple[list[DayColumn], list[float], float]:
    """The columns, where the marks of each are, and how wide each is at least."""
    hung = [INDENT * max(_steps(root, column) for root in roots) for column in columns]
    room = (TREE_WIDTH - LANE_ROOM - sum(hung)) / max(len(columns), FEWEST_COLUMNS)
    return columns, list(accumulate((room + one for one in hung[:-1]), initial=LANE_ROOM + 8)), room


def _steps(node: Lineage, column: DayColumn, upon: int = -1) -> int:
    """How many steps the claims of a tree are to the right within a column, at most."""
    own = upon + 1 if node.day in column.days else -1
    return max([own, 0, *(_steps(other, column, own) for other in (*node.below, *node.beside))])
