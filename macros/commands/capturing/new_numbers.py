"""New numbers of passages in a file as it is written; every other character stays where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from macros.commands.withdrawing.reference_edits import CALL
from macros.commands.withdrawing.yaml_edits import FRONT
from macros.core.models.document import FieldPath

Numbers = Mapping[int, int]
_OWN = re.compile(r"\{\{\s*(passage|at)\(")
_AFTER = r"\s*,(?:\s*|.*?\bpassage\s*=\s*))([1-9]\d*)(?=\s*[,)])"
"""The number of a passage behind the key in a call of `see`."""
_Edit = tuple[int, int, str]


_BETWEEN = re.compile(r"\s*(?:,|\n\s*-)\s*")
"""What stands between two items of a list."""


def in_calls(text: str, key: str, numbers: Numbers) -> str:
    """A text whose calls of `see` lead to the new passages of the source."""
    named = re.compile(rf"(\bsee\(\s*\\?[\"']+{re.escape(key)}\\?[\"']+{_AFTER}", re.DOTALL)
    return CALL.sub(lambda call: named.sub(lambda found: found[1] + _new(found[2], numbers), call[0], count=1), text)


def in_record(text: str, key: str, numbers: Numbers) -> str:
    """The file of another record, whose notes may stand at passages of the source too."""
    front = FRONT.fullmatch(text)
    before, head, behind = front.groups() if front else ("", text, "")
    return before + _put(head, [edit for edit in _named(head, numbers) if _is_also(edit[0], key)]) + behind


def in_source(text: str, numbers: Numbers, capture: list[str]) -> str:
    """The file of the source itself: `capture` in place of `reading`, and new numbers in its head and annotation."""
    front = FRONT.fullmatch(text)
    if not front:
        return text
    own = [edit for edit in _named(front[2], numbers) if _is_own(edit[0])]
    head = _put(front[2], own)
    start, end = _block(head, "reading")
    head = head[:start] + "".join(f"{line}\n" for line in capture) + head[end:]
    return front[1] + head + _annotation(front[3], numbers)


def _is_own(place: FieldPath) -> bool:
    """Whether a number in the head of a source is that of one of its passages."""
    if place[0] == "passages":
        return len(place) == 1
    return (place[0], place[2:3]) in (("claims", ("passage",)), ("notes", ("passages",)))


def _is_also(place: FieldPath, key: str) -> bool:
    """Whether a number is that of a passage of the source at which a note of another record stands too."""
    return place[:1] == ("notes",) and place[2:] == ("also", key)


def _annotation(body: str, numbers: Numbers) -> str:
    """The annotation with new numbers; where two passages have become one, their texts stand in one entry."""
    reached = 0

    def renumbered(call: re.Match[str]) -> str:
        nonlocal reached
        if not (own := _OWN.match(call[0])):
            return call[0]
        made = re.sub(r"\b[1-9]\d*\b", lambda found: _new(found[0], numbers), call[0])
        new = [int(one) for one in re.findall(r"\b[1-9]\d*\b", made)]
        if own[1] == "passage" and new and new[0] <= reached:
            return ""
        reached = max([reached, *new])
        return made

    return CALL.sub(renumbered, body)


def _new(written: str, numbers: Numbers) -> str:
    return str(numbers.get(int(written), int(written)))


def _named(text: str, numbers: Numbers) -> list[tuple[FieldPath, _Edit]]:
    """Every whole number that stands alone as a value or key, with its place and what it becomes."""
    root = yaml.compose(text, yaml.SafeLoader)
    return [
        (place, (node.start_mark.index, node.end_mark.index, _new(node.value, numbers)))
        for place, node in _scalars(root, ())
        if re.fullmatch(r"[1-9]\d{0,4}", node.value)
    ]


def _scalars(node: yaml.Node | None, place: FieldPath) -> Iterator[tuple[FieldPath, yaml.ScalarNode]]:
    """Every scalar with the keys that lead to it; a key has the place of the mapping that it is in."""
    if isinstance(node, yaml.ScalarNode):
        yield place, node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, place)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if place:
                yield place, key
            yield from _scalars(value, (*place, key.value))


def _put(text: str, edits: list[tuple[FieldPath, _Edit]]) -> str:
    """The text with new numbers; where two of a list have become one, it stands there once."""
    before, met = 0, set[tuple[FieldPath, str]]()
    made: list[_Edit] = []
    for place, (start, end, new) in sorted(edits, key=lambda edit: edit[1][0]):
        again = (place, new) in met and _BETWEEN.fullmatch(text[before:start])
        made.append((before, end, "") if again else (start, end, new))
        met.add((place, new))
        before = end
    for start, end, new in reversed(made):
        text = text[:start] + new + text[end:]
    return text


def _block(text: str, key: str) -> tuple[int, int]:
    """Where a field of the head stands, from its name to the next one."""
    root = yaml.compose(text, yaml.SafeLoader)
    starts = {entry[0].value: entry[0].start_mark.index for entry in root.value} if root else {}
    start = starts[key]
    return start, min((at for at in starts.values() if at > start), default=len(text))
