"""Edits of YAML that leave every other character where it is: a value goes, a value is replaced, an entry is added.

No maintained library does this without rewriting the whole file, and such a large diff would hide what was removed.
"""

from __future__ import annotations

import re

import yaml

from macros.core.models.document import FieldPath

Collection = yaml.MappingNode | yaml.SequenceNode


def has(text: str, place: FieldPath) -> bool:
    """Whether there is a value at a path."""
    return _find(text, place) is not None


def delete(text: str, place: FieldPath) -> str:
    """The text without the value at a path and its key, and without what would be left empty around it."""
    while (found := _find(text, place)) and len(place) > 1 and len(found[0].value) == 1:
        place = place[:-1]
    if not found:
        return text
    parent, index = found
    start, end = _flow(parent, index) if parent.flow_style else _block(text, parent, index)
    return text[:start] + text[end:]


def replace(text: str, place: FieldPath, value: str, key: str = "") -> str:
    """The text with a plain value in place of another, under another key if one is given.

    Neither may need quotes in YAML.
    """
    found = _find(text, place)
    if not found:
        return text
    start, end = _value(*found).start_mark.index, _value(*found).end_mark.index
    if key:
        start, value = _bounds(*found)[0], f"{key}: {value}"
    old = text[start:end]
    rest = old[len(old.rstrip()) :]
    return text[:start] + value + ("\n" + rest.rpartition("\n")[2] if "\n" in rest else rest) + text[end:]


def prepend(text: str, key: str, entry: list[str]) -> str:
    """The text with a new first entry, given in lines, of the list at a key of the head; the list is made if needed."""
    text = text if text.endswith("\n") or not text else f"{text}\n"
    found = _find(text, (key, 0))
    if not found or found[0].flow_style:
        text = delete(text, (key,))
        return f"{text}{key}:\n" + _listed(entry, "  ")
    first = found[0].value[0].start_mark.index
    line = text.rfind("\n", 0, first) + 1
    indent = text[line:first].partition("-")[0]
    return text[:line] + _listed(entry, indent) + text[line:]


def _listed(entry: list[str], indent: str) -> str:
    return "".join(f"{indent}{'  ' if number else '- '}{line}\n" for number, line in enumerate(entry))


def _find(text: str, place: FieldPath) -> tuple[Collection, int] | None:
    """The mapping or list that holds the value at a path, and the position of the value in it."""
    node: yaml.Node | None = yaml.compose(text, yaml.SafeLoader)
    parent: tuple[Collection, int] | None = None
    for step in place:
        index = _index(node, step)
        if index is None or not isinstance(node, yaml.MappingNode | yaml.SequenceNode):
            return None
        parent = (node, index)
        node = _value(node, index)
    return parent


def _index(node: yaml.Node | None, step: str | int) -> int | None:
    if isinstance(node, yaml.SequenceNode):
        return step if isinstance(step, int) and step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((number for number, (key, _) in enumerate(node.value) if key.value == str(step)), None)
    return None


def _value(parent: Collection, index: int) -> yaml.Node:
    entry = parent.value[index]
    value: yaml.Node = entry[1] if isinstance(entry, tuple) else entry
    return value


def _bounds(parent: Collection, index: int) -> tuple[int, int]:
    entry = parent.value[index]
    first = entry[0] if isinstance(entry, tuple) else entry
    return first.start_mark.index, _value(parent, index).end_mark.index


def _flow(parent: Collection, index: int) -> tuple[int, int]:
    """An entry between brackets, with the comma between it and its neighbour."""
    start, end = _bounds(parent, index)
    if index:
        return _bounds(parent, index - 1)[1], end
    return start, _bounds(parent, 1)[0] if len(parent.value) > 1 else end


def _block(text: str, parent: Collection, index: int) -> tuple[int, int]:
    """An entry on lines of its own, to the end of its last line."""
    start, end = _bounds(parent, index)
    line = text.rfind("\n", 0, start) + 1
    if isinstance(parent, yaml.MappingNode) and text[line:start].strip() and len(parent.value) > 1:
        return start, _bounds(parent, 1)[0]  # the first field of a list entry, which follows its hyphen
    last = text.rfind("\n", 0, end) + 1
    if text[last:end].strip():
        after = text.find("\n", end)
        return line, len(text) if after < 0 else after + 1
    return line, last if last > line else end


FRONT = re.compile(r"(---[ \t]*\n)(.*?)(^---[ \t]*(?:\n|\Z).*)", re.DOTALL | re.MULTILINE)
"""A Markdown file: the `---` before its head, the head, and the rest beginning with the `---` after it."""
