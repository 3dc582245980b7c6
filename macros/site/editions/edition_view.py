"""The archive seen from a page of an edition: labels, names and texts in its language, English ones marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from macros.core.models import Instrument, Organization, Person, Place, Record, Voice, Work
from macros.core.models.base import Named
from macros.core.models.shape import Shape
from macros.core.models.translations import NativeReading, text_in
from macros.core.reading.annotations import parse
from macros.core.values.dates import Date
from macros.site import addresses
from macros.site.addresses import RecordLink
from macros.site.claims.edition_cells import date_cell
from macros.site.claims.edition_speakers import name_in
from macros.site.claims.shown_claims import ShownClaim
from macros.site.contributing.reporting import FORM, form_address
from macros.site.indexes import NO_DATE
from macros.site.languages.edition_dates import date_in_words, date_within_year
from macros.site.languages.latin import in_language, marked
from macros.site.languages.marking import language as letters_of
from macros.site.languages.page_words import TAGS, PageWords
from macros.site.pages import texts
from macros.site.pages.links import linked
from macros.site.pages.paper import on_paper
from macros.site.pages.view import View
from macros.site.site import Site
from macros.site.templates import state as state_by_id
from macros.site.works.csl import SUPPLIED
from macros.site.works.outlets import OutletParts, parts_of

_NAMED = (Organization, Person, Voice, Place, Instrument)
"""Kinds whose records have a name, which may stand under `native` as well."""
_IN_ENGLISH = re.compile(r"#(?:p\d|passage-|n-)")
"""Anchors that only the English pages have: those of passages and of editorial notes."""
_YEAR = re.compile(r"\b\d{4}\b")
_FURTHER = re.compile(r" \((\d+)\)$")
"""The number of a second part of one name."""
_TITLES = ("name", "title", "heading")
_CALLED = ("short", *_TITLES)
_NOTHING = Markup("")
"""Held once: most claims leave fields empty."""
_INNER_MARKS = str.maketrans("《》", "〈〉")
"""Marks of a Chinese title within another, as GB/T 15834 has them."""


class EditionView(View):
    """What the templates of an edition ask for. `english` is the address of the same page in English."""

    def __init__(self, site: Site, uri: str, language: str, english: str, words: PageWords) -> None:
        super().__init__(site, uri)
        self.english, self.words = english, words
        self.language = language
        self.tag = TAGS[language]
        self.wording = site.archive.patterns.wordings[language]

    @property
    def comma(self) -> str:
        """What stands between the words of a list."""
        return "、" if self.language == "zh" else ", "

    @property
    def space(self) -> str:
        """What stands between two sentences."""
        return "" if self.language == "zh" else " "

    @property
    def colon(self) -> str:
        """What stands between a word and what is said of it."""
        return "：" if self.language == "zh" else ": "

    @property
    def pause(self) -> str:
        """What stands between two parts of a phrase."""
        return "，" if self.language == "zh" else ", "

    @property
    def open(self) -> str:
        """The bracket before an addition."""
        return "（" if self.language == "zh" else "("

    @property
    def gap(self) -> str:
        """What stands before that bracket: nothing in Korean or Chinese."""
        return ""

    @property
    def close(self) -> str:
        """The bracket after it."""
        return "）" if self.language == "zh" else ")"

    @property
    def between(self) -> str:
        """What stands between two clauses."""
        return "；" if self.language == "zh" else "; "

    @property
    def wrong_word(self) -> str:
        """The public form by which a wrong word is reported, with the address of this page."""
        return form_address(self.site, FORM, address=self.site.absolute(self.own))

    def say(self, key: str, **slots: object) -> str:
        """A label in the language of the page."""
        return self.words.say(key, self.language, **slots)

    def href(self, address: str) -> str:
        """A link to an address: to the page in this language where there is one; to passages and notes in English.

        A claim of an incident whose tables are on a page of their own is a line of that page, as in English.
        """
        if _IN_ENGLISH.search(address):
            return super().href(address)
        shown = self.site.shown_at(address)
        if not self.translated(shown):
            return super().href(self.words.at(address, self.language))
        return self.way(self.words.at(shown, self.language))

    def english_href(self, address: str) -> str:
        """A link to an address of the English pages."""
        return super().href(address)

    def passage_href(self, source: str, number: int) -> str:
        """A passage of a source, which is read in English."""
        return self.english_href(addresses.passage(self.site.archive, source, number))

    def term(self, words: str, term: str) -> str:
        """How a word of a closed list is shown in this language; data/sentences.yml has the words for stances."""
        if words == "stances":
            return self.wording.pattern(words, term)
        return self.site.archive.vocabulary.label(words, term, self.language)

    def state(self, state: str) -> Markup:
        """A state by its id in the status of an instrument."""
        return self.region(state_by_id(state))

    def date(self, date: Date | None) -> str:
        """A date alone, or that there is none."""
        return date_cell(date, self.wording)

    def part_name(self, label: str) -> str:
        """The label of a part of an index in the language of the page: `2013년`, `2013年（2）`."""
        named = _YEAR.sub(lambda year: self.say("law.year", year=year[0]), label.replace(NO_DATE, self.date(None)))
        return _FURTHER.sub(rf"{self.open}\1{self.close}", named)

    def short_date(self, date: Date | None) -> str:
        """A date for pictures: figures where it is exact or uncertain, `2023.10.13`, `2023.10(불확실)`; else words."""
        if date is None or date.start is None or date.interval or date.approximate:
            return self.date(date)
        figures = date.start.iso.replace("-", ".")
        return self.wording.pattern("dates", "uncertain").format(date=figures) if date.uncertain else figures

    def on(self, date: Date) -> str:
        """A date alone."""
        return date_in_words(date, self.wording)

    def in_language(self, shape: Shape, field: str) -> str:
        """A text of a record in this language; empty where it has none."""
        return text_in(shape, self.language, field)

    def within_year(self, date: Date, year: str) -> str:
        """A date for a place that already gives the year."""
        return date_within_year(date, year, self.wording)

    def translated(self, address: str) -> bool:
        """Whether an English address has a page in the language of this one; passages and notes are read in English."""
        return self.words.is_at(address, self.language) and not _IN_ENGLISH.search(address)

    def marked(self, text: str) -> Markup:
        """A text whose English words are marked."""
        return marked(text)

    def region(self, text: str) -> Markup:
        """A country or province that records give in English; marked as English if there is no other name."""
        own = self.words.named("region.*", text, self.language)
        return escape(own) if own else self.as_english(text)

    def on_paper(self, claims: list[ShownClaim]) -> dict[str, Any]:
        """The numbers and addresses of the documents of claims, for paper."""
        named = {claim.work: claim.outlet for claim in claims}
        return on_paper(self.site, claims, partial(self.wording.pattern, "evidence"), lambda work: named[work])

    def words_of(self, shape: Shape, field: str) -> Markup:
        """A plain text of a record in this language, else in English and marked as English."""
        own = self.in_language(shape, field)
        return marked(own) if own else self.as_english(str(getattr(shape, field) or ""))

    def located(self, place: str) -> Markup:
        """Where in a report a claim stands, in this language, else in English and marked as English."""
        own = self.words.named("locator-words.*", place, self.language)
        return marked(own) if own else self.as_english(place)

    def provision_label(self, record: Instrument, key: str) -> str:
        """A provision as it is written out in this language, else in English."""
        return (self.in_language(record.provisions[key], "label") if key else "") or super().provision_label(
            record, key
        )

    def as_english(self, text: str) -> Markup:
        """English words on this page, with their language."""
        return in_language("en", text) if text else _NOTHING

    def rich(self, record: Record, field: str) -> Markup:
        """A text with calls in this language, the calls as links; empty where the record has none."""
        return texts.as_html(self, self.in_language(record, field), record.id)

    def rich_english(self, record: Record, field: str) -> Markup:
        """The same text in English."""
        return texts.as_html(_InEnglish(self), getattr(record, field), record.id)

    def called(self, record: Record) -> str:
        """What a record is called here in a few words: its short form or name, else its title."""
        if isinstance(record, _NAMED):
            return name_in(record, self.wording)
        if isinstance(record, Work):
            return f"{self._outlet(record)}{self.pause}{self.date(record.date)}"
        for field in _CALLED:
            if text := text_in(record, self.language, field):
                return text
        return record.short_text

    def _outlet(self, work: Work) -> str:
        body, parts = self.record("organization", self.site.outlets.get(work.id, "")), parts_of(work.outlet)
        name = self.called(body) if body else self._outlet_words(parts.name)
        return self._with_further(name, work, parts) if any(parts[1:]) else name

    def _with_further(self, name: str, work: Work, parts: OutletParts) -> str:
        """The name of an outlet with its edition and with where its copy is, in brackets."""
        named = self.say("outlet.others", name=name) if parts.others else name
        at = self.record("organization", self.site.carriers.get(work.id, ""))
        carrier = self.called(at) if at else self._outlet_words(parts.carrier)
        told = [self._outlet_words(parts.edition), self.say("outlet.carried", carrier=carrier) if carrier else ""]
        return f"{named}{self.open}{self.pause.join(filter(None, told))}{self.close}" if any(told) else named

    def _outlet_words(self, english: str) -> str:
        return self.words.named("outlet-words.*", english, self.language) or english

    def has_title(self, record: Record) -> bool:
        """Whether the title of a record is in this language."""
        return self.title(record) != record.title_text

    def heading(self, record: Record) -> Markup:
        """The title of a record, marked where it is English."""
        title = self.title(record)
        return marked(title) if title != record.title_text else self.as_english(title)

    def original_title(self, work: Work) -> Markup:
        """The title of a work in its own language, marked as such; a description in its place is in English."""
        text = f"{work.title}: {work.subtitle}" if work.subtitle else work.title
        return in_language("en" if SUPPLIED.fullmatch(text) else work.langid or "en", text)

    def title(self, record: Record) -> str:
        """The title of the page of a record: its name, title or heading in this language, else in English."""
        own = next((text for field in _TITLES if (text := self.in_language(record, field))), "")
        native: dict[str, str] = record.__dict__.get("native", {})
        return own or native.get(self.language) or native.get(self.tag) or record.title_text

    def short(self, source: str) -> str:
        """The short name of a source in this language."""
        record = self.record("source", source)
        return self.called(record) if record else source

    def ref(self, kind: str, record_id: str, text: str = "", anchor: str = "") -> Markup:
        """A link to a record by its name here, unless a text is given."""
        record = self.record(kind, record_id)
        shown = text or (self.called(record) if record else record_id)
        return self.link(self.site.link(kind, record_id, shown, anchor))

    def apart(self, kind: str, ids: Iterable[str]) -> list[tuple[str, str]]:
        """Each record of a list with its text for a link; empty, its usual name, unless it is a work called as another.

        Works called alike have their titles too, in this language where the document is annotated in it.
        """
        listed = list(ids)
        works = {one: work for one in listed if isinstance(work := self.record(kind, one), Work)}
        often = Counter(self.called(work) for work in works.values())
        alike = {one: work for one, work in works.items() if often[self.called(work)] > 1}
        return [(one, self._with_title(alike[one]) if one in alike else "") for one in listed]

    def _with_title(self, work: Work) -> str:
        annotated = self.record("source", work.id)
        title = self.title(annotated) if annotated and self.has_title(annotated) else work.title
        if not SUPPLIED.fullmatch(title):
            title = f"《{title.translate(_INNER_MARKS)}》" if self.language == "zh" else f"「{title}」"
        return f"{self.called(work)}{self.pause}{title}"

    def link(self, link: RecordLink) -> Markup:
        """A link to a record; Latin words in its text have their language, and so has a page that is in English.

        A link to nothing is its text.
        """
        if not link.address:
            return marked(link.text)
        return linked(self.href(link.address), marked(link.text), not self.translated(link.address))

    def own_aliases(self, record: Named) -> list[str]:
        """The further names of a record in the letters of this language."""
        return [name for name in record.aliases if not name.isascii() and letters_of(name) == self.language]

    def other_names(self, record: Named) -> dict[str, str]:
        """The names of a record in other languages than that of the page and English, by language."""
        return {tag: name for tag, name in record.native.items() if tag not in (self.language, self.tag)}

    def provision(self, instrument: Instrument, number: str) -> str:
        """An instrument with one of its provisions, by name."""
        found = instrument.provisions[number]
        label = self.in_language(found, "label") or found.label
        return f"{self.called(instrument)} {label}"

    def at_passage(self, source: str, number: int) -> str:
        """A source with the number of a passage."""
        return f"{self.short(source)}{self.pause}{self.say('record.passage', n=number)}"

    def own_citation(self, record: Record) -> Markup:
        """This page as a reference in its own language: name, title, revision, address."""
        revision = self.site.history.of(record.path)
        title = self.title(record).translate(_INNER_MARKS) if self.language == "zh" else self.title(record)
        slots = {"name": self.say("site.name"), "title": title, "address": "\x00"}
        revised = self.say("cite.own-revised", **slots, revision="\x01") if revision else ""
        text = Markup(marked(revised or self.say("cite.own-text", **slots)))
        text = text.replace("\x01", escape(revision.label if revision else ""))  # a commit is not an English word
        return Markup(text.replace("\x00", escape(self.site.absolute(self.own))))

    def read_by(self, record: Record | None) -> NativeReading | None:
        """Who, writing this language from childhood, read the texts of a record."""
        found: NativeReading | None = getattr(getattr(record, self.language, None), "read", None)
        return found

    def plain(self, record: Record, field: str) -> str:
        """A text with calls in this language as plain words; empty where the record has none."""
        parts = parse(self.in_language(record, field))[0]
        shown = (one if isinstance(one, str) else texts.link(self, one, record.id).striptags() for one in parts)
        return "".join(shown).strip()


class _InEnglish(View):
    """The same page for an English text: names and links are those of the English pages."""

    def __init__(self, view: EditionView) -> None:
        super().__init__(view.site, view.uri)
