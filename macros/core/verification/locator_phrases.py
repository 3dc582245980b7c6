"""Finding phrases in a captured text, as a reader's browser finds a text fragment.

A browser looks for whole words and takes upper and lower case as the same (WICG Scroll to Text Fragment); it goes to
the first match, so a phrase must occur in the document only once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from macros.core.values.types import PHRASE_WORDS
from macros.core.words.personal import personal

LEAST_WORDS = 3
"""Shorter phrases are proposed last: menus and lists of the live page, which were not captured, may have them too."""

_PLAIN = re.compile(r"[\w’'-]+(?: [\w’'-]+)*")


def passages_of(text: str) -> list[str]:
    """The passages of a capture: its non-empty lines, runs of spaces folded."""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)


def holders(phrase: str, passages: Sequence[str]) -> list[int]:
    """The passages (from 1) in which a browser finds a phrase, one for each time it is found."""
    return [n for n, passage in enumerate(passages, 1) for _ in _pattern(phrase).finditer(passage)]


def selected(phrases: Sequence[str], passages: Sequence[str]) -> list[tuple[int, int]]:
    """What the fragment of some phrases can select, as first and last passage; it should be exactly one.

    One phrase selects itself; of several, the first begins the selection and the last ends it.
    """
    if len(phrases) == 1:
        return [(n, n) for n in holders(phrases[0], passages)]
    return [(n, _end(phrases[-1], n, after, passages)) for n, after in _starts(phrases[0], passages)]


def _starts(phrase: str, passages: Sequence[str]) -> Iterator[tuple[int, int]]:
    for number, passage in enumerate(passages, 1):
        for match in _pattern(phrase).finditer(passage):
            yield number, match.end()


def _end(phrase: str, number: int, after: int, passages: Sequence[str]) -> int:
    """The passage in which a selection ends that began before `after` in passage `number`; 0 if it has no end."""
    if _pattern(phrase).search(passages[number - 1], after):
        return number
    return next((n for n in holders(phrase, passages) if n > number), 0)


def propose(number: int, passages: Sequence[str], around: str = "") -> str | None:
    """The shortest phrase that occurs in the document only once, and in this passage; the first of several.

    `around` is a phrase that it must contain. Phrases without punctuation come first, those of one or two words last.
    None if there is no such phrase.
    """
    runs = [run for run in _runs(passages[number - 1].split()) if around in run]
    runs.sort(key=_rank)
    return next((run for run in runs if _alone(run, number, passages)), None)


def _rank(run: str) -> tuple[bool, int, bool]:
    length = run.count(" ") + 1
    short = length < LEAST_WORDS
    return short, -length if short else length, not _PLAIN.fullmatch(run)


def _runs(words: list[str]) -> Iterator[str]:
    """Every phrase of a passage that may be proposed, in its order: no bullets or marks at its ends, no full stop."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + PHRASE_WORDS, len(words)) + 1):
            run = re.sub(r"^\W+|[^\w%)]+$", "", " ".join(words[start:end]))
            run = run if "(" in run else run.rstrip(")")
            if run and not re.search(r"[.!?:;] ", run) and not personal(run):
                yield run


def _alone(phrase: str, number: int, passages: Sequence[str]) -> bool:
    return holders(phrase, passages) == [number] and passages[number - 1].count(phrase) == 1
