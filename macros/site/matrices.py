"""Two tables that set sources side by side: who signed what, and which provisions each source invokes."""

from __future__ import annotations

from dataclasses import dataclass

from macros.core.models import Instrument, Source
from macros.core.stated import Mention
from macros.site.site import Site

MOST_SOURCES = 24
"""The most columns that can be read; with more sources the tables become lists."""

SPEAKING = ("author", "co-signatory", "publisher", "host", "reposter", "member", "quoted")
"""The roles of those who speak or sign, the weightiest first."""


@dataclass(frozen=True)
class Cell:
    """What stands where a row and a source meet: the mentions, of which passage 0 is the document as a whole."""

    mentions: list[Mention]

    def by_role(self) -> list[tuple[str, list[Mention]]]:
        """The mentions by role, the weightiest first; a role in the whole document is listed once."""
        found: dict[str, list[Mention]] = {}
        for mention in sorted(self.mentions, key=lambda one: (_weight(one.role), one.passage)):
            found.setdefault(mention.role, []).append(mention)
        return [(role, own[:1] if own[0].passage == 0 else own) for role, own in found.items()]


@dataclass(frozen=True)
class MatrixRow:
    """A row: the record it is about, what it says of it, and its cells by source."""

    id: str
    label: str
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Group:
    """Rows that belong together under one heading; `id` is the record of the heading, if it is about one."""

    id: str
    title: str
    rows: list[MatrixRow]


@dataclass(frozen=True)
class Matrix:
    """A table of rows by sources, oldest source first; where there are too many sources `columns` is empty."""

    columns: list[Source]
    groups: list[Group]


def signed(site: Site) -> Matrix:
    """Organizations that speak in the sources or sign them; those of several sources first, the others by source."""
    rows = [row for row in (_organization(site, key) for key in site.archive.of("organization")) if row.cells]
    rows.sort(key=lambda row: (-len(row.cells), row.label.lower()))
    several = [row for row in rows if len(row.cells) > 1]
    groups = [Group("", "In more than one source", several)] if several else []
    for source in site.sources.values():
        alone = [row for row in rows if list(row.cells) == [source.id]]
        groups += [Group(source.id, source.short_text, alone)] if alone else []
    return Matrix(_columns(site), groups)


def invoked(site: Site) -> Matrix:
    """Provisions that sources invoke, by instrument; the instrument as a whole comes first."""
    groups = []
    for key, instrument in site.archive.of("instrument").items():
        assert isinstance(instrument, Instrument)  # noqa: S101 # what records of that kind are
        rows = [row for row in _provisions(site, instrument) if row.cells]
        groups += [Group(key, instrument.short_text, rows)] if rows else []
    groups.sort(key=lambda group: (-len({key for row in group.rows for key in row.cells}), group.title.lower()))
    return Matrix(_columns(site), groups)


def _columns(site: Site) -> list[Source]:
    return site.sources_by_day if len(site.sources) <= MOST_SOURCES else []


def _organization(site: Site, key: str) -> MatrixRow:
    found: dict[str, list[Mention]] = {}
    for mention in site.relations.mentions.get(("organization", key), ()):
        if mention.role in SPEAKING:
            found.setdefault(mention.source, []).append(mention)
    return MatrixRow(key, site.archive.of("organization")[key].short_text, _cells(site, found))


def _weight(role: str) -> int:
    return SPEAKING.index(role) if role in SPEAKING else len(SPEAKING)


def _provisions(site: Site, instrument: Instrument) -> list[MatrixRow]:
    found: dict[str, dict[str, list[Mention]]] = {}
    for mention in site.relations.mentions.get(("instrument", instrument.id), ()):
        found.setdefault(mention.provision, {}).setdefault(mention.source, []).append(mention)
    labels = {"": "as a whole"} | {key: provision.label for key, provision in instrument.provisions.items()}
    return [MatrixRow(key, labels[key], _cells(site, found.get(key, {}))) for key in labels]


def _cells(site: Site, found: dict[str, list[Mention]]) -> dict[str, Cell]:
    return {source: Cell(found[source]) for source in sorted(found, key=site.rank)}
