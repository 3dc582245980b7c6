"""Pagefind's files in one order: it writes the values of a filter, and the filters, in an order of chance.

A piece of the index is gzip of a mark and of CBOR (RFC 8949). Of that Pagefind writes whole numbers, texts and arrays
alone, so a reader and writer of these is all that is needed. What is put in order is packed again and named by its
content; the names are put where they are read.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

PIECE_MARK = b"pagefind_dcd"
ENTRY_FILE = "pagefind-entry.json"
_NUMBER, _TEXT, _ARRAY = 0, 3, 4
_LENGTHS = {24: 1, 25: 2, 26: 4, 27: 8}
"""By the low bits of a head, how many bytes its number has; below 24 they are the number."""

Item: TypeAlias = "int | str | list[Item]"


class UnknownFormError(ValueError):
    """A piece has another form than that of the version of Pagefind that is installed; the message says which."""


def in_order(folder: Path) -> None:
    """Put the files of an index in order. Raises UnknownFormError."""
    entry = json.loads((folder / ENTRY_FILE).read_text("utf-8"))
    for language in entry["languages"].values():
        language["hash"] = _meta(folder, language["hash"])
    entry["include_characters"] = sorted(entry["include_characters"])
    (folder / ENTRY_FILE).write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _meta(folder: Path, name: str) -> str:
    """Put the list of pages, pieces and filters in order, and the filters that it names. Gives its new name."""
    file = folder / f"pagefind.{name}.pf_meta"
    meta = _read(file)
    filters = meta[_FILTERS] if isinstance(meta, list) and len(meta) >= len(_PARTS) else None
    if not isinstance(meta, list) or not isinstance(filters, list):
        raise UnknownFormError(f"{file.name} has other parts than {', '.join(_PARTS)}")
    meta[_FILTERS] = sorted((_filter(folder, one) for one in filters), key=_name)
    return _written(meta, file, "pagefind.{}.pf_meta", name)


_PARTS = ("version", "pages", "index chunks", "filters")
_FILTERS = _PARTS.index("filters")


def _filter(folder: Path, entry: Item) -> Item:
    """A filter as the list names it: what it is called, and its file, whose values are put in order."""
    if not (isinstance(entry, list) and len(entry) > 1 and isinstance(name := entry[1], str)):
        raise UnknownFormError("a filter has another form than its name and its file")
    file = folder / "filter" / f"{name}.pf_filter"
    found = _read(file)
    if not (isinstance(found, list) and isinstance(values := found[-1], list)):
        raise UnknownFormError(f"{file.name} is not a name with values")
    found[-1] = sorted(values, key=_name)
    return [entry[0], _written(found, file, "{}.pf_filter", name), *entry[2:]]


def _name(item: Item) -> str:
    """What a filter or a value of it is called."""
    return str(item[0]) if isinstance(item, list) and item else ""


def _read(file: Path) -> Item:
    raw = gzip.decompress(file.read_bytes())
    if not raw.startswith(PIECE_MARK):
        raise UnknownFormError(f"{file.name} does not begin with {PIECE_MARK.decode()}")
    items = _Reader(raw, len(PIECE_MARK))
    return items.item()


def _written(item: Item, file: Path, form: str, name: str) -> str:
    """Write a piece in place of its old file. Gives its name, which begins with the language as the old one does."""
    raw = PIECE_MARK + b"".join(_bytes(item))
    new = f"{name.partition('_')[0]}_{sha256(raw).hexdigest()[:10]}"
    file.unlink()
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
        yield _head(_NUMBER, item)
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
