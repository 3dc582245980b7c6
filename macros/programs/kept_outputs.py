"""Outputs of earlier builds with what each of them read: one whose reads give the same now is not made again.

One SQLite file for each archive. Whatever is wrong with it only costs time: every content is held to its fingerprint
when it is taken out. A connection is never used in two processes; each opens its own.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple

from macros.core.noting.fingerprints import FINGERPRINT_SIZE, content_hash
from macros.core.noting.reads import Noted, Read, Together, key_of, told_key
from macros.core.values.revisions import Revision, filled

MOST_BYTES_WAITING = 2_000_000
"""How many bytes of outputs wait to be written."""
_PIECE = 1_000_000
"""Bytes of a long content that are written at once."""
MOST_READS = 140_000
"""How many reads stay in memory with what they give, at most: those of more than 1,000 sources.

With more, those that were not asked for lately are let go, and told again if another output has them.
"""
_GIVEN = 15
"""Bytes of a fingerprint that are held of what a read gives: with the number of the read they just fill 64 bytes."""
_TOLD = Struct(f"{FINGERPRINT_SIZE}s{_GIVEN}s")
"""The number of a read, and what it gives."""
TABLES_FORM = 5
"""The form of the tables; another one is begun anew."""
_TABLES = """
CREATE TABLE IF NOT EXISTS contents (hash BLOB NOT NULL, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS reads (id BLOB NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS together (id BLOB NOT NULL, reads BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS outputs (name TEXT NOT NULL, own BLOB NOT NULL, reads BLOB NOT NULL, state BLOB NOT NULL,
    files TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS builds (name TEXT PRIMARY KEY, key BLOB NOT NULL, files TEXT NOT NULL) WITHOUT ROWID;
"""
"""A build only adds rows at the end. Of rows with the same key the last one counts; the next build removes the others.

Keys are random. A table in their order would have each new row on another page, and a large file is written many times.
"""
_INDEX = "CREATE INDEX IF NOT EXISTS contents_by_hash ON contents (hash)"
"""Made when a content is first looked for; a first build looks for none, so it does not pay for the index."""

_TOGETHER = b"together\0"
"""What begins the numbers of reads that were noted as one."""
_FILLED = b"\0filled "
"""What a content begins with that is another one with the latest revision in its slots. Which, and that, follows."""
_ELSEWHERE = (
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL),
    *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM),
)
"""Errors that do not come from the file itself."""
_ROW = 100
"""Bytes that a row takes besides long values."""
_KIND_OF_ERROR = 0xFF
"""The part of an error code of SQLite that is its kind; the rest says more of it."""
_BESIDE = ("-journal", "-wal", "-shm")
"""Endings of the files that SQLite has beside a database; a build that was killed leaves them, with pages of it."""

Fingerprint = Callable[[Read], bytes]
KeptFile = tuple[str, bytes]
"""The path of a file below the site's root and the fingerprint of its content."""


class _Row(NamedTuple):
    own: bytes
    reads: bytes
    state: bytes
    files: str


def kept_in(root: Path) -> Path:
    """Where the outputs of an archive are kept."""
    return root / ".cache" / "outputs.sqlite"


def remove_kept(file: Path) -> None:
    """Remove a file of kept outputs, with all that a build that was killed left beside it. Raises OSError."""
    for one in (file, *(file.with_name(file.name + ending) for ending in _BESIDE)):
        one.unlink(missing_ok=True)


class KeptOutputs:
    """The outputs that are kept in one file; without a file nothing is kept."""

    def __init__(self, file: Path | None, fingerprint: Fingerprint = lambda _: b"") -> None:
        """`fingerprint` says what a read gives now."""
        self._file, self._fingerprint = file, fingerprint
        self._data: sqlite3.Connection | None = None
        self._process = 0
        self._indexed = False
        """Whether contents have their index."""
        self._rows: dict[str, _Row] | None = None
        self._new = False
        """Whether nothing was kept when this was first asked."""
        self._known: dict[bytes, Noted] = {}
        self._together: dict[bytes, bytes] = {}
        """The numbers of reads that were noted as one, by its number."""
        self._given: dict[bytes, bytes] = {}
        self._told: dict[str, dict[Hashable, bytes]] = defaultdict(dict)
        """The number of each read of outputs that were made, and what it gives behind that, by its name and its key."""
        self._told_before: dict[str, dict[Hashable, bytes]] = {}
        """The same of reads that were not asked for since the last time that there was no more room; they go next."""
        self._held = 0
        """How many reads the two have together."""
        self._waiting: list[tuple[str, tuple[object, ...]]] = []
        self._bytes = 0

    def current(self, name: str, own: bytes) -> list[KeptFile] | None:
        """The files of an output, if it was made of the same: of `own` and of what its reads give."""
        row = self._read().get(name)
        if row is None or row.own != own:
            return None
        given, now = self._given, self._now
        told = b"".join([given.get(number) or now(number) for number in _ids(row.reads)])
        if _listed_under(told, row.files) != row.state:
            return None
        return _files(row.files)

    def reads_of(self, name: str) -> Iterator[Noted]:
        """What an output was made of that is `current`."""
        return map(self._noted, _ids(self._read()[name].reads))

    def _noted(self, number: bytes) -> Noted:
        """What was noted, by its number. Raises KeyError."""
        if number in self._together and number not in self._known:
            self._known[number] = Together(tuple(map(self._noted, _ids(self._together[number]))))
        return self._known[number]

    def content(self, wanted: bytes) -> bytes | None:
        """A content by its fingerprint; None if it is not there, or is not what it was."""
        with self._quietly():
            if data := self._opened():
                self._index(data)
                row = data.execute(
                    "SELECT content FROM contents WHERE hash = ? ORDER BY rowid DESC LIMIT 1", (wanted,)
                ).fetchone()
                found = self._filled(row[0]) if row else b""
                return found if found is not None and content_hash(found) == wanted else None
        return None

    def _index(self, data: sqlite3.Connection) -> None:
        if not self._indexed:
            data.execute(_INDEX)
            self._indexed = True

    def _filled(self, content: bytes) -> bytes | None:
        if not content.startswith(_FILLED):
            return content
        at = len(_FILLED) + FINGERPRINT_SIZE
        slotted = self.content(content[len(_FILLED) : at])
        return None if slotted is None else filled(slotted.decode(), Revision(*json.loads(content[at:]))).encode()

    def keep_filled(self, content: bytes, slotted: bytes, latest: Revision | None) -> bytes:
        """Keep a content that is another one, which is kept already, with the latest revision in its slots."""
        found = content_hash(content)
        if found != slotted and latest:
            told = _FILLED + slotted + json.dumps(astuple(latest)).encode()
            self._put("INSERT INTO contents VALUES (?, ?)", (found, told))
        return found

    def keep_content(self, content: bytes) -> bytes:
        """Keep a content for an output that is kept later; gives its fingerprint."""
        found = content_hash(content)
        if len(content) < MOST_BYTES_WAITING:
            self._put("INSERT INTO contents VALUES (?, ?)", (found, content), len(content))
        else:
            self._put_long(found, content)
        return found

    def _put_long(self, found: bytes, content: bytes) -> None:
        """Write a long content in pieces; given as a value, it would be copied twice in memory."""
        with self._quietly():
            if data := self._opened():
                with data:
                    data.execute("BEGIN IMMEDIATE")
                    line = "INSERT INTO contents VALUES (?, zeroblob(?))"
                    place = data.execute(line, (found, len(content))).lastrowid or 0
                    with data.blobopen("contents", "content", place) as kept:
                        for start in range(0, len(content), _PIECE):
                            kept.write(content[start : start + _PIECE])

    def keep(self, name: str, own: bytes, reads: Collection[Noted], files: Iterable[KeptFile]) -> None:
        """Keep an output that was made of `own` and of these reads."""
        if self._file is None:
            return
        numbers, given = _columns(self._all_told(reads))
        listed = _written(files)
        row = name, own, numbers, _listed_under(given, listed), listed
        self._put("INSERT INTO outputs VALUES (?, ?, ?, ?, ?)", row, len(numbers) + len(listed) + _ROW)

    def keep_again(self, name: str, like: str, read: Read, files: Iterable[KeptFile]) -> None:
        """Keep an output that was made of the same as another one, which is `current`, and of one read more."""
        row, (told,) = self._read()[like], self._all_told([read])
        given = b"".join([*map(self._now, _ids(row.reads)), told[FINGERPRINT_SIZE:]])
        listed = _written(files)
        values = name, row.own, row.reads + told[:FINGERPRINT_SIZE], _listed_under(given, listed), listed
        self._put("INSERT INTO outputs VALUES (?, ?, ?, ?, ?)", values, len(row.reads) + len(listed) + _ROW)

    def had(self, name: str) -> bool:
        """Whether an earlier build kept an output of this name."""
        return name in self._read()

    def _all_told(self, reads: Iterable[Noted]) -> list[bytes]:
        """The number of each read, under which it is kept, and what it gives now.

        Hundreds of pages read the same, so what was told is held.
        """
        told = self._told
        return [
            self._told_together(read)
            if isinstance(read, Together)
            else told[read[0]].get(read[1]) or self._told_again(*read)
            for read in reads
        ]

    def _told_together(self, noted: Together) -> bytes:
        return noted.told or self._told_as_one(noted, noted.reads or ())

    def _told_again(self, name: str, key: Hashable) -> bytes:
        """The same of one read that was told before, or is told now."""
        if (told := self._told_before.get(name, {}).pop(key, None)) is None:
            told = self._told_anew(name, key)
            if self._held >= (MOST_READS if self._told_before else MOST_READS // 2):
                self._told_before = dict(self._told)
                self._told.clear()
                self._held = sum(map(len, self._told_before.values()))
            self._held += 1
        self._told[name][key] = told
        return told

    def _told_anew(self, name: str, key: Hashable) -> bytes:
        text = told_key(key)
        number = _read_id(name, text)
        if number not in self._known:
            self._put("INSERT INTO reads VALUES (?, ?, ?)", (number, name, text))
        return number + (self._given.get(number) or self._gives((name, key)))

    def _gives(self, read: Read) -> bytes:
        return self._fingerprint(read)[:_GIVEN].ljust(_GIVEN, b"\0")

    def _told_as_one(self, noted: Together, reads: Iterable[Noted]) -> bytes:
        """The same of many reads that were noted as one: what all of them give. They are let go."""
        numbers, given = _columns(sorted(self._all_told(reads)))
        number = content_hash(_TOGETHER + numbers)
        if number not in self._together:
            self._put("INSERT INTO together VALUES (?, ?)", (number, numbers), len(numbers) + _ROW)
        noted.told = number + content_hash(given)[:_GIVEN]
        noted.reads = None
        return noted.told

    def build(self, name: str, key: bytes) -> list[KeptFile] | None:
        """All files of the last whole build of this name, if it was made of the same."""
        with self._quietly():
            if data := self._opened():
                row = data.execute("SELECT key, files FROM builds WHERE name = ?", (name,)).fetchone()
                return _files(row[1]) if row and row[0] == _listed_under(key, row[1]) else None
        return None

    def keep_build(self, name: str, key: bytes, files: Iterable[KeptFile]) -> None:
        """Keep a whole build that had no problem and no warning."""
        listed = _written(files)
        self._put("INSERT OR REPLACE INTO builds VALUES (?, ?, ?)", (name, _listed_under(key, listed), listed))

    def keep_only(self, outputs: Collection[str]) -> None:
        """Remove every other output, and what only those had: nothing, if nothing was kept before."""
        gone = {name for name in self._read() if name not in outputs}
        self.write()
        if self._new:
            return
        with self._quietly():
            if data := self._opened():
                self._index(data)
                with data:
                    data.execute("BEGIN IMMEDIATE")
                    _keep_last(data, "outputs", "name", _names(data) - gone)
                    _remove_unused(data)
                _give_back(data)

    def write(self) -> None:
        """Write what waits."""
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        with self._quietly():
            if waiting and (data := self._opened()):
                with data:
                    data.execute("BEGIN IMMEDIATE")
                    for line, row in waiting:
                        data.execute(line, row)

    def close(self) -> None:
        """Write what waits and close the file; it is opened again when it is needed."""
        self.write()
        if self._data and self._process == os.getpid():
            self._data.close()
        self._data = None

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """What is wrong with the file only costs time; a damaged one is begun anew."""
        try:
            yield
        except (sqlite3.Error, ValueError, TypeError) as error:
            elsewhere = getattr(error, "sqlite_errorcode", 0) & _KIND_OF_ERROR in _ELSEWHERE
            if self._file and not elsewhere:
                with suppress(OSError):
                    remove_kept(self._file)
            self._file = self._data = None

    def _put(self, line: str, row: tuple[object, ...], size: int = _ROW) -> None:
        if self._file is None:
            return
        self._waiting.append((line, row))
        self._bytes += size
        if self._bytes >= MOST_BYTES_WAITING:
            self.write()

    def _now(self, number: bytes) -> bytes:
        """The fingerprint of what a read gives now; nothing for one that is lost."""
        if (found := self._given.get(number)) is None:
            if number in self._together:
                found = content_hash(b"".join(map(self._now, _ids(self._together[number]))))[:_GIVEN]
            elif isinstance(read := self._known.get(number), tuple):
                found = self._gives(read)
            else:
                return b""
            self._given[number] = found
        return found

    def _read(self) -> dict[str, _Row]:
        """All outputs that are kept, as they were when this was first asked."""
        if self._rows is None:
            self._rows = {}
            with self._quietly():
                if data := self._opened():
                    reads = data.execute("SELECT id, name, key FROM reads")
                    self._known = {number: (name, key_of(key)) for number, name, key in reads}
                    self._together = dict(data.execute("SELECT id, reads FROM together").fetchall())
                    rows = data.execute("SELECT name, own, reads, state, files FROM outputs ORDER BY rowid")
                    self._rows = {name: _Row(*row) for name, *row in rows}
                    (held,) = data.execute("SELECT EXISTS (SELECT 1 FROM contents)").fetchone()
                    self._new = not (self._rows or held or self._known)
        return self._rows

    def _opened(self) -> sqlite3.Connection | None:
        if self._process != os.getpid():
            self._data, self._process = None, os.getpid()
        if self._data is None and self._file:
            self._indexed = False
            try:
                self._data = _opened(self._file)
            except (OSError, sqlite3.Error):
                self._file = None
        return self._data


def _opened(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _with_tables(file)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        remove_kept(file)  # it is damaged
        return _with_tables(file)


def _with_tables(file: Path) -> sqlite3.Connection:
    data = sqlite3.connect(file, timeout=60, isolation_level=None)
    data.execute("PRAGMA synchronous = OFF")  # what a crash of the machine leaves is found by the fingerprints
    data.execute("PRAGMA secure_delete = ON")  # a text that is gone from the records is gone from here too
    if data.execute("PRAGMA user_version").fetchone()[0] != TABLES_FORM:
        for table in ("contents", "reads", "together", "outputs", "builds"):
            data.execute(f"DROP TABLE IF EXISTS {table}")
        data.execute("PRAGMA auto_vacuum = INCREMENTAL")
        data.execute("VACUUM")  # from now on free pages can be given back
        data.execute(f"PRAGMA user_version = {TABLES_FORM}")
    data.executescript(_TABLES)
    return data


def _names(data: sqlite3.Connection) -> set[str]:
    return {name for (name,) in data.execute("SELECT name FROM outputs")}


def _remove_unused(data: sqlite3.Connection) -> None:
    """Remove contents and reads that no output has."""
    rows = data.execute("SELECT files FROM outputs UNION ALL SELECT files FROM builds")
    used = {number for (row,) in rows for _, number in _files(row)}
    _keep_last(data, "contents", "hash", used, "hash DESC, rowid DESC")  # as the index has them
    del used
    read = {number for (row,) in data.execute("SELECT reads FROM outputs") for number in _ids(row)}
    together = dict(data.execute("SELECT id, reads FROM together").fetchall())
    ahead = read & together.keys()
    while ahead:
        within = {number for one in ahead for number in _ids(together.pop(one))}
        read |= within
        ahead = within & together.keys()
    del together
    for table in ("together", "reads"):
        _keep_last(data, table, "id", read)


def _keep_last(data: sqlite3.Connection, table: str, key: str, wanted: set[Any], order: str = "rowid DESC") -> None:
    """Remove all rows but the last of each wanted key. Takes the keys that it finds out of `wanted`."""
    gone: list[tuple[int]] = []
    for place, found in data.execute(f"SELECT rowid, {key} FROM {table} ORDER BY {order}"):  # noqa: S608 # of this module
        if found in wanted:
            wanted.remove(found)
        else:
            gone.append((place,))
    data.executemany(f"DELETE FROM {table} WHERE rowid = ?", gone)  # noqa: S608


def _give_back(data: sqlite3.Connection) -> None:
    """Make the file smaller once more than a tenth of it is free; the next edits need some of what is free."""
    (free,), (pages,) = (data.execute(f"PRAGMA {one}").fetchone() for one in ("freelist_count", "page_count"))
    if free * 10 > pages:
        data.executescript("PRAGMA incremental_vacuum")  # `execute` would take one step of it


def _read_id(name: str, key: str) -> bytes:
    return content_hash(f"{name}\0{key}".encode("utf-8", "surrogatepass"))


def _columns(told: list[bytes]) -> tuple[bytes, bytes]:
    """The numbers of reads, and behind one another what they give."""
    numbers, given = zip(*_TOLD.iter_unpack(b"".join(told)), strict=True) if told else ((), ())
    return b"".join(numbers), b"".join(given)


def _ids(reads: bytes) -> Iterator[bytes]:
    return (reads[at : at + FINGERPRINT_SIZE] for at in range(0, len(reads), FINGERPRINT_SIZE))


def _listed_under(told: bytes, files: str) -> bytes:
    return blake2b(told + str(files).encode("utf-8", "surrogatepass"), digest_size=FINGERPRINT_SIZE).digest()


def _files(written: str) -> list[KeptFile]:
    return [(path, bytes.fromhex(number)) for path, number in json.loads(written)]


def _written(files: Iterable[KeptFile]) -> str:
    return json.dumps([(path, number.hex()) for path, number in files], ensure_ascii=False)
