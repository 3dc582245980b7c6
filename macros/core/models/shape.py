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


class Shape(BaseModel):
    """A mapping with known fields only; keys are written with hyphens."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=kebab, populate_by_name=False, arbitrary_types_allowed=True
    )

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """A shape that was kept shares with others what it has in common with them: it stays and never changes.

        Python has the names of attributes once for a class as long as they are set one by one, in one order.
        """
        names = frozenset(state["__pydantic_fields_set__"])
        given = _GIVEN.setdefault(names, set(map(intern, names)))
        super().__setstate__(state | {"__dict__": {}, "__pydantic_fields_set__": given})
        for name, value in state["__dict__"].items():
            object.__setattr__(self, intern(name), value)


def ref(kind: str) -> Any:
    """Mark a field (or the members of a list) as the id of a record of one kind, or `kind|kind`."""
    return Field(json_schema_extra={"refers-to": kind})


def term(vocabulary: str) -> Any:
    """Mark a field as a word of one list in `data/vocabulary.yml`."""
    return Field(json_schema_extra={"vocabulary": vocabulary})
