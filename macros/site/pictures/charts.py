"""The picture of an incident: every claimed figure as a mark on one scale.

All positions are worked out here; marks and classes are in `chart.svg.j2`. Nothing is averaged or added: each claim has
its own line, and a claim that rests on another is below it as its relay.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.site.claims.shown_claims import ShownClaim
from macros.site.pictures.labels import Label, beside, shortened, width
from macros.site.pictures.scales import QuantityScale

FEWEST = 2
"""The fewest figures that are worth a picture."""


@dataclass(frozen=True)
class Layout:
    """Positions and sizes in the picture, in its own units."""

    name: str
    width: float
    left: float
    right: float
    row: float
    group: float
    mark: float
    """How far below its line the mark of a claim is: below its words, or beside them."""
    reach: float
    """How far to the right the figure of a mark may go, which begins beside it."""


CHART_WIDE = Layout("wide", 960, 340, 800, 24, 26, 0, 860)
CHART_NARROW = Layout("narrow", 360, 12, 330, 44, 26, 18, 360)
NAME_SIZE, FIGURE_SIZE = 12.5, 11.5
"""The size of letters in a name, a figure and a date, as in the styles of the picture."""
BESIDE, APART = 22, 10
"""The gap between a name and the scale, and the least gap between a name and the date in its line."""
MARGIN, BELOW = 12, 10
"""How far to the left of the scale a figure may go, and how far below its place it is where a bar leaves no room."""
RINGED = ("about", "nearly")
"""The shapes with a broken ring around the mark."""
TO_THE_RIGHT, TO_THE_LEFT = ("at-least", "more-than"), ("up-to", "nearly")
"""The shapes with an arrow, by its side."""


@dataclass(frozen=True)
class ClaimMark:
    """One claim: its line in the picture, its shape, where it begins and ends on the scale, and its three texts.

    The shape around a mark shows its modifier (`shape`), its filling what is known of its origin, a word of
    `origin-links`; a `relay` is below the claim of this picture that it rests on.
    """

    claim: ShownClaim
    shape: str
    y: float
    x: float
    end: float
    origin: str
    relay: bool
    name: Label
    date: Label
    figure: Label

    @property
    def words(self) -> str:
        """The mark in words, for those who cannot see it: speaker, figure, time, and what is known of its origin."""
        said = f"{self.claim.said_by}: {self.claim.counted}, {self.claim.when}"
        return f"{said}; {self.claim.origin_text}"


@dataclass(frozen=True)
class MeasureGroup:
    """The claims of one measure."""

    measure: str
    y: float
    marks: list[ClaimMark]


@dataclass(frozen=True)
class Chart:
    """A whole picture in one layout."""

    layout: Layout
    height: float
    scale: QuantityScale
    groups: list[MeasureGroup]


def chart(groups: list[tuple[str, list[ShownClaim]]], layout: Layout) -> Chart | None:
    """The picture of claims that are grouped by measure; None where there is too little to draw."""
    drawn = [(measure, [claim for claim in claims if claim.drawable]) for measure, claims in groups]
    drawn = [(measure, in_order(claims)) for measure, claims in drawn if claims]
    bounds = [bound for _, claims in drawn for claim in claims for bound in _bounds(claim)]
    if sum(len(claims) for _, claims in drawn) < FEWEST or max(bounds) == 0:
        return None
    scale = QuantityScale.over(bounds, layout.left, layout.right)
    refs = {claim.ref for _, claims in drawn for claim in claims}
    y, made = 44.0, []
    for measure, claims in drawn:
        top, y = y, y + layout.group - layout.row
        marks = []
        for claim in claims:
            y += layout.row
            marks.append(_mark(claim, scale, y, layout, refs))
        made.append(MeasureGroup(measure, top, marks))
        y += 30 + layout.mark
    return Chart(layout, y - 10, scale, made)


def in_order(claims: list[ShownClaim]) -> list[ShownClaim]:
    """By the day they were said; a claim that rests on others of the group below the latest of them."""
    places = {claim.ref: number for number, claim in enumerate(claims)}
    below: dict[str, list[ShownClaim]] = {}
    for claim in claims:
        origins = [link.id for link in claim.rests_on if link.id in places and link.id != claim.ref]
        origin = max(origins, key=lambda ref: places[ref], default="")
        below.setdefault(origin, []).append(claim)
    ordered: list[ShownClaim] = []
    waiting = below.pop("", [])[::-1]
    while waiting:
        claim = waiting.pop()
        ordered.append(claim)
        waiting += below.pop(claim.ref, [])[::-1]
    return ordered + [claim for rest in below.values() for claim in rest]


def _bounds(claim: ShownClaim) -> list[int]:
    count = claim.count
    return [bound for bound in (count.minimum, count.maximum) if bound is not None] if count else []


def _mark(claim: ShownClaim, scale: QuantityScale, y: float, layout: Layout, refs: set[str]) -> ClaimMark:
    bounds = _bounds(claim)
    shape = claim.count.modifier if claim.count else "exactly"
    relay = any(link.id in refs for link in claim.rests_on)
    x, end = scale.at(bounds[0]), scale.at(bounds[-1])
    date = Label(layout.width, y + (2 if layout.mark else 4), "end", claim.when_short)
    figure = _figure(claim.figure, shape, (x, end), y + layout.mark + 4, layout)
    name = _name(claim, relay, date, layout)
    return ClaimMark(claim, shape, y + layout.mark, x, end, claim.origin, relay, name, date, figure)


def _name(claim: ShownClaim, relay: bool, date: Label, layout: Layout) -> Label:
    """Who says it, in the line of its date: up to the scale, or above the mark from the left up to the date."""
    text = ("↳ " if relay else "") + claim.said_by
    if layout.mark:
        room = layout.width - width(date.text, FIGURE_SIZE) - APART
        return Label(0, date.y, "start", shortened(text, NAME_SIZE, room))
    room = layout.left - BESIDE
    return Label(room, date.y, "end", shortened(text, NAME_SIZE, room))


def _figure(text: str, shape: str, ends: tuple[float, float], base: float, layout: Layout) -> Label:
    """The figure to the right of a mark and its arrow, else to the left, else below a bar as long as the scale."""
    gap = 13 if shape in RINGED else 10
    gaps = (26 if shape in TO_THE_LEFT else gap, 28 if shape in TO_THE_RIGHT else gap)
    room = (layout.left - MARGIN, layout.reach)
    placed = beside(text, width(text, FIGURE_SIZE), ends, base, room, gaps)
    return placed or Label(layout.reach, base + BELOW, "end", text)
