"""The columns of the CSV files, read from the schema of the exported objects.

An object within an object is spread over columns (`capture_sha256`), a list of plain values is one column with its
values separated by a bar, anything else one column of JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from macros.site.exports.file_shapes import SHAPES
from macros.site.exports.jsonschema import Schema, object_schema

_PLAIN = {"string", "integer", "number", "boolean"}


@dataclass(frozen=True)
class Column:
    """One column, and the way to its value in the object.

    `type` is a field type of Data Package 2.0: string, integer, number, boolean, date, list, array, object. `schema`
    is the JSON Schema of the value without null.
    """

    name: str
    path: tuple[str, ...]
    type: str
    help: str
    nullable: bool
    refers_to: str
    vocabulary: str
    schema: Schema = field(repr=False, hash=False, compare=False)

    def value(self, item: Mapping[str, Any]) -> Any:
        """The value of an object in this column; None if it, or an object around it, is missing."""
        found: Any = item
        for step in self.path:
            found = found.get(step) if found is not None else None
        return found


@cache
def columns(name: str) -> tuple[Column, ...]:
    """The columns of a table, such as `claims`, in order."""
    schema = object_schema(SHAPES[name])
    return tuple(_columns(schema, schema.get("$defs", {}), (), False))


def _columns(schema: Schema, inner: Schema, way: tuple[str, ...], nullable: bool) -> Iterator[Column]:
    for name, found in schema["properties"].items():
        value, missing = without_null(found, inner)
        path = (*way, name)
        if "properties" in value:
            yield from _columns(value, inner, path, nullable or missing)
        else:
            yield _column(path, found, value, nullable or missing)


def _column(path: tuple[str, ...], outer: Schema, value: Schema, nullable: bool) -> Column:
    return Column(
        "_".join(path),
        path,
        _type(value),
        outer.get("description", ""),
        nullable,
        outer.get("refers-to", ""),
        outer.get("vocabulary", ""),
        value,
    )


def without_null(schema: Schema, inner: Schema) -> tuple[Schema, bool]:
    """The schema of a value other than null, references resolved, and whether it may be null."""
    kinds = schema.get("anyOf", [schema])
    found = [kind for kind in kinds if kind.get("type") != "null"]
    value = inner[found[0]["$ref"].rsplit("/", 1)[1]] if "$ref" in found[0] else found[0]
    return value, len(found) < len(kinds)


def _type(value: Schema) -> str:
    kind = str(value.get("type", "object"))
    if kind == "array":
        return "list" if value.get("items", {}).get("type") in _PLAIN else "array"
    return "date" if value.get("format") == "date" else kind
