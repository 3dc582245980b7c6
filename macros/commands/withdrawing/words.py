"""Words that must not be found anywhere, and whether a text holds them in any spelling.

Case, accents, composed or decomposed letters, line breaks, hyphens, spaces, markup and the escapes of HTML, JSON and
addresses hide nothing, since only letters and digits are compared. Short words must be words of their own, so that
three letters are not found in every longer word.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from urllib.parse import unquote

_SHORT = 8
"""A text with fewer letters than this must be a word of its own, unless it is Korean, Chinese or Japanese."""
LEAST = 2
"""Fewest letters of a text to search for."""
_NO_LETTER = re.compile(r"[\W_]+")
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_TAG = re.compile(r"<[^<>]{0,20000}>")
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ESCAPE = re.compile(r"\\[nrtbfv/\"'\\]")
_EAST = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")


def letters(text: str) -> str:
    """Only the letters and digits of a text, normalized: without case, accents and width."""
    return _squeezed(plain(text))


def _squeezed(text: str) -> str:
    """The letters and digits of a text. Signs of ASCII are taken out first, which is many times faster."""
    found = text.encode("utf-8", "surrogatepass").translate(None, _SIGNS).decode("utf-8", "surrogatepass")
    return found if found.isalnum() else _NO_LETTER.sub("", found)


def plain(text: str) -> str:
    """A text without case, with each letter split into letter and accent."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())


@dataclass(frozen=True)
class Words:
    """One text to search for."""

    text: str

    @cached_property
    def letters(self) -> str:
        """The letters that are compared."""
        return letters(self.text)

    @cached_property
    def alone(self) -> re.Pattern[str] | None:
        """The expression for a text that must be a word of its own; None if it is also searched inside words."""
        if len(self.letters) >= _SHORT or _EAST.search(self.letters):
            return None
        inner = r"[\W_]*".join(re.escape(letter) for letter in self.letters)
        return re.compile(rf"(?<![^\W_]){inner}(?![^\W_])")


def read_words(lines: Iterable[str]) -> list[Words]:
    """The texts to search for, one a line, each once. Raises ValueError, without repeating it, for one too short."""
    found = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    for number, line in enumerate(found, 1):
        if len(letters(line)) < LEAST:
            raise ValueError(f"text {number} has fewer than {LEAST} letters or digits; write more of it")
    return [Words(line) for line in found]


class Text:
    """A text that is searched, in every way in which it may be written."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._made: list[tuple[str, str]] = []
        self._making = self._views()

    def views(self) -> Iterator[tuple[str, str]]:
        """The text as written, with its escapes undone, and without its markup: each as (plain, letters alone).

        Each is made when it is first asked for: most texts that hold the words hold them as written.
        """
        yield from self._made
        for view in self._making:
            self._made.append(view)
            yield view

    def _views(self) -> Iterator[tuple[str, str]]:
        ways: list[Callable[[str], str]] = [str, undone, *([lambda raw: undone(_untagged(raw))] * ("<" in self.raw))]
        found = set[str]()
        for way in ways:
            text = way(self.raw)
            if text not in found:
                found.add(text)
                shown = plain(text)
                yield shown, _squeezed(shown)

    def holds(self, words: Words) -> bool:
        """Whether it has the words. Where their letters follow each other, they may still be parts of longer words."""
        held = (shown for shown, squeezed in self.views() if words.letters in squeezed)
        return any(not words.alone or words.alone.search(shown) for shown in held)

    def lines(self, words: Words) -> Iterator[int]:
        """The lines, from 1, on which the words begin, as far as that is known; empty if they are hidden deeper."""
        lines = [undone(_untagged(line)) for line in self.raw.split("\n")]
        parts = [letters(line) for line in lines]
        starts = [0, *accumulate(len(part) for part in parts)]
        whole, at = "".join(parts), -1
        while (at := whole.find(words.letters, at + 1)) >= 0:
            number = bisect_right(starts, at)
            around = "\n".join(lines[number - 1 : number + 2])
            if not words.alone or words.alone.search(plain(around)):
                yield number


def _untagged(text: str) -> str:
    return _TAG.sub("", text) if "<" in text else text


def undone(text: str) -> str:
    """A text with the escapes of HTML (twice), JSON and addresses undone."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "\\" in text:
        text = _UNICODE.sub(lambda found: chr(int(found[1], 16)), text)
        text = _ESCAPE.sub(" ", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return unquote(text) if "%" in text else text
