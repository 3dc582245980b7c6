"""Indexes in parts: one page if short, by year, letter or incident if long."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from macros.core.archive import Archive
from macros.core.models import KINDS, Work
from macros.core.models.kinds import HAPPENED, INDEXES
from macros.core.noting.reads import note
from macros.core.relations import AttachedNote, Relations
from macros.site.indexes.entry_weights import (
    CAPTION_ROOM,
    DRAWN_ROOM,
    EVERYTHING,
    LISTED_BY_TITLE,
    SHORTENED,
    SHOWN_SOURCES,
    TITLES_ROOM,
    Drawn,
    Weight,
    above_weight,
    drawn,
    entry_weight,
    figures_weight,
    titles_weight,
)

INDEX_LIMIT = 400
"""The most entries of an index on one page, and the most titles; a page has fewer where they are too heavy."""
FEW_GROUPS = 150
"""The most incidents by which notes are grouped: a pager with more would be longer than what it leads to."""

IN_ORDER = ("discrepancies", "known")
"""Indexes whose parts are in the order of their entries, such as the newest first; those of others begin with the
earliest year or the first letter."""
GENERAL = "General"
"""The group of notes that concern no incident."""
NO_DATE = "undated"
"""The group of entries without a date, also in the addresses of its parts."""
Weighed = tuple[Any, Weight]
"""An entry with the bytes that it takes, about."""


_PROPERTY = "index_entries"
"""The table of `Site` that holds them; sealing calls a table by its class and its name."""
ENTRIES = f"Site.{_PROPERTY}"
"""What reads of the entries of a part are called."""


@dataclass
class IndexPart:
    """A part of an index: its group (a year, a letter or an incident), its label, its address, its entries."""

    index: str
    group: str
    label: str
    address: str
    entries: list[Any] = field(default_factory=list)
    listed: bool = False
    """Whether the titles of all entries of the index have room on its page."""
    figured: bool = False
    """Whether each of these titles has room for the figures that are claimed for the incident too."""
    most: int = SHOWN_SOURCES[0]
    """The most sources that an entry of a table by name has a link to."""
    drawn: Drawn | None = EVERYTHING
    """What the picture of all incidents and events has; nothing if there is none."""
    number: int = field(init=False)
    """How many entries it has."""
    untold = ("entries",)

    def __post_init__(self) -> None:
        self.number = len(self.entries)

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all other parts."""
        return self.index, self.label

    @property
    def items(self) -> list[Any]:
        """Its entries. Only who asks for them has read them: a link to the part says no more than their number."""
        note(ENTRIES, self.key)
        return self.entries

    @property
    def uri(self) -> str:
        """The Markdown file of the part; the index page itself where there is only one."""
        return self.address.rstrip("/") + ("/index.md" if self.label == "" else ".md")


def index_parts_of(archive: Archive, relations: Relations) -> dict[str, list[IndexPart]]:
    """All indexes with their entries in order."""
    lists: dict[str, tuple[Iterable[Any], Callable[[Any], str]]] = {
        "sources": (sorted(archive.sources, key=lambda s: (_work_day(archive, s.id), s.id)), _source_year(archive)),
        "incidents": (_by_date(archive, "incident"), _year),
        "timeline": (_by_date(archive, *HAPPENED), _year),
        **{kind.index.name: (_by_name(archive, kind.id), _letter) for kind in KINDS.values() if kind.named},
        "instruments": (_by_adoption(archive), _adoption_year),
        "claims": (relations.ledger(), lambda stated: stated.said[:4] or NO_DATE),
        "discrepancies": (_by_incident(archive, relations), _noted_group(archive, relations)),
        "known": (_by_date(archive, "incident")[::-1], _year),
        "bibliography": (sorted(archive.works.values(), key=_reference_key), _work_year),
    }
    names = {record.id: record.short_text for record in archive.records_of("incident").values()}
    made: dict[str, list[IndexPart]] = {}
    taken: dict[str, Weight] = defaultdict(lambda: Weight(0, 0))  # two indexes may stand on one page
    for name in INDEXES:
        items, base = list(lists[name][0]), INDEXES[name].address
        few = len(items) <= INDEX_LIMIT
        taken[base] += Weight(0, above_weight(name, items, relations))
        found = _on_one_page(name, items, relations, taken[base]) if few else None
        if found:
            taken[base] += found[1]
            made[name] = [IndexPart(name, "", "", base, items, most=found[0])]
            continue
        weighed = [(item, entry_weight(name, item, relations)) for item in items]
        made[name] = list(_split(name, weighed, lists[name][1], names))
        titles = titles_weight(name, items, relations) if few and name in LISTED_BY_TITLE else TITLES_ROOM
        listed = taken[base].plain + titles < TITLES_ROOM
        figures = figures_weight(name, items)
        figured = listed and bool(figures) and taken[base].plain + titles + figures < TITLES_ROOM
        if listed:
            taken[base] += Weight(0, titles + (figures if figured else 0))
        shown = (
            drawn(items, TITLES_ROOM - CAPTION_ROOM - titles if listed else DRAWN_ROOM) if name == "timeline" else None
        )
        made[name] = [replace(part, listed=listed, figured=figured, drawn=shown) for part in made[name]]
    return made


