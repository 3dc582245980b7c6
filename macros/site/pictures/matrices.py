"""Two tables that set sources side by side: who signed what, and which law each source names or describes."""

from __future__ import annotations

from dataclasses import dataclass, field

from macros.core.models import Instrument, Source
from macros.core.relations import Mention
from macros.site.indexes.entry_weights import MOST_LISTED
from macros.site.site import Site

MOST_SOURCES = 24
"""The most columns that readers can follow; with more, law is counted and organizations are a list."""

SPEAKING = ("author", "co-signatory", "publisher", "host", "reposter", "member", "quoted")
"""The roles of those who speak or sign, the most important first."""

MatrixCell = list[tuple[str, list[Mention]]]
"""The cell of a row and a source: each role with its passages (0 is the whole document).

For law the role is empty if the source names it, and `OUR_MARK` if the archive does.
"""
OUR_MARK = "ours"


@dataclass(frozen=True)
class MatrixRow:
    """A row: the record it is about, or a provision by its key; what it says of it; its cells by source."""

    id: str
    label: str
    cells: dict[str, MatrixCell]
    under: bool = False

    @property
    def naming(self) -> int:
        """How many sources name it, by a passage at least."""
        return sum(any(not role for role, _ in cell) for cell in self.cells.values())

    @property
    def ours_alone(self) -> int:
        """How many sources do not name it, but say what it says, so that the archive identifies it."""
        return len(self.cells) - self.naming


@dataclass(frozen=True)
class SourceGroup:
    """Rows that belong together under one heading; `id` is the record of the heading, if it is about one.

    `unnamed` are the provisions of an instrument that no source mentions, by number with their labels.
    """

    id: str
    title: str
    rows: list[MatrixRow]
    unnamed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Matrix:
    """A table of rows by sources, oldest source first; `columns` is empty if there are too many sources.

    `without` are instruments that no source mentions; their groups have no rows.
    """

    columns: list[Source]
    groups: list[SourceGroup]
    without: list[SourceGroup] = field(default_factory=list)

    @property
    def listed(self) -> list[tuple[SourceGroup, MatrixRow, int]]:
        """Rows with several sources, each with its group and the number of its sources, most sources first.

        The index on the same page has all records.
        """
        rows = [(group, row, len(row.cells)) for group in self.groups for row in group.rows if len(row.cells) > 1]
        return sorted(rows, key=lambda one: -one[2])[:MOST_LISTED]


def signed(site: Site) -> Matrix:
    """Organizations that speak in the sources or sign them; those in several sources first, the others by source."""
    rows = [row for row in (_organization(site, key) for key in site.archive.records_of("organization")) if row.cells]
    rows.sort(key=lambda row: (-len(row.cells), row.label.lower()))
    several = [row for row in rows if len(row.cells) > 1]
    alone: dict[str, list[MatrixRow]] = {}
    for row in rows[len(several) :]:
        alone.setdefault(next(iter(row.cells)), []).append(row)
    groups = [SourceGroup("", "In more than one source", several)] if several else []
    groups += [SourceGroup(key, site.sources[key].short_text, alone[key]) for key in sorted(alone, key=site.rank)]
    return Matrix(_columns(site), groups)


def law(site: Site) -> Matrix:
    """Provisions by instrument, by the day of its adoption; the instrument as a whole comes first."""
    records = [record for record in site.archive.records_of("instrument").values() if isinstance(record, Instrument)]
    groups = [_law_group(site, record) for record in sorted(records, key=lambda record: record.in_time)]
    said = [group for group in groups if group.rows]
    return Matrix(_columns(site), said, [group for group in groups if not group.rows])


def _law_group(site: Site, instrument: Instrument) -> SourceGroup:
    rows = _provisions(site, instrument)
    has = {row.id for row in rows}
    unnamed = {key: provision.label for key, provision in instrument.provisions.items() if key not in has}
    return SourceGroup(instrument.id, instrument.short_text, rows, unnamed)


def _columns(site: Site) -> list[Source]:
    return site.sources_by_day if len(site.sources) <= MOST_SOURCES else []


def _organization(site: Site, key: str) -> MatrixRow:
    found = {source: _by_role(made) for source, made in site.mentions_by_source("organization", key).items()}
    cells = {source: cell for source, cell in found.items() if cell}
    return MatrixRow(key, site.archive.records_of("organization")[key].short_text, cells)


def _by_role(mentions: list[Mention]) -> MatrixCell:
    """Every role with its passages: the host of a statement may also be one of those who make it."""
    by_role = [(role, [mention for mention in mentions if mention.role == role]) for role in SPEAKING]
    return [(role, _in_order(found)) for role, found in by_role if found]


def _in_order(mentions: list[Mention]) -> list[Mention]:
    """Each passage once, in the order of the document; the document as a whole includes all its passages."""
    found = {(mention.passage, mention.last): mention for mention in mentions}
    return [found[0, 0]] if (0, 0) in found else [found[place] for place in sorted(found)]


def _provisions(site: Site, instrument: Instrument) -> list[MatrixRow]:
    """The instrument, and its provisions below it; they have its name if no source mentions it as a whole."""
    found: dict[str, dict[str, list[Mention]]] = {}
    for mention in site.relations.mentions.get(("instrument", instrument.id), ()):
        found.setdefault(mention.provision, {}).setdefault(mention.source, []).append(mention)
    rows = [MatrixRow("", instrument.short_text, _cells(site, found[""]))] if "" in found else []
    named = {key: provision.label for key, provision in instrument.provisions.items() if key in found}
    return rows + [MatrixRow(key, label, _cells(site, found[key]), "" in found) for key, label in named.items()]


def _cells(site: Site, found: dict[str, list[Mention]]) -> dict[str, MatrixCell]:
    return {source: _by_mark(found[source]) for source in sorted(found, key=site.rank)}


def _by_mark(mentions: list[Mention]) -> MatrixCell:
    """Passages that name the law, then those where the archive identifies it; a passage with both names it."""
    named = _in_order([mention for mention in mentions if not mention.ours])
    places = {(mention.passage, mention.last) for mention in named}
    ours = [mention for mention in mentions if mention.ours and (mention.passage, mention.last) not in places]
    return [(mark, found) for mark, found in (("", named), (OUR_MARK, _in_order(ours))) if found]
