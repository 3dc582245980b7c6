"""Maps: true points, no name over another, every mark a link with words, nothing that claims more than is known."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from macros.core.models import Place
from macros.session import Session
from macros.site.labels import _box, _meet
from macros.site.macros import macros
from macros.site.maps import APART, FRAMES, Drawing, drawings, small
from macros.site.projection import OUTLINES, Frame, around, clipped, outlines, path
from macros.site.site import Site
from tests.support import REPOSITORY

MOST_BYTES = 45_000


@pytest.fixture(scope="module")
def site() -> Site:
    """The archive of this repository: its places lie in the region that is drawn."""
    return Session(REPOSITORY).site


@pytest.fixture(scope="module")
def shown(site: Site) -> str:
    """What the macro of the map writes."""
    return str(macros(site, lambda: "map/index.md")["place_map"]())


def test_the_projection_keeps_angles_and_distances() -> None:
    """At the middle of a frame a kilometre is as long to the north as to the east, and a known distance comes out."""
    frame = FRAMES[0]
    middle = (frame.south + frame.north) / 2
    x, y = frame.at(126, middle)
    east, _ = frame.at(126.01, middle)
    _, north = frame.at(126, middle + 0.01 * 0.7467)
    assert (east - x) == pytest.approx(y - north, rel=0.01)
    shenyang, tumen = frame.at(123.43, 41.79), frame.at(129.84, 42.97)
    drawn = ((shenyang[0] - tumen[0]) ** 2 + (shenyang[1] - tumen[1]) ** 2) ** 0.5
    assert drawn / frame.length(1) == pytest.approx(545, rel=0.03)


def test_the_border_is_detailed_and_runs_along_both_rivers() -> None:
    """The border of the outlines begins at the mouth of the Yalu and ends near that of the Tumen."""
    border = outlines().border
    assert len(border) > 150
    assert border[0] == pytest.approx((124.4, 40.1), abs=0.1)
    assert border[-1] == pytest.approx((130.5, 42.5), abs=0.1)
    assert "public domain" in OUTLINES.read_text("utf-8")


def test_every_place_in_the_region_is_drawn(site: Site, shown: str) -> None:
    """A place with a point in the frame has its mark, and a link with its name, its roles and its incidents."""
    wide = FRAMES[0]
    for record in site.archive.of("place").values():
        assert isinstance(record, Place)
        point = record.coordinates
        if point and wide.holds(point.longitude, point.latitude):
            assert re.search(rf'<a class="place[^"]*" href="[^"]*places/{record.id}/" aria-label="{record.name}', shown)
    assert 'aria-label="Tumen: held, crossed; ' in shown


def test_marks_are_reached_from_west_to_east(site: Site) -> None:
    """The order of the keyboard is that of the places."""
    for drawing in drawings(site):
        longitudes = [mark.place.coordinates.longitude for mark in drawing.marks if mark.place.coordinates]
        assert longitudes == sorted(longitudes)


def _boxes(drawing: Drawing) -> list[tuple[str, tuple[float, float, float, float]]]:
    named = [mark for mark in drawing.marks if not mark.area]
    return [(mark.place.id, _box(mark.label, mark.place.short_text, drawing.size)) for mark in named]


def test_no_name_stands_on_another(site: Site) -> None:
    """Names do not meet, and none leaves its drawing, in any of the drawings."""
    for drawing in drawings(site):
        for (one, box), (other, second) in combinations(_boxes(drawing), 2):
            assert not _meet(box, second), (drawing.frame.name, one, other)
        for name, box in _boxes(drawing):
            assert box[0] >= 0, name
            assert box[2] <= drawing.frame.width, name


def test_towns_that_face_each_other_are_told_apart(site: Site) -> None:
    """No two marks lie on one another, though the towns are a river apart."""
    marks = {mark.place.id: mark for mark in drawings(site)[0].marks}
    for one, other in (("tumen", "namyang"), ("changbai", "hyesan"), ("dandong", "sinuiju"), ("nanping", "musan")):
        distance = ((marks[one].x - marks[other].x) ** 2 + (marks[one].y - marks[other].y) ** 2) ** 0.5
        assert distance == pytest.approx(APART, abs=0.3)


def test_provinces_have_no_mark(site: Site) -> None:
    """What is known of a province alone gets a name and no point."""
    marks = {mark.place.id: mark for mark in drawings(site)[0].marks}
    assert marks["liaoning"].area
    assert not marks["shenyang"].area


def test_an_incident_has_a_map_of_its_own_places(site: Site) -> None:
    """A small map shows the places of one incident with the roles they have in it, and no others."""
    drawing = small(site, ["tumen", "shenyang"], "tumen-2015")
    assert drawing
    assert [(mark.place.id, mark.roles) for mark in drawing.marks] == [("shenyang", ("held",)), ("tumen", ("held",))]
    assert small(site, ["china-dprk-border"], "standing-practice") is None
    assert small(site, ["seoul"]) is None


def test_a_small_map_is_never_a_close_view(site: Site) -> None:
    """Around one town the map is wide enough that it points to no quarter of it."""
    drawing = small(site, ["tumen"])
    assert drawing
    assert drawing.frame.width / drawing.frame.length(1) > 150


def test_the_map_is_light(shown: str) -> None:
    """All drawings together weigh little."""
    assert len("".join(re.findall(r"<svg.*?</svg>", shown, re.DOTALL)).encode()) < 2 * MOST_BYTES


def test_paths_drop_points_that_fall_together() -> None:
    """A coast far finer than the drawing costs no bytes."""
    frame = Frame("f", 100, 0, 10, 0, 10)
    assert path(frame, [(0, 0), (0.001, 0.001), (5, 0)], closed=True).count("L") == 1


def test_rings_are_cut_at_the_frame() -> None:
    """A ring that surrounds a frame becomes the frame with its margin; one that lies outside is gone."""
    frame = Frame("f", 100, 0, 10, 0, 10)
    cut = clipped(frame, [(-50, -50), (50, -50), (50, 50), (-50, 50)])
    assert {round(x, 1) for x, _ in cut} == {-0.2, 10.2}
    assert clipped(frame, [(20, 20), (30, 20), (30, 30)]) == []


def test_a_frame_holds_its_points_with_room() -> None:
    """A frame around points holds them all, well inside."""
    frame = around("f", 480, [(123.4, 41.8), (129.8, 43.0)], 170, 0.6)
    for x, y in ((123.4, 41.8), (129.8, 43.0)):
        left, top = frame.at(x, y)
        assert 40 < left < 440
        assert 20 < top < frame.height - 20


def test_marks_do_not_grow_with_what_is_reported(shown: str) -> None:
    """All marks of reported places have one size: a map of reports cannot weigh them."""
    assert len(set(re.findall(r'class="dot"[^>]*r="(4[^"]*)"', shown))) == 1


def test_outlines_are_data_of_the_package() -> None:
    """The outlines are found beside the code, wherever the archive lies."""
    assert Path(OUTLINES).is_file()
