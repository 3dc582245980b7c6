"""What outputs share, sealed: everything is worked out, nobody changes it, and every read of it is noted.

Dictionaries become dictionaries that note, at each depth; other shared objects are sealed too; a kept function notes
what its values come from; whatever else an object has is noted as a whole. So a new field or a new grouping of records
is noted without anybody having to remember it, and a memo that is a plain dictionary fails when it is first used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from functools import cache, cached_property
from types import MappingProxyType, MethodType
from typing import Any, NoReturn, cast

from macros.core.noting.fields import fields_apart
from macros.core.noting.fingerprints import Fingerprints, Unknown
from macros.core.noting.reads import (
    KEY_LIST,
    WHOLE_DICT,
    WHOLE_VALUE,
    Derived,
    Fixed,
    NotingDict,
    Read,
    Remembered,
    SelfNoting,
    Shared,
    forget_made_of,
    note,
)

_ABSENT = b"absent"
"""The fingerprint of what is not there."""


class Shelf:
    """The sealed objects of one archive by their class, and what each read of them gives."""

    def __init__(self) -> None:
        self.owners: dict[str, Shared] = {}
        self.dicts: dict[str, NotingDict[Any, Any]] = {}
        self._derived: dict[str, Derived[Any]] = {}
        self.replaced = 0
        """How often something sealed was replaced."""
        self._fingerprints = Fingerprints()
        self._fields: dict[str, dict[str, Any]] = {}
        """The records whose fields are noted by themselves, by the name of the field and by id."""

    def seal(self, owner: Shared) -> None:
        """Seal an object with all that it holds. There is one of each class."""
        name = type(owner).__name__
        if name in self.owners:
            if self.owners[name] is not owner:
                raise TypeError(f"two objects of {name} are shared; reads of them could not be told apart")
            return
        for one in [one for base in type(owner).__mro__ for one, value in vars(base).items() if _is_kept(value)]:
            getattr(owner, one)
        self.owners[name] = owner
        held, kind = vars(owner), cast("Any", type(owner))
        noted = frozenset(
            one for one, value in held.items() if not self._notes_itself(f"{name}.{one}", held, one, value)
        )
        object.__setattr__(owner, "__class__", _sealed(kind, noted))

    def _notes_itself(self, name: str, held: dict[str, Any], one: str, value: object) -> bool:
        """Seal what an attribute holds; whether it then notes by itself."""
        if isinstance(value, Shared):
            self.seal(value)
        elif isinstance(value, Remembered):
            value.forget()  # of what was made before nobody knows what it came from
            if isinstance(value, Derived):
                value.name = name
                self._derived[name] = value
        elif isinstance(value, dict | MappingProxyType) and not isinstance(value, SelfNoting):
            held[one] = self._noting(name, dict(value) if isinstance(value, MappingProxyType) else value)
        else:
            return isinstance(value, SelfNoting) or _bound(value)
        return True

    def _noting(self, name: str, values: dict[Any, Any]) -> NotingDict[Any, Any]:
        for one in [value for value in values.values() if isinstance(value, Shared)]:
            self.seal(one)
        for one in values.values():
            for field in fields_apart(cast("Any", type(one))).values():
                self._note_apart(field, one)
        absent = values.default_factory if isinstance(values, defaultdict) else None
        if values and all(isinstance(value, dict) for value in values.values()):
            values = {key: self._noting(f"{name}/{key}", value) for key, value in values.items()}
        if name in self.dicts:
            raise TypeError(f"two dictionaries are called {name}; reads of them could not be told apart")
        self.dicts[name] = NotingDict(name, values, absent)
        return self.dicts[name]

    def replace(self, name: str, key: Hashable, value: object) -> None:
        """Let an entry of a dictionary, or a whole value, be another; what was made of it before is forgotten."""
        if key is WHOLE_VALUE:
            owner, _, one = name.partition(".")
            vars(self.owners[owner])[one] = value
        else:
            dict.__setitem__(self.dicts[name], key, value)
        self.replaced += 1
        forget_made_of((name, key), (name, WHOLE_DICT))

    def _note_apart(self, field: str, record: Any) -> None:
        """Have a field of a record noted by itself. A record that only has the id of another one stays whole."""
        if self._fields.setdefault(field, {}).setdefault(record.id, record) is record:
            self._fingerprints.noted[id(record)] = record

    def fingerprint(self, read: Read) -> bytes:
        """The fingerprint of what a read gives; that of nothing that was read ever, if it cannot be told."""
        return self._of(*read)

    def never(self) -> bytes:
        """A fingerprint that nothing else has."""
        return Fingerprints.never()

    def of(self, value: object) -> bytes:
        """The fingerprint of a value that an output is made of."""
        return self._fingerprints.in_passing(value)

    def _of(self, name: str, key: Hashable) -> bytes:
        try:
            if key is WHOLE_VALUE:
                owner, _, one = name.partition(".")
                held = vars(self.owners[owner]) if owner in self.owners else {}
                return self._fingerprints.of(held[one]) if one in held else _ABSENT
            if name in self._derived:
                return self._derivation(self._derived[name], key)
            if name in self._fields:
                return self._field(self._fields[name].get(str(key)), name.rpartition(".")[2])
            return self._entry(self.dicts[name], key) if name in self.dicts else _ABSENT
        except Unknown:
            return Fingerprints.never()

    def _derivation(self, derived: Derived[Any], key: Hashable) -> bytes:
        try:
            return self._fingerprints.of(derived.unread(*cast("tuple[Hashable, ...]", key)))
        except LookupError:  # what was asked for is gone
            return _ABSENT

    def _field(self, record: Any, field: str) -> bytes:
        return _ABSENT if record is None else self._fingerprints.of(vars(record)[field])

    def _entry(self, held: NotingDict[Any, Any], key: Hashable) -> bytes:
        if key is KEY_LIST:
            return self._fingerprints.of(tuple(dict.keys(held)))
        if key is WHOLE_DICT:
            return self._fingerprints.of([(one, _apart(value)) for one, value in dict.items(held)])
        return self._fingerprints.of(_apart(dict.__getitem__(held, key))) if dict.__contains__(held, key) else _ABSENT


def _apart(value: object) -> object:
    """What notes its own reads is not part of what holds it."""
    return SelfNoting if isinstance(value, NotingDict) else value


def _is_kept(value: object) -> bool:
    return isinstance(value, cached_property)


def _bound(value: object) -> bool:
    """Whether it is a method of something that notes, or that answers by its arguments alone."""
    return isinstance(value, MethodType) and isinstance(value.__self__, Shared | Fixed)


@cache
def _sealed(kind: Any, noted: frozenset[str]) -> type:
    """The class of a sealed object: each of its noted attributes is read through a property."""
    body: dict[str, Any] = {one: property(_read(kind.__name__, one)) for one in noted}
    return type(
        kind.__name__,
        (kind,),
        body | {"sealed": True, "__slots__": (), "__setattr__": _refuse, "__module__": kind.__module__},
    )


def _read(owner: str, one: str) -> Callable[[Any], Any]:
    name = f"{owner}.{one}"

    def read(self: Any) -> Any:
        note(name, WHOLE_VALUE)
        return self.__dict__[one]

    return read


def _refuse(self: object, name: str, _: object) -> NoReturn:
    raise TypeError(f"{type(self).__name__}.{name} is shared by all pages and cannot be changed")
