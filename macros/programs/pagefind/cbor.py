"""A piece of Pagefind's index as a file holds it: gzip of a mark and of CBOR (RFC 8949).

Of CBOR Pagefind writes whole numbers, texts and arrays alone, so a reader and writer of these is all that is needed.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

PIECE_MARK = b"pagefind_dcd"
_NUMBER, _NEGATIVE, _TEXT, _ARRAY = 0, 1, 3, 4
_LENGTHS = {24: 1, 25: 2, 26: 4, 27: 8}
"""By the low bits of a head, how many bytes its number has; below 24 they are the number."""

Item: TypeAlias = "int | str | list[Item]"


class UnknownFormError(ValueError):
    """A piece has another form than that of the version of Pagefind that is installed; the message says which."""


def read_piece(file: Path) -> Item:
    """What a piece holds. Raises UnknownFormError."""
    raw = gzip.decompress(file.read_bytes())
    if not raw.startswith(PIECE_MARK):
        raise UnknownFormError(f"{file.name} does not begin with {PIECE_MARK.decode()}")
    return _Reader(raw, len(PIECE_MARK)).item()


def size_of(item: Item) -> int:
    """How many bytes an item takes before it is packed."""
    return sum(map(len, _bytes(item)))


def write_piece(item: Item, file: Path, form: str, name: str) -> str:
    """Write a piece in place of its old file, as `form` with its new name.

    Gives the name: the language, as in the old one, and ten figures of a hash of what it holds.
    """
    raw = PIECE_MARK + b"".join(_bytes(item))
    new = f"{name.partition('_')[0]}_{sha256(raw).hexdigest()[:10]}"
    file.unlink(missing_ok=True)
    file.with_name(form.format(new)).write_bytes(gzip.compress(raw, mtime=0))
    return new


class _Reader:
    """CBOR from one place on."""

    def __init__(self, raw: bytes, at: int) -> None:
        self._raw, self._at = raw, at

    def item(self) -> Item:
        kind, number = self._head()
        if kind == _NUMBER:
            return number
        if kind == _NEGATIVE:
            return -1 - number
        if kind == _TEXT:
            self._at += number
            return self._raw[self._at - number : self._at].decode("utf-8")
        if kind == _ARRAY:
            return [self.item() for _ in range(number)]
        raise UnknownFormError(f"CBOR of the kind {kind}")

    def _head(self) -> tuple[int, int]:
        first = self._raw[self._at]
        kind, low = first >> 5, first & 31
        self._at += 1
        if low < min(_LENGTHS):
            return kind, low
        if low not in _LENGTHS:
            raise UnknownFormError("CBOR without a length")
        self._at += _LENGTHS[low]
        return kind, int.from_bytes(self._raw[self._at - _LENGTHS[low] : self._at])


def _bytes(item: Item) -> Iterator[bytes]:
    if isinstance(item, int):
        yield _head(_NUMBER, item) if item >= 0 else _head(_NEGATIVE, -1 - item)
    elif isinstance(item, str):
        raw = item.encode("utf-8")
        yield _head(_TEXT, len(raw)) + raw
    else:
        yield _head(_ARRAY, len(item))
        for one in item:
            yield from _bytes(one)


def _head(kind: int, number: int) -> bytes:
    if number < min(_LENGTHS):
        return bytes([kind << 5 | number])
    low, length = next((low, length) for low, length in _LENGTHS.items() if number < 1 << 8 * length)
    return bytes([kind << 5 | low]) + number.to_bytes(length)
