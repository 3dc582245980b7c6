"""What each kind of record page shows besides the record itself, gathered from the relations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from macros.core.models import Event, Incident, Instrument, Organization, Person, Place, Record
from macros.core.models.law import Provision, Status
from macros.core.relations import Mention
from macros.site.claims.claimed_ranges import ClaimedRange
from macros.site.claims.record_parts import INCIDENTS, RecordPart, cited
from macros.site.pages.paper import on_paper
from macros.site.pages.spoken import spoken
from macros.site.pictures.law_strips import law_strips
from macros.site.pictures.map.maps import small
from macros.site.site import Site

ProvisionRow = tuple[str, Provision | None, list[tuple[str, list[Mention]]]]
"""A provision, or nothing for the instrument as a whole, with the passages of each source that mention it."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """An incident on the page of another record: the roles of a place in it, and the figures claimed for it."""

    incident: Incident
    roles: list[str]
    claimed: ClaimedRange | None


def organization(site: Site, record: Organization) -> dict[str, Any]:
    """Claims with it in the chain, its people, events, and the incidents in which it is reported to have acted."""
    return {
        **_claimed(site, record),
        "people": site.people_of(record.id),
        "events": site.events_of(record),
        "incidents": concerned(site, record),
    }


def person(site: Site, record: Person) -> dict[str, Any]:
    """Claims with the person in the chain, and their events."""
    return {**_claimed(site, record), "events": site.events_of(record)}


def event(site: Site, record: Event) -> dict[str, Any]:
    """The incidents that it is about."""
    return {"incidents": concerned(site, record)}


def place(site: Site, record: Place) -> dict[str, Any]:
    """Incidents with the role of the place, events, and the place on a map."""
    return {
        "incidents": concerned(site, record),
        "events": site.events_of(record),
        "map": small(site, [record.id, *record.counterpart]),
    }


def instrument(site: Site, record: Instrument) -> dict[str, Any]:
    """Provisions, each with the passages that mention it; the instrument as a whole comes first."""
    others = site.archive.records_of("instrument")
    related = [other for other in map(others.get, record.related) if isinstance(other, Instrument)]
    return {
        "provisions": provisions(site, record),
        "standings": _alike(record.status),
        "status_seen": list(dict.fromkeys(status.seen for status in record.status.values() if status.seen)),
        "related": [other.id for other in sorted(related, key=lambda other: other.in_time)],
        "events": site.events_of(record),
        "strips": law_strips(site, record),
    }


def provisions(site: Site, record: Instrument, part: RecordPart | None = None) -> list[ProvisionRow]:
    """Provisions with the passages that mention each; on a further page those of its documents alone."""
    found: dict[str, list[Mention]] = {}
    for mention in site.relations.mentions.get((record.kind_id, record.id), ()):
        found.setdefault(mention.provision, []).append(mention)
    rows: list[tuple[str, Provision | None]] = [("", None)] if "" in found else []
    rows += record.provisions.items()
    made = [(key, provision, _by_source(site, found.get(key, ()))) for key, provision in rows]
    if part is None:
        return made
    shown = set(map(cited, part.items))
    kept = [(key, one, [(source, at) for source, at in by if (key, source) in shown]) for key, one, by in made]
    return [row for row in kept if row[2]]


def _claimed(site: Site, record: Record) -> dict[str, Any]:
    said = spoken(site, record)
    return {"said": said, **on_paper(site, [] if said.cut.left else said.claims)}


def concerned(site: Site, record: Record, part: RecordPart | None = None) -> list[Concerned]:
    """The incidents of a record in time order, on its page or on a further one; none where they are all on these."""
    if part is None and site.cut(record).of(INCIDENTS):
        return []
    roles = site.place_roles.get(record.id, {}) if isinstance(record, Place) else {}
    found = [one for one in site.incidents_of(record) if part is None or one.id in part.items]
    return [Concerned(one, roles.get(one.id, []), site.about_incidents.range_of(one.id)) for one in found]


def _by_source(site: Site, mentions: Iterable[Mention]) -> list[tuple[str, list[Mention]]]:
    """The passages of each source, oldest source first."""
    ordered = sorted(mentions, key=lambda one: (site.rank(one.source), one.passage))
    return [(source, list(alike)) for source, alike in groupby(ordered, lambda one: one.source)]


def _alike(status: Mapping[str, Status]) -> list[tuple[list[str], Status]]:
    """The status for each state; states of which the same is said share a row, at the place of the first."""
    rows: list[tuple[list[str], Status]] = []
    for state, one in status.items():
        same = next((states for states, other in rows if other == one), None)
        if same is None:
            rows.append(([state], one))
        else:
            same.append(state)
    return rows


DETAILS: dict[str, Callable[[Site, Any], dict[str, Any]]] = {
    Event.kind_id: event,
    Organization.kind_id: organization,
    Person.kind_id: person,
    Place.kind_id: place,
    Instrument.kind_id: instrument,
}
"""The gathering function of each kind whose pages show something besides the record."""
