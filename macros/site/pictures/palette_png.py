"""PNG files (W3C Recommendation) of 16 colours, two pixels a byte."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from struct import pack

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
SHOWN_WORDS = b"Description\0\0\0\0\0"
"""How the chunk begins that tells what a picture shows, as text in UTF-8 that is not packed."""
_LEVEL = 7
"""How hard the pixels are packed: beyond that the time doubles for a hundred bytes."""


def png(rows: Iterable[bytes], size: tuple[int, int], palette: Sequence[Colour], words: str) -> bytes:
    """A picture of rows of pixels, each four bits that number a colour of the palette, with the words that it shows."""
    head = pack(">IIBBBBB", *size, 4, 3, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), _LEVEL)  # 0: a row without a filter
    colours = bytes(part for colour in palette for part in colour)
    told = SHOWN_WORDS + words.encode("utf-8")
    parts = ((b"IHDR", head), (b"PLTE", colours), (b"iTXt", told), (b"IDAT", pixels), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))
