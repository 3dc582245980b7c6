"""Locator phrases that are proposed, and where asked written into the head of their source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from macros.commands.refused import RefusedError
from macros.commands.whole_files import put
from macros.commands.withdrawing.yaml_edits import FRONT
from macros.core.archive import Archive
from macros.core.problems import did_you_mean
from macros.core.verification.verify import proposals
from macros.core.words.amounts import amount_is

_FIELD = "passages"


def proposed_lines(archive: Archive, captures: Mapping[str, bytes]) -> list[str]:
    """A line for every passage without phrases, of every source whose captured text is at hand."""
    found = ((source.path, number, phrase) for source, number, phrase in proposals(archive, captures))
    return [f"proposed for {path}, {_FIELD}.{number}: {_said(phrase)}" for path, number, phrase in found]


def written(root: Path, archive: Archive, captures: Mapping[str, bytes], key: str) -> list[str]:
    """Write the phrases of one source into its file, each in the order of its passage; what was there stays.

    Raises RefusedError for a source that is not known or whose captured text is not at hand.
    """
    known = {source.id: source for source in archive.sources}
    if key not in known:
        raise RefusedError(f"no source '{key}' can be read{did_you_mean(key, list(known))}; `make check` says why not")
    source = known[key]
    if not source.capture or source.capture.file not in captures:
        raise RefusedError(f"the captured text of '{key}' is not at hand, so nothing can be proposed")
    found = {number: phrase for one, number, phrase in proposals(archive, captures, key) if one is source}
    file = root / source.path
    phrases = {number: phrase for number, phrase in found.items() if phrase}
    put(file, _with_phrases(file.read_text("utf-8"), phrases))
    none = [str(number) for number, phrase in found.items() if not phrase]
    without = [f"no phrase occurs only in passage {', '.join(none)}"] if none else []
    return [
        f"{amount_is(len(phrases), 'phrase')} written into {source.path}; read {'it' if len(phrases) == 1 else 'them'}",
        *without,
    ]


def _said(phrase: str | None) -> str:
    return json.dumps([phrase], ensure_ascii=False) if phrase else "no phrase occurs only in this passage"


def _with_phrases(text: str, phrases: Mapping[int, str]) -> str:
    front = FRONT.fullmatch(text)
    if not front or not phrases:
        return text
    root = yaml.compose(front[2], yaml.SafeLoader)
    fields = {key.value: value for key, value in root.value} if isinstance(root, yaml.MappingNode) else {}
    return front[1] + _head(front[2], fields.get(_FIELD), phrases) + front[3]


def _head(head: str, node: yaml.Node | None, phrases: Mapping[int, str]) -> str:
    lines = {number: f"{number}: {_said(phrase)}\n" for number, phrase in phrases.items()}
    if not isinstance(node, yaml.MappingNode):
        end = "" if head.endswith("\n") or not head else "\n"
        return f"{head}{end}{_FIELD}:\n" + _block(lines.values(), "  ")
    if node.flow_style:
        old = {int(key.value): head[key.start_mark.index : value.end_mark.index] + "\n" for key, value in node.value}
        block = _block([line for _, line in sorted((old | lines).items())], "  ").rstrip("\n")
        start = head.rindex(":", 0, node.start_mark.index) + 1
        return f"{head[:start]}\n{block}{head[node.end_mark.index :]}"
    return _among(head, node, lines)


def _among(head: str, node: yaml.MappingNode, lines: Mapping[int, str]) -> str:
    """The head with new lines in a block, each before the first passage with a greater number, else at its end."""
    starts = {int(key.value): key.start_mark.index for key, _ in node.value}
    indent = " " * node.value[0][0].start_mark.column
    last = node.value[-1][1].end_mark.index
    end = head.find("\n", max(0, last - 1)) + 1 if "\n" in head[max(0, last - 1) :] else len(head)
    for number, line in sorted(lines.items(), reverse=True):
        after = [at for other, at in starts.items() if other > number]
        place = min(after) - len(indent) if after else end
        head = head[:place] + indent + line + head[place:]
    return head


def _block(lines: Iterable[str], indent: str) -> str:
    return "".join(re.sub(r"^", indent, line, count=1) for line in lines)
