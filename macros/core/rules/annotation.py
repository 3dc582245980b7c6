"""Rules on annotations: complete, in order, each passage once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from macros.core.archive import Annotation, Archive
from macros.core.models import Source
from macros.core.models.document import FieldPath
from macros.core.models.field_values import translated_texts
from macros.core.problems import Problem
from macros.core.reading.annotation_entries import Entry
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import SIGNATURES, Call, CallPart
from macros.core.relations import Relations
from macros.core.rules.registry import MANY, rule
from macros.core.words.amounts import amount


@rule("passage-order", reach="near", alone=True)
def passage_order(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """The passages of a source are annotated in order, each once, and only if they were captured or read."""
    for source in archive.sources:
        annotation = archive.annotations[source.id]
        yield from _order_faults(source, annotation)
        for entry in () if annotation.faults else annotation.entries:
            yield from _marks(entry, source, annotation)


def _order_faults(source: Source, annotation: Annotation) -> Iterator[Problem]:
    reached = 0
    for place, entry in enumerate(annotation.entries):
        wrong = _number_fault(entry, source)
        if not wrong and entry.first <= reached:
            wrong = _twice_or_late(source, annotation, place, reached)
        if wrong:
            yield Problem(source.path, entry.line + annotation.offset, "", wrong, "passage-order")
        reached = max(reached, entry.last)


def misnumbered(source: Source, annotation: Annotation) -> bool:
    """Whether a passage is out of order or left out, so that what follows seems to be in another one."""
    if any(_order_faults(source, annotation)):
        return True  # numbers without end are not counted
    numbers = {number for entry in annotation.entries for number in range(entry.first, entry.last + 1)}
    return len(numbers) < source.basis.passages


def _beyond(source: Source) -> str:
    """Why a passage cannot be annotated that has a higher number than the last."""
    if source.reading:
        return f"was not read; passages 1 to {source.reading.passages} were"
    return f"is outside the capture; it has {amount(source.basis.passages, 'passage')}"


def _number_fault(entry: Entry, source: Source) -> str:
    if entry.first < 1:
        return f"passage {entry.first} does not exist; the first passage of a document is 1"
    if entry.last < entry.first:
        return f"passage({entry.first}, {entry.last}) runs backwards; write the smaller number first"
    if entry.last > source.basis.passages:
        return f"passage {entry.last} {_beyond(source)}"
    return ""


def _twice_or_late(source: Source, annotation: Annotation, place: int, reached: int) -> str:
    """A number that comes twice is often a mistyped one, so the passage without an entry is named beside it."""
    entry, before = annotation.entries[place], annotation.entries[:place]
    twice = next((one for one in before if one.first <= entry.last and entry.first <= one.last), None)
    if twice is None:
        return f"passage {entry.first} stands after passage {reached}; write the entries in the order of the document"
    number, line = max(entry.first, twice.first), twice.line + annotation.offset
    free = _without_entry(source, annotation)
    then = f"passage {free} has none" if free <= min(reached + 1, source.basis.passages) else "write one entry for it"
    return f"passage {number} has an entry already, in line {line}; {then}"


def _without_entry(source: Source, annotation: Annotation) -> int:
    """The first passage that no entry has; the number after the last if there is none."""
    free = 1
    for one in sorted(annotation.entries, key=lambda one: one.first):
        if one.first <= free and not _number_fault(one, source):
            free = max(free, one.last + 1)
    return free


def _marks(entry: Entry, source: Source, annotation: Annotation) -> Iterator[Problem]:
    reached = entry.first - 1
    for part in entry.parts:
        if isinstance(part, Call) and part.name == "at":
            number = int(part.argument(0, "number"))
            if not entry.first <= number <= entry.last or number <= reached:
                wrong = f"at({number}) is out of order in the entry of passages {entry.first} to {entry.last}"
                yield Problem(source.path, part.line + annotation.offset, "", wrong, "passage-order")
            reached = max(reached, number)


@rule("passage-missing", reach="near", prose=True, alone=True)
def passage_missing(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Every passage that was captured or read is annotated, and every entry says something."""
    for source in archive.sources:
        annotation = archive.annotations[source.id]
        if annotation.faults:
            continue
        for entry in annotation.entries:
            if not any(not isinstance(part, str) or part.strip() for part in entry.parts):
                wrong = f"passage {entry.first} has no text; describe the passage"
                yield Problem(source.path, entry.line + annotation.offset, "", wrong, "passage-missing")
        if any(_order_faults(source, annotation)):
            continue  # a wrong number makes others seem to be missing
        covered = {
            n for entry in annotation.entries for n in range(entry.first, min(entry.last, source.basis.passages) + 1)
        }
        begin = 2 if _begins_early(annotation) else 1  # text before passage 1 is reported as such
        missing = [n for n in range(begin, source.basis.passages + 1) if n not in covered]
        if missing:
            which = f"passage{'s' if len(missing) > 1 else ''} {_spans(missing)}"
            wrong = f"{which} not annotated; add {{{{ passage({missing[0]}) }}}}"
            yield Problem(source.path, annotation.offset + 1, "", wrong, "passage-missing")


def _spans(numbers: list[int]) -> str:
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(a) if a == b else f"{a} to {b}" for a, b in spans)


MARKUP = re.compile(
    r"<[a-zA-Z/!?]|!\[|\]\(|\]\[|^[ \t>*+\d.-]*\[[^\]\n]+\]:|^#{1,6}\s|[{}\uff5b\uff5d]|&#?[a-zA-Z0-9]{1,31};|"
    r"^[ \t]{17,}|&#|&(?:amp|gt|lt|nbsp|quot)\b|`|^[ \t]*[|>]",
    re.MULTILINE,
)
"""Tags, pictures, links, headings, braces, lists that are nested too deeply, code, tables, and character
references or half of one."""

