"""Those who speak and act, and where: organizations, people, voices and places."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from macros.core.models.base import Named, Shape, ref, term
from macros.core.values import Address, Edtf, Id, Latitude, Line, Longitude


class Organization(Named):
    """A body that speaks, acts or is addressed in a source."""

    kind_id: ClassVar[str] = "organization"

    kind: Annotated[Line, term("organization-kinds"), Field(description="what sort of body it is")]
    country: Annotated[Line | None, Field(description="country of its seat, in English; `international` where so")] = (
        None
    )
    address: Annotated[Address | None, Field(description="its own web site")] = None
    founded: Annotated[Edtf | None, Field(description="when it began (EDTF)")] = None
    predecessors: Annotated[list[Id], ref("organization"), Field(description="bodies it grew out of")] = []
    successor: Annotated[Line | None, Field(description="what became of it")] = None
    part_of: Annotated[list[Id], ref("organization"), Field(description="the bodies it belongs to")] = []
    distinct_from: Annotated[
        list[Id], ref("organization"), Field(description="bodies it must not be confused with")
    ] = []


class Person(Named):
    """Someone who spoke or acted in public office or for an organization. Never a victim, relative or helper."""

    kind_id: ClassVar[str] = "person"

    office: Annotated[Line, Field(description="role at the time of the source")]
    affiliation: Annotated[list[Id], ref("organization"), Field(description="organizations they spoke for")] = []
    affiliation_note: Annotated[Line | None, Field(description="affiliations without a record")] = None


class Voice(Named):
    """A link of an attribution chain that is no organization or person of an annotated source.

    Voices without a name stand here (unnamed officials, informants, relatives as a group), and speakers and
    outlets that only other reports name.
    """

    kind_id: ClassVar[str] = "voice"

    kind: Annotated[Line, term("voice-kinds"), Field(description="unnamed, collective, outlet, speaker or document")]


class Coordinates(Shape):
    """A point, WGS 84, with how certain it is."""

    latitude: Annotated[Latitude, Field(description="degrees north")]
    longitude: Annotated[Longitude, Field(description="degrees east")]
    certainty: Annotated[Line, term("certainties"), Field(description="what the point stands for")]
    source: Annotated[Line | None, Field(description="the gazetteer it was taken from")] = None


class Place(Named):
    """A city, county, province, border or state that a source names."""

    kind_id: ClassVar[str] = "place"

    kind: Annotated[Line, term("place-kinds"), Field(description="what sort of place it is")]
    country: Annotated[Line, Field(description="country, in English")]
    province: Annotated[Line | None, Field(description="province and, where useful, prefecture")] = None
    coordinates: Annotated[Coordinates | None, Field(description="where it lies; left out for regions")] = None
    counterpart: Annotated[list[Id], ref("place"), Field(description="the place across the river")] = []
    counterpart_note: Annotated[Line | None, Field(description="what is known of the crossing")] = None
