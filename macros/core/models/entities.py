"""Those who speak and act, and where: organizations, people, voices and places."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from macros.core.models.base import Named, Shape, ref, term
from macros.core.models.replies import Replies
from macros.core.models.translations import in_editions, translated
from macros.core.noting.fields import noted_apart
from macros.core.values.types import Address, Flag, Id, Latitude, Line, Longitude, Moment

InText = Annotated[Line | None, Field(description="how a sentence calls it, with its article: an official")]


@noted_apart("name", "short")
@in_editions
class Organization(Named):
    """A body that speaks, acts or is addressed in a source."""

    kind_id: ClassVar[str] = "organization"

    kind: Annotated[Line, term("organization-kinds"), Field(description="what sort of body it is")]
    in_text: InText = None
    country: Annotated[Line | None, Field(description="country where it is based, in English, or `international`")] = (
        None
    )
    address: Annotated[Address | None, Field(description="its own web site")] = None
    founded: Annotated[Moment | None, Field(description="when it began (EDTF)")] = None
    predecessors: Annotated[list[Id], ref("organization"), Field(description="bodies it grew out of")] = []
    successor: Annotated[Line | None, Field(description="what became of it")] = None
    part_of: Annotated[list[Id], ref("organization"), Field(description="the bodies it belongs to")] = []
    distinct_from: Annotated[
        list[Id], ref("organization"), Field(description="bodies it must not be confused with, such as namesakes")
    ] = []
    reply: Replies = []


class Finding(Shape):
    """Where a court, a body of the United Nations or a state has established what a person did."""

    by: Annotated[Id, ref("organization"), Field(description="the court, UN body or state body that found it")]
    work: Annotated[Id, ref("work"), Field(description="the judgment, report or decision that names the person")]


@noted_apart("name", "short")
@in_editions
class Person(Named):
    """Someone who spoke in public, under their own name, for an office or a named organization.

    Never a victim, a returnee, a relative or a helper, and nobody within reach of China or the DPRK except officials
    who speak for their state. Anyone else whom a document names is a voice, `named-not-here`.
    """

    kind_id: ClassVar[str] = "person"

    office: Annotated[
        Line, translated, Field(description="the office or post in which they spoke, at the time of the source")
    ]
    affiliation: Annotated[
        list[Id], ref("organization"), Field(description="organizations for which they spoke in public; at least one")
    ] = []
    spokesperson_of: Annotated[
        list[Id],
        ref("organization"),
        Field(description="those of them whose spokesperson they were; a chain then says `spokesperson of`"),
    ] = []
    affiliation_note: Annotated[Line | None, Field(description="affiliations without a record")] = None
    spoke_in: Annotated[
        list[Id],
        ref("event|work"),
        Field(description="events or works in which they spoke, where no claim or passage of the archive shows it"),
    ] = []
    heads: Annotated[list[Id], ref("organization"), Field(description="the states whose highest office they held")] = []
    distinct_from: Annotated[list[Id], ref("person"), Field(description="people of the same name")] = []
    finding: Annotated[
        Finding | None, Field(description="for someone said to have done wrong: who established it, and where")
    ] = None
    reply: Replies = []


@noted_apart("name", "short")
@in_editions
class Voice(Named):
    """A link of an attribution chain that has no name, or is not named here.

    Unnamed officials, informants, relatives as a group, outlets that a document cites together, and those whom a
    report names and the archive does not. A body with a name is an organization, and someone who spoke in public for
    it is a person. Name and note say only what the chain needs: no home town, no family, no route.
    """

    kind_id: ClassVar[str] = "voice"

    name: Annotated[
        Line,
        translated,
        Field(description="how the document describes it, in the fewest words that reveal least; never a name"),
    ]
    kind: Annotated[Line, term("voice-kinds"), Field(description="what sort of voice it is")]
    in_text: Annotated[InText, translated] = None
    together: Annotated[
        Flag,
        Field(description="yes where it speaks beside the author of a document, as co-signatories do"),
    ] = False
    members: Annotated[
        list[Id],
        ref("organization|person"),
        Field(description="for a group of speakers: those who have a record; its claims stand on their pages too"),
    ] = []


class Coordinates(Shape):
    """A point, WGS 84, with how certain it is."""

    latitude: Annotated[Latitude, Field(description="degrees north")]
    longitude: Annotated[Longitude, Field(description="degrees east")]
    certainty: Annotated[Line, term("certainties"), Field(description="what the point stands for")]
    source: Annotated[Line | None, Field(description="the gazetteer it was taken from")] = None


@noted_apart("name", "short")
@in_editions
class Place(Named):
    """A city, county, province, border or state that a source names."""

    kind_id: ClassVar[str] = "place"

    kind: Annotated[Line, term("place-kinds"), Field(description="what sort of place it is")]
    country: Annotated[Line, Field(description="country, in English")]
    province: Annotated[Line | None, Field(description="province and, where useful, prefecture")] = None
    coordinates: Annotated[Coordinates | None, Field(description="where it is; left out for regions")] = None
    counterpart: Annotated[list[Id], ref("place"), Field(description="the place across the river")] = []
    counterpart_note: Annotated[Line | None, Field(description="what is known about the crossing")] = None
    distinct_from: Annotated[list[Id], ref("place"), Field(description="places of the same name")] = []
