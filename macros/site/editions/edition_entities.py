"""What the pages of organizations, people, places and events show in an edition: claims by incident, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from macros.core.models import Incident, Instrument, Organization, Person, Place, Record
from macros.site.claims.record_parts import CLAIMS, DOCUMENTS, EVENTS, INCIDENTS, PROVISIONS
from macros.site.editions.edition_claims import EditionClaim, edition_claim
from macros.site.editions.edition_lists import range_of
from macros.site.editions.edition_view import EditionView
from macros.site.pages.details import provisions
from macros.site.pages.record_part_pages import section_title
from macros.site.pages.spoken import SaidAbout, spoken, spoken_in
from macros.site.pictures.map.maps import Drawing, MapWords, small
from macros.site.site import Site


@dataclass(frozen=True, slots=True)
class EditionSpoken:
    """The claims about one incident, or about the general situation: those shown at once, and those folded below."""

    anchor: str
    incident: Incident | None
    shown: list[EditionClaim]
    folded: list[EditionClaim]
    number: int
    """How many claims there are."""
    apart: str
    """The address of the page that has them all, if that is another page."""


def edition_entity(view: EditionView, record: Record | None) -> dict[str, Any]:
    """The values of the template of an organization, a person, a place or an event."""
    if record is None:
        return {}
    site, cut = view.site, view.site.cut(record)
    incidents = [] if cut.of(INCIDENTS) else site.incidents_of(record)
    return {
        "cut": cut,
        "spoken": _spoken(view, record) if isinstance(record, Organization | Person) else [],
        "people": site.people_of(record.id) if isinstance(record, Organization) else [],
        "events": [] if cut.of(EVENTS) else site.events_of(record),
        "incidents": incidents,
        "figures": {one.id: range_of(view, one) for one in incidents},
        "sources": [] if cut.of(DOCUMENTS) else list(site.mentions_by_source(record.kind_id, record.id)),
        "map": _where(view, record) if isinstance(record, Place) else None,
    }


def edition_record_part(view: EditionView, record: Record | None) -> dict[str, Any]:
    """The values of the template of a part of a section of a record."""
    if record is None:
        return {}
    site = view.site
    part = next(one for one in site.cut(record).all if one.address == view.english)
    wanted = part.items if part.section == INCIDENTS else ()
    incidents = [one for one in site.incidents_of(record) if one.id in wanted]
    return {
        "part": part,
        "what": section_title(view, record, part.section),
        "others": [one for one in site.cut(record).of(part.section) if one is not part],
        "spoken": [_group(view, one, whole=True) for one in spoken_in(site, part).groups]
        if part.section == CLAIMS
        else [],
        "incidents": incidents,
        "figures": {one.id: range_of(view, one) for one in incidents},
        "events": [one for one in site.events_of(record) if one.id in part.items] if part.section == EVENTS else [],
        "sources": list(part.items) if part.section == DOCUMENTS else [],
        "provisions": provisions(site, record, part)
        if part.section == PROVISIONS and isinstance(record, Instrument)
        else [],
    }


def _where(view: EditionView, record: Place) -> Drawing | None:
    return small(view.site, [record.id, *record.counterpart], words=MapWords(view.say, view.called))


def has_edition(site: Site, record: Record) -> bool:
    """Whether a page about a record would hold more than its name: claims, incidents or events."""
    spoke = isinstance(record, Organization | Person) and bool(site.relations.spoken_by.get(record.id))
    return spoke or bool(site.events_of(record)) or bool(site.incidents_of(record))


def _spoken(view: EditionView, speaker: Record) -> list[EditionSpoken]:
    said = spoken(view.site, speaker)
    return [_group(view, group, whole=not (said.folded or said.cut.left)) for group in said.groups]


def _group(view: EditionView, group: SaidAbout, *, whole: bool) -> EditionSpoken:
    """A group with all its claims shown if `whole`, else those that lead it; the others are folded or elsewhere."""
    incident = view.record(Incident.kind_id, group.incident.id) if group.incident else None
    leading = {claim.ref for claim in group.claims if whole} or {claim.ref for claim in group.leading}
    rows = [(claim.ref in leading, claim) for claim in group.claims]
    shown = [edition_claim(view, claim) for leads, claim in rows if leads]
    folded = [edition_claim(view, claim) for leads, claim in rows if not leads and not group.apart]
    about = incident if isinstance(incident, Incident) else None
    return EditionSpoken(group.anchor, about, shown, folded, len(group.claims), group.apart)
