"""Names in a picture: where one starts, and about how wide it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

EAST_ASIA = 0x2E80
"""The first of the code points whose characters are as wide as they are high."""
EM = 0.56
"""The width of a letter in em, on average, in the sans serif types that browsers have."""


@dataclass(frozen=True)
class Label:
    """A text in a picture: where its baseline starts or ends, and how it is anchored there (SVG `text-anchor`)."""

    x: float
    y: float
    anchor: str
    text: str = ""


def width(text: str, size: float) -> float:
    """About how wide a text is drawn; characters of East Asia are as wide as they are high."""
    return sum(size if ord(char) > EAST_ASIA else size * EM for char in text)


def shortened(text: str, size: float, room: float) -> str:
    """A text, cut at its end with an ellipsis where it is wider than its room."""
    if width(text, size) <= room:
        return text
    while text and width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip(' →')}…"
