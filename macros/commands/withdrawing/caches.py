"""Caches: entries that hold the words are removed, and so are those that cannot be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from macros.commands.withdrawing.contents import Contents, UnreadableError, bytes_of
from macros.commands.withdrawing.words import Text, Words

RECORDS_READ = "records.sqlite"
"""What was read of records, in pieces that a search cannot tell from others."""
DATABASES = (".sqlite", ".sqlite-wal", ".sqlite-journal", ".sqlite-shm")


def clear(cache: Path, words: Sequence[Words]) -> int:
    """Remove every entry that holds the words or cannot be read. Returns how many went."""
    number = 0
    for file in sorted(cache.rglob("*")) if cache.is_dir() else ():
        if file.name.startswith(RECORDS_READ):
            file.unlink(missing_ok=True)  # it is made anew by the next check, as is what SQLite had beside it
        elif file.is_file() and file.suffix == ".sqlite":
            number += _rows(file, words)
        elif file.is_file() and file.suffix not in DATABASES and _goes(file, words):
            file.unlink()
            number += 1
    return number


def _rows(file: Path, words: Sequence[Words]) -> int:
    """Remove the rows that hold words and rewrite the database, or remove it whole if that is not enough."""
    number = 0
    try:
        with closing(sqlite3.connect(file, timeout=60)) as base:
            for key, made in base.execute("SELECT key, made FROM citations").fetchall():
                if any(Text(f"{key}\n{made}").holds(one) for one in words):
                    base.execute("DELETE FROM citations WHERE key = ?", (key,))
                    number += 1
            base.commit()
            base.execute("PRAGMA journal_mode = DELETE")
            base.execute("VACUUM")
    except sqlite3.Error:
        number += 1
        file.unlink()
    if file.exists() and _goes(file, words):
        file.unlink()
        number += 1
    return number


def _goes(file: Path, words: Sequence[Words]) -> bool:
    """Whether a file holds words, or cannot be read."""
    if not file.exists():
        return False
    found = [raw for _, raw in Contents().of(file.name, bytes_of(file))]
    return any(isinstance(raw, UnreadableError) or any(Text(raw).holds(one) for one in words) for raw in found)
