"""How many bytes an entry of an index takes on the wire, about: what decides where a long index is cut into parts.

A page is only made when it is written, so what its entries take is estimated from what their records hold.
`tests/test_light_pages.py` weighs the finished pages against the same budget.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from macros.core.relations import AttachedNote, AttributedClaim, Relations

PAGE_ROOM = 19_500
"""The bytes, compressed, that the entries of one page may take; frame, form and pager take the rest of 25,000."""
_EACH = {
    "sources": (90, 0.18),
    "incidents": (150, 0.05),
    "timeline": (165, 0.0),
    "organizations": (56, 0.06),
    "people": (48, 0.085),
    "voices": (60, 0.055),
    "instruments": (70, 0.04),
    "places": (30, 0.03),
    "claims": (172, 0.3),
    "discrepancies": (95, 0.23),
    "known": (150, 0.05),
    "bibliography": (178, 0.32),
}
"""What every entry of an index takes, and what each letter of the texts of its record adds."""
_LINK = 13
"""What a link to a claim or a passage takes in an entry that has one for each."""
_TALLIED = ("voices",)
"""Indexes whose entries have a link to each of their claims and mentions."""
_ELSEWHERE = frozenset({"ko", "zh", "path", "claims", "notes", "changes"})
"""Fields that no index shows."""


def entry_weight(name: str, item: Any, relations: Relations) -> float:
    """About how many bytes an entry of the index `name` takes, compressed with others of its kind."""
    each, letter = _EACH[name]
    links = _links(item.id, relations) if name in _TALLIED else 0
    recorded = (
        item.claim if isinstance(item, AttributedClaim) else item.note if isinstance(item, AttachedNote) else item
    )
    return each + letter * relations.archive.kept.given("letters", recorded, letters) + _LINK * links


def _links(voice: str, relations: Relations) -> int:
    return len(relations.spoken_by.get(voice, ())) + len(relations.mentions.get(("voice", voice), ()))


def letters(found: object) -> int:
    """How many letters the texts of a record, a claim or a note have, or of several of them."""
    if isinstance(found, AttributedClaim):
        return letters(found.claim)
    if isinstance(found, AttachedNote):
        return letters(found.note)
    if isinstance(found, BaseModel):
        return sum(_length(value) for name, value in vars(found).items() if name not in _ELSEWHERE)
    return _length(found)


def _length(value: object) -> int:
    """The letters of a text, or of all texts in lists and tables of a record."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, BaseModel):
        return letters(value)
    if isinstance(value, dict):
        return sum(map(_length, value.values()))
    return sum(map(_length, value)) if isinstance(value, list | tuple) else 0
