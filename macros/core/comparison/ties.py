"""What the rest of an archive knows of one record, so that a check can tell whom a change of it concerns.

Most changes concern the record itself, those that it names, and those that name it. Others reach everybody: a new name
may be that of another record, a lost claim may be linked from any page. They change what is `told` of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

from macros.core.archive import Archive
from macros.core.models import Claim, Event, Incident, Instrument, Organization, Person, Place, Record, Source, Voice
from macros.core.models.base import changes_of
from macros.core.models.kinds import KINDS
from macros.core.models.names import all_names_of, compared
from macros.core.rules.people import SPOKEN
from macros.core.rules.small_groups import SmallGroups, is_small, people


class Ties(NamedTuple):
    """A record as others know it. `told` is a fingerprint of what any record, page or list may depend on.

    `names` are its own, which no other record of its kind may have, in the form in which they are compared.
    `named` are the ids that it names in fields and calls, without their kinds, and `behind` those of the owners of
    claims and of earlier values. `speaking` are those who speak in it: rules ask whether anybody recorded ever speaks.
    """

    told: bytes
    names: tuple[str, ...]
    named: tuple[str, ...]
    behind: tuple[str, ...]
    speaking: tuple[str, ...]

    @property
    def all_named(self) -> tuple[str, ...]:
        """The ids of all records that it may depend on."""
        return self.named + self.behind


def ties_of(archive: Archive) -> dict[str, Ties]:
    """The ties of every record that has a file of its own, by path."""
    called: dict[str, dict[str, None]] = defaultdict(dict)
    keyed: dict[str, set[str]] = defaultdict(set)
    spoke: dict[str, dict[str, None]] = defaultdict(dict)
    for record, _, _, call in archive.calls:
        if target := call.text(0, "id"):
            called[record.path][target] = None
        else:  # `key=` names a work, so this mentions no record
            keyed[record.path].add(call.text(0, "key"))
        if call.name == "person" and call.named("role") in SPOKEN:
            spoke[record.path][target] = None
    known: dict[str, str] = {}
    found: dict[str, Ties] = {}
    for record, in_fields in archive.named_in():
        if KINDS[record.kind_id].folder:
            named = dict.fromkeys((*(one for _, one in in_fields if one != record.id), *called[record.path]))
            behind = {_owner(one) for one in (*named, *keyed[record.path], *_named_before(record))} - named.keys()
            some = ({one: None for one in named if "." not in one}, behind, _speaking(record) | spoke[record.path])
            tied = (tuple(known.setdefault(i, i) for i in ids) for ids in some)
            found[record.path] = Ties(_told(record), _names(record), *tied)
    return found


def _owner(ref: str) -> str:
    return ref.partition(".")[0]


def _claims(record: Record) -> dict[str, Claim]:
    return record.claims if isinstance(record, Source | Incident) else {}


def _named_before(record: Record) -> Iterator[str]:
    for entry in changes_of(record):
        for earlier in entry.was.values():
            yield from filter(None, (earlier.work, earlier.incident, earlier.about))
            yield from (one for link in earlier.said_by for one in link.ids)
            yield from earlier.rests_on


def _speaking(record: Record) -> dict[str, None]:
    speakers = [one for claim in _claims(record).values() for one in claim.speakers]
    return dict.fromkeys((*speakers, *(record.members if isinstance(record, Voice) else ())))


def _names(record: Record) -> tuple[str, ...]:
    """The names of a record, each with the kind."""
    person = isinstance(record, Person)
    titles = [record.title] if isinstance(record, Incident | Event) else []
    files = [record.capture.file] if isinstance(record, Source) and record.capture else []
    names = [*titles, *files, *(name for _, name in all_names_of(record))]
    return tuple({f"{record.kind_id} {compared(name, person=person)}": None for name in names})


def _told(record: Record) -> bytes:
    claims, notes = _claims(record), getattr(record, "notes", {})
    links = [(one.rests_on, [other.claim for other in one.may_share]) for one in claims.values()]
    names = [name for _, name in all_names_of(record)] if isinstance(record, Place) else []  # any text may have them
    few = [None if people(one) is None else is_small(one) for one in claims.values()]
    known = (record.kind_id, record.id, [*claims], [*notes], links, few)
    told = (*known, _made_small(record), names, *_of_kind(record))
    return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _made_small(record: Record) -> list[str]:
    """The incidents that are about a small group because of a claim of this record."""
    own = record.id if isinstance(record, Incident) else ""
    return sorted({claim.incident or own for claim in _claims(record).values() if SmallGroups.makes_small(claim)})


def _of_kind(record: Record) -> tuple[Any, ...]:
    match record:
        case Source():
            return (record.basis.passages,)
        case Organization():
            within = (record.part_of, record.predecessors)
            return record.kind, record.country, record.address, record.distinct_from, *within
        case Person():
            return bool(record.spoke_in), bool(record.heads), record.distinct_from
        case Place():
            return record.kind, record.country, record.distinct_from
        case Instrument():
            return [*record.provisions], record.distinct_from
        case _:
            return ()
