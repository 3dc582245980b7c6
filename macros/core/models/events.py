"""What happened, and what was said or decided about it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from macros.core.models.base import Confirmed, Shape, ref, term
from macros.core.models.changes import Changes, PlainChanges
from macros.core.models.claims import Claims, Notes
from macros.core.models.translations import in_editions, translated
from macros.core.noting.fields import noted_apart
from macros.core.values.types import Edtf, Flag, Id, Line, Paragraphs, RichText


class PlacesByRole(Shape):
    """The places of an incident by what is reported to have happened there."""

    arrested: Annotated[list[Id], ref("place"), Field(description="where people were taken into custody")] = []
    held: Annotated[list[Id], ref("place"), Field(description="where they were held")] = []
    crossed: Annotated[list[Id], ref("place"), Field(description="where they were handed over or crossed")] = []


PRACTICE = "practice"
"""The kind of incident that stands for a practice and not for one event: arrest and return in general."""


@noted_apart("claims", "notes")
@in_editions
class Incident(Confirmed):
    """A detention, a return or a threatened return, with the claims of works that are not annotated."""

    kind_id: ClassVar[str] = "incident"

    title: Annotated[Line, translated, Field(description="what, when and where, without a figure")]
    short: Annotated[Line | None, translated, Field(description="short form for chains and tables")] = None
    kind: Annotated[Line, term("incident-kinds"), Field(description="what sort of incident it is")]
    main: Annotated[Flag, Field(description="yes for those that a picture shows if it has no room for all")] = False
    date: Annotated[Edtf, Field(description="when it is reported to have happened (EDTF)")]
    outcome: Annotated[
        Line, translated, Field(description="what is reported to have happened to the people, without a figure")
    ]
    summary: Annotated[RichText, translated, Field(description="what is reported, attributed; figures only as claims")]
    differences: Annotated[
        Paragraphs | None,
        Field(description="how far reports differ and why they may count different groups; an empty line is kept"),
    ] = None
    places: Annotated[PlacesByRole, Field(description="places by role: arrested, held, crossed")] = PlacesByRole()
    organizations: Annotated[list[Id], ref("organization"), Field(description="those reported to have acted")] = []
    related: Annotated[list[Id], ref("incident"), Field(description="incidents to be read beside it")] = []
    claims: Annotated[Claims, Field(description="claims of works that are not annotated, by id")] = {}
    notes: Annotated[Notes, Field(description="editorial notes, by id")] = {}
    changes: Changes = []


@in_editions
class Event(Confirmed):
    """What was said or decided: a briefing, hearing, resolution, decree, border closure."""

    kind_id: ClassVar[str] = "event"

    title: Annotated[Line, translated, Field(description="who did what")]
    short: Annotated[Line | None, translated, Field(description="short form for tables")] = None
    date: Annotated[Edtf, Field(description="when (EDTF)")]
    kind: Annotated[Line, term("event-kinds"), Field(description="what sort of event it is")]
    summary: Annotated[RichText | None, translated, Field(description="one or two sentences, attributed")] = None
    organizations: Annotated[list[Id], ref("organization"), Field(description="organizations that took part")] = []
    people: Annotated[list[Id], ref("person"), Field(description="people who took part")] = []
    places: Annotated[list[Id], ref("place"), Field(description="where")] = []
    instruments: Annotated[list[Id], ref("instrument"), Field(description="instruments it concerns")] = []
    incidents: Annotated[list[Id], ref("incident"), Field(description="incidents it answers")] = []
    works: Annotated[list[Id], ref("work"), Field(description="works that document it")] = []
    status: Annotated[Line, term("statuses"), Field(description="how firmly it is established")]
    changes: PlainChanges = []
