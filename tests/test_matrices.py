"""Matrices: who signed what, and what the law says, each cell at its passage."""

from __future__ import annotations

import re

import pytest

from macros.session import Session
from macros.site import matrices as module
from macros.site.macros import macros
from macros.site.matrices import SPEAKING, invoked, signed
from macros.site.site import Site
from tests.support import REPOSITORY


@pytest.fixture(scope="module")
def site() -> Site:
    """The archive of this repository."""
    return Session(REPOSITORY).site


def test_every_organization_that_speaks_has_one_row(site: Site) -> None:
    """An organization with a speaking role in any source stands in the table once, others do not stand in it."""
    speaking = {
        key
        for (kind, key), mentions in site.relations.mentions.items()
        if kind == "organization" and any(mention.role in SPEAKING for mention in mentions)
    }
    rows = [row.id for group in signed(site).groups for row in group.rows]
    assert sorted(rows) == sorted(speaking)


def test_those_of_several_sources_come_first(site: Site) -> None:
    """The table holds those that appear in several sources; the others are listed by their source."""
    first, *others = signed(site).groups
    assert all(len(row.cells) > 1 for row in first.rows)
    assert all(list(row.cells) == [group.id] for group in others for row in group.rows)


def test_a_cell_has_every_role_the_weightiest_first(site: Site) -> None:
    """Who hosts a document, is a member of its coalition and is quoted in it is shown as all three."""
    rows = {row.id: row for group in signed(site).groups for row in group.rows}
    assert [role for role, _ in rows["hrw"].cells["icnk-2012"].by_role()] == ["host", "member", "quoted"]
    assert next(role for role, _ in rows["hrw"].cells["hrw-2015"].by_role()) == "author"


def test_only_what_a_source_invokes_is_listed(site: Site) -> None:
    """Each row of the law has a source, and each cell the passages that name it."""
    for group in invoked(site).groups:
        for row in group.rows:
            assert row.cells
            for key, cell in row.cells.items():
                assert all(mention.source == key and mention.provision == row.id for mention in cell.mentions)


def test_every_cell_leads_to_its_passage(site: Site) -> None:
    """The links of both tables lead to sources, with names that say source and passage."""
    made = macros(site, lambda: "instruments/index.md")
    shown = str(made["law_by_source"]()) + str(made["who_signed_what"]())
    links = re.findall(r'href="\.\./archive/([a-z0-9-]+)/(#p\d+)?" aria-label="([^"]+)"', shown)
    assert len(links) > 50
    assert all(label.endswith(f"passage {anchor[2:]}") if anchor else "whole" in label for _, anchor, label in links)
    assert "<caption>" in shown


def test_many_sources_make_a_list(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """With more sources than a table can have columns there are lists that say in how many sources each stands."""
    monkeypatch.setattr(module, "MOST_SOURCES", 4)
    made = macros(site, lambda: "organizations/index.md")
    for name in ("law_by_source", "who_signed_what"):
        shown = str(made[name]())
        assert "<table" not in shown
        assert " sources</span>" in shown
        assert "1 sources" not in shown
