"""Rules on claims and editorial notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models import Claim, Incident, Record, Source
from macros.core.models.document import FieldPath
from macros.core.problems import Problem
from macros.core.reading.reference_calls import Call
from macros.core.relations import Relations
from macros.core.rules.annotation import misnumbered
from macros.core.rules.references import page_calls
from macros.core.rules.registry import rule
from macros.core.rules.related_records import circle_of_parts
from macros.core.words.amounts import amount


def _problem_at(record: Record, place: FieldPath, message: str, rule_id: str) -> Problem:
    return Problem(record.path, record.document.line(place), record.field(place), message, rule_id)


def _owners(archive: Archive) -> Iterator[tuple[Source | Incident, str, Claim]]:
    for record in archive.owners:
        if isinstance(record, (Source, Incident)):
            for claim_id, claim in record.claims.items():
                yield record, claim_id, claim


@rule("claim-shape", reach="near")
def claim_shape(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A claim of a source names its passage, and with a capture locator phrases; a claim of an incident names its work.

    Each has a count or a date, unless its stance is to deny or dispute.
    """
    for record, claim_id, claim in _owners(archive):
        for field, message in _shape_faults(record, claim):
            yield _problem_at(record, ("claims", claim_id, field), message, "claim-shape")


def _shape_faults(record: Record, claim: Claim) -> Iterator[tuple[str, str]]:
    in_source = isinstance(record, Source)
    wanted, unwanted = ("passage", "work") if in_source else ("work", "passage")
    if getattr(claim, wanted) is None:
        yield wanted, f"is missing; a claim of {'a source' if in_source else 'an incident'} names its {wanted}"
    if getattr(claim, unwanted) is not None:
        yield unwanted, f"does not belong here; a claim of {'a source' if in_source else 'an incident'} has none"
    if in_source and claim.locator:
        yield "locator", "does not belong here; in a source the passage says where it is"
    if isinstance(record, Source) and record.capture and not claim.find:
        yield "find", "is missing; give a phrase of at most six words by which the passage is found"
    if in_source and claim.aside and not claim.incident:
        yield "aside", "does not belong here; the claim is not about an incident, so no picture could leave it out"
    if not in_source and claim.incident:
        yield "incident", "does not belong here; the claim is in the record of its incident"
    if claim.count is None and claim.date is None and claim.stance not in ("denies", "disputes"):
        yield "count", "is missing; give a count or a date"


