"""How readers narrow an index: by the year, kind, language and level of evidence of each entry.

A script reads these from the entries of the page; without it the page holds the same list, whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from macros.core.models import Event, Incident, Record, Source, Work
from macros.core.relations import AttributedClaim
from macros.site.site import Site

Choices = dict[str, list[str]]
"""The values by which an entry can be chosen: words that are shown, by the name of the choice."""

CHOICES = ("year", "kind", "language", "evidence")
"""The names of the choices, in the order of the form."""
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


def choices(site: Site, record: Record) -> Choices:
    """The choices that a source, work, incident or event belongs to; what its record does not say is left out."""
    if isinstance(record, Source):
        found = _document(site, site.archive.works.get(record.id), [record.evidence])
        found["kind"] = [site.archive.vocabulary.label("source-kinds", record.kind)]
    elif isinstance(record, Work):
        source = site.sources.get(record.id)
        found = _document(site, record, [source.evidence] if source else [])
        found["kind"] = [site.archive.vocabulary.label("entry-types", record.entrytype)]
    elif isinstance(record, Incident):
        found = _incident(site, record, site.relations.claims_of.get(record.id, []))
    elif isinstance(record, Event):
        found = {"year": [record.date.year], "kind": [site.archive.vocabulary.label("event-kinds", record.kind)]}
    else:
        found = {}
    return {name: [value for value in found.get(name, ()) if value] for name in CHOICES if any(found.get(name, ()))}


def _document(site: Site, work: Work | None, evidence: Iterable[str]) -> Choices:
    return {
        "year": [work.date.year] if work and work.date else [],
        "language": _languages([work]),
        "evidence": [site.archive.vocabulary.label("evidence", level) for level in evidence],
    }


def _incident(site: Site, incident: Incident, claims: list[AttributedClaim]) -> Choices:
    """The languages and levels of evidence are those of the documents that make claims about it."""
    levels = {claim.evidence for claim in claims}
    words = site.archive.vocabulary
    return {
        "year": [incident.date.year],
        "kind": [words.label("incident-kinds", incident.kind)],
        "language": _languages([claim.work for claim in claims]),
        "evidence": [words.label("evidence", level) for level in words.list("evidence") if level in levels],
    }


def _languages(works: Iterable[Work | None]) -> list[str]:
    codes = {work.langid for work in works if work and work.langid}
    return sorted({DOCUMENT_LANGUAGES.get(code, code) for code in codes})
