"""The site's typeface for pictures that are drawn at build time: files that the renderer reads, and widths of text."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONT = Path(__file__).resolve().parents[3] / "overrides/assets/fonts/archive-serif-latin-wght-normal.woff2"
WEIGHTS = {"regular": 400, "bold": 600}
_STEPS = 6
"""How closely lines are made even: the width is halved so often."""


@dataclass(frozen=True)
class Face:
    """One weight of the typeface: its TrueType file, and the advance width of each of its characters in em."""

    file: Path
    key: str
    widths: dict[str, float]

    def known(self, text: str) -> str:
        """A text without the characters that the face lacks, such as Korean and Chinese ones: no empty boxes."""
        return " ".join("".join(char for char in text if char in self.widths).split())

    def width(self, text: str, size: float) -> float:
        """The width of a text without kerning, in the unit of `size`."""
        return size * sum(self.widths.get(char, 0.0) for char in text)


def faces(cache: Path) -> dict[str, Face]:
    """The weights in use. The renderer reads neither woff2 nor variable fonts, so plain ones are kept in `cache`."""
    key = sha256(FONT.read_bytes()).hexdigest()[:16]
    return {name: _face(cache / "fonts" / f"{key}-{weight}.ttf", weight) for name, weight in WEIGHTS.items()}


def _face(file: Path, weight: int) -> Face:
    if not file.exists():
        font = instancer.instantiateVariableFont(TTFont(FONT), {"wght": weight})
        font["OS/2"].usWeightClass = weight
        font.flavor = None
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_suffix(".part")
        font.save(partial)
        partial.replace(file)
    font = TTFont(file, lazy=True)
    em, advances = font["head"].unitsPerEm, font["hmtx"]
    widths = {chr(code): advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}
    return Face(file, f"{file.name}", widths)


def lines(face: Face, text: str, size: float, width: float) -> list[str]:
    """A text broken at spaces into lines that are no wider than `width`; a longer word has a line of its own."""
    made: list[str] = []
    for word in face.known(text).split():
        if made and face.width(f"{made[-1]} {word}", size) <= width:
            made[-1] = f"{made[-1]} {word}"
        else:
            made.append(word)
    return made


def balanced(face: Face, text: str, size: float, width: float) -> list[str]:
    """The same number of lines as in the full width, made as even as they can be."""
    best = lines(face, text, size, width)
    low, high = width / 2, width
    for _ in range(_STEPS):
        middle = (low + high) / 2
        tried = lines(face, text, size, middle)
        if len(tried) <= len(best) and all(face.width(line, size) <= middle for line in tried):
            best, high = tried, middle
        else:
            low = middle
    return best


def cut(face: Face, made: list[str], most: int, size: float, width: float) -> list[str]:
    """At most `most` lines, none wider than `width`; what is left out is told by an ellipsis."""
    kept = made[:most]
    if len(made) > most:
        kept[-1] += " …"
    return [line if face.width(line, size) <= width else _shortened(face, line, size, width) for line in kept]


def _shortened(face: Face, line: str, size: float, width: float) -> str:
    bare = line.rstrip(" …")
    while bare and face.width(f"{bare}…", size) > width:
        bare = bare[:-1]
    return f"{bare.rstrip()}…"
