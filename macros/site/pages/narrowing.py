"""How readers narrow an index: by the year, kind, language, level of evidence, incident or source of each entry.

A script reads these from the entries of the page; without it the page holds the same list, whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from macros.core.models import Event, Incident, Record, Source, Work
from macros.core.relations import AttachedNote, AttributedClaim
from macros.site.indexes import GENERAL
from macros.site.languages.facets import DOCUMENT_LANGUAGES
from macros.site.site import Site

Choices = dict[str, list[str]]
"""The values by which an entry can be chosen: words that are shown, by the name of the choice."""

CHOICES = ("year", "kind", "language", "evidence", "incident", "source")
"""The names of the choices, in the order of the form."""


def choices(site: Site, record: Record | AttachedNote) -> Choices:
    """The choices that an entry of an index belongs to; what its record does not say is left out."""
    if isinstance(record, AttachedNote):
        found = _note(site, record)
    elif isinstance(record, Source):
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


def _note(site: Site, stated: AttachedNote) -> Choices:
    """Its incidents, the sources at whose passages it stands, and the year of its source or incident."""
    incidents, sources = site.archive.records_of("incident"), list(dict.fromkeys(key for key, _ in stated.places))
    owner = incidents.get(stated.owner)
    dated = owner if isinstance(owner, Incident) else site.archive.works.get(stated.owner)
    return {
        "kind": [site.archive.vocabulary.label("note-kinds", stated.note.kind)],
        "incident": [incidents[key].short_text for key in site.relations.noted_incidents(stated)] or [GENERAL],
        "source": [site.sources[key].short_text for key in sources],
        "year": [str(dated.date.year)] if dated and dated.date else [],
    }


def _languages(works: Iterable[Work | None]) -> list[str]:
    codes = {work.langid for work in works if work and work.langid}
    return sorted({DOCUMENT_LANGUAGES.get(code, code) for code in codes})
