"""Walking records by what their fields declare: references, words of closed lists, and texts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple, get_args

from macros.core.files import Place
from macros.core.models import Record
from macros.core.models.base import Shape, kebab
from macros.core.values import RichText

RICH = get_args(RichText)[-1]
KEYED = {"source"}
"""Kinds that stand as keys of a mapping (`also: {cecc-2012: [3]}`), not as its values."""


class Found(NamedTuple):
    """A value that a field declares as a reference, a term or a text."""

    record: Record
    place: Place
    value: str
    declares: str


class _Field(NamedTuple):
    name: str
    key: str
    refers: str
    vocabulary: str
    rich: bool


@lru_cache(maxsize=256)
def _fields(shape: type[Shape]) -> tuple[_Field, ...]:
    fields = []
    for name, info in shape.model_fields.items():
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        refers, words = str(extra.get("refers-to", "")), str(extra.get("vocabulary", ""))
        rich = RICH in info.metadata or RICH in _deep(info.annotation)
        fields.append(_Field(name, info.alias or kebab(name), refers, words, rich))
    return tuple(fields)


def _deep(annotation: Any) -> tuple[Any, ...]:
    found: list[Any] = []
    for part in get_args(annotation):
        found += [part, *_deep(part)]
    return tuple(found)


def references(record: Record) -> Iterator[Found]:
    """Every id that a field of the record gives, with the kind it refers to."""
    for found, field in _walk(record, record, ()):
        is_key = found.declares == "key"
        if field.refers and is_key == (field.refers in KEYED):
            yield found._replace(declares=field.refers)


def terms(record: Record) -> Iterator[Found]:
    """Every word of a closed list that a field of the record gives."""
    for found, field in _walk(record, record, ()):
        is_key = found.declares == "key"
        if field.vocabulary and is_key == bool(field.refers):
            yield found._replace(declares=field.vocabulary)


def texts(record: Record) -> Iterator[Found]:
    """Every text of the record in which reference calls may stand."""
    for found, field in _walk(record, record, ()):
        if field.rich:
            yield found


def _walk(record: Record, shape: Shape, place: Place) -> Iterator[tuple[Found, _Field]]:
    for field in _fields(type(shape)):
        value = getattr(shape, field.name)
        if value:
            yield from _values(record, value, (*place, field.key), field)


def _values(record: Record, value: Any, place: Place, field: _Field) -> Iterator[tuple[Found, _Field]]:
    if isinstance(value, Shape):
        yield from _walk(record, value, place)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if field.refers or field.vocabulary:
                yield Found(record, (*place, key), str(key), "key"), field
            yield from _values(record, inner, (*place, key), field)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _values(record, inner, (*place, index), field)
    elif isinstance(value, str) and (field.refers or field.vocabulary or field.rich):
        yield Found(record, place, value, "value"), field
