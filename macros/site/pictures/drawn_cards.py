"""A preview picture in pixels: its paper, its rules and its texts.

A picture has 11 colours: paper, five steps from paper to ink, four to the accent, and the rule. Letters of the second
grey are drawn in the steps up to it. The colours are those of the light theme. With ten steps to ink a picture looks
the same and takes a sixth more bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from macros.site.pictures.drawn_letters import PixelStrip, lettering
from macros.site.pictures.palette_png import Colour, png

_WIDTH = 1200
"""Units across the drawing; 630 are its height."""
SHOWN = (800, 420)
"""Pixels of the picture, in the shape that networks and messengers expect of a large preview.

Previews are at most about 500 wide, and each pixel costs bytes and time in every build.
"""
_SCALE = SHOWN[0] / _WIDTH
_LEFT, _RIGHT = 72 * _SCALE, (_WIDTH - 72) * _SCALE

_PAPER, _INK, _MUTED, _ACCENT, _RULE = (
    (0xFB, 0xF9, 0xF5),
    (0x1F, 0x1D, 0x1A),
    (0x5D, 0x58, 0x50),
    (0x8C, 0x2F, 0x22),
    (0xDD, 0xD6, 0xC9),
)
_INKS, _ACCENTS = 5, 4
"""The steps from paper to ink and to the accent."""
_AT_MUTED = 4
"""The step that is as dark as the second grey."""
_FULL = 15
"""A pixel that is all covered."""


def _mixed(colour: Colour, part: float) -> Colour:
    red, green, blue = (round(paper + (wanted - paper) * part) for paper, wanted in zip(_PAPER, colour, strict=True))
    return red, green, blue


PALETTE = (
    *(_MUTED if step == _AT_MUTED else _mixed(_INK, step / _INKS) for step in range(_INKS + 1)),
    *(_mixed(_ACCENT, step / _ACCENTS) for step in range(1, _ACCENTS + 1)),
    _RULE,
)
"""The colours by their numbers."""


def _table(most: int, first: int) -> bytes:
    """For two pixels in a byte, each covered in sixteenths: the byte of their colours."""
    steps = [round(covered / _FULL * most) for covered in range(_FULL + 1)]
    numbers = [step and first + step for step in steps]
    return bytes(left << 4 | right for left in numbers for right in numbers)


INK, MUTED, ACCENT = _table(_INKS, 0), _table(_AT_MUTED, 0), _table(_ACCENTS, _INKS)
"""The colours of letters."""


@dataclass(frozen=True)
class CardLine:
    """A line of text, in units of the drawing: its weight, size and colour, and the line that it stands on.

    It begins at the left margin, or ends at the right one.
    """

    text: str
    weight: str
    size: int
    colour: bytes
    y: float
    ends: bool = False


def drawn(lines: list[CardLine]) -> bytes:
    """A picture with some lines of text, as PNG. A character that the typeface lacks is left out."""
    pixels, stride = bytearray(_ground()), SHOWN[0] // 2
    for line in lines:
        _print(pixels, _set(line.text, line.weight, line.size, line.y, ends=line.ends), line.colour, stride)
    rows = (bytes(pixels[start : start + stride]) for start in range(0, len(pixels), stride))
    return png(rows, SHOWN, PALETTE, "\n".join(line.text for line in lines))


@lru_cache(maxsize=64)  # pictures share the lines at their head and foot
def _set(text: str, weight: str, size: int, y: float, *, ends: bool) -> PixelStrip:
    letters = lettering(weight, size, _SCALE, SHOWN[0])
    return letters.strip(text, _RIGHT if ends else _LEFT, y * _SCALE, ends=ends)


def _print(pixels: bytearray, strip: PixelStrip, colour: bytes, stride: int) -> None:
    """Put a line on a picture. Where it meets another one the colours are mixed somehow; lines hardly ever do."""
    start, end = strip.top * stride, (strip.top + strip.rows) * stride
    before = int.from_bytes(pixels[start:end], "big")
    added = int.from_bytes(strip.pixels.translate(colour), "big")
    pixels[start:end] = (before | added).to_bytes(end - start, "big")


@lru_cache(maxsize=1)
def _ground() -> bytes:
    """The paper with the short rule at its head and the long one over its foot."""
    pixels, stride = bytearray(SHOWN[0] * SHOWN[1] // 2), SHOWN[0] // 2
    for (top, bottom), (left, right), colour in (
        ((49, 53), (48, 86), _INKS + _ACCENTS),
        ((352, 353), (48, 752), len(PALETTE) - 1),
    ):
        for row in range(top, bottom):
            start = row * stride
            pixels[start + left // 2 : start + right // 2] = bytes([colour << 4 | colour]) * ((right - left) // 2)
    return bytes(pixels)
