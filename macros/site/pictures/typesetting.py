"""The site's typeface for pictures that are drawn at build time: how wide its letters are, and even lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from macros.site.pictures.labels import lines, shortened, width

TYPEFACE = Path(__file__).with_name("typeface")
"""The upright typeface: whole, the widths of its letters in each weight in use, and the letters in pixels."""
WEIGHTS = {"regular": 400, "bold": 600}
_STEPS = 6
"""How evenly lines are set: the number of times the width is halved."""


@dataclass(frozen=True)
class Face:
    """One weight of the typeface: its name, and the advance width of each of its characters in em."""

    name: str
    widths: dict[str, float]

    def advance(self, char: str) -> float:
        """The width of a character in em; 0 if the face lacks it."""
        return self.widths.get(char, 0.0)

    def known(self, text: str) -> str:
        """A text without the characters that the face lacks, such as Korean and Chinese ones, to avoid empty boxes."""
        return " ".join("".join(char for char in text if char in self.widths).split())


@lru_cache(maxsize=1)
def faces() -> dict[str, Face]:
    """The weights in use, by name."""
    widths: dict[str, dict[str, float]] = json.loads((TYPEFACE / "widths.json").read_text("utf-8"))
    return {name: Face(name, widths[name]) for name in WEIGHTS}


def letters() -> tuple[Face, Face]:
    """The regular and the bold weight."""
    found = faces()
    return found["regular"], found["bold"]


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