def _on_one_page(name: str, items: list[Any], relations: Relations, taken: Weight) -> tuple[int, Weight] | None:
    """How many sources each entry may have a link to if all are to be on one page, and what they take; else nothing."""
    for most in SHOWN_SOURCES:
        every = sum((entry_weight(name, item, relations, most) for item in items), Weight(0, 0))
        if taken.fits(every):
            return most, every
        if name not in SHORTENED:
            break
    return None


def _split(
    name: str, weighed: Iterable[Weighed], key: Callable[[Any], str], names: dict[str, str]
) -> Iterator[IndexPart]:
    """The parts of an index by group; of a group too heavy for one page the first is at the address of the group."""
    groups: dict[str, list[Weighed]] = {}
    for item, weight in weighed:
        groups.setdefault(key(item), []).append((item, weight))
    prefix = "voices-" if name == "voices" else ""
    for group in groups if name in IN_ORDER else sorted(groups):
        runs, label = list(_runs(groups[group])), names.get(group, group)
        for number, run in enumerate(runs, 1):
            which = "" if len(runs) == 1 else f" ({number})"
            address = f"{INDEXES[name].address}{prefix}{_slug(group if number == 1 else group + which)}/"
            yield IndexPart(name, label, label + which, address, run)


def _runs(weighed: Iterable[Weighed]) -> Iterator[list[Any]]:
    """Entries in their order, as many together as one page has room for."""
    run: list[Any] = []
    taken = Weight(0, 0)
    for item, weight in weighed:
        if run and (not taken.fits(weight) or len(run) == INDEX_LIMIT):
            yield run
            run, taken = [], Weight(0, 0)
        run.append(item)
        taken += weight
    yield run


MOST, NEAR = 60, 10
"""How many links a pager may have; if there are more it shows the page shown and so many on each side of it."""


@dataclass(frozen=True)
class ShownPart:
    """A link of a pager: its words, its target, how many entries the target has, and whether it is the page shown.

    The link to the whole list has no words of its own.
    """

    shown: str
    address: str
    number: int
    here: bool = False


def pager(parts: list[IndexPart], current: str) -> list[ShownPart]:
    """Every part of the group shown, and one link for each other group; nothing for an index on one page.

    On a part of a very long list they are those near it, and the whole list, whose page has all of them.
    """
    here = next((part.group for part in parts if part.label == current), None)
    groups: dict[str, list[IndexPart]] = {}
    for part in parts if len(parts) > 1 else ():
        groups.setdefault(part.group, []).append(part)
    shown: list[ShownPart] = []
    for group, members in groups.items():
        if group == here:
            shown += [ShownPart(c.label, c.address, c.number, c.label == current) for c in members]
        else:
            shown.append(ShownPart(group, members[0].address, sum(part.number for part in members)))
    at = next((place for place, part in enumerate(shown) if part.here), None)
    if at is None or len(shown) <= MOST:
        return shown
    index = whole(parts)
    return [ShownPart("", index.address, index.number), *shown[max(at - NEAR, 0) : at + NEAR + 1]]


