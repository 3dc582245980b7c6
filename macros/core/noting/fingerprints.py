"""Fingerprints of values: equal for equal values of the same type in every process, and for no others.

Every type is listed here; for one that is not, the value is unknown, and what was made of it is made again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, cached_property, partial
from hashlib import blake2b
from itertools import zip_longest
from marshal import dumps
from types import BuiltinFunctionType, CodeType, FunctionType, MappingProxyType, MethodType
from typing import Any, NoReturn, cast

from pydantic import BaseModel

from macros.core.noting.fields import fields_apart
from macros.core.noting.reads import Fixed, Shared

FINGERPRINT_SIZE = 16
"""Bytes of a fingerprint."""


_SMALL = 256
"""How many bytes tell an object whose fingerprint is not remembered; an object within it counts as 17."""


class Unknown(TypeError):  # noqa: N818 # said of a value
    """The type of a value is not listed, so nothing can be said of it."""


class Made:
    """An object that is told by its attributes; what is worked out later follows from them."""


class Fingerprints:
    """The fingerprints of one build. A large object that is kept has its fingerprint worked out once.

    A small one is told again: that is quick, and to remember it would take more memory than it has itself.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}
        self.noted: dict[int, Any] = {}
        """Records, by identity. Fields of them that are noted by themselves are left out."""

    def of(self, value: object) -> bytes:
        """The fingerprint of a value. Raises Unknown."""
        return content_hash(_bytes(self._told(value)))

    def in_passing(self, value: object) -> bytes:
        """That of a value that nobody asks for again, so that it is not held. Raises Unknown."""
        found = self.of(value)
        self._known.pop(id(value), None)
        return found

    @staticmethod
    def never() -> bytes:
        """A fingerprint that nothing else has."""
        return os.urandom(FINGERPRINT_SIZE)

    def _told(self, value: Any) -> Any:
        """A value as plain ones, lists and hashes, so that no two different values give the same."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if isinstance(value, str):
            return [_named(kind), str.__str__(value)]
        if isinstance(value, tuple | list):
            return self._many(_name(value, list, tuple), value)
        if isinstance(value, dict | MappingProxyType):
            return self._many("dict", (one for pair in _pairs(value) for one in pair))
        if isinstance(value, set | frozenset):
            return ["set", *sorted(self.of(one) for one in value)]
        named = _NAMED.get(kind)
        return named(value) if named else self._object(value)

    def _many(self, name: str, values: Iterable[Any]) -> list[Any]:
        told = self._told
        return [name, *[one if type(one) in _PLAIN else told(one) for one in values]]

    def _object(self, value: Any) -> tuple[bytes]:
        """An object by its parts; one that is kept elsewhere too has a fingerprint of its own."""
        if (known := self._known.get(id(value))) is not None:
            return (known[1],)
        parts = _bytes(self._parts(value))
        found = content_hash(parts)
        if len(parts) > _SMALL and not isinstance(value, partial):  # which nobody else has
            self._known[id(value)] = value, found
        return (found,)

    def _parts(self, value: Any) -> list[Any]:
        name, held = _named(type(value)), _held(value)
        if held is not None and id(value) in self.noted:
            apart = fields_apart(cast("Any", type(value)))
            held = [one for field, one in zip_longest(type(value).model_fields, held) if field not in apart]
        return self._function(name, value) if held is None else self._many(name, held)

    def _function(self, name: str, value: Any) -> list[Any]:
        """A function by where it is written and by all that it holds; the code itself is part of every key."""
        if isinstance(value, partial):
            return self._many(name, [value.func, value.args, value.keywords])
        if isinstance(value, MethodType):
            return self._many(name, [value.__func__.__qualname__, value.__self__])
        if isinstance(value, FunctionType):
            held = [cell.cell_contents for cell in value.__closure__ or ()]
            given = [value.__defaults__ or (), value.__kwdefaults__ or {}]
            return self._many(name, [value.__module__, value.__code__, held, *given])
        if isinstance(value, CodeType):  # two lambdas may stand in one line, so columns count too
            columns = tuple(number for place in value.co_positions() for number in place)
            return self._many(name, [value.co_qualname, value.co_firstlineno, value.co_code, value.co_names, columns])
        if isinstance(value, type):
            return self._many("type", [_named(value)])
        return _unknown(value)


def _held(value: Any) -> list[Any] | None:
    """All that an object consists of; None for one that is not known to consist of anything."""
    if isinstance(value, BaseModel):
        private = value.__pydantic_private__ or {}
        own = [value.__dict__.get(one) for one in type(value).model_fields]
        return [*own, *(private[one] for one in sorted(private))]
    if isinstance(value, Enum):
        return [value.name]
    if isinstance(value, Fixed) or (isinstance(value, Shared) and value.sealed):
        return []  # what is read of it is noted
    if isinstance(value, Made):
        later = {one for kind in type(value).__mro__ for one, held in vars(kind).items() if _is_later(held)}
        return [one for one in vars(value).items() if one[0] not in later]
    kind: Any = type(value)
    names = None if isinstance(value, type) else _told_fields(kind)
    return None if names is None else [getattr(value, one) for one in names]


@cache
def _told_fields(kind: type) -> list[str] | None:
    """The fields of a dataclass that its fingerprint is made from; None for any other class."""
    untold = getattr(kind, "untold", ())
    return [one.name for one in fields(kind) if one.name not in untold] if is_dataclass(kind) else None


def _is_later(held: object) -> bool:
    return isinstance(held, cached_property)


def _unknown(value: object) -> NoReturn:
    raise Unknown(
        f"no fingerprint of a value of type {_named(type(value))}; list it in macros/core/noting/fingerprints.py"
    )


def _named(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _name(value: Any, *plain: type) -> str:
    """The name of a type; it tells a named tuple from a plain one."""
    return type(value).__name__ if type(value) in plain else _named(type(value))


def _pairs(value: Any) -> Iterable[tuple[Any, Any]]:
    return dict.items(value) if isinstance(value, dict) else value.items()


def content_hash(content: bytes) -> bytes:
    """The fingerprint of a content."""
    return blake2b(content, digest_size=FINGERPRINT_SIZE).digest()


def _bytes(told: Any) -> bytes:
    """What tells a value, in bytes, by the form of `marshal` that does not depend on where a text is held."""
    return dumps(told, 2)


_PLAIN: frozenset[type] = frozenset((str, int, bool, type(None), float, bytes))
"""Types of values that tell themselves."""
_NAMED: dict[type, Callable[[Any], list[Any]]] = {
    date: lambda value: ["date", value.isoformat()],
    BuiltinFunctionType: lambda value: ["builtin", value.__module__, value.__qualname__],
    re.Pattern: lambda value: ["pattern", value.flags, value.pattern],
}
"""Other types that no object of ours has."""
