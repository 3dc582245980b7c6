"""The rule on numbers about people: only inside a claim, and there with the words that limit them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from macros.core.archive import Annotation, Archive
from macros.core.models import Claim, Record
from macros.core.models.base import changes_of
from macros.core.models.field_values import FieldValue, language_at, plain_texts, texts
from macros.core.models.names import all_names_of, compared
from macros.core.models.translations import EDITIONS
from macros.core.problems import Problem
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import SIGNATURES, Call, CallPart
from macros.core.relations import Relations
from macros.core.rules.registry import MANY, rule
from macros.core.words.east_asian_people import people_counted
from macros.core.words.figure_first import figure_first
from macros.core.words.number_words import english
from macros.core.words.numbers_of_people import SKIP_AFTER, beside_people, may_hold_numbers, numbers_alone

Numbers = Callable[[str], Iterator[tuple[str, int]]]
"""What finds numbers in a text, each with its place."""
NARRATED = {"source", "incident", "event"}
"""Kinds of record that tell what happened. Texts of law have numbers of articles, and bodies have numbers in names."""
WITHOUT_CALLS = frozenset({"title", "short", "heading", "chapters", "outcome", "topic", "aside", "uncertain"})
"""Their fields that readers see and that cannot hold calls. Titles of documents keep the numbers they have."""

_WHAT_HAPPENED = ("incident", "event", "place")
"""Calls whose words do not name a body. The name of a body may have a number, in any language."""
_NAMING = (*_WHAT_HAPPENED, "org", "person", "voice")
_LIMIT_BEFORE = re.compile(
    r"\b(?:(?:at least|as many as|at most|no more than|not more than|more than|fewer than|less than|nearly|almost|"
    r"no fewer than|not fewer than|no less than|not less than|roughly|approximately|not even|in excess of|upwards of|"
    r"a minimum of)|(?<!add )(?<!adds )(?<!added )(?<!adding )up to)\s+$",
    re.IGNORECASE,
)
"""Words that limit the figure behind them. Others, such as about and over, have further meanings."""
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_LIMIT_AFTER = re.compile(r"\s+(?:or (?:more|fewer|less|so)|at (?:least|most))\b|\+", re.IGNORECASE)

_OUTSIDE = (
    "limits a figure and is outside the call of its claim; write it inside, as the claim has it, or say whose figure "
    "it is compared with"
)


@rule("bare-number", reach="near", prose=True, alone=True, beside=("pages",))
def bare_number(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A number about people is only given in a claim, with its limits, so that nobody reads it without its owner.

    In a claim, `who` says in words who is counted, and `count` has the figure.
    """
    for source in archive.sources:
        annotation = archive.annotations[source.id]
        for line, found in _in_annotation(annotation):
            yield Problem(source.path, line + annotation.offset, "", _wrong(found), "bare-number")
        for line, wrong in _limits([] if annotation.faults else annotation.parts):
            yield Problem(source.path, line + annotation.offset, "", wrong, "bare-number")
    for record in archive.all_records():
        for text in texts(record):
            yield from _in_field(text)
        for text in plain_texts(record, WITHOUT_CALLS) if record.kind_id in NARRATED else ():
            yield from _in_field(text, "leave it out, since this field cannot name a claim")
        yield from _in_changes(record)
        yield from _in_reasons(record)
        yield from _in_who(record)
    yield from _in_calls(archive)
    for path, page in archive.pages.items():
        for number, line_text in enumerate(page.split("\n"), 1):
            for found in beside_people(line_text):
                yield Problem(path, number, "", _wrong(found), "bare-number")


def _wrong(found: str, instead: str = "") -> str:
    if not found:
        return "holds digits in groups, as a telephone number does; leave them out"
    right = instead or f'write {{{{ claim("…", "{found}") }}}} or leave it out'
    return f"'{found}' is a number about people outside a claim; {right}"


def _in_field(text: FieldValue, instead: str = "") -> Iterator[Problem]:
    """Bare numbers of one text, in the language that it is in."""
    translated = bool(language_at(text.place))
    if not translated and "claim(" not in text.value and not may_hold_numbers(text.value):
        return
    parts, faults = parse(text.value)
    parts = [] if faults else parts
    record, line = text.record, text.record.document.line
    for _, found in _in_parts(parts, people_counted if translated else numbers_alone):
        yield Problem(record.path, line(text.place), record.field(text.place), _wrong(found, instead), "bare-number")
    for _, wrong in () if translated else _limits(parts):
        yield Problem(record.path, line(text.place), record.field(text.place), wrong, "bare-number")


