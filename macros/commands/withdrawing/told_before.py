"""Which entries of `changes:` tell something of what goes, under whatever id or passage it once stood."""

from __future__ import annotations

from macros.commands.withdrawing.targets import Targets
from macros.core.archive import Archive
from macros.core.models import Record
from macros.core.models.base import changes_of
from macros.core.models.changes import Earlier

_SPEAKERS = ("organizations", "people", "voices")


def telling(archive: Archive, record: Record, targets: Targets) -> set[int]:
    """The numbers of the entries that name a claim which goes, or tell earlier values of one that named what goes.

    Of a claim that once named what goes every entry with earlier values counts: an older one tells what the claim said
    beside it.
    """
    named, told = gone(archive, record, targets), told_of(record, targets)
    entries = enumerate(changes_of(record))
    return {index for index, entry in entries if named & set(entry.claims) or told & set(entry.was)}


def gone(archive: Archive, record: Record, targets: Targets) -> set[str]:
    """The claims that entries name and that go, those included that were retired here and moved to one that goes."""
    claims = {claim for entry in changes_of(record) for claim in entry.claims}
    return {claim for claim in claims if _followed(archive, f"claims/{record.id}.{claim}") & targets.addresses}


def _followed(archive: Archive, address: str) -> set[str]:
    """An address with those that took its place."""
    found: set[str] = set()
    while address and address not in found:
        found.add(address)
        retired = archive.redirects.root.get(address)
        address = (retired.to if retired else None) or ""
    return found


def told_of(record: Record, targets: Targets) -> set[str]:
    """The claims that have an earlier value with something that goes, or with a passage that goes."""
    numbers = targets.passages.get(record.id, set())
    return {
        claim
        for entry in changes_of(record)
        for claim, earlier in entry.was.items()
        if earlier.passage in numbers or _ids(record, earlier) & targets.addresses
    }


def _ids(record: Record, earlier: Earlier) -> set[str]:
    """The addresses that earlier values name."""
    people = [earlier.about, *(one for link in earlier.said_by for one in link.ids)]
    named = {f"{plural}/{one}" for one in people for plural in _SPEAKERS}
    named |= {f"works/{earlier.work}", f"incidents/{earlier.incident}", f"claims/{record.id}.{earlier.part_of}"}
    return named | {f"claims/{ref}" for ref in earlier.rests_on}
