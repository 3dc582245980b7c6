"""Citations that were rendered before, by content: an unchanged work is not rendered again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from macros.programs.pandoc.processor import fingerprint, render

Items = dict[str, dict[str, Any]]


class Store:
    """Citations by the content of what is cited, kept in one SQLite file, or in memory if no file can be written."""

    def __init__(self, file: Path | None) -> None:
        self._data = _opened(file)
        self._last: tuple[str, dict[str, str]] = ("", {})

    def prepare(self, wanted: Iterable[Items]) -> int:
        """Render what is not known yet, many at a time. Returns how many were rendered; raises ProcessorError."""
        missing = {key: items for items in wanted if not self._known(key := _key(items))}
        if missing:
            rows = [(key, json.dumps(made, ensure_ascii=False)) for key, made in render(missing).items()]
            with self._data:
                self._data.executemany("INSERT OR REPLACE INTO citations VALUES (?, ?)", rows)
        return len(missing)

    def cite(self, items: Items) -> dict[str, str]:
        """HTML by style. Renders what was not prepared."""
        key = _key(items)
        if self._last[0] != key:
            if not self._known(key):
                self.prepare([items])
            with closing(self._data.execute("SELECT made FROM citations WHERE key = ?", (key,))) as found:
                self._last = (key, json.loads(found.fetchone()[0]))
        return self._last[1]

    def _known(self, key: str) -> bool:
        with closing(self._data.execute("SELECT 1 FROM citations WHERE key = ?", (key,))) as found:
            return found.fetchone() is not None


def _key(items: Items) -> str:
    text = json.dumps(items, ensure_ascii=False, sort_keys=True)
    return sha256(f"{fingerprint()}\n{text}".encode()).hexdigest()


def _opened(file: Path | None) -> sqlite3.Connection:
    if file:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            return _with_table(sqlite3.connect(file, timeout=60))
        except (OSError, sqlite3.Error):
            pass  # a read-only folder or a damaged file only costs time
    return _with_table(sqlite3.connect(":memory:"))


def _with_table(data: sqlite3.Connection) -> sqlite3.Connection:
    with data:
        data.execute("CREATE TABLE IF NOT EXISTS citations (key TEXT PRIMARY KEY, made TEXT NOT NULL) WITHOUT ROWID")
    return data
