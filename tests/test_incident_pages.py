"""The page of an incident: every claim in one of three tables, in order of time, and documents as notes on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from macros.session import Session
from macros.site.addresses import page_uri
from macros.site.claims.sentences import AGAINST
from macros.site.claims.shown_claims import ShownClaim, ShownClaims
from macros.site.languages.clauses import asked
from macros.site.pages import bodies
from macros.site.pages.bodies import record as page_of
from macros.site.pages.incident_pages import APART, incident_page, tables_page
from macros.site.site import Site
from tests.support import INVENTED, REPOSITORY


@pytest.fixture(scope="module", params=[INVENTED, REPOSITORY], ids=["invented", "archive"])
def site(request: pytest.FixtureRequest) -> Site:
    """The site of an archive."""
    session = Session(Path(request.param))
    session.prepare()
    return session.site


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, dict[str, Any]]:
    """What the page of every incident shows."""
    incidents = site.archive.records_of("incident")
    return {key: incident_page(site, record) for key, record in incidents.items()}  # type: ignore[arg-type]


def tables(site: Site, page: dict[str, Any]) -> list[dict[str, Any]]:
    """Where the tables of an incident are: its page, or those of their own."""
    return [tables_page(site, part) for part, _ in page["apart"]] or [page]


def counted(page: dict[str, Any]) -> list[ShownClaim]:
    """The rows of the table of counts."""
    return [claim for group in page["counts"] for claim in group.rows]


def test_the_alternative_text_begins_with_the_figures_at_the_head(site: Site, pages: dict[str, dict[str, Any]]) -> None:
    """The picture of a return is told by how many were returned, whatever else its claims count."""
    measures = site.archive.vocabulary.list("measures")
    for key, page in pages.items():
        if found := site.about_incidents.range_of(key):
            rows = [row for row in site.claims_about(key) if row.measured == found.measured]
            what = asked(measures[rows[0].recorded.measure], number=True)
            assert f"for how many {what}" in page["alternative"].partition(": ")[0].partition(", the lowest")[0], key


def test_every_claim_is_in_one_table(site: Site, pages: dict[str, dict[str, Any]]) -> None:
    """Counts, dates and positions have all claims between them, each once; who denies is never among the counts."""
    for key, page in pages.items():
        found = tables(site, page)
        shown = [claim for one in found for claim in (*counted(one), *one["dates"], *one["positions"])]
        assert sorted(claim.ref for claim in shown) == sorted(claim.ref for claim in site.claims_about(key))
        for one in found:
            assert all(claim.recorded.stance in AGAINST and claim.position for claim in one["positions"])
            assert all(claim.count for claim in counted(one))
            assert all(not claim.count and claim.recorded.date for claim in one["dates"])


def test_tables_are_in_order_of_time(site: Site, pages: dict[str, dict[str, Any]]) -> None:
    """Rows rise by the day on which they were said; a part follows its total, and other groups come last."""
    for page in (one for shown in pages.values() for one in tables(site, shown)):
        for rows in [page["dates"], page["positions"], *(group.rows for group in page["counts"])]:
            wholes = [claim.day or "9999" for claim in rows if claim.total not in {one.ref for one in rows}]
            assert wholes == sorted(wholes)
            at = {claim.ref: number for number, claim in enumerate(rows)}
            for claim in rows:
                assert claim.total not in at or at[claim.total] < at[claim.ref]
        for group in page["counts"]:
            assert all(bool(claim.recorded.aside) == (group.heading == APART) for claim in group.rows)
            assert group.heading != APART or group is page["counts"][-1]


def test_a_row_that_has_its_anchor_here_says_all_of_it(site: Site) -> None:
    """Above each row that a link leads to stands the sentence of its claim with the title of the incident."""
    told = 0
    for key, record in site.archive.records_of("incident").items():
        parts = site.tables_apart.get(key, [])
        bodied = [bodies.tables(site, page_uri(part.address), record, part) for part in parts]
        page = "".join(bodied) or page_of(site, f"incidents/{key}.md", record)
        found = re.findall(r'<tr class="told" id="([^"]+)">\s*<td colspan="5"><span>(.*?)</span>(.*?)</td></tr>', page)
        own = {claim.anchor: claim for claim in site.claims_about(key) if not claim.annotated}
        assert {anchor for anchor, *_ in found} == set(own)
        for anchor, about, sentence in found:
            told += 1
            assert record.title_text.replace("'", "&#39;") in about
            said, *_earlier = sentence.replace("&#39;", "'").split(' <a class="as-cited"')
            assert said == own[anchor].sentence
    assert told


def test_documents_on_paper_are_numbered_once(site: Site, pages: dict[str, dict[str, Any]]) -> None:
    """Each work with an address has one number and one address, with letters of all scripts as they are."""
    decoded = 0
    for page in (one for shown in pages.values() for one in tables(site, shown)):
        numbers = page["documents"]
        assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))
        assert len(page["addresses"]) == len(numbers)
        for _, _, address in page["addresses"]:
            assert address.startswith("http")
            assert not re.search(r"%E[0-9A-F]%", address)
            decoded += not address.isascii()
        shown = {claim.work for claim in page["claims"] if claim.originals}
        assert set(numbers) == shown
    assert decoded or len(pages) < 5


def test_which_pages_there_are_is_known_before_any_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Listing the pages of an archive, those of tables among them, makes the row of no claim."""
    made: list[str] = []
    monkeypatch.setattr(ShownClaims, "_made", lambda _, ref: made.append(ref))
    session = Session(REPOSITORY)
    assert session.site.tables_apart
    assert session.pages
    assert made == []
