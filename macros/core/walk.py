"""Walking records by what their fields declare: references, words of closed lists, and texts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, get_args

from macros.core.documents import Place
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
def _fields(shape: type[Shape], wanted: str) -> tuple[_Field, ...]:
    """The fields of a shape that are wanted (`refers`, `vocabulary`, `rich`) or hold a shape with such a field."""
    fields = []
    for name, info in shape.model_fields.items():
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        refers, words = str(extra.get("refers-to", "")), str(extra.get("vocabulary", ""))
        inside = (info.annotation, *parts(info.annotation))
        field = _Field(name, info.alias or kebab(name), refers, words, RICH in info.metadata or RICH in inside)
        inner = [part for part in inside if isinstance(part, type) and issubclass(part, Shape)]
        if getattr(field, wanted) or any(_fields(part, wanted) for part in inner):
            fields.append(field)
    return tuple(fields)


def parts(annotation: Any) -> tuple[Any, ...]:
    """Every type and mark inside the annotation of a field, at any depth."""
    found: list[Any] = []
    for part in get_args(annotation):
        found += [part, *parts(part)]
    return tuple(found)


def references(record: Record) -> Iterator[Found]:
    """Every id that a field of the record gives, with the kind it refers to."""
    for place, value, is_key, field in _values_of(record, "refers"):
        if is_key == (field.refers in KEYED):
            yield Found(record, place, value, field.refers)


def terms(record: Record) -> Iterator[Found]:
    """Every word of a closed list that a field of the record gives."""
    for place, value, is_key, field in _values_of(record, "vocabulary"):
        if is_key == bool(field.refers):
            yield Found(record, place, value, field.vocabulary)


def texts(record: Record) -> Iterator[Found]:
    """Every text of the record in which reference calls may stand."""
    for place, value, is_key, _ in _values_of(record, "rich"):
        if not is_key:
            yield Found(record, place, value, "value")


_Value: TypeAlias = tuple[Place, str, bool, _Field]


def _values_of(record: Record, wanted: str) -> list[_Value]:
    """Place, value, whether it is a key, and field of every value that is wanted."""
    found: list[_Value] = []
    _walk(record, (), wanted, found)
    return found


def _walk(shape: Shape, place: Place, wanted: str, found: list[_Value]) -> None:
    for field in _fields(type(shape), wanted):
        value = getattr(shape, field.name)
        if value:
            _collect(value, (*place, field.key), wanted, field, found)


def _collect(value: Any, place: Place, wanted: str, field: _Field, found: list[_Value]) -> None:
    if isinstance(value, Shape):
        _walk(value, place, wanted, found)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if getattr(field, wanted):
                found.append(((*place, key), str(key), True, field))
            _collect(inner, (*place, key), wanted, field, found)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _collect(inner, (*place, index), wanted, field, found)
    elif isinstance(value, str) and getattr(field, wanted):
        found.append((place, value, False, field))
