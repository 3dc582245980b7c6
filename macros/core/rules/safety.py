"""Rules on safety: what may not stand in any text of the archive, because it leads to a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from macros.core.archive import Archive
from macros.core.documents import Place, dotted
from macros.core.models.base import Shape, kebab
from macros.core.personal import personal
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.vocabulary import REDIRECTS_PATH
from macros.core.walk import parts

GUARDED = frozenset(
    """
    adopted-note affiliation-note aliases aside author bluebook cite-bluebook cite-oscola content counterpart-note
    country differences editor extent find fit heading hedge how institution journaltitle keywords label location
    locator name native native-unverified note office oscola outcome parties passages province publisher reason
    reservations series short source standfirst subject subtitle successor summary text title title-note titleaddon
    topic type uncertain who
    """.split()  # noqa: SIM905 # a list of words is read more easily than one of quoted words
)
"""The fields with words in them: none may hold personal data. The others hold numbers, ids and addresses of the web."""


@rule("personal-data")
def personal_data(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No text holds an e-mail address, a telephone number, a passport or identity number, or a day of birth.

    This is asked of every annotation and of every field with words in it; the page of policies lists those fields.
    The problem does not repeat what was found.
    """
    for record in archive.every():
        for place, text in _guarded(record, (), False):
            if kind := personal(text):
                yield _problem(record.path, record.line(*place), record.field(place), kind)
    for source in archive.sources:
        for number, line in enumerate(source.body.split("\n"), source.document.body_line):
            if kind := personal(line):
                yield _problem(source.path, number, "", kind)
    for address, retired in archive.redirects.root.items():
        if kind := personal(retired.reason):
            place = (address, "reason")
            yield _problem(REDIRECTS_PATH, archive.redirects_document.line(place), dotted(place), kind)


def _problem(path: str, line: int, field: str, kind: str) -> Problem:
    return Problem(path, line, field, f"seems to hold {kind}; leave it out", "personal-data")


@lru_cache(maxsize=64)
def _fields(shape: type[Shape]) -> tuple[tuple[str, str, bool], ...]:
    """The fields of a shape that are guarded or hold shapes: name, key in the file, whether guarded."""
    found = []
    for name, info in shape.model_fields.items():
        inside = any(
            isinstance(part, type) and issubclass(part, Shape) for part in (info.annotation, *parts(info.annotation))
        )
        if inside or kebab(name) in GUARDED:
            found.append((name, kebab(name), kebab(name) in GUARDED))
    return tuple(found)


def _guarded(value: Any, place: Place, guarded: bool) -> Iterator[tuple[Place, str]]:
    """Every text in a guarded field, also in the shapes within a record, with its place."""
    if isinstance(value, str):
        if guarded:
            yield place, value
    elif isinstance(value, Shape):
        for name, key, own in _fields(type(value)):
            if inner := getattr(value, name):
                yield from _guarded(inner, (*place, key), own)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _guarded(inner, (*place, str(key)), guarded)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _guarded(inner, (*place, index), guarded)
