"""Records as schema.org entities: what a page is about, with the facts that schema.org can express."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from macros.core.models import Event, Incident, Instrument, Organization, Person, Place, Record, Source
from macros.core.models.kinds import SPEAKERS
from macros.core.models.web_archive import archived
from macros.core.values.dates import Date
from macros.core.values.ids import provision_anchor
from macros.site.heads.schema_org_types import Node, reference, references, schema_type
from macros.site.site import Site
from macros.site.works.csl import csl_name
from macros.site.works.zotero_items import plain_date

TOWNS = ("city", "town")
"""Certainties of a point that marks a town as a whole."""
TOWN_DIGITS = 2
"""Decimal places of a degree: about a kilometre, enough for a town and too coarse for a house."""


IDENTIFIED_ROLE = "identified by the archive, not named by the document"
"""The role of a law that the archive identifies in a document."""


def entity(site: Site, record: Record) -> Node:
    """What the page of a record is about, with the facts that schema.org can express; empty ones are left out."""
    node = reference(site, record) | _details(site, record)
    return {name: value for name, value in node.items() if value}


def _details(site: Site, record: Record) -> Node:
    tell = _DETAILS.get(record.kind_id)
    return tell(site, record) if tell else {}


def exact(date: Date | None) -> str:
    """A day, month or year that is written without a mark; empty for any other date."""
    return date.text if date and date.exact else ""


def _source(site: Site, source: Source) -> Node:
    work = site.archive.works[source.id]
    copy = archived(work)
    own = source.syndication and site.archive.works.get(source.syndication.of)
    publisher = work.publisher or work.institution
    return {
        "author": [author(name) for name in work.author],
        "datePublished": plain_date(work.date),
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "inLanguage": work.langid,
        "identifier": source.id,
        "url": work.url,
        "sameAs": copy.address if copy.seen else None,
        "abstract": site.in_short(source),
        "isBasedOn": reference(site, own) if own else None,
        "copyrightHolder": references(site, SPEAKERS, [source.rights_holder] if source.rights_holder else []),
        "mentions": list(_law_in(site, source)),
    }


def _law_in(site: Site, source: Source) -> Iterator[Node]:
    """The law that a source names; law that only the archive identifies is in a `Role` that says so."""
    for kind, key, mentions in site.relations.mentioned_in(source.id):
        record = site.archive.records_of(kind).get(key)
        if isinstance(record, Instrument):
            named = {mention.provision for mention in mentions if not mention.ours}
            for provision in dict.fromkeys(mention.provision for mention in mentions):
                node = _law(site, record, provision)
                role = {"@type": "Role", "roleName": IDENTIFIED_ROLE, "mentions": node}
                yield node if provision in named else role


def _law(site: Site, record: Instrument, provision: str) -> Node:
    if not provision:
        return reference(site, record)
    address = f"{site.absolute(site.address(record.kind_id, record.id))}#{provision_anchor(provision)}"
    name = f"{record.short_text}, {record.provisions[provision].label}"
    return {"@type": schema_type(site, record), "@id": address, "name": name}


def author(name: str) -> Node:
    """An author as entered in the bibliography: an institution whole, a person with the parts of the name."""
    parts = csl_name(name)
    if name.startswith("{"):
        return {"@type": "Organization", "name": parts["literal"]}
    if "literal" in parts:
        return {"@type": "Person", "name": parts["literal"]}
    family, given = parts["family"], parts["given"]
    return {"@type": "Person", "name": f"{given} {family}", "familyName": family, "givenName": given}


def _span(date: Date) -> Node:
    """Start and end of an event if exact; schema.org cannot express doubt, so the page alone does."""
    ends = (("startDate", date.start), ("endDate", date.end if date.interval else None))
    return {name: point.iso for name, point in ends if point and point.exact}


def _incident(site: Site, incident: Incident) -> Node:
    roles = (incident.places.arrested, incident.places.held, incident.places.crossed)
    places = list(dict.fromkeys(place for role in roles for place in role))
    return {
        **_span(incident.date),
        "location": [_location(site, place) for place in places],
        "about": references(site, ("incident",), incident.related),
    }


def _event(site: Site, event: Event) -> Node:
    return {
        **_span(event.date),
        "location": [_location(site, place) for place in event.places],
        "about": references(site, ("instrument",), event.instruments)
        + references(site, ("incident",), event.incidents),
        "subjectOf": references(site, ("work",), event.works),
    }


def _location(site: Site, place_id: str) -> Node:
    place = site.archive.records_of("place")[place_id]
    return reference(site, place) | ({"address": _address(place)} if isinstance(place, Place) else {})


def _organization(site: Site, organization: Organization) -> Node:
    return {
        "alternateName": _other_names(organization),
        "url": organization.address,
        "foundingDate": exact(organization.founded),
        "parentOrganization": references(site, ("organization",), organization.part_of),
    }


def _person(site: Site, person: Person) -> Node:
    """Someone in public office: name, office and affiliation, and nothing else."""
    return {"jobTitle": person.office, "affiliation": references(site, ("organization",), person.affiliation)}


def _instrument(site: Site, instrument: Instrument) -> Node:
    unts = f"{instrument.unts} UNTS" if instrument.unts and "UNTS" not in instrument.unts else instrument.unts
    return {
        "alternateName": _other_names(instrument),
        "legislationIdentifier": [name for name in (instrument.symbol, unts, instrument.id) if name],
        "legislationType": site.archive.vocabulary.label("instrument-kinds", instrument.kind),
        "legislationDate": plain_date(instrument.adopted),
        "legislationDateOfApplicability": plain_date(instrument.in_force),
        "url": instrument.address,
    }


def _place(_site: Site, place: Place) -> Node:
    return {"alternateName": _other_names(place), "address": _address(place), "geo": _geo(place)}


def _address(place: Place) -> Node:
    region = {"addressRegion": place.province} if place.province else {}
    return {"@type": "PostalAddress", "addressCountry": place.country, **region}


def _geo(place: Place) -> Node | None:
    """The point of a town, rounded to its extent; none for anything larger: its middle would mislead."""
    point = place.coordinates
    if point is None or point.certainty not in TOWNS:
        return None
    latitude, longitude = (round(degrees, TOWN_DIGITS) for degrees in (point.latitude, point.longitude))
    return {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}


def _other_names(record: Organization | Instrument | Place) -> list[str]:
    """The short form and confirmed names in other languages."""
    return [name for name in (record.short, *record.native.values()) if name and name != record.name]


_DETAILS: dict[str, Callable[[Site, Any], Node]] = {
    Source.kind_id: _source,
    Incident.kind_id: _incident,
    Event.kind_id: _event,
    Organization.kind_id: _organization,
    Person.kind_id: _person,
    Instrument.kind_id: _instrument,
    Place.kind_id: _place,
}
