"""The filters of the search, and the name of each kind of result."""

from __future__ import annotations

from macros.core.models.kinds import FACETS, KINDS

LABELS = {
    "passage": "Passage",
    "claim": "Claim",
    "note": "Editorial note",
    **{kind.id: kind.label for kind in KINDS.values()},
    "provision": "Provision",
    "known": "What is known and not known",
    "page": "Page",
}
"""The name of each kind of result."""

RESULT_FACETS = ("kind", "incident", "year", *(kind for kind in FACETS if kind != "incident"), "language", "evidence")
"""The names of the filters, in the order of the form."""
_WORDS = {"kind": "Kind of result", "evidence": "Level of evidence", "language": "Language of the document"}


def facets() -> dict[str, str]:
    """The filters of the search, with their words on the form."""
    return {name: _WORDS.get(name) or LABELS.get(name, name.capitalize()) for name in RESULT_FACETS}
