"""One archive made ready for showing: where every record has its page, and what groups of records there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from sys import intern
from typing import Any

from markupsafe import Markup

from macros.core.archive import Archive
from macros.core.history import History
from macros.core.models import KINDS, Event, Incident, Organization, Place, Record, Source, Work
from macros.core.models.kinds import BY_PLURAL, PAGED
from macros.core.noting.reads import Derived, KeptValues, Remembered, Shared
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import Call
from macros.core.relations import AttachedNote, AttributedClaim, Mention, Relations
from macros.site import addresses
from macros.site.addresses import RecordLink
from macros.site.claims.about_incidents import AboutIncidents
from macros.site.claims.change_parts import changes_apart, older_changes
from macros.site.claims.claim_tables import TablesPart, tables_apart
from macros.site.claims.origin_counts import counted
from macros.site.claims.origin_parts import origins_apart
from macros.site.claims.record_parts import GROWING, WHOLE, Cut, RecordLists, RecordPart, cut
from macros.site.claims.shown_claims import ShownClaim, ShownClaims
from macros.site.claims.what_is_known import known
from macros.site.indexes import IndexPart, ShownPart, Whole, index_parts_of, pager, whole
from macros.site.languages.first_words import FirstWords
from macros.site.works.coins import told_apart
from macros.site.works.formatted_references import reference
from macros.site.works.originals import Original, originals
from macros.site.works.outlets import carriers_of, outlets_of
from macros.site.works.source_parts import SourcePart, parts_of
from macros.site.works.styles import Processor

EVENTS_WITH = {
    "organization": "organizations",
    "person": "people",
    "place": "places",
    "instrument": "instruments",
    "incident": "incidents",
}
"""The field of an event that names a record of a kind."""


class Site(Shared):
    """The archive, its relations, and the addresses of everything in it."""

    def __init__(self, archive: Archive, relations: Relations, cite: Processor, history: History | None = None) -> None:
        self.archive = archive
        self.relations = relations
        self.cite = cite
        self.history = history or History()
        self.base = archive.citation.url
        self.name = archive.citation.title
        self.reference = Remembered(self._reference)
        """The formatted reference of a work, by its key."""
        self.originals = Remembered(self._originals)
        """The pages where a work can be read, by its key; `at` opens each at some words."""
        self.claims = ShownClaims(relations, self.link, self.originals, self.say)
        self.about_incidents = AboutIncidents(relations, self.claims, lambda: self.index_parts["discrepancies"])
        """What is said in short of the claims about an incident."""
        self.first_words = FirstWords(archive, self.link, self._figure)
        self.pager = Derived(self._pager)
        """The pager of an index on one of its pages, by the name of the index and the label of the part shown."""
        self.whole = Derived(self._whole)
        """An index as a whole, by its name, for its own page; a part of it shows no more than `summed`."""
        self.summed = Derived(self._summed)
        """The same without the parts that its page lists."""
        self.part = Derived(self._part)
        """The part of an index with a label, by both; without a label the only part. None where there is none."""
        self.counted = Derived(self._counted)
        """How many claims a source makes or an incident has, in words, and how many have a known link to another."""
        self.first_day = Derived(self._first_day)
        """The day of the first revision of a file, by its path; empty where it was never committed."""
        self.kept = KeptValues()
        """Keeps values between builds."""
        self.further: dict[str, Shared] = {}
        """What else is worked out once for all pages, by the name of its class."""

    def say(self, key: str, **slots: object) -> str:
        """A label of the pages in English, with its slots filled."""
        return self.archive.labels.text(key).format(**slots)

    def absolute(self, address: str) -> str:
        """The permanent address of something on the site, in full: the one to cite."""
        return self.base + address

    @cached_property
    def index_parts(self) -> dict[str, list[IndexPart]]:
        """Every index by its name, as one part or as several where it is long."""
        return index_parts_of(self.archive, self.relations)

    def _pager(self, index: str, label: str) -> list[ShownPart]:
        return pager(self.index_parts[index], label)

    def _whole(self, index: str) -> Whole:
        return whole(self.index_parts[index])

    def _summed(self, index: str) -> Whole:
        return replace(self._whole(index), listed=())

    def _part(self, index: str, label: str) -> IndexPart | None:
        parts = self.index_parts[index]
        alone = parts[0] if len(parts) == 1 and not label else None
        return alone or next((part for part in parts if part.label == label), None)

    @cached_property
    def source_parts(self) -> dict[str, list[SourcePart]]:
        """The parts of every annotated source, by its id; one part for all but long ones."""
        return {one.id: parts_of(one, self.archive.annotations[one.id].entries) for one in self.archive.sources}

    @cached_property
    def tables_apart(self) -> dict[str, list[TablesPart]]:
        """The pages of tables of each incident that has too many claims for its own page, by its id."""
        incidents = [one for one in self.archive.records_of("incident").values() if isinstance(one, Incident)]
        found = ((one.id, tables_apart(self.relations, one)) for one in incidents)
        return {key: parts for key, parts in found if parts}

    @cached_property
    def origins_apart(self) -> dict[str, list[RecordPart]]:
        """The pages of origins of each incident that has too many linked claims for one, by its id."""
        found = ((key, origins_apart(self.relations, one)) for key, one in self.archive.records_of("incident").items())
        return {key: parts for key, parts in found if parts}

    @cached_property
    def changes_apart(self) -> dict[tuple[str, str], list[RecordPart]]:
        """The pages of the older changes of each record that was changed often, by its kind and id."""
        records = [record for kind in PAGED for record in self.archive.records_of(kind).values()]
        found = (((one.kind_id, one.id), changes_apart(one)) for one in records)
        return {key: parts for key, parts in found if parts}

    @cached_property
    def cuts(self) -> dict[tuple[str, str], Cut]:
        """How the page of each record is cut that has too much for one page, by its kind and id."""
        records = [record for kind in GROWING for record in self.archive.records_of(kind.kind_id).values()]
        growing = [one for one in records if not isinstance(one, Incident) or one.id in self.tables_apart]
        found = (((one.kind_id, one.id), cut(self.relations, one, self._listed(one))) for one in growing)
        return {key: made for key, made in found if made.parts}

    def older_changes(self, record: Record) -> list[RecordPart]:
        """The pages of its older changes; none where all are on its page."""
        return self.changes_apart.get((record.kind_id, record.id), [])

    def cut(self, record: Record) -> Cut:
        """How the page of a record is cut."""
        return self.cuts.get((record.kind_id, record.id), WHOLE)

    def _listed(self, record: Record) -> RecordLists:
        claimed = self.relations.claims_of.get(record.id, ()) if isinstance(record, Incident) else ()
        mentioning = {claim.owner for claim in claimed if claim.annotated}
        mentioning |= {mention.source for mention in self.relations.mentions.get((record.kind_id, record.id), ())}
        people = len(self.people_of(record.id)) if isinstance(record, Organization) else 0
        return RecordLists(self.incidents_of(record), sorted(mentioning, key=self.rank), self.events_of(record), people)

    @cached_property
    def _on_parts(self) -> dict[str, dict[str, str]]:
        """Where the passages, claims and notes are that the page of a long source or incident only points to.

        By that page and their anchor on it: who asks for some of a page that is not long has read only that.
        """
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for part in [part for parts in self.source_parts.values() for part in parts[1:]]:
            found[part.page] |= {anchor: f"{part.address}#{anchor}" for anchor in part.anchors}
        for table in [part for parts in self.tables_apart.values() for part in parts]:
            anchors = [addresses.claim_anchor(one.id) for one in table.told]
            found[table.page] |= {anchor: f"{table.address}#{anchor}" for anchor in anchors}
        for first, *further in self.origins_apart.values():
            found[first.address] |= {ref: f"{part.address}#{ref}" for part in further for ref in part.items}
        for (kind, key), older in self.changes_apart.items():
            for apart in older:
                told = older_changes(self.archive.records_of(kind)[key], apart)
                anchors = [anchor for one in told for anchor in (one.anchor, *one.before)]
                found[apart.page] |= {anchor: f"{apart.address}#{anchor}" for anchor in anchors}
        return dict(found)

    def shown_at(self, address: str) -> str:
        """Where readers find what has a permanent address: the same, but for what is on a further part of a page."""
        page, _, anchor = address.partition("#")
        moved = self._on_parts.get(page) if anchor else None
        return address if moved is None else moved.get(anchor, address)

    @cached_property
    def titles_apart(self) -> dict[str, str]:
        """The title of each work as a list to pick from has it, by key."""
        return told_apart(self.archive.works.values())

    @cached_property
    def index_entries(self) -> dict[tuple[str, str], list[Any]]:
        """The entries of each part of an index, by its key; a part notes its reads under this name."""
        return {part.key: part.entries for parts in self.index_parts.values() for part in parts}

    @cached_property
    def source_order(self) -> list[str]:
        """The ids of annotated sources, oldest first."""
        return [source.id for part in self.index_parts["sources"] for source in part.entries]

    @property
    def sources_by_day(self) -> list[Source]:
        """Annotated sources, oldest first."""
        return list(self.sources.values())

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Annotated sources by id, oldest first."""
        return {source.id: source for part in self.index_parts["sources"] for source in part.entries}

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self.source_order)}

    def rank(self, source: str) -> int:
        """The place of a source among all sources, oldest first."""
        return self._ranks[source]

    def _reference(self, key: str) -> Markup:
        return reference(self.archive.works[key])

    def _originals(self, key: str) -> tuple[Original, ...]:
        return originals(self.archive, key)

    @cached_property
    def _anchored(self) -> dict[tuple[str, str], str]:
        """The page of every record that is an anchor on an index."""
        pages = {}
        for kind in KINDS.values():
            for part in self.index_parts[kind.index.name] if kind.anchored else ():
                for item in part.items:
                    pages[kind.id, item.id] = part.address
        return pages

    def address(self, kind: str, record_id: str) -> str:
        """The address of a record from the site's root."""
        page = self._anchored.get((kind, record_id)) if KINDS[kind].anchored else None
        return f"{page}#{record_id}" if page is not None else addresses.address(kind, record_id)

    @cached_property
    def short_texts(self) -> dict[str, dict[str, str]]:
        """What every record is called in running text, by kind and id: a link reads no more of a record."""
        return {kind: {one.id: one.short_text for one in held.values()} for kind, held in self.archive.records.items()}

    @cached_property
    def outlets(self) -> dict[str, str]:
        """The organization that published a work, by the key of the work, if one alone has the name of its outlet."""
        return outlets_of(self.archive.works, self.archive.records_of(Organization.kind_id))

    @cached_property
    def carriers(self) -> dict[str, str]:
        """The organization that carries the copy of a work, found in the same way."""
        return carriers_of(self.archive.works, self.archive.records_of(Organization.kind_id))

    def link(self, kind: str, record_id: str, text: str = "", anchor: str = "") -> RecordLink:
        """A link to a record or a place on its page, with the short name of the record unless a text is given."""
        shown = text or self.short_texts[kind].get(record_id, record_id)
        address = self.address(kind, record_id) + (f"#{anchor}" if anchor else "")
        return RecordLink(kind, record_id, shown, intern(address))  # thousands of rows of claims hold it

    def apart(self, kind: str, ids: Iterable[str]) -> list[tuple[str, str]]:
        """Each record of a list with its text for a link; empty, its usual name, unless it is a work called as another.

        Works of one author and day are called alike, also by a page about one of them; they have their titles too.
        """
        often = self._called if kind == Work.kind_id else Counter[str]()
        texts = self.short_texts[kind]
        return [(one, self._with_title(one) if often[texts.get(one, one)] > 1 else "") for one in ids]

    @cached_property
    def _called(self) -> Counter[str]:
        """How many works are called by each name."""
        return Counter(self.short_texts[Work.kind_id].values())

    def _with_title(self, key: str) -> str:
        work = self.archive.works[key]
        return f"{work.short_text}, “{work.title_translated or work.title}”"

    def in_short(self, source: Source) -> str:
        """What a document says in short, as plain text: a claim is the words that link to it, or its figure."""
        parts = parse(source.in_short)[0]
        return "".join(part if isinstance(part, str) else self._in_words(part, source.id) for part in parts)

    def _in_words(self, call: Call, owner: str) -> str:
        return call.text(1, "text") or self._figure(owner, call.text(0, "id"))

    def _figure(self, owner: str, target: str) -> str:
        """The figure of a claim that a text of `owner` names by its id, alone or behind that of another owner."""
        return self.claims.figure_of(target if "." in target else f"{owner}.{target}")

    def permanent(self, address: str) -> str:
        """Where a permanent address `kinds/id`, `claims/owner.id` or `notes/owner.id` leads today."""
        plural, _, ref = address.partition("/")
        if plural == "claims":
            return self.claims[ref].address
        if plural == "notes":
            return self.note_address(self.relations.notes[ref])
        return self.address(BY_PLURAL[plural].id, ref)

    def note_address(self, stated: AttachedNote) -> str:
        """The address of an editorial note: at its passage, or on the page of its incident."""
        kind = "source" if stated.note.passages else "incident"
        return addresses.address(kind, stated.owner) + f"#{addresses.note_anchor(stated.id)}"

    @cached_property
    def _claims_by_passage(self) -> dict[str, list[AttributedClaim]]:
        grouped: dict[str, list[AttributedClaim]] = defaultdict(list)
        for stated in self.relations.claims.values():
            if stated.annotated:
                grouped[stated.owner].append(stated)
        return grouped

    def claims_at(self, source: str, first: int, last: int) -> list[ShownClaim]:
        """The claims of a source's passages, in the order of its record."""
        claims = self._claims_by_passage.get(source, [])
        return self.claims.of(stated for stated in claims if first <= (stated.claim.passage or 0) <= last)

    def _counted(self, owner: str) -> str:
        claims = self._claims_by_passage.get(owner) if owner in self.sources else self.relations.claims_of.get(owner)
        return counted(self.relations, claims or [])

    def _first_day(self, path: str) -> str:
        revision = self.history.of(path)
        return revision.first if revision else ""

    def own_claims(self, incident: Incident) -> list[ShownClaim]:
        """The claims that the record of an incident holds: those of reports that are not annotated."""
        return [self.claims[f"{incident.id}.{claim}"] for claim in incident.claims]

    def claims_about(self, incident: str) -> list[ShownClaim]:
        """All claims about an incident."""
        return self.claims.of(self.relations.claims_of.get(incident, ()))

    def claims_of(self, speaker: str) -> list[ShownClaim]:
        """All claims with this organization, person or voice in their chain."""
        return self.claims.of(self.relations.spoken_by.get(speaker, ()))

    def items(self, part: IndexPart) -> list[Any]:
        """The entries of a part of an index as they are shown: claims as rows, what is known as groups of claims."""
        if part.index == "known":
            return [known(self.relations, incident) for incident in part.items]
        return self.claims.of(part.items) if part.index == "claims" else part.items

    def mentions_by_source(self, kind: str, record_id: str) -> dict[str, list[Mention]]:
        """The mentions of a record by the sources that make them, oldest source first."""
        grouped: dict[str, list[Mention]] = {}
        for mention in self.relations.mentions.get((kind, record_id), ()):
            grouped.setdefault(mention.source, []).append(mention)
        return {key: grouped[key] for key in sorted(grouped, key=self.rank)}

    @cached_property
    def _events_by(self) -> dict[tuple[str, str], list[Event]]:
        grouped: dict[tuple[str, str], list[Event]] = defaultdict(list)
        events = [event for event in self.archive.records_of(Event.kind_id).values() if isinstance(event, Event)]
        for event in sorted(events, key=lambda event: (event.date.first, event.id)):
            for field in ("organizations", "people", "places", "instruments", "incidents"):
                for record_id in getattr(event, field):
                    grouped[field, record_id].append(event)
        return grouped

    def events_of(self, record: Record) -> list[Event]:
        """The events that name a record, by date; those of an event or a source are none."""
        field = EVENTS_WITH.get(record.kind_id)
        return self.events_with(field, record.id) if field else []

    def events_with(self, field: str, record_id: str) -> list[Event]:
        """Events that name a record in one of their fields, by date."""
        return self._events_by.get((field, record_id), [])

    @cached_property
    def _people(self) -> dict[str, list[str]]:
        grouped: dict[str, list[str]] = defaultdict(list)
        for person_id, person in self.archive.records_of("person").items():
            for organization in getattr(person, "affiliation", ()):
                grouped[organization].append(person_id)
        return grouped

    def people_of(self, organization: str) -> list[str]:
        """The people who spoke for an organization, by id."""
        return self._people.get(organization, [])

    @cached_property
    def _incidents(self) -> list[Incident]:
        return [record for record in self.archive.records_of("incident").values() if isinstance(record, Incident)]

    @cached_property
    def _incidents_by_actor(self) -> dict[str, list[Incident]]:
        grouped: dict[str, list[Incident]] = defaultdict(list)
        for incident in self._incidents:
            for organization in incident.organizations:
                grouped[organization].append(incident)
        return grouped

    def incidents_with(self, organization: str) -> list[Incident]:
        """Incidents in which an organization is reported to have acted."""
        return self._incidents_by_actor.get(organization, [])

    def incidents_of(self, record: Record) -> list[Incident]:
        """The incidents in which a body acted, that took place somewhere, or that an event is about, by date."""
        if isinstance(record, Organization):
            return self._by_date(self.incidents_with(record.id))
        of_place = self.place_roles.get(record.id, {}) if isinstance(record, Place) else {}
        keys = record.incidents if isinstance(record, Event) else of_place
        found = map(self.archive.records_of(Incident.kind_id).get, keys)
        return self._by_date(one for one in found if isinstance(one, Incident))

    @staticmethod
    def _by_date(incidents: Iterable[Incident]) -> list[Incident]:
        return sorted(incidents, key=lambda one: (one.date.first, one.id))

    @cached_property
    def place_roles(self) -> dict[str, dict[str, list[str]]]:
        """For every place its incidents, each with the roles the place has in it."""
        grouped: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for incident in self._incidents:
            for role in ("arrested", "held", "crossed"):
                for place in getattr(incident.places, role):
                    grouped[place].setdefault(incident.id, []).append(role)
        return grouped