def _in_changes(record: Record) -> Iterator[Problem]:
    """Bare numbers of the entries of `changes:`, which cannot hold calls."""
    for index, change in enumerate(changes_of(record)):
        place = ("changes", index, "text")
        for found, _ in numbers_alone(change.text or ""):
            wrong = _wrong(found, "name the claim in `claims` and leave it out")
            yield Problem(record.path, record.line(*place), record.field(place), wrong, "bare-number")


def _in_reasons(record: Record) -> Iterator[Problem]:
    """Bare numbers of the reasons for which two claims may share an origin, which are shown beside both figures."""
    claims: dict[str, Claim] = record.__dict__.get("claims", {})
    for claim_id, claim in claims.items():
        for index, other in enumerate(claim.may_share):
            place = ("claims", claim_id, "may-share", index, "reason")
            for found, _ in numbers_alone(other.reason):
                wrong = _wrong(found, "both claims have theirs, so leave it out")
                yield Problem(record.path, record.line(*place), record.field(place), wrong, "bare-number")


def _in_who(record: Record) -> Iterator[Problem]:
    """Descriptions of those who are counted that are the figure, or begin with it."""
    claims: dict[str, Claim] = record.__dict__.get("claims", {})
    for claim_id, claim in claims.items():
        for language in ("", *EDITIONS):
            said = getattr(claim, language, None) if language else claim
            if figure := figure_first(getattr(said, "who", None) or "", english=not language):
                place = ("claims", claim_id, *filter(None, (language,)), "who")
                wrong = f"gives the figure '{figure}', which belongs in `count` alone; say in words who is counted"
                yield Problem(record.path, record.line(*place), record.field(place), wrong, "bare-number")


def _in_calls(archive: Archive) -> Iterator[Problem]:
    """Bare numbers of the words that a call shows in place of the name of a record.

    Names, titles and articles of law keep the numbers that they have.
    """
    for called in archive.calls_of(*_NAMING):
        words = called.call.named("text")
        translated = bool(language_at(called.place))
        if not words or (translated and called.call.name not in _WHAT_HAPPENED):
            continue
        for found, _ in (people_counted if translated else numbers_alone)(words):
            if not _is_name(archive, called.call, words):
                yield called.problem(_wrong(found), "bare-number")


def _is_name(archive: Archive, call: Call, words: str) -> bool:
    """Whether words are a name or the title of the record that a call names."""
    record = archive.records_of(SIGNATURES[call.name].refers_to).get(call.text(0, "id"))
    known = [name for _, name in all_names_of(record)] if record else []
    return compared(words) in map(compared, [*known, getattr(record, "title", "")])


def _in_annotation(annotation: Annotation) -> Iterator[tuple[int, str]]:
    parts = [] if annotation.faults else annotation.parts
    words = " ".join(part for part in parts if isinstance(part, str))
    return _in_parts(parts, numbers_alone) if may_hold_numbers(words) else iter(())


def _in_parts(parts: list[CallPart], numbers: Numbers) -> Iterator[tuple[int, str]]:
    """Bare numbers of the plain parts, with their line in the text; a call between two parts separates them."""
    line = 1
    for part in parts:
        if isinstance(part, str):
            for found, start in islice(numbers(part), MANY):
                yield line + part.count("\n", 0, start), found
            line += part.count("\n")
        else:
            line = max(line, part.line)


def _limits(parts: Sequence[CallPart]) -> Iterator[tuple[int, str]]:
    """Words that limit a figure but stand outside the call of its claim, with their line in the text."""
    for before, call, after in zip(("", *parts), parts, (*parts[1:], ""), strict=False):
        if isinstance(call, str) or call.name != "claim" or not _begins_with_figure(call.text(1, "text")):
            continue
        found = isinstance(before, str) and _LIMIT_BEFORE.search(before)
        if found := found or (isinstance(after, str) and _LIMIT_AFTER.match(after)):
            yield call.line, f"'{' '.join(found[0].split())}' {_OUTSIDE}"


def _begins_with_figure(text: str) -> bool:
    """Whether a text begins with a number that is neither part of a date nor of a duration."""
    found = next(english(text), None)
    if not found or text[: found.start].strip().lower() not in {"", "the"}:
        return False
    return not SKIP_AFTER.match(text, found.end) and not _YEAR.fullmatch(text[found.start : found.end])
