"""Finding phrases in a captured text, as a reader's browser finds a text fragment.

A browser looks for whole words and takes upper and lower case as the same (WICG Scroll to Text Fragment); it goes to
the first match, so a phrase must occur in the document only once. In Chinese and Japanese, which have no spaces,
Chromium finds the ends of words with a dictionary that is not at hand here. There a phrase counts as found wherever it
is, and those that begin and end at a mark or at other letters, where a word surely ends, are proposed first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from macros.core.values.types import PHRASE_WORDS
from macros.core.words.han import HAN, LETTERS_A_WORD, word_count
from macros.core.words.personal import personal

LEAST_WORDS = 3
"""Shorter phrases are proposed last: menus and lists of the live page, which were not captured, may have them too."""

_PLAIN = re.compile(r"[\w’'-]+(?: [\w’'-]+)*")
_BEGINS_IN_HAN = re.compile(f"[{HAN}]")
_IN_HAN = re.compile(f"[{HAN}]{{2}}")
_PIECE = re.compile(rf"\s?(?:[{HAN}]|[^\s{HAN}]+)")
"""A word with the space in front of it, or a single Chinese character."""
_STOP = re.compile(r"[.!?:;] |[\u3002\uff01\uff1f\uff1a\uff1b]")
"""The end of a sentence or of its part."""
_IN_WORD = re.compile(rf"[^\W{HAN}]")
_TOKEN = re.compile(rf"[{HAN}]|[^\W{HAN}]+")


def _places(phrase: str, passage: str, after: int = 0) -> Iterator[int]:
    """Where a phrase ends each time that it is found in a passage in small letters, from a place on.

    Compiling a regular expression for each phrase takes a hundred times as long.
    """
    wanted, free = phrase.lower(), bool(_BEGINS_IN_HAN.match(phrase))
    start = passage.find(wanted, after)
    while start >= 0:
        end = start + len(wanted)
        whole = free or not (_IN_WORD.match(passage, start - 1, start) or _IN_WORD.match(passage, end))
        if whole:
            yield end
        start = passage.find(wanted, end if whole else start + 1)


def holders(phrase: str, passages: Sequence[str]) -> list[int]:
    """The passages (from 1) in which a browser finds a phrase, one for each time it is found."""
    return [n for n, passage in enumerate(_small(passages), 1) for _ in _places(phrase, passage)]


def selected(phrases: Sequence[str], passages: Sequence[str]) -> list[tuple[int, int]]:
    """What the fragment of some phrases can select, as first and last passage; it should be exactly one.

    One phrase selects itself; of several, the first begins the selection and the last ends it.
    """
    if len(phrases) == 1:
        return [(n, n) for n in holders(phrases[0], passages)]
    return [(n, _end(phrases[-1], n, after, passages)) for n, after in _starts(phrases[0], passages)]


def _starts(phrase: str, passages: Sequence[str]) -> Iterator[tuple[int, int]]:
    for number, passage in enumerate(_small(passages), 1):
        yield from ((number, end) for end in _places(phrase, passage))


def _end(phrase: str, number: int, after: int, passages: Sequence[str]) -> int:
    """The passage in which a selection ends that began before `after` in passage `number`; 0 if it has no end."""
    if any(_places(phrase, _small(passages)[number - 1], after)):
        return number
    return next((n for n in holders(phrase, passages) if n > number), 0)


def propose(number: int, passages: Sequence[str], around: str = "") -> str | None:
    """The shortest phrase that occurs in the document only once, and in this passage; the first of several.

    `around` is a phrase that it must contain. Whole words come first, then phrases without punctuation, those of one or
    two words last.
    None if there is no such phrase.
    """
    rare = _rarities(tuple(passages))
    runs = [run for run in _runs(_PIECE.findall(passages[number - 1])) if around in run]
    runs.sort(key=lambda run: (not _whole(run, passages[number - 1]), *_rank(run)))
    fitting = (run for run in runs if rare.alone(run) and not personal(run))
    return next((run for run in fitting if _alone(run, number, passages)), None)


class _Rarities:
    """Which runs of words a document has only once: counted once for each length, so that long ones take no longer."""

    def __init__(self, passages: Sequence[str]) -> None:
        self._words = [_tokens(passage) for passage in passages]
        self._text = "\n".join(passages).lower()
        self._counts: dict[int, Counter[int]] = {}

    def alone(self, phrase: str) -> bool:
        """Whether no other place of the document can be found by a phrase."""
        tokens = _tokens(phrase)
        within = bool(_BEGINS_IN_HAN.match(phrase))  # such a phrase is also found inside words
        return self._of(len(tokens))[hash(tokens)] == 1 and (not within or self._text.count(phrase.lower()) == 1)

    def _of(self, length: int) -> Counter[int]:
        if length not in self._counts:
            places = ((words, start) for words in self._words for start in range(len(words) - length + 1))
            self._counts[length] = Counter(hash(words[start : start + length]) for words, start in places)
        return self._counts[length]


@lru_cache(maxsize=2)
def _rarities(passages: tuple[str, ...]) -> _Rarities:
    return _Rarities(passages)


def _small(passages: Sequence[str]) -> tuple[str, ...]:
    """The passages in small letters, made once for each document."""
    return _in_small_letters(passages if isinstance(passages, tuple) else tuple(passages))


@lru_cache(maxsize=2)
def _in_small_letters(passages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(passage.lower() for passage in passages)


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text.lower()))


def _whole(run: str, passage: str) -> bool:
    """Whether a run surely begins and ends with whole words: no Chinese letter goes on into the next."""
    start = passage.find(run)
    before, after = passage[max(0, start - 1) : start], passage[start + len(run) : start + len(run) + 1]
    return not (_IN_HAN.fullmatch(before + run[0]) or _IN_HAN.fullmatch(run[-1] + after))


def _rank(run: str) -> tuple[bool, int, bool]:
    length = word_count(run)
    short = length < LEAST_WORDS
    return short, -length if short else length, not _PLAIN.fullmatch(run)


def _runs(pieces: Sequence[str]) -> Iterator[str]:
    """Every phrase of a passage that may be proposed, in its order: no bullets or marks at its ends, no full stop."""
    for start in range(len(pieces)):
        for end in range(start + 1, min(start + PHRASE_WORDS * LETTERS_A_WORD, len(pieces)) + 1):
            run = re.sub(r"^\W+|[^\w%)]+$", "", "".join(pieces[start:end]))
            run = run if "(" in run else run.rstrip(")")
            if word_count(run) > PHRASE_WORDS:
                break
            if run and not _STOP.search(run):
                yield run


def _alone(phrase: str, number: int, passages: Sequence[str]) -> bool:
    passage = passages[number - 1]
    return passage.count(phrase) == 1 and len(list(_places(phrase, passage.lower()))) == 1
