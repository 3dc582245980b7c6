"""Runs of words that a record shares with the captured text of its document, which it should describe, not copy.

Names and titles may be the same, sentences may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from macros.core.models.kinds import KINDS

_RUN = 9
"""So many equal words in a row are neither chance nor a term of art."""
WORD = re.compile(r"\w+(?:[’']\w+)*")
_CALL = re.compile(r"\{\{\s*(\w+).*?\}\}", re.DOTALL)
NAMING = {kind.call for kind in KINDS.values() if kind.named}
"""Calls that show names. A list of names is not a sentence, so a run ends at each of them."""
SAID = re.compile(r'"((?:[^"\\]|\\.)*)"')

Word = tuple[str, int]


def copied(text: str, capture: str, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each run of words that both texts have, with the line (from 1) of `text` on which it begins.

    `names` are names and titles; word runs inside one of them are not reported.
    """
    theirs = _runs([word for word, _ in _words(capture)])
    allowed = set().union(*(_runs([word for word, _ in _words(name)]) for name in names))
    ours = list(_words(text))
    end = 0
    for start in range(len(ours) - _RUN + 1):
        run = tuple(word for word, _ in ours[start : start + _RUN])
        if start >= end and run in theirs and run not in allowed:
            end = start + _RUN
            yield ours[start][1], " ".join(run)


def _words(text: str) -> Iterator[Word]:
    """The words of a text in lower case with their lines; of calls, the texts in them."""
    plain = _CALL.sub(_visible_text, text)
    for number, line in enumerate(plain.split("\n"), 1):
        for match in WORD.finditer(line):
            yield match[0].lower().replace("’", "'"), number


def _visible_text(call: re.Match[str]) -> str:
    """What a call shows, with as many line ends as it has: its last text, since ids come first."""
    texts = SAID.findall(call[0])
    shown = " _ " if call[1] in NAMING else texts[-1] if len(texts) > 1 else ""
    return shown + "\n" * call[0].count("\n")


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
