"""Pages stay light in any archive: those of an incident of which many write, of a long source, of long lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import invent
from benchmarks.building import built
from benchmarks.trees import archive
from benchmarks.weigh import Weight, weigh
from macros.session import Session
from macros.site.claims import claim_tables, record_parts
from macros.site.claims.claim_tables import DRAWN_CLAIMS
from macros.site.indexes.entry_weights import PAGE_ROOM
from macros.site.pages.mentioned import mentioned

pytestmark = [pytest.mark.slow, pytest.mark.thorough]
SOURCES = 60


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Session, Path]:
    """An invented archive, built, in which all sources write about two incidents."""
    folder = tmp_path_factory.mktemp("heavy")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(invent.EACH, "incident", SOURCES)
        archive(folder / "root", SOURCES, 1, long=True)
    return built(folder / "root", folder / "site"), folder / "site"


def test_every_page_keeps_its_budget(site: tuple[Session, Path]) -> None:
    """Of each kind of page the largest one too: a first visit in 120 kB, the next page in 25 kB."""
    assert [line for one in weigh(site[1], "/archive/") for line in one.excess()] == []


def test_the_tables_of_a_heavy_incident_are_apart(site: tuple[Session, Path]) -> None:
    """Every claim has its row on one of the pages of tables."""
    session, folder = site
    found = session.site.tables_apart
    assert len(found) == 2
    for key, parts in found.items():
        assert len(parts) > 1
        claims = session.site.claims_about(key)
        assert sorted(one.ref for part in parts for one in part.claims) == sorted(one.ref for one in claims)
        for part in parts:
            tables = (folder / part.address / "index.html").read_text("utf-8")
            assert len(re.findall(r'<th scope="?row"?', tables)) == len(part.claims)


def test_a_page_of_tables_has_room_for_its_documents(site: tuple[Session, Path]) -> None:
    """Rows, marks and the list of the documents below them are within what a page may take."""
    for parts in site[0].site.tables_apart.values():
        for part in parts:
            rows = sum(claim_tables._row(one) + claim_tables._MARK for one in part.claims)
            documents = {one.work.id if one.work else "" for one in part.claims}
            assert rows + claim_tables._LISTED * len(documents) <= PAGE_ROOM


@pytest.mark.parametrize("edition", ["", "ko/", "zh/"])
def test_an_old_address_of_a_claim_leads_to_its_row(site: tuple[Session, Path], edition: str) -> None:
    """The page of the incident has the anchor of each claim that stood there, a link to its row, in each language."""
    session, folder = site
    for key, parts in session.site.tables_apart.items():
        page = (folder / edition / f"incidents/{key}/index.html").read_text("utf-8")
        for part in parts:
            tables = (folder / edition / part.address / "index.html").read_text("utf-8")
            for claim in session.site.claims.of(part.told):
                assert f"id={claim.anchor} href=claims/" in page
                assert re.search(rf" id={claim.anchor}[ >]", tables)


def test_a_picture_of_very_many_claims_is_with_their_tables(site: tuple[Session, Path]) -> None:
    """Each page of tables then draws its own claims, so none is left out."""
    session, folder = site
    for key, parts in session.site.tables_apart.items():
        assert len(session.site.claims_about(key)) > DRAWN_CLAIMS
        assert 'class="chart ' not in (folder / f"incidents/{key}/index.html").read_text("utf-8")
        assert all('class="chart ' in (folder / part.address / "index.html").read_text("utf-8") for part in parts)


def test_the_documents_on_an_incident_are_apart_where_they_are_too_many(
    site: tuple[Session, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside its tables an incident gives its documents to further pages, each document once, in order."""
    monkeypatch.setattr(record_parts, "RECORD_ROOM", 10_000)
    shown = site[0].site
    for key in shown.tables_apart:
        record = shown.archive.records_of("incident")[key]
        parts = record_parts.cut(shown.relations, record, shown._listed(record)).of(record_parts.DOCUMENTS)
        assert [source for part in parts for source in part.items] == list(mentioned(shown, record))


def test_a_page_above_its_budget_is_said() -> None:
    """A page of 25,001 bytes after another one is named with what it takes."""
    assert list(Weight("a/index.html", 25_001, 60_000, 25_001, 90_000).excess())
