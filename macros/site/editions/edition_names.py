"""What the indexes of organizations, people, places and instruments show in an edition."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from macros.core.models import Instrument, Place, Record, Voice
from macros.site.editions.edition_incidents import figures as edition_claims
from macros.site.editions.edition_law import BOUND
from macros.site.editions.edition_lists import edition_index
from macros.site.editions.edition_view import EditionView
from macros.site.indexes import whole
from macros.site.pictures.matrices import law

BY_SOUND = "gb18030"
"""A code that has the usual Han letters in the order of their sounds (pinyin), as a Chinese list has them."""


BY_NAME_ALONE = {
    "organizations": ("nav.organizations", "site.organizations-about"),
    "people": ("nav.people", "site.people-about"),
    "places": ("nav.places", "site.places-about"),
}
"""The heading of each index, and what it says of itself."""


def edition_names(name: str, view: EditionView, label: str) -> dict[str, Any]:
    """The values of an index by name: its records by kind, each kind in the order of the language."""
    shown, labels = _whole_or_part(name, view, label), BY_NAME_ALONE[name]
    voices = view.site.index_parts["voices"] if name == "people" and not label else []
    alone, titled = voices[0].items if len(voices) == 1 else [], list(whole(voices).titled) if voices else []
    groups = [] if not shown["items"] else by_kind(view, name, shown["items"])
    return shown | {
        "groups": groups,
        "voices": in_order(view, alone or [one for one, _ in titled]),
        "said": {one.id: edition_claims(view, view.site.claims_of(one.id)) for one in alone},
        "in_part": {one.id: address for one, address in titled},
        "labels": labels,
        "numbers": numbers,
    }


def numbers(view: EditionView, record: Record) -> str:
    """How many claims have a record in their chain, and how many documents name it."""
    claims = len(view.site.relations.refs_by(record.id))
    said = [view.say("named.claims", n=claims)] if claims else []
    named = [view.say("named.documents", n=found)] if (found := _documents(view, record)) else []
    return " · ".join([*said, *named])


def edition_laws(view: EditionView, label: str) -> dict[str, Any]:
    """The values of the index of law, in order of time as in English."""
    shown = _whole_or_part("instruments", view, label)
    laws = [record for record in shown["items"] if isinstance(record, Instrument)]
    matrix = law(view.site) if shown["items"] else None
    return shown | {"bound": BOUND, "documents": {one.id: _documents(view, one) for one in laws}, "matrix": matrix}


def _whole_or_part(name: str, view: EditionView, label: str) -> dict[str, Any]:
    """An index by name: on one page, where the English one lists all names above its parts."""
    shown = edition_index(name, view, label)
    return shown | {"items": shown["titles"], "parts": []} if shown["titles"] else shown


def _documents(view: EditionView, record: Record) -> int:
    return len(view.site.mentions_by_source(record.kind_id, record.id))


def by_kind(view: EditionView, name: str, records: list[Any]) -> list[tuple[str, list[Any]]]:
    """Records by kind, or places by country, in the order of the closed list; people together."""
    if name == "people":
        return [("", in_order(view, records))]
    order = list(view.site.archive.vocabulary.list("organization-kinds"))

    def place(record: Any) -> tuple[int, str]:
        return (0, record.country) if isinstance(record, Place) else (order.index(record.kind), record.kind)

    ordered = sorted(records, key=place)
    groups = [(key, list(alike)) for key, alike in groupby(ordered, place)]
    largest_first = sorted(groups, key=lambda group: -len(group[1])) if name == "places" else groups
    return [(_heading(view, name, key[1]), in_order(view, alike)) for key, alike in largest_first]


def _heading(view: EditionView, name: str, key: str) -> str:
    return view.region(key) if name == "places" else view.term("organization-kinds", key)


def in_order(view: EditionView, records: list[Any]) -> list[Any]:
    """Records by name: Hangul by its letters, Han letters by their sounds, Latin ones first."""

    def key(record: Any) -> tuple[bytes, str]:
        name = view.called(record) if isinstance(record, Voice) else view.title(record)
        return name.casefold().encode(BY_SOUND if view.language == "zh" else "utf-8", "replace"), record.id

    return sorted(records, key=key)
