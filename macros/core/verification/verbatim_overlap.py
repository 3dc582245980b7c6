"""Runs of words that a record shares with the captured text of its document: what is described, and not copied.

Names and titles carry over as they are, sentences do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from macros.core.models.kinds import KINDS

_RUN = 9
"""So many words in a row are no chance and no term of art."""
WORD = re.compile(r"\w+(?:[’']\w+)*")
_CALL = re.compile(r"\{\{\s*(\w+).*?\}\}", re.DOTALL)
NAMING = {kind.call for kind in KINDS.values() if kind.named}
"""Calls that show names. A list of names is no sentence, so a run ends at each of them."""
SAID = re.compile(r'"((?:[^"\\]|\\.)*)"')

Word = tuple[str, int]


def copied(text: str, capture: str, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each run of words that stands in both, with the line (from 1) of `text` on which it begins.

    Names and titles that may carry over are `names`; a run within one of them is none.
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
    plain = _CALL.sub(_shown, text)
    for number, line in enumerate(plain.split("\n"), 1):
        for match in WORD.finditer(line):
            yield match[0].lower().replace("’", "'"), number


def _shown(call: re.Match[str]) -> str:
    """What a call shows, with as many line ends as it has: its last text, since ids come first."""
    texts = SAID.findall(call[0])
    shown = " _ " if call[1] in NAMING else texts[-1] if len(texts) > 1 else ""
    return shown + "\n" * call[0].count("\n")


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
