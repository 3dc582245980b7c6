"""The item that Zotero's "Embedded Metadata" translator saves from a page: Dublin Core and `z:` tags, one item a page.

The page of a source saves the document, as digital archives do: its own author, title, date and type, with the
archive as the place where it is described. Every other page saves itself, with the archive as its author. Lists save
their entries (`macros/site/works/zotero_items.py`) and therefore no item of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.core.models import Source, Work
from macros.core.models.web_archive import archived
from macros.site.heads.page import (
    LANGUAGE,
    Described,
    MetaTag,
    claims_shown,
    license_of,
    listing,
    permalink,
    revision,
    title,
)
from macros.site.site import Site
from macros.site.works.csl import SUPPLIED, csl_title
from macros.site.works.evidence import how_read
from macros.site.works.zotero_items import NUMBER_FIELDS, TYPES, carried, creators, item_type, plain_date, whole

SCHEMAS = {"dcterms": "http://purl.org/dc/terms/"}
"""The namespace of Dublin Core terms, declared by `<link rel="schema.…">`.

`z` is Zotero's own and is for Zotero alone, which knows it undeclared.
"""
WITHOUT_ARCHIVE = {"webpage", "statute", "blogPost", "hearing"}
"""Item types that have no fields for an archive and a location in it; extra holds both."""


def item(site: Site, page: Described) -> list[MetaTag]:
    """The tags of the item that a page saves; none for lists, retired pages and the page for unknown addresses.

    Its abstract is the description of the page, which Zotero takes where no tag of the item has one.
    """
    if page.silent or listing(site, page):
        return []
    if isinstance(page.record, Source):
        tags = _document(site, page, page.record, site.archive.works[page.record.id])
    else:
        tags = _page(site, page)
    return [MetaTag(name, content) for name, content in tags if content]


def _page(site: Site, page: Described) -> Iterator[tuple[str, str]]:
    """A page of the archive as a web page whose author is the archive.

    It has no publisher: styles would print the same name once more.
    """
    revised = revision(site, page)
    yield "dcterms.title", title(page)
    yield "dcterms.creator", whole(site.name)
    yield "dcterms.issued", revised.date if revised else ""
    yield "dcterms.language", page.language
    yield "dcterms.rights", license_of(site)[0]
    yield "z:itemType", "webpage"
    yield "z:websiteTitle", site.name
    yield "z:url", permalink(site, page)
    yield "z:extra", f"Revision: {revised.label}" if revised else ""


def _document(site: Site, page: Described, source: Source, work: Work) -> Iterator[tuple[str, str]]:
    """The document that a source page describes."""
    kind, held = item_type(work), carried(work)
    yield "dcterms.title", csl_title(work)
    yield from (("dcterms.creator", name) for name in creators(work))
    yield "dcterms.issued", plain_date(work.date)
    yield "dcterms.publisher", held.pop("publisher", "")
    yield "dcterms.language", work.langid or ""
    yield "dcterms.rights", _rights(site, source)
    yield "z:itemType", kind
    yield f"z:{TYPES.get(kind, '')}", _kind(site, source, work) if kind in TYPES else ""
    yield from ((f"z:{name}", value) for name, value in held.items())
    yield "z:url", work.url or ""
    if kind not in WITHOUT_ARCHIVE:
        yield "z:archive", site.name
        yield "z:archiveLocation", location(site, page)
    yield "z:extra", "\n".join([*_extra(site, page, source, work), *_claims(site, page, source)])


def location(site: Site, page: Described) -> str:
    """Where the archive describes a document: its id, the revision if known, and the permanent address.

    It begins with a word that may be capitalized, as styles do, and has no brackets, since styles add their own.
    """
    revised = revision(site, page)
    state = [f"rev. {revised.bare_label}"] if revised else []
    named = page.record.id if page.record else page.address
    return ", ".join([f"Record {named}", *state, permalink(site, page)])


def _kind(site: Site, source: Source, work: Work) -> str:
    return work.type or site.archive.vocabulary.label("source-kinds", source.kind).lower()


def _rights(site: Site, source: Source) -> str:
    label = site.archive.vocabulary.label("rights", source.rights)
    kind = site.relations.kind_of(source.rights_holder or "", ("organization", "person"))
    holder = site.archive.records_of(kind)[source.rights_holder or ""].title_text if kind else ""
    return f"{label}, {holder}" if holder else label


def _extra(site: Site, page: Described, source: Source, work: Work) -> Iterator[str]:
    """Lines that have no field.

    Zotero reads `name: value` as a CSL variable if it knows the name; the first lines use that. No line says that there
    is no DOI: Zotero would print it as one.
    """
    kind = item_type(work)
    if kind in WITHOUT_ARCHIVE:
        yield f"Archive: {site.name}"
        yield f"Archive Location: {location(site, page)}"
    if work.number and kind not in NUMBER_FIELDS:
        yield f"Number: {work.number}"
    if line := archived(work).line:
        yield line
    if source.capture:
        yield f"SHA-256 of the captured text: {source.capture.sha256}"
    if source.reading:
        yield how_read(site.archive.vocabulary, source.reading)
    yield f"Passages: {source.basis.passages}"
    if work.date and work.date.text != plain_date(work.date):
        yield f"Date as recorded: {work.date.in_words()} (EDTF {work.date.text})"
    if SUPPLIED.fullmatch(work.title):
        yield "Supplied title: the words in square brackets are the archive's"
    if work.uncertain:
        yield f"Not confirmed: {work.uncertain}"


def _claims(site: Site, page: Described, source: Source) -> Iterator[str]:
    """What the document claims, in English; not from the page of its citations, where each claim is a line to copy."""
    if not page.noindex and page.language == LANGUAGE:
        for claim in claims_shown(site, page, source):
            yield f"Passage {claim.passage}: {claim.in_citation}"
