"""Rules that look at one record alone, and the records about which they find nothing.

What they find in a record follows from its text, so nobody has to ask them about the same text again. Most of a check
is their work. It can be done while other records are still being read, by any process.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from macros.core.archive import Archive
from macros.core.models import Record, Source
from macros.core.models.kinds import OWNERS
from macros.core.reading.kept import key_of
from macros.core.relations import Relations
from macros.core.rules.registry import Rule

_TOGETHER = 50
"""How many records without claims are looked at together: nothing is wrong with most of them."""
_FEW_OWNERS = 8
"""The same for sources and incidents, which have long texts."""


def doubtful(archive: Archive, records: Iterable[Record], rules: Collection[Rule]) -> list[Record]:
    """Those of some records about which one of the rules finds something; each rule looks at one record alone."""
    ahead = ((_key(record), record) for record in records)
    unsure = [(key, record) for key, record in ahead if not archive.kept.is_clear(key)]
    found: list[Record] = []
    for some in _in_groups(unsure):
        wrong = _any_found(archive, [record for _, record in some], rules)
        for key, record in some:
            if wrong and (len(some) == 1 or _any_found(archive, [record], rules)):
                found.append(record)
            elif key:
                archive.kept.note_clear(key)
    return found


def doubtful_part(archive: Archive, rules: Collection[Rule]) -> Archive:
    """The archive with only those records in which a rule finds something. All else stays as it is."""
    records = {
        kind: {record.id: record for record in doubtful(archive, of_kind.values(), rules)}
        for kind, of_kind in archive.records.items()
    }
    return replace(archive, records=records)


def _in_groups(unsure: Sequence[tuple[bytes, Record]]) -> Iterator[list[tuple[bytes, Record]]]:
    ahead = iter(unsure)
    while first := next(ahead, None):
        most = _FEW_OWNERS if first[1].kind_id in OWNERS else _TOGETHER
        yield [first, *islice(ahead, most - 1)]


def _key(record: Record) -> bytes:
    """The key of all of a record: its file or key, and its text. Without a text, which was freed, there is none."""
    text, body = record.document.text, record.body if isinstance(record, Source) else ""
    return key_of("alone", f"{record.kind_id}\0{record.path}\0{record.id}\0{text}\0{body}") if text else b""


def _any_found(archive: Archive, records: Sequence[Record], rules: Collection[Rule]) -> bool:
    part = Archive(archive.root, kept=archive.kept, parsed=archive.parsed)
    for record in records:
        part.records[record.kind_id][record.id] = record
    relations = _of_no_record(archive.root)  # these rules ask for none
    return any(any(rule(part, relations)) for rule in rules)


@lru_cache(maxsize=1)
def _of_no_record(root: Path) -> Relations:
    return Relations(Archive(root))
