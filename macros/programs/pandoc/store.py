"""Citations that were rendered before, by content: an unchanged work is not rendered again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from macros.core.noting.reads import Fixed
from macros.programs.pandoc.processor import fingerprint, render

Items = dict[str, dict[str, Any]]


class Store(Fixed):
    """Citations by the content of what is cited, kept in one SQLite file where one can be written.

    What was prepared is in memory, and no connection stays open: processes that begin later need neither.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._made: dict[str, bytes] = {}
        """What was made, as JSON in UTF-8: many quotation marks would make a text of Python twice as large."""

    def prepare(self, wanted: Iterable[Items]) -> int:
        """Render what is not known yet, many at a time. Returns how many were rendered; raises ProcessorError."""
        missing: dict[str, Items] = {}
        with closing(_opened(self._file)) as data:
            for items in wanted:
                if (key := _key(items)) in self._made or key in missing:
                    continue
                if made := _kept(data, key):
                    self._made[key] = made
                else:
                    missing[key] = items
            if missing:
                rows = [(key, json.dumps(made, ensure_ascii=False)) for key, made in render(missing).items()]
                self._made |= {key: made.encode() for key, made in rows}
                with suppress(sqlite3.Error), data:  # a damaged file or a full disk only costs time
                    data.executemany("INSERT OR REPLACE INTO citations VALUES (?, ?)", rows)
        return len(missing)

    def cite(self, items: Items) -> dict[str, str]:
        """HTML by style. Renders what was not prepared."""
        key = _key(items)
        if key not in self._made:
            self.prepare([items])
        made: dict[str, str] = json.loads(self._made[key])
        return made


def _key(items: Items) -> str:
    text = json.dumps(items, ensure_ascii=False, sort_keys=True)
    return sha256(f"{fingerprint()}\n{text}".encode()).hexdigest()


def _kept(data: sqlite3.Connection, key: str) -> bytes:
    """What was kept under a key; empty if nothing was, or if the file is damaged there."""
    try:
        row = data.execute("SELECT CAST(made AS BLOB) FROM citations WHERE key = ?", (key,)).fetchone()
        return bytes(row[0]) if row and isinstance(json.loads(row[0]), dict) else b""
    except (sqlite3.Error, ValueError):
        return b""


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
