"""Single signs that are numbers, such as ㉓, Ⅻ and ²: read as figures where they count people.

Elsewhere they number paragraphs, lists and notes, and are left as they are.
"""

from __future__ import annotations

import re
import unicodedata

_SIGNS = (
    "\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089\u2160-\u2188\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3021-\u3029"
    "\u3038-\u303a\u3220-\u3229\u3248-\u324f\u3251-\u325f\u3280-\u3289\u32b1-\u32bf\U0001f100-\U0001f10c"
)
"""Superscripts, Roman numerals, numbers in circles and brackets, and counting signs."""
_PEOPLE = "refugees|people|persons|defectors|detainees|prisoners|escapees|returnees|North Koreans|men|women|children"
_NO_WORD_GOES_ON = r"(?:[이은을의과도만에被的在以和与與及遭获獲]|가량|정도|$|[\s,.)，。、；：）])"
_COUNTS = re.compile(
    rf"[{_SIGNS}]+(?=\s?(?:여|餘|余|多)?\s?(?:명|名|人|位){_NO_WORD_GOES_ON}|\s+(?:{_PEOPLE})\b)", re.MULTILINE
)


def with_figures(text: str) -> str:
    """A text with a figure in digits in place of each sign, or run of signs, that counts people."""
    return text if text.isascii() else _COUNTS.sub(lambda found: "".join(map(_figure, found[0])), text)


def _figure(sign: str) -> str:
    return str(int(unicodedata.numeric(sign, 0)))


def odd_digit(text: str) -> str:
    """The first digit of a text that is not one of 0 to 9, or sign for a number; empty if there is none."""
    odd = (one for one in text if not one.isascii() and (one.isdecimal() or unicodedata.category(one) in ("No", "Nl")))
    return next((one for one in odd if one != "\u3007"), "")
