"""The texts in a file, whatever it is: packed, compressed, a database, a picture, or plain.

The first bytes tell the kind of a file, since names can be wrong. Sizes and depth have limits far above our files.
"""

from __future__ import annotations

import gzip
import io
import re
import sqlite3
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from macros.site.documents.dossier_files import HANDED
from macros.site.pictures.palette_png import SHOWN_WORDS

_MOST = 1_000_000_000
"""Most bytes of one unpacked file."""
DEEPEST = 6
"""How many levels of packing are opened."""
PAGEFIND = b"pagefind_dcd"
_DATABASE = b"SQLite format 3\x00"
_PICTURE = b"\x89PNG\r\n\x1a\n"
_HANDED = b"onDisk.file("
_HANDS = re.compile(rb'onDisk\.file\("([^"]*)", "([^"]*)"\);\s*\Z')
_DOSSIER = HANDED.encode()
_PACKED = re.compile(re.escape(_DOSSIER) + rb'([^"]*)","([^"]*)"\);\s*\Z')
_WHOLE_FILES = "content"
"""The column in which kept outputs of a build are, packed as they are on the site."""
_PATIENCE = 60
"""Seconds that a reader waits for whoever writes a database."""
NO_CBOR = (b"{", b"\0asm")
"""How the other pieces of the index begin: results are JSON, and the program that searches is WebAssembly."""
_RUN = re.compile(r"[^\x00-\x08\x0e-\x1f\x7f\ufffd]{2,}")


class UnreadableError(Exception):
    """A file whose text cannot be read; the message says why."""


FoundText = Iterator[tuple[str, str | UnreadableError]]


class Contents:
    """Reads files."""

    def of(self, name: str, data: bytes, depth: int = 0) -> FoundText:
        """Every text in a file as (where, text), its own name first, or why it cannot be read."""
        yield name, name
        read = next((read for start, read in self._kinds().items() if data.startswith(start)), None)
        try:
            if depth > DEEPEST:
                raise UnreadableError("is packed too deeply")
            yield from read(name, data, depth) if read else [(name, text_of(data))]
        except UnreadableError as error:
            yield name, error

    def _kinds(self) -> dict[bytes, Callable[[str, bytes, int], FoundText]]:
        return {
            b"\x1f\x8b": self._gzip,
            b"PK\x03\x04": self._zip,
            b"PK\x05\x06": self._zip,
            _DATABASE: self._database,
            _PICTURE: self._picture,
            PAGEFIND: self._pagefind,
            _HANDED: self._handed,
            _DOSSIER: self._dossier,
        }

    def _handed(self, name: str, data: bytes, depth: int) -> FoundText:
        """A file of the search in a copy for a disk: a script that hands its bytes over."""
        try:
            path, inner = _HANDS.findall(data)[0]
            yield name, path.decode()
            yield from self.of(name, b64decode(inner, validate=True), depth + 1)
        except (IndexError, ValueError) as error:
            raise UnreadableError("hands over bytes in an unknown form") from error

    def _dossier(self, name: str, data: bytes, depth: int) -> FoundText:
        """A file of the dossier: a script that hands over a record, packed, or retired ids and styles as they are."""
        packed = _PACKED.match(data)
        if not packed:
            yield name, text_of(data)
            return
        yield name, packed[1].decode()
        try:
            yield from self.of(name, b64decode(packed[2], validate=True), depth + 1)
        except ValueError as error:
            raise UnreadableError("hands over bytes in an unknown form") from error

    def _gzip(self, name: str, data: bytes, depth: int) -> FoundText:
        try:
            with gzip.open(io.BytesIO(data)) as packed:
                inner = packed.read(_MOST + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableError("cannot be unpacked") from error
        if len(inner) > _MOST:
            raise UnreadableError("is too large to be read")
        yield from self.of(name, inner, depth + 1)

    def _zip(self, name: str, data: bytes, depth: int) -> FoundText:
        try:
            with ZipFile(io.BytesIO(data)) as packed:
                for member in packed.infolist():
                    if member.file_size > _MOST:
                        raise UnreadableError("is too large to be read")
                    if not member.is_dir():
                        yield from self.of(f"{name}!/{member.filename}", packed.read(member), depth + 1)
                yield name, text_of(packed.comment)
        except (BadZipFile, zlib.error, OSError, RuntimeError) as error:
            raise UnreadableError("cannot be unpacked") from error

    def _database(self, name: str, data: bytes, depth: int) -> FoundText:
        """The rows, the files in them, and the bytes of it all: what was deleted may stay until it is rewritten."""
        yield name, text_of(data)
        try:
            with closing(sqlite3.connect(":memory:")) as base:
                base.deserialize(data)
                tables = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
                for (table,) in tables:
                    quoted = '"' + str(table).replace('"', '""') + '"'
                    rows = base.execute(f"SELECT * FROM {quoted}")  # noqa: S608 # a name from the file, quoted
                    whole = [number for number, (column, *_) in enumerate(rows.description) if column == _WHOLE_FILES]
                    for row in rows:
                        yield name, "\n".join(str(value) for value in row)
                        for number in whole:
                            if isinstance(row[number], bytes):
                                yield from self.of(name, row[number], depth + 1)
        except sqlite3.Error as error:
            raise UnreadableError("cannot be read as a database") from error

    def _picture(self, name: str, data: bytes, depth: int) -> FoundText:
        del depth
        yield name, text_of(data)
        if SHOWN_WORDS not in data:
            raise UnreadableError("is a picture that does not say which words it shows; rebuild the site")
        start = data.index(SHOWN_WORDS)
        length = int.from_bytes(data[start - 8 : start - 4], "big")
        yield name, data[start + len(SHOWN_WORDS) : start + length].decode("utf-8", "replace")

    def _pagefind(self, name: str, data: bytes, depth: int) -> FoundText:
        """A piece of the search index: JSON, a program, or CBOR with its strings.

        The word list holds many words only as stems. The results, made in the same run, have them in full.
        """
        del depth
        inner = data[len(PAGEFIND) :]
        yield name, text_of(inner) if inner.startswith(NO_CBOR) else "\n".join(strings(inner))


def bytes_of(file: Path) -> bytes:
    """What is in a file. A database is read while nobody writes it; raises OSError if the file cannot be read."""
    with file.open("rb") as opened:
        if opened.read(len(_DATABASE)) != _DATABASE:
            opened.seek(0)
            return opened.read()
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)) as base:
            base.execute("BEGIN")
            base.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the first look takes the shared lock
            return file.read_bytes()
    except sqlite3.Error:
        return file.read_bytes()


def text_of(data: bytes) -> str:
    """The text of bytes; for other data, whatever can be read in it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    text = data.decode("utf-8", "replace")
    return "\n".join(_RUN.findall(text)) if b"\x00" in data else text


_ARGUMENT = {24: 1, 25: 2, 26: 4, 27: 8}
_TEXT = 3


def strings(data: bytes) -> Iterator[str]:
    """Every text in CBOR (RFC 8949) of definite lengths, which is what Pagefind writes. Raises UnreadableError."""
    at = 0
    while at < len(data):
        kind, low = data[at] >> 5, data[at] & 31
        size = _ARGUMENT.get(low, 0)
        if low > max(_ARGUMENT) or at + 1 + size > len(data):
            raise UnreadableError("is a piece of the search index in an unknown form")
        length = int.from_bytes(data[at + 1 : at + 1 + size], "big") if size else low
        at += 1 + size
        if kind in (2, _TEXT):
            yield data[at : at + length].decode("utf-8", "replace")
            at += length
