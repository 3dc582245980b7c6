"""Rules on references: every id, term, provision and call refers to something that exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial

from macros.core.archive import Archive
from macros.core.models import KINDS, Claim, Instrument, Record
from macros.core.models.field_values import references, terms
from macros.core.models.kinds import OWNERS
from macros.core.models.vocabulary import VOCABULARY_PATH
from macros.core.problems import Problem, one_of
from macros.core.reading.page_macros import parse_page
from macros.core.reading.reference_calls import SIGNATURES, Call
from macros.core.relations import Relations
from macros.core.rules import instead
from macros.core.rules.registry import rule


@rule("unknown-id", reach="near", beside=("pages", "redirects"))
def unknown_id(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Every id in a field or a reference call is that of an existing record, claim or work."""
    unknown = cache(partial(_unknown, archive, relations))
    for record, named in archive.named_in():
        for found in references(record) if any(unknown(*one) for one in named) else ():
            if wrong := unknown(found.declares, found.value):
                line = record.document.line(found.place)
                yield Problem(record.path, line, record.field(found.place), wrong, "unknown-id")
        yield from _part_of(record)
    for called in archive.calls:
        kind = SIGNATURES[called.call.name].refers_to
        target = called.call.text(0, "id") or called.call.text(0, "key")
        owner = owner_of(called.record.path) if kind == "claim" and "." not in target else ""
        if wrong := unknown(kind, _claim_ref(kind, target, owner)):
            yield called.problem(wrong, "unknown-id")
    for path, call in page_calls(archive):
        kind = SIGNATURES[call.name].refers_to
        if kind and (wrong := _unknown(archive, relations, kind, call.text(0, "id") or call.text(0, "key"))):
            yield Problem(path, call.line, "", wrong, "unknown-id")


def page_calls(archive: Archive) -> Iterator[tuple[str, Call]]:
    """The reference calls of prose and index pages."""
    for path, page in archive.pages.items():
        for call in parse_page(page)[1]:
            if call.name in SIGNATURES:
                yield path, call


def _claim_ref(kind: str, target: str, owner: str) -> str:
    return f"{owner}.{target}" if kind == "claim" and "." not in target and owner else target


def owner_of(path: str) -> str:
    """The id of the source or incident whose claims a call in a file means if it names no owner; empty elsewhere."""
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return stem if path.startswith(("docs/archive/", "data/incidents/")) else ""


def _unknown(archive: Archive, relations: Relations, refers: str, value: str) -> str:
    """What is wrong with a reference; empty if nothing is."""
    if refers == "claim":
        return _unknown_claim(archive, relations, value)
    kinds = tuple(archive.ids_met) if refers == "any" else tuple(refers.split("|"))
    if any(value in archive.ids_met[kind] or value in archive.lost[kind] for kind in kinds):
        return ""
    if "work" in kinds and archive.works_torn:
        return ""
    for kind in kinds:
        retired = archive.redirects.root.get(f"{KINDS[kind].plural}/{value}")
        if retired:
            return f"'{value}' is retired ({retired.why}){_successor(retired.to, KINDS[kind].plural)}"
    return instead.unknown_record(archive, kinds, value)


def _successor(address: str | None, plural: str) -> str:
    """What took the place of a retired id: an id where it is of the same kind, else an address with its kind."""
    kind, _, record_id = (address or "").partition("/")
    return f"; '{record_id if kind == plural else address}' took its place" if address else ""


def _unknown_claim(archive: Archive, relations: Relations, value: str) -> str:
    owner = value.split(".", 1)[0]
    if value in relations.claims:
        return ""
    if retired := archive.redirects.root.get(f"claims/{value}"):
        return f"'{value}' is retired ({retired.why}){_successor(retired.to, 'claims')}"
    unread = any(
        (owner in archive.ids_met[k] and owner not in archive.records[k]) or owner in archive.lost[k] for k in OWNERS
    )
    return "" if unread else instead.unknown_claim(archive, relations.claims, value)


def _part_of(record: Record) -> Iterator[Problem]:
    claims: dict[str, Claim] = record.__dict__.get("claims", {})
    for claim_id, claim in claims.items():
        if claim.part_of and claim.part_of not in claims:
            place = ("claims", claim_id, "part-of")
            wrong = instead.unknown_part(claims, claim.part_of)
            yield Problem(record.path, record.document.line(place), record.field(place), wrong, "unknown-id")


