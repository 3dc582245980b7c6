"""Maps: true points, no name over another, every mark a link with words, nothing that claims more than is known."""

from __future__ import annotations

import math
import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from macros.core.models import Place
from macros.core.reading.drawings import PICTURE
from macros.session import Session
from macros.site.pages.macros import macros
from macros.site.pictures.labels import meet
from macros.site.pictures.map.basemap import ground
from macros.site.pictures.map.label_placement import LabelSpace, dense, name
from macros.site.pictures.map.maps import CORNERS, FRAMES, MOST_SPOKEN, Drawing, drawings, most_reported, small
from macros.site.pictures.map.marks import LEAST_GAP
from macros.site.pictures.map.outline_steps import simplified, stepped
from macros.site.pictures.map.projection import OUTLINES, OVERVIEW, Frame, clipped, frame_around, outlines, path
from macros.site.pictures.map.regions import holds
from macros.site.site import Site
from tests.support import INVENTED, real_archive

MOST_BYTES = 48_000


@pytest.fixture(scope="module")
def site() -> Site:
    """The archive of this repository: its places lie in the region that is drawn."""
    return real_archive().site


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
    for record in site.archive.records_of("place").values():
        assert isinstance(record, Place)
        point = record.coordinates
        if point and wide.holds(point.longitude, point.latitude):
            assert re.search(rf'<a class="place[^"]*" href="[^"]*places/{record.id}/" aria-label="{record.name}', shown)
    assert 'aria-label="Tumen: people arrested here, held here, handed over or taken across here; ' in shown


def test_marks_are_reached_from_west_to_east(site: Site) -> None:
    """The order of the keyboard is that of the towns, then that of the provinces, whose names lie frame_around them."""
    for drawing in drawings(site):
        order = [(mark.area, mark.place.coordinates.longitude) for mark in drawing.marks if mark.place.coordinates]
        assert order == sorted(order)


def _boxes(drawing: Drawing) -> list[tuple[str, tuple[float, float, float, float]]]:
    return [(mark.place.id, mark.named.box) for mark in drawing.marks]


def test_no_name_stands_on_another(site: Site) -> None:
    """Names do not meet, and none leaves its drawing, in any of the drawings."""
    for drawing in drawings(site):
        for (one, box), (other, second) in combinations(_boxes(drawing), 2):
            assert not meet(box, second), (drawing.frame.name, one, other)
        for place_id, box in _boxes(drawing):
            assert box[0] >= 0, place_id
            assert box[2] <= drawing.frame.width, place_id


def test_towns_that_face_each_other_are_told_apart(site: Site) -> None:
    """No two marks lie on one another, though the towns are a river apart."""
    marks = {mark.place.id: mark for mark in drawings(site)[0].marks}
    for one, other in (("tumen", "namyang"), ("changbai", "hyesan"), ("dandong", "sinuiju"), ("nanping", "musan")):
        distance = ((marks[one].x - marks[other].x) ** 2 + (marks[one].y - marks[other].y) ** 2) ** 0.5
        assert distance == pytest.approx(LEAST_GAP, abs=0.3)


def test_a_line_joins_no_towns_that_are_far_apart(site: Site) -> None:
    """Only facing towns that are drawn apart are joined: a longer line would look like a route."""
    for drawing in drawings(site):
        assert drawing.links
        assert all(math.dist((a, b), (x, y)) == pytest.approx(LEAST_GAP, abs=0.3) for a, b, x, y in drawing.links)


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
    assert len("".join(re.findall(PICTURE, shown)).encode()) < MOST_BYTES


def test_paths_drop_points_that_fall_together() -> None:
    """A coast far finer than the drawing costs no bytes, nor does a point on a line; ends stay where they are."""
    frame = Frame("f", 100, 0, 10, 0, 10)
    drawn = path(frame, [(0, 10), (0.001, 10), (3, 10), (5, 9), (6, 10)], closed=True)
    assert drawn == "M0 0l30 0 20 10.1 10-10.1z"


def test_a_drawn_outline_keeps_its_shape() -> None:
    """Every point of the border is at most as far from its drawn line as is said, and the steps add up to its end."""
    points = [(float(at), math.sin(at / 9) * 30) for at in range(200)]
    kept = simplified(points, 0.8)
    assert len(kept) < len(points) / 3
    for x, y in points:
        a, b = next((a, b) for a, b in pairwise(kept) if a[0] <= x <= b[0])
        upright = abs(a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]) - y)
        assert upright * (b[0] - a[0]) / math.dist(a, b) <= 0.8
    numbers = [float(one) for one in re.findall(r"-?[\d.]+", stepped(points, 0.5))]
    assert (sum(numbers[::2]), sum(numbers[1::2])) == (round(points[-1][0] * 2) / 2, round(points[-1][1] * 2) / 2)


def test_rings_are_cut_at_the_frame() -> None:
    """A ring that surrounds a frame becomes the frame with its margin; one that lies outside is gone."""
    frame = Frame("f", 100, 0, 10, 0, 10)
    cut = clipped(frame, [(-50, -50), (50, -50), (50, 50), (-50, 50)])
    assert {round(x, 1) for x, _ in cut} == {-0.2, 10.2}
    assert clipped(frame, [(20, 20), (30, 20), (30, 30)]) == []


def test_a_frame_holds_its_points_with_room() -> None:
    """A frame frame_around points holds them all, well inside."""
    frame = frame_around("f", 480, [(123.4, 41.8), (129.8, 43.0)], 170, 0.6)
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


