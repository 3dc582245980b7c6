"""The picture of an incident: one mark a claim, nothing averaged, relays beside their origin."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest

from macros.session import Session
from macros.site.claims.shown_claims import ShownClaim
from macros.site.pages.details import incident
from macros.site.pages.view import View
from macros.site.pictures.charts import (
    CHART_NARROW,
    CHART_WIDE,
    FIGURE_SIZE,
    NAME_SIZE,
    Chart,
    ClaimMark,
    Layout,
    _figure,
    chart,
    in_order,
)
from macros.site.pictures.labels import width
from macros.site.pictures.scales import QuantityScale
from macros.site.site import Site
from macros.site.templates import template
from tests.support import INVENTED

ROOTS = (INVENTED, Path(__file__).resolve().parent.parent)


@lru_cache(maxsize=2)
def site(root: Path) -> Site:
    """The site of an archive."""
    return Session(root).site


def pictures(layout: Layout) -> list[tuple[list[ShownClaim], Chart]]:
    """The claims and the picture of every incident that has one, in the invented and in the real archive."""
    found = []
    for root in ROOTS:
        for record_id, record in site(root).archive.records_of("incident").items():
            groups = incident(site(root), record)["groups"]  # type: ignore[arg-type]
            made = chart(groups, layout)
            if made:
                found.append((site(root).claims_about(record_id), made))
    return found


def marks(made: Chart) -> list[ClaimMark]:
    """Every mark of a picture from top to bottom."""
    return [mark for group in made.groups for mark in group.marks]


@pytest.mark.parametrize("layout", [CHART_WIDE, CHART_NARROW], ids=lambda layout: layout.name)
def test_every_drawable_claim_has_one_mark(layout: Layout) -> None:
    """Each claim that counts people is drawn once, on a line of its own; no other claim is drawn."""
    for claims, made in pictures(layout):
        drawn = marks(made)
        assert sorted(mark.claim.ref for mark in drawn) == sorted(claim.ref for claim in claims if claim.drawable)
        assert len({mark.y for mark in drawn}) == len(drawn)
        assert max(mark.y for mark in drawn) < made.height


@pytest.mark.parametrize("layout", [CHART_WIDE, CHART_NARROW], ids=lambda layout: layout.name)
def test_scale_covers_every_figure(layout: Layout) -> None:
    """No mark lies outside the scale, and a larger figure never lies to the left of a smaller one."""
    for _, made in pictures(layout):
        drawn = marks(made)
        assert all(layout.left <= mark.x <= mark.end <= layout.right for mark in drawn)
        by_figure = sorted(drawn, key=lambda mark: mark.claim.count.number or 0)  # type: ignore[union-attr]
        assert [mark.x for mark in by_figure] == sorted(mark.x for mark in by_figure)


def test_shape_is_that_of_the_modifier() -> None:
    """The shape of a mark is the modifier of its count; only a range has two ends."""
    for _, made in pictures(CHART_WIDE):
        for mark in marks(made):
            count = mark.claim.count
            assert count is not None
            assert mark.shape == count.modifier
            assert (mark.end > mark.x) == (count.modifier == "range")


@pytest.mark.parametrize("layout", [CHART_WIDE, CHART_NARROW], ids=lambda layout: layout.name)
def test_figure_stands_beside_its_mark_within_the_picture(layout: Layout) -> None:
    """A figure is to the right of its mark where it has room, else to the left, and never beyond the picture."""
    sides = set()
    for _, made in pictures(layout):
        for mark in marks(made):
            wide = width(mark.figure.text, FIGURE_SIZE)
            sides.add(mark.figure.anchor)
            if mark.figure.anchor == "start":
                assert mark.end < mark.figure.x <= layout.reach - wide
            else:
                assert mark.end + wide > layout.reach - 28
                assert mark.figure.x < mark.x
    assert sides == {"start", "end"} if layout is CHART_NARROW else "start" in sides, "no room in a narrow picture"


@pytest.mark.parametrize("layout", [CHART_WIDE, CHART_NARROW], ids=lambda layout: layout.name)
def test_figure_of_a_bar_as_long_as_the_scale_is_below_it(layout: Layout) -> None:
    """A range that leaves no room on its right and its left keeps its figure in the picture, off the names."""
    label = _figure("100 to 100,000", "range", (layout.left, layout.right), 50, layout)
    left, top, right, _ = label.box(FIGURE_SIZE)
    assert left >= layout.left
    assert right <= layout.width + 2
    assert top >= 50


@pytest.mark.parametrize("layout", [CHART_WIDE, CHART_NARROW], ids=lambda layout: layout.name)
def test_name_ends_before_the_scale_or_the_date(layout: Layout) -> None:
    """Who says it is cut where its room ends, not before, and the date in the line of a narrow picture stays free."""
    cut = 0
    for _, made in pictures(layout):
        for mark in marks(made):
            text, wide = mark.claim.said_by, width(mark.name.text, NAME_SIZE)
            room = layout.left if layout is CHART_WIDE else mark.date.x - width(mark.date.text, FIGURE_SIZE)
            assert wide < room
            shown = mark.name.text.removeprefix("↳ ")
            cut += shown != text
            assert shown == text or (text.startswith(shown.removesuffix("…")) and wide > room - 60)
    assert cut, "no chain is too long for its room"


def test_relay_stands_below_its_origin() -> None:
    """A claim that rests on another of its measure follows it, and is marked as its relay."""
    seen = 0
    for _, made in pictures(CHART_WIDE):
        for group in made.groups:
            order = {mark.claim.ref: number for number, mark in enumerate(group.marks)}
            for mark in group.marks:
                origins = [link.id for link in mark.claim.rests_on if link.id in order]
                seen += len(origins)
                assert not origins or any(order[ref] < order[mark.claim.ref] for ref in origins)
                assert mark.relay or not origins
    assert seen > 0


@pytest.mark.parametrize("layout", [CHART_WIDE, CHART_NARROW], ids=lambda layout: layout.name)
def test_filling_is_the_origin(layout: Layout) -> None:
    """A mark is hollow, half or filled by what is known of its origin, and says so in words, never by colour alone."""
    for _, made in pictures(layout):
        for mark in marks(made):
            assert mark.origin == mark.claim.origin
            assert mark.claim.origin_text in mark.words
            assert mark.claim.figure in mark.words
            assert not mark.relay or mark.origin == "rests-on"


def test_each_filling_is_drawn_in_its_own_way() -> None:
    """Only a half mark has a half in it; annotated sources have squares, other reports circles."""
    drawn: list[tuple[str, str, str]] = []
    for root in ROOTS:
        view = View(site(root), "incidents/index.md")
        for record_id, record in site(root).archive.records_of("incident").items():
            for made in incident(site(root), record)["charts"]:  # type: ignore[arg-type]
                text = template("pictures/chart.svg.j2").render(chart=made, view=view, title=record_id)
                drawn += re.findall(r'<a class="mark (annotated|other) (\S+)[^>]*>(.*?)</a>', text, re.DOTALL)
    assert {origin for _, origin, _ in drawn} >= {"rests-on", "may-share", "none-known"}
    for kind, origin, inside in drawn:
        assert ('class="half"' in inside) == (origin == "may-share")
        assert ('<rect class="dot"' in inside) == (kind == "annotated")
        assert ('<circle class="dot"' in inside) == (kind == "other")


def test_order_loses_no_claim() -> None:
    """Claims that rest on each other in a circle are still all drawn."""
    for claims, _ in pictures(CHART_WIDE):
        assert sorted(claim.ref for claim in in_order(claims)) == sorted(claim.ref for claim in claims)


@pytest.mark.parametrize("bounds", [[9, 9], [24, 44], [0, 5], [1, 300_000], [600, 650], [1, 2]])
def test_ticks_are_round_and_few(bounds: list[int]) -> None:
    """Ticks are distinct, rise from left to right and stay within the scale."""
    scale = QuantityScale.over(bounds, CHART_WIDE.left, CHART_WIDE.right)
    ticks = scale.ticks
    assert 2 <= len(ticks) <= 9
    assert len({tick.text for tick in ticks}) == len(ticks)
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)
    assert all(CHART_WIDE.left <= tick.at <= CHART_WIDE.right for tick in ticks)


def test_claims_of_2012_are_kept_apart() -> None:
    """The picture of the arrests of 2012 tells 24, 30, 31, 33, 41 and 44 apart."""
    record = site(ROOTS[1]).archive.records_of("incident")["shenyang-2012"]
    made = chart(incident(site(ROOTS[1]), record)["groups"], CHART_WIDE)  # type: ignore[arg-type]
    assert made is not None
    assert not made.scale.logarithmic
    places = {mark.claim.count.number: mark.x for mark in marks(made) if mark.claim.count}
    apart = [places[figure] for figure in (24, 30, 31, 33, 41, 44)]
    assert all(right - left > 10 for left, right in pairwise(apart))
