"""Texts of a record in other languages than English, beside the English ones.

A model marks the fields that may be translated, and `in_editions` gives it one mapping for each language, with just
these fields. Rules, tables, skeletons and exports read the mapping as any other part of the record.
"""

from __future__ import annotations

from sys import modules
from typing import Annotated, Any, TypeVar

from pydantic import Field, create_model
from pydantic.fields import FieldInfo

from macros.core.models.shape import Shape
from macros.core.values.types import Edtf, Line

EDITIONS = {"ko": "Korean", "zh": "Chinese (simplified)"}
"""The languages into which texts of records are translated, by the name of their field."""

translated = Field(json_schema_extra={"translated": True})
"""Marks a field whose text may also stand under `ko` and `zh`."""

Model = TypeVar("Model", bound=Shape)


class NativeReading(Shape):
    """Who, writing in the language from childhood, read the translated texts of a record, and when."""

    by: Annotated[Line, Field(description="the editor who read them, as they want to be named")]
    on: Annotated[Edtf, Field(description="day on which they were read (EDTF)")]


class Translation(Shape):
    """The texts of one record, claim or note in another language."""


class ReadTranslation(Translation):
    """The texts of a whole record in another language, which an editor of that language may have read."""

    read: Annotated[
        NativeReading | None, Field(description="the native editor who read them; until then a page says that none did")
    ] = None


def in_editions(model: type[Model]) -> type[Model]:
    """The model with a field for each other language, which holds the marked fields of the model."""
    marked = {name: info for name, info in model.model_fields.items() if _is_marked(info)}
    texts: dict[str, Any] = {name: (_optional(info), None) for name, info in marked.items()}
    base = ReadTranslation if "kind_id" in model.__class_vars__ else Translation
    shape = create_model(f"{model.__name__}Texts", __base__=base, __module__=model.__module__, **texts)
    setattr(modules[model.__module__], shape.__name__, shape)  # found by its name, as every other class of records
    names = ", ".join(info.alias or name for name, info in marked.items())
    editions: dict[str, Any] = {
        tag: (shape | None, Field(default=None, description=f"the same in {language}: {names}"))
        for tag, language in EDITIONS.items()
    }
    return create_model(model.__name__, __base__=model, __module__=model.__module__, __doc__=model.__doc__, **editions)


def _is_marked(info: FieldInfo) -> bool:
    return isinstance(info.json_schema_extra, dict) and bool(info.json_schema_extra.get("translated"))


def _optional(info: FieldInfo) -> Any:
    """The type of a field with all that is checked about it, where it may be missing."""
    kind: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    return Annotated[kind | None, Field(description=info.description)]


def text_in(shape: Shape, language: str, field: str) -> str:
    """The text of a field, by its name in Python, in a language; empty where the record does not have it."""
    texts = shape.__dict__.get(language)  # asking pydantic for a missing field takes ten times as long
    return str(texts.__dict__.get(field) or "") if texts else ""