@rule("passage-outside-capture", reach="near", beside=("pages",))
def passage_outside_capture(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """The passage of a claim or note is within what was captured or read of its source.

    The same holds for passages with locator phrases, and for those that `see` in a record or page links to.
    """
    for source in archive.sources:
        for number in source.passages:
            if number > source.basis.passages:
                place = ("passages", str(number))
                yield _problem_at(source, place, _outside(number, source), "passage-outside-capture")
        for claim_id, claim in source.claims.items():
            if claim.passage and claim.passage > source.basis.passages:
                wrong = _outside(claim.passage, source)
                yield _problem_at(source, ("claims", claim_id, "passage"), wrong, "passage-outside-capture")
    for record in archive.owners:
        yield from _note_passages(archive, record)
    yield from _seen_passages(archive)


def _seen_passages(archive: Archive) -> Iterator[Problem]:
    for called in archive.calls_of("see"):
        if wrong := _seen_outside(archive, called.call):
            yield called.problem(wrong, "passage-outside-capture")
    for path, call in page_calls(archive):
        if wrong := _seen_outside(archive, call):
            yield Problem(path, call.line, "", wrong, "passage-outside-capture")


def _seen_outside(archive: Archive, call: Call) -> str:
    """What is wrong with the passage that a call links to; empty if nothing is."""
    source = archive.records_of("source").get(call.text(0, "key")) if call.name == "see" else None
    passage = call.argument(1, "passage")
    if isinstance(source, Source) and isinstance(passage, int) and passage > source.basis.passages:
        return _outside(passage, source)
    key = call.text(0, "key")
    if (
        call.name == "see"
        and passage
        and key in archive.works
        and key not in archive.ids_met["source"] | archive.lost["source"]
    ):
        return f"'{key}' is not annotated, so passage {passage} of it cannot be linked; leave the number out"
    return ""


def _note_passages(archive: Archive, record: Record) -> Iterator[Problem]:
    for note_id, note in getattr(record, "notes", {}).items():
        places = [(record.id, "passages", note.passages)] + [(key, f"also.{key}", p) for key, p in note.also.items()]
        for key, field, passages in places:
            source = archive.records_of("source").get(key)
            for passage in passages:
                if isinstance(source, Source) and passage > source.basis.passages:
                    place = ("notes", note_id, *field.split("."))
                    yield _problem_at(record, place, _outside(passage, source), "passage-outside-capture")


def _outside(passage: int, source: Source) -> str:
    if source.reading:
        last = source.reading.passages
        return f"passage {passage} was not read; passages 1 to {last} of '{source.id}' were"
    return f"passage {passage} is outside the capture of '{source.id}'; it has passages 1 to {source.basis.passages}"


@rule("note-place", reach="near")
def note_place(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """An editorial note of a source names its passages; a note of an incident has none."""
    for record in archive.owners:
        for note_id, note in getattr(record, "notes", {}).items():
            if isinstance(record, Source) and not note.passages:
                wrong = "is missing; name the passages that the note belongs to"
                yield _problem_at(record, ("notes", note_id, "passages"), wrong, "note-place")
            if isinstance(record, Incident) and note.passages:
                wrong = "does not belong here; a note of an incident has no passages of its own"
                yield _problem_at(record, ("notes", note_id, "passages"), wrong, "note-place")


UNEQUAL = "compare them with the document; if it prints them like this, leave `part-of` out and say so in a note"


@rule("parts-sum", reach="near")
def parts_sum(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """The parts of a total add up to it, if all of them are plain numbers."""
    for record in archive.owners:
        claims: dict[str, Claim] = getattr(record, "claims", {})
        if any(
            claim.part_of and (claim.part_of == key or claim.part_of not in claims) for key, claim in claims.items()
        ):
            continue  # a part that names a wrong total is reported, and is lacking in the right one
        for total_id, total in claims.items():
            parts = [claim for claim in claims.values() if claim.part_of == total_id]
            numbers = [claim.count.number for claim in parts if claim.count and claim.count.modifier == "exactly"]
            stated = total.count.number if total.count else None
            complete = parts and len(numbers) == len(parts) and stated is not None
            in_circle = bool(parts) and bool(circle_of_parts(record, total_id))
            if complete and not in_circle and sum(n or 0 for n in numbers) != stated:
                sums = f"its {amount(len(parts), 'part')} {'sums' if len(parts) == 1 else 'sum'} to"
                wrong = f"{sums} {sum(n or 0 for n in numbers):,}, not {stated:,}; {UNEQUAL}"
                yield _problem_at(record, ("claims", total_id, "count"), wrong, "parts-sum")


@rule("claim-unplaced", reach="near", alone=True)
def claim_unplaced(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Every claim of a source is called in the annotation of its passage, and at no other passage."""
    for source in archive.sources:
        annotation = archive.annotations[source.id]
        called: dict[str, list[tuple[int, Call]]] = {}
        for entry in annotation.entries:
            for passage, _, call in entry.placed():
                if call.name == "claim":
                    called.setdefault(call.text(0, "id"), []).append((passage, call))
        known = {*source.claims, *(one for one in called if "." in one)}
        unsure = annotation.faults or misnumbered(source, annotation)  # a wrong number moves what follows it
        for claim_id, claim in source.claims.items():
            places = called.get(claim_id, [])
            if not places and not annotation.faults and not called.keys() - known:
                wrong = f'is not called in the annotation; write {{{{ claim("{claim_id}", "…") }}}} at its passage'
                yield _problem_at(source, ("claims", claim_id), wrong, "claim-unplaced")
            for passage, call in () if unsure else places:
                if claim.passage and passage != claim.passage and claim.passage <= source.basis.passages:
                    wrong = f"claim '{claim_id}' is called at passage {passage}; it belongs to passage {claim.passage}"
                    yield Problem(source.path, call.line + annotation.offset, "", wrong, "claim-unplaced")
