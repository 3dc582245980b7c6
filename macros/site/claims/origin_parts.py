"""The pages of what rests on what among the claims of an incident: one, or further ones where that would be too heavy.

Claims with a link between them stay together where they have room, the largest tree first; a tree that is too large for
a page goes on at the next one, in order of time. A link that leaves a page is told there as a link in words.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.core.models import Record
from macros.core.relations import AttributedClaim, Relations
from macros.site.claims.claim_tables import said_in_time
from macros.site.claims.record_parts import RecordPart, SectionEntry, parts_of_section
from macros.site.indexes.entry_weights import letters

ORIGINS = "origins"
"""The last word of the address."""
ORIGINS_ROOM = 22_000
"""The bytes, compressed, that the page may take by the estimate."""
_FRAME, _LINKED, _ALONE, _LETTER, _END = 4_800, 65, 45, 0.22, 25
"""A page without claims; a claim in picture, list and table, one in the list alone; a letter of the texts of both, and
each end of a link, which is told in words where the other end is on another page."""
_FEW = 60
"""So many claims have room on any page."""


def origins_apart(relations: Relations, record: Record) -> list[RecordPart]:
    """The pages of its origins in their order, the first at the address of them all; none where one page is enough."""
    claims = relations.claims_of.get(record.id, [])
    if len(claims) <= _FEW or not relations.is_linked(record.id):
        return []
    entries = [SectionEntry(claim.ref, _weight(relations, claim)) for claim in _together(relations, claims)]
    if _FRAME + sum(entry.weight for entry in entries) <= ORIGINS_ROOM:
        return []
    return list(parts_of_section(record, ORIGINS, entries))


def _weight(relations: Relations, claim: AttributedClaim) -> float:
    ref, rests_on = claim.ref, claim.claim.rests_on
    ends = len(rests_on) + len(relations.may_share.get(ref, ())) + len(relations.resting_on.get(ref, ()))
    return (_LINKED if ends else _ALONE) + _LETTER * letters(claim) + _END * ends


def _together(relations: Relations, claims: list[AttributedClaim]) -> Iterator[AttributedClaim]:
    """Claims by their trees, those of most claims first; the claims of a tree, and trees of one size, by their days."""
    ordered = said_in_time(claims)
    tied: dict[str, set[str]] = {claim.ref: set() for claim in ordered}
    for claim in ordered:
        others = {*claim.claim.rests_on, *(one.ref for one in relations.may_share.get(claim.ref, ()))}
        for other in others & tied.keys():
            tied[claim.ref].add(other)
            tied[other].add(claim.ref)
    tree: dict[str, int] = {}
    for number, claim in enumerate(ordered):
        reached = [] if claim.ref in tree else [claim.ref]
        while reached:
            if (one := reached.pop()) not in tree:
                tree[one] = number
                reached.extend(tied[one])
    sizes = dict.fromkeys(tree.values(), 0)
    for number in tree.values():
        sizes[number] += 1
    yield from sorted(ordered, key=lambda claim: (-sizes[tree[claim.ref]], tree[claim.ref]))