@rule("unknown-term", reach="near", beside=("pages",))
def unknown_term(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Every kind, measure, unit, stance, role and right is a word of its list in `data/vocabulary.yml`."""
    if not archive.vocabulary.root and archive.failed(VOCABULARY_PATH):
        return
    listed = cache(archive.vocabulary.list)
    for record in archive.all_records():
        for found in terms(record):
            known = listed(found.declares)
            if found.value not in known:
                wrong = f"'{found.value}' is not in the list {found.declares}{one_of(found.value, known)}"
                yield Problem(
                    record.path, record.document.line(found.place), record.field(found.place), wrong, "unknown-term"
                )
    for called in archive.calls_of(*(name for name, signature in SIGNATURES.items() if signature.listed)):
        for wrong in _unknown_words(archive, called.call):
            yield called.problem(wrong, "unknown-term")
    for path, call in page_calls(archive):
        for wrong in _unknown_words(archive, call):
            yield Problem(path, call.line, "", wrong, "unknown-term")


def _unknown_words(archive: Archive, call: Call) -> Iterator[str]:
    for parameter in SIGNATURES[call.name].listed:
        given = call.named(parameter.name)
        if given and given not in (known := archive.vocabulary.list(parameter.words)):
            yield f"'{given}' is not in the list {parameter.words}{one_of(given, known)}"


@rule("law-how", reach="near", beside=("pages",))
def law_how(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Every reference to a law says in `how` whether the document or the archive names the law.

    If the document names it, `how` is `provision` with a provision and `instrument` without one; if the archive names
    it, `identified` or `described`.
    """
    for called in archive.calls_of("law"):
        if wrong := _wrong_how(called.call):
            yield called.problem(wrong, "law-how")
    for path, call in page_calls(archive):
        if wrong := _wrong_how(call):
            yield Problem(path, call.line, "", wrong, "law-how")


def _wrong_how(call: Call) -> str:
    """What is wrong with `how` of a call; empty if nothing is. Unknown words are reported elsewhere."""
    if call.name != "law":
        return ""
    how, provision = call.named("how"), call.named("provision")
    if not how:
        what, names = (f"law(…) of '{call.text(0, 'id')}'", "provision" if provision else "instrument")
        return (
            f'{what} does not say who names it; write how="{names}" if the document names it, '
            'how="identified" if the archive does, how="described" if the document only describes it'
        )
    if how == "provision" and not provision:
        return 'how="provision" has no provision; give the provision, or write how="instrument"'
    if how == "instrument" and provision:
        return (
            f'how="instrument" does not fit the provision \'{provision}\'; write how="provision" if the document '
            'names it, how="identified" if it does not'
        )
    return ""


@rule("unknown-provision", reach="near", beside=("pages",))
def unknown_provision(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Every provision in a reference, a reservation or an exception is in the record of its instrument."""
    for called in archive.calls_of("law"):
        if wrong := _unknown_provision(archive, called.call):
            yield called.problem(wrong, "unknown-provision")
    for path, call in page_calls(archive):
        if wrong := _unknown_provision(archive, call):
            yield Problem(path, call.line, "", wrong, "unknown-provision")
    for instrument in archive.records_of("instrument").values():
        if isinstance(instrument, Instrument):
            yield from _unknown_own_provisions(instrument)


def _unknown_own_provisions(instrument: Instrument) -> Iterator[Problem]:
    """Reservations and exceptions whose provision is not in the record."""
    meant: list[tuple[tuple[str | int, ...], str]] = [
        (("provisions", key, "exception-to"), provision.exception_to)
        for key, provision in instrument.provisions.items()
        if provision.exception_to
    ]
    for state, status in instrument.status.items():
        for number, one in enumerate(status.reservations):
            meant.append((("status", state, "reservations", number, "provision"), one.provision))
    for place, key in meant:
        if key not in instrument.provisions:
            wrong = instead.unknown_provision(instrument.id, instrument.path, instrument.provisions, key)
            yield Problem(instrument.path, instrument.line(*place), instrument.field(place), wrong, "unknown-provision")


def _unknown_provision(archive: Archive, call: Call) -> str:
    provision = call.text(1, "provision") if call.name == "law" else ""
    instrument = archive.records_of("instrument").get(call.text(0, "id"))
    if not provision or not isinstance(instrument, Instrument) or provision in instrument.provisions:
        return ""
    return instead.unknown_provision(instrument.id, instrument.path, instrument.provisions, provision)
