"""A page as its head describes it, and what the parts of the head need to know about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from macros.core.models import KINDS, Record, Source
from macros.core.models.kinds import INDEXES
from macros.core.values.revisions import Revision
from macros.site.claims.shown_claims import ShownClaim
from macros.site.site import Site
from macros.site.works.source_parts import SourcePart

_LISTS = ("bibliography", "sources")
"""The indexes whose entries carry COinS."""
COLLECTIVE = {*(index.address for index in INDEXES.values()), "", "data/", "map/"}
"""Pages that show the records of the whole archive: their revision is the archive's."""
LICENSES = {
    "CC-BY-4.0": ("Creative Commons Attribution 4.0 International", "https://creativecommons.org/licenses/by/4.0/")
}
"""Name and address of a licence by its SPDX identifier."""
LANGUAGE = "en"
COPIED_KINDS = ("source", "incident", "organization", "instrument")
"""Kinds of records whose pages have a Markdown copy beside them: those that programs are asked to read whole."""
CARD_KINDS = ("source", "incident")
"""Kinds of records with a picture of their own for previews."""


class MetaTag(NamedTuple):
    """A `<meta>` tag: its name and its content; `property` where a preview shows the same words."""

    name: str
    content: str
    property: str = ""


class HeadLink(NamedTuple):
    """A typed link (RFC 8288): relation, absolute address, media type (empty where none is known)."""

    rel: str
    href: str
    type: str = ""


@dataclass(frozen=True)
class Described:
    """A page of the site.

    `uri` is its Markdown file and `address` its place below the site's root (`incidents/x/`); `record` is the record
    that it shows, if it shows one, and `part` the further part of a long source. A retired page keeps its address and
    says what became of an id. `noindex` is for pages that repeat another page, such as the citations of a record, and
    for the page for unknown addresses.
    """

    uri: str
    address: str
    title: str
    description: str
    record: Record | None = None
    retired: bool = False
    noindex: bool = False
    part: SourcePart | None = None
    language: str = LANGUAGE
    english: str = ""

    @property
    def in_english(self) -> str:
        """The address of the same page in English, which is its own for an English one."""
        return self.english if self.language != LANGUAGE else self.address

    @property
    def hidden(self) -> bool:
        """Whether search engines should ignore it."""
        return self.retired or self.noindex

    @property
    def copied(self) -> bool:
        """Whether it has a Markdown copy; a retired one does, since a copy may have stood at its address."""
        of_record = self.record is not None and self.record.kind_id in COPIED_KINDS and not self.hidden
        return (of_record or self.retired) and self.language == LANGUAGE

    @property
    def silent(self) -> bool:
        """Whether there is nothing to save or to cite: retired pages and the page for unknown addresses."""
        return self.retired or (self.noindex and self.record is None)


def record_address(site: Site, page: Described) -> str:
    """The permanent address of the record that a page shows, else that of the page, from the site's root."""
    return site.address(page.record.kind_id, page.record.id) if page.record else page.address


def claims_shown(site: Site, page: Described, source: Source) -> list[ShownClaim]:
    """The claims of a source, or of the part of it that a page shows."""
    first, last = (page.part.first, page.part.last) if page.part else (0, source.basis.passages)
    return site.claims_at(source.id, first, last)


def permalink(site: Site, page: Described) -> str:
    """The same in full: the address that is cited."""
    return site.absolute(record_address(site, page))


def revision(site: Site, page: Described) -> Revision | None:
    """The last change to the record or text that a page shows; of the whole archive for pages that show all of it.

    The latter is in slots.
    """
    if page.record:
        return site.history.of(page.record.path)
    path = f"docs/{page.uri}"
    alone = path in site.archive.pages and page.address not in COLLECTIVE
    return site.history.of(path) if alone else site.history.in_slots


def listing(site: Site, page: Described) -> bool:
    """Whether the entries of the page carry COinS: the lists of works and of sources, or their parts."""
    if page.record:
        return False
    return page.uri in {part.uri for name in _LISTS for part in site.index_parts[name] if part.number}


def abstract(site: Site, page: Described) -> str:
    """What a page is, or what its document says in short, uncut."""
    if page.language == LANGUAGE and isinstance(page.record, Source):
        return site.in_short(page.record)
    return page.description


def title(page: Described) -> str:
    """The title under which a page is saved and cited: that of its record, else of the page itself."""
    return page.record.title_text if page.record else page.title


def license_of(site: Site) -> tuple[str, str]:
    """Name and address of the licence of the archive's own texts and data."""
    return LICENSES[site.archive.citation.license]


def card(site: Site, page: Described) -> str:
    """The address of the picture that previews show."""
    own = page.record is not None and page.record.kind_id in CARD_KINDS
    return site.absolute(f"{record_address(site, page) if own else ''}card.png")


def parents(site: Site, page: Described) -> list[tuple[str, str]]:
    """The pages above a page, outermost first and without the home page, as (heading, address)."""
    if page.record:
        index = KINDS[page.record.kind_id].index
        own = [(page.record.title_text, record_address(site, page))] if page.part else []
        return [(index.title, index.address), *own]
    folder, _, rest = page.address.partition("/")
    return [(folder.capitalize(), f"{folder}/")] if rest else []


def data_file(page: Described) -> str:
    """The data file that holds the record of a page; empty for other pages."""
    return f"data/{KINDS[page.record.kind_id].plural}.json" if page.record else ""
