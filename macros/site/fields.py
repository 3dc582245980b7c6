"""The fields of a model as rows for documentation and skeletons, read from the model itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel

from macros.core.models.base import Shape, kebab


@dataclass(frozen=True)
class FieldRow:
    """One field: its way from the record, whether it is required, what it refers to, what it means."""

    name: str
    required: bool
    refers_to: str
    vocabulary: str
    repeats: str
    help: str


def field_rows(model: type[BaseModel], prefix: str = "", deep: bool = True) -> list[FieldRow]:
    """The fields of a model in order; fields of a field are written `capture.sha256`."""
    return list(_rows(model, prefix, deep))


def _rows(model: type[BaseModel], prefix: str, deep: bool) -> Iterator[FieldRow]:
    for name, info in model.model_fields.items():
        key = prefix + (info.alias or kebab(name))
        extra: dict[str, Any] = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        yield FieldRow(
            key,
            info.is_required(),
            str(extra.get("refers-to", "")),
            str(extra.get("vocabulary", "")),
            _repeats(info.annotation),
            info.description or "",
        )
        inner = _shape_in(info.annotation)
        if inner and deep and inner.__name__ not in ("Claim", "Note"):
            between = ".<id>." if _repeats(info.annotation) == "mapping" else "."
            yield from _rows(inner, key + between, deep)


def _repeats(annotation: Any) -> str:
    text = str(annotation)
    return "mapping" if text.startswith("dict") else "list" if text.startswith("list") else ""


def _shape_in(annotation: Any) -> type[Shape] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Shape) else None
    return next((found for part in get_args(annotation) if (found := _shape_in(part))), None)
