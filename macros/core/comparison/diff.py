"""Differences: what a branch adds, changes and takes away, record by record, against its base.

Nothing is judged here; the rules do that. What cannot be read on one side is named as unread, and never counted as
new or gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.core.archive import Archive
from macros.core.comparison.indirect import touched
from macros.core.models import KINDS, Record, Source, Work
from macros.core.models.base import Shape, kebab
from macros.core.models.kinds import OWNERS, WRITTEN
from macros.core.relations import AttributedClaim, Relations
from macros.core.rules.permanence import addresses


@dataclass(frozen=True)
class Field:
    """One field of a record or claim as it was and as it is; None where it was not given."""

    name: str
    before: object
    after: object


@dataclass(frozen=True)
class Changed:
    """Something new (`before` is None), gone (`after` is None) or with changed fields."""

    address: str
    before: object
    after: object
    fields: tuple[Field, ...] = ()

    @property
    def how(self) -> str:
        """`added`, `removed` or `changed`."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"


@dataclass(frozen=True)
class Gone:
    """A published address that no longer has a record; `reason` is empty if it is not retired either."""

    address: str
    reason: str = ""
    to: str = ""


@dataclass(frozen=True)
class Differences:
    """All that differs.

    `touched` are unchanged records whose pages change, because other records say something new about them; it is
    empty if anything is `unread`, that is, left out because one side cannot be read. A claim removed for safety,
    rights or law is only in `gone`, and `removal` says so, so that nobody repeats what it said.
    """

    records: list[Changed]
    touched: list[str]
    prose: list[Changed]
    claims: list[Changed]
    works: list[Changed]
    gone: list[Gone]
    unread: list[str]
    removal: bool = False


def differences(base: Archive, now: Archive) -> Differences:
    """What differs between two states of the records, each list by address."""
    old, new = Relations(base), Relations(now)
    retired_now = now.redirects.root.items()
    unread = {address for archive in (base, now) for address in _unread(archive)}
    records = _left(_compared(_records(base, WRITTEN), _records(now, WRITTEN)), unread)
    own = {item.address for item in records}
    return Differences(
        records=records,
        touched=[] if unread else [address for address in touched(old, new) if address not in own],
        prose=_compared(base.pages, now.pages),
        claims=[item for item in _compared(_claims(old), _claims(new)) if _is_told(item, _ids(unread), now)],
        works=_left(_compared(_records(base, [Work.kind_id]), _records(now, [Work.kind_id])), unread),
        gone=list(_gone(addresses(base, old) - addresses(now, new), now, unread)),
        unread=sorted(unread),
        removal=any(retired.removed and address not in base.redirects.root for address, retired in retired_now),
    )


def _is_told(item: Changed, unread: set[str], now: Archive) -> bool:
    """Whether a claim is reported: not if its record is unread or the claim was removed."""
    removed = item.address in now.redirects.root and now.redirects.root[item.address].removed
    return _owner(item.address) not in unread and not removed


def _unread(archive: Archive) -> Iterator[str]:
    for kind, seen in archive.ids_met.items():
        yield from (f"{KINDS[kind].plural}/{record_id}" for record_id in seen - set(archive.records[kind]))


def _ids(unread: Iterable[str]) -> set[str]:
    plurals = {KINDS[kind].plural for kind in OWNERS}
    return {ref for plural, _, ref in (address.partition("/") for address in unread) if plural in plurals}


def _owner(address: str) -> str:
    return address.partition("/")[2].split(".", 1)[0]


def _records(archive: Archive, kinds: Iterable[str]) -> dict[str, Record]:
    return {f"{KINDS[kind].plural}/{key}": record for kind in kinds for key, record in archive.records_of(kind).items()}


def _claims(relations: Relations) -> dict[str, AttributedClaim]:
    return {f"claims/{ref}": stated for ref, stated in relations.claims.items()}


def _left(items: list[Changed], unread: set[str]) -> list[Changed]:
    return [item for item in items if item.address not in unread]


def _compared(before: Mapping[str, object], after: Mapping[str, object]) -> list[Changed]:
    found = []
    for address in sorted({*before, *after}):
        old, new = before.get(address), after.get(address)
        fields = () if old is None or new is None else tuple(_fields(_values(old), _values(new)))
        if old is None or new is None or fields:
            found.append(Changed(address, old, new, fields))
    return found


def _values(item: object) -> dict[str, Any]:
    """The fields of whatever is compared; the annotation of a source and the text of a page count as fields."""
    if isinstance(item, AttributedClaim):
        return _values(item.claim)
    if isinstance(item, Shape):
        given = {kebab(name): value for name, value in item.model_dump().items()}
        return given | ({"annotation": item.body} if isinstance(item, Source) else {})
    return {"text": item}


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Field]:
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Field(name, before.get(name), after.get(name))


def _gone(lost: set[str], now: Archive, unread: set[str]) -> Iterator[Gone]:
    for address in sorted(lost):
        retired = now.redirects.root.get(address)
        owned = address.startswith(("claims/", "notes/")) and _owner(address) in _ids(unread)
        if address not in unread and not owned:
            yield Gone(address, retired.why if retired else "", (retired.to or "") if retired else "")
