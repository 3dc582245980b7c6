"""Which schema.org type a record has, and short references to it.

An entity has the permanent address of the record with `#this`, which distinguishes it from the page about it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from macros.core.models import KINDS, Organization, Record, Source, Work
from macros.site.site import Site
from macros.site.works.csl import csl_title, csl_type

Node = dict[str, Any]
SOURCE_TYPES = {"report": "Report", "commission-analysis": "Report", "article": "NewsArticle"}
WORK_TYPES = {"report": "Report", "article-newspaper": "NewsArticle", "book": "Book", "dataset": "Dataset"}
ORGANIZATION_TYPES = {
    "ngo": "NGO",
    "coalition": "NGO",
    "broadcaster": "NewsMediaOrganization",
    "news-outlet": "NewsMediaOrganization",
    "news-agency": "NewsMediaOrganization",
    "government": "GovernmentOrganization",
    "ministry": "GovernmentOrganization",
    "legislature": "GovernmentOrganization",
    "security-organ": "GovernmentOrganization",
    "custody-site": "GovernmentOrganization",
    "commission": "GovernmentOrganization",
}


def schema_type(site: Site, record: Record) -> str:
    """The schema.org type of a record: that of its kind, unless its own kind says more."""
    usual = KINDS[record.kind_id].schema_org
    if isinstance(record, Source):
        return SOURCE_TYPES.get(record.kind) or schema_type(site, site.archive.works[record.id])
    if isinstance(record, Work):
        return WORK_TYPES.get(csl_type(record), usual)
    if isinstance(record, Organization):
        return ORGANIZATION_TYPES.get(record.kind, usual)
    return usual


def entity_id(site: Site, record: Record) -> str:
    """The identifier of an entity; an annotated work is the same entity as its source."""
    if record.kind_id == "work" and record.id in site.archive.records_of("source"):
        return entity_id(site, site.archive.records_of("source")[record.id])
    address = site.absolute(site.address(record.kind_id, record.id))
    return address if KINDS[record.kind_id].anchored else f"{address}#this"


def reference(site: Site, record: Record) -> Node:
    """An entity by type, identifier and name."""
    shown = site.archive.records_of("source").get(record.id, record) if isinstance(record, Work) else record
    work = site.archive.works[record.id] if isinstance(record, Source) else record
    name = csl_title(work) if isinstance(work, Work) else record.title_text
    return {"@type": schema_type(site, shown), "@id": entity_id(site, record), "name": name}


def references(site: Site, kinds: tuple[str, ...], ids: Iterable[str]) -> list[Node]:
    """The records with these ids, among the given kinds, each as a reference."""
    found = ((site.relations.kind_of(record_id, kinds), record_id) for record_id in ids)
    return [reference(site, site.archive.records_of(kind)[record_id]) for kind, record_id in found if kind]
