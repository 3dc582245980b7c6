"""Indexes in parts: one page if short, by year or letter if long."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from macros.core.archive import Archive
from macros.core.models import KINDS, Work
from macros.core.models.kinds import HAPPENED, INDEXES
from macros.core.relations import Relations

INDEX_LIMIT = 400
"""The most entries of an index on one page; more are split."""
FEWER = {"bibliography": 150, "discrepancies": 120, "known": 60}
"""The same for indexes with long entries: a page of them must not be larger than others."""


@dataclass
class IndexPart:
    """A part of an index: its group (a year or letter), its label, its address, its entries."""

    index: str
    group: str
    label: str
    address: str
    items: list[Any] = field(default_factory=list)

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
        "claims": (relations.ledger(), lambda stated: stated.said[:4] or "undated"),
        "discrepancies": (relations.notes.values(), lambda stated: _owner_year(archive, stated.owner)),
        "known": (_by_date(archive, "incident")[::-1], _year),
        "bibliography": (sorted(archive.works.values(), key=_reference_key), _work_year),
    }
    return {name: _split(name, list(lists[name][0]), lists[name][1]) for name in INDEXES}


def _split(name: str, items: list[Any], key: Callable[[Any], str]) -> list[IndexPart]:
    base = INDEXES[name].address
    limit = min(FEWER.get(name, INDEX_LIMIT), INDEX_LIMIT)
    if len(items) <= limit:
        return [IndexPart(name, "", "", base, items)]
    groups: dict[str, list[Any]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    prefix = "voices-" if name == "voices" else ""
    parts = []
    for label in sorted(groups):
        members = groups[label]
        for number, start in enumerate(range(0, len(members), limit), 1):
            shown = label if len(members) <= limit else f"{label} ({number})"
            parts.append(
                IndexPart(name, label, shown, f"{base}{prefix}{_slug(shown)}/", members[start : start + limit])
            )
    return parts


@dataclass(frozen=True)
class ShownPart:
    """A link of a pager: its words, its target, how many entries the target has, and whether it is the page shown."""

    shown: str
    address: str
    number: int
    here: bool = False


def pager(parts: list[IndexPart], current: str) -> list[ShownPart]:
    """Every part of the group shown, and one link for each other group; nothing for an index on one page."""
    here = next((part.group for part in parts if part.label == current), None)
    groups: dict[str, list[IndexPart]] = {}
    for part in parts if len(parts) > 1 else ():
        groups.setdefault(part.group, []).append(part)
    shown: list[ShownPart] = []
    for group, members in groups.items():
        if group == here:
            shown += [ShownPart(c.label, c.address, len(c.items), c.label == current) for c in members]
        else:
            shown.append(ShownPart(group, members[0].address, sum(len(part.items) for part in members)))
    return shown


def _slug(label: str) -> str:
    return "list-" + (re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-") or "other")


def _by_date(archive: Archive, *kinds: str) -> list[Any]:
    records: list[Any] = [record for kind in kinds for record in archive.records_of(kind).values()]
    return sorted(records, key=lambda record: (record.date.first, record.date.last, record.id))


def _by_adoption(archive: Archive) -> list[Any]:
    """Instruments in time order; norms and others without a day come last."""
    return sorted(archive.records_of("instrument").values(), key=lambda record: getattr(record, "in_time", ()))


def _adoption_year(record: Any) -> str:
    return str(record.adopted.year) if record.adopted else "undated"


def _by_name(archive: Archive, kind: str) -> list[Any]:
    return sorted(archive.records_of(kind).values(), key=lambda record: (sort_key(record.title_text), record.id))


def sort_key(name: str) -> str:
    """A name for alphabetical order: without accents, leading article and case."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"^(?:the|a|an)\s+", "", plain) or name.lower()


def _letter(record: Any) -> str:
    return sort_key(record.title_text)[:1].upper()


def _year(record: Any) -> str:
    return str(record.date.year)


def _work_day(archive: Archive, key: str) -> str:
    work = archive.works.get(key)
    return work.date.first if work and work.date else ""


def _owner_year(archive: Archive, owner: str) -> str:
    """The year of the source or incident of a note."""
    incident = archive.records_of("incident").get(owner)
    return _year(incident) if incident else _work_day(archive, owner)[:4] or "undated"


def _source_year(archive: Archive) -> Callable[[Any], str]:
    return lambda source: _work_day(archive, source.id)[:4] or "undated"


def _work_year(work: Work) -> str:
    return work.date.year if work.date else "undated"


def _reference_key(work: Work) -> tuple[str, str, str]:
    first = work.author[0].strip("{}") if work.author else work.journaltitle or work.publisher or work.title
    return (sort_key(first), work.date.first if work.date else "", work.id)
