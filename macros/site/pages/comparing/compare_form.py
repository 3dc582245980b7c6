"""What the page of the comparison shows before anything is chosen: what can be chosen, and the incidents."""

from __future__ import annotations

from typing import Any, NamedTuple

from macros.core.models import Incident
from macros.site.pages.comparing.incident_pairs import compared_incidents
from macros.site.pages.comparing.side_files import ALL, GENERAL, NEWEST, OLDER, YEAR, lists, on_incidents
from macros.site.pages.comparing.sides import Sides, sides_of
from macros.site.site import Site

MOST_INCIDENTS = 100
"""The most incidents of the list, the newest; the page of each incident leads to its documents side by side."""
EVERY_SIDE = "All documents and speakers"


class ComparedIncident(NamedTuple):
    """An incident with a page of its documents, and how many there are."""

    record: Incident
    documents: int


def compare_form(site: Site) -> dict[str, Any]:
    """The values of the template."""
    sides = sides_of(site)
    found = [ComparedIncident(one, len(sides.documents_on(one.id))) for one in compared_incidents(site)]
    return {"lists": _labels(sides), "incidents": found[:MOST_INCIDENTS], "every": len(found)}


def _labels(sides: Sides) -> list[tuple[str, str]]:
    """The lists to choose from: all or the years, then the newest incidents, the older ones, the general situation."""
    names = lists(sides)
    incidents = on_incidents(sides)
    years = sorted((name for name in names if name.startswith(YEAR) and name not in (ALL, GENERAL)), reverse=True)
    return [
        *([(ALL, EVERY_SIDE)] if ALL in names else []),
        *((name, f"Documents and speakers of {name.removeprefix(YEAR)}") for name in years),
        *incidents[:NEWEST],
        *([(OLDER, f"One of {len(incidents) - NEWEST:,} older incidents …")] if len(incidents) > NEWEST else []),
        *([(GENERAL, "The general situation")] if GENERAL in names else []),
    ]
