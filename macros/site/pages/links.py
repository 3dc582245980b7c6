"""Links and labels, seen from one page: what running text needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any

from markupsafe import Markup

from macros.core.models import Instrument, Record, Source, Work
from macros.core.noting.fingerprints import Made
from macros.site import addresses
from macros.site.addresses import RecordLink
from macros.site.site import Site
from macros.site.templates import inert, template

A_SENTENCE = 7
"""From how many words on a name is a sentence, which commas do not part from others."""

_FOREIGN = re.compile(r'<i lang="([\w-]+)">([^<]*)</i>')
"""Words that are all in another language than the page."""


@lru_cache(maxsize=8192, typed=True)  # markup is not escaped again
def linked(href: str, text: Markup, english: bool = False) -> Markup:
    """A link in running text; `english` if it leads to a page in English from one that is not."""
    inline: Any = template("parts/inline.html.j2").module
    if whole := _FOREIGN.fullmatch(text):  # then the link itself says the language
        return Markup(inline.ref(href, Markup(whole[2]), english, whole[1]))  # a part of what was safe
    return Markup(inline.ref(href, text, english))


class Links(Made):
    """The archive seen from one page: `up` is the way from that page to the site's root."""

    def __init__(self, site: Site, uri: str) -> None:
        self.site = site
        self.uri = uri
        self.up = addresses.up(uri)
        self.own = addresses.page_address(uri)
        self._folders = addresses.folders(self.own)

    @cached_property
    def inline(self) -> Any:
        """The template macros for links in running text."""
        return template("parts/inline.html.j2").module

    def href(self, address: str) -> str:
        """A relative link to an address of this site, by the shortest way.

        A permanent address of something on a further part of a long source becomes a link to that part.
        """
        return self.way(self.site.shown_at(address))

    def way(self, address: str) -> str:
        """A relative link to what is at an address, by the shortest way."""
        for above, way in self._folders:
            if address.startswith(above):
                return way + address[len(above) :] or "./"
        raise ValueError(f"{address} is not below the root")

    def record(self, kind: str, record_id: str) -> Record | None:
        """A record, or None."""
        return self.site.archive.records[kind].get(record_id)

    def ref(self, kind: str, record_id: str, text: str = "", anchor: str = "") -> Markup:
        """A link to a record, with its short name unless a text is given."""
        return self.link(self.site.link(kind, record_id, text, anchor))

    def link(self, link: RecordLink) -> Markup:
        """A link to a record as HTML."""
        return linked(self.href(link.address), inert(link.text))

    def refs(self, kind: str, ids: Iterable[str]) -> Markup:
        """Links to some records of one kind. Works are told apart, and one that is annotated leads to its page."""
        return self.listed(
            self.ref(Source.kind_id, one)
            if kind == Work.kind_id and one in self.site.sources
            else self.ref(kind, one, text)
            for one, text in self.site.apart(kind, ids)
        )

    def listed(self, links: Iterable[Markup]) -> Markup:
        """Links one behind the other; semicolons part names with a comma of their own, and those that are sentences."""
        shown = list(links)
        texts = [link.striptags() for link in shown]
        apart = any("," in text or len(text.split()) >= A_SENTENCE for text in texts)
        return Markup("; " if apart else ", ").join(shown)

    def short(self, source: str) -> str:
        """The short name of a source, or its id."""
        record = self.record("source", source)
        return record.short_text if record else source

    def provision(self, instrument: Instrument, number: str) -> str:
        """An instrument with one of its provisions, by name; "paragraph" has no capital within a sentence."""
        label = instrument.provisions[number].label
        return f"{instrument.short_text}, {label.replace('Paragraph', 'paragraph', 1)}"

    def at_passage(self, source: str, number: int) -> str:
        """A source with the number of a passage."""
        return f"{self.short(source)}, passage {number}"

    def say(self, key: str, **slots: object) -> str:
        """A label in the language of the page."""
        return self.site.say(key, **slots)

    def term(self, words: str, term: str) -> str:
        """How a word of a closed list is shown."""
        return self.site.archive.vocabulary.label(words, term)
