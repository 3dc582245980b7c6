"""Without JavaScript nothing is missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.site.works.styles import STYLES
from tests.browser.pages import EACH, INDEXES, KINDS, LEDGER, THOROUGH, thorough

pytestmark = pytest.mark.browser

# What would do something only with a script, or is hidden until one shows it. Forms and buttons for a script may be
# hidden; a form that leads to a page works without one, and so do the boxes that put documents side by side.
DEAD = """() => [...document.querySelectorAll(`a[href='#'], a[href=''], a:not([href]), [href^='javascript:'], [onclick],
    button, input, select, [role=button], [role=tab], [aria-expanded], [hidden], [style*='display'], template`)]
  .filter((el) => el.matches("[hidden], template, [style*='display']")
    ? !el.matches('form, button') && el.textContent.trim() !== ''
    : el.checkVisibility() && !el.form?.getAttribute('action') && !el.closest('.side-by-side'))
  .map((el) => el.outerHTML.slice(0, 140))"""


@pytest.mark.parametrize("kind", EACH)
def test_a_page_is_whole(visit: Callable[..., Page], kind: str) -> None:
    """A page of any kind shows its heading and its text, and has no part that only a script could open or work."""
    page = visit(KINDS[kind], java_script_enabled=False)
    assert page.locator("main h1:visible").count() == 1
    assert len(page.locator("main").inner_text()) > 200
    assert page.evaluate(DEAD) == []


@pytest.mark.parametrize("kind", ["incident", *thorough("timeline", "source", "claims", "organizations", "map")])
def test_scripts_add_no_text(visit: Callable[..., Page], kind: str) -> None:
    """What a page says with JavaScript it says without, word for word, apart from controls."""
    words = "() => { document.querySelectorAll('button, form, .js, [data-script]').forEach((el) => el.remove());\
        return document.querySelector('main').textContent.replace(/\\s+/g, ' ').trim(); }"
    without = visit(KINDS[kind], java_script_enabled=False).evaluate(words)
    assert sorted(visit(KINDS[kind]).evaluate(words).split()) == sorted(without.split())


@THOROUGH  # every part of the ledger is opened
def test_the_ledger_is_complete(visit: Callable[..., Page], site: Path) -> None:
    """The tables of claims, in one page or in parts, have a row for each exported claim, and each can be seen."""
    claims = json.loads((site / "data/claims.json").read_text("utf-8"))
    pages = [page.parent.relative_to(site).as_posix() for page in (site / "claims").rglob("index.html")]
    rows = (visit(f"{page}/", java_script_enabled=False).locator("table.ledger tbody tr:visible") for page in pages)
    assert sum(found.count() for found in rows) == len(claims)


def test_the_search_page_offers_the_indexes(visit: Callable[..., Page]) -> None:
    """Where the search cannot run, its page leads to every index instead."""
    page = visit("search/", java_script_enabled=False)
    targets = {str(link.get_attribute("href")).removeprefix("../") for link in page.locator("main a:visible").all()}
    assert set(INDEXES.values()) - {LEDGER} - targets == set()


@pytest.mark.parametrize("kind", ["source", *thorough("incident", "organizations")])
def test_cite_opens_the_citations(visit: Callable[..., Page], kind: str) -> None:
    """The citations of a page are open where `#cite` leads to them; where *cite* of a claim leads, its line is marked.

    Above it are the citations in every style, each ending where the line goes.
    """
    path = "organizations/icnk/" if kind == "organizations" else KINDS[kind]
    page = visit(f"{path}#cite", java_script_enabled=False)
    assert page.locator("#cite dl.styles dd:visible").count() >= len(STYLES)
    if kind == "source":
        page.locator("main .ways > summary").last.click()
    if kind == "incident":
        page.get_by_role("main").get_by_role("link", name="All claims in tables").first.click()
    for fold in page.locator("main details.whole > summary").all():
        fold.click()  # claims of an incident are behind its name
    cite = page.locator("main a[href*='cite/'][href*='#c-']:visible").last
    cite.click()
    line = page.locator("ul.lines > li:target")
    assert line.inner_text().startswith("#c-")
    assert line.evaluate("(el) => getComputedStyle(el).outlineStyle") == "solid"
    citations = page.locator("dl.styles dd:visible")
    assert citations.count() == len(STYLES)
    for citation in citations.all():
        assert str(citation.text_content()).endswith("/")
