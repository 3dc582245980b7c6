"""All values of a record that its fields declare as references, terms, texts or dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from macros.core.models.base import Record
from macros.core.models.document import FieldPath
from macros.core.models.model_fields import ModelField, fields_of
from macros.core.models.shape import Shape
from macros.core.models.translations import EDITIONS
from macros.core.values.dates import Date
from macros.core.values.speakers import Speaker

KEYED = {"source"}
"""Kinds that are the keys of a mapping (`also: {cecc-2012: [3]}`), not its values."""


class TranslatedText(NamedTuple):
    """A text in another language: the shape whose English text it translates, its place, its language and field."""

    record: Record
    shape: Shape
    place: FieldPath
    language: str
    field: ModelField
    text: str

    @property
    def english(self) -> str:
        """The English text; empty where there is none."""
        return str(getattr(self.shape, self.field.attribute) or "")


class FieldValue(NamedTuple):
    """A value that a field declares as a reference, a term or a text."""

    record: Record
    place: FieldPath
    value: str
    declares: str


def references(record: Record) -> Iterator[FieldValue]:
    """Every id that a field of the record gives, with the kind it refers to."""
    for place, value, is_key, field in _values_of(record, "refers_to"):
        if field.refers_to and is_key == (field.refers_to in KEYED) and isinstance(value, str):
            yield FieldValue(record, place, value, field.refers_to)
        elif isinstance(value, Speaker):
            yield FieldValue(record, place, value.id, field.refers_to)
            yield from (FieldValue(record, place, body, "organization") for body in value.ids[1:])


def terms(record: Record) -> Iterator[FieldValue]:
    """Every word of a closed list that a field of the record gives."""
    for place, value, is_key, field in _values_of(record, "vocabulary"):
        if field.vocabulary and is_key == bool(field.refers_to):
            yield FieldValue(record, place, value, field.vocabulary)


def texts(record: Record) -> Iterator[FieldValue]:
    """Every text of the record in which reference calls may stand."""
    for place, value, is_key, field in _values_of(record, "rich"):
        if field.rich and not is_key:
            yield FieldValue(record, place, value, "value")


def plain_texts(record: Record, fields: frozenset[str]) -> Iterator[FieldValue]:
    """Every text of the record in one of these fields in which no calls may stand; keys of a mapping are no texts."""
    for place, value, is_key, field in _values_of(record, "words"):
        if field.name in fields and not (field.rich or is_key) and isinstance(value, str):
            yield FieldValue(record, place, value, "value")


def words(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """Every text of a field with words, and every key of a mapping beside or around them, with its place."""
    for place, value, is_key, field in _values_of(record, "words"):
        if is_key or (field.words and isinstance(value, str) and not _is_formal(value, field.formal)):
            yield place, value


def rich_and_plain(record: Record) -> Iterator[tuple[FieldPath, str, bool]]:
    """Every text of a field with words, with its place, and whether reference calls may stand in it; no keys."""
    for place, value, is_key, field in _values_of(record, "words"):
        if not is_key and field.words and isinstance(value, str) and not _is_formal(value, field.formal):
            yield place, value, field.rich


def listed(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """Every text and number of a list that holds neither ids nor words of a closed list, with its place, as text."""
    for place, value, is_key, field in _values_of(record, "repeats"):
        if not is_key and isinstance(value, (str, int)) and _is_item(place, field) and not _names(field):
            yield place, str(value)


def _is_item(place: FieldPath, field: ModelField) -> bool:
    """Whether a place is that of an item of a list, be it the field itself or one of the lists of a mapping."""
    item = isinstance(place[-1], int)
    return item and field.name in (place[-2:-1] if field.repeats == "list" else place[-3:-2])


def _names(field: ModelField) -> bool:
    """Whether what a field lists are ids or words of a closed list."""
    return bool(field.vocabulary) or (bool(field.refers_to) and field.refers_to not in KEYED)


def _is_formal(value: str, formal: str) -> bool:
    return bool(re.fullmatch(formal, value)) if formal else not value


def web_addresses(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """Every address of the web that a field of the record gives, with its place."""
    for place, value, is_key, _ in _values_of(record, "text"):
        if not is_key and isinstance(value, str) and value.startswith(("http://", "https://")):
            yield place, value


def dates(record: Record) -> Iterator[tuple[FieldPath, Date]]:
    """Every date of the record with its place."""
    for place, value, _, _ in _values_of(record, "dates"):
        if isinstance(value, Date):
            yield place, value


def translated_texts(record: Record) -> Iterator[TranslatedText]:
    """Every text of the record in another language than English."""
    return _translated(record, record, ())


def language_at(place: FieldPath) -> str:
    """The language of the text at a place in a record, a word of `EDITIONS`; empty for English."""
    around = str(place[-2]) if len(place) > 1 else ""
    return around if around in EDITIONS else ""


def _translated(record: Record, shape: Shape, place: FieldPath) -> Iterator[TranslatedText]:
    for language in EDITIONS if _translates(type(shape)) else ():
        texts: Shape | None = getattr(shape, language, None)
        for field in fields_of(type(texts)) if texts else ():
            text = getattr(texts, field.attribute)
            if isinstance(text, str):
                yield TranslatedText(record, shape, (*place, language, field.name), language, field, text)
    for field in _around_translations(type(shape)):
        value = getattr(shape, field.attribute)
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, one in inner:
            yield from _translated(record, one, (*place, field.name, key))


@cache
def _translates(shape: type[Shape]) -> bool:
    """Whether a shape has texts in another language of its own."""
    return not EDITIONS.keys().isdisjoint(shape.model_fields)


@cache
def _around_translations(shape: type[Shape]) -> tuple[ModelField, ...]:
    """The fields that hold shapes with translations, at any depth."""
    return tuple(field for field in fields_of(shape) if any(map(_has_translations, field.shapes)))


def _has_translations(shape: type[Shape]) -> bool:
    return _translates(shape) or bool(_around_translations(shape))


_Value: TypeAlias = tuple[FieldPath, Any, bool, ModelField]


@cache
def _wanted(shape: type[Shape], what: str) -> tuple[ModelField, ...]:
    """The fields of a shape that are wanted, such as `words`, or hold a shape with such a field."""
    return tuple(
        field
        for field in fields_of(shape)
        if getattr(field, what) or any(_wanted(inner, what) for inner in field.shapes)
    )


def _values_of(record: Record, what: str) -> list[_Value]:
    """Path, value, whether it is a key, and field of every value in a field that is wanted or holds such a field."""
    found: list[_Value] = []
    _walk(record, (), what, found)
    return found


def _walk(shape: Shape, place: FieldPath, what: str, found: list[_Value]) -> None:
    values = shape.__dict__
    for field in _wanted(type(shape), what):
        value = values[field.attribute]
        if value and type(value) is str:  # most are: nothing has to be called for them
            found.append(((*place, field.name), value, False, field))
        elif value:
            _collect(value, (*place, field.name), what, field, found)


def _collect(value: Any, place: FieldPath, what: str, field: ModelField, found: list[_Value]) -> None:
    kind = type(value)
    if kind is str:
        found.append((place, value, False, field))
    elif kind is dict:
        for key, inner in value.items():
            found.append(((*place, key), str(key), True, field))
            _collect(inner, (*place, key), what, field, found)
    elif kind is list:
        for index, inner in enumerate(value):
            _collect(inner, (*place, index), what, field, found)
    elif isinstance(value, Shape):
        _walk(value, place, what, found)
    else:
        found.append((place, value, False, field))
