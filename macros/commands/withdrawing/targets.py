"""What to remove, by its address: as the archive lists it, or as a reader sees it in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from macros.core.archive import Archive
from macros.core.models import KINDS, Claim, Source
from macros.core.models.base import changes_of
from macros.core.models.kinds import OWNERS, SPEAKERS
from macros.core.relations import Relations
from macros.core.rules.permanence import addresses

Passages = dict[str, set[int]]

ANCHORS = {"c": "claims", "n": "notes"}
OWNING = {word: kind for kind in OWNERS for word in (KINDS[kind].page, KINDS[kind].plural)}
_LISTED = {kind.page: kind.plural for kind in KINDS.values() if kind.anchored}
"""Pages on which records are anchors, with the kind of these records."""
_PASSAGE = re.compile(r"(?:archive|sources)/([a-z0-9-]+)/?#(p|passage-)([1-9]\d*)")
_PART = re.compile(rf"({'|'.join(OWNING)})/([a-z0-9-]+)/?#([cn])-([a-z0-9-]+)")
_ANCHOR = re.compile(rf"({'|'.join(_LISTED)})/?#([a-z0-9-]+)")
_OF_PART = re.compile(r"(?<=\w)/from-passage-[1-9]\d*/?(?=#)")
_PAGE = re.compile(r"([a-z]+)/([a-z0-9.-]+?)/?(?:cite/(?:[a-z0-9-]+/)?|origins/)?")


class TargetError(Exception):
    """An address that does not name anything here; the message says what would be right, without repeating a text."""


@dataclass
class Targets:
    """All that goes: permanent addresses (`kinds/id`), and passages by source."""

    addresses: set[str] = field(default_factory=set)
    passages: Passages = field(default_factory=dict)

    def add_passage(self, source: str, number: int) -> None:
        """Add a passage of a source."""
        self.passages.setdefault(source, set()).add(number)

    def has(self, kind: str, record_id: str) -> bool:
        """Whether a record goes."""
        return f"{KINDS[kind].plural}/{record_id}" in self.addresses


def read_targets(written: Iterable[str], archive: Archive, relations: Relations) -> Targets:
    """The targets that addresses name. Raises TargetError for an address that does not name anything."""
    known, targets = addresses(archive, relations), Targets()
    for text in written:
        _read(text.strip(), archive, known, targets)
    return targets


def _read(text: str, archive: Archive, known: set[str], targets: Targets) -> None:
    plain = _without_site(text, archive.citation.url)
    if found := _PASSAGE.fullmatch(plain):
        targets.add_passage(found[1], _passage(archive, found[1], found[2], int(found[3])))
        return
    address = _address(plain)
    if address in archive.redirects.root:
        by_hand = (
            "; what it said before is taken out by hand: see Maintaining, part 1" if _told(archive, address) else ""
        )
        raise TargetError(f"'{address}' is retired already; {archive.redirects.root[address].why}{by_hand}")
    if address not in known:
        raise TargetError(
            "an address does not name anything here; write it as in data/published.txt (people/the-id, "
            "claims/owner.id, notes/owner.id), or as the browser shows it, such as archive/the-key/#p3"
        )
    targets.addresses.add(address)


def _told(archive: Archive, address: str) -> bool:
    """Whether entries of `changes:` tell what a retired claim said."""
    owner, _, claim = address.removeprefix("claims/").partition(".")
    return any(claim in entry.was for record in archive.owners if record.id == owner for entry in changes_of(record))


def _without_site(text: str, site: str) -> str:
    """The address below the site's root; of a place on a part of a long source the permanent one."""
    inside = text.removeprefix(site) if site else text
    plain = re.sub(r"(?:index\.html|index\.md)(?=#|$)", "", inside).lstrip("/")
    return _OF_PART.sub("/", plain)


def _passage(archive: Archive, source: str, sign: str, number: int) -> int:
    """The number of a passage as it is now; `#p3` is the third of a source as it was first published."""
    found = archive.records_of("source").get(source)
    if sign == "p" and isinstance(found, Source) and found.renumbered:
        number = found.moved_passages.get(number, 0)
    entries = archive.annotations[source].entries if source in archive.records_of("source") else []
    if not any(entry.first <= number <= entry.last for entry in entries):
        raise TargetError("an address names a passage that the archive does not have; see the page of the source")
    return number


def _address(plain: str) -> str:
    """The permanent address of anything but a passage; empty if it cannot be one."""
    if found := _PART.fullmatch(plain):
        return f"{ANCHORS[found[3]]}/{found[2]}.{found[4]}"
    if found := _ANCHOR.fullmatch(plain):
        return f"{_LISTED[found[1]]}/{found[2]}"
    found = _PAGE.fullmatch(plain)
    return f"{'sources' if found[1] == 'archive' else found[1]}/{found[2]}" if found else ""


def widened(targets: Targets, archive: Archive, relations: Relations) -> Targets:
    """The targets with everything that would be false without them.

    With a source or an incident go its claims and notes; with a work, its source and the claims that it makes; with a
    speaker, the claims that have it in their chain; with an incident, the claims about it; with a passage, its claims
    and notes.
    """
    whole = Targets(set(targets.addresses), {key: set(numbers) for key, numbers in targets.passages.items()})
    whole.addresses |= {
        f"sources/{key}" for key in archive.records_of("source") if whole.has("work", key)
    }  # a source needs its work
    _whole_entries(whole, archive)
    for ref, stated in relations.claims.items():
        if _goes(whole, stated.owner, stated.claim) or _owned(whole, stated.owner):
            whole.addresses.add(f"claims/{ref}")
    for ref, noted in relations.notes.items():
        at = whole.passages.get(noted.owner, set()) & set(noted.note.passages)
        if at or _owned(whole, noted.owner):
            whole.addresses.add(f"notes/{ref}")
    whole.passages = {key: numbers for key, numbers in whole.passages.items() if not whole.has("source", key)}
    return whole


def _whole_entries(targets: Targets, archive: Archive) -> None:
    """Passages that are described together go together."""
    for source, numbers in targets.passages.items():
        for entry in archive.annotations[source].entries:
            run = set(range(entry.first, entry.last + 1))
            numbers.update(run if run & numbers else ())


def _owned(targets: Targets, owner: str) -> bool:
    return any(targets.has(kind, owner) for kind in OWNERS)


def _goes(targets: Targets, owner: str, claim: Claim) -> bool:
    """Whether a claim would be false or without an owner once the targets are gone."""
    speakers = any(targets.has(kind, one) for kind in SPEAKERS for one in claim.speakers)
    about = bool(claim.incident) and targets.has("incident", claim.incident or "")
    made = bool(claim.work) and targets.has("work", claim.work or "")
    return speakers or about or made or claim.passage in targets.passages.get(owner, set())
