"""Text in runs: plain, in italics or in small capitals. Every format of a document can show these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from operator import itemgetter

EMPHASIS, SMALL_CAPITALS = "em", "smallcaps"
"""The forms of a run that is not plain."""
_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"<(?P<ends>/?)(?P<name>[a-z][a-z0-9]*)(?P<more>[^<>]*)>")
"""Python's own parser of HTML takes twice as long, and each citation, passage and note passes here."""


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
    """The runs of our own HTML, in one line: emphasis and small capitals keep their form, all other tags go.

    Each of its tags has an end, and no attribute holds a sign of a tag.
    """
    found, forms, start = list[tuple[str, str]](), [""], 0
    for tag in _TAG.finditer(html):
        found.append((html[start : tag.start()], forms[-1]))
        start = tag.end()
        if tag["ends"]:
            forms = forms[:-1] or [""]
        else:
            forms.append(_form(tag) or forms[-1])
    return tuple(_tight([*found, (html[start:], forms[-1])]))


def _form(tag: re.Match[str]) -> str:
    if tag["name"] in ("em", "strong"):
        return EMPHASIS
    return SMALL_CAPITALS if f'class="{SMALL_CAPITALS}"' in tag["more"] else ""


def _tight(found: list[tuple[str, str]]) -> Iterator[Run]:
    """Texts of the same form joined, with single spaces and none at the ends."""
    full = [one for one in found if one[0]]
    joined = [("".join(text for text, _ in alike), form) for form, alike in groupby(full, itemgetter(1))]
    for number, (written, form) in enumerate(joined, 1):
        text = _SPACE.sub(" ", unescape(written))
        text = text.lstrip() if number == 1 else text
        if text := text.rstrip() if number == len(joined) else text:
            yield Run(text, form)
