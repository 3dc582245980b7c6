"""The words that go: they are searched for afterwards, so that none of them stays anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.commands.withdrawing.reference_edits import CALL
from macros.commands.withdrawing.targets import Targets
from macros.commands.withdrawing.told_before import gone, told_of
from macros.commands.withdrawing.words import letters
from macros.core.archive import Archive
from macros.core.models import Record, Source
from macros.core.models.base import Shape, changes_of
from macros.core.models.kinds import BY_PLURAL
from macros.core.relations import Relations

_NAMES = ("name", "short", "native", "native_unverified", "aliases", "title", "heading", "url", "address")
"""The fields whose values are searched for even if they are short."""
_OURS = re.compile(r"\[[^\[\]]*\]")
"""A title in brackets is ours, such as [Headline not seen], and many works may have it."""
_PASSED_OVER = ("checked", "capture", "locator", "changes")
"""Fields that name other documents or other changes."""
LINE_WORDS, LINE_LETTERS = 4, 18
"""The least number of words of any other text: fewer are rightly found in many places."""


def taken(archive: Archive, relations: Relations, targets: Targets, hide: frozenset[str]) -> list[str]:
    """Every name, and every longer text, of what goes; each once, in an order that tells nothing."""
    found: set[str] = set()
    for address in targets.addresses:
        found |= set(_of_address(archive, relations, address))
        found |= {address.rpartition("/")[2].rpartition(".")[2].replace("-", " ")} if address in hide else set()
    for source_id, numbers in targets.passages.items():
        source = archive.records_of("source")[source_id]
        entries = [one for one in archive.annotations[source_id].entries if one.first in numbers]
        found |= {text for one in entries for part in one.parts if isinstance(part, str) for text in _long(part)}
        phrases = getattr(source, "passages", {})
        found |= {text for number in numbers for phrase in phrases.get(number, []) for text in _long(phrase)}
    return sorted(found | set(_earlier(archive, targets)))


def _earlier(archive: Archive, targets: Targets) -> Iterator[str]:
    """What entries of `changes:` tell of what goes."""
    for record in archive.owners:
        claims = gone(archive, record, targets) | told_of(record, targets)
        for entry in changes_of(record):
            for claim in claims & set(entry.was):
                yield from _texts(entry.was[claim], named=False)


def _of_address(archive: Archive, relations: Relations, address: str) -> Iterator[str]:
    plural, _, ref = address.partition("/")
    if plural == "claims":
        yield from _texts(relations.claims[ref].claim, named=False)
    elif plural == "notes":
        yield from _texts(relations.notes[ref].note, named=False)
    elif (record := archive.records_of(BY_PLURAL[plural].id).get(ref)) is not None:
        yield from _of_record(record)


def _of_record(record: Record) -> Iterator[str]:
    yield from _texts(record, named=True)
    if isinstance(record, Source):
        for part in CALL.split(record.body):
            yield from _long(part)


def _texts(shape: Shape, *, named: bool) -> Iterator[str]:
    for name in set(type(shape).model_fields) - set(_PASSED_OVER):
        whole = named and name in _NAMES
        for text in _strings(getattr(shape, name)):
            is_name = whole and len(letters(text)) > 1 and not _OURS.fullmatch(text)
            yield from ([text] if is_name else _long(text))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Shape):
        yield from (text for name in type(value).model_fields for text in _strings(getattr(value, name)))
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in _strings(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in _strings(inner))


def _long(text: str) -> Iterator[str]:
    """The sentences of a text, between its calls, that are long enough to be recognized."""
    for part in CALL.split(text):
        for paragraph in part.split("\n\n"):
            line = " ".join(paragraph.split())
            if len(line.split()) >= LINE_WORDS and len(letters(line)) >= LINE_LETTERS:
                yield line
