"""All numbers of a text, in whichever of our languages it is."""

from __future__ import annotations

import re
import unicodedata

from macros.core.words.east_asian_numbers import east_asian
from macros.core.words.number_signs import with_figures
from macros.core.words.number_words import Printed, english

_EAST_ASIAN = re.compile(r"[\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
"""Hangul, kana and Chinese characters."""
_WIDE = {0xFF01 + offset: 0x21 + offset for offset in range(0x5E)} | dict.fromkeys((0x223C, 0x301C, 0x02DC), "~")


def plain_width(text: str) -> str:
    """The text composed (NFC), with signs that count people, full-width digits, letters and marks as plain ones.

    Each wave is `~`.
    """
    return with_figures(unicodedata.normalize("NFC", text).translate(_WIDE))


def printed(text: str) -> list[Printed]:
    """Every whole number of a text of `plain_width`, in order; what a counter follows is read with it."""
    here = east_asian(text) if _EAST_ASIAN.search(text) else []
    taken = [(number.start, number.end) for number in here]
    there = [n for n in english(text) if not any(n.start < end and start < n.end for start, end in taken)]
    return sorted([*here, *there], key=lambda number: number.start)
