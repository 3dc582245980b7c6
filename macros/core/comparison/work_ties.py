"""Entries of the bibliography as records of their own, so that a change of one title need not concern all works.

An entry that changed is looked at alone only if where it begins and ends does not depend on the rest of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import zip_longest
from typing import NamedTuple

from macros.core.archive import Archive
from macros.core.models import Work
from macros.core.models.field_values import references
from macros.core.reading.bibliography import ENTRY, MAX_ENTRIES, read_bibliography
from macros.core.reading.plain_entries import is_plain
from macros.core.rules.doubles import work_marks


class WorkTies(NamedTuple):
    """A work as others know it: a fingerprint of its text, what no other work has, and the ids that it names."""

    content: bytes
    marks: tuple[bytes, ...] = ()
    related: str = ""
    named: tuple[str, ...] = ()


def parted(text: str) -> Iterator[tuple[str, str]]:
    """The bibliography in parts: what stands before the first entry, then each key with the text up to the next."""
    found = [*ENTRY.finditer(text)]
    yield "", text[: found[0].start()] if found else text
    for entry, after in zip_longest(found, found[1:]):
        yield entry[1], text[entry.start() : after.start() if after else None]


def entries_of(archive: Archive, text: str) -> dict[str, WorkTies]:
    """The entries of a sound bibliography in their order; nothing if one of them does not stand by itself."""
    parts, works = [*parted(text)], archive.works
    if not text or [key for key, _ in parts[1:]] != [*works]:
        return {}
    found = {"": WorkTies(_print(parts[0][1]))}
    for key, part in parts[1:]:
        written = works[key].document.text
        if not written or not part.startswith(written):
            return {}
        found[key] = _entry(part, works[key])
    return found


def changed_entries(text: str, last: Mapping[str, WorkTies], most: int) -> dict[str, WorkTies] | None:
    """The entries that differ from the last ones; None if that is not certain, or if more than a few differ.

    An entry is taken to stand by itself if it did before, or if it is plain and nothing but a comment follows it.
    """
    parts = [*parted(text)]
    if not text or [key for key, _ in parts] != [*last] or text.count("@") > MAX_ENTRIES:
        return None
    changed = {key: part for key, part in parts if _print(part) != last[key].content}
    if len(changed) > most or not all(key and is_plain(part) for key, part in changed.items()):
        return None
    works, _, problems = read_bibliography("".join(changed.values()))
    if problems or works.keys() != changed.keys():
        return None
    return {key: _entry(part, works[key]) for key, part in changed.items()}


def leave_others(
    changed: Mapping[str, WorkTies],
    before: Mapping[str, WorkTies],
    now: Mapping[str, WorkTies],
    named: Iterable[set[str]],
) -> bool:
    """Whether changed entries leave all others as they were: what they named is `named` elsewhere too.

    Their address, or author, title and date, may be those of another entry now, or have been so. What a work is a
    version of may lead back to it by way of any others.
    """
    gone: set[str] = set()
    for key, entry in changed.items():
        gone |= {*before[key].named} - {*entry.named}
        marks = {*before[key].marks, *entry.marks}
        if before[key].related != entry.related:
            return False
        if before[key].marks != entry.marks and any(
            not marks.isdisjoint(other.marks) for other in now.values() if other is not entry
        ):
            return False
    if not gone:
        return True
    return gone <= {one for entry in now.values() for one in entry.named}.union(*named)


def naming_entries(entries: Mapping[str, WorkTies], keys: Iterable[str]) -> set[str]:
    """The entries of these keys, what they name, and the keys of those that name them."""
    own = {*keys}
    named = {one for key in own for one in entries[key].named}
    return own | named | {key for key, entry in entries.items() if not own.isdisjoint(entry.named)}


def _entry(part: str, work: Work) -> WorkTies:
    marks = tuple(_print(f"{field} {mark}") for field, mark in work_marks(work))
    named = tuple(dict.fromkeys(found.value for found in references(work)))
    return WorkTies(_print(part), marks, work.related or "", named)


def _print(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
