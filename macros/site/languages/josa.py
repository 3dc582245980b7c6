"""Korean particles that fit the last sound of what stands before them, whatever letters it is written in.

No library that is kept does this for names in Latin letters, of which the archive is full: acronyms are read letter by
letter, other words as Korean writes them, with a vowel after most consonants. What stands in brackets is not read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter

PAIRS = {
    "은는": ("은", "는"),
    "이가": ("이", "가"),
    "을를": ("을", "를"),
    "과와": ("과", "와"),
    "이다": ("이다", "다"),
    "으로": ("으로", "로"),
}
"""Each particle after a consonant and after a vowel; 로 also follows ㄹ."""
REPORTED = {"고": ("이라고", "라고", "고"), "는": ("이라는", "라는", "는")}
"""Endings of reported speech: of `이다` after a consonant, of `이다` after a vowel, of any other verb."""
OPEN, CLOSED, RIEUL = "open", "closed", "rieul"
_FIRST, _FINALS, _RIEUL = 0xAC00, 28, 8
_DIGITS = dict(zip("0123456789", (CLOSED, RIEUL, OPEN, CLOSED, OPEN, OPEN, CLOSED, RIEUL, RIEUL, OPEN), strict=True))
_LETTERS = {"l": RIEUL, "r": RIEUL, "m": CLOSED, "n": CLOSED}
"""The names of letters that end in a consonant; of all others they end in a vowel."""
_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]$")
_MARKS = " \"'’”》〉」』.,"
_ACRONYM = re.compile(r"[A-Z0-9.&-]*[A-Z]")
_SHORT_VOWEL = re.compile(r"(?:^|[^aeiou])[aeiou][pkct]$|[aeiou]ck$|ook$")
"""English endings that Korean writes with a final consonant: net, book, back."""
_NASAL = re.compile(r"(?:[nm]|ng|[nm]e)$")
_LIQUID = re.compile(r"(?:l|le)$")


def filled(pattern: str, **words: str) -> str:
    """A pattern with its slots filled, each with the particle or ending that it asks for: `{author:은는}`."""
    made = list[str]()
    for before, slot, asked in _parts(pattern):
        made.append(before)
        if slot is not None:
            made.append(_inflected(words[slot], asked) if asked else words[slot])
    return "".join(made)


@lru_cache(maxsize=4096)
def _parts(pattern: str) -> tuple[tuple[str, str | None, str | None], ...]:
    """What stands before each slot, the slot, and what it asks for; the last has none where a text ends the pattern."""
    return tuple((before, slot, asked) for before, slot, asked, _ in Formatter().parse(pattern))


def _inflected(word: str, asked: str) -> str:
    return reported(word, asked) if asked in REPORTED else f"{word}{particle(word, asked)}"


def particle(word: str, pair: str) -> str:
    """The particle of a pair, `은는`, that follows a word."""
    last, (closed, open_) = sound(word), PAIRS[pair]
    return open_ if last == OPEN or (pair == "으로" and last == RIEUL) else closed


def reported(clause: str, ending: str) -> str:
    """A clause that ends in -다 as reported speech: `송환됐다고`, `9명이라고`, `90%라고`."""
    after_consonant, after_vowel, verb = REPORTED[ending]
    if clause.endswith("이다"):
        return clause[:-2] + (after_vowel if sound(clause[:-2]) == OPEN else after_consonant)
    if clause.endswith("%다"):
        return clause[:-1] + after_vowel
    return clause + verb


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Whether the last sound of a word is a vowel (`open`), ㄹ (`rieul`) or another consonant (`closed`)."""
    while (bare := _BRACKETS.sub("", word)) != word:
        word = bare
    word = word.rstrip(_MARKS)
    last = word[-1:]
    if "가" <= last <= "힣":
        final = (ord(last) - _FIRST) % _FINALS
        return OPEN if final == 0 else RIEUL if final == _RIEUL else CLOSED
    if last in _DIGITS:
        return _DIGITS[last]
    return _latin(re.split(r"[\s’'·]", word)[-1]) if last.isascii() and last.isalpha() else OPEN


def _latin(word: str) -> str:
    if _ACRONYM.fullmatch(word):
        return _LETTERS.get(word[-1].lower(), OPEN)
    word = word.lower()
    if _NASAL.search(word) or _SHORT_VOWEL.search(word):
        return CLOSED
    return RIEUL if _LIQUID.search(word) else OPEN
