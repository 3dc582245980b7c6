"""FAIR Signposting: typed links for programs, in the head of a page and as a linkset (RFC 9264)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros.core.models import KINDS, Incident, Record, Source
from macros.core.models.kinds import PAGED
from macros.site import addresses
from macros.site.heads.feed import FEED_TYPE
from macros.site.heads.page import Described, HeadLink, data_file, license_of, permalink, record_address
from macros.site.heads.schema_org_types import schema_type
from macros.site.heads.web_annotations import MEDIA, annotation_file
from macros.site.site import Site

HTML, JSON = "text/html", "application/json"
JSONLD = "application/ld+json"
LINKSET = "application/linkset+json"
PACKAGE = "data/datapackage.json"
CITATION_FILES = (
    (".csl.json", "application/vnd.citationstyles.csl+json"),
    (".bib", "application/x-bibtex"),
    (".ris", "application/x-research-info-systems"),
)
"""The endings and media types of the files that carry references."""
DATA_FILES = (
    ("data/archive.json", JSON),
    ("data/archive.sqlite", "application/vnd.sqlite3"),
    ("data/claims.json", JSON),
    ("data/claims.csv", "text/csv"),
    *((f"data/bibliography{ending}", media) for ending, media in CITATION_FILES),
)
"""The files under /data/ that hold the whole archive or one side of all of it."""
DATA_PAGES = ("", "data/")
"""The pages that represent the archive as a data set: home and the data page."""


def links(site: Site, page: Described) -> list[HeadLink]:
    """The typed links of a page, all absolute; none where there is nothing to cite.

    A page that repeats another one says only which, since that page has the others.
    """
    if page.silent:
        return []
    found = [HeadLink("cite-as", permalink(site, page), HTML)]
    if page.noindex:
        return found
    found += [HeadLink("type", f"https://schema.org/{name}") for name in _types(site, page)]
    found += _of_record(site, page) if page.record else _of_page(site, page)
    return [*found, HeadLink("license", license_of(site)[1], HTML)]


def alternates(site: Site, page: Described) -> list[HeadLink]:
    """Other forms of a page: its Markdown copy and its feed where it has them, and the feed of what is new."""
    if page.silent:
        return []
    copy = HeadLink("alternate", site.absolute(f"{page.address}index.md"), "text/markdown")
    return [*([copy] if page.copied else []), *feed_links(site, page)]


def feed_links(site: Site, page: Described) -> list[HeadLink]:
    """The feed of the record of a page, if it has one, and that of all records."""
    own = addresses.feed(page.record.kind_id, page.record.id) if page.record else ""
    return [HeadLink("alternate", site.absolute(path), FEED_TYPE) for path in (own, addresses.FEED) if path]


def claims_file(site: Site, record: Record) -> str:
    """The address of the claims about an incident as JSON-LD, from the site's root; empty for other records."""
    about = isinstance(record, Incident) and bool(site.relations.claims_of.get(record.id))
    return f"{site.address(record.kind_id, record.id)}claims.jsonld" if about else ""


def linkset_address(site: Site, page: Described) -> str:
    """The address of the linkset of a record page, from the site's root."""
    return f"{record_address(site, page)}linkset.json"


def linkset(site: Site, page: Described) -> str:
    """The links of a record page as `application/linkset+json` (RFC 9264 section 4.2), with those back to it."""
    here = permalink(site, page)
    anchors: list[dict[str, Any]] = [{"anchor": here, **_by_relation(links(site, page))}]
    back = {"describes": [{"href": here, "type": HTML}]}
    anchors += [{"anchor": link.href, **back} for link in links(site, page) if link.rel == "describedby"]
    return json.dumps({"linkset": anchors}, ensure_ascii=False, separators=(",", ":")) + "\n"


def linksets(site: Site) -> Iterator[tuple[str, str]]:
    """The linkset of every record page as (path below the site's root, text)."""
    for kind in PAGED:
        for record in site.archive.records_of(kind).values():
            address = site.address(kind, record.id)
            page = Described(addresses.page_uri(address), address, record.title_text, "", record)
            yield linkset_address(site, page), linkset(site, page)


def _by_relation(found: list[HeadLink]) -> dict[str, list[dict[str, str]]]:
    """Targets by relation; a linkset does not point to itself."""
    grouped: dict[str, list[dict[str, str]]] = {}
    for link in found:
        if link.rel != "linkset":
            target = {"href": link.href} | ({"type": link.type} if link.type else {})
            grouped.setdefault(link.rel, []).append(target)
    return grouped


def _types(site: Site, page: Described) -> list[str]:
    if page.record:
        return ["ItemPage", schema_type(site, page.record)]
    return ["WebPage", "Dataset"] if page.address in DATA_PAGES else ["WebPage"]


def _of_record(site: Site, page: Described) -> Iterator[HeadLink]:
    record = page.record
    if isinstance(record, Source):
        yield from (HeadLink("author", href, HTML) for href in _authors(site, record))
        for ending, media in CITATION_FILES:
            yield HeadLink("describedby", site.absolute(f"bibliography/{record.id}{ending}"), media)
        yield HeadLink("describedby", site.absolute(annotation_file(record.id)), MEDIA)
    if record and (path := claims_file(site, record)):
        yield HeadLink("describedby", site.absolute(path), JSONLD)
    yield HeadLink("linkset", site.absolute(linkset_address(site, page)), LINKSET)
    yield HeadLink("item", site.absolute(data_file(page)), JSON)
    if record:
        yield HeadLink("collection", site.absolute(KINDS[record.kind_id].index.address), HTML)
    yield HeadLink("collection", site.absolute(PACKAGE), JSON)


def _of_page(site: Site, page: Described) -> Iterator[HeadLink]:
    if page.address in DATA_PAGES:
        yield HeadLink("describedby", site.absolute(PACKAGE), JSON)
        yield from (HeadLink("item", site.absolute(path), media) for path, media in DATA_FILES)


def _authors(site: Site, source: Source) -> Iterator[str]:
    """The pages of the credited authors of a document."""
    for record_id in source.credits.get("author", []):
        kind = site.relations.kind_of(record_id, ("organization", "person"))
        if kind:
            yield site.absolute(site.address(kind, record_id))
