"""Which known word somebody meant, suggested only if nothing but a typing slip lies between the two.

A record that follows a suggestion passes every check, so a wrong suggestion would stay unseen. Whatever could be
meant as written therefore gets none: another number, another name, the plural, a word with a syllable before it, a
word of another id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

LONGEST_WORD = 100
"""Longer words are not compared with known ones, since that is slow; no word of ours is that long."""
_SHORTEST = 6
"""Shorter words of an id may be abbreviations, where any other letter makes another one: unhcr and unhrc."""
SHORTEST_CHOICE = 4
"""The same in a closed list, whose words are all known."""
ENDING = 8
"""From this length on, a last letter can be a slip; shorter names differ by it: Robert and Roberta."""
MOST_SLIPS = 2
LONG = 10
"""From this length on, a word with two slips is still recognizable."""
MOST_HYPHENS = 3
"""How many hyphens may be too many or missing."""
WORD_ENDS = frozenset("adenrsy")
"""Last letters that turn a word into another one: released, officials, party."""
OTHER_PLACES = frozenset(
    """
    changhai guangdong guangxi hamgyong hebei henan hubei hunan hwanghae jiangsu jiangxi liaoyang liaoyuan lijiang
    linjiang shaanxi shandong shanxi north northern south southern east eastern west western
    """.split()  # noqa: SIM905 # easier to read than a list of quoted words
)
"""Names of other places that look like a misspelling of a recorded one."""
_WORDS = re.compile(r"[^\W_]+")

Slip = Callable[[str, str], bool]


def near_id(wrong: str, known: Collection[str], *, name: bool = False) -> str:
    """The one known id that `wrong` seems to misspell, or an empty text.

    Both have the same digits and differ in one word, by swapped, doubled, missing or wrong letters in it, or only in
    capitals, hyphens and underscores. In a `name` another letter may make another person or place, so only swapped
    and doubled letters, and the last letter of a long word, count as slips there.
    """
    if len(wrong) > LONGEST_WORD:
        return ""
    ids = [one for one in known if abs(len(one) - len(wrong)) <= MOST_HYPHENS]
    same = [one for one in ids if _bare(one) == _bare(wrong) and _digits(one) == _digits(wrong)]
    if same:
        return same[0] if len(same) == 1 else ""
    slip = _slip_in_name if name else _slip_in_word
    close = [one for one in ids if _odd_word(wrong, one, slip)]
    odd = _odd_word(wrong, close[0], slip) if len(close) == 1 else ""
    return "" if not odd or odd in OTHER_PLACES or any(odd in _WORDS.findall(one) for one in known) else close[0]


def near_choice(wrong: str, choices: Iterable[str]) -> str:
    """The one word of a closed list, such as the names of fields, that `wrong` seems to misspell, or an empty text.

    The choices are few and all known, so one letter may differ, also the s of a plural, but never the first letter,
    which often makes the opposite word.
    """
    words = [one for one in choices if one] if 1 < len(wrong) <= LONGEST_WORD else []
    close = [one for one in words if _bare(one) == _bare(wrong) and _digits(one) == _digits(wrong)] or [
        one for one in words if _digits(one) == _digits(wrong) and _slip_in_choice(wrong, one)
    ]
    return close[0] if len(close) == 1 else ""


def _bare(text: str) -> str:
    return "".join(_WORDS.findall(text)).casefold()


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _odd_word(wrong: str, right: str, slip: Slip) -> str:
    """The misspelled word of a wrong id, if it is the only word in which it differs from the right one."""
    if abs(len(wrong) - len(right)) > MOST_SLIPS:
        return ""
    words, others = _WORDS.findall(wrong), _WORDS.findall(right)
    differing = [(one, other) for one, other in zip(words, others, strict=False) if one != other]
    if len(words) != len(others) or len(differing) != 1:
        return ""
    (one, other) = differing[0]
    return one if f"{one}{other}".isalpha() and slip(one, other) else ""


def _swapped_or_doubled(one: str, other: str) -> bool:
    swapped = len(one) == len(other) and one[0] == other[0] and sorted(one) == sorted(other)
    once = [re.sub(r"(.)\1+", r"\1", word) for word in (one, other)]
    doubled = abs(len(one) - len(other)) == 1 and once[0] == once[1]
    return max(len(one), len(other)) >= _SHORTEST and (doubled or (swapped and distance(one, other) == 1))


def _at_the_end(one: str, other: str) -> bool:
    """Whether only a last letter is missing or added, without making another word."""
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 >= ENDING and long[:-1] == short and long[-1] not in WORD_ENDS


def _slip_in_name(one: str, other: str) -> bool:
    return _swapped_or_doubled(one, other) or _at_the_end(one, other)


def _slip_in_word(one: str, other: str) -> bool:
    if _slip_in_name(one, other):
        return True
    length, far = max(len(one), len(other)), distance(one, other)
    ends = one[0] == other[0] and one[-1] == other[-1]
    return ends and _near(far, length, _SHORTEST)


def _slip_in_choice(one: str, other: str) -> bool:
    length, far = max(len(one), len(other)), distance(one, other)
    return one[0] == other[0] and _near(far, length, SHORTEST_CHOICE)


def _near(far: int, length: int, shortest: int) -> bool:
    return length >= (shortest if far == 1 else LONG) and far <= MOST_SLIPS


def distance(one: str, other: str) -> int:
    """How many slips lie between two words: a letter missing, added or wrong, or two letters swapped."""
    if abs(len(one) - len(other)) > MOST_SLIPS:
        return MOST_SLIPS + 1
    before, last = list[int](), list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        line = [row]
        for column, match in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (char != match))
            if row > 1 and column > 1 and char == other[column - 2] and one[row - 2] == match:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]
