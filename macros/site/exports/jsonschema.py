"""JSON Schemas (2020-12) of every kept record and of every exported JSON file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from macros.core.models import MODELS, Claim, Note
from macros.core.models.last_look import Health
from macros.core.models.vocabulary import Vocabulary
from macros.site.exports.catalogue import DATA_FOLDER, FILES, SCHEMA_VERSION
from macros.site.exports.file_shapes import SHAPES, ArchiveHead, PointProperties
from macros.site.site import Site

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_KEPT: dict[str, type[BaseModel]] = {**MODELS, "claim": Claim, "note": Note}
"""What contributors write, by kind."""


class _Whole(GenerateJsonSchema):
    """Schemas of exported objects: every field is there. Titles that repeat the name of a field are left out."""

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,
        total: bool,
    ) -> bool:
        """Yes: an exported object has every field."""
        del field, total
        return True

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No title that repeats the name."""
        del schema
        return False


class _Plain(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: Any) -> bool:
        """No title that repeats the name."""
        del schema
        return False


def object_schema(shape: type[BaseModel]) -> Schema:
    """The schema of one exported object, with what it refers to under `$defs`."""
    return shape.model_json_schema(by_alias=False, mode="serialization", schema_generator=_Whole)


def _file(site: Site, name: str, title: str, schema: Schema) -> tuple[str, str]:
    path = f"{DATA_FOLDER}schemas/{name}.json"
    head = {"$schema": DRAFT, "$id": site.absolute(path), "title": title}
    whole = head | {name: value for name, value in schema.items() if name != "title"}
    return path, json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def array_schema(name: str) -> Schema:
    """The schema of a JSON file that holds a list of objects."""
    item = object_schema(SHAPES[name])
    inner = item.pop("$defs", {})
    return {"description": FILES[f"{name}.json"], "type": "array", "items": item} | ({"$defs": inner} if inner else {})


def names_of_schemas() -> list[str]:
    """Every schema by the name of its file, without the ending: kinds as they are kept, then exported files."""
    return [*_KEPT, *SHAPES, *WHOLE_SCHEMAS]


def schemas(site: Site) -> Iterator[tuple[str, str]]:
    """Every schema as (path below the site's root, text)."""
    for kind, model in _KEPT.items():
        kept = model.model_json_schema(by_alias=True, schema_generator=_Plain)
        yield _file(site, kind, f"{kind}, as it is kept", kept)
    for name in SHAPES:
        yield _file(site, name, f"{name}.json", array_schema(name))
    for name, (file, make) in WHOLE_SCHEMAS.items():
        yield _file(site, name, file, make())


def _vocabulary() -> Schema:
    return Vocabulary.model_json_schema(mode="serialization", schema_generator=_Plain)


def _health() -> Schema:
    return Health.model_json_schema(by_alias=True, schema_generator=_Plain)


def _archive() -> Schema:
    """`archive.json`: every list has an address."""
    schema = object_schema(ArchiveHead)
    schema["properties"]["schema_version"]["const"] = SCHEMA_VERSION
    schema["properties"]["lists"]["required"] = [*SHAPES, "vocabulary"]
    optional = {"date", "commit"}
    schema["required"] = [name for name in schema["properties"] if name not in optional]
    return schema


def _geojson() -> Schema:
    """RFC 7946, as far as the file uses it: points or null, in longitude and latitude."""
    properties = object_schema(PointProperties)
    inner = properties.pop("$defs", {})
    degrees = [{"type": "number", "minimum": -limit, "maximum": limit} for limit in (180, 90)]
    point = {"const": "Point"}, {"type": "array", "prefixItems": degrees, "minItems": 2, "maxItems": 2}
    geometry = {"type": ["object", "null"], "properties": dict(zip(("type", "coordinates"), point, strict=True))}
    feature = {"type": {"const": "Feature"}, "id": {"type": "string"}, "geometry": geometry, "properties": properties}
    features = {"type": "array", "items": _closed(feature)}
    return {"$defs": inner} | _closed({"type": {"const": "FeatureCollection"}, "features": features})


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


WHOLE_SCHEMAS: dict[str, tuple[str, Callable[[], Schema]]] = {
    "vocabulary": ("vocabulary.json", _vocabulary),
    "health": ("health.json", _health),
    "archive": ("archive.json", _archive),
    "places-geojson": ("places.geojson", _geojson),
}
"""Schemas of files that are not a list of objects: name of the schema, name of the file, and how it is made."""
