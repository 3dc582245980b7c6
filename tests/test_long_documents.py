"""A long document is on several pages, each within its budget; every address that was ever given still leads there."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest

from benchmarks import trees
from benchmarks.invent import LONG_PASSAGES
from benchmarks.sites import Built, wrong_in_site
from benchmarks.weigh import FIRST, NEXT, weigh
from macros.commands.withdrawing.targets import TargetError, read_targets
from macros.core.models import Source
from macros.core.noting.reads import noting
from macros.session import Session
from macros.site.searching.entries import everything
from macros.site.works.source_parts import OF_A_PART, ON_ONE_PAGE, SourcePart, parts_of
from tests.support import THOROUGH, build, once

LONG = "source-00000"
PAGE = f"archive/{LONG}/"
ROOT = "https://site.invalid/"
DISK_COPY = "data/forced-returns-archive.zip"
"""What `make site` packs after the build."""
LINK = re.compile(r'href="([^"]*)"')
UNQUOTED = re.compile(r'( [a-z][a-z-]*)=([^\s"<>]+)(?=[^<>]*>)')


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented archive with one long document."""
    return once(tmp_path_factory, "long", lambda folder: trees.archive(folder / "archive", 5, 1, long=True)) / "archive"


@pytest.fixture(scope="module", params=[pytest.param("site", marks=THOROUGH)])
def site(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is built of it. The tests of it are left to `make thorough`, since nothing else needs this site."""

    def make(folder: Path) -> None:
        made = build(archive, folder)
        assert made.returncode == 0, made.stdout + made.stderr

    return once(tmp_path_factory, "long-site", make)


@pytest.fixture(scope="module")
def session(archive: Path) -> Session:
    """That archive, opened."""
    return Session(archive)


@pytest.fixture(scope="module")
def html(site: Path) -> dict[str, str]:
    """Every built page by its address, with the quotation marks that are left out there."""
    texts = ((path, path.read_text("utf-8")) for path in sorted(site.rglob("index.html")))
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): UNQUOTED.sub(r'\1="\2"', text)
        for path, text in texts
    }


def _parts(session: Session) -> list[SourcePart]:
    return session.site.source_parts[LONG]


def _pages_of(html: dict[str, str]) -> list[str]:
    """The pages of the long document, without its citations."""
    return [address for address in html if address.startswith(PAGE) and not address.endswith("/cite/")]


def _leads(page: str, link: str) -> str:
    """Where a link of a page leads, below the root."""
    return urljoin(ROOT + page, link).removeprefix(ROOT)


def test_every_page_of_a_long_document_keeps_its_budget(site: Path, html: dict[str, str]) -> None:
    """400 passages and 100 claims are on ten pages or more, each within both budgets of `make weigh`."""
    weights = {one.page.removesuffix("index.html"): one for one in weigh(site, "/archive/")}
    pages = _pages_of(html)
    assert len(pages) >= LONG_PASSAGES / OF_A_PART
    for address in pages:
        assert weights[address].next <= NEXT
        assert weights[address].first <= FIRST


def test_every_permanent_anchor_is_on_the_page_of_the_source(session: Session, html: dict[str, str]) -> None:
    """Each passage, claim and note has its anchor once on the page of its source: the thing itself, or a line."""
    source = session.site.sources[LONG]
    wanted = [f"p{number}" for number in range(1, LONG_PASSAGES + 1)]
    wanted += [*(f"c-{key}" for key in source.claims), *(f"n-{key}" for key in source.notes)]
    for anchor in wanted:
        assert html[PAGE].count(f' id="{anchor}"') == 1, anchor


def test_a_line_leads_to_the_part(session: Session, html: dict[str, str]) -> None:
    """The line of an anchor on a further part is a link to the same anchor there."""
    for part in _parts(session)[1:]:
        for anchor in part.anchors:
            line = re.search(rf'<a id="{anchor}" href="([^"]*)"', html[PAGE])
            assert line, anchor
            assert _leads(PAGE, line[1]) == f"{part.address}#{anchor}"
            assert html[part.address].count(f' id="{anchor}"') == 1, anchor


def test_every_address_leads_to_a_place(session: Session, site: Path) -> None:
    """Every link, address in linked data, feed and sitemap of the whole site finds its page and its anchor."""
    wrong = wrong_in_site(Built(site, session.site.base))
    assert [one for one in wrong if "leads nowhere" in one and DISK_COPY not in one] == []


def test_links_lead_past_the_lines(html: dict[str, str]) -> None:
    """No link of a page stops at a line that only leads on."""
    lines = {f"{PAGE}#{anchor}" for anchor in re.findall(r'<a id="([^"]*)" href="from-passage-', html[PAGE])}
    for page, text in html.items():
        links = LINK.findall(text.partition("<body>")[2])
        assert not lines & {_leads(page, link) for link in links}, page


def test_what_is_permanent_stays_so(session: Session, site: Path, html: dict[str, str]) -> None:
    """Data files, linked data and the page of citations give the address on the page of the source."""
    data = (site / "data").rglob("*.json")
    held = [path for path in data if "/from-passage-" in path.read_text("utf-8")]
    assert held == []
    last = _parts(session)[-1]
    head = html[last.address].partition("</head>")[0]
    permanent = session.site.absolute(PAGE)
    assert f'"@id":"{permanent}#c-{last.claims[0]}"' in head
    assert f'<link rel="cite-as" href="{permanent}"' in head
    assert f'<link rel="canonical" href="{session.site.absolute(last.address)}">' in head
    assert f"#p{last.last}, passage {last.last}" in html[f"{PAGE}cite/"]
    assert "from-passage-" not in html[f"{PAGE}cite/"]


def test_parts_are_listed_like_other_pages(session: Session, site: Path, html: dict[str, str]) -> None:
    """Each part is in the sitemap, has a Markdown copy, and crumbs that lead to its document."""
    sitemap = gzip.decompress((site / "sitemap-1.xml.gz").read_bytes()).decode()
    for part in _parts(session)[1:]:
        assert f"<loc>{session.site.absolute(part.address)}</loc>" in sitemap
        assert (site / part.address / "index.md").is_file()
        crumbs = html[part.address].partition('<nav class="crumbs"')[2].partition("</nav>")[0]
        assert PAGE in [_leads(part.address, link) for link in LINK.findall(crumbs)]


def test_a_search_leads_to_the_part(session: Session, html: dict[str, str]) -> None:
    """A result in a long document leads to the page that shows it."""
    found = [entry.address for entry in everything(session.site) if entry.address.startswith(f"{PAGE}")]
    assert {address.partition("#")[0] for address in found} == {part.address for part in _parts(session)}
    for address, _, anchor in (one.partition("#") for one in found):
        assert f' id="{anchor}"' in html[address] or not anchor


def test_a_place_on_a_part_can_be_withdrawn(session: Session) -> None:
    """The address that a browser shows on a part names the claim; that of the part alone does not name the source."""
    last = _parts(session)[-1]
    shown = f"{session.site.absolute(last.address)}#c-{last.claims[0]}"
    targets = read_targets([shown], session.archive, session.relations)
    assert targets.addresses == {f"claims/{LONG}.{last.claims[0]}"}
    with pytest.raises(TargetError, match="does not name anything"):
        read_targets([last.address], session.archive, session.relations)


def _divided(session: Session, **changes: object) -> list[SourcePart]:
    source = session.site.sources[LONG].model_copy(update=changes)
    return parts_of(source, session.archive.annotations[LONG].entries)


def test_parts_begin_with_chapters(session: Session) -> None:
    """A part begins with a chapter; together the parts have every passage once, in order."""
    parts = _parts(session)
    assert all(part.first in part.source.chapters for part in parts)
    entries = session.archive.annotations[LONG].entries
    assert [entry for part in parts for entry in entries[part.start : part.stop]] == entries
    assert all((entries[part.start].first, entries[part.stop - 1].last) == (part.first, part.last) for part in parts)
    assert all(after.first == before.last + 1 for before, after in pairwise(parts))


@pytest.mark.parametrize("chapters", [{}, {1: "All of it"}, dict.fromkeys(range(1, 400, 3), "Short")])
def test_parts_are_no_longer_than_a_page(session: Session, chapters: dict[int, str]) -> None:
    """Without chapters, with one for everything and with very many, a part has at most forty passages."""
    for part in _divided(session, chapters=chapters):
        assert part.last - part.first < OF_A_PART


def test_a_full_part_is_halved_and_keeps_its_address(session: Session) -> None:
    """Claims that are added to a part move no other part, and every address that there was stays."""
    source = session.site.sources[LONG]
    claim = next(iter(source.claims.values()))
    added = {f"more-{n}": claim.model_copy(update={"passage": 50 + n % 8}) for n in range(ON_ONE_PAGE)}
    before, after = _parts(session), _divided(session, claims={**source.claims, **added})
    assert len(after) > len(before)
    assert {part.address for part in before} <= {part.address for part in after}


def test_a_short_document_is_on_one_page(session: Session) -> None:
    """Other documents have one part, whose address is that of the source."""
    for key, parts in session.site.source_parts.items():
        if key != LONG:
            assert [part.address for part in parts] == [f"archive/{key}/"]
            assert isinstance(parts[0].source, Source)


def test_a_note_is_on_the_part_of_its_first_passage(session: Session) -> None:
    """The anchor of a note leads to the part that has the first of its passages, also if it belongs to others."""
    note = session.site.sources[LONG].notes["figures"].model_copy(update={"passages": [50, 90]})
    bearing = [part for part in _divided(session, notes={"figures": note}) if "n-figures" in part.anchors]
    assert [part.first <= 50 <= part.last for part in bearing] == [True]


def test_what_leads_to_places_of_a_page_reads_once_whether_it_is_long(session: Session) -> None:
    """However many places of it it names; of a long one it has read these places too."""
    session.site.shown_at(PAGE)
    last = _parts(session)[-1]
    anchor = next(last.anchors)
    with noting() as reads:
        assert session.site.shown_at("archive/source-00001/#p1") == "archive/source-00001/#p1"
        assert session.site.shown_at("archive/source-00001/#p2") == "archive/source-00001/#p2"
        assert session.site.shown_at(f"{PAGE}#{anchor}") == f"{last.address}#{anchor}"
    name = "Site._on_parts"
    assert reads == {(name, "archive/source-00001/"), (name, PAGE), (f"{name}/{PAGE}", anchor)}
