"""PNG files (W3C Recommendation) of 16 colours, two pixels a byte."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from struct import pack

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
SHOWN_WORDS = b"Description\0\0\0\0\0"
"""How the chunk begins that tells what a picture shows, as text in UTF-8 that is not packed."""
_LEVEL = 6
"""How hard the pixels are packed: beyond that a quarter more time saves a hundredth of the bytes."""
_GAP = 10
"""From so many empty rows on they are packed apart. Fewer, as between two lines, stay with what is around them."""
_BEGIN, _END = b"\x78\x9c", b"\x03\x00"
"""How a stream of packed bytes begins (RFC 1950), and its last block, an empty one (RFC 1951)."""


def png(rows: Iterable[bytes], size: tuple[int, int], palette: Sequence[Colour], words: str) -> bytes:
    """A picture of rows of pixels, each four bits that number a colour of the palette, with the words that it shows."""
    head = pack(">IIBBBBB", *size, 4, 3, 0, 0, 0)
    pixels = _packed([b"\0" + row for row in rows])  # 0: a row without a filter
    colours = bytes(part for colour in palette for part in colour)
    told = SHOWN_WORDS + words.encode("utf-8")
    parts = ((b"IHDR", head), (b"PLTE", colours), (b"iTXt", told), (b"IDAT", pixels), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in parts)


def _packed(rows: list[bytes]) -> bytes:
    """Rows as one stream. Each text of a picture has codes of its own, and so have the empty rows between."""
    return b"".join([_BEGIN, *_blocks(rows), _END, pack(">I", zlib.adler32(b"".join(rows)))])


def _blocks(rows: list[bytes]) -> Iterator[bytes]:
    empty, drawn = bytes(len(rows[0])), list[bytes]()
    for is_empty, found in groupby(rows, empty.__eq__):
        run = [*found]
        if is_empty and len(run) >= _GAP:
            yield from (_block(b"".join(drawn)), _empty(len(run) * len(empty)))
            drawn = []
        else:
            drawn += run
    yield _block(b"".join(drawn))


@lru_cache(maxsize=256)
def _empty(length: int) -> bytes:
    return _block(bytes(length))


@lru_cache(maxsize=32)  # pictures share what is at their head and foot
def _block(pixels: bytes) -> bytes:
    """Pixels packed by themselves, to the end of a byte, so that anything may follow."""
    if not pixels:
        return b""
    packing = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)  # no head and no sum
    return packing.compress(pixels) + packing.flush(zlib.Z_SYNC_FLUSH)


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))
