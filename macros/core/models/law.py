"""Treaties, protocols, resolutions, domestic law and norms."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from macros.core.models.base import Named, Names, Shape, ref, term
from macros.core.values import Address, Edtf, Id, Line, RichText

LEGAL_DOCUMENTS = {
    "treaty",
    "protocol",
    "bilateral",
    "declaration",
    "resolution",
    "general-comment",
    "handbook",
    "domestic-law",
    "decree",
}
"""The kinds of instrument that are one document. A norm, a crime or a policy is none."""


class Provision(Shape):
    """An article or paragraph that sources invoke or that bears on returns."""

    label: Annotated[Line, Field(description="how it is written out, such as Article 33(1)")]
    subject: Annotated[Line | None, Field(description="what it is about, in our own words")] = None
    standing: Annotated[
        Line, term("provision-standings"), Field(description="invoked in a source, or relevant though none has it")
    ] = "relevant"


class Status(Shape):
    """How one state stands to a treaty."""

    standing: Annotated[Line, term("standings"), Field(description="party, signatory, not a party, unknown")]
    signed: Annotated[Edtf | None, Field(description="date of signature")] = None
    acceded: Annotated[Edtf | None, Field(description="date of accession")] = None
    ratified: Annotated[Edtf | None, Field(description="date of ratification")] = None
    reservations: Annotated[list[Line], Field(description="reservations and declarations, one a line")] = []
    note: Annotated[Line | None, Field(description="what needs saying about the status")] = None


class Candidate(Shape):
    """One of several instruments that an unclear reference may mean."""

    name: Annotated[Line, Field(description="name of the candidate")]
    native: Annotated[Names, Field(description="names by language tag")] = {}
    date: Annotated[Edtf | None, Field(description="its date (EDTF)")] = None
    fit: Annotated[Line, Field(description="what speaks for and against it")]


class Instrument(Named):
    """A treaty, protocol, resolution, domestic law or norm that sources invoke."""

    kind_id: ClassVar[str] = "instrument"

    kind: Annotated[Line, term("instrument-kinds"), Field(description="what sort of instrument it is")]
    symbol: Annotated[Line | None, Field(description="United Nations document symbol")] = None
    adopted: Annotated[Edtf | None, Field(description="date of adoption or signature (EDTF)")] = None
    adopted_note: Annotated[Line | None, Field(description="place, resolution, or what is known of the date")] = None
    opened: Annotated[Edtf | None, Field(description="opened for signature (EDTF)")] = None
    in_force: Annotated[Edtf | None, Field(description="entry into force (EDTF)")] = None
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
