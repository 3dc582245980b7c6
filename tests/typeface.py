"""Make the files of the typeface that pictures need from the whole one: `python tests/typeface.py`.

The renderer reads neither woff2 nor variable fonts, so each weight is a TrueType file of its own, and the widths of its
letters are a table: a build then needs no library for typefaces. `tests/test_cards.py` holds that they belong together.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.site.pictures.typesetting import TYPEFACE, WEIGHTS

WHOLE = TYPEFACE / "archive-serif.woff2"
"""The whole upright typeface; readers are sent it in parts."""


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


def main() -> None:
    """Write the files beside the whole typeface."""
    table = {}
    for name, weight in WEIGHTS.items():
        font = plain(weight)
        font.save(TYPEFACE / f"{name}.ttf")
        table[name] = widths(font)
    text = json.dumps(table, ensure_ascii=True, indent=0, sort_keys=True)
    (TYPEFACE / "widths.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
