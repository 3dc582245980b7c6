"""Prose pages and lists that changed while all records stayed as they were, with the few records that they name.

A rule says which of them it reads (`Rule.beside`); every other rule finds what it found before. Problems of a page or a
list depend on other pages and lists, on the ids of all records, and on those records that pages or lists name. So the
rules that read what changed are asked about these. What a list says of records that it does not name must be as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from macros.core.archive import Archive, load_lists, load_pages
from macros.core.comparison.surroundings import MOST_CONCERNED, add_records, add_works
from macros.core.models.archive_identity import IDENTITY_PATH
from macros.core.models.page_labels import LABELS_PATH, REGIONS
from macros.core.models.sentence_patterns import PATTERNS_PATH
from macros.core.models.topics import TOPICS_PATH
from macros.core.models.vocabulary import REDIRECTS_PATH
from macros.core.reading.kept import Kept
from macros.core.rules.references import page_calls
from macros.core.rules.registry import Beside

_LISTS: dict[str, Beside] = {
    TOPICS_PATH: "topics",
    REDIRECTS_PATH: "redirects",
    LABELS_PATH: "labels",
    PATTERNS_PATH: "sentences",
    IDENTITY_PATH: "identity",
}
_PAGES = (".md", ".svg")


class Listed(NamedTuple):
    """What rules may ask of lists for any record.

    The keys of labels and the names of countries, and of each retired id whether it is hidden.
    """

    labels: frozenset[str]
    retired: dict[str, bool]


def beside_of(path: str) -> Beside | None:
    """What a file that holds no record is; None for one whose change may concern any record."""
    return "pages" if path.startswith("docs/") and path.endswith(_PAGES) else _LISTS.get(path)


def listed_in(archive: Archive) -> Listed:
    """What the lists of an archive say of any record."""
    hidden = {address: one.quiet or bool(one.removed) for address, one in archive.redirects.root.items()}
    return Listed(frozenset(archive.labels.keys | archive.labels.english(REGIONS)), hidden)


def leaves_records(before: Listed, now: Listed) -> bool:
    """Whether lists say of all records that they do not name what they said before.

    Pages ask for the labels that there were, and records name the countries. Records may name retired ids in what they
    said before, unless these are hidden; so none may be taken out of the list, and none that was there may be hidden
    now.
    """
    hidden = {address for address, is_hidden in now.retired.items() if is_hidden}
    hidden_before = {address for address, is_hidden in before.retired.items() if is_hidden}
    return before.labels == now.labels and before.retired.keys() <= now.retired.keys() and hidden <= hidden_before


def with_named(
    root: Path, kept: Kept, ignored: set[str], ties: Mapping[str, object], works: Iterable[str]
) -> Archive | None:
    """An archive of all pages and lists, of the records that they name, and of the ids of all others.

    `ties` has the file of every record, `works` the key of every work. None if they name very many records.
    """
    archive = Archive(root, kept=kept, ignored=ignored)
    load_lists(archive)
    load_pages(archive)
    archive.listed  # noqa: B018 # found now: retired ids are asked for there
    archive.published = []  # no id is lost, since none was before, and no retired one has gone
    named = {*_named(archive)}
    paths = [path for path in ties if Path(path).stem in named]
    if len(paths) > MOST_CONCERNED:
        return None
    add_records(archive, paths, ties)
    archive.ids_met["work"].update(works)
    if with_entries := named & archive.ids_met["work"]:
        add_works(archive, with_entries)
    return archive


def _named(archive: Archive) -> Iterator[str]:
    """The ids of what pages and lists name, and of the owners of claims and notes."""
    for _, call in page_calls(archive):
        yield _owner(call.text(0, "id"))
        yield _owner(call.text(0, "key"))
    addresses = [*archive.topics.spellings, *(one for topic in archive.topics.topics.values() for one in topic.leads)]
    for address, retired in archive.redirects.root.items():
        addresses += [address, retired.to or ""]
    yield from (_owner(address.partition("/")[2]) for address in addresses)


def _owner(ref: str) -> str:
    return ref.partition(".")[0]
