"""An archive with one file read again: what makes thousands of mutations a minute possible."""

from __future__ import annotations

from macros.core.archive import Archive, load_lists, load_page, load_record, load_works
from macros.core.bibliography import PATH as BIBLIOGRAPHY_PATH
from macros.core.health import HEALTH_PATH, read_health
from macros.core.models import KINDS

NOT_RECORDS = "docs/archive/index.md"


def reread(archive: Archive, path: str) -> Archive:
    """The archive as `load` would read it if this file alone had changed; it is a sound one before."""
    made = Archive(
        archive.root,
        {kind: dict(records) for kind, records in archive.records.items()},
        {kind: set(ids) for kind, ids in archive.seen.items()},
        vocabulary=archive.vocabulary,
        redirects=archive.redirects,
        redirects_document=archive.redirects_document,
        pages=dict(archive.pages),
        pictures=archive.pictures,
        published=archive.published,
        health=archive.health,
        citation=archive.citation,
    )
    _read(made, path)
    return made


def _read(made: Archive, path: str) -> None:
    file = made.root / path
    folder = path.rpartition("/")[0]
    kind = next((kind for kind in KINDS.values() if kind.folder == folder), None)
    if folder and kind and path != NOT_RECORDS:
        made.records[kind.id].pop(file.stem, None)
        load_record(made, kind, file, path)
        made.records[kind.id] = dict(sorted(made.records[kind.id].items()))
    elif path == BIBLIOGRAPHY_PATH:
        made.records["work"], made.seen["work"] = {}, set()
        load_works(made)
    elif path == HEALTH_PATH:
        made.health, made.problems = read_health(made.root)
    elif path.endswith(".md"):
        load_page(made, file, path)
    else:
        load_lists(made)
