r"""Tables as CSV (RFC 4180, UTF-8) in which spreadsheets see no formulas, and how to read them back.

Two rules, which any reader can undo. A cell of text or a list gets an apostrophe in front if it begins with an
apostrophe or a character that can begin a formula. In a list, a bar separates values; a bar within a value is written
`\p`, a backslash `\\`. Numbers, dates, true and false, and cells of JSON are never touched.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from macros.site.exports.columns import Column

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
"""Text that begins with one of these gets an apostrophe in front: they start a formula, or are the apostrophe."""
BAR = "|"
_ESCAPED = {"\\": "\\\\", BAR: "\\p"}
_UNESCAPED = {written: char for char, written in _ESCAPED.items()}


def table(columns: Iterable[Column], objects: Iterable[Mapping[str, Any]]) -> bytes:
    """A table with a head line, in UTF-8; lines end with CR LF."""
    columns = list(columns)
    made = io.BytesIO()  # text takes up to four times as much memory while it is written
    text = io.TextIOWrapper(made, "utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(column.name for column in columns)
    for item in objects:
        writer.writerow(cell(column.type, column.value(item)) for column in columns)
    text.flush()
    return made.getvalue()


def cell(kind: str, value: Any) -> str:
    """A value as written in a column of a type; nothing for None, an empty list and an empty object."""
    if value is None or value in ([], {}):
        return ""
    if kind == "list":
        return guarded(BAR.join(_escaped(str(part)) for part in value))
    if kind in ("array", "object", "boolean"):
        return json.dumps(value, ensure_ascii=False)
    return guarded(value) if kind == "string" else str(value)


def read(kind: str, text: str) -> Any:
    """The value of a cell: the way back from `cell`, which a reader in any language can follow."""
    if kind == "list":
        return [_unescaped(part) for part in unguarded(text).split(BAR)] if text else []
    if not text:
        return {"array": [], "object": {}}.get(kind)
    if kind in ("array", "object", "boolean", "integer", "number"):
        return json.loads(text)
    return unguarded(text) if kind == "string" else text


def guarded(text: str) -> str:
    """Text that spreadsheets do not read as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    """The same text as it was."""
    return text.removeprefix("'")


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(char, char) for char in text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\[\\p]", lambda found: _UNESCAPED[found[0]], text)
