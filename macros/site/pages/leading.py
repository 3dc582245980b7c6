"""The incidents that the home page leads with: the newest, then those with claims from most documents.

Never by size: sizes are disputed, and the largest figure is not the best known.
"""

from __future__ import annotations

from macros.core.models import Incident, Source
from macros.site.site import Site

NEWEST_SHOWN = 3
"""So few that the newest documents are on the first screen of a phone too."""
MOST_SHOWN = 6
DOCUMENTS_SHOWN = 5


def newest(site: Site) -> list[Incident]:
    """The incidents that began last, the newest first."""
    return [record for part in site.index_parts["known"] for record in part.items][:NEWEST_SHOWN]


def newest_sources(site: Site) -> list[Source]:
    """The documents of the latest days, the newest first; one without a date is not new."""
    dated = [source for source in site.sources_by_day if site.archive.works[source.id].date]
    return dated[-DOCUMENTS_SHOWN:][::-1]


def most_documents(site: Site) -> list[tuple[Incident, int]]:
    """Of the others, those with claims from most documents, each with the number of these; ties go to the newer."""
    others = [record for part in site.index_parts["known"] for record in part.items][NEWEST_SHOWN:]
    counted = [(record, site.about_incidents.documents(record.id)) for record in others]
    return sorted(counted, key=lambda one: -one[1])[:MOST_SHOWN]
