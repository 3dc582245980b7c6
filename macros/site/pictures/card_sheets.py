"""Lines of text one below the other, for pictures whose letters are those of the device that shows them.

The lines of a long text have the length that they take in the site's typeface, a little widened; a browser fits its own
letters into that. A short text has room for the letters of any typeface. So no line runs over the edge, whatever
typeface a device has, and a picture needs neither outlines nor a typeface of its own: these take ten times the bytes,
and Korean and Chinese names would still lack letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from macros.site.pictures.labels import Advance, lines, sans, width
from macros.site.pictures.typesetting import Face

WIDENED = 1.03
"""How much longer a line is than in the site's typeface: system typefaces are wider or narrower by a tenth."""
WIDEST = 1.3
"""How much longer than that a line may become: measured, monospaced typefaces need 1.25, all others 1.1."""
LETTER_WIDTH = 1.0
"""The width in em of Korean and Chinese letters, which the typeface lacks."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How a text is set: its size, colour and weight, and the distance of its lines."""

    size: float
    colour: str
    bold: bool = False
    leading: float = 1.3


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line: where it begins, its base line, its length, all in whole units, and its text."""

    x: int
    y: int
    length: int
    text: str


@dataclass(frozen=True, slots=True)
class SetText:
    """The lines of one text, and the sign before it: a word of the template, or nothing.

    `fitted` says whether letters have to be fitted into the length of each line: into all or none, so that they look
    alike.
    """

    letters: Letters
    lines: list[SetLine]
    fitted: bool
    sign: str = ""


@dataclass
class Sheet:
    """A column that is filled from above. `y` is where its last line ends."""

    left: float
    room: float
    regular: Face
    bold: Face
    y: float = 0
    texts: list[SetText] = field(default_factory=list)

    def put(self, text: str, letters: Letters, *, gap: float = 0, indent: float = 0, sign: str = "") -> None:
        """Set a text below what is there; nothing for an empty one."""
        if not text:
            return
        self.y += gap
        advance = self.advance(bold=letters.bold)
        made = []
        for line in broken(text, letters.size * WIDENED, self.room - indent, advance):
            self.y += letters.size * letters.leading
            made.append(self._line(self.left + indent, self.y, line, letters.size, advance))
        self.texts.append(SetText(letters, made, any(map(self._long, made)), sign))

    def beside(self, parts: list[tuple[str, Letters]], *, gap: float) -> None:
        """Set texts of different sizes on one base line; each is one line."""
        self.y += gap + max(letters.size for _, letters in parts) * 0.95
        x = self.left
        for number, (text, letters) in enumerate(parts, 1):
            line = self._line(x, self.y, text, letters.size, self.advance(bold=letters.bold))
            followed = number < len(parts)  # by a text that stands where this one ends
            self.texts.append(SetText(letters, [line], followed or self._long(line)))
            x = line.x + line.length + letters.size * 0.3

    def length(self, text: str, size: float, *, bold: bool) -> float:
        """How long a line is."""
        return width(text, size * WIDENED, self.advance(bold=bold))

    def number(self, text: str, size: float, *, bold: bool) -> int:
        """How many lines a text takes."""
        return len(broken(text, size * WIDENED, self.room, self.advance(bold=bold)))

    def advance(self, *, bold: bool) -> Advance:
        """The width of a character, also of those that the typeface lacks."""
        return _bold_or_other(self.bold) if bold else _bold_or_other(self.regular)

    def _line(self, x: float, y: float, text: str, size: float, advance: Advance) -> SetLine:
        return SetLine(round(x), round(y), int(width(text, size * WIDENED, advance)), text)

    def _long(self, line: SetLine) -> bool:
        return line.x + line.length * WIDEST > self.left + self.room


class _Widths(dict[str, float]):
    """The widths of the characters of a face; those of others are added when they are asked for."""

    def __missing__(self, char: str) -> float:
        self[char] = wide = sans(char) * LETTER_WIDTH
        return wide


_ADVANCES: dict[str, Advance] = {}
"""One function for each face, so that the widths of words are kept."""


def _bold_or_other(face: Face) -> Advance:
    if face.name not in _ADVANCES:
        _ADVANCES[face.name] = _Widths({char: wide for char, wide in face.widths.items() if wide}).__getitem__
    return _ADVANCES[face.name]


_WITHIN = re.compile(r"(?<=[/\-.#→·])")
"""Where a long word, such as an address, may be broken."""


@lru_cache(maxsize=1024, typed=True)  # the pictures of an incident share many texts; marked ones are others
def broken(text: str, size: float, room: float, advance: Advance) -> tuple[str, ...]:
    """A text in lines that are never wider than their room: a longer word is broken too, at the last sign or letter."""
    made = []
    for line in lines(text, size, room, advance):
        made += [line] if width(line, size, advance) <= room else list(_pieces(line, size, room, advance))
    return tuple(made)


def _pieces(word: str, size: float, room: float, advance: Advance) -> Iterator[str]:
    held = ""
    for part in _WITHIN.split(word):
        if held and width(held + part, size, advance) > room:
            yield held
            held = ""
        for letter in part:
            if width(held + letter, size, advance) > room:
                yield held
                held = ""
            held += letter
    if held:
        yield held
