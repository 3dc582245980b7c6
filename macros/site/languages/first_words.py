"""The first words of what the archive writes about a passage, for lists that lead there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from macros.core.archive import Archive
from macros.core.noting.reads import Remembered, Shared
from macros.core.reading.annotation_entries import Entry
from macros.core.reading.reference_calls import SIGNATURES, Call, CallPart
from macros.site.addresses import RecordLink

WORDS = 8
"""How many words are repeated."""
_MARKS = re.compile(r"(?<!\w)\*+|\*+(?!\w)|(?m:^\s*-\s+)")
"""Emphasis and the dash of a list."""
_HANGING = " ,;:(–"
"""What no text ends with before the sign that it goes on."""

Passages = tuple[int, int]
"""The first and the last passage of an entry; twice the same for one."""


class FirstWords(Shared):
    """The first words of each entry of an annotation, and of each passage that an entry sets apart."""

    def __init__(
        self, archive: Archive, link: Callable[[str, str], RecordLink], figure: Callable[[str, str], str]
    ) -> None:
        """`figure` gives the words for a claim that has none of its own, by its owner and its id."""
        self._archive = archive
        self._link = link
        self._figure = figure
        self._of_source = Remembered(self._found)

    def at(self, source: str, first: int, last: int) -> str:
        """The words, cut between two of them; empty for passages that no entry begins with."""
        return self._of_source(source).get((first, last), "")

    def _found(self, source: str) -> dict[Passages, str]:
        entries = self._archive.annotations[source].entries
        return {key: text for entry in entries for key, text in self._of(entry, source)}

    def _of(self, entry: Entry, source: str) -> Iterator[tuple[Passages, str]]:
        key, parts = (entry.first, entry.last), list[CallPart]()
        for part in entry.parts:
            if isinstance(part, Call) and part.name == "at":
                yield key, self._cut(parts, source)
                number = int(part.argument(0, "number"))
                key, parts = (number, number), []
            else:
                parts.append(part)
        yield key, self._cut(parts, source)

    def _cut(self, parts: list[CallPart], source: str) -> str:
        text = "".join(part if isinstance(part, str) else self._said(part, source) for part in parts)
        words = _MARKS.sub("", text).split()
        whole = len(words) <= WORDS + 1
        return " ".join(words) if whole else " ".join(words[:WORDS]).rstrip(_HANGING) + "…"

    def _said(self, call: Call, source: str) -> str:
        target, text = call.argument(0, "id"), call.named("text")
        if text:
            return text
        if call.name == "claim":
            return self._figure(source, str(target))
        return self._link(SIGNATURES[call.name].refers_to, str(target)).text
