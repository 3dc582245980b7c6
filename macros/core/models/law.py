"""Treaties, protocols, resolutions, domestic law and norms."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from macros.core.models.base import Named, Names, Shape, ref, term
from macros.core.models.translations import in_editions, translated
from macros.core.values.dates import OPEN_END
from macros.core.values.types import Address, Consulted, Edtf, Id, Line, Moment, RichText

LEGAL_DOCUMENTS = {
    "treaty",
    "protocol",
    "bilateral",
    "declaration",
    "resolution",
    "general-comment",
    "finding",
    "ilc-text",
    "agreement",
    "handbook",
    "domestic-law",
    "decree",
}
"""The kinds of instrument that are documents. Norms, crimes and policies are not."""


@in_editions
class Provision(Shape):
    """An article or paragraph that sources name or that bears on returns; the annotations tell which."""

    label: Annotated[Line, translated, Field(description="how it is written out, such as Article 33(1)")]
    subject: Annotated[Line | None, translated, Field(description="what it is about, in our own words")] = None
    exception_to: Annotated[
        Line | None, Field(description="number of the provision of this instrument to which it is an exception")
    ] = None
    seen: Annotated[
        Consulted | None,
        Field(description="where its content was read; without it, the subject is general knowledge and marked so"),
    ] = None


@in_editions
class Reservation(Shape):
    """A reservation or declaration by which a state limits what a provision asks of it."""

    provision: Annotated[Line, Field(description="number of the provision of this instrument that it concerns")]
    kind: Annotated[Line, term("reservation-kinds"), Field(description="reservation or declaration")] = "reservation"
    effect: Annotated[Line, translated, Field(description="what it takes away from the provision, in our own words")]
    made: Annotated[Moment | None, Field(description="date on which it was made (EDTF)")] = None
    withdrawn: Annotated[Moment | None, Field(description="date on which it was withdrawn (EDTF)")] = None
    unverified: Annotated[
        Line | None, Field(description="what is general knowledge or could not be confirmed; shown as unverified")
    ] = None


class Status(Shape):
    """The status of a treaty for one state, on the day for which it was looked up."""

    standing: Annotated[Line, term("standings"), Field(description="party, signatory, not a party, unknown")]
    as_of: Annotated[Edtf, Field(description="day for which the list or text gives the status (EDTF)")]
    seen: Annotated[Consulted | None, Field(description="the list or text that was read")] = None
    since: Annotated[
        Line | None, Field(description="what general knowledge says of the time after that day; shown as unverified")
    ] = None
    signed: Annotated[Moment | None, Field(description="date of signature")] = None
    acceded: Annotated[Moment | None, Field(description="date of accession")] = None
    ratified: Annotated[Moment | None, Field(description="date of ratification")] = None
    in_force: Annotated[Moment | None, Field(description="day on which it entered into force for this state")] = None
    reservations: Annotated[list[Reservation], Field(description="reservations and declarations of this state")] = []
    note: Annotated[Line | None, Field(description="what needs saying about the status")] = None


class Candidate(Shape):
    """One of several instruments that an unclear reference may mean."""

    name: Annotated[Line, Field(description="name of the candidate")]
    native: Annotated[Names, Field(description="names by language tag")] = {}
    date: Annotated[Edtf | None, Field(description="its date (EDTF)")] = None
    fit: Annotated[Line, Field(description="what speaks for and against it")]


@in_editions
class Instrument(Named):
    """A treaty, protocol, resolution, domestic law or norm that sources invoke."""

    kind_id: ClassVar[str] = "instrument"

    kind: Annotated[Line, term("instrument-kinds"), Field(description="what sort of instrument it is")]
    symbol: Annotated[Line | None, Field(description="United Nations document symbol")] = None
    adopted: Annotated[Edtf | None, Field(description="date of adoption or signature (EDTF)")] = None
    adopted_note: Annotated[Line | None, Field(description="place, resolution, or what is known of the date")] = None
    opened: Annotated[Moment | None, Field(description="opened for signature (EDTF)")] = None
    in_force: Annotated[Moment | None, Field(description="entry into force (EDTF)")] = None
    unts: Annotated[Line | None, Field(description="United Nations Treaty Series volume and page")] = None
    address: Annotated[Address | None, Field(description="official text or status page")] = None
    parties: Annotated[Line | None, Field(description="parties of a bilateral instrument")] = None
    cite_oscola: Annotated[Line | None, Field(description="citation after OSCOLA; a document must have one")] = None
    cite_bluebook: Annotated[Line | None, Field(description="citation after the Bluebook; a document must have it")] = (
        None
    )
    content: Annotated[RichText | None, Field(description="what it provides, in our own words")] = None
    provisions: Annotated[
        dict[Line, Provision], Field(description="provisions by number, such as 33(1) or para 12")
    ] = {}
    status: Annotated[
        dict[Id, Status], Field(description="by state: china, dprk, republic-of-korea, united-states")
    ] = {}
    candidates: Annotated[list[Candidate], Field(description="what an unclear reference may mean")] = []
    related: Annotated[list[Id], ref("instrument"), Field(description="instruments to be read with it")] = []
    distinct_from: Annotated[list[Id], ref("instrument"), Field(description="instruments of the same name")] = []

    @property
    def in_time(self) -> tuple[str, str, str]:
        """The key for lists in time order: the first day of its adoption (ISO 8601); undated ones come last."""
        return (self.adopted.first if self.adopted else OPEN_END, self.name.lower(), self.id)

    def reserved(self, provision: str) -> list[tuple[str, Reservation]]:
        """The reservations to one provision, each with its state, in the order of the record."""
        return [
            (state, one)
            for state, status in self.status.items()
            for one in status.reservations
            if one.provision == provision
        ]
