"""The records as files under `/data/`: the same facts as the pages, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros.core.counts import Count
from macros.core.dates import Date
from macros.core.health import HEALTH_PATH
from macros.core.models import KINDS, Record, Source
from macros.core.stated import StatedClaim, StatedNote
from macros.site.site import Site

DATA_FILES = {
    **{f"{kind.plural}.json": f"every record of the kind {kind.id}" for kind in KINDS.values()},
    "claims.json": "every claim of sources and incidents, one object each",
    "notes.json": "every editorial note",
    "mentions.json": "which passage of which source mentions which record, in what role",
    "vocabulary.json": "the closed lists",
    "bibliography.bib": "the bibliography as it is kept",
}
"""The files under /data/ with what they hold."""


def exports(site: Site) -> Iterator[tuple[str, str]]:
    """Every data file as (path below the site's root, text). One file is held in memory at a time."""
    for kind in KINDS.values():
        yield f"data/{kind.plural}.json", _lines(record_object(site, r) for r in site.archive.of(kind.id).values())
    yield "data/claims.json", _lines(claim_object(site, stated) for stated in site.relations.ledger())
    yield "data/notes.json", _lines(note_object(stated) for stated in site.relations.notes.values())
    yield "data/mentions.json", _lines(_mentions(site))
    words = site.archive.vocabulary.model_dump(by_alias=True)
    yield "data/vocabulary.json", json.dumps(words, ensure_ascii=False, indent=1) + "\n"
    if site.archive.health:
        yield HEALTH_PATH, site.archive.health.as_text()
    bibliography = site.archive.root / "bibliography.bib"
    yield "data/bibliography.bib", bibliography.read_text("utf-8")


def _lines(objects: Iterator[dict[str, Any]]) -> str:
    """A JSON array with one object a line, so that changes can be compared line by line."""
    return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in objects) + "\n]\n"


def record_object(site: Site, record: Record) -> dict[str, Any]:
    """One record with its id and address; claims and notes have files of their own."""
    fields = record.model_dump(by_alias=True, exclude_defaults=True, exclude={"claims", "notes"})
    head: dict[str, Any] = {"id": record.id, "address": site.address(record.kind_id, record.id)}
    if isinstance(record, Source):
        head["incidents"] = site.relations.incidents_of(record.id)
    return head | fields


def claim_object(site: Site, stated: StatedClaim) -> dict[str, Any]:
    """One claim: its figure as text and as bounds, its chain, where it stands."""
    claim = stated.claim
    return {
        "id": stated.ref,
        "address": site.claim_address(stated),
        "source": stated.owner if stated.annotated else None,
        "passage": claim.passage,
        "work": stated.work.id if stated.work else None,
        "incident": stated.incident,
        "measure": claim.measure,
        **count_object(claim.count),
        **date_object("date", claim.date),
        "unit": "percent" if claim.count and claim.count.percent else claim.unit,
        "who": claim.who,
        "said_by": claim.said_by,
        "stance": claim.stance,
        "hedge": claim.hedge,
        **date_object("said", claim.said or (stated.work.date if stated.work else None)),
        "rests_on": claim.rests_on,
        "part_of": f"{stated.owner}.{claim.part_of}" if claim.part_of else None,
        "aside": claim.aside,
        "find": claim.find,
        "original": stated.work.url if stated.work else None,
    }


def count_object(count: Count | None) -> dict[str, Any]:
    """A count as text, modifier and bounds."""
    return {
        "count": count.text if count else None,
        "modifier": count.modifier if count else None,
        "minimum": count.minimum if count else None,
        "maximum": count.maximum if count else None,
    }


def date_object(name: str, date: Date | None) -> dict[str, Any]:
    """A date as EDTF with its first and last day."""
    return {name: date.text if date else None, f"{name}_first": date.first if date else None} | {
        f"{name}_last": date.last if date else None
    }


def note_object(stated: StatedNote) -> dict[str, Any]:
    """One editorial note with the passages at which it stands."""
    fields = stated.note.model_dump(by_alias=True, exclude={"passages", "also"}, exclude_none=True)
    return {"id": stated.ref, "passages": [list(place) for place in stated.places]} | fields


def _mentions(site: Site) -> Iterator[dict[str, Any]]:
    for (kind, record_id), mentions in sorted(site.relations.mentions.items()):
        for mention in mentions:
            yield {
                "kind": kind,
                "id": record_id,
                "source": mention.source,
                "passage": mention.passage,
                "last_passage": mention.last,
                "role": mention.role,
                "named": mention.named or None,
                "provision": mention.provision or None,
            }
