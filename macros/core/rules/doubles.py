"""Rules against entering anything twice: one record for each body, one entry for each work, all in their order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from macros.core.archive import Archive
from macros.core.models import KINDS, Claim, Organization, Person, Record, Source, Work
from macros.core.models.document import FieldPath
from macros.core.models.names import all_names_of, compared
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.words.same_page import page_of

NAMESAKES = [kind.id for kind in KINDS.values() if "distinct_from" in kind.model.model_fields]
"""The kinds in which several may have one name, each with a record."""
TITLED = ("incident", "event")
"""The kinds that have a title in place of a name."""
_DISTINCT = "distinct-from"


@rule("doubled-record", reach="ties")
def doubled_record(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Each organization, person, place, instrument and voice has one record: no two of a kind share a name.

    Nor do two organizations share a web address. Short forms, aliases and names in other languages count as names;
    capitals, accents and the order of a person's names are not compared. Namesakes name each other under
    `distinct-from`; a voice says in its name what tells it from others.
    """
    for kind in KINDS.values():
        first: dict[str, list[Record]] = {}
        records = archive.records_of(kind.id).values() if kind.named else ()
        for record in sorted(records, key=lambda one: f"{kind.plural}/{one.id}" not in archive.listed):
            yield from _namesakes(record, first)


def _namesakes(record: Record, first: dict[str, list[Record]]) -> Iterator[Problem]:
    """A problem for each earlier record with which one shares a name or address; `first` holds those, by name."""
    told = {record.id}
    for place, key in _marks(record):
        for other in first.get(key, []):
            if other.id not in told and (wrong := _shared(record, place, other)):
                yield Problem(record.path, record.line(*place), record.field(place), wrong, "doubled-record")
                told.add(other.id)
        first.setdefault(key, []).append(record)


def _marks(record: Record) -> Iterator[tuple[FieldPath, str]]:
    for place, name in all_names_of(record):
        if key := compared(name, person=isinstance(record, Person)):
            yield place, key
    if isinstance(record, Organization) and record.address:
        yield ("address",), f"//{page_of(record.address)}"


def _shared(record: Record, place: FieldPath, other: Record) -> str:
    """What is wrong with a name that two records share; empty if both say that they are distinct."""
    said = f"is the {'address' if place[0] == 'address' else 'name'} of '{other.id}' too; use that record"
    if record.kind_id not in NAMESAKES:
        return f"{said}, or say in the name what tells the two apart"
    missing = [
        f"`{_DISTINCT}: [{named.id}]` in {one.path}"
        for one, named in ((record, other), (other, record))
        if named.id not in getattr(one, "distinct_from", [])
    ]
    return f"{said}, or if they are two, write {' and '.join(missing)}" if missing else ""


