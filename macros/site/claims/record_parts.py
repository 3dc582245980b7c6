"""The pages of a record that grows with the archive: what has no room on its own page is on further ones.

An organization that speaks in hundreds of documents, or a place of hundreds of incidents, keeps its facts and what is
in short; a section that is too heavy is one step away, in parts that each have as many entries as a page has room for,
in their order. Of claims their groups stay, with the figures that lead each, while there is room for these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from macros.core.archive import Archive
from macros.core.models import Event, Incident, Instrument, Organization, Person, Place, Record
from macros.core.models.base import changes_of
from macros.core.relations import AttachedNote, Relations
from macros.site import addresses
from macros.site.claims.claim_tables import DRAWN_CLAIMS, said_in_time
from macros.site.indexes.entry_weights import letters

CLAIMS, INCIDENTS, DOCUMENTS, EVENTS, NOTES = "claims", "incidents", "documents", "events", "notes"
PROVISIONS = "provisions"
"""The sections that can have pages of their own, by the last word of their address."""
SECTION_ANCHORS = {
    CLAIMS: "said",
    INCIDENTS: "incidents",
    DOCUMENTS: "in-the-sources",
    EVENTS: "events",
    NOTES: "notes",
    PROVISIONS: "provisions",
}
"""The same by their anchor on the page of the record."""
GROWING = (Organization, Person, Place, Event, Instrument, Incident)
"""The kinds of records whose pages are cut so. The claims of an incident are cut before, in `claim_tables`."""
RECORD_ROOM = 22_500
"""The bytes, compressed, that the page of a record may take by the estimate, which can be 2,400 too low."""
FURTHER_ROOM = 17_500
"""The bytes that the entries of a further page may take; its frame takes some 4,600; estimates can be too low."""
WITH_FIGURES, HEADINGS, IN_PARTS = "with-figures", "headings", "in-parts"
"""What is left of claims whose tables are apart: groups with their figures, groups alone, or links to the pages."""
_FRAME, _LETTER, _CHANGED, _MEMBER = 4_700, 1.0, 0.3, 30
"""A page without entries, a letter of the texts of its record, a letter of its changes, and a person who spoke for an
organization."""
_MOST_CHANGES = 1_200
"""The most that changes take: `change_parts` puts the older of very many on pages of their own."""
_CLAIM, _CLAIM_LETTER, _GROUP = 62, 0.23, 195
"""The row of a claim, a letter of its texts, and a group of claims with its heading and what leads it."""
_ON_PAPER, _HEADING = 23, 75
"""On a further page: what paper needs for a claim, and the heading of a group."""
_NAMED, _LED, _TITLE_LETTER = 50, 22, 0.35
"""What is left of a group on the page of the record, each figure that leads it, and a letter of its title."""
_LEAD = 3
"""The most figures that lead a group."""
_INCIDENT, _INCIDENT_LETTER = 20, 0.64
"""An incident, with a letter of its title and its outcome."""
_SOURCE, _WORDS, _PASSAGE = 15, 48, 6
"""A document that mentions it, each passage that has its first words, and each further passage."""
_WITH_WORDS = 80
"""The most passages that all have their first words, as on the page."""
_EVENT, _NOTE = 57, 55
_INCIDENT_FRAME, _TEXT, _DRAWN, _TOLD, _MOST_NOTES = 7_500, 0.8, 45, 60, 20
"""The page of an incident whose tables are apart: itself, a letter of its texts, a claim of its picture, a line for a
claim whose anchor it has, and the most notes that it lists."""
_LIGHT = 3_000
"""A section below this weight is not what makes a page heavy."""
_CITING, _CITED = 30, 9
"""A document under a provision that it mentions, and each passage in which it does."""
_PROVISION = 40
"""What is left of a provision whose documents are on a further page, beside its texts."""
_WHOLE_GROUPS = {CLAIMS: _GROUP, PROVISIONS: _PROVISION}
"""What a group takes on the page of the record, in sections that have groups."""


class SectionEntry(NamedTuple):
    """An entry of a section: what it is, its weight, the heading that it is under, and its year, if it has one."""

    item: str
    weight: float
    heading: str | None = None
    year: str = ""


@dataclass(frozen=True, slots=True)
class RecordPart:
    """A page with a part of a section: its place among them, its record, its address and that of the record.

    `items` are the ids of incidents, documents or events, the `owner.id` of claims or notes, or a provision and a
    document that mentions it (`cited`), in order.
    `first` is the number of the first of them. `years` are those of the entries, such as `2009–2012`, if they have any.
    """

    section: str
    number: int
    kind: str
    record: str
    address: str
    page: str
    items: tuple[str, ...]
    first: int
    years: str

    @property
    def label(self) -> str:
        """What tells it apart from the others in any language: its years, else the numbers of its entries."""
        return self.years or f"{self.first}–{self.first + len(self.items) - 1}"


@dataclass(frozen=True, slots=True)
class Cut:
    """How the page of a record is cut: the parts of each section that is apart, and what is left of its claims."""

    parts: dict[str, tuple[RecordPart, ...]] = field(default_factory=dict)
    left: str = ""
    begins: dict[str, str] = field(default_factory=dict)
    """The address at which a group begins: claims by their incident, documents by the provision that they mention.

    Claims about no incident, and what mentions an instrument as a whole, are under nothing."""

    def of(self, section: str) -> tuple[RecordPart, ...]:
        """The parts of a section; none where it is on the page of the record."""
        return self.parts.get(section, ())

    def number(self, section: str) -> int:
        """How many entries a section has that is apart; 0 where it is not."""
        return sum(len(part.items) for part in self.of(section))

    @property
    def all(self) -> list[RecordPart]:
        """The parts of all sections."""
        return [part for parts in self.parts.values() for part in parts]


WHOLE = Cut()
"""The page of a record that holds everything."""


class RecordLists(NamedTuple):
    """What the page of a record lists besides claims: incidents, the sources that mention it, events, in order."""

    incidents: list[Incident]
    sources: list[str]
    events: list[Event]
    people: int = 0
    """How many people spoke for it."""


def cut(relations: Relations, record: Record, listed: RecordLists) -> Cut:
    """How the page of a record is cut that has these lists: the heaviest sections have pages of their own."""
    sections = {section: found for section, found in _sections(relations, record, listed) if found}
    weights = {section: sum(entry.weight for entry in found) for section, found in sections.items()}
    frame = _frame(relations, record, listed)
    groups = sum(each * len(_headings(sections.get(section, []))) for section, each in _WHOLE_GROUPS.items())
    taken, left = frame + groups + sum(weights.values()), ""
    apart: set[str] = set()
    for section in sorted(weights, key=lambda one: (-weights[one], one)):
        if taken <= RECORD_ROOM:
            break
        apart.add(section)
        taken -= weights[section]
        if section == CLAIMS:
            light = sum(weight for other, weight in weights.items() if other not in apart and weight < _LIGHT)
            left, kept = _left(relations.archive, sections[CLAIMS], RECORD_ROOM - frame - light)
            taken += kept - groups
    parts = {
        section: tuple(parts_of_section(record, section, sections[section]))
        for section in SECTION_ANCHORS
        if section in apart
    }
    return Cut(parts, left, _begins(sections, parts)) if parts else WHOLE


def _frame(relations: Relations, record: Record, listed: RecordLists) -> float:
    """What a page takes without its sections."""
    if isinstance(record, Incident):
        return _incident_frame(relations, record)
    texts = letters(record) + _changes(record)
    return _FRAME + _LETTER * texts + _MEMBER * listed.people


def _changes(record: Record) -> float:
    """What its changes take."""
    return min(_CHANGED * letters(changes_of(record)), _MOST_CHANGES)


def _incident_frame(relations: Relations, record: Incident) -> float:
    claims = relations.claims_of.get(record.id, [])
    drawn = len(claims) if len(claims) <= DRAWN_CLAIMS else 0
    told = sum(not claim.annotated for claim in claims)
    notes = min(len(relations.notes_on.get(record.id, ())), _MOST_NOTES)
    texts = letters(record) + _changes(record)
    return _INCIDENT_FRAME + _TEXT * texts + _DRAWN * drawn + _TOLD * told + _NOTE * notes


def _headings(entries: list[SectionEntry]) -> dict[str | None, int]:
    """The headings of entries, each with the number of these."""
    return Counter(entry.heading for entry in entries)


def _begins(sections: dict[str, list[SectionEntry]], parts: dict[str, tuple[RecordPart, ...]]) -> dict[str, str]:
    begins: dict[str, str] = {}
    for section in _WHOLE_GROUPS:
        headings = iter(entry.heading for entry in sections.get(section, ()))
        for part in parts.get(section, ()):
            for heading in islice(headings, len(part.items)):
                begins.setdefault(heading or "", part.address)
    return begins


def _left(archive: Archive, entries: list[SectionEntry], room: float) -> tuple[str, float]:
    """What may stay of the claims, and what it takes: as much as has room."""
    groups, incidents = _headings(entries), archive.records_of(Incident.kind_id)
    titles = sum(_TITLE_LETTER * len(incidents[key].title_text) for key in groups if key)
    headings = titles + _NAMED * len(groups)
    leading = headings + _LED * sum(min(size, _LEAD) for size in groups.values())
    for left, weight in ((WITH_FIGURES, leading), (HEADINGS, headings)):
        if weight <= room:
            return left, weight
    return IN_PARTS, 0.0


def parts_of_section(record: Record, section: str, entries: list[SectionEntry], first: int = 1) -> Iterator[RecordPart]:
    """The pages of a section that is apart, in their order; `first` is the number of their first entry."""
    page = addresses.address(record.kind_id, record.id)
    for number, run in enumerate(_runs(entries, _ON_PAPER if section == CLAIMS else 0)):
        years = [entry.year for entry in run if entry.year]
        span = f"{min(years)}–{max(years)}" if years and min(years) != max(years) else "".join(years[:1])
        address = addresses.record_part(record.kind_id, record.id, section, number)
        items = tuple(entry.item for entry in run)
        yield RecordPart(section, number, record.kind_id, record.id, address, page, items, first, span)
        first += len(items)


def _runs(entries: list[SectionEntry], on_paper: float) -> Iterator[list[SectionEntry]]:
    """As many entries as have room on a page; a heading is repeated where its entries go on."""
    run: list[SectionEntry] = []
    taken = 0.0
    heading: str | None = None
    for entry in entries:
        weight = entry.weight + on_paper + (_HEADING if entry.heading != heading else 0)
        if run and taken + weight > FURTHER_ROOM:
            yield run
            run, taken, weight = [], 0.0, entry.weight + on_paper + _HEADING
        run.append(entry)
        taken, heading = taken + weight, entry.heading
    yield run


def _sections(relations: Relations, record: Record, listed: RecordLists) -> Iterator[tuple[str, list[SectionEntry]]]:
    if isinstance(record, Organization | Person):
        yield CLAIMS, _said(relations, record.id)
    yield INCIDENTS, [_incident(one) for one in listed.incidents]
    yield DOCUMENTS, list(_documents(relations, record, listed.sources))
    yield EVENTS, [_event(one) for one in listed.events]
    if isinstance(record, Instrument):
        yield PROVISIONS, list(_cited(relations, record, listed.sources))
    if not isinstance(record, Incident):
        yield NOTES, [_note(one) for one in relations.notes_on.get(record.id, ())]


def cited(item: str) -> tuple[str, str]:
    """The provision, empty for the instrument as a whole, and the document of an entry of `PROVISIONS`."""
    provision, _, source = item.rpartition(" ")
    return provision, source


def _cited(relations: Relations, record: Instrument, sources: list[str]) -> Iterator[SectionEntry]:
    """The documents that mention each provision, in the order of the provisions; the instrument as a whole is first."""
    at = Counter((one.provision, one.source) for one in relations.mentions.get((record.kind_id, record.id), ()))
    for provision in ("", *record.provisions):
        for source in sources:
            if passages := at[provision, source]:
                yield SectionEntry(f"{provision} {source}", _CITING + _CITED * passages, provision)


def by_incident(archive: Archive, claims: Iterable[Any], about: Callable[[Any], str]) -> list[tuple[str, list[Any]]]:
    """Claims by what they are about, oldest incident first, each group in its order; the general situation is last."""
    found: dict[str, list[Any]] = {}
    for claim in claims:
        found.setdefault(about(claim), []).append(claim)
    return [(key, found[key]) for key in sorted(found, key=lambda key: _day(archive, key))]


def _day(archive: Archive, incident: str) -> tuple[bool, str, str]:
    record = archive.records_of(Incident.kind_id).get(incident)
    return (record is None, record.date.first if isinstance(record, Incident) else "", incident)


def _said(relations: Relations, speaker: str) -> list[SectionEntry]:
    archive, claims = relations.archive, said_in_time(relations.spoken_by.get(speaker, ()))
    groups = by_incident(archive, claims, lambda claim: claim.incident or "")
    return [
        SectionEntry(
            claim.ref,
            _CLAIM + _CLAIM_LETTER * archive.kept.given("letters", claim.claim, letters),
            key,
            _day(archive, key)[1][:4],
        )
        for key, alike in groups
        for claim in alike
    ]


def _incident(record: Incident) -> SectionEntry:
    return SectionEntry(
        record.id, _INCIDENT + _INCIDENT_LETTER * len(record.title + record.outcome), year=record.date.first[:4]
    )


def _event(record: Event) -> SectionEntry:
    return SectionEntry(record.id, _EVENT, year=record.date.first[:4])


def _note(stated: AttachedNote) -> SectionEntry:
    return SectionEntry(stated.ref, _NOTE)


def _documents(relations: Relations, record: Record, sources: list[str]) -> Iterator[SectionEntry]:
    """The documents that mention it, each with its passages."""
    at: dict[str, set[int]] = {key: set() for key in sources}
    for mention in relations.mentions.get((record.kind_id, record.id), ()):
        at[mention.source].add(mention.passage)
    for claim in relations.claims_of.get(record.id, ()) if isinstance(record, Incident) else ():
        if claim.claim.passage:
            at[claim.owner].add(claim.claim.passage)
    short = sum(map(len, at.values())) > _WITH_WORDS
    for key, passages in at.items():
        work = relations.archive.works.get(key)
        words = 1 if short else len(passages)
        weight = _SOURCE + _WORDS * words + _PASSAGE * (len(passages) - words)
        yield SectionEntry(key, weight, year=work.date.first[:4] if work and work.date else "")
