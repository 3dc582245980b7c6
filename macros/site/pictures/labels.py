"""Texts in a picture: where one is placed, how wide it is drawn, and where it is broken or cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from markupsafe import Markup

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

    def box(self, size: float) -> Box:
        """The room of a text of one line, with a little space on both sides."""
        wide = width(self.text, size)
        left = self.x - {"start": 0.0, "end": wide, "middle": wide / 2}[self.anchor]
        return (left - 2, self.y - size * 0.8, left + wide + 2, self.y + size * 0.25)


def with_addition(text: str, addition: str) -> str:
    """A text and what stands in brackets after it."""
    return f"{text}{apart(text, addition)}{addition}"


def apart(text: str, addition: str) -> str:
    """What stands between a text and brackets after it: nothing in Korean and Chinese, whose figures end in a word."""
    return " " if addition and text[-1:].isascii() and addition[0].isascii() else ""


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def beside(
    text: str, wide: float, mark: tuple[float, float], y: float, room: tuple[float, float], gaps: tuple[float, float]
) -> Label | None:
    """A text to the right of a mark, or else to its left, whichever is in the room; None if neither is.

    `mark` is where the mark begins and ends, `gaps` are the distances from it to the left and to the right.
    """
    left, right = mark[0] - gaps[0], mark[1] + gaps[1]
    if right + wide <= room[1]:
        return Label(round(right, 1), y, "start", text)
    return Label(round(left, 1), y, "end", text) if left - wide >= room[0] else None


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
    return size * _ems(text, advance)


@lru_cache(maxsize=5_000)
def _ems(text: str, advance: Advance) -> float:
    return sum(map(advance, text))


_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_PIECES = re.compile(
    rf"(?= )|(?<=[{_HAN}，、。；：）》”])(?=[{_HAN}（《“])"
    rf"|(?<=[{_HAN}])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[{_HAN}（《“])"
)
"""Where a line may end: at spaces and Chinese characters, but not before a closing mark or behind an opening one."""


def unmarked(text: str) -> str:
    """A text of a row, in which a page of an edition marks languages, as the plain words that a picture shows."""
    return text.striptags() if isinstance(text, Markup) else text


def lines(text: str, size: float, room: float, advance: Advance = sans) -> list[str]:
    """A text broken into lines that are no wider than their room; a longer word has its own line.

    Lines end at spaces, in Chinese between characters too. Marks of languages are left out.
    """
    made: list[str] = []
    ems = 0.0
    for piece in filter(None, _PIECES.split(" ".join(unmarked(text).split()))):
        wider = sum(map(advance, piece), ems)  # as the whole line would be measured, which would take longer
        if made and size * wider <= room:
            made[-1] += piece
            ems = wider
        else:
            made.append(piece.lstrip())
            ems = sum(map(advance, made[-1]))
    return made


def shortened(text: str, size: float, room: float, advance: Advance = sans) -> str:
    """A text, cut at its end with an ellipsis where it is wider than its room."""
    if width(text, size, advance) <= room:
        return text
    bare = text.rstrip(" …")
    end, fits = advance("…"), 0
    for wide in accumulate(map(advance, bare)):
        if size * (wide + end) > room:
            break
        fits += 1
    return f"{bare[:fits].rstrip(' →')}…"
