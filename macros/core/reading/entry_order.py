"""Where a new entry of the bibliography goes: entries stand in order of their keys, so that git merges two branches."""

from __future__ import annotations

import re

from macros.core.values.ids import ID

_START = re.compile(rf"^@\w+\s*[{{(]\s*({ID.pattern})\s*,", re.MULTILINE)


def with_entry(text: str, key: str, entry: str) -> str:
    """The bibliography with one more entry, before the first one whose key is greater, apart by empty lines."""
    later = next((found for found in _START.finditer(text) if found[1] > key), None)
    if later is None:
        return f"{text.rstrip()}\n\n{entry}".lstrip("\n")
    before = text[: later.start()].rstrip()
    return f"{before}\n\n{entry}\n{text[later.start() :]}".lstrip("\n")
