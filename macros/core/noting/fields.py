"""Fields of records that are noted by themselves: who reads the rest of a record has not read these."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar, cast

from macros.core.noting.reads import is_noting, note

Kind = TypeVar("Kind", bound=type)
_WHOLE = (
    "__getstate__",
    "__iter__",
    "__eq__",
    "__repr_args__",
    "__copy__",
    "__deepcopy__",
    "model_dump",
    "model_dump_json",
)
"""Methods of a model that look at all of its fields without asking for them one by one."""


class FieldApart:
    """Stands for such a field in the class of its record: whoever asks for it has read it."""

    def __init__(self, kind: str, field: str) -> None:
        self.name, self._field = f"{kind}.{field}", field

    def __get__(self, record: Any, _: object = None) -> Any:
        if record is None or self._field not in record.__dict__:
            raise AttributeError(self._field)
        if is_noting():
            note(self.name, record.id)
        return record.__dict__[self._field]

    def __set__(self, record: Any, value: object) -> None:
        record.__dict__[self._field] = value


def noted_apart(*fields: str) -> Callable[[Kind], Kind]:
    """Note these fields of a kind of records by themselves."""

    def marked(kind: Kind) -> Kind:
        for field in fields:
            setattr(kind, field, FieldApart(kind.__name__, field))
        for method in _WHOLE:
            setattr(kind, method, _reading_all(getattr(kind, method), fields))
        return kind

    return marked


def held(record: Any, field: str) -> Any:
    """A field of a record, or None: quicker than to ask pydantic for one that the record may not have."""
    if is_noting() and (name := fields_apart(cast("Any", type(record))).get(field)):
        note(name, record.id)
    return record.__dict__.get(field)


@cache
def fields_apart(kind: type) -> dict[str, str]:
    """The fields of a kind of records that are noted by themselves, each with the name under which it is."""
    return {field: one.name for field, one in vars(kind).items() if isinstance(one, FieldApart)}


def _reading_all(method: Callable[..., Any], fields: Iterable[str]) -> Callable[..., Any]:
    """A method of a model; who calls it has read all fields, also those of a record that it is compared with."""

    def reading(self: Any, *given: Any, **named: Any) -> Any:
        for one in (self, *given):
            for field in fields if isinstance(one, type(self)) else ():
                getattr(one, field, None)
        return method(self, *given, **named)

    return reading
