"""The rule on calls: texts and pages may call known macros, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models import MODELS
from macros.core.models.field_values import texts
from macros.core.problems import Problem, one_of
from macros.core.reading.annotations import parse
from macros.core.reading.page_macros import REFERENCES, WITHIN_TEXT, parse_page
from macros.core.reading.places_of_calls import misplaced
from macros.core.reading.reference_calls import SIGNATURES, Call, Fault, Value
from macros.core.relations import Relations
from macros.core.rules.registry import rule

_PARTS = ("claim", "note", "change")
"""Shapes within records that also have a table of fields."""


@rule("macro-call", reach="near", beside=("pages",))
def macro_call(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Texts hold only the archive's reference calls, with known names and fitting arguments; no loops, no code.

    Prose pages may also call the other macros of the site, each part of a page once and on a line of its own. No call
    stands in code, in an address or in another link, and the words of one are not blank.
    """
    for source in archive.sources:
        annotation = archive.annotations[source.id]
        for fault in annotation.faults:
            yield Problem(source.path, fault.line + annotation.offset, "", fault.message, fault.rule)
    for record in archive.all_records():
        for found in texts(record):
            for fault in _in_field(found.value):
                line = record.document.line(found.place)
                yield Problem(record.path, line, record.field(found.place), fault.message, fault.rule)
    for path, page in archive.pages.items():
        _, calls, faults = parse_page(page)
        unknown = (wrong for call in calls for wrong in _unknown_word(archive, call))
        for fault in (*faults, *unknown, *_called_again(calls), *misplaced(page)):
            yield Problem(path, fault.line, "", fault.message, fault.rule)


def _in_field(text: str) -> list[Fault]:
    parts, faults = parse(text)
    return faults + [
        Fault(1, f"{part.name}(…) belongs in an annotation, not in a field")
        for part in parts
        if isinstance(part, Call) and SIGNATURES[part.name].bodies_only
    ]


def _called_again(calls: Iterable[Call]) -> Iterator[Fault]:
    """A part of a page that stands there twice would have its ids twice."""
    seen: dict[tuple[str, tuple[Value, ...]], int] = {}
    for call in calls:
        if call.name in REFERENCES or call.name in WITHIN_TEXT:
            continue
        key = (call.name, call.args)
        if key in seen:
            yield Fault(call.line, f"{call.name}(…) stands in line {seen[key]} already; take one of them out")
        seen.setdefault(key, call.line)


def _unknown_word(archive: Archive, call: Call) -> Iterator[Fault]:
    if call.name in ("vocabulary", "record_fields"):
        known = archive.vocabulary.root if call.name == "vocabulary" else [*MODELS, *_PARTS]
        if known and call.args[0] not in known:
            yield Fault(call.line, f"{call.name}(…) knows no '{call.args[0]}'{one_of(str(call.args[0]), known)}")
