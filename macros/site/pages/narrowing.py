"""How readers narrow an index: by the year, kind, language, level of evidence, incident or source of each entry.

A script reads these from the entries of the page; without it the page holds the same list, whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from macros.core.models import Event, Incident, Record, Source, Work
from macros.core.relations import AttachedNote
from macros.site.languages.facets import DOCUMENT_LANGUAGES
from macros.site.site import Site

Choices = dict[str, list[str]]
"""The values by which an entry can be chosen: words that are shown, by the name of the choice."""

CHOICES = ("year", "kind", "language", "evidence", "incident", "source")
"""The names of the choices, in the order of the form."""


class ChoiceWords(NamedTuple):
    """The words of choices in a language: of a closed list, what a record is called, and that no incident is meant."""

    term: Callable[[str, str], str]
    called: Callable[[Record], str]
    general: str


def choices(site: Site, record: Record | AttachedNote, words: ChoiceWords | None = None) -> Choices:
    """The choices that an entry of an index belongs to, in English unless other words are given.

    What its record does not say is left out.
    """
    words = words or ChoiceWords(site.archive.vocabulary.label, lambda one: one.short_text, site.say("notes.general"))
    if isinstance(record, AttachedNote):
        found = _note(site, record, words)
    elif isinstance(record, Source):
        found = _document(site.archive.works.get(record.id), [record.evidence], words)
        found["kind"] = [words.term("source-kinds", record.kind)]
    elif isinstance(record, Work):
        source = site.sources.get(record.id)
        found = _document(record, [source.evidence] if source else [], words)
        found["kind"] = [words.term("entry-types", record.entrytype)]
    elif isinstance(record, Incident):
        found = _incident(site, record, words)
    elif isinstance(record, Event):
        found = {"year": record.date.years, "kind": [words.term("event-kinds", record.kind)]}
    else:
        found = {}
    return {name: [value for value in found.get(name, ()) if value] for name in CHOICES if any(found.get(name, ()))}


def _document(work: Work | None, evidence: Iterable[str], words: ChoiceWords) -> Choices:
    return {
        "year": [work.date.year] if work and work.date else [],
        "language": _languages([work.langid or ""] if work else []),
        "evidence": [words.term("evidence", level) for level in evidence],
    }


def _incident(site: Site, incident: Incident, words: ChoiceWords) -> Choices:
    """The languages and levels of evidence are those of the documents that make claims about it."""
    levels = site.about_incidents.levels(incident.id)
    every = site.archive.vocabulary.list("evidence")
    return {
        "year": incident.date.years,
        "kind": [words.term("incident-kinds", incident.kind)],
        "language": _languages(site.about_incidents.languages(incident.id)),
        "evidence": [words.term("evidence", level) for level in every if level in levels],
    }


def _note(site: Site, stated: AttachedNote, words: ChoiceWords) -> Choices:
    """Its incidents, the sources at whose passages it stands, and the year of its source or incident."""
    incidents, sources = site.archive.records_of("incident"), list(dict.fromkeys(key for key, _ in stated.places))
    owner = incidents.get(stated.owner)
    dated = owner if isinstance(owner, Incident) else site.archive.works.get(stated.owner)
    return {
        "kind": [words.term("note-kinds", stated.note.kind)],
        "incident": [words.called(incidents[key]) for key in site.relations.noted_incidents(stated)] or [words.general],
        "source": [words.called(site.sources[key]) for key in sources],
        "year": [str(dated.date.year)] if dated and dated.date else [],
    }


def _languages(codes: Iterable[str]) -> list[str]:
    return sorted({DOCUMENT_LANGUAGES.get(code, code) for code in codes if code})
