"""Text in pixels: the letters of the site's typeface, drawn beforehand (`tests/typeface.py`), set side by side.

A preview picture is drawn ten times faster so than by a renderer that shapes and fills each letter anew. A line is one
large number while letters are put on it: four bits for each pixel, row by row, say how much of it is covered.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from math import ceil
from typing import Any

from macros.site.pictures.typesetting import TYPEFACE

LETTER_PIXELS = TYPEFACE / "letters.json.gz"
"""Advance widths, kerning and pixels of each letter; some pairs of letters are drawn as one."""
_HIGHEST, _LOWEST = 1.1, 0.45
"""How far letters reach above and below their line, in parts of their size; marks over capitals included."""


@dataclass(frozen=True)
class PixelStrip:
    """The pixels of a line of text across a whole picture: the first row, how many there are, and two in each byte."""

    top: int
    rows: int
    pixels: bytes


class Lettering:
    """The letters of one weight in one size, in pixels."""

    def __init__(self, weight: dict[str, Any], name: str, size: float, wide: int) -> None:
        """`name` is the size in the file. `wide` is how wide the picture is."""
        self._advances: dict[str, float] = weight["advances"]
        self._kerning: dict[str, float] = weight["kerning"]
        self._letters: dict[str, list[Any]] = weight["sizes"][name]
        self._size, self._wide = size, wide
        self._above = ceil(size * _HIGHEST)
        self._rows = self._above + ceil(size * _LOWEST)
        self._numbers: dict[tuple[str, int], int] = {}

    def strip(self, text: str, x: float, y: float, *, ends: bool = False) -> PixelStrip:
        """A line of text on `y` that begins at `x`, or ends there. Letters beyond the picture are left out."""
        pieces = self._pieces(text)
        places = self._places(pieces)
        start = x - places[-1] if ends else x
        drawn = 0
        for piece, place in zip(pieces, places, strict=False):
            if piece in self._letters:
                drawn |= self._put(piece, start + place)
        return PixelStrip(round(y) - self._above, self._rows, drawn.to_bytes(self._wide * self._rows // 2, "big"))

    def _pieces(self, text: str) -> list[str]:
        """The letters of a text; two that are drawn as one stay together."""
        pieces, place = [], 0
        while place < len(text):
            pieces.append(text[place : place + (2 if text[place : place + 2] in self._advances else 1)])
            place += len(pieces[-1])
        return pieces

    def _places(self, pieces: list[str]) -> list[float]:
        """Where each letter begins, from the beginning of the line, and where the last one ends."""
        places = [0.0]
        for piece, following in zip_longest(pieces, pieces[1:], fillvalue=""):
            wide = self._advances.get(piece, 0.0) + self._kerning.get(f"{piece}\n{following}", 0.0)
            places.append(places[-1] + wide * self._size)
        return places

    def _put(self, piece: str, x: float) -> int:
        """A letter in its place on an empty strip."""
        left, _, wide, *steps = self._letters[piece]
        place, step = divmod(round(x * len(steps)), len(steps))
        begins = place + left
        if begins < 0 or begins + wide > self._wide:
            return 0
        beside: int = self._wide - begins - wide
        return self._number(piece, step) << 4 * beside

    def _number(self, piece: str, step: int) -> int:
        """A letter at the right edge of an empty strip."""
        if (piece, step) not in self._numbers:
            _, top, wide, *steps = self._letters[piece]
            rows = [steps[step][start : start + wide] for start in range(0, len(steps[step]), wide)]
            below = self._rows - self._above - top - len(rows)
            gap = "0" * (self._wide - wide)
            self._numbers[piece, step] = int(gap.join(rows) or "0", 16) << 4 * self._wide * below
        return self._numbers[piece, step]


@lru_cache(maxsize=1)
def _kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gzip.decompress(LETTER_PIXELS.read_bytes()))
    return found


@lru_cache(maxsize=32)
def lettering(weight: str, size: int, scale: float, wide: int) -> Lettering:
    """The letters of a weight in a size in units of the drawing, of which each has `scale` pixels."""
    return Lettering(_kept()[weight], f"{size}", size * scale, wide)


def forget_letters() -> None:
    """Let go of all letters, once all pictures are written that are made of them."""
    lettering.cache_clear()
    _kept.cache_clear()
