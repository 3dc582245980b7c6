"""The table of kinds: each fact about a kind is stated here once, and every list of kinds comes from here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from macros.core.models.base import Named, Record
from macros.core.models.entities import Organization, Person, Place, Voice
from macros.core.models.events import Event, Incident
from macros.core.models.law import Instrument
from macros.core.models.source import Source
from macros.core.models.work import Work


class Index(NamedTuple):
    """A list of all records of a sort: its name, the macro that shows it, the folder of its page, its heading."""

    name: str
    macro: str
    folder: str
    title: str

    @property
    def address(self) -> str:
        """Its address from the site's root."""
        return f"{self.folder}/"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of record.

    `folder` and `suffix` say where its files are (empty for works, which share one file). `plural` names its data
    file and begins its permanent addresses. Its records have pages below `page`, or anchors on it if `anchored`.
    `title` is the heading of a list of them, `label` names one in search results. `call` is the reference call that
    leads to one, `takes` are the parameters of that call. `schema_org` is its schema.org type, unless the record's
    `kind` has a closer one. `removed` replaces a reference to a record that was taken out.
    """

    model: type[Record]
    plural: str
    title: str
    index: Index
    removed: str
    folder: str = ""
    suffix: str = ".yml"
    page: str = ""
    label: str = ""
    anchored: bool = False
    schema_org: str = "Thing"
    call: str = ""
    takes: str = ""
    call_help: str = ""
    speaks: bool = False
    """Whether it may be a link of an attribution chain."""
    mentioned: bool = False
    """Whether each record must be mentioned somewhere."""
    facet: bool = False
    """Whether readers can narrow search results by it."""
    advice: str = ""
    """What to know before one writes a record; the reference for contributors has it beside the fields."""
    near_names: bool = False
    """Whether ids are names of people or places, where another letter makes another name."""

    @property
    def id(self) -> str:
        """The word for it in commands, references and records."""
        return self.model.kind_id

    @property
    def claims(self) -> bool:
        """Whether its records hold claims and notes."""
        return "claims" in self.model.model_fields

    @property
    def happened(self) -> bool:
        """Whether its records always have a date, and so appear on the timeline."""
        date = self.model.model_fields.get("date")
        return date is not None and date.is_required()

    @property
    def named(self) -> bool:
        """Whether its records have a name, by which an index lists them."""
        return issubclass(self.model, Named)

    def file(self, record_id: str) -> str:
        """The path of the file of a record, for a kind with files."""
        return f"{self.folder}/{record_id}{self.suffix}"


_ROWS = (
    Kind(
        model=Source,
        plural="sources",
        title="Sources",
        index=Index("sources", "source_index", "archive", "Sources"),
        removed="(source removed)",
        folder="docs/archive",
        suffix=".md",
        page="archive",
        label="Source",
        facet=True,
        near_names=True,
    ),
    Kind(
        model=Incident,
        plural="incidents",
        title="Incidents",
        index=Index("incidents", "incident_index", "incidents", "Incidents"),
        removed="(incident removed)",
        folder="data/incidents",
        page="incidents",
        label="Incident",
        facet=True,
        schema_org="Event",
        call="incident",
        takes="id! text",
        call_help="an incident",
        near_names=True,
    ),
    Kind(
        model=Event,
        plural="events",
        title="Events",
        index=Index("timeline", "timeline", "timeline", "Timeline"),
        removed="(event removed)",
        folder="data/events",
        page="events",
        label="Event",
        schema_org="Event",
        call="event",
        takes="id! text",
        call_help="an event",
    ),
    Kind(
        model=Organization,
        plural="organizations",
        title="Organizations",
        index=Index("organizations", "organization_index", "organizations", "Organizations"),
        removed="(name removed)",
        folder="data/organizations",
        page="organizations",
        label="Organization",
        schema_org="Organization",
        call="org",
        takes="id! text role=roles named",
        call_help="an organization",
        speaks=True,
        mentioned=True,
        facet=True,
    ),
    Kind(
        model=Person,
        plural="people",
        title="People",
        index=Index("people", "person_index", "people", "People"),
        removed="(name removed)",
        folder="data/people",
        page="people",
        label="Person",
        schema_org="Person",
        call="person",
        takes="id! text role=roles named",
        call_help="a person",
        advice="Organizations, people and voices share one set of ids, because any of them can be a link of a chain.",
        speaks=True,
        mentioned=True,
        near_names=True,
    ),
    Kind(
        model=Voice,
        plural="voices",
        title="Voices",
        index=Index("voices", "voice_index", "people", "Voices"),
        removed="(name removed)",
        folder="data/voices",
        page="people",
        label="Voice",
        anchored=True,
        call="voice",
        takes="id! text",
        call_help="a voice: what has no name, or is not named here",
        advice="A voice has no name in the document, or is not named here. A body that has a name is an organization, "
        "and who spoke in public for one is a person.",
        speaks=True,
        mentioned=True,
        near_names=True,
    ),
    Kind(
        model=Instrument,
        plural="instruments",
        title="Law",
        index=Index("instruments", "instrument_index", "instruments", "Law"),
        removed="(rule removed)",
        folder="data/instruments",
        page="instruments",
        label="Law",
        schema_org="Legislation",
        call="law",
        takes="id! provision text how=namings!",
        call_help="an instrument, or one of its provisions; `how` says who names it, the document or the archive",
        mentioned=True,
        facet=True,
    ),
    Kind(
        model=Place,
        plural="places",
        title="Places",
        index=Index("places", "place_index", "places", "Places"),
        removed="(place removed)",
        folder="data/places",
        page="places",
        label="Place",
        schema_org="Place",
        call="place",
        takes="id! text named",
        call_help="a place",
        mentioned=True,
        facet=True,
        near_names=True,
    ),
    Kind(
        model=Work,
        plural="works",
        title="Works cited",
        index=Index("bibliography", "bibliography", "bibliography", "Bibliography"),
        removed="(work removed)",
        page="bibliography",
        label="Work",
        anchored=True,
        schema_org="CreativeWork",
        near_names=True,
    ),
)

KINDS: dict[str, Kind] = {kind.id: kind for kind in _ROWS}
"""Every kind by its id, in the order in which kinds are shown."""


def _ids(kinds: Iterable[Kind]) -> tuple[str, ...]:
    return tuple(kind.id for kind in kinds)


BY_PLURAL: dict[str, Kind] = {kind.plural: kind for kind in _ROWS}
WRITTEN = _ids(kind for kind in _ROWS if kind.folder)
"""Kinds with one file for each record."""
PAGED = _ids(kind for kind in _ROWS if not kind.anchored)
"""Kinds whose records have a page of their own; the feed announces new ones."""
OWNERS = _ids(kind for kind in _ROWS if kind.claims)
"""Kinds whose records hold claims and notes."""
SPEAKERS = _ids(kind for kind in _ROWS if kind.speaks)
"""Kinds that may be links of an attribution chain."""
HAPPENED = _ids(kind for kind in _ROWS if kind.happened)
"""Kinds that the timeline shows."""
FACETS = _ids(kind for kind in _ROWS if kind.facet)
"""Kinds by which readers can narrow search results."""

INDEXES: dict[str, Index] = {
    index.name: index
    for index in (
        *(kind.index for kind in _ROWS if kind.folder),
        Index("claims", "claim_index", "claims", "Claims"),
        Index("discrepancies", "discrepancy_index", "discrepancies", "Discrepancies"),
        Index("known", "known_index", "known", "What is known, and what is not"),
        *(kind.index for kind in _ROWS if not kind.folder),
    )
}
"""Every index by its name: those of the kinds, and those of claims, notes and dates."""


def indexes_by_page() -> dict[str, str]:
    """The heading of each index page by its address; two on one page share it, such as `People and voices`."""
    found: dict[str, str] = {}
    for index in INDEXES.values():
        above = found.get(index.address)
        found[index.address] = f"{above} and {index.title.lower()}" if above else index.title
    return found