_WIDE_BRACES = "\uff5b\uff5d"
_SIGNS = ("<", "`", "|", ">", "[", "]", "{", "}", *_WIDE_BRACES, "#", "&", "\t", " " * 8)
"""Markup has one of these: seventeen spaces and tabs have a tab or eight spaces."""

_CALL = rf"({'|'.join(SIGNATURES)})\([^{{}}\[\]\n]*\)"
IN_SINGLE_BRACES = re.compile(rf"\{{\s*{_CALL}\s*\}}|\[\[?\s*{_CALL}\s*\]\]?")
"""A call in single braces, or in square brackets."""


def _without_single(text: str) -> str:
    """A text with dots in place of the calls in single braces, which are reported as such."""
    return IN_SINGLE_BRACES.sub(lambda found: "." * len(found[0]), text)


@rule("raw-markup", reach="near", prose=True, alone=True)
def raw_markup(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Annotations are plain paragraphs and lists; links are made by reference calls, never by HTML or Markdown.

    The same holds for texts in Korean and Chinese.
    """
    yield from _in_translations(archive)
    for source in archive.sources:
        annotation = archive.annotations[source.id]
        for line, wrong in _raw(annotation, source.body):
            yield Problem(source.path, line + annotation.offset, "", wrong, "raw-markup")


def _raw(annotation: Annotation, body: str) -> Iterator[tuple[int, str]]:
    """Calls in wrong braces and markup in an annotation, with the line in its text."""
    line, parts = 1, [] if annotation.faults else annotation.parts
    if _is_plain(body, sum(isinstance(part, Call) for part in parts)):
        return
    for part in parts:
        line = max(line, part.line) if isinstance(part, Call) else line
        for text in filter(_may_be_raw, _texts(part)):
            for found in islice(IN_SINGLE_BRACES.finditer(text), MANY):
                called, signs = found[1] or found[2], "single braces" if found[1] else "square brackets"
                wrong = f"{called}(…) stands in {signs}; write {{{{ before it and }}}} after it"
                yield line + text.count("\n", 0, found.start()), wrong
            for match in islice(MARKUP.finditer(_without_single(text)), MANY):
                if match.group() == _WIDE_BRACES[1] and _WIDE_BRACES[0] in text:
                    continue  # the first brace is reported
                shown = match.group().strip() or "more than 16 spaces"
                yield line + text.count("\n", 0, match.start()), _wrong_sign(shown, "reference calls")
        line += 0 if isinstance(part, Call) else part.count("\n")


def _wrong_sign(shown: str, calls: str) -> str:
    if shown and shown in _WIDE_BRACES:
        return f"holds {shown}, a full-width brace; a call stands in {{{{ and }}}}"
    if shown.startswith("&"):
        return f"'{shown}' is a character code or half of one; write the sign itself"
    if shown and shown in "`|>":
        return f"'{shown}' begins code, a table or a quotation; write plain text and {calls}"
    return f"'{shown}' begins a tag, a heading or a link; write plain text and {calls}"


def _is_plain(body: str, calls: int) -> bool:
    """Whether an annotation has no sign of markup but the braces of its calls, and no escapes, which may become one."""
    braces = body.count("{") == body.count("}") == 2 * calls
    return braces and "\\" not in body and not any(sign in body for sign in _SIGNS if sign not in "{}")


def _texts(part: CallPart) -> list[str]:
    return [part] if isinstance(part, str) else [str(value) for value in (*part.args, *part.kwargs.values())]


def _may_be_raw(text: str) -> bool:
    """Whether a text has one of the signs without which nothing in it is markup: most have none."""
    return any(map(text.__contains__, _SIGNS))


def _in_translations(archive: Archive) -> Iterator[Problem]:
    for record in archive.all_records():
        for found in translated_texts(record):
            parts, faults = parse(found.text)
            for part in () if faults else parts:
                match = MARKUP.search(part) if isinstance(part, str) else None
                if match:
                    wrong = _wrong_sign(match.group().strip(), "calls")
                    yield Problem(
                        record.path, record.line(*found.place), record.field(found.place), wrong, "raw-markup"
                    )


@rule("text-before-passage", reach="near", alone=True)
def text_before_passage(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """An annotation begins with its first passage, with no text before it."""
    for source in archive.sources:
        annotation = archive.annotations[source.id]
        if _begins_early(annotation) and not annotation.faults:
            wrong = "there is text before the first passage; begin with {{ passage(1) }}"
            yield Problem(source.path, annotation.offset + 1, "", wrong, "text-before-passage")


def _begins_early(annotation: Annotation) -> bool:
    """Whether text or calls stand before the first passage."""
    first_call = next((part for part in annotation.parts if isinstance(part, Call)), None)
    return bool(annotation.before) or (first_call is not None and first_call.name != "passage")


@rule("chapter", reach="near", alone=True)
def chapter(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A chapter begins with the first passage of an entry, and what is folded is a chapter."""
    for source in archive.sources:
        annotation = archive.annotations[source.id]
        firsts = {entry.first for entry in annotation.entries}
        unsure = annotation.faults or _begins_early(annotation) or any(_order_faults(source, annotation))
        faults: list[tuple[FieldPath, str]] = []
        for number in source.chapters:
            if number not in firsts and not unsure:
                wrong = f"passage {number} does not begin an entry; name the first passage of one"
                faults.append((("chapters", str(number)), wrong))
        for place, number in enumerate(source.folded):
            if number not in source.chapters:
                wrong = f"no chapter begins with passage {number}; give it a heading in `chapters`, or remove it"
                faults.append((("folded", place), wrong))
        for field, wrong in faults:
            yield Problem(source.path, source.document.line(field), source.field(field), wrong, "chapter")
