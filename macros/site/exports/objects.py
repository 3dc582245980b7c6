"""Records, claims, notes and mentions as objects of plain values, in the shapes of `shapes`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from macros.core.models import Incident, Instrument, Record, Source, Work
from macros.core.models.base import Shape
from macros.core.models.kinds import BY_PLURAL
from macros.core.models.web_archive import Copy, archived
from macros.core.relations import AttachedNote, AttributedClaim, Mention
from macros.core.values.counts import Count
from macros.core.values.dates import Date
from macros.site import addresses
from macros.site.claims.shown_claims import ShownClaim
from macros.site.exports.shapes import OMITTED, RENAMED, dates_of
from macros.site.site import Site
from macros.site.works.originals import read_page

Object = dict[str, Any]


def objects(site: Site, name: str) -> Iterator[Object]:
    """The objects of one tabular file, such as `claims`, in a fixed order."""
    if name in STATED:
        yield from STATED[name](site)
        return
    yield from (record_object(site, record) for record in site.archive.records_of(BY_PLURAL[name].id).values())


def addressed(site: Site, address: str) -> Object:
    """An address from the site's root, and absolute."""
    return {"address": address, "url": site.absolute(address)}


def date_object(name: str, date: Date | None) -> Object:
    """A date as EDTF with its first and last day (ISO 8601)."""
    return {
        name: date.text if date else None,
        f"{name}_first": date.first if date else None,
        f"{name}_last": date.last if date else None,
    }


def count_object(count: Count | None) -> Object:
    """A count as text, modifier and bounds."""
    return {
        "count": count.text if count else None,
        "modifier": count.modifier if count else None,
        "minimum": count.minimum if count else None,
        "maximum": count.maximum if count else None,
    }


def record_object(site: Site, record: Record) -> Object:
    """One record with its id and address; claims and notes have files of their own."""
    found = {"id": record.id, **addressed(site, site.address(record.kind_id, record.id)), **_derived(site, record)}
    return found | _fields(record, {key: {} for key in OMITTED} | _instead(site, record))


def _fields(shape: Shape, instead: Mapping[str, Object]) -> Object:
    """Every field of a model as plain values, or what replaces it, in their order; dates with their bounds."""
    plain, dates = shape.model_dump(exclude=set(instead)), dates_of(type(shape))
    found: Object = {}
    for name in type(shape).model_fields:
        shown = RENAMED.get(name, name)
        own = date_object(shown, getattr(shape, name)) if name in dates else {shown: plain.get(name)}
        found |= instead.get(name, own)
    return found


def _derived(site: Site, record: Record) -> Object:
    if isinstance(record, Source):
        return {"incidents": site.relations.incidents_of(record.id), "evidence": record.evidence}
    return _copy(archived(record)) if isinstance(record, Work) else {}


def _instead(site: Site, record: Record) -> Object:
    """What replaces a field: the provisions of an instrument, each with whether a source names it."""
    if not isinstance(record, Instrument):
        return {}
    standing = site.relations.provision_standing
    provisions = {
        key: provision.model_dump() | {"standing": standing(record.id, key)}
        for key, provision in record.provisions.items()
    }
    return {"provisions": {"provisions": provisions}}


def _copy(copy: Copy, address: str = "") -> Object:
    """A copy that was seen, or where to look for one, under the name that says which; `address` may point to words."""
    shown = address or copy.address or None
    return {"archived": shown if copy.seen else None, "copy_sought": None if copy.seen else shown}


def claim_object(site: Site, stated: AttributedClaim) -> Object:
    """One claim: its fields, its figure as bounds too, its chain by kinds and names, its place and where to read it."""
    claim, work, shown = stated.claim, stated.work, site.claims[stated.ref]
    instead: Object = {
        "work": {"work": work.id if work else None},
        "incident": {"incident": stated.incident},
        "count": count_object(claim.count),
        "unit": {"unit": claim.measured_in},
        "said_by": _chain(shown),
        "said": date_object("said", claim.said or (work.date if work else None)),
        "may_share": {
            "may_share": [{"claim": one.claim.id, "reason": one.reason} for one in shown.may_share],
            "origin_link": shown.origin,
        },
        "part_of": {"part_of": f"{stated.owner}.{claim.part_of}" if claim.part_of else None},
        "aside": {"aside": claim.aside is not None, "aside_reason": claim.aside},
    }
    head = {"id": stated.ref, **addressed(site, shown.address)}
    source = {"source": stated.owner if stated.annotated else None}
    evidence = {"evidence": stated.evidence, "seen": stated.seen}
    said = {"sentence": shown.sentence}
    return {**head, **source, **_fields(claim, instead), **_original(shown), **said, **evidence}


def _chain(claim: ShownClaim) -> Object:
    """An attribution chain, nearest first: ids, kinds, short names, and who answers for each, in parallel lists."""
    chain = claim.chain[::-1]
    return {
        "said_by": [link.speaker.id for link in chain],
        "said_by_kinds": [link.speaker.kind for link in chain],
        "said_by_names": [link.speaker.text for link in chain],
        "said_by_for": [link.answering[-1].id for link in chain],
    }


def _original(claim: ShownClaim) -> Object:
    """Where to read the document that states a claim; for a repost the repost itself, whose text was captured."""
    page = read_page(claim.originals)
    return {
        "original": page.address if page else None,
        "original_at": page.href if page else None,
        **(_copy(page.copied, page.copy_href) if page else _copy(Copy())),
    }


def note_object(site: Site, stated: AttachedNote) -> Object:
    """One editorial note with the passages it is attached to."""
    places = [(source, addresses.passage_anchor(site.archive, source, number)) for source, number in stated.places]
    passages = [f"{source}#{anchor}" for source, anchor in places]
    head = {"id": stated.ref, **addressed(site, site.note_address(stated))}
    return {**head, **_fields(stated.note, {"passages": {"passages": passages}, "also": {}})}


def mention_object(site: Site, kind: str, record_id: str, mention: Mention) -> Object:
    """One mention of a record."""
    return {
        "kind": kind,
        "record": record_id,
        "source": mention.source,
        "passage": mention.passage,
        "last_passage": mention.last,
        "role": mention.role,
        "named": mention.named or None,
        "provision": mention.provision or None,
        "how": mention.how or None,
        "address": addresses.passage(site.archive, mention.source, mention.passage),
    }


def _claims(site: Site) -> Iterator[Object]:
    return (claim_object(site, stated) for stated in site.relations.ledger())


def _notes(site: Site) -> Iterator[Object]:
    return (note_object(site, stated) for stated in site.relations.notes.values())


def _mentions(site: Site) -> Iterator[Object]:
    for (kind, record_id), mentions in sorted(site.relations.mentions.items()):
        yield from (mention_object(site, kind, record_id, mention) for mention in mentions)


STATED: dict[str, Callable[[Site], Iterator[Object]]] = {"claims": _claims, "notes": _notes, "mentions": _mentions}
"""What is not a record itself, by the name of its file."""


def incidents_of_place(site: Site, place: str) -> list[Object]:
    """The incidents in which a place has a role, by id."""
    roles = site.place_roles.get(place, {})
    known = site.archive.records_of("incident")
    return [{"id": key, "roles": roles[key]} for key in sorted(roles) if isinstance(known.get(key), Incident)]
