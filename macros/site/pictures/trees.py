"""The picture of what rests on what: claims in lanes of origins and columns of days, with a line for each known link.

All positions are worked out here; marks and classes are in `tree.svg.j2`. An unbroken line with an arrow leads to a
claim that rests on another, a broken line ties claims that may share an origin, and no line says that no link is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from macros.site.claims.lineages import Lineage
from macros.site.claims.shown_chains import THROUGH
from macros.site.claims.shown_claims import ShownClaim
from macros.site.pictures.charts import ChartWords
from macros.site.pictures.labels import bold, lines, shortened, unmarked, width
from macros.site.pictures.tree_columns import DayColumn
from macros.site.pictures.tree_places import LANE_ROOM, TREE_WIDTH, OriginLane, TreeGrid, TreePlace
from macros.site.pictures.tree_ties import ABOVE_MARK, Route, TreeTie, routes, ties

HEAD_ROOM = 28
"""The height of the heads of the columns, if they have one line."""
LINE, BELOW_TEXT = 15, 10
"""In a row: from line to line, and below the last line."""
BESIDE_MARK, WIDEST = 12, 250
"""How far from its mark a text begins, and how wide it is at most."""
FOR_ARROW, GAP = 40, 20
"""How far a text ends before the next mark of its row, with an arrow between the two or without."""
VALUE, SMALL = 14, 12
"""The sizes of letters, as in the styles of the picture."""


@dataclass(frozen=True)
class TreeText:
    """A line of text: its class, and where it begins."""

    kind: str
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class TreeMark:
    """A claim: its mark, and what is said beside it, from the figure to the hedge."""

    claim: ShownClaim
    x: float
    y: float
    texts: tuple[TreeText, ...]

    @property
    def origin(self) -> str:
        """The filling of its mark, a word of `origin-links`."""
        return self.claim.origin


@dataclass(frozen=True)
class TreeHead:
    """The head of a column."""

    x: float
    texts: tuple[str, ...]


@dataclass(frozen=True)
class TreePicture:
    """A whole picture. `names` are the origins at the left of their lanes, which begin at the heights `lanes`."""

    width: float
    height: float
    heads: list[TreeHead]
    lanes: list[float]
    names: list[TreeText]
    ties: list[TreeTie]
    marks: list[TreeMark]


def tree_picture(roots: Sequence[Lineage], words: ChartWords) -> TreePicture:
    """The picture of these trees."""
    return _Drawing(TreeGrid(roots), words).picture()


class _Drawing:
    def __init__(self, grid: TreeGrid, words: ChartWords) -> None:
        self._grid, self._words = grid, words
        self._routes: list[Route] = routes(grid)
        self._told = {place: list(self._said(lane, place)) for lane in grid.lanes for place in lane.places}
        self._named = {lane: _wrapped("origin", *_name(lane)) for lane in grid.lanes}
        self._tops = list(accumulate(map(self._height, range(grid.rows)), initial=self._head()))

    def picture(self) -> TreePicture:
        """All of it, placed."""
        grid = self._grid
        heads = [TreeHead(round(grid.left(n), 1), _head(column)) for n, column in enumerate(grid.columns)]
        names = [
            TreeText(kind, 0, self._y(lane.row) + 4 + LINE * number, text)
            for lane in grid.lanes
            for number, (kind, text) in enumerate(self._named[lane])
        ]
        return TreePicture(
            TREE_WIDTH,
            self._tops[-1],
            heads,
            [self._tops[lane.row] for lane in grid.lanes],
            names,
            ties(grid, self._routes, self._y, {place: self._end(place) for place in grid.places}),
            [self._mark(place) for place in grid.places],
        )

    def _head(self) -> float:
        return float(HEAD_ROOM + LINE * (max(len(column.shown) for column in self._grid.columns) - 1))

    def _mark(self, place: TreePlace) -> TreeMark:
        x, y = round(place.x, 1), self._y(place.row)
        texts = (TreeText(kind, BESIDE_MARK, 5 + LINE * n, text) for n, (kind, text) in enumerate(self._told[place]))
        return TreeMark(place.node.claim, x, y, tuple(texts))

    def _y(self, row: int) -> float:
        return self._tops[row] + ABOVE_MARK

    def _height(self, row: int) -> float:
        most = [len(self._told[place]) for place in self._grid.places if place.row == row]
        most += [len(said) for lane, said in self._named.items() if lane.row == row]
        return ABOVE_MARK + LINE * (max(most) - 1) + BELOW_TEXT

    def _end(self, place: TreePlace) -> float:
        """Where the figure of a claim ends."""
        return place.x + BESIDE_MARK + width(self._told[place][0][1], VALUE, bold)

    def _room(self, place: TreePlace) -> float:
        """How wide the texts of a claim may be: up to the next mark of its row, or a line that crosses the row."""
        next_ones = [other for other in self._grid.places if other.row == place.row and other.x > place.x]
        ends = [other.x - (FOR_ARROW if other.upon is place else GAP) for other in next_ones]
        ends += [route.x - 6 for route in self._routes if route.x > place.x and route.first <= place.row <= route.last]
        return min([TREE_WIDTH, place.x + BESIDE_MARK + WIDEST, *ends]) - place.x - BESIDE_MARK

    def _said(self, lane: OriginLane, place: TreePlace) -> Iterator[tuple[str, str]]:
        """The lines beside a mark, each with its class: figure, who passed it on, what it counts, date, doubts."""
        claim, room, say = place.node.claim, self._room(place), self._words.say
        yield from (("value", line) for line in lines(claim.headline, VALUE, room, bold))
        if claim.figure:  # else the position is the headline
            yield from (("via", line) for line in lines(claim.position, SMALL, room))
        via = list(_fitted(passed_on(claim, lane.places[0].node.claim, say), room))
        yield from (("via", line) for line in via)
        if claim.measure != lane.measure:
            yield from (("via", line) for line in lines(claim.measured, SMALL, room))
        if claim.total or claim.recorded.aside:
            yield "via", say("tree.part" if claim.total else "tree.aside")
        if not self._grid.columns[place.column].says(claim.when_short):
            yield "via", claim.when_short
        if claim.hedge:
            yield from (("hedge", line) for line in lines(unmarked(claim.hedge_said), SMALL, room))
        if claim.recorded.stance == "relays":
            yield from (("via", line) for line in lines(claim.stance, SMALL, room))


def passed_on(claim: ShownClaim, first: ShownClaim, say: Callable[..., str]) -> str:
    """Who passed a claim on, and where: the chain without its origin where the lane names it, else the whole chain."""
    links = [link.text for link in claim.chain]
    if links[:1] == [first.chain[0].text]:
        del links[0]
    named = THROUGH.join(links) or claim.outlet
    return say("tree.at-passage", where=named, n=claim.passage) if claim.annotated else named


def _name(lane: OriginLane) -> tuple[str, str]:
    return lane.places[0].node.claim.chain[0].text, lane.measure


def _wrapped(kind: str, name: str, measure: str) -> list[tuple[str, str]]:
    room = LANE_ROOM - GAP
    found = [(kind, line) for line in _fitted(name, room / 1.1, SMALL + 1)]
    return [*found, *(("via", line) for line in lines(measure, SMALL, room))]


def _fitted(text: str, room: float, size: float = SMALL, most: int = 3) -> Iterator[str]:
    """A text in a few lines, the last of which is cut if there are more, and each if one word is too long for it."""
    broken = lines(text, size, room)
    if len(broken) > most:
        broken = [*broken[: most - 1], " ".join(broken[most - 1 :])]
    yield from (shortened(line, size, room) for line in broken)


def _head(column: DayColumn) -> tuple[str, ...]:
    first, *last = column.shown
    return (first, *(f"– {date}" for date in last))
