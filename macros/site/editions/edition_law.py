"""What the page of an instrument shows in an edition: who is bound, and which documents name its provisions."""

from __future__ import annotations

from typing import Any

from macros.core.models import Instrument, Record
from macros.site.editions.edition_entities import happened
from macros.site.editions.edition_view import EditionView
from macros.site.pages.details import instrument

BOUND = ("china", "dprk")
"""The states whose standing a list of law shows."""


def edition_instrument(view: EditionView, record: Record | None) -> dict[str, Any]:
    """The values of its template."""
    if not isinstance(record, Instrument):
        return {}
    found = instrument(view.site, record)
    kept = ("provisions", "standings", "related")
    return {name: found[name] for name in kept} | {"events": happened(view.site, record)}
