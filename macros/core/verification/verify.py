"""Verification: the records compared with the captured texts, which are not part of the archive.

`check` does not do this, since most checkouts have no captures. Its rules need `captures`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from macros.core.archive import Archive
from macros.core.models import KINDS, Claim, Record, Source
from macros.core.models.document import FieldPath
from macros.core.models.names import all_names_of
from macros.core.models.source import Capture
from macros.core.problems import Problem, sort_problems
from macros.core.rules.registry import Rule
from macros.core.verification.captured_text import passages_of
from macros.core.verification.figure_check import count_fault, date_fault
from macros.core.verification.locator_phrases import holders, propose, selected
from macros.core.verification.verbatim_overlap import copied
from macros.core.words.amounts import amount

VERIFICATION_RULES = tuple(
    Rule(rule_id, text, "captures")
    for rule_id, text in {
        "capture-missing": "the captured file of every source that has one is at hand.",
        "capture-fingerprint": "a captured file has the SHA-256 of its record.",
        "capture-passages": "a captured file has as many passages as its record says.",
        "phrase-missing": "each locator phrase is in its passage, letter for letter.",
        "phrase-repeated": "each locator phrase occurs only once in its passage.",
        "figure-missing": "the passage of a claim has its figure, in digits or words and with a word for its modifier, "
        "or its date with day, month or year; the locator phrase has no other figure or date.",
        "copied-words": "a record shares no run of nine words, or of eighteen Chinese or Japanese letters, with its "
        "captured text, except in names and titles.",
        "fragment-ambiguous": "the link into the original that is made from locator phrases selects their passage and "
        "no other: the phrase, or the first of several, is found once in the document.",
    }.items()
)
"""The rules of verification. They need the captures, and `check` does not run them."""


def verify(archive: Archive, captures: Mapping[str, bytes]) -> list[Problem]:
    """Every problem of the sources, compared with their captures by file name, sorted; never raises for bad captures.

    A source whose file is missing or not the one that was annotated is not looked into any further, and one that was
    only read has no capture to compare it with.
    """
    found = (_source(archive, source, source.capture, captures) for source in archive.sources if source.capture)
    return sort_problems(problem for problems in found for problem in problems)


def proposals(
    archive: Archive, captures: Mapping[str, bytes], only: str = ""
) -> Iterator[tuple[Source, int, str | None]]:
    """For every passage without locator phrases the shortest suitable one; None if there is none.

    A capture that is missing, or is not the one that was annotated, has no proposals. `only` is the id of a source.
    """
    for source in archive.sources:
        if not source.capture or only not in ("", source.id) or any(_capture(source, source.capture, captures)):
            continue
        passages = _passages(source.capture, captures)
        for number in range(1, len(passages) + 1):
            if number not in source.passages:
                yield source, number, propose(number, passages)


def disagreements(archive: Archive, source: Source, capture: Mapping[str, str], content: bytes) -> list[Problem]:
    """Every problem of one source, compared with another file than the one that was annotated."""
    known = Capture.model_validate(capture)
    return sort_problems(_source(archive, source, known, {known.file: content}))


def _names(record: Record) -> list[str]:
    """The names of a record in every language, and the office of a person."""
    return [record.title_text, *(name for _, name in all_names_of(record)), getattr(record, "office", None) or ""]


def _passages(capture: Capture, captures: Mapping[str, bytes]) -> list[str]:
    return passages_of(captures.get(capture.file, b"").decode("utf-8", "replace"))


def _source(archive: Archive, source: Source, capture: Capture, captures: Mapping[str, bytes]) -> Iterator[Problem]:
    faults = list(_capture(source, capture, captures))
    yield from faults
    if faults:
        return
    passages = _passages(capture, captures)
    for number, phrases in source.passages.items():
        yield from _phrases(source, number, phrases, ("passages", str(number)), passages)
    for claim_id, claim in source.claims.items():
        yield from _claim(archive, source, claim_id, claim, passages)
    yield from _copied(archive, source, captures[capture.file].decode("utf-8", "replace"))


def _copied(archive: Archive, source: Source, capture: str) -> Iterator[Problem]:
    """Words that a record takes from its document."""
    titles = [work.title + " " + (work.subtitle or work.titleaddon or "") for work in archive.works.values()]
    named = (kind.id for kind in KINDS.values() if kind.named and not kind.anchored)
    names = [name for kind in named for record in archive.records_of(kind).values() for name in _names(record)]
    head = f"\n{source.document.text}\n" if source.document.text else ""
    text = head + "\n" * (source.document.body_line - 1 - head.count("\n")) + source.body
    for line, run in copied(text, capture, [*titles, *names]):
        yield Problem(
            source.path, line, "", f"'{run}' is in the document too; say it in your own words", "copied-words"
        )


def _problem_at(source: Source, place: FieldPath, message: str, rule: str) -> Problem:
    return Problem(source.path, source.document.line(place), source.field(place), message, rule)


def _capture(source: Source, capture: Capture, captures: Mapping[str, bytes]) -> Iterator[Problem]:
    name = capture.file
    if name not in captures:
        yield _problem_at(source, ("capture", "file"), f"'{name}' is not among the captures", "capture-missing")
        return
    found, number = hashlib.sha256(captures[name]).hexdigest(), len(_passages(capture, captures))
    if found != capture.sha256:
        wrong = f"'{name}' has the SHA-256 {found}; it is not the file that was annotated"
        yield _problem_at(source, ("capture", "sha256"), wrong, "capture-fingerprint")
    if number != capture.passages:
        wrong = f"'{name}' has {amount(number, 'passage')}, not {capture.passages}"
        yield _problem_at(source, ("capture", "passages"), wrong, "capture-passages")


def _claim(archive: Archive, source: Source, claim_id: str, claim: Claim, passages: Sequence[str]) -> Iterator[Problem]:
    place, number = ("claims", claim_id), claim.passage or 0
    faults = list(_phrases(source, number, claim.find, place, passages))
    yield from faults
    if any(fault.rule == "phrase-missing" for fault in faults) or not 1 <= number <= len(passages):
        return
    text, work = passages[number - 1], archive.works.get(source.id)
    if claim.count and (wrong := count_fault(claim.count, claim.unit, text, claim.find)):
        yield _problem_at(source, (*place, "count"), f"passage {number} {wrong}", "figure-missing")
    if claim.date and (wrong := date_fault(claim.date, text, claim.find, work.date if work else None)):
        yield _problem_at(source, (*place, "date"), f"passage {number} {wrong}", "figure-missing")


def _phrases(
    source: Source, number: int, phrases: Sequence[str], place: FieldPath, passages: Sequence[str]
) -> Iterator[Problem]:
    listed: FieldPath = (*place, "find") if place[0] == "claims" else place
    text, sound = passages[number - 1] if 1 <= number <= len(passages) else "", bool(phrases)
    for index, phrase in enumerate(phrases):
        times = text.count(phrase)
        sound = sound and times == 1
        if times == 0:
            wrong, elsewhere = _missing(phrase, number, passages)
            named = (*place, "passage") if elsewhere and place[0] == "claims" else (*listed, index)
            yield _problem_at(source, named, wrong, "phrase-missing")
        elif times > 1:
            wrong = f"'{phrase}' occurs {times} times in passage {number}{_instead(phrase, number, passages, place[0])}"
            yield _problem_at(source, (*listed, index), wrong, "phrase-repeated")
    if sound and (wrong := _ambiguous(phrases, number, passages, place[0])):
        yield _problem_at(source, listed, wrong, "fragment-ambiguous")


def _missing(phrase: str, number: int, passages: Sequence[str]) -> tuple[str, bool]:
    found = [str(n) for n, passage in enumerate(passages, 1) if phrase in passage]
    where = f"; it is in passage {' and '.join(found)}" if found else ""
    return f"'{phrase}' is not in passage {number}{where}", bool(found)


def _instead(phrase: str, number: int, passages: Sequence[str], of: str | int) -> str:
    """A phrase that fits; for a claim one that contains the phrase, since any other may locate another figure."""
    better = propose(number, passages, phrase) or (propose(number, passages) if of == "passages" else None)
    return f"; '{better}' occurs only once" if better else ""


def _ambiguous(phrases: Sequence[str], number: int, passages: Sequence[str], of: str | int) -> str:
    found = selected(phrases, passages)
    if found == [(number, number)]:
        return ""
    if not found:
        return f"'{phrases[0]}' is not found as whole words; begin and end with a whole word"
    if len(found) == 1 and len(phrases) == 1:
        return f"'{phrases[0]}' is found as whole words in passage {found[0][0]}; begin and end with a whole word"
    if len(found) == 1:
        return f"'{phrases[-1]}' does not follow '{phrases[0]}' in passage {number}; change their order"
    where = ", ".join(str(n) for n in dict.fromkeys(holders(phrases[0], passages)))
    instead = _instead(phrases[0], number, passages, of)
    return f"'{phrases[0]}' is found {len(found)} times in the document, in passages {where}{instead}"
