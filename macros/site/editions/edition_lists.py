"""What the home page and the indexes of an edition show."""

from __future__ import annotations

from typing import Any

from macros.core.models import Incident
from macros.site.editions.edition_rows import claims_in_editions
from macros.site.editions.edition_view import EditionView
from macros.site.pages.leading import most_documents, newest, newest_sources


def edition_home(view: EditionView) -> dict[str, Any]:
    """The home page: incidents to begin with, the newest documents, and the ways in."""
    site = view.site
    leading = [*newest(site), *(one for one, _ in most_documents(site))]
    return {
        "leading": leading,
        "figures": {one.id: range_of(view, one) for one in leading},
        "sources": newest_sources(site),
        "counts": {
            "sources": len(site.archive.sources),
            "incidents": len(site.archive.records_of("incident")),
            "claims": len(site.relations.claims),
        },
        "latest": site.history.in_slots,
    }


def edition_index(name: str, view: EditionView, label: str) -> dict[str, Any]:
    """A part of an index, or the index itself: its entries, and links to its other parts."""
    here, index = view.site.part(name, label), view.site.whole(name)
    titles = index.titles if not here else []
    figured = here.items if here else titles if index.figured else []
    return {
        "items": here.items if here else [],
        "parts": view.site.pager(name, label),
        "label": label,
        "titles": titles,
        "figures": {one.id: range_of(view, one) for one in figured if isinstance(one, Incident)},
    }


def range_of(view: EditionView, record: Incident) -> str:
    """The figures claimed for an incident, the lowest and the highest, with what they count; empty without one."""
    return claims_in_editions(view.site).range_of(view.language, record.id)
