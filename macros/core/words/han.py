"""Chinese characters and kana, which are set without spaces between words."""

from __future__ import annotations

import math
import re

HAN = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""The letters, as the inside of a class of a regular expression."""
LETTERS_A_WORD = 2
"""Most Chinese words have two letters, so that two are counted as one word."""
_HAN = re.compile(f"[{HAN}]")
_OTHER = re.compile(rf"[^\W{HAN}]")


def word_count(text: str) -> int:
    """How many words a text has: its parts between spaces; of Chinese characters and kana, two are one."""
    parts = text.split()
    return len(parts) if text.isascii() else sum(map(_words, parts))


def _words(part: str) -> int:
    letters = len(_HAN.findall(part))
    return max(1, math.ceil(letters / LETTERS_A_WORD) + bool(letters and _OTHER.search(part)))
