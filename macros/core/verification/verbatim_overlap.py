"""Runs of words that a record shares with the captured text of its document, which it should describe, not copy.

Names and titles may be the same, sentences may not. Chinese and Japanese have no spaces between words, so each of
their letters stands for half a word, as it does where the length of locator phrases is counted: a run of them has
eighteen letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from macros.core.models.kinds import KINDS
from macros.core.words.han import HAN, LETTERS_A_WORD

_RUN = 9
"""So many equal words in a row are neither chance nor a term of art."""
_PIECE = re.compile(rf"[{HAN}]|[^\W{HAN}]+(?:[’'][^\W{HAN}]+)*")
"""A word, or a letter of a text without spaces."""
_LETTER = re.compile(f"[{HAN}]")
_CALL = re.compile(r"\{\{\s*(\w+).*?\}\}", re.DOTALL)
NAMING = {kind.call for kind in KINDS.values() if kind.named}
"""Calls that show names. A list of names is not a sentence, so a run ends at each of them."""
SAID = re.compile(r'"((?:[^"\\]|\\.)*)"')

Word = tuple[str, int]


def copied(text: str, capture: str, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each run of words that both texts have, with the line (from 1) of `text` on which it begins.

    `names` are names and titles; word runs inside one of them are not reported.
    """
    theirs = {run for _, run in _runs([word for word, _ in _words(capture)])}
    allowed = {run for name in names for _, run in _runs([word for word, _ in _words(name)])}
    ours = list(_words(text))
    end = 0
    for start, run in _runs([word for word, _ in ours]):
        if start >= end and run in theirs and run not in allowed:
            end = start + len(run)
            yield ours[start][1], _shown(run)


def _words(text: str) -> Iterator[Word]:
    """The words of a text in lower case with their lines; of calls, the texts in them."""
    plain = _CALL.sub(_visible_text, text)
    for number, line in enumerate(plain.split("\n"), 1):
        for match in _PIECE.finditer(line):
            yield match[0].lower().replace("’", "'"), number


def _visible_text(call: re.Match[str]) -> str:
    """What a call shows, with as many line ends as it has: its last text, since ids come first."""
    texts = SAID.findall(call[0])
    shown = " _ " if call[1] in NAMING else texts[-1] if len(texts) > 1 else ""
    return shown + "\n" * call[0].count("\n")


def _runs(words: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """From each word on, as many as make a run, with the place of the first; none where the text ends before."""
    weights = [1 if _LETTER.match(word) else LETTERS_A_WORD for word in words]
    end = held = 0
    for start in range(len(words)):
        while held < _RUN * LETTERS_A_WORD and end < len(words):
            held, end = held + weights[end], end + 1
        if held < _RUN * LETTERS_A_WORD:
            return
        yield start, tuple(words[start:end])
        held -= weights[start]


def _shown(run: Sequence[str]) -> str:
    """A run as it is read: spaces stand between words, and not between letters of Chinese and Japanese."""
    joined = " ".join(run)
    return re.sub(f"(?<=[{HAN}]) (?=[{HAN}])", "", joined)
