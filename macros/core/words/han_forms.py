"""Chinese characters in another form than that of a language tag: simplified, traditional or Japanese.

Which forms a script has is what its national character sets have: GB 2312 of the simplified, Big5 of the traditional
letters. KS X 1001 has traditional ones that Big5 writes in another way, such as 着.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from macros.core.words.folding import simplified

SIMPLIFIED = ("zh-hans", "zh-cn", "zh-sg", "zh-my")
TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
_FIRST_JAPANESE = "辺"
"""Where the forms that only Japan uses begin in the table of `folding`."""


_IN_HONG_KONG = frozenset("温户册脱税悦兑蜕")
"""Letters that are printed in Hong Kong, though neither set has them."""
_ALSO_SIMPLIFIED = frozenset("瞭昇氾陞")
"""Letters that texts in simplified letters keep, in 瞭望 and in names, though their set has none of them."""


class OtherForm(NamedTuple):
    """A letter that a script does not have, and whose form it is."""

    letter: str
    form: str


def other_forms(text: str, language: str) -> list[OtherForm]:
    """The letters of a text that its language tag (BCP 47) rules out; none if it names no script of Chinese."""
    tag = language.lower()
    if tag.startswith(SIMPLIFIED):
        return [OtherForm(one, _form_of(one)) for one in text if ord(one) in simplified() and not _also_simplified(one)]
    if tag.startswith(TRADITIONAL):
        return [OtherForm(one, _form_of(one)) for one in text if one in _not_traditional()]
    return []


def _also_simplified(letter: str) -> bool:
    return letter in _ALSO_SIMPLIFIED or _in(letter, "gb2312")


@cache
def _not_traditional() -> frozenset[str]:
    forms = simplified()
    short = {one for one in forms.values() if ord(one) not in forms}
    others = (short | _japanese()) - _IN_HONG_KONG
    return frozenset(one for one in others if not (_in(one, "big5") or _in(one, "euc-kr")))


@cache
def _japanese() -> frozenset[str]:
    letters = [*map(chr, simplified())]
    return frozenset(letters[letters.index(_FIRST_JAPANESE) :])


def _form_of(letter: str) -> str:
    if letter in _japanese():
        return "Japanese"
    return "traditional" if ord(letter) in simplified() else "simplified"


@cache
def _in(letter: str, character_set: str) -> bool:
    try:
        letter.encode(character_set)
    except UnicodeEncodeError:
        return False
    return True
