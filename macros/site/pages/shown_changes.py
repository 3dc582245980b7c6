"""The entries of `changes:` of a record as its page shows them: old and new side by side, with reason and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.core.models import Record
from macros.core.models.base import changes_of, kebab
from macros.core.models.changes import AnyChange
from macros.core.models.earlier import field_changes
from macros.core.models.model_fields import field_named
from macros.core.values.dates import parse_date
from macros.site import addresses
from macros.site.claims.earlier_claims import ToldChange, ToldField, told_changes
from macros.site.claims.shown_claims import ShownClaim
from macros.site.site import Site


@dataclass
class ShownChange:
    """One entry: what it tells of claims, of fields of the record, and the other claims that it names.

    Of an entry that is withdrawn only the day and the kinds are shown.
    """

    entry: AnyChange
    anchor: str
    claims: list[tuple[ToldChange, ShownClaim | None]] = field(default_factory=list)
    fields: list[ToldField] = field(default_factory=list)
    others: list[tuple[str, ShownClaim | None]] = field(default_factory=list)


def shown_changes(site: Site, record: Record) -> list[ShownChange]:
    """All entries of a record, newest first."""
    changes = changes_of(record)
    told = _told(site, record)
    shown = []
    for index, (entry, anchor) in enumerate(zip(changes, addresses.change_anchors(changes), strict=True)):
        one = ShownChange(entry, anchor, fields=list(_fields(record, index)))
        for claim_id in [] if entry.withdrawn else entry.claims:
            claim = _stands(site, f"{record.id}.{claim_id}")
            found = told.get((index, claim_id))
            if found:
                one.claims.append((found, claim))
            else:
                one.others.append((claim_id, claim))
        shown.append(one)
    return shown


def _stands(site: Site, ref: str) -> ShownClaim | None:
    """A claim as it is shown today, under its own id or the one that it moved to; None if it is gone for good."""
    retired = site.archive.redirects.root.get(f"claims/{ref}")
    moved = ((retired.to if retired else None) or "").removeprefix("claims/")
    return site.claims.get(ref) or site.claims.get(moved)


def _told(site: Site, record: Record) -> dict[tuple[int, str], ToldChange]:
    """What each entry tells of each claim, by the number of the entry and the id of the claim."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(changes_of(record)):
        for claim_id in entry.was:
            places[claim_id].append(index)
    return {
        (index, claim_id): told
        for claim_id, indexes in places.items()
        for index, (_, told) in zip(indexes, told_changes(site.relations, site.link, record, claim_id), strict=True)
    }


def _fields(record: Record, index: int) -> Iterator[ToldField]:
    """Fields of the record that an entry altered: as they were, and as a later entry tells them or they are today."""
    for number, name, before, after in field_changes(record):
        declared = field_named(type(record), name)
        dated = declared is not None and declared.date
        if number == index:
            yield ToldField(_label(name), _in_words(before, dated=dated), _in_words(after or "not given", dated=dated))


def _label(name: str) -> str:
    return kebab(name).replace("-", " ").capitalize()


def _in_words(text: str, *, dated: bool) -> str:
    """A text as it was written, a date in words."""
    try:
        return parse_date(text).in_words() if dated else text
    except ValueError:
        return text