def test_names_keep_off_the_border(site: Site) -> None:
    """No name covers the border of the two countries, in any of the drawings."""
    for drawing in drawings(site):
        course = dense(drawing.ground.course)
        for place_id, (left, top, right, bottom) in _boxes(drawing):
            on_it = [point for point in course if left < point[0] < right and top < point[1] < bottom]
            assert not on_it, (drawing.frame.name, place_id)


def test_a_name_without_room_stands_off_with_a_line() -> None:
    """Where all places beside a mark are taken, a line leads to the name; where it has room, none does."""
    within = (0.0, 0.0, 400.0, 400.0)
    free = name((200, 200), "Town", 14, LabelSpace(within, [], []), ["E", "W"])
    crowded = name(
        (200, 200), "Town", 14, LabelSpace(within, [], [(196, 190, 222, 210), (178, 190, 204, 210)]), ["E", "W"]
    )
    assert free.leader is None
    assert crowded.leader is not None
    assert abs(crowded.label.x - 200) > abs(free.label.x - 200)


def test_a_name_seems_to_belong_to_no_other_country() -> None:
    """A name goes rather to its own side of the border than to the first side."""
    room = LabelSpace((0, 0, 400, 400), [], [], abroad=lambda spot: spot[0] > 200)
    assert name((200, 200), "Town", 14, room, ["E", "W"]).label.anchor == "end"


def test_towns_that_face_each_other_are_joined(site: Site) -> None:
    """A line joins each pair of facing towns that are drawn apart once, from mark to mark."""
    drawing = drawings(site)[0]
    marks = {mark.place.id: (mark.x, mark.y) for mark in drawing.marks}
    assert (*marks["namyang"], *marks["tumen"]) in drawing.links
    ends = {point for link in drawing.links for point in (link[:2], link[2:])}
    assert not {marks["hoeryong"], marks["longjing"]} & ends
    assert len(drawing.links) == len({frozenset((link[:2], link[2:])) for link in drawing.links}) == 4


def test_the_overview_marks_what_is_drawn() -> None:
    """The frame on the overview lies within it, and the overview within the drawing, on no degree of its edge."""
    for frame in FRAMES:
        if frame.name in CORNERS:
            overview = ground(frame, CORNERS[frame.name]).overview
            assert overview
            left, top, wide, high = overview.part
            assert 0 < left < left + wide < overview.width
            assert 0 < top < top + high < overview.height
            assert overview.y + overview.height < frame.height
    assert "public domain" in OVERVIEW.read_text("utf-8")


def test_the_known_lies_in_its_country() -> None:
    """Rings hold what is inside and nothing else."""
    north = outlines().land["PRK"]
    assert any(holds(ring, (127, 40.5)) for ring in north)
    assert not any(holds(ring, (123.4, 41.8)) for ring in north)


def test_small_maps_are_light(site: Site) -> None:
    """The ground of a small map, the most of its weight, stays small however wide it looks."""
    drawing = small(site, ["shenyang", "tumen", "changchun", "dandong"])
    assert drawing
    assert sum(len(data) for _, data in drawing.ground.land) + len(drawing.ground.border) < 8_000


def test_an_archive_elsewhere_has_no_drawing() -> None:
    """Where no place lies in the region there is a table and no empty map."""
    assert drawings(Session(INVENTED).site) == []


def test_a_point_that_is_not_verified_is_told(site: Site, shown: str) -> None:
    """The table says of every point how certain it is, and a province is said to be one."""
    assert "point of the whole province" in shown
    points = [place.coordinates for place in site.archive.records_of("place").values() if isinstance(place, Place)]
    assert shown.count("label-unverified") >= sum(one.certainty == "unverified" for one in points if one)
    assert {"liaoning", "jilin"} <= {mark.place.id for mark in drawings(site)[0].marks if mark.loose}


def test_a_map_of_very_many_places_has_those_with_most_incidents(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawings and table have no more places than a page has room for, and the page leads to the list of all."""
    monkeypatch.setattr("macros.site.pictures.map.maps.MOST_PLACES", 5)
    reported = {place.id: len(site.place_roles.get(place.id, {})) for place in most_reported(site)}
    others = [len(roles) for place, roles in site.place_roles.items() if place not in reported]
    assert len(reported) == 5
    assert min(reported.values()) >= max(others)
    drawn = {mark.place.id for drawing in drawings(site) for mark in drawing.marks}
    assert drawn <= reported.keys()
    page = str(macros(site, lambda: "map/index.md")["place_map"]())
    assert re.findall(r"the (\d+) places with the most incidents, of (\d+)", page) == [
        ("5", str(len(site.archive.records_of("place"))))
    ]
    assert '<a href="../places/">' in page


def test_the_spoken_name_of_a_mark_is_short(shown: str) -> None:
    """A mark names three incidents at most and counts the others; its place in the table names them all."""
    spoken = re.findall(r'aria-label="([^"]*; and \d+ more)"', shown)
    assert spoken
    assert all(one.count("; ") <= MOST_SPOKEN + 2 for one in spoken), spoken


def test_a_map_of_very_many_reports_names_few_at_each_place(
    site: Site, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each place then names so many incidents, and its page has the rest; with fewer reports the table names all."""
    assert not re.search(r">and \d+ more<", shown)
    monkeypatch.setattr("macros.site.pictures.map.maps.MOST_REPORTS", 10)
    page = str(macros(site, lambda: "map/index.md")["place_map"]())
    assert re.search(r'<a href="\.\./places/[a-z-]+/">and \d+ more</a>', page)
    assert re.search(r'aria-label="[^"]*; and \d+ more"', page)
    assert len(page) < len(shown)
