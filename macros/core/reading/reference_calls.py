"""The reference calls: their names, their parameters, and which values are allowed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from sys import intern
from typing import Any, TypeAlias

from macros.core.models.kinds import KINDS
from macros.core.problems import one_of
from macros.core.words.amounts import amount

Value: TypeAlias = str | int
_NOTHING: dict[str, Value] = {}
"""The named arguments of a call without any, which nobody changes."""


@dataclass(frozen=True, slots=True)
class Call:
    """One reference call: its name, its arguments as given, and its line in the text (from 1)."""

    name: str
    args: tuple[Value, ...]
    kwargs: dict[str, Value] = field(default_factory=dict, hash=False)
    line: int = 1

    @property
    def values(self) -> tuple[Any, ...]:
        """The values in the order of the fields, which are not looked up for each of a hundred thousand calls."""
        return self.name, self.args, self.kwargs, self.line

    def __reduce__(self) -> tuple[Any, ...]:
        """How a call is kept. In Python 3.11.2 a dataclass with slots puts its own `__setstate__` over ours."""
        return kept_call, self.values

    def argument(self, position: int, name: str, default: Value = "") -> Value:
        """An argument by position or by name."""
        return self.args[position] if len(self.args) > position else self.kwargs.get(name, default)

    def text(self, position: int, name: str) -> str:
        """The same, as text."""
        value = self.args[position] if len(self.args) > position else self.kwargs.get(name, "")
        return value if isinstance(value, str) else str(value)

    def named(self, name: str, default: str = "") -> str:
        """An argument by name, given by position or by name; the default if the call has no such parameter."""
        position = SIGNATURES[self.name].places.get(name)
        return default if position is None else str(self.argument(position, name, default))


def kept_call(name: str, args: tuple[Value, ...], kwargs: dict[str, Value], line: int) -> Call:
    """A call that was kept; it has names and ids in common with all others."""
    shared = {intern(key): _shared(value) for key, value in kwargs.items()} if kwargs else _NOTHING
    return Call(intern(name), tuple(map(_shared, args)), shared, line)


def _shared(value: Value) -> Value:
    return intern(value) if isinstance(value, str) else value


CallPart: TypeAlias = str | Call
"""A part of a text: plain text, or a call."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of a call."""

    name: str
    kind: type = str
    required: bool = False
    words: str = ""
    """The closed list of its words; a rule checks them, since it knows what would be right."""


@dataclass(frozen=True)
class Signature:
    """A call that texts may use: its parameters, what the first one refers to, and what the call is for."""

    name: str
    refers_to: str
    help: str
    parameters: tuple[Parameter, ...]
    bodies_only: bool = False

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each parameter by its name."""
        return {parameter.name: place for place, parameter in enumerate(self.parameters)}

    @cached_property
    def listed(self) -> tuple[Parameter, ...]:
        """The parameters that take a word of a closed list."""
        return tuple(parameter for parameter in self.parameters if parameter.words)


def _signature(name: str, refers_to: str, spec: str, help_text: str, bodies_only: bool = False) -> Signature:
    parameters = tuple(_parameter(word) for word in spec.split())
    return Signature(name, refers_to, help_text, parameters, bodies_only)


def _parameter(word: str) -> Parameter:
    """A parameter as a signature writes it: `number#` is a number, `how=namings` a word of a list, `id!` required."""
    name, _, words = word.rstrip("!").partition("=")
    return Parameter(name.rstrip("#"), int if name.endswith("#") else str, word.endswith("!"), words)


SIGNATURES = {
    signature.name: signature
    for signature in (
        _signature(
            "passage", "", "number#! last#", "opens the entry of a passage, or of passages number to last", True
        ),
        _signature("at", "", "number#!", "inside an entry of many passages: what follows is in this one", True),
        _signature("claim", "claim", "id! text", "a claim; `owner.id` for one of another source or an incident"),
        *(_signature(kind.call, kind.id, kind.takes, kind.call_help) for kind in KINDS.values() if kind.call),
        _signature("cite", "work", "key! text", "a work that this passage of the source itself cites", True),
        _signature("see", "work", "key! passage# text", "a work, or a passage of a source, the archive points to"),
    )
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a text: the line in it (from 1), the message, the rule."""

    line: int
    message: str
    rule: str = "macro-call"


_NONE: dict[str, Value] = {}
"""Shared by all calls without named values, to save memory: a large archive has a hundred thousand."""


def checked_call(name: str, args: tuple[Value, ...], kwargs: dict[str, Value], line: int) -> Call | Fault:
    """A call with these values, or what is wrong with them."""
    given = tuple((key, type(value)) for key, value in kwargs.items()) if kwargs else ()
    wrong = _wrong_arguments(name, tuple(map(type, args)), given)
    wrong = wrong or _blank((*args, *kwargs.values()))
    return Fault(line, f"{name}(…) {wrong}") if wrong else Call(name, args, kwargs or _NONE, line)


def _blank(values: Iterable[Value]) -> str:
    """What is wrong if a value has only spaces, so that nobody would see its link; else empty."""
    blank = any(isinstance(value, str) and value and not value.strip() for value in values)
    return "has a text of spaces alone; write words, or leave it out" if blank else ""


@lru_cache(maxsize=1000)
def _wrong_arguments(name: str, args: tuple[type, ...], kwargs: tuple[tuple[str, type], ...]) -> str:
    """What is wrong with values of these types."""
    signature = SIGNATURES[name]
    names = [parameter.name for parameter in signature.parameters]
    if len(args) > len(names):
        return f"takes at most {amount(len(names), 'value')}: {', '.join(names)}"
    given = dict(zip(names, args, strict=False))
    for key, kind in kwargs:
        if key not in names:
            return f"has no '{key}'{one_of(key, names)}"
        if key in given:
            return f"has '{key}' twice"
        given[key] = kind
    for parameter in signature.parameters:
        if parameter.name not in given:
            if parameter.required and not parameter.words:
                return f"needs '{parameter.name}'"
        elif given[parameter.name] is not parameter.kind:
            return f"needs {'a whole number' if parameter.kind is int else 'a text'} as '{parameter.name}'"
    return ""
