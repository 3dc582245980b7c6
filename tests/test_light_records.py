"""The page of a record stays light however much there is of it: an archive in which a few records are in everything."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import pytest

from benchmarks import invent
from benchmarks.trees import archive
from benchmarks.weigh import NEXT
from macros.core.values.ids import provision_anchor
from macros.session import Session
from macros.site import addresses
from macros.site.claims import record_parts
from macros.site.claims.record_parts import CLAIMS, DOCUMENTS, EVENTS, GROWING, INCIDENTS, PROVISIONS, RecordPart, cited
from macros.site.editions.edition_pages import edition_pages
from macros.site.heads.copies import markdown_copy
from macros.site.pages.generated import Page
from macros.site.pages.lean import lean
from macros.site.pages.mentioned import mentioned
from macros.site.pages.view import View

SOURCES = 240
FRAME = 2_600
"""The bytes, compressed, that the frame of a page takes."""
EDITIONS = ("", "ko/", "zh/")
FEW = 10**6
"""So many sources for one record of a kind that there are two of it, which are named in turn."""
SPEAKER = "organization-00000"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """An invented archive in which every source, incident and event names one of two records of each kind."""
    folder = tmp_path_factory.mktemp("concentrated")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("organization", "person", "voice", "place", "instrument"):
            patch.setitem(invent.EACH, kind, FEW)
        patch.setitem(invent.EACH, "incident", 1)
        patch.setitem(invent.EACH, "event", 1)
        patch.setattr(invent, "REFERENCES", (*invent.REFERENCES, *["law"] * 20))
        archive(folder, SOURCES, 1)
    return Session(folder)


@pytest.fixture(scope="module")
def pages(session: Session) -> dict[str, Page]:
    """The pages of the growing kinds by their addresses, in all languages."""
    folders = {addresses.address(kind.kind_id, "").split("/")[0] for kind in GROWING}
    made = session.pages | edition_pages(session.site)
    return {
        page.address: page
        for page in made.values()
        if page.record and page.address.removeprefix(f"{page.language}/").split("/")[0] in folders
    }


def _parts(session: Session, section: str) -> Iterator[tuple[RecordPart, ...]]:
    return (found for cut in session.site.cuts.values() if (found := cut.of(section)))


def _light(page: Page) -> bool:
    return len(gzip.compress(lean(page.body()).encode(), 6)) + FRAME <= NEXT


def test_every_page_of_a_record_keeps_its_budget(pages: dict[str, Page]) -> None:
    """Whatever there is of a record, each of its pages is sent with at most 25,000 bytes, in each language."""
    assert [address for address, page in pages.items() if not _light(page)] == []


@pytest.mark.parametrize("section", [CLAIMS, INCIDENTS, DOCUMENTS, EVENTS])
def test_a_heavy_section_is_apart_in_order_and_complete(session: Session, section: str) -> None:
    """The parts of a section have each of its entries once."""
    site, found = session.site, list(_parts(session, section))
    assert found
    for parts in found:
        record = site.archive.records_of(parts[0].kind)[parts[0].record]
        items = [item for part in parts for item in part.items]
        expected = {
            CLAIMS: [claim.ref for claim in site.claims_of(record.id)],
            INCIDENTS: [one.id for one in site.incidents_of(record)],
            DOCUMENTS: list(mentioned(site, record)),
            EVENTS: [one.id for one in site.events_of(record)],
        }
        assert sorted(items) == sorted(expected[section])
        assert len(set(items)) == len(items)
        assert [part.first for part in parts] == [
            1 + sum(len(one.items) for one in parts[:n]) for n in range(len(parts))
        ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_claim_of_a_speaker_has_its_row_on_one_page(
    session: Session, pages: dict[str, Page], edition: str
) -> None:
    """In each language the rows of the further pages lead to all claims of a speaker, each once."""
    site = session.site
    rows: list[str] = []
    for part in site.cuts["organization", SPEAKER].of(CLAIMS):
        html = pages[edition + part.address].body()
        pattern = r'<th scope="row"><a href="([^"]*)"' if not edition else r'<li>\s*<a href="([^"]*#c-[^"]*)"'
        rows += [re.sub(r"^(?:\.\./)+", "", href).removeprefix(edition) for href in re.findall(pattern, html)]
    claims = site.claims_of(SPEAKER)
    assert sorted(rows) == sorted(site.shown_at(claim.address) for claim in claims)


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_old_anchor_of_a_group_leads_to_its_table(session: Session, pages: dict[str, Page], edition: str) -> None:
    """The page of a speaker has each group under its anchor, with its number and a link to the same anchor."""
    site = session.site
    cut = site.cuts["organization", SPEAKER]
    own = pages[f"{edition}organizations/{SPEAKER}/"].body()
    groups: dict[str, int] = {}
    for claim in site.relations.spoken_by[SPEAKER]:
        groups[claim.incident or ""] = groups.get(claim.incident or "", 0) + 1
    assert cut.begins.keys() == groups.keys()
    for incident, number in groups.items():
        anchor = f"about-{incident or 'general'}"
        found = re.search(rf' id="{anchor}">(.*?)</(?:section|li)>', own, re.DOTALL)
        assert found
        way = cut.begins[incident].removeprefix(f"organizations/{SPEAKER}/")
        assert f'href="{way}#{anchor}"' in found[1]
        assert number == 1 or str(number) in found[1]
        assert f'id="{anchor}"' in pages[edition + cut.begins[incident]].body()


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_document_of_a_provision_is_on_one_page(session: Session, pages: dict[str, Page], edition: str) -> None:
    """The further pages have each passage that mentions a provision, below its heading, in each language."""
    site, law = session.site, "instrument-00000"
    parts = site.cuts["instrument", law].of(PROVISIONS)
    found: dict[str, list[str]] = {}
    for part in parts:
        html = pages[edition + part.address].body()
        assert len(set(map(cited, part.items))) == len(part.items)
        for anchor, group in re.findall(r'<section class="about" id="([^"]+)">(.*?)</section>', html, re.DOTALL):
            found.setdefault(anchor, []).extend(re.findall(r'href="(?:\.\./)+([^"]*)#p', group))
    mentions = site.relations.mentions["instrument", law]
    for provision in {one.provision for one in mentions}:
        expected = sorted(f"archive/{one.source}/" for one in mentions if one.provision == provision)
        assert sorted(one.removeprefix(edition) for one in found[provision_anchor(provision)]) == expected


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_row_of_a_provision_leads_to_its_documents(session: Session, pages: dict[str, Page], edition: str) -> None:
    """Where its documents are on further pages a provision keeps its row and anchor, with their number."""
    law = "instrument-00000"
    own = pages[f"{edition}instruments/{law}/"].body()
    cut = session.site.cuts["instrument", law]
    assert {cited(item)[0] for part in cut.of(PROVISIONS) for item in part.items} == cut.begins.keys()
    for provision, address in cut.begins.items():
        anchor = provision_anchor(provision)
        (row,) = re.findall(rf'<tr id="{anchor}">(.*?)</tr>', own, re.DOTALL)
        documents = {
            source for part in cut.of(PROVISIONS) for key, source in map(cited, part.items) if key == provision
        }
        assert f'href="{address.removeprefix(f"instruments/{law}/")}#{anchor}"' in row
        assert str(len(documents)) in row
        assert f'id="{anchor}"' in pages[edition + address].body()


def test_the_further_pages_lead_to_each_other_and_back(session: Session, pages: dict[str, Page]) -> None:
    """The page of a record leads to each of its further pages, and each of these to it and to the others."""
    for cut in session.site.cuts.values():
        for part in cut.all:
            page, others = pages[part.address], [one for one in cut.of(part.section) if one is not part]
            html, own = page.body(), pages[part.page].body()
            way = part.address.removeprefix(part.page)
            assert f'href="{way}"' in own or (part.section == PROVISIONS and (part.number or f'href="{way}#' in own))
            assert page.crumbs[-1]["url"] == part.page
            assert not page.listed
            view = View(session.site, page.uri)
            assert all(f'href="{view.href(one.address)}"' in html for one in others)


def test_a_further_page_has_its_form_in_each_language(session: Session, pages: dict[str, Page]) -> None:
    """Claims, incidents and events are in each edition at the same address, and it says its own number in its title."""
    for kind, key in session.site.cuts:
        cut = session.site.cuts[kind, key]
        for part in [*cut.of(CLAIMS), *cut.of(INCIDENTS), *cut.of(EVENTS)]:
            for edition in EDITIONS[1:]:
                page = pages[edition + part.address]
                assert page.english == part.address
                assert (str(part.number + 1) in page.title) == (part.number > 0)
                assert not page.listed


def test_the_copy_of_a_speaker_keeps_its_leading_figures(session: Session, pages: dict[str, Page]) -> None:
    """Where tables are elsewhere the Markdown copy has the groups and the ways there; a part has its rows."""
    part = session.site.cuts["organization", SPEAKER].of(CLAIMS)[0]
    own = markdown_copy(pages[part.page].body(), title="x", address=part.page, base="https://a.example/", revision="")
    assert "](claims/" in own
    table = pages[part.address].body()
    copy = markdown_copy(table, title="x", address=part.address, base="https://a.example/", revision="")
    assert copy.count("#c-") >= len(part.items)


def test_a_light_record_has_no_further_page(session: Session) -> None:
    """An event names a few records, and its page holds everything."""
    assert {kind for kind, _ in session.site.cuts} == {"organization", "person", "place", "instrument"}


@pytest.mark.parametrize(("room", "left"), [(24_000, "headings"), (5_500, "in-parts")])
def test_groups_give_way_where_they_are_too_many(
    session: Session, monkeypatch: pytest.MonkeyPatch, room: int, left: str
) -> None:
    """Very many groups have one line each, and still more are on the further pages alone."""
    monkeypatch.setattr(record_parts, "RECORD_ROOM", room)
    site = session.site
    record = site.archive.records_of("organization")[SPEAKER]
    assert record_parts.cut(site.relations, record, site._listed(record)).left == left
