"""Rules on what texts, pages and pictures may make the site do: call known macros, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from macros.core.annotations import parse
from macros.core.archive import Archive
from macros.core.calls import SIGNATURES, Call, Fault
from macros.core.documents import read_front_matter
from macros.core.markup import active_in_page
from macros.core.models import MODELS
from macros.core.pages import parse_page
from macros.core.pictures import not_drawn
from macros.core.problems import Problem, one_of
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.walk import texts

PARTS = ("claim", "note", "change")
"""Shapes within records that have a table of fields too."""


@rule("macro-call")
def macro_call(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Texts hold only the archive's reference calls, with known names and fitting arguments; no loops, no code.

    Prose pages hold those and the other macros of the site.
    """
    for source in archive.sources:
        annotation = archive.annotations[source.id]
        for fault in annotation.faults:
            yield Problem(source.path, fault.line + annotation.offset, "", fault.message, fault.rule)
    for record in archive.every():
        for found in texts(record):
            for fault in _in_field(found.value):
                line = record.document.line(found.place)
                yield Problem(record.path, line, record.field(found.place), fault.message, fault.rule)
    for path, page in archive.pages.items():
        _, calls, faults = parse_page(page)
        for fault in (*faults, *(wrong for call in calls for wrong in _unknown_word(archive, call))):
            yield Problem(path, fault.line, "", fault.message, fault.rule)


def _in_field(text: str) -> list[Fault]:
    parts, faults = parse(text)
    return faults + [
        Fault(1, f"{part.name}(…) belongs into an annotation, not into a field")
        for part in parts
        if isinstance(part, Call) and SIGNATURES[part.name].bodies_only
    ]


def _unknown_word(archive: Archive, call: Call) -> Iterator[Fault]:
    if call.name in ("vocabulary", "record_fields"):
        known = archive.vocabulary.root if call.name == "vocabulary" else [*MODELS, *PARTS]
        if known and call.args[0] not in known:
            yield Fault(call.line, f"{call.name}(…) knows no '{call.args[0]}'{one_of(str(call.args[0]), known)}")


@rule("active-markup")
def active_markup(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Pages and pictures hold plain markup alone: no scripts, frames, forms or handlers, nothing from elsewhere.

    Links lead to this site, http, https or mailto. A picture only draws, and refers to its own parts alone.
    """
    for path, page in archive.pages.items():
        for found in _active_in(page):
            yield _active(path, page, found)
    for path, picture in archive.pictures.items():
        for line, what in not_drawn(picture):
            wrong = f"holds {what}; a picture only draws: shapes, lines and text with plain colours"
            yield Problem(path, line, "", wrong, "active-markup")


@lru_cache(maxsize=256)
def _active_in(page: str) -> tuple[str, ...]:
    plain, _, faults = parse_page(page)
    return () if faults else active_in_page(plain)


def _active(path: str, text: str, found: str) -> Problem:
    """A problem at the first line that holds what was found, or its longest word where other signs stand between."""
    words = sorted(re.findall(r"\w{4,}", found), key=len, reverse=True)
    head = len(text) - len(read_front_matter(text, "")[0].body)
    at = next((at for part in (found, *words) if (at := text.lower().find(part.lower(), head)) >= 0), 0)
    line, shown = text.count("\n", 0, at) + 1, " ".join(found.split())
    if found.startswith("&"):
        wrong = f"holds '{shown}', a character that nobody sees; remove it"
        return Problem(path, line, "", wrong, "invisible-character")
    wrong = f"'{shown}' is carried out or fetched by browsers; write Markdown and plain links"
    return Problem(path, line, "", wrong, "active-markup")
