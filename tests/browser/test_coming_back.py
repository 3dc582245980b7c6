"""Who goes back, or loads a page again, is where they were, also where content comes after a page was loaded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import thorough

pytestmark = pytest.mark.browser

NEAR = 40
"""Pixels by which a place may be off."""
SAVED = """(height) => {
  if (Math.abs(scrollY - height) >= 2) scrollTo(0, height); // more content has come above or below
  return history.state?.height === Math.round(scrollY) && Math.abs(scrollY - height) < 2;
}"""
BACK = f"(height) => Math.abs(scrollY - height) < {NEAR}"
LEDGER = "claims/#all=yes&measure=returned"
PAGES = {
    "search/#q=Tumen": ".search-results > li",
    "compare/#a=icnk-2012&b=cecc-2012": "table.cmp",
    LEDGER: "table.ledger > tbody > tr:not([hidden])",
    "dossier/#dossier=icnk-2012.c-returned-41": "section.document",
}


def _scroll(page: Page, height: int) -> None:
    """Scroll, and wait until the history has it."""
    page.wait_for_function(SAVED, arg=height)


@pytest.mark.parametrize(
    ("path", "content"), [list(PAGES.items())[1], *thorough(*[one for one in PAGES.items() if "compare" not in one[0]])]
)
def test_a_page_that_is_loaded_again_is_where_it_was(visit: Callable[..., Page], path: str, content: str) -> None:
    """After its content has come again the same part of it is in sight."""
    page = visit(path)
    expect(page.locator(content).first).to_be_visible()
    _scroll(page, 500)
    page.reload(wait_until="load")
    expect(page.locator(content).first).to_be_visible()
    page.wait_for_function(BACK, arg=500)


def test_the_way_back_to_a_search_leads_to_the_result(visit: Callable[..., Page]) -> None:
    """Whoever has asked for more results and opened one comes back to as many, at the same height."""
    page = visit("search/#q=Tumen")
    more = page.get_by_role("button", name="More results")
    more.click()
    results = page.locator(".search-results > li")
    expect(results.nth(12)).to_be_visible()
    count = results.count()
    _scroll(page, 1500)
    page.locator(".search-results > li > a").nth(12).evaluate("(link) => link.click()")
    page.wait_for_url(lambda address: "/search/" not in address, wait_until="commit")
    page.go_back(wait_until="load")
    expect(results).to_have_count(count)
    page.wait_for_function(BACK, arg=1500)
