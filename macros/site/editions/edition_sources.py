"""What the page of a source shows in an edition: what it says in short, its figures, how far it was checked."""

from __future__ import annotations

from typing import Any

from macros.core.models import Record, Source
from macros.site.addresses import side
from macros.site.editions.edition_incidents import figures
from macros.site.editions.edition_view import EditionView
from macros.site.works.originals import PUBLISHER


def edition_source(view: EditionView, record: Record | None) -> dict[str, Any]:
    """The values of its template."""
    if not isinstance(record, Source):
        return {}
    site = view.site
    pages = site.originals(record.id)
    return {
        "work": site.archive.works[record.id],
        "page": next((page for page in pages if page.name != PUBLISHER), None),
        "publisher": next((page for page in pages if page.name == PUBLISHER), None),
        "claims": figures(view, site.claims_at(record.id, 0, record.basis.passages)),
        "notes": [site.relations.notes[f"{record.id}.{one}"] for one in record.notes],
        "compare": side(record.id),
        "incidents": site.relations.incidents_of(record.id),
    }
