"""The border region as a picture: every place that sources name, with what is reported to have happened there.

All marks have one size, since a map of reports cannot weigh them. No routes are drawn: incidents state where people
were arrested, held or taken across, but not who was taken from which place to which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from macros.core.models import Place, Record
from macros.site.pictures.labels import Box
from macros.site.pictures.map.basemap import Basemap, ground
from macros.site.pictures.map.label_placement import LabelSpace, boxes_of, dense
from macros.site.pictures.map.marks import PlaceMark, is_area, links, marks_of, point, separate
from macros.site.pictures.map.projection import Frame, frame_around
from macros.site.pictures.map.regions import PlacedText, Say, countries, rivers
from macros.site.site import Site

FRAMES = (
    Frame("wide", 1000, 121.6, 131.7, 39.1, 44.35),
    Frame("narrow yalu", 400, 122.7, 127.5, 39.65, 44.1),
    Frame("narrow tumen", 400, 127.2, 131.0, 40.92, 43.5),
)
"""The whole region in one drawing, and for narrow screens one drawing for each river."""

CORNERS = {"wide": (800.0, 516.0, 190.0), "narrow yalu": (300.0, 411.0, 92.0)}
"""The place and width of the overview of East Asia, by drawing: over the sea, or where there are no places."""
_TITLES = {"narrow yalu": "map.along-yalu", "narrow tumen": "map.along-tumen"}
"""The labels of the drawings that show a part."""
_SIZES = {"wide": 14.0, "small": 14.0}
NARROW_SIZE = 13.0
MOST_PLACES = 65
"""The most places of the map and of its table: those with most incidents. All are in the index of places."""
MOST_REPORTS, FEW_REPORTS = 250, 1
"""How many reports of incidents at places the map names; of more, so many at each place, whose page has all."""
MOST_SPOKEN = 3
"""How many of them the spoken name of a mark has at most; the table has the others."""
LEAST_KILOMETRES = 170.0
SHAPE = 0.62


@dataclass(frozen=True)
class Drawing:
    """A map with all its numbers, in units of its own; `links` join facing towns that are drawn apart."""

    frame: Frame
    ground: Basemap
    rivers: list[PlacedText]
    countries: list[PlacedText]
    links: list[Box]
    marks: list[PlaceMark]
    size: float
    part: str = ""
    named: int = MOST_SPOKEN

    @property
    def loose(self) -> bool:
        """Whether a mark is at a point that is not certain."""
        return any(mark.loose for mark in self.marks)


@dataclass(frozen=True)
class MapWords:
    """The words of a map, in the language of its page: `say` gives a label, `called` the name of a place."""

    say: Say
    called: Callable[[Place], str]


def drawings(site: Site, words: MapWords | None = None) -> list[Drawing]:
    """The whole region: one drawing for wide screens and one for each river for narrow ones; none without places."""
    places = _placed(most_reported(site))
    named, words = min(named_incidents(site), MOST_SPOKEN), words or english(site)
    made = [replace(_draw(site, frame, places, words), named=named) for frame in FRAMES]
    return made if made[0].marks else []


def most_reported(site: Site) -> list[Place]:
    """The places of the map: all by name, or those with most incidents where there are very many."""
    places = [place for part in site.index_parts["places"] for place in part.items]
    by_incidents = sorted(places, key=lambda place: -len(site.place_roles.get(place.id, {})))[:MOST_PLACES]
    shown = {place.id for place in by_incidents}
    return [place for place in places if place.id in shown]


def named_incidents(site: Site) -> int:
    """How many incidents a mark, or a cell of the table, may name: all of them, or few where there are very many."""
    every = sum(len(site.place_roles.get(place.id, {})) for place in most_reported(site))
    return every if every <= MOST_REPORTS else FEW_REPORTS


def tabled(site: Site) -> dict[str, Any]:
    """The places of the table beside the map: with a point, and without; and how many there are if it lacks some."""
    places = most_reported(site)
    every = sum(part.number for part in site.index_parts["places"])
    return {
        "places": [place for place in places if place.coordinates],
        "others": [place for place in places if not place.coordinates],
        "every": every if every > len(places) else 0,
        "most": named_incidents(site),
    }


def english(site: Site) -> MapWords:
    """The words of English pages."""
    return MapWords(site.say, lambda record: record.short_text)


def small(site: Site, ids: Iterable[str], incident: str = "", words: MapWords | None = None) -> Drawing | None:
    """A small map around some places, with only these on it, and with the roles they have in one incident, or in all.

    None if no place has a point, or one is outside the region.
    """
    places = site.archive.records_of("place")
    found = _placed(places[one] for one in {*ids} if one in places)
    points = [point(record) for record in found if not is_area(record)]
    if not points or not all(FRAMES[0].holds(*point) for point in points):
        return None
    frame = frame_around("small", 480, points, LEAST_KILOMETRES, SHAPE)
    return _draw(site, frame, found, words or english(site), incident)


def _placed(records: Iterable[Record]) -> list[Place]:
    """Those with a point, in the order for the keyboard: from west to east, and provinces after the places in them."""
    found = [record for record in records if isinstance(record, Place) and record.coordinates]
    return sorted(found, key=lambda record: (is_area(record), point(record), record.id))


def _draw(site: Site, frame: Frame, records: Sequence[Place], words: MapWords, incident: str = "") -> Drawing:
    shown = [record for record in records if frame.holds(*point(record))]
    size, base = _SIZES.get(frame.name, NARROW_SIZE), ground(frame, CORNERS.get(frame.name))
    along = list(rivers(frame, size, words.say))
    room = LabelSpace(
        (4, 4, frame.width - 4, frame.height - 4), dense(base.course), _taken(frame, base, along, size, words.say)
    )
    points = separate(frame, shown)
    marks = marks_of(
        frame,
        points,
        room,
        size,
        {record.id: (record, _roles(site, record.id, incident)) for record in shown},
        words.called,
    )
    named = countries(frame, room.taken, base.course, words.say)
    part = words.say(_TITLES[frame.name]) if frame.name in _TITLES else ""
    return Drawing(frame, base, along, named, links(shown, points), marks, size, part)


def _taken(frame: Frame, base: Basemap, along: Sequence[PlacedText], size: float, say: Say) -> list[Box]:
    """What names must avoid from the start: the names of rivers and countries, degrees, the scale and the overview."""
    wide, high, scale = frame.width, frame.height, base.scale[0]
    taken = [box for one in along for box in boxes_of(one.text, (one.x, one.y), one.angle, size)]
    if frame.name == "small":
        return [*taken, (wide - scale - 40, high - 46, wide, high)]
    for one in countries(frame, (), (), say):
        taken += boxes_of(one.text, (one.x, one.y), 0, size * 1.3)
    taken += [(0, high - 22, wide, high), (0, 0, 40, high)]
    right = wide
    if base.overview:
        right, top = base.overview.x, base.overview.y
        taken.append((right, top, right + base.overview.width, top + base.overview.height))
    return [*taken, (right - scale - 36, high - 66, right, high)]


def _roles(site: Site, place_id: str, incident: str) -> dict[str, list[str]]:
    """The roles of a place by incident, for all incidents or for one."""
    found = site.place_roles.get(place_id, {})
    return {incident: found[incident]} if incident in found else found
