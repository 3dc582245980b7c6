"""Make the files of the typeface that pictures need from the whole one: `python tests/typeface.py`.

`widths.json` has the widths of its letters. `letters.json.gz` has the letters themselves, in the sizes of preview
pictures: how much of each pixel a letter covers. A build then needs no library for typefaces or drawings.
`tests/test_cards.py` holds that they belong together.
"""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import resvg_py
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.site.pictures.drawn_letters import LETTER_PIXELS
from macros.site.pictures.typesetting import TYPEFACE, WEIGHTS

WHOLE = TYPEFACE / "archive-serif.woff2"
"""The whole upright typeface; readers are sent it in parts."""
LIGATURES = ("ff", "fi", "fj", "fl", "ft")
SIZES = {"bold": {28: 4, 46: 2, 52: 2, 60: 2, 68: 2}, "regular": {28: 4, 30: 4}}
"""The sizes of preview pictures (`pictures/cards.py`), in units of their drawing, each with the number of places within
a pixel in which a letter can begin."""
SCALE = 2 / 3
"""Pixels of a picture for each of these units."""
LEAST_KERNING = 0.004
"""Em. Less than that is not seen."""


@lru_cache(maxsize=2)
def plain(weight: int) -> TTFont:
    """One weight of the whole typeface."""
    font = instancer.instantiateVariableFont(TTFont(WHOLE, recalcTimestamp=False), {"wght": weight})
    font["OS/2"].usWeightClass = weight
    font.flavor = None
    return font


def widths(font: TTFont) -> dict[str, float]:
    """The advance width of each character, in em."""
    em, advances = font["head"].unitsPerEm, font["hmtx"]
    return {chr(code): advances[glyph][0] / em for code, glyph in sorted(font.getBestCmap().items())}


def _glyphs(font: TTFont) -> dict[str, str]:
    """The glyph of each character and ligature."""
    found = {chr(code): glyph for code, glyph in sorted(font.getBestCmap().items())}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for first, made in ((key, one) for table in lookup.SubTable for key, one in _ligatures(table)):
            for text in LIGATURES:
                if first == found[text[0]] and made.Component == [found[text[1]]]:
                    found[text] = made.LigGlyph
    return found


def _ligatures(table: Any) -> Iterator[tuple[str, Any]]:
    for first, made in getattr(getattr(table, "ExtSubTable", table), "ligatures", {}).items():
        yield from ((first, one) for one in made)


def kerning(font: TTFont) -> dict[str, float]:
    """How much closer two letters stand than their widths say, in em, by both letters with a line break between."""
    glyphs, em = _glyphs(font), font["head"].unitsPerEm
    tables = [
        table
        for lookup in font["GPOS"].table.LookupList.Lookup
        for table in (getattr(one, "ExtSubTable", one) for one in lookup.SubTable)
        if type(table).__name__ == "PairPos"
    ]
    found = {}
    for first, glyph in glyphs.items():
        for second, other in glyphs.items():
            value = next((value for table in tables if (value := _pair(table, glyph, other)) is not None), 0)
            if abs(value) >= LEAST_KERNING * em:
                found[f"{first}\n{second}"] = value / em
    return found


def _pair(table: Any, first: str, second: str) -> int | None:
    """What a table says of two glyphs; None if it does not know them, and further tables are asked."""
    if first not in table.Coverage.glyphs:
        return None
    if table.Format == 2:
        row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
        value = row.Class2Record[table.ClassDef2.classDefs.get(second, 0)].Value1
        return value.XAdvance if value else 0
    pairs = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
    return next((one.Value1.XAdvance for one in pairs if one.SecondGlyph == second), None)


