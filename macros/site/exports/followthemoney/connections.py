"""Links between FollowTheMoney entities: affiliations, what documents say and mention, the works that show an event.

The schemas for employment, membership or succession assert more than the records do. So relations of bodies and people
are links of the most general kind, `UnknownLink`, with the words of the record as their role.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.core.models import Event, Instrument, Organization, Person, Work
from macros.core.relations import Mention
from macros.site.claims.shown_claims import ShownClaim
from macros.site.exports.followthemoney.entity import FtmEntity, entity, entity_id
from macros.site.site import Site

BODIES = {"part_of": "part of", "predecessors": "grew out of"}


def links(site: Site) -> Iterator[FtmEntity]:
    """Every link, whether or not its ends are entities."""
    yield from _affiliations(site)
    yield from _bodies(site)
    yield from _documented(site)
    yield from _mentions(site)
    for claim in site.claims.of(site.relations.ledger()):
        if claim.incident and claim.work:
            yield _claim(site, claim)


def _affiliations(site: Site) -> Iterator[FtmEntity]:
    for key, person in site.archive.records_of("person").items():
        for body in person.affiliation if isinstance(person, Person) else ():
            yield _other(site, "person", key, body, "spoke for")


def _bodies(site: Site) -> Iterator[FtmEntity]:
    for key, record in site.archive.records_of("organization").items():
        for field, role in BODIES.items() if isinstance(record, Organization) else ():
            for body in getattr(record, field):
                yield _other(site, "organization", key, body, role)


def _other(site: Site, kind: str, key: str, body: str, role: str) -> FtmEntity:
    return entity(
        "UnknownLink",
        entity_id("link", f"{kind}-{key}-{role.replace(' ', '-')}-{body}"),
        subject=entity_id(kind, key),
        object=entity_id("organization", body),
        role=role,
        sourceUrl=site.absolute(site.address(kind, key)),
    )


def _documented(site: Site) -> Iterator[FtmEntity]:
    """The works that document an event."""
    for key, event in site.archive.records_of(Event.kind_id).items():
        for work in event.works if isinstance(event, Event) else ():
            ends = entity_id(Event.kind_id, key), entity_id(Work.kind_id, work)
            name = entity_id("documented", f"{work}-{Event.kind_id}-{key}")
            yield _document(name, ends, ["documents it"], site.absolute(site.address(Event.kind_id, key)))


def _mentions(site: Site) -> Iterator[FtmEntity]:
    """One link for each source and record, whatever the number of passages; all roles are listed.

    A work that is cited is not what the document is about.
    """
    for (kind, key), mentions in sorted(site.relations.mentions.items()):
        roles: dict[str, list[str]] = {}
        for mention in mentions if kind != Work.kind_id else ():
            roles.setdefault(mention.source, []).append(_role(site, key, mention))
        for source, found in roles.items():
            ends = entity_id(kind, key), entity_id(Work.kind_id, source)
            name = entity_id("mention", f"{source}-{kind}-{key}")
            yield _document(name, ends, found, site.absolute(site.address("source", source)))


def _role(site: Site, key: str, mention: Mention) -> str:
    """In what role a source mentions a record; of a law, who names it, with its number."""
    instrument = site.archive.records_of(Instrument.kind_id).get(key)
    if not isinstance(instrument, Instrument) or not mention.how:
        return site.archive.vocabulary.label("roles", mention.role).lower()
    provision = instrument.provisions.get(mention.provision)
    named = site.archive.vocabulary.label("namings", mention.how).lower()
    return f"{named}: {provision.label}" if provision else named


def _document(name: str, ends: tuple[str, str], roles: list[str], address: str) -> FtmEntity:
    """A link from what a document is about to the document."""
    about, document = ends
    return entity("Documentation", name, entity=about, document=document, role=roles, sourceUrl=address)


def _claim(site: Site, claim: ShownClaim) -> FtmEntity:
    """That a document makes a claim about an incident.

    Who says what through whom stays one sentence; it is not a fact.
    """
    return entity(
        "Documentation",
        entity_id("claim", claim.ref),
        entity=entity_id("incident", claim.incident.id if claim.incident else ""),
        document=entity_id(Work.kind_id, claim.work),
        role="makes a claim about it",
        recordId=claim.ref,
        summary=f"{claim.sentence} Origin: {claim.origin_text}.",
        sourceUrl=site.absolute(claim.address),
    )
