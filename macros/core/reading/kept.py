"""What was worked out of texts before, kept by content: an unchanged file is neither read nor searched again.

Only functions of the text alone are kept so, and only as long as nothing of this layer's code, of Python or of the
libraries changes. A file that cannot be read or written only costs time.
"""

from __future__ import annotations

import pickle
import platform
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

LIBRARIES = ("pydantic", "pydantic_core", "PyYAML", "Jinja2", "MarkupSafe", "pybtex", "Markdown")
"""What reading and searching depend on besides our code."""
MOST_BYTES = 400_000_000
"""A larger file is begun anew: nobody removes from it what no file holds any longer."""
MOST_WAITING = 2_000
"""How many results wait to be written; each takes some ten thousand bytes."""
_TABLES = {
    "made": "key BLOB PRIMARY KEY, made BLOB NOT NULL",
    "clear": "key BLOB PRIMARY KEY",
    "code": "fingerprint TEXT NOT NULL",
}
"""The tables with their columns. Their rows have numbers: without, SQLite takes four times as long for large ones."""

Handed: TypeAlias = tuple[list[tuple[bytes, bytes]], list[bytes]]
"""What another process made of texts, each under its key, and the keys of texts in which it found nothing."""
Found = TypeVar("Found")
Record = TypeVar("Record")


class Kept:
    """One file of what was kept; without a file nothing is kept from one process to the next."""

    thrifty = True
    """Whether what is new is had as it was kept: it then takes less memory, but more time."""

    def __init__(self, file: Path | None = None, *, hold: bool = False) -> None:
        """With `hold`, what was made of a text stays in memory too, until a reading that no longer asks for it."""
        self._file = file
        self._held: dict[bytes, Any] | None = {} if hold else None
        self._asked: dict[bytes, Any] = {}
        self._remembered: dict[str, object] = {}
        self._given: dict[tuple[str, int], tuple[object, Any]] = {}
        self._given_before: dict[tuple[str, int], tuple[object, Any]] = {}
        self._data: sqlite3.Connection | None = None
        self._new = False
        self._known: set[bytes] | None = None
        self._new_made: list[tuple[bytes, bytes]] = []
        self._new_clear: list[tuple[bytes]] = []
        self._handed: dict[bytes, bytes] = {}

    def made(self, what: str, text: str, make: Callable[[], Found]) -> Found:
        """What `make` makes of a text, from before if it is kept. Whoever gets it may change it, unless it is held."""
        if self._held is None:
            return make() if self._file is None and not self._handed else self._kept(key_of(what, text), make)
        key = key_of(what, text)
        found: Found = self._held[key] if key in self._held else self._kept(key, make)
        self._asked[key] = found
        return found

    def given(self, what: str, record: Record, make: Callable[[Record], Found]) -> Found:
        """What `make` makes of a record, a claim or a note alone; held like what was made of a text."""
        if self._held is None:
            return make(record)
        key = (what, id(record))
        known = self._given.get(key) or self._given_before.get(key)
        self._given[key] = known if known and known[0] is record else (record, make(record))
        found: Found = self._given[key][1]
        return found

    def forget_given(self) -> None:
        """Hold nothing of what was made of records."""
        self._given, self._given_before = {}, {}

    def begin(self) -> None:
        """A reading begins: what the last one did not ask for is no longer held."""
        if self._held is not None:
            self._held, self._asked = self._asked, {}
            self._given, self._given_before = {}, self._given or self._given_before

    def has(self, what: str, text: str) -> bool:
        """Whether something that was made of a text is held, was handed over, or is kept."""
        key = key_of(what, text)
        return key in (self._held or ()) or key in self._handed or self._row(key) is not None

    def take_in(self, handed: Handed) -> None:
        """Have what a forked process made of texts, as if it were kept."""
        made, clear = handed
        self._handed.update(made)
        for key in clear:
            self.note_clear(key)

    def drop_handed(self) -> None:
        """Forget what was handed over of texts that nobody asked for."""
        self._handed = {}

    def _kept(self, key: bytes, make: Callable[[], Found]) -> Found:
        if (kept := self._handed.pop(key, None)) is not None:
            self._keep(key, kept)
        elif (kept := self._row(key)) is None:
            made = make()
            if not self._file:
                return made
            kept = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
            self._keep(key, kept)
            if not self.thrifty:
                return made
            del made
        found: Found = pickle.loads(kept)  # noqa: S301 # our own file, as hard to change as the code, or our own process
        return found

    def _keep(self, key: bytes, made: bytes) -> None:
        self._new_made.append((key, made))
        if len(self._new_made) >= MOST_WAITING:
            self._write()

    def faults(self, what: str, text: str, find: Callable[[], Iterable[Found]]) -> list[Found]:
        """What `find` finds in a text; it is not asked about a text in which it found nothing before.

        A text that was freed says nothing, so it is asked about that.
        """
        key = key_of(what, text)
        if text and self.is_clear(key):
            return []
        if not (found := list(find())) and text:
            self.note_clear(key)
        return found

    def is_clear(self, key: bytes) -> bool:
        """Whether nothing was found in the text of a key."""
        return key in self._all_clear()

    def note_clear(self, key: bytes) -> None:
        """Keep that nothing was found in the text of a key."""
        if not self.is_clear(key):
            self._new_clear.append((key,))
            self._all_clear().add(key)

    def recall(self, name: str) -> object:
        """What was remembered under a name; None if there is nothing, or it cannot be read."""
        if name not in self._remembered:
            try:
                kept = self._row(key_of(name, ""))
                known = None if kept is None else pickle.loads(kept)  # noqa: S301 # as above
            except Exception:  # noqa: BLE001 # whatever a damaged file makes of it, nothing is remembered
                known = None
            if self._held is None:
                return known
            self._remembered[name] = known
        return self._remembered[name]

    def remember(self, name: str, value: object) -> None:
        """Keep a value under a name in place of the one before; where values are held, in memory alone."""
        if self._held is not None:
            self._remembered[name] = value
        elif self._file:
            self._new_made.append((key_of(name, ""), pickle.dumps(value, pickle.HIGHEST_PROTOCOL)))

    def close(self) -> None:
        """Write what is new and close the file; it is opened again when it is needed."""
        self._write()
        if self._data:
            self._data.close()
        self._data, self._new = None, False
        self._known = None if self._file else self._known

    def _write(self) -> None:
        if (self._new_made or self._new_clear) and (data := self._opened()):
            try:
                with data:
                    data.executemany("INSERT OR REPLACE INTO made VALUES (?, ?)", self._new_made)
                    data.executemany("INSERT OR REPLACE INTO clear VALUES (?)", self._new_clear)
            except sqlite3.Error:
                pass
        self._new_made, self._new_clear = [], []

    def _row(self, key: bytes) -> bytes | None:
        try:
            data = self._opened()
            found = data.execute("SELECT made FROM made WHERE key = ?", (key,)) if data and not self._new else None
            row = found.fetchone() if found else None
        except sqlite3.Error:
            return None
        return row[0] if row else None

    def _all_clear(self) -> set[bytes]:
        if self._known is None:
            self._known = self._clear()
        return self._known

    def _clear(self) -> set[bytes]:
        try:
            found = data.execute("SELECT key FROM clear") if (data := self._opened()) else ()
            return {key for (key,) in found}
        except sqlite3.Error:
            return set()

    def _opened(self) -> sqlite3.Connection | None:
        if self._data is None and self._file:
            try:
                self._data, self._new = _opened(self._file)
            except (OSError, sqlite3.Error):
                self._file = None
        return self._data


