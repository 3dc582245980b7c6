"""The files under `/data/`: their names, what they hold, and the version of their fields."""

from __future__ import annotations

from macros.core.models import KINDS

DATA_FOLDER = "data/"

SCHEMA_VERSION = "5.0.0"
"""Of the fields and files under /data/ (Semantic Versioning 2.0.0).

A field or file that is removed, renamed or given another meaning raises the first number, a new field or file the
second, a clearer description the third. New and removed records do not change it.
"""

TITLES = {
    **{kind.plural: kind.plural.capitalize() for kind in KINDS.values()},
    "claims": "Claims",
    "notes": "Editorial notes",
    "mentions": "Mentions",
    "codebook": "Codebook",
    "archive": "The whole archive",
    "annotations": "Annotations to lay over a document",
}

_HOLDS = {
    **{kind.plural: f"every record of the kind {kind.id}" for kind in KINDS.values()},
    "claims": "every claim of sources and incidents, one each, with its figure, chain, passage and addresses",
    "notes": "every editorial note",
    "mentions": "which passage of which source mentions which record, in what role",
}

_LISTED = {f"{name}.{ending}": about for name, about in _HOLDS.items() for ending in ("json", "csv")}

FILES = {
    **_LISTED,
    "codebook.txt": "the data in words: how records are made; every field, closed list and rule",
    "vocabulary.json": "the closed lists with the label and definition of each word",
    "archive.json": "the archive as a whole: its citation, version and retired ids, and the addresses of its lists",
    "places.geojson": "places as points with their certainty, names and incidents (GeoJSON, RFC 7946)",
    "datapackage.json": "all tables with types, keys, sizes and fingerprints (Data Package 2.0)",
    "bibliography.bib": "every work in BibTeX",
    "bibliography.ris": "every work in RIS",
    "bibliography.csl.json": "every work in CSL-JSON",
}
"""Every file that is always there, by name, with what it holds. Schemas and the state of the web come on top."""

FORMS_TO_TAKE = {
    "archive.sqlite": "all tables in one file, with keys, views and an index of words (SQLite)",
    "annotations.jsonld": "the addresses of all notes that can be laid over the documents (W3C Web Annotation)",
}
"""The same records in the forms of other programs, by name."""
