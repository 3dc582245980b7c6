"""The form in which the words of a search are compared with those of a text.

Small letters without accents; full width as half width; traditional and Japanese forms of Chinese characters as the
simplified ones, never the other way round, since one simplified character stands for several. What lies between words
(spaces, hyphens, middle dots, apostrophes) is left out, so that Kwan-li-so is kwanliso and 강제 북송 is 강제북송.
`overrides/assets/js/search-words.js` does the same to what a reader types; a test compares both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from macros.core.words.han import HAN

HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
UNSPACED = HAN + HANGUL
"""The letters that are found without spaces between words, as the inside of a class of a regular expression."""
_ACCENT = re.compile("[\u0300-\u036f]")
_APOSTROPHE = re.compile("['’‘`ʼ]")  # noqa: RUF001 # what stands for an apostrophe in names
_UNIT = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_BETWEEN = {code: " " for code in range(128) if not chr(code).isalnum()}
"""What lies between the words of a text in ASCII, as `str.translate` takes it."""
_FILE = Path(__file__).with_name("simplified.txt")


@cache
def simplified() -> dict[int, str]:
    """The simplified form of each traditional or Japanese character that has one, as `str.translate` takes it.

    The traditional ones are those of ICU's transliterator; those that only Japan uses come last in the file.
    """
    letters = _FILE.read_text("utf-8").replace("\n", "")
    return {ord(letters[at]): letters[at + 1] for at in range(0, len(letters), 2)}


def folded(text: str) -> str:
    """A text in the form in which searches compare it; spaces and punctuation stay."""
    if text.isascii():
        return _APOSTROPHE.sub("", text.lower())
    plain = _APOSTROPHE.sub("", unicodedata.normalize("NFKC", text).lower())
    bare = unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", plain)))
    return bare.translate(simplified())


def units(text: str) -> list[str]:
    """The words of a folded text in which search words are found: a Chinese, Japanese or Korean letter is one."""
    return text.translate(_BETWEEN).split() if text.isascii() else _UNIT.findall(text)


def key(words: str) -> str:
    """A word or name as two of them are compared: its letters and digits alone."""
    return "".join(units(folded(words)))
