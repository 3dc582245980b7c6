"""What templates ask for: links, labels and texts, seen from one page."""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import Markup, escape

from macros.core.models import Instrument, Note, Record, Source, Work
from macros.core.models.kinds import SPEAKERS
from macros.core.relations import AttachedNote, Mention
from macros.core.values.ids import provision_anchor
from macros.site import addresses
from macros.site.contributing.reporting import report_address
from macros.site.indexes import IndexPart, ShownPart, pager
from macros.site.pages import texts
from macros.site.pages.links import Links
from macros.site.works.zotero_items import coins

STATES = {
    "china": "China",
    "dprk": "North Korea (DPRK)",
    "republic-of-korea": "Republic of Korea",
    "united-states": "United States",
}


class View(Links):
    """The archive seen from one page, for its templates."""

    def any_ref(self, record_id: str) -> Markup:
        """A link to the record with this id, whatever its kind."""
        kind = self.site.relations.kind_of(record_id)
        return self.ref(kind, record_id) if kind else escape(record_id)

    def speaker(self, record_id: str) -> Markup:
        """A link of an attribution chain: an organization, person or voice."""
        kind = self.site.relations.kind_of(record_id, SPEAKERS)
        return self.ref(kind, record_id) if kind else escape(record_id)

    def note_href(self, stated: AttachedNote) -> str:
        """The place where an editorial note stands."""
        return self.href(self.site.note_address(stated))

    def passage_href(self, source: str, number: int) -> str:
        """A passage of a source."""
        return self.href(addresses.passage(source, number))

    def reference(self, key: str) -> Markup:
        """The formatted reference of a work."""
        return self.site.reference(key)

    def report(self, record: Record) -> str:
        """The public form for a wrong fact in a record."""
        return report_address(self.site, record)

    @property
    def at_risk(self) -> str:
        """The page that people at risk read first."""
        return self.href(addresses.AT_RISK)

    def coins(self, work: Work) -> str:
        """The ContextObject of a work for the span that Zotero reads."""
        return coins(work)

    def text(self, value: str | None, owner: str = "") -> Markup:
        """A text field as HTML: plain text escaped, reference calls as links."""
        return texts.as_html(self, value, owner)

    def notes_at(self, source: str, first: int, last: int) -> list[AttachedNote]:
        """The editorial notes at a source's passages, each once."""
        found: dict[str, AttachedNote] = {}
        for number in range(first, last + 1):
            for stated in self.site.relations.notes_at.get((source, number), ()):
                found.setdefault(stated.ref, stated)
        return list(found.values())

    def note_kind(self, note: Note) -> str:
        """The kind of a note in words."""
        return self.term("note-kinds", note.kind)

    def parts_of(self, parts: list[IndexPart], current: str) -> list[ShownPart]:
        """The parts of a long index for its pager: every part of the current group, one link for each other group."""
        return pager(parts, current)

    def mentions_by_source(self, kind: str, record_id: str) -> list[tuple[Source, list[Mention]]]:
        """The mentions of a record, grouped by source, oldest source first."""
        grouped: dict[str, list[Mention]] = {}
        for mention in self.site.relations.mentions.get((kind, record_id), ()):
            grouped.setdefault(mention.source, []).append(mention)
        return [(self.site.sources[key], grouped[key]) for key in sorted(grouped, key=self.site.rank)]

    def source_date(self, key: str) -> str:
        """The date of a source in words."""
        work = self.site.archive.works.get(key)
        return work.date.in_words() if work and work.date else "undated"

    def provision_anchor(self, provision: str) -> str:
        """The anchor of a provision on its instrument's page."""
        return provision_anchor(provision)

    def provision_label(self, record_id: str, provision: str) -> str:
        """A provision as its record writes it out."""
        instrument = self.record("instrument", record_id)
        found = instrument.provisions.get(provision) if isinstance(instrument, Instrument) else None
        return found.label if found else provision

    def checked(self, place: str) -> Markup:
        """Where a fact was confirmed: a link for an address, else the text."""
        return Markup(self.inline.outward(place)) if self.is_address(place) else escape(place)

    def is_address(self, place: str) -> bool:
        """Whether the place where a fact was confirmed is a web address."""
        return place.startswith(("http://", "https://"))

    def host(self, address: str) -> str:
        """The site of an address, without `www.`."""
        return (urlsplit(address).hostname or address).removeprefix("www.")

    def state(self, state: str) -> str:
        """A state by its id in the status of an instrument."""
        return STATES.get(state, state.replace("-", " ").title())

    def noted(self, notes: list[AttachedNote]) -> list[tuple[str, list[AttachedNote]]]:
        """The records that these notes concern, by id, each with its notes."""
        grouped: dict[str, list[AttachedNote]] = {}
        for stated in notes:
            for record_id in stated.note.concerns:
                grouped.setdefault(record_id, []).append(stated)
        return sorted(grouped.items())

    def used_by(self, key: str) -> list[Markup]:
        """Links to where the archive itself points to a work."""
        links = []
        for kind, target in sorted(self.site.relations.cited_by_archive.get(key, ())):
            if kind == "note":
                stated = self.site.relations.notes[target]
                links.append(Markup(self.inline.ref(self.note_href(stated), f"note “{stated.note.topic}”", "note")))
            else:
                links.append(self.ref(kind, target))
        return links
