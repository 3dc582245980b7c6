"""What a reader of the search chooses by, and what each kind of result is called."""

from __future__ import annotations

from macros.core.models.kinds import FACETS, KINDS

LABELS = {
    "passage": "Passage",
    "claim": "Claim",
    "note": "Editorial note",
    **{kind.id: kind.label for kind in KINDS.values()},
    "provision": "Provision",
}
"""What each kind of result is called."""

RESULT_FACETS = ("kind", FACETS[0], "year", *FACETS[1:])


def facets() -> dict[str, str]:
    """What readers choose by, with the words for it on the form."""
    return {name: LABELS.get(name, "Kind of result" if name == "kind" else name.capitalize()) for name in RESULT_FACETS}