class Gathered(Kept):
    """What a forked process makes of texts, to be handed over: nothing is looked up, and nothing written."""

    def made(self, what: str, text: str, make: Callable[[], Found]) -> Found:
        """What `make` makes of a text."""
        found = make()
        self._new_made.append((key_of(what, text), pickle.dumps(found, pickle.HIGHEST_PROTOCOL)))
        return found

    def handed(self) -> Handed:
        """All that was made and found since this was asked before."""
        handed = self._new_made, [key for (key,) in self._new_clear]
        self._new_made, self._new_clear = [], []
        return handed


def _opened(file: Path) -> tuple[sqlite3.Connection, bool]:
    """The file, and whether it was begun anew, so that nothing need be looked for in it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > MOST_BYTES:
        file.unlink()
    data = sqlite3.connect(file, timeout=10)
    data.execute("PRAGMA synchronous = OFF")  # what is lost when the power fails is made again
    for table, columns in _TABLES.items():
        data.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
    with closing(data.execute("SELECT fingerprint FROM code")) as found:
        known = [row[0] for row in found]
    if new := known != [fingerprint()]:
        with data:
            for table, columns in _TABLES.items():
                data.execute(f"DROP TABLE {table}")
                data.execute(f"CREATE TABLE {table} ({columns})")
            data.execute("INSERT INTO code VALUES (?)", (fingerprint(),))
    return data, new


def key_of(what: str, text: str) -> bytes:
    """The key of what is made of a text, or found in it."""
    return blake2b(f"{what}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """What a result depends on besides the text: the code of this layer, Python and the libraries."""
    core = Path(__file__).resolve().parent.parent
    found = blake2b(f"{platform.python_version()} {[version(name) for name in LIBRARIES]}".encode(), digest_size=16)
    for file in sorted(core.rglob("*.py")):
        found.update(f"{file.relative_to(core)}\0".encode() + file.read_bytes())
    return found.hexdigest()
