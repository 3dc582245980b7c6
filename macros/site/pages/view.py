"""What templates ask for: links, labels and texts, seen from one page."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from macros.core.models import Record, Work
from macros.core.models.kinds import SPEAKERS
from macros.core.relations import AttachedNote
from macros.site import addresses
from macros.site.claims.shown_claims import ShownClaim
from macros.site.indexes import letters
from macros.site.pages import texts
from macros.site.pages.links import Links
from macros.site.pages.mentioned import MentionedYear, by_year
from macros.site.pages.narrowing import Choices, choices
from macros.site.pages.note_groups import NoteGroup, by_incident
from macros.site.pages.paper import on_paper
from macros.site.works.coins import coins
from macros.site.works.evidence import sighting


class View(Links):
    """The archive seen from one page, for its templates."""

    def any_ref(self, record_id: str) -> Markup:
        """A link to the record with this id, whatever its kind."""
        kind = self.site.relations.kind_of(record_id)
        return self.ref(kind, record_id) if kind else escape(record_id)

    def any_title(self, record_id: str) -> str:
        """The title of the record with this id, whatever its kind."""
        kind = self.site.relations.kind_of(record_id)
        record = self.record(kind, record_id) if kind else None
        return record.title_text if record else record_id

    def speaker(self, record_id: str) -> Markup:
        """A link of an attribution chain: an organization, person or voice."""
        kind = self.site.relations.kind_of(record_id, SPEAKERS)
        return self.ref(kind, record_id) if kind else escape(record_id)

    def note_href(self, stated: AttachedNote) -> str:
        """The address of an editorial note."""
        return self.href(self.site.note_address(stated))

    def passage_href(self, source: str, number: int) -> str:
        """A passage of a source."""
        return self.href(addresses.passage(self.site.archive, source, number))

    @property
    def at_risk(self) -> str:
        """The page that people at risk read first."""
        return self.href(addresses.AT_RISK)

    def coins(self, work: Work) -> str:
        """The ContextObject of a work for the span that Zotero reads."""
        return coins(work, self.site.titles_apart[work.id])

    def text(self, value: str | None, owner: str = "") -> Markup:
        """A text field as HTML: plain text escaped, reference calls as links."""
        return texts.as_html(self, value, owner)

    def sighting(self, work: Work) -> str:
        """How, where and when a work was seen, as a sentence; empty where the record does not say."""
        return sighting(self.site.archive.vocabulary, work)

    def choices(self, record: Record | AttachedNote) -> Choices:
        """By what readers narrow an index to entries such as this one."""
        return choices(self.site, record)

    def source_date(self, key: str) -> str:
        """The date of a source in words."""
        work = self.site.archive.works.get(key)
        return work.date.in_words() if work and work.date else "undated"

    def mentioned(self, record: Record) -> list[MentionedYear]:
        """Where the sources speak of a record, by year if they are many."""
        return by_year(self.site, record)

    def by_incident(self, notes: list[AttachedNote]) -> list[NoteGroup]:
        """Notes under the incident that each is about."""
        return by_incident(self.site, notes)

    def letters(self, records: list[Record]) -> dict[str, str]:
        """The letters of a list by name, each with the id of its first record."""
        return letters(records)

    def on_paper(self, claims: list[ShownClaim]) -> dict[str, Any]:
        """The numbers and addresses of the documents of claims, for paper."""
        return on_paper(self.site, claims)

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
