"""What the page of fields shows: every field of every file, read from the shapes of the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from macros.core.models.last_look import Health
from macros.core.models.model_fields import field_rows
from macros.core.models.vocabulary import Term
from macros.site.exports.catalogue import FILES, TITLES
from macros.site.exports.columns import columns
from macros.site.exports.file_shapes import SHAPES, ArchiveHead, PointProperties
from macros.site.exports.jsonschema import object_schema

SINGLE: dict[str, tuple[str, type[BaseModel]]] = {
    "archive.json": ("The whole archive", ArchiveHead),
    "places.geojson": ("Points", PointProperties),
}


@dataclass(frozen=True)
class FieldRow:
    """One field: its name in JSON and, if different, in CSV; its type; what it refers to; what it means."""

    name: str
    column: str
    type: str
    help: str
    refers_to: str = ""
    vocabulary: str = ""


@dataclass(frozen=True)
class Section:
    """The fields of one file, or of the same records in two formats."""

    id: str
    title: str
    files: tuple[str, ...]
    about: str
    rows: tuple[FieldRow, ...]


def sections() -> Iterator[Section]:
    """Every file with fields of the archive's own, tables first."""
    for name in SHAPES:
        files = (f"{name}.json", f"{name}.csv")
        yield Section(name, TITLES[name], files, FILES[files[0]], tuple(_columns(name)))
    for file, (title, shape) in SINGLE.items():
        yield Section(file.replace(".", "-"), title, (file,), FILES[file], tuple(_properties(shape)))
    yield Section("vocabulary", "Closed lists", ("vocabulary.json",), FILES["vocabulary.json"], tuple(_kept(Term)))
    about = "what the last look at the sources on the web found; missing until somebody has looked"
    yield Section("health", "State of the web", ("health.json",), about, tuple(_kept(Health)))


def _columns(name: str) -> Iterator[FieldRow]:
    for column in columns(name):
        path = ".".join(column.path)
        other = "" if path == column.name else column.name
        yield FieldRow(path, other, column.type, column.help, column.refers_to, column.vocabulary)


def _properties(shape: type[BaseModel]) -> Iterator[FieldRow]:
    for name, field in object_schema(shape)["properties"].items():
        kinds = field.get("anyOf", [field])
        kind = str(kinds[0].get("format") or kinds[0].get("type", "object"))
        shown = {"array": "list", "uri": "string"}.get(kind, kind)
        links = field.get("refers-to", ""), field.get("vocabulary", "")
        yield FieldRow(name, "", shown, field.get("description", ""), *links)


def _kept(model: type[BaseModel]) -> Iterator[FieldRow]:
    """Files that are written as they are kept, with hyphens in names."""
    for row in field_rows(model):
        yield FieldRow(row.name, "", row.repeats or "string", row.help, row.refers_to, row.vocabulary)
