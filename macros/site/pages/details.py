"""What each kind of record page shows besides the record itself, gathered from the relations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from macros.core.models import Instrument, Organization, Person, Place
from macros.core.relations import Mention
from macros.site.claims.shown_claims import ShownClaim
from macros.site.pictures.law_strips import law_strips
from macros.site.pictures.map.maps import small
from macros.site.site import Site


def organization(site: Site, record: Organization) -> dict[str, Any]:
    """Roles and names by source, claims with it in the chain, its people, events and incidents."""
    return {
        "roles": _roles(site, record.id),
        "spoken": _by_day(site.claims_of(record.id)),
        "people": site.people_of(record.id),
        "events": site.events_with("organizations", record.id),
        "incidents": site.incidents_with(record.id),
    }


def _roles(site: Site, record_id: str) -> list[tuple[str, list[str], list[str]]]:
    order = list(site.archive.vocabulary.list("roles"))
    rows = []
    for key, found in site.mentions_by_source("organization", record_id).items():
        roles = sorted({mention.role for mention in found}, key=order.index)
        names = list(dict.fromkeys(mention.named for mention in found if mention.named))
        rows.append((key, [role for role in roles if role != "mentioned"] or roles, names))
    return rows


def person(site: Site, record: Person) -> dict[str, Any]:
    """Claims with the person in the chain, and their events."""
    return {"spoken": _by_day(site.claims_of(record.id)), "events": site.events_with("people", record.id)}


def _by_day(claims: list[ShownClaim]) -> list[ShownClaim]:
    return sorted(claims, key=lambda claim: (claim.day, claim.ref))


def place(site: Site, record: Place) -> dict[str, Any]:
    """Incidents with the role of the place, and events."""
    found = []
    for record_id, roles in sorted(site.place_roles.get(record.id, {}).items()):
        found.append((site.archive.records_of("incident")[record_id], roles))
    around = small(site, [record.id, *record.counterpart])
    return {"incidents": found, "events": site.events_with("places", record.id), "map": around}


def instrument(site: Site, record: Instrument) -> dict[str, Any]:
    """Provisions, each with the passages that mention it; the instrument as a whole comes first."""
    found: dict[str, list[Mention]] = {}
    for mention in site.relations.mentions.get(("instrument", record.id), ()):
        found.setdefault(mention.provision, []).append(mention)
    rows = [(key, provision, found.get(key, [])) for key, provision in record.provisions.items()]
    whole = [("", None, found[""])] if "" in found else []
    events = site.events_with("instruments", record.id)
    others = site.archive.records_of("instrument")
    related = [other for other in map(others.get, record.related) if isinstance(other, Instrument)]
    return {
        "provisions": [*whole, *rows],
        "status_seen": list(dict.fromkeys(status.seen for status in record.status.values() if status.seen)),
        "related": [other.id for other in sorted(related, key=lambda other: other.in_time)],
        "events": events,
        "strips": law_strips(site, record),
    }


DETAILS: dict[str, Callable[[Site, Any], dict[str, Any]]] = {
    Organization.kind_id: organization,
    Person.kind_id: person,
    Place.kind_id: place,
    Instrument.kind_id: instrument,
}
"""The gathering function of each kind whose pages show something besides the record."""
