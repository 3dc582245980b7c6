"""What other records say about a record, before and after: its page shows that, though the record is unchanged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from macros.core.models import KINDS
from macros.core.relations import Relations


def touched(old: Relations, new: Relations) -> Iterator[str]:
    """Every record about which others say something else than before, as `kinds/id`, sorted."""
    before, after = _said(old), _said(new)
    for address in sorted({*before, *after}):
        if before.get(address) != after.get(address):
            yield address


def _said(relations: Relations) -> dict[str, set[str]]:
    """What others say about each record: mentions in sources, claims of an incident and of a speaker, links, notes."""
    said: dict[str, set[str]] = defaultdict(set)
    for (kind, record_id), mentions in relations.mentions.items():
        said[f"{KINDS[kind].plural}/{record_id}"] |= set(map(repr, mentions))
    for grouped in (relations.claims_of, relations.spoken_by):
        for record_id, claims in grouped.items():
            said[_address(relations, record_id)] |= {f"{stated.ref} {stated.claim.model_dump()}" for stated in claims}
    for ref, resting in relations.resting_on.items():
        said[_address(relations, ref.partition(".")[0])] |= {f"{other} rests on {ref}" for other in resting}
    for ref, links in relations.may_share.items():
        said[_address(relations, ref.partition(".")[0])] |= {f"{ref} {link}" for link in links}
    for record_id, notes in relations.notes_on.items():
        said[_address(relations, record_id)] |= {f"{stated.ref} {stated.note.model_dump()}" for stated in notes}
    return said


def _address(relations: Relations, record_id: str) -> str:
    kind = relations.kind_of(record_id)
    return f"{KINDS[kind].plural}/{record_id}" if kind else record_id
