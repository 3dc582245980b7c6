"""Where names stand in a picture: the first place around a mark that is free, the same on every build."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

EAST_ASIA = 0x2E80
"""The first of the code points whose characters are as wide as they are high."""
EM = 0.56
"""The width of a letter in em, on average, in the sans serif types that browsers have."""


@dataclass(frozen=True)
class Label:
    """A name: where its baseline starts or ends, and how it is anchored there (SVG `text-anchor`)."""

    x: float
    y: float
    anchor: str


def width(text: str, size: float) -> float:
    """About how wide a text is drawn; characters of East Asia are as wide as they are high."""
    return sum(size if ord(char) > EAST_ASIA else size * EM for char in text)


def place(  # noqa: PLR0913, PLR0917 # a mark, its name, and what is around them
    x: float, y: float, text: str, size: float, taken: list[Box], within: Box, ways: Iterable[str]
) -> Label:
    """The first way (compass points) in which a name is free of all that is taken; else the first. Takes its room."""
    tried = [(way, _label(x, y, size, way)) for way in ways]
    boxes = [(label, _box(label, text, size)) for _, label in tried]
    free = [(label, box) for label, box in boxes if _inside(box, within) and not any(_meet(box, o) for o in taken)]
    label, box = (free or boxes)[0]
    taken.append(box)
    return label


def _label(x: float, y: float, size: float, way: str) -> Label:
    gap = size * 0.7
    right, left = "E" in way, "W" in way
    up, down = way.startswith("N"), way.startswith("S")
    aside = gap * (0.75 if up or down else 1)
    across = x + aside if right else x - aside if left else x
    lift = -size * 0.55 if up else size * 1.25 if down else size * 0.34
    if not right and not left:
        lift = -size * 0.8 if up else size * 1.5
    return Label(round(across, 1), round(y + lift, 1), "start" if right else "end" if left else "middle")


def _box(label: Label, text: str, size: float) -> Box:
    wide = width(text, size)
    left = label.x - {"start": 0.0, "end": wide, "middle": wide / 2}[label.anchor]
    return (left - 2, label.y - size, left + wide + 2, label.y + size * 0.3)


def _inside(box: Box, within: Box) -> bool:
    return box[0] >= within[0] and box[1] >= within[1] and box[2] <= within[2] and box[3] <= within[3]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
