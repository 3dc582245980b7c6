"""Text in runs: plain, in italics or in small capitals. Every format of a document can show these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import groupby

EMPHASIS, SMALL_CAPITALS = "em", "smallcaps"
"""The forms of a run that is not plain."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one form; the form of plain text is empty."""

    text: str
    form: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph of text, or an item of a list."""

    runs: Runs
    item: bool = False

    @property
    def text(self) -> str:
        """The line without its forms."""
        return plain_text(self.runs)


def plain_text(runs: Runs) -> str:
    """Runs without their forms."""
    return "".join(run.text for run in runs)


def plain_runs(text: str) -> Runs:
    """A plain text as runs; none for an empty one."""
    return (Run(text),) if text else ()


def runs_of(html: str) -> Runs:
    """The runs of our own HTML, in one line: emphasis and small capitals keep their form, all other tags go."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(_tight(reader.found))


def _tight(found: list[Run]) -> Iterator[Run]:
    """Runs of the same form joined, with single spaces and none at the ends."""
    joined = [Run("".join(run.text for run in alike), form) for form, alike in groupby(found, lambda run: run.form)]
    spaced = [Run(_SPACE.sub(" ", run.text), run.form) for run in joined]
    for number, run in enumerate(spaced):
        text = run.text if number else run.text.lstrip()
        text = text if number < len(spaced) - 1 else text.rstrip()
        if text:
            yield Run(text, run.form)


class _Reader(HTMLParser):
    """Collects text with the form that the tags around it give."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Run] = []
        self._forms: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        small = ("class", SMALL_CAPITALS) in attrs
        form = EMPHASIS if tag in ("em", "strong") else SMALL_CAPITALS if small else ""
        self._forms.append(form or (self._forms[-1] if self._forms else ""))

    def handle_endtag(self, tag: str) -> None:
        del tag
        if self._forms:
            self._forms.pop()

    def handle_data(self, data: str) -> None:
        self.found.append(Run(data, self._forms[-1] if self._forms else ""))
