"""Texts in a picture: where one starts, how wide it is drawn, and where it is broken or cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

EAST_ASIA = 0x2E80
"""The first code point whose characters are as wide as they are high."""
EM = 0.56
"""The width of a letter in em, on average, in the sans serif types that browsers have."""
BOLDER = 1.12
"""How much wider bold letters are."""


@dataclass(frozen=True)
class Label:
    """A text in a picture: where the baseline of its first line starts or ends, and which (SVG `text-anchor`)."""

    x: float
    y: float
    anchor: str
    text: str = ""

    @property
    def lines(self) -> list[str]:
        """The text line by line."""
        return self.text.splitlines()


Advance = Callable[[str], float]
"""The width of a character in a typeface, in em; 0 if it lacks the character."""


def sans(char: str) -> float:
    """About how wide browsers draw a character; those of East Asia are as wide as they are high."""
    return 1.0 if ord(char) > EAST_ASIA else EM


def bold(char: str) -> float:
    """The same in bold."""
    return sans(char) * BOLDER


def width(text: str, size: float, advance: Advance = sans) -> float:
    """How wide a text is drawn, without kerning: the one measure for placing and cutting texts of pictures."""
    return size * sum(map(advance, text))


def lines(text: str, size: float, room: float, advance: Advance = sans) -> list[str]:
    """A text broken at spaces into lines that are no wider than their room; a longer word has its own line."""
    made: list[str] = []
    for word in text.split():
        if made and width(f"{made[-1]} {word}", size, advance) <= room:
            made[-1] = f"{made[-1]} {word}"
        else:
            made.append(word)
    return made


def shortened(text: str, size: float, room: float, advance: Advance = sans) -> str:
    """A text, cut at its end with an ellipsis where it is wider than its room."""
    if width(text, size, advance) <= room:
        return text
    bare = text.rstrip(" …")
    while bare and width(f"{bare}…", size, advance) > room:
        bare = bare[:-1]
    return f"{bare.rstrip(' →')}…"
