"""Incidents and events as FollowTheMoney entities of the schema Event."""

from __future__ import annotations

from macros.core.models import Event, Incident, Organization, Record
from macros.site.exports.followthemoney.entity import FtmEntity, common, doubt, entity, entity_id, spanned, unsettled
from macros.site.site import Site


def event(site: Site, record: Record) -> FtmEntity | None:
    """An incident or event with those involved, where it took place, and its date as far as it is settled."""
    if not isinstance(record, Event | Incident):
        return None
    involved = [entity_id("organization", key) for key in record.organizations if _is_body(site, key)]
    involved += [entity_id("person", key) for key in record.people] if isinstance(record, Event) else []
    words = "event-kinds" if isinstance(record, Event) else "incident-kinds"
    return entity(
        "Event",
        entity_id(record.kind_id, record.id),
        name=record.title,
        alias=record.short if record.short != record.title else None,
        **spanned(record.date),
        involved=involved,
        location=_locations(site, record),
        addressEntity=[entity_id("place", key) for key in _places(record)],
        keywords=site.archive.vocabulary.label(words, record.kind),
        summary=f"Reported outcome: {record.outcome}" if isinstance(record, Incident) else _status(site, record),
        notes=[text for text in (unsettled(record.date), doubt(record)) if text],
        **common(site, record),
    )


def _is_body(site: Site, key: str) -> bool:
    return key in site.archive.records_of(Organization.kind_id)


def _status(site: Site, record: Event) -> str:
    return f"Status: {site.archive.vocabulary.label('statuses', record.status)}"


def _places(record: Event | Incident) -> list[str]:
    if isinstance(record, Event):
        return record.places
    return list(dict.fromkeys([*record.places.arrested, *record.places.held, *record.places.crossed]))


def _locations(site: Site, record: Event | Incident) -> list[str]:
    return [place.title_text for key in _places(record) if (place := site.archive.records_of("place").get(key))]