def letters() -> bytes:
    """Every letter in every size and weight, packed."""
    made: dict[str, Any] = {}
    for name, weight in WEIGHTS.items():
        font = plain(weight)
        advances, em = font["hmtx"], font["head"].unitsPerEm
        glyphs = _glyphs(font)
        made[name] = {
            "advances": {text: advances[glyph][0] / em for text, glyph in glyphs.items()},
            "kerning": kerning(font),
            "sizes": {
                str(size): pixels_of(font, list(glyphs), size * SCALE, steps) for size, steps in SIZES[name].items()
            },
        }
    return gzip.compress(json.dumps(made, ensure_ascii=True, sort_keys=True).encode(), 9, mtime=0)


def pixels_of(font: TTFont, texts: list[str], size: float, places: int) -> dict[str, Any]:
    """Each letter as [left, top, pixels across, its rows as hexadecimal digits at each step to the right].

    Left and top are counted from where the letter stands on its line; a digit is a sixteenth of a pixel's cover.
    """
    cell = round(size * 3)
    steps = [_coverage(font, texts, size, cell, step / places) for step in range(places)]
    made = {}
    for number, text in enumerate(texts):
        boxes = [[row[number * cell : (number + 1) * cell] for row in rows] for rows in steps]
        inked = [(x, y) for box in boxes for y, row in enumerate(box) for x, value in enumerate(row) if value]
        if inked:
            left, right = min(x for x, _ in inked), max(x for x, _ in inked) + 1
            top, bottom = min(y for _, y in inked), max(y for _, y in inked) + 1
            rows = ["".join(f"{value:x}" for row in box[top:bottom] for value in row[left:right]) for box in boxes]
            made[text] = [left - cell // 3, top - 2 * cell // 3, right - left, *rows]
    return made


def _coverage(font: TTFont, texts: list[str], size: float, cell: int, shift: float) -> list[list[int]]:
    """Rows of pixels of all letters side by side, each 0 to 15: how much of it is covered."""
    wide = cell * len(texts)
    shown = (
        f'<text x="{number * cell + cell // 3 + shift}" y="{2 * cell // 3}">{escape(text)}</text>'
        for number, text in enumerate(texts)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{cell}" xml:space="preserve"'
        f' font-family="Archive Serif" font-weight="{font["OS/2"].usWeightClass}" font-size="{size}">'
        f"{''.join(shown)}</svg>"
    )
    with TemporaryDirectory() as folder:
        file = Path(folder, "face.ttf")
        font.save(file)
        picture = bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[str(file)]))
    return [[round(value / 17) for value in row[3::4]] for row in _pixels(picture, wide * 4)]


def _pixels(picture: bytes, stride: int) -> Iterator[bytearray]:
    """The rows of a PNG of 8 bits in four channels, with its filters undone (PNG 9.2)."""
    data, place = b"", 8
    while place < len(picture):
        length = int.from_bytes(picture[place : place + 4])
        if picture[place + 4 : place + 8] == b"IDAT":
            data += picture[place + 8 : place + 8 + length]
        place += length + 12
    raw, above = zlib.decompress(data), bytearray(stride)
    for start in range(0, len(raw), stride + 1):
        row = bytearray(raw[start + 1 : start + 1 + stride])
        for at in range(stride):
            before, corner = (row[at - 4], above[at - 4]) if at >= 4 else (0, 0)
            row[at] = (row[at] + _predicted(raw[start], before, above[at], corner)) & 255
        yield row
        above = row


def _predicted(kind: int, before: int, above: int, corner: int) -> int:
    if kind == 4:
        guess = before + above - corner
        return min((before, above, corner), key=lambda one: abs(guess - one))
    return (0, before, above, (before + above) // 2)[kind]


def main() -> None:
    """Write the files beside the whole typeface."""
    table = {name: widths(plain(weight)) for name, weight in WEIGHTS.items()}
    text = json.dumps(table, ensure_ascii=True, indent=0, sort_keys=True)
    (TYPEFACE / "widths.json").write_text(f"{text}\n", "utf-8")
    LETTER_PIXELS.write_bytes(letters())


if __name__ == "__main__":
    main()
