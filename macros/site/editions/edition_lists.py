"""What the home page and the indexes of an edition show."""

from __future__ import annotations

from typing import Any

from macros.core.models import Incident
from macros.site.claims.claimed_ranges import claimed_range
from macros.site.claims.edition_cells import figure_cell
from macros.site.claims.shown_claims import ShownClaim
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
    here = view.site.part(name, label)
    return {
        "items": here.items if here else [],
        "parts": view.site.pager(name, label),
        "label": label,
        "titles": view.site.whole(name).titles if not here else [],
        "figures": {one.id: range_of(view, one) for one in here.items if isinstance(one, Incident)} if here else {},
    }


def range_of(view: EditionView, record: Incident) -> str:
    """The figures claimed for an incident, the lowest and the highest, with what they count; empty without one."""
    kind = view.site.archive.vocabulary.list("incident-kinds").get(record.kind)
    claims = view.site.claims_about(record.id)
    found = claimed_range(claims, kind.leads if kind else ())
    if not found:
        return ""
    ends = [_cell(view, claims, figure) for figure in (found.lowest, found.highest) if figure]
    return view.say("home.range", low=ends[0], high=ends[1]) if len(ends) > 1 else ends[0]


def _cell(view: EditionView, claims: list[ShownClaim], figure: str) -> str:
    """A figure of the English range as this language has it."""
    claim = next(one for one in claims if one.drawable and one.figure == figure)
    return figure_cell(view.site.relations.claims[claim.ref], view.wording)
