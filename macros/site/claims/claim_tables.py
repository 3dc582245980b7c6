"""The tables of the claims about an incident: on its page, or on pages of their own where it would be too heavy.

The page of an incident with very many claims has its summary and its picture; the tables are then one step away, in
parts that each have as many claims as a page has room for, in order of time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from macros.core.models import Incident
from macros.core.models.base import changes_of
from macros.core.relations import AttributedClaim, Relations
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
DRAWN_CLAIMS = 120
"""The most claims of a picture; of more each page of tables has the picture of its own claims."""
_ROW, _ROW_LETTER, _MARK, _LISTED = 125, 0.3, 45, 40
"""The row of a claim in a table on a page of its own, a letter of its texts, its mark where a picture is there, and a
document in the list below the tables."""


@dataclass(frozen=True, slots=True)
class TablesPart:
    """A page of tables: its place among them, its incident, its address, that of the incident, its claims in order.

    The claims are not rows: which pages there are is known before the first row is made.
    """

    number: int
    incident: str
    address: str
    page: str
    claims: tuple[AttributedClaim, ...]

    @property
    def told(self) -> list[AttributedClaim]:
        """The claims whose permanent anchor is on the page of the incident, which leads to their row here."""
        return [claim for claim in self.claims if not claim.annotated]


def tables_apart(relations: Relations, record: Incident) -> list[TablesPart]:
    """The pages of its tables; none where they are on the page of the incident itself."""
    claims, page = relations.claims_of.get(record.id, []), addresses.address(record.kind_id, record.id)
    if _whole(relations, record, claims) <= INCIDENT_ROOM:
        return []
    return [
        TablesPart(
            number, record.id, addresses.record_part(record.kind_id, record.id, "claims", number), page, tuple(run)
        )
        for number, run in enumerate(_runs(said_in_time(claims)))
    ]


def _runs(claims: list[AttributedClaim]) -> Iterator[list[AttributedClaim]]:
    run: list[AttributedClaim] = []
    taken, mark = 0.0, _MARK if len(claims) > DRAWN_CLAIMS else 0
    listed = set[str]()
    for claim in claims:
        document = claim.work.id if claim.work else ""
        takes = _row(claim) + mark + _LISTED * (document not in listed)
        if run and taken + takes > PAGE_ROOM:
            yield run
            run, taken, listed = [], 0.0, set()
            takes = _row(claim) + mark + _LISTED
        run.append(claim)
        listed.add(document)
        taken += takes
    yield run


def _row(claim: AttributedClaim) -> float:
    return _ROW + _ROW_LETTER * letters(claim)


def said_in_time(claims: Iterable[AttributedClaim]) -> list[AttributedClaim]:
    """Claims that are no rows, in the order of `in_time`."""
    found = list(claims)
    places = _places((one.ref, one.said, one.claim.rests_on) for one in found)
    return sorted(found, key=lambda one: places[one.ref])


def _whole(relations: Relations, record: Incident, claims: list[AttributedClaim]) -> float:
    """About what the page takes with its tables: claims and documents, its texts and changes, notes and mentions."""
    notes = relations.notes_on.get(record.id, [])
    texts = letters(record) + letters(changes_of(record)) + sum(letters(one.note) for one in notes)
    mentions = relations.mentions.get((record.kind_id, record.id), ())
    documents = {claim.work.id if claim.work else "" for claim in claims}
    others = sum(not claim.annotated for claim in claims)
    told = _CLAIM * len(claims) + _DOCUMENT * len(documents) + _OTHER * others
    return _FRAME + told + _LETTER * texts + _MENTION * len(mentions) + _NOTE * len(notes)


def in_time(claims: list[ShownClaim]) -> list[ShownClaim]:
    """By the day on which they were said; on one day a claim that rests on another is after it."""
    places = _places((claim.ref, claim.day, claim.recorded.rests_on) for claim in claims)
    return sorted(claims, key=lambda claim: places[claim.ref])


def _places(said: Iterable[tuple[str, str, Sequence[str]]]) -> dict[str, tuple[str, int, str]]:
    """Keys that sort claims so, from the `owner.id` of each, its day and the claims that it rests on."""
    days: dict[str, str] = {}
    below: dict[str, Sequence[str]] = {}
    for ref, day, rests_on in said:
        days[ref], below[ref] = day or NEVER_DATED, rests_on

    def depth(ref: str, seen: frozenset[str] = frozenset()) -> int:
        same = [one for one in below[ref] if one not in seen and days.get(one) == days[ref]]
        return 1 + max((depth(one, seen | {ref}) for one in same), default=0)

    return {ref: (day, depth(ref), ref) for ref, day in days.items()}
