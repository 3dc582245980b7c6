"""Pages as JSON-LD with schema.org types, for search engines and data catalogues.

A page of a record is an `ItemPage` about it; claims are `Claim`s that appear in a document and belong to those who make
them. There is no `ClaimReview`: it would assert a verdict, and the archive gives none. The claims about an incident are
whole in a file of its own, to which its page and those of its sources lead; what the archive is, on its first page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from macros.core.models import Incident, Record, Source
from macros.core.models.kinds import SPEAKERS
from macros.site.claims.first_appearances import first_appearances
from macros.site.claims.shown_claims import ShownClaim
from macros.site.heads.page import LANGUAGE, Described, claims_shown, license_of, parents, revision
from macros.site.heads.schema_org import entity
from macros.site.heads.schema_org_types import Node, entity_id, reference, references
from macros.site.heads.signposting import DATA_FILES, DATA_PAGES, JSONLD, claims_file
from macros.site.site import Site

CONTEXT = "https://schema.org"
UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Characters that could end a script, open a comment in it or, as a line end, break it."""


def jsonld(site: Site, page: Described) -> Markup | None:
    """The JSON-LD of a page, safe within `<script>`; None for pages that search engines should ignore."""
    if page.hidden:
        return None
    nodes = [_page(site, page)]
    if page.address in DATA_PAGES:
        nodes += [website(site), publisher(site), dataset(site)]
    return in_script({"@context": CONTEXT, "@graph": nodes})


