"""The base class of every mapping in a record, and the marks for its fields."""

from __future__ import annotations

from sys import intern
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


def kebab(name: str) -> str:
    """`said_by` as it is written in files: `said-by`."""
    return name.replace("_", "-")


_GIVEN: dict[frozenset[str], set[str]] = {}
"""The names that records give, each set of them once."""
_SHORT = 30
"""So long is a text at most that many records may have, such as a term, an id or a day."""
_MOST_SHARED = 29
"""So many names Python has once for a class; it leaves room for one more, such as the id of a record."""
_set = object.__setattr__


class Shape(BaseModel):
    """A mapping with known fields only; keys are written with hyphens."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=kebab, populate_by_name=False, arbitrary_types_allowed=True
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Let Python have the names of the fields once for the class, in place of a dictionary for each shape.

        It does so where the first one has them set one by one, before pydantic makes any in its own way.
        """
        first = cls.__new__(cls)
        for name in cls.model_fields:
            object.__setattr__(first, name, None)

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """A shape that was kept shares with others what it has in common with them: it stays and never changes."""
        names = frozenset(state["__pydantic_fields_set__"])
        given = _GIVEN.get(names) or _GIVEN.setdefault(names, set(map(intern, names)))
        _set(self, "__pydantic_fields_set__", given)
        _set(self, "__pydantic_extra__", state["__pydantic_extra__"])
        _set(self, "__pydantic_private__", state["__pydantic_private__"])
        held = {name: intern(value) if _is_short(value) else value for name, value in state["__dict__"].items()}
        if len(held) > _MOST_SHARED:
            _set(self, "__dict__", dict.fromkeys(type(self).model_fields) | held)  # with room for these alone
        else:
            for name, value in held.items():
                _set(self, intern(name), value)


def _is_short(value: object) -> bool:
    return type(value) is str and len(value) <= _SHORT


def ref(kind: str) -> Any:
    """Mark a field (or the members of a list) as the id of a record of one kind, or `kind|kind`."""
    return Field(json_schema_extra={"refers-to": kind})


def term(vocabulary: str, *never: str) -> Any:
    """Mark a field as a word of one list in `data/vocabulary.yml`, but for those that it can never be."""
    return Field(json_schema_extra={"vocabulary": vocabulary} | ({"never": list(never)} if never else {}))