@rule("doubled-title", reach="ties")
def doubled_title(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Each incident and each event has one record: no two of a kind share a title.

    Capitals and accents are not compared. What happens every year says in its title which one it is.
    """
    for kind in TITLED:
        first: dict[str, Record] = {}
        for record in archive.records_of(kind).values():
            title = compared(getattr(record, "title", ""))
            other = first.setdefault(title, record)
            if title and other is not record:
                wrong = (
                    f"is the title of '{other.id}' too; use that record, or say in the title what tells the two apart"
                )
                yield Problem(record.path, record.line("title"), record.field(("title",)), wrong, "doubled-title")


@rule("doubled-claim", reach="near")
def doubled_claim(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """What a document says of a group at one place is one claim: no two have one measure, group, day and chain.

    If a document gives two figures there, `who` says what tells the groups apart, or in an incident `locator` the
    places.
    """
    for record in archive.owners:
        first: dict[tuple[Any, ...], str] = {}
        claims: dict[str, Claim] = getattr(record, "claims", {})
        for claim_id, claim in claims.items():
            other = first.setdefault(_claimed(claim), claim_id)
            if other != claim_id and (wrong := _both(claim, claims[other], other)):
                place = ("claims", claim_id)
                yield Problem(record.path, record.line(*place), record.field(place), wrong, "doubled-claim")


def _claimed(claim: Claim) -> tuple[Any, ...]:
    """What two claims of a record have in common only if both are about the same."""
    at = claim.passage, claim.work, claim.locator, claim.incident
    dated = claim.date.text if claim.date else ""
    return *at, claim.measure, claim.unit, compared(claim.who), dated, tuple(map(str, claim.said_by))


def _both(claim: Claim, other: Claim, other_id: str) -> str:
    """What is wrong with two claims about the same; empty if only one of them has a figure."""
    if claim.count and other.count and claim.count.text != other.count.text:
        wrong = f"has another figure than '{other_id}' for the same group at the same place"
        return f"{wrong}; say in `who` what tells the groups apart, or correct one of the two"
    if bool(claim.count) == bool(other.count):
        return f"says the same as '{other_id}'; keep one of the two, or say in `who` what tells the groups apart"
    return ""


@rule("doubled-work", reach="ties")
def doubled_work(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Each work has one entry: no two have the same address, the same author, title and date, or one captured file.

    Of an address the part that leads to the page is compared, without trackers and fragments. Two versions at one
    address say so with `related`.
    """
    seen: dict[str, Work] = {}
    for work in archive.works.values():
        for field, key in work_marks(work):
            other = seen.setdefault(key, work)
            if other is not work and not related(work, other):
                what = "address" if field == "url" else "author, title and date"
                wrong = (
                    f"is the {what} of '{other.id}' too; keep one entry, or if they are two versions, write `related`"
                )
                yield Problem(work.path, work.line(field), f"{work.id}.{field}", f"{wrong} in one", "doubled-work")
                break
    yield from _one_file(archive.sources)


def _one_file(sources: Iterable[Source]) -> Iterator[Problem]:
    """A problem for each source whose captured file another one has; capitals are not compared, as on many disks."""
    first: dict[str, Source] = {}
    for source in sources:
        if not source.capture:
            continue
        other = first.setdefault(source.capture.file.casefold(), source)
        if other is not source:
            place = ("capture", "file")
            wrong = f"is the file of '{other.id}' too; name the file that holds the text of this source"
            yield Problem(source.path, source.line(*place), source.field(place), wrong, "doubled-work")


def work_marks(work: Work) -> Iterator[tuple[str, str]]:
    """What no other work has: its page, and author, title and date, each with its field."""
    if work.url:
        yield "url", f"//{page_of(work.url)}"
    if work.date and work.author and not work.title.startswith("["):
        yield "title", f"{compared(work.title)}|{work.date.text}|{'|'.join(map(compared, work.author))}"


def related(work: Work, other: Work) -> bool:
    """Whether one of two works is recorded as a version of the other."""
    return work.related == other.id or other.related == work.id


@rule("bibliography-order", reach="ties")
def bibliography_order(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """The entries of `bibliography.bib` stand in order of their keys, so that git can merge what two branches add.

    `make new` puts an entry in its place.
    """
    keys = list(archive.works)
    kept = _longest_run(keys)
    for key in keys:
        if key not in kept:
            after = max((one for one in kept if one < key), default="")
            where = f"after '{after}'" if after else "before all others"
            wrong = f"is out of order; put the entry {where}, since entries stand in order of their keys"
            work = archive.works[key]
            yield Problem(work.path, work.line(), key, wrong, "bibliography-order")


def _longest_run(keys: Sequence[str]) -> set[str]:
    """As many of the keys as possible that are in order, so that only the others have to move."""
    ends: list[str] = []
    at: list[int] = []
    for key in keys:
        place = bisect_right(ends, key)
        ends[place : place + 1] = [key]
        at.append(place)
    run: set[str] = set()
    wanted = len(ends) - 1
    for key, place in zip(reversed(keys), reversed(at), strict=True):
        if place == wanted:
            run.add(key)
            wanted -= 1
    return run