def in_script(value: Any) -> Markup:
    """JSON as the content of a script element: nothing in it is read as markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(UNSAFE))  # every sign that means something to HTML was replaced


def website(site: Site) -> Node:
    """The archive as a web site."""
    return {"@type": "WebSite", "@id": f"{site.base}#website", "name": site.name, "url": site.base}


def publisher(site: Site) -> Node:
    """The archive as the author of its pages."""
    return {"@type": "Organization", "@id": f"{site.base}#archive", "name": site.name, "url": site.base}


def _page(site: Site, page: Described) -> Node:
    revised = revision(site, page)
    node: Node = {
        "@type": "ItemPage" if page.record else "WebPage",
        "@id": site.absolute(page.address),
        "name": page.title,
        "inLanguage": LANGUAGE,
        "isPartOf": {"@id": website(site)["@id"]},
        "author": {"@id": publisher(site)["@id"]},
        "license": license_of(site)[1],
        "breadcrumb": _breadcrumbs(site, page),
    }
    if revised:
        node |= {"datePublished": revised.first, "dateModified": revised.date, "version": revised.commit}
    return node | _subject(site, page)


def _subject(site: Site, page: Described) -> Node:
    """What a page is about, with its claims; for the pages of the data, the data set."""
    if page.record is None:
        return {"mainEntity": {"@id": dataset_id(site)}} if page.address in DATA_PAGES else {}
    about: Node = {"mainEntity": entity(site, page.record)}
    if isinstance(page.record, Source):
        rows = claims_shown(site, page, page.record)
        claims = [_part(site, page, page.record, row) for row in rows]
        incidents = list(dict.fromkeys(row.recorded.incident for row in rows if row.recorded.incident))
        about |= {"hasPart": claims} if claims else {}
        about |= {"subjectOf": [_claims_of(site, one) for one in incidents]} if incidents else {}
    elif claims_file(site, page.record):
        about["subjectOf"] = _claims_of(site, page.record.id)
    return about


def _claims_of(site: Site, incident: str) -> Node:
    """The file of the claims about an incident."""
    record = site.archive.records_of(Incident.kind_id)[incident]
    return {
        "@type": "DataDownload",
        "name": f"The claims about {record.short_text}, each with its speakers and its document",
        "contentUrl": site.absolute(claims_file(site, record)),
        "encodingFormat": JSONLD,
    }


def _part(site: Site, page: Described, shown: Source, row: ShownClaim) -> Node:
    """A claim of a page: in full where no file of claims and no further part has it; elsewhere only its identifier.

    That of a claim which is on this very page begins with its `#`.
    """
    if row.recorded.incident or (page.part is None and site.shown_at(row.address) != row.address):
        here = row.address.startswith(f"{page.address}#")
        return {"@type": "Claim", "@id": row.address.removeprefix(page.address) if here else site.absolute(row.address)}
    return claim(site, shown, row)


def claims_files(site: Site) -> Iterator[tuple[str, Callable[[], str]]]:
    """All claims about each incident as JSON-LD: (path below the site's root, what makes the text)."""
    for record in site.archive.records_of(Incident.kind_id).values():
        if path := claims_file(site, record):
            yield path, partial(_claims_text, site, record)


def _claims_text(site: Site, record: Record) -> str:
    told: set[str] = set()
    graph = [_once(claim(site, record, row), told, site.base) for row in site.claims_about(record.id)]
    context = [CONTEXT, {"@base": site.base}]
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _once(value: Any, told: set[str], base: str) -> Any:
    """The same with identifiers below a base; speakers and documents that were described before are these alone."""
    if isinstance(value, list):
        return [_once(one, told, base) for one in value]
    if not isinstance(value, dict):
        return value
    key = value.get("@id", "")
    short = {"@id": key.removeprefix(base)} if key else {}
    if key in told:
        return short
    told |= {key} if "name" in value else set()
    return {name: _once(one, told, base) for name, one in value.items()} | short


def _authors(row: ShownClaim) -> list[str]:
    """Who answers for a claim, by id: its origin, then who is nearest; of somebody who speaks for a body both."""
    return list(dict.fromkeys(one.id for link in (row.chain[0], row.chain[-1]) for one in link.answering))


def claim(site: Site, shown: Record, row: ShownClaim) -> Node:
    """One claim: what is said, its author's stance, by whom and where.

    Its text begins with the stance; without it a denial would read as what it denies. Its description says what is
    known of its origin; it is based on the claims it rests on. Its first appearance is there where records show it.
    """
    address = site.absolute(row.address)
    said = ", ".join(filter(None, [row.measured, row.figure]))
    node: Node = {
        "@type": "Claim",
        "@id": address,
        "text": f"{row.stance}: {said} ({row.who})",
        "author": references(site, SPEAKERS, _authors(row)),
        "description": f"Origin: {row.origin_text}",
    }
    if row.rests_on:
        node["isBasedOn"] = [{"@id": site.absolute(link.address)} for link in row.rests_on]
    if row.work:
        work = site.archive.works[row.work]
        own = isinstance(shown, Source) and row.work == shown.id
        node["appearance"] = {"@id": entity_id(site, work)} if own else reference(site, work)
    if first := first_appearances(site.relations, row.ref):
        works = [site.archive.works[key] for key in first]
        node["firstAppearance"] = [{"@id": entity_id(site, work)} for work in works]
    return node


def _breadcrumbs(site: Site, page: Described) -> Node:
    above = parents(site, page)
    trail = [(site.name, ""), *above, *([(page.title, page.address)] if page.address else [])]
    places: list[Node] = [
        {"@type": "ListItem", "position": number, "name": name, "item": site.absolute(address)}
        for number, (name, address) in enumerate(trail, 1)
    ]
    del places[-1]["item"]  # the page itself
    return {"@type": "BreadcrumbList", "itemListElement": places}


def dataset_id(site: Site) -> str:
    """The identifier of the archive as a data set."""
    return f"{site.base}data/#dataset"


def dataset(site: Site) -> Node:
    """The archive as a data set, with the files that carry all of it."""
    citation, day = site.archive.citation, site.history.day
    node: Node = {
        "@type": "Dataset",
        "@id": dataset_id(site),
        "name": citation.title,
        "description": citation.abstract,
        "url": site.absolute("data/"),
        "license": license_of(site)[1],
        "creator": [{"@type": "Organization", "name": author.name} for author in citation.authors],
        "publisher": publisher(site),
        "keywords": citation.keywords,
        "version": citation.version,
        "datePublished": str(citation.date_released),
        "isAccessibleForFree": True,
        "inLanguage": LANGUAGE,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": site.absolute(path), "encodingFormat": media}
            for path, media in DATA_FILES
        ],
    }
    return node | ({"dateModified": day} if day else {})
