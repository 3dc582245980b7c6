"""`entities.ftm.json`: what the records hold as FollowTheMoney entities, one JSON object a line.

Only what a record says is asserted. Uncertain and approximate dates stay words, since FollowTheMoney takes every date
as settled. Relations become links of the most general kind with the role in words. Voices without a name are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from macros.core.models import Event, Incident, Instrument, Organization, Person, Place, Record, Work
from macros.core.models.base import Named
from macros.core.models.law import LEGAL_DOCUMENTS
from macros.site.exports.followthemoney.connections import links
from macros.site.exports.followthemoney.entity import (
    FtmEntity,
    common,
    country,
    doubt,
    entity,
    entity_id,
    language,
    settled,
    web,
)
from macros.site.exports.followthemoney.happenings import event
from macros.site.site import Site

PUBLIC_BODIES = {"government", "ministry", "legislature", "security-organ", "commission"}
"""Kinds of organization that are public bodies of a state. Bodies of the United Nations are organizations."""
WORKS = {"article": "Article", "online": "HyperText"}
"""Types of work that have their own schema; all others are documents (`Pages`)."""


def entities(site: Site) -> Iterator[FtmEntity]:
    """Every entity, those of records first, then the links between them. Ids are stable: `fra-organization-icnk`."""
    known = set[str]()
    for kind, maker in MAKERS.items():
        for record in site.archive.records_of(kind).values():
            found = maker.make(site, record)
            if found:
                known.add(found["id"])
                yield found
    yield from (link for link in links(site) if _joined(link, known))


def _joined(link: FtmEntity, known: set[str]) -> bool:
    """Whether both ends of a link exist."""
    ends = ("subject", "object", "entity", "document")
    return all(key in known for end in ends for key in link["properties"].get(end, ()))


def _names(record: Named) -> dict[str, str | list[str] | None]:
    """Confirmed names as aliases; those from general knowledge as weak ones."""
    confirmed = [record.short or "", *record.native.values(), *record.aliases]
    weak = list(record.native_unverified.values())
    return {
        "name": record.name,
        "alias": [name for name in confirmed if name not in ("", record.name)],
        "weakAlias": weak,
    }


def _organization(site: Site, record: Record) -> FtmEntity | None:
    if not isinstance(record, Organization):
        return None
    return entity(
        "PublicBody" if record.kind in PUBLIC_BODIES else "Organization",
        entity_id(record.kind_id, record.id),
        **_names(record),
        country=country(record.country),
        website=web(record.address),
        classification=site.archive.vocabulary.label("organization-kinds", record.kind),
        notes=[text for text in (_founded(record), doubt(record)) if text],
        **common(site, record),
    )


def _founded(record: Organization) -> str:
    return f"Founded: {record.founded.in_words()}" if record.founded else ""


def _person(site: Site, record: Record) -> FtmEntity | None:
    if not isinstance(record, Person):
        return None
    return entity(
        "Person",
        entity_id(record.kind_id, record.id),
        **_names(record),
        position=record.office,
        notes=doubt(record),
        **common(site, record),
    )


def _place(site: Site, record: Record) -> FtmEntity | None:
    if not isinstance(record, Place):
        return None
    at = record.coordinates
    certainty = site.archive.vocabulary.list("certainties").get(at.certainty) if at else None
    parts = [record.name, record.province or "", record.country if record.country != record.name else ""]
    return entity(
        "Address",
        entity_id(record.kind_id, record.id),
        **_names(record),
        full=", ".join(part for part in parts if part),
        country=country(record.country),
        latitude=str(at.latitude) if at else None,
        longitude=str(at.longitude) if at else None,
        remarks=certainty.definition if certainty else None,
        notes=doubt(record),
        **common(site, record),
    )


def _work(site: Site, record: Record) -> FtmEntity | None:  # noqa: ARG001 # every maker takes the site
    """The `sourceUrl` of a document is its own address, not that of the archive's page about it."""
    if not isinstance(record, Work):
        return None
    day, end = settled(record.date)
    return entity(
        WORKS.get(record.entrytype, "Pages"),
        entity_id(record.kind_id, record.id),
        title=record.title,
        author=[name.strip("{}") for name in record.author],
        publisher=record.publisher or record.journaltitle or record.institution,
        publishedAt=day if day == end else None,
        language=language(record.langid),
        sourceUrl=web(record.url),
        notes=[text for text in (_undated(record), doubt(record)) if text],
    )


def _instrument(site: Site, record: Record) -> FtmEntity | None:
    """An instrument that is one document; `notes` list the provisions that no source names."""
    if not isinstance(record, Instrument) or record.kind not in LEGAL_DOCUMENTS or record.candidates:
        return None
    day, end = settled(record.adopted)
    return entity(
        "Pages",
        entity_id(record.kind_id, record.id),
        **_names(record),
        title=record.name,
        publishedAt=day if day == end else None,
        notes=[text for text in (_in_no_source(site, record), doubt(record)) if text],
        **common(site, record),
    )


def _in_no_source(site: Site, record: Instrument) -> str:
    standing = site.relations.provision_standing
    found = [one.label for key, one in record.provisions.items() if standing(record.id, key) == "relevant"]
    return f"Listed by the archive, not named in any source: {', '.join(found)}" if found else ""


def _undated(record: Work) -> str:
    day, end = settled(record.date)
    return f"Date: {record.date.in_words()}" if record.date and (not day or day != end) else ""


class Maker(NamedTuple):
    """How entities are made from the records of a kind, with which schemas, and what readers should know."""

    make: Callable[[Site, Record], FtmEntity | None]
    schemas: str
    about: str


MAKERS: dict[str, Maker] = {
    Organization.kind_id: Maker(
        _organization, f"PublicBody for {', '.join(sorted(PUBLIC_BODIES))}; else Organization", "organizations"
    ),
    Person.kind_id: Maker(_person, "Person", "people, with their office; affiliations are links"),
    Place.kind_id: Maker(_place, "Address", "places, with what their point marks in `remarks`"),
    Work.kind_id: Maker(
        _work,
        f"{'; '.join(f'{schema} for {kind}' for kind, schema in WORKS.items())}; else Pages",
        "works, with `sourceUrl` as the address of the original",
    ),
    Instrument.kind_id: Maker(
        _instrument,
        "Pages",
        "instruments that are one document; `notes` list the provisions that no source names",
    ),
    Incident.kind_id: Maker(event, "Event", "incidents; `involved` are those reported to have acted"),
    Event.kind_id: Maker(event, "Event", "events; `involved` are those who took part"),
}
"""The kinds that become entities. Sources become their works; instruments that are not one document are left out."""
