"""The one reader of what models declare of their fields.

Rules, messages, skeletons, tables of fields and exports all ask here what a field is called, what it means and refers
to, and whether it holds words. `field_values` finds the values themselves in a record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from macros.core.models.shape import Shape, kebab
from macros.core.models.translations import Translation
from macros.core.values.dates import Date
from macros.core.values.types import FORMAL, Formal, RichText

RICH = get_args(RichText)[-1]
_APART = ("Claim", "Note")
"""Shapes with a table of fields of their own."""


def _is_apart(shape: type[Shape]) -> bool:
    """Whether the fields of a shape are not listed below the field that holds it; translations repeat those around."""
    return shape.__name__ in _APART or issubclass(shape, Translation)


@dataclass(frozen=True)
class ModelField:
    """One field of a model.

    `attribute` is its name in Python and `name` its name in files, `capture.sha256` for a field within a field.
    `repeats` says whether it is a `list` or a `mapping`, `shapes` holds the shapes in it. `words` is true if it holds
    words of ours or of a source, not an id, term, address, number or date; `rich` if these may contain reference
    calls.
    """

    attribute: str
    name: str
    annotation: Any
    required: bool
    help: str
    refers_to: str
    vocabulary: str
    repeats: str
    shapes: tuple[type[Shape], ...]
    words: bool
    rich: bool
    dates: bool
    text: bool
    never: tuple[str, ...]
    """Words of its list that it can never be, so that nothing offers them."""
    formal: str
    """The pattern of values that are not words, such as an address in a field that may hold one."""

    @property
    def date(self) -> bool:
        """Whether it is one date, and neither a list nor a shape with dates."""
        return self.dates and not self.repeats and not self.shapes


@cache
def fields_of(model: type[BaseModel]) -> tuple[ModelField, ...]:
    """The fields of a model in order."""
    found = []
    for attribute, info in model.model_fields.items():
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        refers_to, vocabulary = str(extra.get("refers-to", "")), str(extra.get("vocabulary", ""))
        inside = (info.annotation, *info.metadata, *_parts(info.annotation))
        texts = [] if refers_to or vocabulary else _forms(info.annotation, tuple(info.metadata))
        forms = [form for form in texts if form != FORMAL.pattern]
        types = [part for part in inside if isinstance(part, type)]
        field = ModelField(
            attribute,
            info.alias or kebab(attribute),
            info.annotation,
            info.is_required(),
            info.description or "",
            refers_to,
            vocabulary,
            _repeats(info.annotation),
            tuple(part for part in types if issubclass(part, Shape)),
            bool(forms),
            RICH in inside,
            any(issubclass(part, Date) for part in types),
            str in types,
            tuple(map(str, never)) if isinstance(never := extra.get("never"), list) else (),
            next(iter(forms), ""),
        )
        found.append(field)
    return tuple(found)


def field_named(model: type[BaseModel], name: str) -> ModelField | None:
    """The field of a model with this name in files."""
    return next((field for field in fields_of(model) if field.name == name), None)


def field_rows(model: type[BaseModel], prefix: str = "", deep: bool = True) -> list[ModelField]:
    """The fields of a model in order, each followed by those within it; claims and notes have tables of their own."""
    rows = []
    for field in fields_of(model):
        rows.append(replace(field, name=prefix + field.name))
        between = ".<id>." if field.repeats == "mapping" else "."
        for inner in field.shapes[:1] if deep else ():
            rows += field_rows(inner, prefix + field.name + between) if not _is_apart(inner) else []
    return rows


def guarded(models: tuple[type[BaseModel], ...]) -> frozenset[str]:
    """The names of all fields with words in these models, and in the shapes within them."""
    found: set[str] = set()
    for model in models:
        for field in fields_of(model):
            found |= {field.name} if field.words else set()
            found |= guarded(field.shapes)
    return frozenset(found)


def _parts(annotation: Any) -> tuple[Any, ...]:
    """Every type and mark inside the annotation of a field, at any depth."""
    found: list[Any] = []
    for part in get_args(annotation):
        found += [part, *_parts(part)]
    return tuple(found)


def _repeats(annotation: Any) -> str:
    origin = get_origin(annotation)
    return "mapping" if origin is dict else "list" if origin is list else ""


def _forms(annotation: Any, marks: tuple[Any, ...]) -> list[str]:
    """For each text that the values of a field hold, the pattern of what is not words; keys are left out."""
    if annotation is str:
        return [next((mark.pattern for mark in marks if isinstance(mark, Formal)), "")]
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _forms(args[0], args[1:])
    return [form for part in (args[1:] if origin is dict else args) for form in _forms(part, ())]
