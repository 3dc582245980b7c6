"""What the search page says, in the language of the page: the labels that its template and its script ask for."""

from __future__ import annotations

from collections.abc import Callable

from babel import Locale

from macros.site.languages.facets import DOCUMENT_LANGUAGES, LABELS
from macros.site.languages.page_words import ENGLISH

_WORDS = {
    "field": "search.field",
    "how": "search.how",
    "narrow": "search.narrow",
    "any": "search.any",
    "results": "search.results",
    "more": "search.more",
    "one": "search.one",
    "many": "search.many",
    "atMost": "search.at-most",
    "none": "search.none",
    "near": "search.near",
    "missing": "search.missing",
    "perhaps": "search.perhaps",
    "also": "search.also",
    "same": "search.same",
    "claim": "search.claim",
    "lists": "search.lists",
    "listed": "search.listed",
    "script": "search.script",
    "unloaded": "search.unloaded",
    "busy": "search.busy",
    "partly": "search.partly",
    "again": "search.again",
}
"""The label of each thing that is said; `{n}`, `{words}`, `{topic}` and `{others}` are filled by the script."""
_PARTS = {
    "index": "search.part-index",
    "fragment": "search.part-pages",
    "filter": "search.part-choices",
    "words": "search.part-words",
}
"""What the search loads in parts, by what its script calls them."""
_FACETS = {
    "kind": "search.facet-kind",
    "incident": "search.facet-incident",
    "year": "search.facet-year",
    "source": "search.facet-source",
    "organization": "search.facet-organization",
    "instrument": "search.facet-instrument",
    "place": "search.facet-place",
    "language": "search.facet-language",
    "evidence": "search.facet-evidence",
}
_KINDS = {
    "passage": "search.kind-passage",
    "claim": "search.kind-claim",
    "note": "search.kind-note",
    "source": "search.kind-source",
    "incident": "search.kind-incident",
    "event": "search.kind-event",
    "organization": "search.kind-organization",
    "person": "search.kind-person",
    "voice": "search.kind-voice",
    "instrument": "search.kind-instrument",
    "place": "search.kind-place",
    "work": "search.kind-work",
    "provision": "search.kind-provision",
    "known": "search.kind-known",
    "page": "search.kind-page",
}

Say = Callable[[str], str]
"""Gives a label in the language of the page."""


def search_words(say: Say) -> dict[str, str]:
    """What the page says, by the name that its template and its script have for it."""
    return {name: say(label) for name, label in _WORDS.items()}


def search_parts(say: Say) -> dict[str, str]:
    """What a part of the search is called where it did not load."""
    return {name: say(label) for name, label in _PARTS.items()}


def facet_words(say: Say) -> dict[str, str]:
    """The filters of the search in their order, with their words on the form."""
    return {name: say(label) for name, label in _FACETS.items()}


def facet_values(say: Say, language: str) -> dict[str, str]:
    """The values of filters that a language has words for, by the English ones: kinds of results, languages."""
    if language == ENGLISH:
        return {}
    found = {LABELS[kind]: say(label) for kind, label in _KINDS.items()}
    names = Locale(language).languages
    return found | {english: names[tag] for tag, english in DOCUMENT_LANGUAGES.items() if tag in names}
