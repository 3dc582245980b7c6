"""The filters of the search, and the name of each kind of result."""

from __future__ import annotations

from macros.core.models.kinds import FACETS, KINDS

LABELS = {
    "passage": "Passage",
    "claim": "Claim",
    "note": "Editorial note",
    **{kind.id: kind.label for kind in KINDS.values()},
    "provision": "Provision",
}
"""The name of each kind of result."""

RESULT_FACETS = ("kind", FACETS[0], "year", *FACETS[1:])


def facets() -> dict[str, str]:
    """The filters of the search, with their words on the form."""
    return {name: LABELS.get(name, "Kind of result" if name == "kind" else name.capitalize()) for name in RESULT_FACETS}
