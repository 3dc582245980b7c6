"""Passages and claims as Web Annotations (W3C Recommendation, 2017), for readers that lay notes over a document.

Addresses of the site itself are compact IRIs (JSON-LD 1.1, section 4.1.5), and the day on which a document was read is
said once: the first annotation says it, the others name it by its id. The document, its copy and the licence are there
whole, so a program that does not process JSON-LD lays a note where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from macros.core.models import Source
from macros.core.reading.annotation_entries import Entry
from macros.site import addresses
from macros.site.claims.shown_claims import ShownClaim
from macros.site.heads.annotation_targets import HERE, METHOD, METHOD_PAGE, OWN, PAGE, READ_STATE, Node, Spot, target
from macros.site.heads.page import LANGUAGE, LICENSES
from macros.site.pages.texts import plain_entry
from macros.site.pages.view import View
from macros.site.site import Site
from macros.site.works.originals import located

FOLDER = "data/annotations"
MEDIA = "application/ld+json"
_MAKERS = "about/"


def annotation_file(work: str) -> str:
    """The path of the annotations of a document below the site's root: `data/annotations/icnk-2012.jsonld`."""
    return f"{FOLDER}/{work}.jsonld"


def prefixes(site: Site, work: str) -> dict[str, str]:
    """What the prefixes in the file of a document stand for."""
    own = {OWN: site.base, HERE: f"{site.absolute(annotation_file(work))}#", METHOD: site.absolute(METHOD_PAGE)}
    return own | ({PAGE: site.absolute(f"{addresses.passage(site.archive, work, 0)}#")} if work in site.sources else {})


def documents(site: Site) -> Iterator[tuple[str, list[Node]]]:
    """Every document with its annotations: annotated sources first, then other reports that state a claim."""
    for key, source in site.sources.items():
        yield key, site.kept.value(f"annotations {key}", partial(_all_of_source, site, source))
    reports: dict[str, list[str]] = {}
    for stated in site.relations.ledger():
        if stated.work and not stated.annotated:
            reports.setdefault(stated.work.id, []).append(stated.ref)
    for key, refs in reports.items():
        yield key, site.kept.value(f"annotations {key}", partial(_of_report, site, refs))


def _all_of_source(site: Site, source: Source) -> list[Node]:
    return _read_once(list(of_source(site, source)))


def _of_report(site: Site, refs: list[str]) -> list[Node]:
    return _read_once([_of_claim(site, site.claims[ref]) for ref in refs])


def _read_once(made: list[Node]) -> list[Node]:
    """The annotations of a document: the first alone says on which day it was read; a copy is named by each."""
    first, *others = made
    state = first["target"].get("state")
    if others and state and "cached" not in state:
        first["target"]["state"] = {"id": f"{HERE}:{READ_STATE}", **state}
        for one in others:
            one["target"]["state"] = f"{HERE}:{READ_STATE}"
    return made


def of_source(site: Site, source: Source) -> Iterator[Node]:
    """The annotations of a source in the order of its passages: each entry, then the claims there."""
    view = View(site, addresses.page_uri(site.address(source.kind_id, source.id)))
    for entry in site.archive.annotations[source.id].entries:
        if entry.first:
            yield _of_entry(view, source, entry)
        yield from (_of_claim(site, claim) for claim in site.claims_at(source.id, entry.first, entry.last))


def _of_entry(view: View, source: Source, entry: Entry) -> Node:
    address = addresses.passage(view.site.archive, source.id, entry.first)
    place = Spot(entry.first, entry.last, tuple(located(source, entry.first, entry.last)))
    text = plain_entry(view.site, entry, source.id)
    return _annotation(view.site, source.id, address.partition("#")[2], ("passage", text, address), place)


def _of_claim(site: Site, claim: ShownClaim) -> Node:
    """A claim by its sentence, which names its speakers. In the file of a report its anchor names the incident too."""
    anchor = claim.anchor if claim.annotated else claim.ref
    place = Spot(claim.passage or 0, claim.passage or 0, tuple(claim.recorded.find))
    return _annotation(site, claim.work, anchor, ("claim", claim.sentence, claim.address), place)


def _annotation(site: Site, work: str, anchor: str, said: tuple[str, str, str], place: Spot) -> Node:
    """One annotation; `said` is what it is, its text, and its permanent address on the site."""
    kind, text, address = said
    written = {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": LANGUAGE}
    return {
        "id": f"{HERE}:{anchor}",
        "type": "Annotation",
        "motivation": "describing",
        "creator": f"{OWN}:{_MAKERS}",
        "rights": rights(site),
        "body": [
            {**written, "value": text},
            {"type": "TextualBody", "purpose": "tagging", "value": kind},
            {"type": "SpecificResource", "purpose": "linking", "source": _short(work, address)},
        ],
        "target": target(site, work, place),
    }


def _short(work: str, address: str) -> str:
    page, on_it, anchor = address.partition("#")
    own = on_it and page == addresses.address(Source.kind_id, work)
    return f"{PAGE}:{anchor}" if own else f"{OWN}:{address}"


def rights(site: Site) -> str:
    """The address of the licence."""
    return LICENSES[site.archive.citation.license][1]


def makers(site: Site) -> Node:
    """Who makes the annotations, with the address by which each of them names its creator."""
    return {"id": site.absolute(_MAKERS), "type": "Organization", "name": site.archive.identity.makers}
