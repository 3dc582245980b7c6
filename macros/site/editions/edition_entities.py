"""What the pages of organizations, people, places and events show in an edition: claims by incident, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from macros.core.models import Event, Incident, Organization, Person, Place, Record
from macros.site.editions.edition_claims import EditionClaim, edition_claim
from macros.site.editions.edition_lists import range_of
from macros.site.editions.edition_view import EditionView
from macros.site.pages.spoken import SaidAbout, spoken
from macros.site.pictures.map.maps import Drawing, MapWords, small
from macros.site.site import Site

EVENTS_WITH = {"organization": "organizations", "person": "people", "place": "places", "instrument": "instruments"}
"""The field of an event that names a record of a kind."""


@dataclass(frozen=True, slots=True)
class EditionSpoken:
    """The claims about one incident, or about the general situation: those shown at once, and those folded below."""

    anchor: str
    incident: Incident | None
    shown: list[EditionClaim]
    folded: list[EditionClaim]


def edition_entity(view: EditionView, record: Record | None) -> dict[str, Any]:
    """The values of the template of an organization, a person, a place or an event."""
    if record is None:
        return {}
    site = view.site
    incidents = sorted(_incidents(site, record), key=lambda one: (one.date.first, one.id))
    return {
        "spoken": _spoken(view, record.id) if isinstance(record, Organization | Person) else [],
        "people": site.people_of(record.id) if isinstance(record, Organization) else [],
        "events": happened(site, record),
        "incidents": incidents,
        "figures": {one.id: range_of(view, one) for one in incidents},
        "sources": list(site.mentions_by_source(record.kind_id, record.id)),
        "map": _where(view, record) if isinstance(record, Place) else None,
    }


def _where(view: EditionView, record: Place) -> Drawing | None:
    return small(view.site, [record.id, *record.counterpart], words=MapWords(view.say, view.called))


def has_edition(site: Site, record: Record) -> bool:
    """Whether a page about a record would hold more than its name: claims, incidents or events."""
    spoke = isinstance(record, Organization | Person) and bool(site.relations.spoken_by.get(record.id))
    return spoke or bool(happened(site, record)) or bool(_incidents(site, record))


def happened(site: Site, record: Record) -> list[Event]:
    """The events that name a record."""
    field = EVENTS_WITH.get(record.kind_id)
    return site.events_with(field, record.id) if field else []


def _incidents(site: Site, record: Record) -> list[Incident]:
    """The incidents in which a body acted, that took place somewhere, or that an event is about."""
    if isinstance(record, Organization):
        return site.incidents_with(record.id)
    of_place = site.place_roles.get(record.id, {}) if isinstance(record, Place) else {}
    keys = record.incidents if isinstance(record, Event) else of_place
    found = map(site.archive.records_of(Incident.kind_id).get, keys)
    return [one for one in found if isinstance(one, Incident)]


def _spoken(view: EditionView, speaker: str) -> list[EditionSpoken]:
    said = spoken(view.site, speaker)
    return [_group(view, group, said.folded) for group in said.groups]


def _group(view: EditionView, group: SaidAbout, folds: bool) -> EditionSpoken:
    incident = view.record(Incident.kind_id, group.incident.id) if group.incident else None
    leading = {claim.ref for claim in group.leading} if folds else {claim.ref for claim in group.claims}
    rows = [(claim.ref in leading, edition_claim(view, claim)) for claim in group.claims]
    shown, folded = ([row for leads, row in rows if leads is wanted] for wanted in (True, False))
    return EditionSpoken(group.anchor, incident if isinstance(incident, Incident) else None, shown, folded)
