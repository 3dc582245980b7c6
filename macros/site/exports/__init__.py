"""The records as files under `/data/`: the same facts as the pages, for programs.

`exports` is the only way in. Shapes are made from the models in `shapes`, objects from the records in `objects`;
schemas, columns, the data package and the page of fields are all read from the shapes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from typing import Any

from macros.core.models.last_look import HEALTH_PATH
from macros.site.exports.catalogue import DATA_FOLDER, SCHEMA_VERSION
from macros.site.exports.catalogue import FILES as DATA_FILES
from macros.site.exports.citation_files import work_files
from macros.site.exports.codebook import CODEBOOK_PATH as CODEBOOK
from macros.site.exports.codebook import codebook
from macros.site.exports.columns import columns
from macros.site.exports.datapackage import Written, package, written
from macros.site.exports.file_shapes import SHAPES
from macros.site.exports.geojson import points
from macros.site.exports.jsonschema import schemas
from macros.site.exports.objects import Object, objects
from macros.site.exports.retired_files import retired_files
from macros.site.exports.tables import table
from macros.site.site import Site

__all__ = ["DATA_FILES", "SCHEMA_VERSION", "exports"]


def exports(site: Site, beside: Iterable[Written] = ()) -> Iterator[tuple[str, str | bytes]]:
    """Every data file as (path below the site's root, content), the citation files of the works among them.

    The data package comes last. It names all but the schemas and the files that are no longer made, and also the files
    `beside` them, which are made elsewhere.
    """
    packed: list[Written] = []
    for path, content in _files(site):
        if path.startswith(DATA_FOLDER):
            packed.append(written(path, content))
        yield path, content
        del content  # before the next is made
    yield from site.kept.value("schemas", partial(_schemas, site))
    yield from retired_files(site)
    yield f"{DATA_FOLDER}datapackage.json", package(site, [*packed, *beside])


def _schemas(site: Site) -> list[tuple[str, str]]:
    """The schemas, which follow from the code and the address of the archive alone."""
    return list(schemas(site))


def _files(site: Site) -> Iterator[tuple[str, str | bytes]]:
    for name in SHAPES:
        listed = BytesIO()  # text takes up to four times as much memory
        cells = table(columns(name), _noted(objects(site, name), listed))
        listed.write(b"\n]\n" if listed.tell() else b"[\n\n]\n")
        yield f"{DATA_FOLDER}{name}.json", listed.getvalue()
        del listed
        yield f"{DATA_FOLDER}{name}.csv", cells
        del cells
    yield f"{DATA_FOLDER}vocabulary.json", json.dumps(_vocabulary(site), ensure_ascii=False, indent=1) + "\n"
    yield CODEBOOK, codebook(site)
    yield f"{DATA_FOLDER}archive.json", archive_text(site)
    yield f"{DATA_FOLDER}places.geojson", points(site)
    if site.archive.health:
        yield HEALTH_PATH, site.archive.health.as_text()
    yield from work_files(site)


def _json(item: Any) -> str:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))


def _noted(items: Iterator[Object], listed: BytesIO) -> Iterator[Object]:
    """The same objects, each noted as a line of JSON: a line for each lets changes be compared line by line."""
    for item in items:
        listed.write(((",\n" if listed.tell() else "[\n") + _json(item)).encode())
        yield item


def _vocabulary(site: Site) -> Object:
    words: Object = site.archive.vocabulary.model_dump(exclude_defaults=True)
    return words


def archive_head(site: Site) -> Object:
    """What `archive.json` says. It reads no clock: its date is that of the latest change, if known."""
    latest = site.history.committed
    return {
        "schema_version": SCHEMA_VERSION,
        "name": site.name,
        "url": site.base,
        "license": site.archive.citation.license,
        **({"date": latest.date, "commit": latest.commit} if latest else {}),
        "citation": site.archive.citation.model_dump(),
        "lists": {name: site.absolute(f"{DATA_FOLDER}{name}.json") for name in (*SHAPES, "vocabulary")},
        "retired": {key: one.model_dump(exclude={"quiet"}) for key, one in site.archive.redirects.shown().root.items()},
    }


def archive_text(site: Site) -> str:
    """What concerns the archive as a whole, one member a line. The records are in the lists, each in one file."""
    parts = [f"{_json(name)}: {_json(value)}" for name, value in archive_head(site).items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"
