"""The text of one record with its values, and the line on which each of them starts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, TypeAlias

import yaml

_Safe: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(_Safe):  # type: ignore[misc] # whichever of the two there is
    """A loader that gives no value a type of YAML, since nobody asks for it: that takes a quarter of its time."""

    def resolve(self, *_: object) -> str:
        """One type for all."""
        return "tag:yaml.org,2002:str"

    def descend_resolver(self, *_: object) -> None:
        """No type depends on the place of a value."""

    def ascend_resolver(self) -> None:
        """No type depends on the place of a value."""


Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
FieldPath = tuple[str | int, ...]
"""The path to a value in a record: the names and numbers that lead to it."""


@dataclass
class Document:
    """The values of one YAML text.

    Lines are looked up when a problem asks for them, so that a large archive does not hold the position of
    every value in memory.
    """

    path: str
    tree: dict[str, Tree] = field(default_factory=dict)
    text: str = ""
    first_line: int = 1
    body: str = ""
    body_line: int = 1
    outline: str = ""
    """A fingerprint of all but the words of an annotation; empty where the text itself is short."""
    untold: ClassVar[tuple[str, ...]] = ("tree", "text", "outline", "body", "body_line")
    """What is freed once it has been checked, so that no page shows it; bodies are then in `Archive.bodies` alone."""

    @cached_property
    def lines(self) -> dict[FieldPath, int]:
        """The line (from 1, in the file) on which each value starts."""
        lines: dict[FieldPath, int] = {(): self.first_line}
        try:
            root = yaml.compose(self.text, Loader)
        except (yaml.YAMLError, ValueError, RecursionError):
            return lines
        _note_lines(root, (), self.first_line, lines)
        return lines

    def line(self, place: FieldPath) -> int:
        """The line of a value, or of the nearest one around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def _note_lines(node: yaml.Node | None, place: FieldPath, offset: int, lines: dict[FieldPath, int]) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                inner = (*place, str(key.value))
                lines.setdefault(inner, key.start_mark.line + offset)
                _note_lines(value, inner, offset, lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            lines.setdefault((*place, index), item.start_mark.line + offset)
            _note_lines(item, (*place, index), offset, lines)


def dotted(place: FieldPath) -> str:
    """`("claims", "returned-41", "said-by", 0)` as `claims.returned-41.said-by.0`."""
    return ".".join(str(part) for part in place)
