"""The values of the English templates of the ledger, the timeline, the map and other tables, for an edition."""

from __future__ import annotations

from typing import Any

from macros.site.claims.shown_claims import ShownClaim
from macros.site.editions.edition_rows import EditionRows, shown_in
from macros.site.editions.edition_view import EditionView
from macros.site.indexes import Whole
from macros.site.pictures.map.maps import MapWords, drawings, tabled
from macros.site.pictures.timed_records import TimedWords
from macros.site.pictures.timelines import timelines

INTRO = {
    "claims": ["ledger.intro", "claims.not-added"],
    "timeline": ["timeline.intro"],
    "known": ["known.intro", "known.rules", "claims.not-added"],
    "discrepancies": ["notes.intro", "notes.english"],
}
"""The labels of what stands above each table."""


def edition_table(name: str, view: EditionView, label: str) -> dict[str, Any]:
    """An index, or a part of it, as its English template has it."""
    here = view.site.part(name, label)
    items = view.site.items(here) if here else []
    return {
        "inside": f"indexes/{name}.html.j2",
        "intro": [] if label else INTRO[name],
        "items": [shown_in(view, one) if isinstance(one, ShownClaim) else one for one in items],
        "rows": EditionRows(view),
        "parts": view.site.pager(name, label),
        "whole": view.site.summed(name) if label else view.site.whole(name),
    }


def edition_timeline(view: EditionView, label: str) -> dict[str, Any]:
    """The picture and the list; a part of the list has the picture of its own records."""
    words = TimedWords(view.say, view.title, view.within_year, view.comma)
    values = edition_table("timeline", view, label)
    return values | {"timelines": timelines(view.site, words, values["items"] if label else None)}


def edition_topics(view: EditionView, label: str) -> dict[str, Any]:
    """The topics of all notes, which lead to the notes in English: on one page, unless they are very many."""
    values, index = edition_table("discrepancies", view, label), view.site.whole("discrepancies")
    if index.in_parts_only:
        return values
    every = [item for part in view.site.index_parts["discrepancies"] for item in part.items]
    return values | {"items": every, "parts": [], "whole": Whole(index.address, len(every), False)}


def edition_map(view: EditionView, place: object = None) -> dict[str, Any]:
    """The map and the table of its places; there is one page of them."""
    del place
    return tabled(view.site) | {
        "inside": "pages/map.html.j2",
        "intro": ["map.intro"],
        "drawings": drawings(view.site, MapWords(view.say, view.called)),
    }
