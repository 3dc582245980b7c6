"""The filters of the search, the name of each kind of result, and the names of languages."""

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
DOCUMENT_LANGUAGES = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ja": "Japanese",
    "ko": "Korean",
    "ru": "Russian",
    "zh": "Chinese",
    "zh-Hans": "Chinese",
    "zh-Hant": "Chinese",
}
"""Languages of documents by their code (BCP 47); one that is not listed is shown by its code."""
