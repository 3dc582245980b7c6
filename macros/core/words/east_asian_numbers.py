"""Numbers in running Korean, Chinese and Japanese text, in digits or in words, each with its counter and its limits.

A number in digits is read whatever follows it; one in words only in front of a counter, since its letters are parts of
many other words. The grammar is our own: cn2an and kor2num read a number that was cut out, and find none in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from macros.core.words.counters import COUNTER, kind_of
from macros.core.words.east_asian_limits import limits
from macros.core.words.number_words import Printed

_DIGITS = {
    letter: value for value, letters in enumerate(("零〇○", "일一", "이二两兩", "삼三", "사四")) for letter in letters
}
_DIGITS |= {
    letter: value for value, letters in enumerate(("오五", "육륙六", "칠七", "팔八", "구九"), 5) for letter in letters
}
_BANKERS = ("壹", "贰貳", "叁參叄", "肆", "伍", "陆陸", "柒", "捌", "玖")
"""The digits of contracts and cheques, whose letters mean other things where no unit of theirs stands beside them."""
_DIGITS |= {letter: value for value, letters in enumerate(_BANKERS, 1) for letter in letters}
_POWERS = {1: "십十拾", 2: "백百佰", 3: "천千仟", 4: "만万萬", 8: "억亿億"}
_UNITS = {letter: 10**power for power, letters in _POWERS.items() for letter in letters}
_TIMES_TEN = {"廿": 20, "卅": 30, "卌": 40}
"""Tens in one letter: 廿三 is 23."""
_LARGE = 10_000
"""From this unit on, a unit multiplies all that is in front of it."""
_TENS = ("열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_ONES = ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_NATIVE = {word: value * 10 for value, word in enumerate(_TENS, 1)} | {w: v for v, w in enumerate(_ONES, 1)}
_NATIVE |= {"스무": 20, "하나": 1, "둘": 2, "셋": 3, "넷": 4, "석": 3, "넉": 4}
_FIRST = {
    1: "한두",
    2: "두세 두서너",
    3: "서너",
    4: "너댓 네댓 네다섯",
    5: "대여섯 대엿",
    6: "예닐곱",
    7: "일고여덟",
    8: "여덟아홉",
}
_PAIRS = {word: (low, low + 1) for low, words in _FIRST.items() for word in words.split()}
"""Words for one of two numbers that follow each other."""

_SINO = r"(?!만일)(?:[일이삼사오육륙칠팔구]{0,2}[십백천만억])+[일이삼사오육륙칠팔구]{0,2}"
_OWN = rf"(?:{'|'.join(_TENS)}|스무)(?:{'|'.join(_ONES)}|하나|둘|셋|넷)?|{'|'.join(_ONES)}|석|넉"
_HAN = r"(?<![数數几幾好成上何第])[一二三四五六七八九两兩〇零○十百千万萬亿億廿卅卌]+"
_BANKED = rf"(?:(?:[{''.join(_BANKERS)}][拾佰仟万萬亿億]+|拾)零?)+[{''.join(_BANKERS)}]?"
_MORE = r"\s?(?:여|남짓|餘|余|多|来|來|几|幾)"
_SPELLED = rf"{'|'.join(_PAIRS)}|(?:[일이삼사오육칠팔구]?백)?(?:{_OWN})|{_SINO}"
_WORDS = rf"(?<![가-힣])(?:{_SPELLED})|{_HAN}|(?<![收挽])(?:{_BANKED})|[일이삼사오육칠팔구](?=월)"
_SMALL = r"[십백천十百千]?[만억万萬亿億]?"
_ARABIC = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?{_SMALL}(?:(?<=[백천만억百千万萬亿億])\s?\d[\d,]*{_SMALL})*"
_ALONE = r"(?<=스물|서른|마흔|예순|일흔|여든|아흔)(?:이|을|은|의)?(?![가-힣])"
"""The words that are numbers and nothing else, even without a counter."""
_NUMBER = re.compile(
    rf"""
    (?:
      百分之(?P<share>{_ARABIC}|{_HAN})
    | (?<![A-Za-z\d_])(?<!\d[.,])(?P<digits>{_ARABIC})(?![A-Za-z_])
    | (?P<words>{_WORDS})(?={_MORE}?[만억万萬亿億]?\s?(?:{COUNTER})|[至到]{_HAN}{_MORE}?(?:{COUNTER})|{_ALONE})
    )
    (?P<more>{_MORE})?(?P<scale>[만억万萬亿億])?
    (?P<counter>\s?(?:{COUNTER}))?
    """,
    re.VERBOSE,
)
_IN_PLACES = 3
"""From this length on, digits alone are one number written in places, such as 二〇一二; 三四 is three or four."""
_TENTHS = re.compile(r"成|할")
_TOGETHER = re.compile(r"\s?(?:[~\-–—·・,、]|에서|내지|至|到|及|和|与|と)\s?")
"""What stands between numbers that share the counter and the unit behind the last."""


def east_asian(text: str) -> list[Printed]:
    """Every whole number of a text that is in East Asian letters or in front of them, in order."""
    found = [number for match in _NUMBER.finditer(text) for number in _read(match, text)]
    return [_joined(number, after, text) for number, after in zip(found, [*found[1:], None], strict=False)]


def _read(match: re.Match[str], text: str) -> Iterator[Printed]:
    """The number of a match, or the two of a word such as 서너 or 三四十; nothing for a fraction."""
    counter = (match["counter"] or "").strip()
    kind, written = (
        "percent" if match["share"] else kind_of(counter),
        match["share"] or match["digits"] or match["words"],
    )
    values = _values(written, _UNITS[match["scale"]] if match["scale"] else 1)
    if _TENTHS.fullmatch(counter):
        values = [value * 10 for value in values]
    said = limits(text, match.start(), match.end(), bool(match["more"]))
    start = match.start()
    for index, value in enumerate(values, 1):
        end = match.end() if index == len(values) else match.end("words")
        if value == int(value):
            yield Printed(int(value), said, kind == "percent", start, end, kind)
        start = end


def _values(text: str, scale: int) -> Sequence[float]:
    if text in _PAIRS:
        return [value * scale for value in _PAIRS[text]]
    if text[0].isascii() or text[0].isdecimal():  # digits of any script
        return [_arabic(text) * scale]
    if native := re.fullmatch(
        rf"(?P<hundreds>[일이삼사오육칠팔구]?백)?(?P<rest>{'|'.join(_NATIVE)})(?P<last>{'|'.join(_NATIVE)})?", text
    ):
        hundreds = _spelled(native["hundreds"]) if native["hundreds"] else 0
        return [(hundreds + _NATIVE[native["rest"]] + _NATIVE.get(native["last"] or "", 0)) * scale]
    return [value * scale for value in _both(text)]


def _arabic(text: str) -> float:
    """Digits with units between them: 2만3천, 1.5万."""
    total, rest = 0.0, 0.0
    for digits, small, large in re.findall(r"([\d,]+(?:\.\d+)?)\s?([십백천十百千]?)([만억万萬亿億]?)", text):
        rest += float(digits.replace(",", "")) * _UNITS.get(small, 1)
        if large:
            total, rest = total + rest * _UNITS[large], 0.0
    return round(total + rest, 6)


def _both(text: str) -> list[int]:
    """A number in words; of two that share their unit, such as 三四十, both."""
    if len(text) >= _IN_PLACES and all(letter in _DIGITS for letter in text):
        return [int("".join(str(_DIGITS[letter]) for letter in text))]
    for index, (one, other) in enumerate(pairwise(text)):
        if one in _DIGITS and other in _DIGITS and _DIGITS[other] == _DIGITS[one] + 1 and _DIGITS[one]:
            return [_spelled(text[: index + 1] + text[index + 2 :]), _spelled(text[:index] + text[index + 1 :])]
    return [_spelled(text)]


def _spelled(text: str) -> int:
    total = section = digit = 0
    for letter in text:
        unit = _UNITS.get(letter, 0)
        if letter in _TIMES_TEN:
            section += _TIMES_TEN[letter]
        elif not unit:
            digit = _DIGITS[letter]
        elif unit < _LARGE:
            section, digit = section + (digit or 1) * unit, 0
        else:
            total, section, digit = total + ((section + digit) or 1) * unit, 0, 0
    return total + section + digit


def _joined(number: Printed, after: Printed | None, text: str) -> Printed:
    """A number with the counter and the unit that it shares with the next: the 50 of 50~60명, the 2 of 2~3만 명."""
    between = text[number.end : after.start] if after else ""
    if not after or number.kind or not _TOGETHER.fullmatch(between):
        return number
    shared = re.search(r"[십백천만억十百千万萬亿億]", text[after.start : after.end])
    bare = text[number.start : number.end].replace(",", "")
    first = re.match(r"\d+", text[after.start : after.end])
    scale = 1
    if shared and first and bare.isdigit() and number.value < int(first[0]) and between.strip() not in (",", "、"):
        scale = after.value // int(first[0])
    return Printed(number.value * scale, number.modifiers, after.percent, number.start, number.end, after.kind)
