"""What Zotero makes of our pages and files, by its real translators; skipped where they are not at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.core.models import Work
from macros.site.works.coins import told_apart
from macros.site.works.csl import csl_name, csl_title
from macros.site.works.zotero_items import carried, creators, item_type, plain_date
from tests.browser.pages import KINDS, RECORDS
from tests.browser.zotero import NotAtHandError, Translators, running
from tests.support import real_archive, zotero_fields

GENERAL = {"publisher": {"publisher", "institution", "university", "repository", "studio"}}
"""Fields that Zotero names differently by type."""
SPANS = re.compile(r'class="?Z3988"?')
FILES = {"ris": "newspaperArticle", "csl.json": "newspaperArticle", "bib": "journalArticle"}
"""Citation files, and what Zotero takes news for in each: BibTeX has no type for it."""


@pytest.fixture(scope="session")
def zotero() -> Iterator[Translators]:
    """Zotero's translators, asked for before the site, so that nothing is built where they are missing."""
    try:
        with running() as translators:
            yield translators
    except NotAtHandError as missing:
        pytest.skip(str(missing))


def works() -> dict[str, Work]:
    """The works of the archive."""
    return real_archive().archive.works


def names(item: dict[str, Any]) -> list[str]:
    """Who made an item: institutions whole, persons by family name."""
    return [one.get("name") or f"{one['lastName']}, {one['firstName']}" for one in item.get("creators", [])]


def wanted_names(work: Work) -> list[str]:
    """The same of a work, as a list to pick from has them."""
    alone = csl_name(work.author[0]).get("literal") if len(work.author) == 1 else None
    return [alone] if alone else [name.rstrip(",") for name in creators(work)]


@pytest.mark.parametrize("name", sorted(set(KINDS) - {"missing", "bibliography", "sources", "search"}))
def test_a_page_is_one_item(zotero: Translators, address: str, name: str) -> None:
    """Every kind of page is saved as one item, with fields that its type has; our own have no publisher."""
    (item,) = zotero.page(address + KINDS[name])
    assert item.keys() - {"key", "version", "itemType", "creators", "tags"} <= zotero_fields()[item["itemType"]]
    if item["itemType"] == "webpage":
        assert names(item) == ["Forced Returns Archive"] == [item["websiteTitle"]]
        assert "publisher" not in item


def test_a_source_is_its_document(zotero: Translators, address: str) -> None:
    """The page of a source, and that of its citations, save the document, with its place in the archive."""
    work = works()["icnk-2012"]
    for page in (RECORDS["source"], KINDS["cite page"]):
        (item,) = zotero.page(address + page)
        assert (item["itemType"], item["title"], item["date"]) == ("document", csl_title(work), plain_date(work.date))
        assert names(item) == wanted_names(work)
        assert (item["url"], item["publisher"], item["place"]) == (work.url, work.publisher, work.location)
        assert re.fullmatch(
            r"Record icnk-2012, rev\. [^()\[\]]+, https://\S+/archive/icnk-2012/", item["archiveLocation"]
        )


def test_every_work_can_be_picked(zotero: Translators, address: str, site: Path) -> None:
    """The lists of works offer each with type, title, names, date, container, place and numbers; no two look alike."""
    told, found = told_apart(works().values()), dict[str, dict[str, Any]]()
    titles = {key: title.replace("+", " ") for key, title in told.items()}  # as Zotero reads it
    for page in sorted(site.glob("bibliography/**/index.html")):
        if SPANS.search(page.read_text("utf-8")):
            listed = page.parent.relative_to(site).as_posix()
            found |= {item["title"]: item for item in zotero.page(f"{address}{listed}/")}
    assert found.keys() == set(titles.values())
    for key, work in works().items():
        item = found[titles[key]]
        assert (item["itemType"], names(item)) == (item_type(work), wanted_names(work)), key
        assert (item.get("date", ""), item.get("language")) == (plain_date(work.date), work.langid), key
        for name, value in carried(work).items():
            if name in ("reportNumber", "versionNumber", "seriesTitle"):
                continue  # no key fills a number but the issue's; that of a report is with its series
            assert value in {item.get(one) for one in GENERAL.get(name, {name})}, (key, name)
        if item_type(work) == "report" and work.number:
            assert work.number in item["seriesTitle"], key


@pytest.mark.parametrize("suffix", FILES)
def test_every_work_is_in_a_file(zotero: Translators, site: Path, suffix: str) -> None:
    """The file of all works gives as many items, none with our keywords or a torn name, one note at most."""
    read = zotero.file((site / f"data/bibliography.{suffix}").read_text("utf-8"))
    items = [item for item in read if item["itemType"] != "note"]
    assert len(items) == len(works())
    by_title = {item["title"]: item for item in items}
    assert by_title[csl_title(works()["afp-2012"])]["itemType"] == FILES[suffix]
    institutions = {name.replace(", ", " – ") for work in works().values() for name in _whole(work)}
    assert {
        one["name"].replace(", ", " – ") for item in items for one in item.get("creators", []) if "name" in one
    } == (institutions)
    if suffix == "ris":
        assert len(read) <= 2 * len(items)
    if suffix != "bib":
        assert [item["title"] for item in items if item.get("tags")] == []


def _whole(work: Work) -> list[str]:
    return [parts["literal"] for name in work.author if "literal" in (parts := csl_name(name))]


def test_numbers_of_documents_reach_zotero(zotero: Translators, site: Path) -> None:
    """From CSL-JSON a document has its place, its kind, and its number as a line of Extra, where Zotero finds it."""
    items = zotero.file((site / "bibliography/amnesty-2012.csl.json").read_text("utf-8"))
    assert [(item["itemType"], item["type"], item["extra"]) for item in items] == [
        ("document", "urgent action", "Number: ASA 17/006/2012")
    ]
    (item,) = zotero.file((site / "bibliography/icnk-2012.csl.json").read_text("utf-8"))
    assert (item["place"], item["publisher"]) == ("Seoul", "Human Rights Watch")
