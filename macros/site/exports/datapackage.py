"""`datapackage.json` (Data Package 2.0): every table with its types, keys, size and fingerprint."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from macros.core.models import KINDS
from macros.site.exports.catalogue import DATA_FOLDER, FILES, FORMS_TO_TAKE, SCHEMA_VERSION, TITLES
from macros.site.exports.columns import Column, columns
from macros.site.exports.file_shapes import KEYS
from macros.site.exports.tables import BAR
from macros.site.site import Site

Descriptor = dict[str, Any]
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_FORMATS = {
    "csv": ("table", "csv", "text/csv"),
    "json": ("json", "json", "application/json"),
    "geojson": ("json", "geojson", "application/geo+json"),
    "jsonld": ("json", "json", "application/ld+json"),
    "csl.json": ("json", "json", "application/vnd.citationstyles.csl+json"),
    "bib": ("file", "bib", "application/x-bibtex"),
    "txt": ("file", "txt", "text/plain"),
    "sqlite": ("file", "sqlite", "application/vnd.sqlite3"),
    "ris": ("file", "ris", "application/x-research-info-systems"),
}
"""Type of resource, format and media type by ending.

Points and linked data are declared as JSON, which frictionless can validate.
"""


@dataclass(frozen=True)
class Written:
    """A file as it was written: its path from /data/, size in bytes, and SHA-256."""

    path: str
    size: int
    sha256: str


def written(path: str, content: str | bytes) -> Written:
    """What the package says of a file with this path below the site's root."""
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    return Written(path.removeprefix(DATA_FOLDER), len(data), hashlib.sha256(data).hexdigest())


def package(site: Site, files: list[Written]) -> str:
    """The descriptor of these files."""
    citation = site.archive.citation
    latest = site.history.committed
    descriptor: Descriptor = {
        "$schema": PROFILE,
        "name": re.sub(r"[^a-z0-9]+", "-", site.name.lower()).strip("-"),
        "id": site.absolute(f"{DATA_FOLDER}datapackage.json"),
        "title": site.name,
        "description": citation.abstract,
        "homepage": site.base,
        "version": citation.version,
        "schema_version": SCHEMA_VERSION,
        "keywords": citation.keywords,
        "licenses": [LICENCE],
        "contributors": [{"title": author.name, "roles": ["author"]} for author in citation.authors],
        "sources": [{"title": "The works that are annotated and cited", "path": site.absolute("bibliography/")}],
    }
    descriptor |= {"date": latest.date, "commit": latest.commit} if latest else {}
    descriptor["resources"] = [resource(file) for file in files]
    return json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"


def resource(file: Written) -> Descriptor:
    """One file. A table has the plain name, by which keys refer to it; other files have their ending too."""
    name, _, ending = file.path.partition(".")
    kind, format_, media = _FORMATS[ending]
    head: Descriptor = {
        "name": name if kind == "table" else f"{name}-{ending}".replace(".", "-"),
        "type": kind,
        "path": file.path,
        "title": TITLES.get(name, file.path),
        "description": (FILES | FORMS_TO_TAKE).get(file.path, ""),
        "format": format_,
        "mediatype": media,
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "licenses": [LICENCE],
    }
    return head | ({"schema": table_schema(name)} if kind == "table" else {})


def table_schema(name: str) -> Descriptor:
    """Fields and keys of a table."""
    found = columns(name)
    schema: Descriptor = {"fields": [field(column) for column in found], "missingValues": [""]}
    if name in KEYS:
        schema["primaryKey"] = list(KEYS[name])
    keys = [key for column in found if (key := foreign_key(name, column))]
    return schema | ({"foreignKeys": keys} if keys else {})


def field(column: Column) -> Descriptor:
    """One field: type, description, and the constraints that cells are checked against."""
    found: Descriptor = {"name": column.name, "type": column.type, "description": column.help}
    if column.type == "list":
        found |= {"delimiter": BAR, "itemType": "string"}
    if column.schema.get("format") == "uri":
        found["format"] = "uri"
    if column.vocabulary:
        found["vocabulary"] = column.vocabulary
    limits = {name: column.schema[name] for name in ("pattern", "minimum", "maximum") if name in column.schema}
    required = {"required": True} if not column.nullable and column.type not in ("list", "array", "object") else {}
    return found | ({"constraints": limits | required} if limits or required else {})


def foreign_key(table: str, column: Column) -> Descriptor | None:
    """The key of a column that holds one id of one kind. An annotated source has the id of its work."""
    kind = "work" if (table, column.name) == ("sources", "id") else column.refers_to
    if column.type != "string" or kind not in (*KINDS, "claim"):
        return None
    target = "claims" if kind == "claim" else KINDS[kind].plural
    return {"fields": [column.name], "reference": {"resource": "" if target == table else target, "fields": ["id"]}}
