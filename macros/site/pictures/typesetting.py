"""The site's typeface for pictures that are drawn at build time: files for the renderer, and even lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.ttLib import TTFont, TTLibError
from fontTools.varLib import instancer

from macros.site.pictures.labels import lines, shortened, width

FONT = Path(__file__).parent / "typeface/archive-serif.woff2"
"""The whole upright typeface; readers are sent it in parts."""
WEIGHTS = {"regular": 400, "bold": 600}
_STEPS = 6
"""How evenly lines are set: the number of times the width is halved."""


@dataclass(frozen=True)
class Face:
    """One weight of the typeface: its TrueType file, and the advance width of each of its characters in em."""

    file: Path
    key: str
    widths: dict[str, float]

    def advance(self, char: str) -> float:
        """The width of a character in em; 0 if the face lacks it."""
        return self.widths.get(char, 0.0)

    def known(self, text: str) -> str:
        """A text without the characters that the face lacks, such as Korean and Chinese ones, to avoid empty boxes."""
        return " ".join("".join(char for char in text if char in self.widths).split())


def faces(cache: Path) -> dict[str, Face]:
    """The weights in use. The renderer reads neither woff2 nor variable fonts, so plain ones are kept in `cache`."""
    key = sha256(FONT.read_bytes()).hexdigest()[:16]
    return {name: _face(cache / "fonts" / f"{key}-{weight}.ttf", weight) for name, weight in WEIGHTS.items()}


@lru_cache(maxsize=2)
def letters(cache: Path) -> tuple[Face, Face]:
    """The regular and the bold weight, read once."""
    found = faces(cache)
    return found["regular"], found["bold"]


def _face(file: Path, weight: int) -> Face:
    font = _kept(file)
    if not font:
        file = _written(file, weight)
        font = TTFont(file, lazy=True)
    em, advances = font["head"].unitsPerEm, font["hmtx"]
    widths = {chr(code): advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}
    return Face(file, f"{file.name}", widths)


def _kept(file: Path) -> TTFont | None:
    """The typeface that was made before; None if there is none, or if it is damaged."""
    try:
        font = TTFont(file, lazy=True, checkChecksums=2)
        for table in font.reader.keys():  # noqa: SIM118 # a reader is no mapping
            font.reader[table]
    except (OSError, TTLibError, AssertionError):
        return None
    return font


def _written(file: Path, weight: int) -> Path:
    """Where the typeface was written: a folder for this run alone where the cache cannot be written."""
    font = instancer.instantiateVariableFont(TTFont(FONT), {"wght": weight})
    font["OS/2"].usWeightClass = weight
    font.flavor = None
    try:
        return _saved(font, file)
    except OSError:
        return _saved(font, Path(_spare_folder().name, file.name))


def _saved(font: TTFont, file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".part")
    font.save(partial)
    return partial.replace(file)


@lru_cache(maxsize=1)
def _spare_folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def balanced(face: Face, text: str, size: float, room: float) -> list[str]:
    """The same number of lines as in the full room, made as even as they can be."""
    best = lines(text, size, room, face.advance)
    low, high = room / 2, room
    for _ in range(_STEPS):
        middle = (low + high) / 2
        tried = lines(text, size, middle, face.advance)
        if len(tried) <= len(best) and all(width(line, size, face.advance) <= middle for line in tried):
            best, high = tried, middle
        else:
            low = middle
    return best


def cut(face: Face, made: list[str], most: int, size: float, room: float) -> list[str]:
    """At most `most` lines, none wider than their room; an ellipsis marks what is left out."""
    kept = made[:most]
    if len(made) > most:
        kept[-1] += " …"
    return [shortened(line, size, room, face.advance) for line in kept]