@dataclass(frozen=True)
class Whole:
    """A whole index: its address, how many entries it has, and whether they are in parts.

    `listed` are the parts of an index that is short enough for a page with the titles of all entries; `figured` says
    that each title has room for its figures too; `most` is the number of sources that an entry of a table by name has
    a link to; `drawn` is what the picture of a timeline has.
    """

    address: str
    number: int
    split: bool
    listed: tuple[IndexPart, ...] = ()
    figured: bool = False
    most: int = SHOWN_SOURCES[0]
    drawn: Drawn | None = EVERYTHING

    @property
    def in_parts_only(self) -> bool:
        """Whether it is so long that its page has not even the titles of its entries."""
        return self.split and not self.listed

    @property
    def titles(self) -> list[Any]:
        """The entries of the parts that are listed."""
        return [item for part in self.listed for item in part.items]

    @property
    def titled(self) -> Iterator[tuple[Any, str]]:
        """The same, each with the address of its part."""
        return ((item, part.address) for part in self.listed for item in part.items)


def whole(parts: list[IndexPart]) -> Whole:
    """The index that has these parts."""
    number, split = sum(part.number for part in parts), len(parts) > 1
    listed = tuple(part for part in parts if part.listed)
    first = parts[0]
    return Whole(INDEXES[first.index].address, number, split, listed, first.figured, first.most, first.drawn)


def in_parts_only(parts: list[IndexPart]) -> bool:
    """The same of the index that has these parts."""
    return whole(parts).in_parts_only


def _slug(label: str) -> str:
    return "list-" + (re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-") or "other")


def _by_date(archive: Archive, *kinds: str) -> list[Any]:
    records: list[Any] = [record for kind in kinds for record in archive.records_of(kind).values()]
    return sorted(records, key=lambda record: (record.date.first, record.date.last, record.id))


def _by_adoption(archive: Archive) -> list[Any]:
    """Instruments in time order; norms and others without a day come last."""
    return sorted(archive.records_of("instrument").values(), key=lambda record: getattr(record, "in_time", ()))


def _adoption_year(record: Any) -> str:
    return str(record.adopted.year) if record.adopted else NO_DATE


def _by_name(archive: Archive, kind: str) -> list[Any]:
    return sorted(archive.records_of(kind).values(), key=lambda record: (sort_key(record.title_text), record.id))


def sort_key(name: str) -> str:
    """A name for alphabetical order: without accents, leading article and case."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"^(?:the|a|an)\s+", "", plain) or name.lower()


def _letter(record: Any) -> str:
    return sort_key(record.title_text)[:1].upper()


def letters(records: list[Any]) -> dict[str, str]:
    """The letters with which the names of a list in alphabetical order begin, each with the id of the first record."""
    found: dict[str, str] = {}
    for record in records:
        found.setdefault(_letter(record), record.id)
    return found


def _year(record: Any) -> str:
    return str(record.date.year)


def _work_day(archive: Archive, key: str) -> str:
    work = archive.works.get(key)
    return work.date.first if work and work.date else ""


def _by_incident(archive: Archive, relations: Relations) -> list[AttachedNote]:
    """Notes by the time of the incident that they concern; the general ones are last."""
    place = {record.id: number for number, record in enumerate(_by_date(archive, "incident"))}
    notes = list(relations.notes.values())
    return sorted(notes, key=lambda stated: place.get(relations.noted_incident(stated), len(place)))


def _noted_group(archive: Archive, relations: Relations) -> Callable[[AttachedNote], str]:
    """The incident that a note concerns, or its year where there are many incidents with notes."""
    incidents = archive.records_of("incident")
    noted = {relations.noted_incident(stated) for stated in relations.notes.values()}
    many = len(noted) > FEW_GROUPS

    def group(stated: AttachedNote) -> str:
        found = relations.noted_incident(stated)
        return (_year(incidents[found]) if many and found in incidents else found) or GENERAL

    return group


def _source_year(archive: Archive) -> Callable[[Any], str]:
    return lambda source: _work_day(archive, source.id)[:4] or NO_DATE


def _work_year(work: Work) -> str:
    return work.date.year if work.date else NO_DATE


def _reference_key(work: Work) -> tuple[str, str, str]:
    first = work.author[0].strip("{}") if work.author else work.journaltitle or work.publisher or work.title
    return (sort_key(first), work.date.first if work.date else "", work.id)
