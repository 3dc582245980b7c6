"""The tables of the claims about an incident: on its page, or on pages of their own where it would be too heavy.

The page of an incident with very many claims has its summary and its picture; the tables are then one step away, in
parts that each have as many claims as a page has room for, in order of time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.core.models import Incident
from macros.core.models.base import changes_of
from macros.core.relations import Relations
from macros.site import addresses
from macros.site.claims.shown_claims import ShownClaim
from macros.site.indexes.entry_weights import PAGE_ROOM, letters

NEVER_DATED = "9999"
"""A day after all others."""
INCIDENT_ROOM = 21_800
"""The bytes, compressed, that the page of an incident may take by the estimate, which can be 3,000 too low."""
_FRAME, _CLAIM, _DOCUMENT, _OTHER = 6_900, 170, 340, 70
"""A page without claims; what it takes for a claim, for a document that makes some, for one not annotated."""
_LETTER, _MENTION, _NOTE = 0.09, 12, 32
"""A letter of its texts, a passage that mentions it, and the frame of a note."""
DRAWN_CLAIMS = 150
"""The most claims of a picture; of more each page of tables has the picture of its own claims."""
_ROW, _ROW_LETTER, _MARK = 125, 0.3, 45
"""The row of a claim in a table on a page of its own, a letter of its texts, and its mark where a picture is there."""


@dataclass(frozen=True, slots=True)
class TablesPart:
    """A page of tables: its place among them, its incident, its address, that of the incident, its claims in order."""

    number: int
    incident: str
    address: str
    page: str
    claims: tuple[ShownClaim, ...]

    @property
    def told(self) -> list[ShownClaim]:
        """The claims whose permanent anchor is on the page of the incident, which leads to their row here."""
        return [claim for claim in self.claims if not claim.annotated]


def tables_apart(relations: Relations, record: Incident, claims: Iterable[ShownClaim]) -> list[TablesPart]:
    """The pages of its tables; none where they are on the page of the incident itself."""
    ordered, page = in_time(list(claims)), addresses.address(record.kind_id, record.id)
    if _whole(relations, record, ordered) <= INCIDENT_ROOM:
        return []
    return [
        TablesPart(number, record.id, addresses.claim_tables(record.id, number), page, tuple(run))
        for number, run in enumerate(_runs(ordered))
    ]


def _runs(claims: list[ShownClaim]) -> Iterator[list[ShownClaim]]:
    run: list[ShownClaim] = []
    taken, mark = 0.0, _MARK if len(claims) > DRAWN_CLAIMS else 0
    for claim in claims:
        if run and taken + _row(claim) + mark > PAGE_ROOM:
            yield run
            run, taken = [], 0.0
        run.append(claim)
        taken += _row(claim) + mark
    yield run


def _row(claim: ShownClaim) -> float:
    return _ROW + _ROW_LETTER * letters(claim.recorded)


def _whole(relations: Relations, record: Incident, claims: list[ShownClaim]) -> float:
    """About what the page takes with its tables: claims and documents, its texts and changes, notes and mentions."""
    notes = relations.notes_on.get(record.id, [])
    texts = letters(record) + letters(changes_of(record)) + sum(letters(one.note) for one in notes)
    mentions = relations.mentions.get((record.kind_id, record.id), ())
    documents = {claim.work for claim in claims}
    others = sum(not claim.annotated for claim in claims)
    told = _CLAIM * len(claims) + _DOCUMENT * len(documents) + _OTHER * others
    return _FRAME + told + _LETTER * texts + _MENTION * len(mentions) + _NOTE * len(notes)


def in_time(claims: list[ShownClaim]) -> list[ShownClaim]:
    """By the day on which they were said; on one day a claim that rests on another is after it."""
    by_day = sorted(claims, key=lambda claim: (claim.day or NEVER_DATED, claim.ref))
    places = {claim.ref: number for number, claim in enumerate(by_day)}

    def depth(claim: ShownClaim, seen: frozenset[str] = frozenset()) -> int:
        below = [by_day[places[link.id]] for link in claim.rests_on if link.id in places and link.id not in seen]
        same = [one for one in below if one.day == claim.day]
        return 1 + max((depth(one, seen | {claim.ref}) for one in same), default=0)

    return sorted(by_day, key=lambda claim: (claim.day or NEVER_DATED, depth(claim), claim.ref))
