"""A ready document as pandoc's own JSON: headings, numbered paragraphs, footnotes and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from macros.site.documents.blocks import Block, Heading, ReadyDocument, TableBlock, TextBlock
from macros.site.documents.runs import EMPHASIS, SMALL_CAPITALS, Runs
from macros.site.works.originals import in_letters

API = [1, 23, 1]
"""The version of pandoc's types that this is written for; pandoc refuses another one."""
_ADDRESS = re.compile(r"https?://[^\s<>]*[^\s<>.,;:)]")
_FORMS = {EMPHASIS: "Emph", SMALL_CAPITALS: "SmallCaps"}
_NO_ATTRIBUTES = ["", [], []]

Node = dict[str, Any]


def pandoc_json(document: ReadyDocument) -> Node:
    """The document with its title, language and properties; paragraphs are numbered through.

    Those that follow each other are one list, since pandoc writes the form of the numbers once for each list.
    """
    meta = {
        "title": document.title,
        "subtitle": document.subtitle,
        "author": document.maker,
        "subject": document.origin,
        "lang": "en-GB",
    }
    blocks: list[Node] = []
    number = 1
    for numbered, together in groupby(document.blocks, _is_numbered):
        if numbered:
            items = [list(_lines(block)) for block in together if isinstance(block, TextBlock)]
            blocks.append(_node("OrderedList", [[number, {"t": "Decimal"}, {"t": "Period"}], items]))
            number += len(items)
        else:
            blocks += map(_block, together)
    fields = {key: {"t": "MetaInlines", "c": _text(value)} for key, value in meta.items()}
    return {"pandoc-api-version": API, "meta": fields, "blocks": blocks}


def _is_numbered(block: Block) -> bool:
    return isinstance(block, TextBlock) and block.numbered


def _block(block: Block) -> Node:
    if isinstance(block, Heading):
        return _node("Header", [block.level, _NO_ATTRIBUTES, _text(block.text)])
    if isinstance(block, TableBlock):
        return _table(block)
    return _node("Div", [_NO_ATTRIBUTES, list(_lines(block))])


def _lines(words: TextBlock) -> Iterator[Node]:
    """Paragraphs; items of a list have a dash. All notes are one footnote behind the last line: marks would run on."""
    lead = [_node("Strong", _text(words.lead)), _node("Space")] if words.lead else []
    for place, line in enumerate(words.lines):
        last = place == len(words.lines) - 1
        marks = [_node("Note", [_node("Para", _inlines(note)) for note in words.notes])] if last and words.notes else []
        dash = _text("– ") if line.item else []
        yield _node("Para", [*([] if place else lead), *dash, *_inlines(line.runs), *marks])


def _table(grid: TableBlock) -> Node:
    columns = [[{"t": "AlignLeft"}, {"t": "ColWidth", "c": width}] for width in grid.widths]
    head = [_row(grid.head)] if any(grid.head) else []
    body = [_NO_ATTRIBUTES, 0 if head else 1, [], [_row(row) for row in grid.rows]]
    caption: list[Any] = [None, []]
    return _node("Table", [_NO_ATTRIBUTES, caption, columns, [_NO_ATTRIBUTES, head], [body], [_NO_ATTRIBUTES, []]])


def _row(cells: Iterable[str]) -> list[Any]:
    return [
        _NO_ATTRIBUTES,
        [[_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [_node("Plain", _text(line)) for line in cell.split("\n")]]
         for cell in cells],
    ]  # fmt: skip


def _inlines(runs: Runs) -> list[Node]:
    made: list[Node] = []
    for run in runs:
        text = _text(run.text)
        made += [_node(_FORMS[run.form], text)] if run.form else text
    return made


def _text(text: str) -> list[Node]:
    """Words and spaces; whole addresses are links, which show letters of all scripts as they are."""
    made: list[Node] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        made += _words(text[end : found.start()])
        made.append(_node("Link", [_NO_ATTRIBUTES, [_node("Str", in_letters(found[0]))], [found[0], ""]]))
        end = found.end()
    return [*made, *_words(text[end:])]


def _words(text: str) -> Iterator[Node]:
    for word in re.split(r"( )", text):
        if word:
            yield _node("Space") if word == " " else _node("Str", word)


def _node(name: str, content: Any = None) -> Node:
    return {"t": name} if content is None else {"t": name, "c": content}
