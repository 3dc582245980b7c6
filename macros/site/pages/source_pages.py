"""What the page of a source shows: chapters with their entries, figures at the head, and claims as blocks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from macros.core.models import KINDS, Incident, Source
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import Call
from macros.site.addresses import RecordLink, side
from macros.site.claims.named_replies import who_replied
from macros.site.claims.shown_claims import ShownClaim
from macros.site.pages.further_parts import FurtherPart
from macros.site.pages.source_entries import shown_chapters, shown_entries
from macros.site.pages.view import View
from macros.site.site import Site
from macros.site.works.evidence import how_read, source_level
from macros.site.works.originals import PUBLISHER
from macros.site.works.source_parts import SourcePart

IDENTIFIED_TITLE = "Law that the archive identifies in it (our reading)"
"""The heading for law that no passage of a source names."""
AT_THE_HEAD = 6
"""The most figures at the head of a page."""
LISTED = 60
"""The most entries whose first words the contents repeat; of more they have the numbers."""


def source_page(view: View, source: Source) -> dict[str, Any]:
    """The values of its template."""
    site = view.site
    first, *further = site.source_parts[source.id]
    entries = shown_entries(view, first)
    pages = site.originals(source.id)
    found = site.archive.annotations[source.id].entries
    claims = [claim for entry in found for claim in site.claims_at(source.id, entry.first, entry.last)]
    return {
        "work": site.archive.works[source.id],
        "page": next((page for page in pages if page.name != PUBLISHER), None),
        "publisher": next((page for page in pages if page.name == PUBLISHER), None),
        "how_read": how_read(site.archive.vocabulary, source.reading) if source.reading else "",
        "level": source_level(site.archive.vocabulary, source),
        "chapters": list(shown_chapters(source, entries)),
        "further": [FurtherPart(site, part) for part in further],
        "listed": len(entries) <= LISTED,
        "figures": _figures(source, claims),
        "claims": claims,
        "one_chain": len({(claim.said_by, claim.stance) for claim in claims}) == 1,
        "earlier": _neighbour(site, source, -1),
        "later": _neighbour(site, source, 1),
        "revision": site.history.of(source.path),
        "incidents": site.relations.incidents_of(source.id),
        "compare": side(source.id),
        "answering": who_replied(site.relations, source.id),
        "mentioned": _mentioned(site, source.id),
        "ours": any(one.ours for *_, mentions in site.relations.mentioned_in(source.id) for one in mentions),
    }


def source_part_page(view: View, part: SourcePart) -> dict[str, Any]:
    """The same for a further part of a long source."""
    every = view.site.source_parts[part.source.id]
    return {
        "work": view.site.archive.works[part.source.id],
        "page": next((page for page in view.site.originals(part.source.id) if page.name != PUBLISHER), None),
        "part": part,
        "chapters": list(shown_chapters(part.source, shown_entries(view, part))),
        "before": every[part.number - 1],
        "after": every[part.number + 1] if part.number + 1 < len(every) else None,
    }


def _figures(source: Source, claims: list[ShownClaim]) -> list[ShownClaim]:
    """The figures at the head: those that the document in short names, then the others, in the order of the document.

    A figure that is printed again for the same people is there once.
    """
    led = {call.text(0, "id") for call in parse(source.in_short)[0] if isinstance(call, Call)}
    counted = [claim for claim in claims if claim.count]
    chosen = sorted(counted, key=lambda claim: claim.id not in led)
    once = {(claim.figure, claim.measure, claim.about): claim for claim in reversed(chosen)}
    kept = {claim.ref for claim in [claim for claim in chosen if claim in once.values()][:AT_THE_HEAD]}
    return [claim for claim in counted if claim.ref in kept]


def _neighbour(site: Site, source: Source, step: int) -> RecordLink | None:
    """The document before or after this one in time; none where one of both has no date."""
    at = site.rank(source.id) + step
    if not 0 <= at < len(site.source_order):
        return None
    other = site.sources[site.source_order[at]]
    if not all(site.archive.works[key].date for key in (source.id, other.id)):
        return None
    return site.link("source", other.id, other.heading)


def _mentioned(site: Site, source: str) -> list[tuple[str, str, list[str]]]:
    """What a source mentions, by kind, in the order of display; law that the archive identifies is separate."""
    grouped: dict[str, dict[str, list[str]]] = {}
    for kind, record_id, mentions in site.relations.mentioned_in(source):
        if record_id in site.archive.records_of(kind):
            title = IDENTIFIED_TITLE if all(mention.ours for mention in mentions) else KINDS[kind].title
            grouped.setdefault(kind, {}).setdefault(title, []).append(record_id)
    incidents: Iterable[str] = site.relations.incidents_of(source)
    grouped |= {Incident.kind_id: {KINDS[Incident.kind_id].title: list(incidents)}} if incidents else {}
    return [(title, kind, ids) for kind in KINDS for title, ids in sorted(grouped.get(kind, {}).items())]
