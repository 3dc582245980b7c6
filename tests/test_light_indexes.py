"""Pages of lists stay light in any archive: the page of each list, and each of its parts, in all languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.trees import archive
from macros.core.models.kinds import INDEXES
from macros.session import Session
from macros.site.editions.edition_pages import edition_pages
from macros.site.pages import bodies
from macros.site.pages.lean import lean
from macros.site.pages.macros import macros
from macros.site.site import Site

pytestmark = [pytest.mark.slow, pytest.mark.thorough]
SOURCES = 300
MOST = 91_000
"""Bytes that a page may have within its frame, which takes the rest of 100,000."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An invented archive in which most lists are too long for one page."""
    folder = tmp_path_factory.mktemp("listed")
    archive(folder, SOURCES, 1, long=True)
    return Session(folder).site


def _size(html: str) -> int:
    return len(lean(html).encode())


@pytest.mark.parametrize("name", INDEXES)
def test_no_page_of_a_list_is_heavy(site: Site, name: str) -> None:
    """Each page of a list, and each of its parts, has at most 100 kB with its frame."""
    index = INDEXES[name]
    whole = str(macros(site, lambda: f"{index.folder}/index.md")[index.macro]())
    parts = site.index_parts[name]
    shown = {part.address: bodies.part(site, part, part.label) for part in parts if len(parts) > 1}
    sizes = {address: _size(html) for address, html in {index.address: whole, **shown}.items()}
    assert {address: size for address, size in sizes.items() if size > MOST} == {}


def test_a_list_of_works_with_korean_titles_is_not_heavy(tmp_path: Path) -> None:
    """Letters that stand in codes of three bytes for citation programs are weighed so."""
    archive(tmp_path, SOURCES, 1, long=True)
    file = tmp_path / "bibliography.bib"
    title = "  title = {" + "강제송환된 사람들에 관한 보도 " * 3 + "}"
    file.write_text(re.sub(r"^  title = \{.*\}", title, file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    test_no_page_of_a_list_is_heavy(Session(tmp_path).site, "bibliography")


def test_no_list_of_an_edition_is_heavy(site: Site) -> None:
    """The same holds in Korean and Chinese."""
    folders = {index.folder for index in INDEXES.values()}
    pages = [one for one in edition_pages(site).values() if not one.record and one.english.split("/")[0] in folders]
    assert len(pages) > 2 * len(folders)
    assert {one.address: size for one in pages if (size := _size(one.body())) > MOST} == {}
