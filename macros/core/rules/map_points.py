"""The rule on where places lie: a point far outside its country is a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from macros.core.archive import Archive
from macros.core.models.entities import Coordinates, Place
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule


class _Bounds(NamedTuple):
    """The degrees between which a country lies, rounded outwards."""

    south: float
    north: float
    west: float
    east: float

    def hold(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies between them."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


_COUNTRIES = {
    "China": _Bounds(18, 54, 73, 136),
    "DPRK": _Bounds(37, 44, 124, 131),
    "Republic of Korea": _Bounds(33, 39, 124, 132),
    "Japan": _Bounds(20, 46, 122, 154),
    "Mongolia": _Bounds(41, 53, 87, 120),
    "Laos": _Bounds(13, 23, 100, 108),
    "Viet Nam": _Bounds(8, 24, 102, 110),
    "Thailand": _Bounds(5, 21, 97, 106),
    "Myanmar": _Bounds(9, 29, 92, 102),
    "Cambodia": _Bounds(9, 15, 102, 108),
}
"""Countries that have recorded places or lie on the way between them, by the names that `country` has."""


@rule("place-elsewhere", reach="near")
def place_elsewhere(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """The point of a place lies within its country, as far as the archive knows where that is, and not at 0, 0."""
    for place in archive.records_of("place").values():
        point = place.coordinates if isinstance(place, Place) else None
        if isinstance(place, Place) and point and (wrong := _fault(place.country, point)):
            at = ("coordinates", "latitude")
            yield Problem(place.path, place.line(*at), "coordinates", wrong, "place-elsewhere")


def _fault(country: str, point: Coordinates) -> str:
    bounds = _COUNTRIES.get(country)
    if not point.latitude and not point.longitude:
        return "is the point 0, 0, in the sea off Africa; take both numbers from a gazetteer"
    if bounds is None or bounds.hold(point.latitude, point.longitude):
        return ""
    told = f"{point.latitude}, {point.longitude} is outside {country}"
    if bounds.hold(point.longitude, point.latitude):
        return f"{told}; latitude and longitude seem to be exchanged: compare both with the gazetteer"
    return f"{told}; compare both numbers with the gazetteer"
