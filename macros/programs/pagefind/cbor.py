"""A piece of Pagefind's index as a file holds it: gzip of a mark and of CBOR (RFC 8949).

Of CBOR Pagefind writes whole numbers, texts and arrays alone, so a reader and writer of these is all that is needed.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

PIECE_MARK = b"pagefind_dcd"
NUMBER, NEGATIVE, TEXT, ARRAY = 0, 1, 3, 4
"""The kinds of items."""
_LENGTHS = {24: 1, 25: 2, 26: 4, 27: 8}
"""By the low bits of a head, how many bytes its number has; below 24 they are the number."""

_LEVEL = 7
"""How hard gzip tries. At 9 the pieces of a large index take four times as long, and are hundredths smaller."""

Item: TypeAlias = "int | str | list[Item]"


class UnknownFormError(ValueError):
    """A piece has another form than that of the version of Pagefind that is installed; the message says which."""


def unpacked(file: Path) -> bytes:
    """The CBOR of a piece. Raises UnknownFormError."""
    raw = gzip.decompress(file.read_bytes())
    if not raw.startswith(PIECE_MARK):
        raise UnknownFormError(f"{file.name} does not begin with {PIECE_MARK.decode()}")
    return raw.removeprefix(PIECE_MARK)


def read_piece(file: Path) -> Item:
    """What a piece holds. Raises UnknownFormError."""
    return _Reader(unpacked(file)).item()


def encoded(item: Item) -> bytes:
    """An item as CBOR."""
    return b"".join(_bytes(item))


def packed_piece(raw: bytes, language: str) -> tuple[str, bytes]:
    """The name of a piece, and its file, from its CBOR.

    The name is the language, and ten figures of a hash of what the piece holds.
    """
    raw = PIECE_MARK + raw
    return f"{language}_{sha256(raw).hexdigest()[:10]}", gzip.compress(raw, _LEVEL, mtime=0)


def head_at(raw: bytes, at: int) -> tuple[int, int, int]:
    """The head of the item at a place: its kind, its number, and where it ends. Raises UnknownFormError."""
    kind, low = raw[at] >> 5, raw[at] & 31
    if low < min(_LENGTHS):
        return kind, low, at + 1
    if low not in _LENGTHS:
        raise UnknownFormError("CBOR without a length")
    end = at + 1 + _LENGTHS[low]
    return kind, int.from_bytes(raw[at + 1 : end]), end


@cache
def head(kind: int, number: int) -> bytes:
    """The head of an item of a kind with its number."""
    if number < min(_LENGTHS):
        return bytes([kind << 5 | number])
    low, length = next((low, length) for low, length in _LENGTHS.items() if number < 1 << 8 * length)
    return bytes([kind << 5 | low]) + number.to_bytes(length)


class _Reader:
    """CBOR from its beginning on."""

    def __init__(self, raw: bytes) -> None:
        self._raw, self._at = raw, 0

    def item(self) -> Item:
        kind, number, self._at = head_at(self._raw, self._at)
        if kind == NUMBER:
            return number
        if kind == NEGATIVE:
            return -1 - number
        if kind == TEXT:
            self._at += number
            return self._raw[self._at - number : self._at].decode("utf-8")
        if kind == ARRAY:
            return [self.item() for _ in range(number)]
        raise UnknownFormError(f"CBOR of the kind {kind}")


def _bytes(item: Item) -> Iterator[bytes]:
    if isinstance(item, int):
        yield head(NUMBER, item) if item >= 0 else head(NEGATIVE, -1 - item)
    elif isinstance(item, str):
        raw = item.encode("utf-8")
        yield head(TEXT, len(raw)) + raw
    else:
        yield head(ARRAY, len(item))
        for one in item:
            yield from _bytes(one)
