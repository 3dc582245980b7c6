"""The sides of a comparison: every document that makes a claim or is annotated, and everybody who speaks in a claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from macros.core.models import Organization, Source, Work
from macros.core.models.kinds import BY_PLURAL, SPEAKERS
from macros.core.noting.reads import Shared, note
from macros.core.relations import AttachedNote, AttributedClaim, Mention
from macros.site import addresses
from macros.site.site import Site

DOCUMENT, REPORT, SPEAKER = "document", "report", "speaker"
"""An annotated document, another report, whoever speaks."""
_DOCUMENTS = ("source", "work")
_MOVES = 5
"""How often a retired id is followed to the record that took its place."""


_PROPERTY = "claims_of"
"""The table of `Sides` that holds their claims; sealing calls a table by its class and its name."""
CLAIMS = f"Sides.{_PROPERTY}"
"""What reads of the claims of a side are called."""


@dataclass(frozen=True, slots=True)
class Side:
    """A document or a speaker: its key in an address, what it is called, what it is, where its page is."""

    key: str
    kind: str
    name: str
    about: str
    address: str
    day: str
    stated: list[AttributedClaim]
    untold: ClassVar[tuple[str, ...]] = ("stated",)

    @property
    def claims(self) -> list[AttributedClaim]:
        """Its claims. Only who asks for them has read them: a list of sides says less of each."""
        note(CLAIMS, self.key)
        return self.stated

    @property
    def incidents(self) -> set[str]:
        """The incidents that its claims are about, by id; the general situation is the empty one."""
        return {stated.incident or "" for stated in self.claims}


def _key(address: str) -> str:
    """The key of the record with a permanent address, `kinds/id`, if it can be a side; else nothing."""
    plural, _, record_id = address.partition("/")
    kind = BY_PLURAL[plural].id if plural in BY_PLURAL else ""
    return addresses.speaking(record_id) if kind in SPEAKERS else record_id if kind in _DOCUMENTS else ""


def sides_of(site: Site) -> Sides:
    """All sides of an archive, worked out once for all pages and files."""
    known = site.further.get(Sides.__name__)
    if not isinstance(known, Sides):
        known = site.further[Sides.__name__] = Sides(site)
    return known


class Sides(Shared):
    """All sides of one archive, by key."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @cached_property
    def all(self) -> dict[str, Side]:
        """Documents in time order, then other reports in time order, then speakers by name."""
        works = sorted(self._by_work, key=self._day)
        documents = [self._document(source) for source in self.site.sources_by_day]
        reports = [self._report(self.site.archive.works[key]) for key in works if key not in self.site.sources]
        speakers = sorted(map(self._speaker, self._speaking), key=lambda side: side.name.casefold())
        return {side.key: side for side in (*documents, *reports, *speakers)}

    @cached_property
    def claims_of(self) -> dict[str, list[AttributedClaim]]:
        """The claims of each side, by its key; a side notes its reads under this name."""
        return {key: side.stated for key, side in self.all.items()}

    @cached_property
    def by_incident(self) -> dict[str, list[Side]]:
        """The sides with claims about each incident, in the same order."""
        found: dict[str, list[Side]] = {}
        for side in self.all.values():
            for incident in side.incidents:
                found.setdefault(incident, []).append(side)
        return found

    @cached_property
    def moved(self) -> dict[str, str]:
        """The keys that retired records had, each with the key of the side that took its place."""
        retired = self.site.archive.redirects.shown().root
        found = {}
        for address in retired:
            old, now = _key(address), address
            for _ in range(_MOVES):
                now = (retired[now].to or "") if now in retired else now
            if old and old not in self.all and _key(now) in self.all:
                found[old] = _key(now)
        return found

    def documents_on(self, incident: str) -> list[Side]:
        """The documents and reports with claims about an incident, in time order."""
        found = [side for side in self.by_incident.get(incident, ()) if side.kind != SPEAKER]
        return sorted(found, key=lambda side: (side.day or "9999", side.key))

    def law(self, side: Side) -> Iterator[tuple[str, Mention]]:
        """The mentions of law in a document, or in the documents that a speaker wrote, each with its instrument."""
        for source in self._written(side):
            for kind, instrument, mentions in self.site.relations.mentioned_in(source):
                if kind == "instrument":
                    yield from ((instrument, mention) for mention in mentions)

    def notes(self, side: Side) -> list[AttachedNote]:
        """The editorial notes at passages of a document."""
        return self._notes.get(side.key, []) if side.kind == DOCUMENT else []

    def _written(self, side: Side) -> list[str]:
        if side.kind == DOCUMENT:
            return [side.key]
        return self._by_author.get(side.key.partition(".")[2], [])

    @cached_property
    def _by_work(self) -> dict[str, list[AttributedClaim]]:
        found: dict[str, list[AttributedClaim]] = {}
        for stated in self.site.relations.ledger():
            if stated.work:
                found.setdefault(stated.work.id, []).append(stated)
        return found

    @cached_property
    def _by_author(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for source in self.site.sources_by_day:
            for author in source.credits.get("author", ()):
                found.setdefault(author, []).append(source.id)
        return found

    @cached_property
    def _notes(self) -> dict[str, list[AttachedNote]]:
        found: dict[str, list[AttachedNote]] = {}
        for stated in self.site.relations.notes.values():
            for source in dict.fromkeys(source for source, _ in stated.places):
                found.setdefault(source, []).append(stated)
        return found

    @cached_property
    def _speaking(self) -> list[str]:
        """Whoever answers for a claim, and the states whose bodies do, each once."""
        spoken = self.site.relations.spoken_by
        states = [whole for whole in self._members if any(body in spoken for body in self._bodies(whole))]
        return list(dict.fromkeys((*spoken, *states)))

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        """The bodies of each state or ministry; a member of a coalition or of the United Nations speaks for itself."""
        kinds, found = self.site.archive.vocabulary.list("organization-kinds"), dict[str, list[str]]()
        organizations = self.site.archive.records_of(Organization.kind_id)
        for record in organizations.values():
            for whole in map(organizations.get, record.part_of if isinstance(record, Organization) else ()):
                if isinstance(whole, Organization) and kinds[whole.kind].state:
                    found.setdefault(whole.id, []).append(record.id)
        return found

    def _day(self, key: str) -> str:
        work = self.site.archive.works.get(key)
        return work.date.first if work and work.date else ""

    def _document(self, source: Source) -> Side:
        work = self.site.archive.works[source.id]
        dated = work.date.in_words() if work.date else "undated"
        about = f"{self.site.archive.vocabulary.label('source-kinds', source.kind)}, {dated}"
        return self._of_work(DOCUMENT, source.id, source.short_text, about)

    def _report(self, work: Work) -> Side:
        dated = work.date.in_words() if work.date else "undated"
        return self._of_work(REPORT, work.id, work.short_text, f"Report that is not annotated, {dated}")

    def _of_work(self, kind: str, key: str, name: str, about: str) -> Side:
        address = self.site.address("source" if kind == DOCUMENT else "work", key)
        return Side(key, kind, name, about, address, self._day(key), self._by_work.get(key, []))

    def _speaker(self, speaker: str) -> Side:
        relations = self.site.relations
        kind = relations.kind_of(speaker, SPEAKERS) or "voice"
        bodies = self._bodies(speaker)
        found = {stated.ref: stated for body in bodies for stated in relations.spoken_by.get(body, ())}
        claims = sorted(found.values(), key=lambda stated: (stated.said, stated.ref))
        others = [self.site.link("organization", body).text for body in bodies[1:] if body in relations.spoken_by]
        about = "Speaker" + (f", with bodies that belong to it: {', '.join(others)}" if others else "")
        link = self.site.link(kind, speaker)
        return Side(addresses.speaking(speaker), SPEAKER, link.text, about, link.address, "", claims)

    def _bodies(self, speaker: str) -> list[str]:
        """A speaker and the bodies that belong to it, near and far, each once."""
        found = [speaker]
        for body in found:
            found += [one for one in self._members.get(body, ()) if one not in found]
        return found
