"""Changed records with all that their change concerns: an archive of a few records in place of thousands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from macros.core.archive import Archive, load_lists, load_record, remarks_in
from macros.core.comparison.ties import Ties
from macros.core.comparison.work_ties import parted
from macros.core.models import KINDS, Kind
from macros.core.reading.bibliography import PATH as BIBLIOGRAPHY
from macros.core.reading.bibliography import read_bibliography
from macros.core.reading.files import MAX_LIST_BYTES, checked_text, read_foreign
from macros.core.reading.kept import Kept

MOST_CONCERNED = 500
"""With more records than this, checking all of them is as quick."""
_FOLDERS = {kind.folder: kind for kind in KINDS.values() if kind.folder}


def kind_of(path: str) -> Kind:
    """The kind of the record in a file."""
    return _FOLDERS[path.rpartition("/")[0]]


def dated_by(works: Iterable[str], last: Mapping[str, Ties]) -> set[str]:
    """The files of the sources and incidents whose claims may have their day from these works."""
    keys = {*works}
    sources = {path for path in map(KINDS["source"].file, keys) if path in last}
    return sources.union(_of(_naming(last, keys), "incident")) if keys else sources


def concerned(
    changed: Mapping[str, Iterable[Ties]], last: Mapping[str, Ties], works: Mapping[str, Iterable[str]]
) -> set[str]:
    """The files of all records that a change concerns; `changed` has the ties of each file, before and now.

    `works` are the keys of changed works, each with the ids that it names. It concerns the changed records, what they
    name, and what names them. With an incident go all that name it, since they decide whether it is about a small
    group; with a voice the incidents of the claims that it speaks in; with a person their bodies; and with each record
    its voices, since a claim is judged with all of its chain.
    """
    by_id: dict[str, list[str]] = {}
    for path in last:
        by_id.setdefault(Path(path).stem, []).append(path)
    own = {Path(path).stem for path in changed}.union(works)
    named = own | {one for path in changed for some in changed[path] for one in some.all_named}
    named = named.union(*works.values())
    found = _paths(by_id, named) | _naming(last, own)
    around = {one for path in found for one in last[path].all_named} if _of(changed, "voice") else set()
    found |= _naming(last, {Path(path).stem for path in _of(_paths(by_id, named | around), "incident")})
    for path in _of(found, "person"):
        found |= _paths(by_id, last[path].all_named)
    return found | set(_of(_paths(by_id, {one for path in found for one in last[path].all_named}), "voice"))


def _paths(by_id: Mapping[str, list[str]], ids: Iterable[str]) -> set[str]:
    return {path for one in ids for path in by_id.get(one, ())}


def _naming(last: Mapping[str, Ties], ids: set[str]) -> set[str]:
    return {path for path, one in last.items() if not ids.isdisjoint(one.all_named)}


def _of(paths: Iterable[str], kind: str) -> list[str]:
    return [path for path in paths if kind_of(path).id == kind]


def part_of(
    root: Path, kept: Kept, paths: Iterable[str], ties: Mapping[str, Ties], works: Iterable[str] = ()
) -> Archive:
    """An archive of these files and works, of the works that the files name, of all places and lists.

    It knows which others exist. A text may name a place without a call, and so tell a home. `ties` are those of all
    records now.
    """
    archive = Archive(root, kept=kept)
    load_lists(archive)
    archive.published = []  # whether an id is lost depends on ties alone
    add_records(archive, {*paths, *_of(ties, "place")}, ties)
    add_works(archive, {*works}.union(*((*ties[path].all_named, Path(path).stem) for path in paths)))
    return archive


def add_records(archive: Archive, paths: Iterable[str], every: Iterable[str]) -> None:
    """Read these files; of every other one the archive knows that its record exists."""
    for path in sorted(paths):
        load_record(archive, kind_of(path), archive.root / path, path)
    for path in every:
        archive.ids_met[kind_of(path).id].add(Path(path).stem)


def add_works(archive: Archive, ids: set[str]) -> None:
    """Read these entries of the bibliography, and the keys of the others."""
    text, problems = read_foreign(archive.root / BIBLIOGRAPHY, BIBLIOGRAPHY, MAX_LIST_BYTES)
    parts = [*parted(text)]
    wanted = "".join(part for key, part in parts if key in ids)
    works, _, more = read_bibliography(wanted)
    archive.records["work"].update(works)
    archive.ids_met["work"] |= {key for key, _ in parts[1:]}
    archive.remarks += remarks_in(wanted, BIBLIOGRAPHY, "%")
    archive.problems += [*problems, *checked_text(wanted, BIBLIOGRAPHY)[1], *more]
