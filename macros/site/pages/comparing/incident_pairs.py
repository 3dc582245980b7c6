"""The documents on one incident side by side, without a script: who gives which figure, and any two of them to tick.

Each topic has a line for each figure with all who give it: two documents in one line say the same, in two lines they
differ. So any two of them can be compared in a page that grows with the documents and not with their pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from macros.core.models import PRACTICE, Incident
from macros.site.claims.compared_claims import ComparedTopic, Weighed, day_of, weighed
from macros.site.claims.sentences import doubted
from macros.site.indexes.entry_weights import letters
from macros.site.pages.comparing.sides import Side, sides_of
from macros.site.site import Site

SIDE_BY_SIDE = 80
"""The most documents that can be ticked on one page."""
LINES_ROOM, PICKS_ROOM = 7_000, 16_000
"""The bytes, compressed, that lines may take, and lines with the documents to tick. Where lines would take more, the
tables of the incident alone have them; of the documents those are there, from the first one, that have room."""
PAIR = 2
"""Documents that are there in any case."""
_LINE, _LINE_LETTER, _CELL, _CELL_LETTER, _PICK = 4, 0.14, 6, 0.2, 50
"""A claim in the lines with each letter of its texts, the same under its document, and a document."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure or time of a topic, and the claims that give it, in the order in which they were said."""

    shown: str
    claims: list[Weighed]

    @property
    def documents(self) -> int:
        """How many documents give it."""
        return len({one.claim.work for one in self.claims})


@dataclass(frozen=True, slots=True)
class TopicLines:
    """A topic with its lines. What is `apart` is not compared."""

    topic: ComparedTopic
    lines: list[Line]

    @property
    def documents(self) -> int:
        """How many documents say something on it."""
        return len({one.claim.work for line in self.lines for one in line.claims})


@dataclass(frozen=True, slots=True)
class Picked:
    """A document that can be ticked, and what it says on each topic, with the place of the topic among all."""

    side: Side
    cells: list[tuple[int, ComparedTopic, list[Weighed]]]


def compared_incidents(site: Site) -> Iterator[Incident]:
    """The incidents that have a page: those on which two documents or more make claims, the newest first."""
    sides = sides_of(site)
    for record in reversed(_in_time(site)):
        if len(sides.documents_on(record.id)) > 1:
            yield record


def incident_pairs(site: Site, record: Incident) -> dict[str, Any]:
    """The values of the template."""
    documents = sides_of(site).documents_on(record.id)
    claims = [weighed(site.relations, claim) for claim in site.claims_about(record.id)]
    claims.sort(key=lambda one: (one.claim.day or "9999", one.claim.ref))
    topics = list(_topics(claims, loose=record.kind == PRACTICE))
    sizes = {one.claim.ref: letters(site.relations.claims[one.claim.ref]) for one in claims}
    lines = sum(_LINE + _LINE_LETTER * size for size in sizes.values())
    room = PICKS_ROOM - (lines if lines <= LINES_ROOM else 0)
    return {
        "topics": topics if lines <= LINES_ROOM else [],
        "picked": list(_fitting(_picked(documents, [one.topic for one in topics], claims), sizes, room))[:SIDE_BY_SIDE],
        "documents": len(documents),
    }


def _fitting(picked: Iterator[Picked], sizes: dict[str, int], room: float) -> Iterator[Picked]:
    """The documents that have room, from the first one; two of them in any case."""
    taken = 0.0
    for number, one in enumerate(picked, 1):
        taken += _PICK + sum(_CELL + _CELL_LETTER * sizes[told.claim.ref] for _, _, some in one.cells for told in some)
        if taken > room and number > PAIR:
            return
        yield one


def _topics(claims: list[Weighed], *, loose: bool) -> Iterator[TopicLines]:
    """The topics in order, each with its figures in the order in which they first appeared; denials come last.

    For a part, for other people and for what is no single event, a figure for another day or year is another line.
    """
    for topic in sorted({one.topic for one in claims}, key=lambda topic: topic.order):
        alike: dict[tuple[bool, str, str], list[Weighed]] = {}
        for one in claims:
            if one.topic == topic:
                day = day_of(one.claim.recorded) if loose or topic.apart else ""
                alike.setdefault((bool(one.claim.position), one.given, day), []).append(one)
        lines = [Line(_shown(found[0]), found) for _, found in sorted(alike.items(), key=lambda item: item[0][0])]
        yield TopicLines(replace(topic, apart=topic.apart or loose), lines)


def _shown(one: Weighed) -> str:
    claim = one.claim
    if claim.position:
        if claim.recorded.stance != "denies":
            return f"disputed: {claim.figure or claim.measured}"
        return "denied, it seems" if doubted(claim.recorded) else "denied"
    return claim.counted if claim.count else claim.headline


def _picked(documents: list[Side], topics: list[ComparedTopic], claims: list[Weighed]) -> Iterator[Picked]:
    keys = [topic.key for topic in topics]
    for side in documents:
        own = [one for one in claims if one.claim.work == side.key]
        cells = [(at, topics[at], [one for one in own if one.topic.key == key]) for at, key in enumerate(keys)]
        yield Picked(side, [cell for cell in cells if cell[2]])


def _in_time(site: Site) -> list[Incident]:
    found = [one for one in site.archive.records_of(Incident.kind_id).values() if isinstance(one, Incident)]
    return sorted(found, key=lambda one: (one.date.first, one.id))
