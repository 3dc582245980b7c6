"""`places.geojson`: the places as GeoJSON (RFC 7946); a place without coordinates has the geometry null."""

from __future__ import annotations

import json
from typing import Any

from macros.core.models import Place
from macros.site.exports.objects import addressed, incidents_of_place
from macros.site.site import Site


def points(site: Site) -> str:
    """The file, one place a line."""
    places = [place for place in site.archive.records_of("place").values() if isinstance(place, Place)]
    lines = ",\n".join(json.dumps(feature(site, place), ensure_ascii=False) for place in places)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def feature(site: Site, place: Place) -> dict[str, Any]:
    """One place."""
    return {"type": "Feature", "id": place.id, "geometry": _point(place), "properties": _properties(site, place)}


def _point(place: Place) -> dict[str, Any] | None:
    """Longitude comes first."""
    at = place.coordinates
    return {"type": "Point", "coordinates": [at.longitude, at.latitude]} if at else None


def _properties(site: Site, place: Place) -> dict[str, Any]:
    at = place.coordinates
    return {
        "name": place.name,
        "native": place.native,
        "native_unverified": place.native_unverified,
        "kind": place.kind,
        "country": place.country,
        "province": place.province,
        "certainty": at.certainty if at else None,
        "gazetteer": at.source if at else None,
        "uncertain": place.uncertain,
        "counterpart": place.counterpart,
        "counterpart_note": place.counterpart_note,
        "incidents": incidents_of_place(site, place.id),
        **addressed(site, site.address("place", place.id)),
    }
