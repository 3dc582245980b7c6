"""The shape of every exported object, made from the models. JSON Schemas, columns and documentation are read from it.

Names are written with underscores. Every object has every field; an unknown value is null, or an empty list.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from macros.core.models import MODELS
from macros.core.models.base import ref, term
from macros.core.models.law import Provision
from macros.core.models.model_fields import fields_of
from macros.core.values.types import Address, Id, Line

Fields = dict[str, Any]
"""Fields as pydantic's `create_model` takes them: name to annotation, or to annotation and FieldInfo."""

OMITTED = {"claims", "notes", "plain"}
"""Fields that have their own files, and the one that would lead to pages that disclose too much."""

RENAMED = {"address": "web_address", "url": "original"}
"""Fields whose names every exported object uses for the address of the record itself."""

_BRACES = "; a name in braces is an institution, any other `Last, First`"
WORDED = {
    ("Work", "author"): f"authors{_BRACES}",
    ("Work", "editor"): f"editors{_BRACES}",
    ("Incident", "main"): "true for the incidents that a picture shows if it has no room for all",
}
"""Fields whose help text addresses contributors, with their description in exports."""


class Exported(BaseModel):
    """An exported object: known fields only."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]
"""An absolute address on the published site (RFC 3986)."""

SiteAddress = Annotated[str, Field(description="the same from the site's root, without a leading slash")]
Ids = list[Id]


def bounds(name: str) -> Fields:
    """The first and the last day of a date, as two fields."""
    return {
        f"{name}_first": Annotated[date | None, Field(description=f"first day of `{name}`; 0001-01-01 where open")],
        f"{name}_last": Annotated[date | None, Field(description=f"last day of `{name}`; 9999-12-31 where open")],
    }


def inherited(model: type[BaseModel], name: str) -> Fields:
    """One field of a model as it is exported, a date with its bounds."""
    info = model.model_fields[name]
    shown = copy(info)
    shown.description = WORDED.get((model.__name__, name), info.description)
    kept = (info.annotation, Field(description=shown.description) if info.annotation is bool else shown)
    return {RENAMED.get(name, name): kept} | (bounds(RENAMED.get(name, name)) if name in dates_of(model) else {})


def head_of(what: str) -> Fields:
    """Id and addresses: the first fields of every exported object that has an id."""
    return {
        "id": Annotated[Id, Field(description=f"permanent id of the {what}")],
        "address": SiteAddress,
        "url": Annotated[Url, Field(description=f"permanent address of the {what}")],
    }


@cache
def dates_of(model: type[BaseModel]) -> set[str]:
    """The fields of a model that hold a date (EDTF)."""
    return {field.attribute for field in fields_of(model) if field.date}


EXTRA: Mapping[str, Fields] = {
    "source": {
        "incidents": Annotated[
            Ids, ref("incident"), Field(description="incidents it makes claims about or mentions; derived")
        ],
        "evidence": Annotated[
            Line, term("evidence"), Field(description="whether its text was captured or only read; derived")
        ],
    },
    "work": {
        "archived": Annotated[
            Address | None,
            Field(description="archived copy: the recorded one, or the one found by the last look at the web"),
        ],
        "copy_sought": Annotated[
            Address | None,
            Field(
                description="where an archived copy may exist, near the day on which the work was opened or "
                "appeared; nobody has seen one there"
            ),
        ],
    },
}
"""What is derived for a kind of record and is not one of its fields."""


class ShownProvision(Provision):
    """A provision with what the annotations say about it."""

    standing: Annotated[
        Line,
        term("provision-standings"),
        Field(description="named by a source, only identified in one by the archive, or in no source; derived"),
    ]


INSTEAD: Mapping[str, Mapping[str, Fields]] = {
    "instrument": {
        "provisions": {
            "provisions": Annotated[
                dict[Line, ShownProvision],
                Field(description="provisions by number, each with whether a source names it"),
            ]
        }
    }
}
"""What replaces a field, by kind."""


def record_shape(kind: str) -> type[BaseModel]:
    """The shape of an exported record of one kind."""
    instead: dict[str, Fields] = {key: {} for key in OMITTED} | dict(INSTEAD.get(kind, {}))
    return shape(kind, MODELS[kind], head_of(kind) | EXTRA.get(kind, {}), instead, {})


def shape(
    name: str, model: type[BaseModel], head: Fields, instead: Mapping[str, Fields], tail: Fields
) -> type[BaseModel]:
    """The exported shape of a model: each of its fields, or what replaces it, in their order."""
    fields = dict(head)
    for field in model.model_fields:
        fields |= instead[field] if field in instead else inherited(model, field)
    return create_model(name, __base__=Exported, **fields, **tail)
