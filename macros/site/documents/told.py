"""The words of passages and notes as lines of text, and the claims that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.core.reading.annotation_entries import Entry
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import Call, CallPart
from macros.core.relations import AttachedNote
from macros.site.documents.runs import TextLine, plain_runs, runs_of
from macros.site.pages.plain_links import PlainLinks
from macros.site.pages.texts import EMPHASIS, as_html, entry_markdown
from macros.site.site import Site

_ITEM = re.compile(r"(?m)^(?:[-*+]|\d{1,3}\.) +")
_BLANK = re.compile(r"\n\s*\n")


def entry_lines(site: Site, entry: Entry, owner: str) -> Iterator[TextLine]:
    """An entry of an annotation: a line for each paragraph and each item of a list."""
    text = entry_markdown(PlainLinks(site), entry, owner)
    for block in _BLANK.split(EMPHASIS.sub(r"<em>\2</em>", text)):
        before, *items = _ITEM.split(block)
        lines = [TextLine(runs_of(before)), *(TextLine(runs_of(item), item=True) for item in items)]
        yield from (line for line in lines if line.runs)


def text_line(site: Site, text: str, owner: str) -> TextLine:
    """A text field of a record as a line."""
    return TextLine(runs_of(str(as_html(PlainLinks(site), text, owner))))


def note_lines(site: Site, stated: AttachedNote) -> Iterator[TextLine]:
    """An editorial note, and what could not be confirmed about it."""
    yield text_line(site, stated.note.text, stated.owner)
    if stated.note.uncertain:
        yield TextLine(plain_runs(f"Unverified: {stated.note.uncertain.removesuffix('.')}."))


def relied_on(site: Site, parts: Iterable[CallPart], owner: str) -> list[str]:
    """The claims that a text names, as `owner.id`, each once; a part that is not parsed yet is parsed."""
    calls = [call for part in parts for call in (parse(part)[0] if isinstance(part, str) else [part])]
    named = [call.text(0, "id") for call in calls if isinstance(call, Call) and call.name == "claim"]
    refs = [name if "." in name else f"{owner}.{name}" for name in named]
    return [ref for ref in dict.fromkeys(refs) if ref in site.relations.claims]
