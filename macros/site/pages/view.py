"""What templates ask for: links, labels and texts, seen from one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from macros.core.models import Instrument, Record, Source, Work
from macros.core.models.kinds import SPEAKERS
from macros.core.models.shape import Shape
from macros.core.relations import AttachedNote
from macros.core.values.dates import Date
from macros.site import addresses
from macros.site.claims.record_parts import DOCUMENTS, PROVISIONS, RecordPart, cited
from macros.site.claims.shown_claims import ShownClaim
from macros.site.indexes import letters
from macros.site.languages.page_words import ENGLISH
from macros.site.pages import texts
from macros.site.pages.links import Links
from macros.site.pages.mentioned import MentionedYear, by_year
from macros.site.pages.narrowing import Choices, ChoiceWords, choices
from macros.site.pages.note_groups import NoteGroup, by_incident
from macros.site.pages.paper import on_paper
from macros.site.works.coins import coins
from macros.site.works.evidence import sighting


class View(Links):
    """The archive seen from one page, for its templates."""

    language = ENGLISH
    """The language of the page."""

    @property
    def comma(self) -> str:
        """What stands between the words of a list."""
        return ", "

    @property
    def space(self) -> str:
        """What stands between two sentences."""
        return " "

    @property
    def colon(self) -> str:
        """What stands between a word and what is said of it."""
        return ": "

    @property
    def pause(self) -> str:
        """What stands between two parts of a phrase."""
        return ", "

    @property
    def open(self) -> str:
        """The bracket before an addition."""
        return "("

    @property
    def gap(self) -> str:
        """What stands before that bracket."""
        return " "

    @property
    def close(self) -> str:
        """The bracket after it."""
        return ")"

    @property
    def between(self) -> str:
        """What stands between two clauses."""
        return "; "

    def translated(self, address: str) -> bool:
        """Whether an English address has a page in the language of this one."""
        del address
        return True

    def english_href(self, address: str) -> str:
        """A link to an address of the English pages."""
        return self.href(address)

    def called(self, record: Record) -> str:
        """What a record is called in a few words."""
        return record.short_text

    def title(self, record: Record) -> str:
        """The title of the page of a record."""
        return record.title_text

    def has_title(self, record: Record) -> bool:
        """Whether the title of a record is in the language of the page."""
        del record
        return True

    def heading(self, record: Record) -> Markup:
        """The title of a record, marked where it is in another language than the page."""
        return escape(record.title_text)

    def on(self, date: Date) -> str:
        """A date alone."""
        return date.in_words()

    def marked(self, text: str) -> Markup:
        """A text whose words in other languages than that of the page are marked."""
        return escape(text)

    def region(self, text: str) -> Markup:
        """A country or province that records give in English."""
        return escape(text)

    def words_of(self, shape: Shape, field: str) -> Markup:
        """A plain text of a record in the language of the page, else in English and marked as English."""
        return escape(getattr(shape, field) or "")

    def located(self, place: str) -> Markup:
        """Where in a report a claim stands, in the language of the page where there are words for it."""
        return escape(place)

    def any_ref(self, record_id: str) -> Markup:
        """A link to the record with this id, whatever its kind."""
        kind = self.site.relations.kind_of(record_id)
        return self.ref(kind, record_id) if kind else escape(record_id)

    def any_refs(self, ids: Iterable[str]) -> Markup:
        """Links to some records of any kind."""
        return self.listed(self.any_ref(one) for one in ids)

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
        return choices(self.site, record, ChoiceWords(self.term, self.called, self.say("notes.general")))

    def part_label(self, part: RecordPart, parts: int) -> str:
        """What leads to one of the pages of a section of a record."""
        if part.section == PROVISIONS:
            return self.say("named.part", n=part.number + 1, label=self._provisions_between(part))
        if parts == 1:
            return self.say("named.one-part", n=len(part.items))
        return self.say("named.part", n=part.number + 1, label=part.label)

    def _provisions_between(self, part: RecordPart) -> str:
        """The first and the last provision of a page of these."""
        record = self.site.archive.records_of(part.kind)[part.record]
        assert isinstance(record, Instrument)  # noqa: S101 # no other kind has provisions
        first, last = (self.provision_label(record, cited(part.items[at])[0]) for at in (0, -1))
        return first if first == last else self.say("law.between", first=first, last=last)

    def provision_label(self, record: Instrument, key: str) -> str:
        """A provision as it is written out; without a number the instrument as a whole."""
        return record.provisions[key].label if key else self.say("law.as-a-whole")

    def part_name(self, label: str) -> str:
        """The label of a part of an index in the language of the page."""
        return label

    def source_date(self, key: str) -> str:
        """The date of a source in words."""
        work = self.site.archive.works.get(key)
        return work.date.in_words() if work and work.date else "undated"

    def mentioned(self, record: Record) -> list[MentionedYear]:
        """Where the sources speak of a record, by year if they are many; none where these are all on further pages."""
        return [] if self.site.cut(record).of(DOCUMENTS) else by_year(self.site, record)

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
        """Links to where the archive itself points to a work, each told from the others.

        A source does not lead to itself; notes on one topic have their documents, and an annotated text of a law, which
        has the law's name, is called the document.
        """
        found = self.site.relations.cited_by_archive.get(key, ())
        used, notes = sorted(one for one in found if one != (Source.kind_id, key)), self.site.relations.notes
        topics = Counter(notes[target].note.topic for kind, target in used if kind == "note")
        names = Counter(self.site.link(kind, target).text for kind, target in used if kind != "note")
        return [
            self._note_used(notes[target], alone=topics[notes[target].note.topic] == 1)
            if kind == "note"
            else self._record_used(kind, target, names)
            for kind, target in used
        ]

    def _record_used(self, kind: str, target: str, names: Counter[str]) -> Markup:
        name = self.site.link(kind, target).text
        return self.ref(kind, target, f"{name}, the document" if kind == Source.kind_id and names[name] > 1 else "")

    def _note_used(self, stated: AttachedNote, *, alone: bool) -> Markup:
        kind_id = self.site.relations.kind_of(stated.owner)
        at = f" at {self.site.short_texts[kind_id][stated.owner]}" if kind_id and not alone else ""
        return Markup(self.inline.ref(self.note_href(stated), f"note “{_within(stated.note.topic)}”{at}"))


def _within(text: str) -> str:
    """A text between quotation marks: its own become single ones."""
    return text.translate({ord("“"): "‘", ord("”"): "’"})
