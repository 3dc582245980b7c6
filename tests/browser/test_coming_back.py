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


UNFOLD = """() => [...document.querySelectorAll('main details:not([open], .rail *) > summary')].slice(0, 3)
  .forEach((one) => one.click())"""
OPEN = "() => [...document.querySelectorAll('main details:not(.rail *)')].flatMap((one, at) => (one.open ? [at] : []))"


@pytest.mark.parametrize(
    "path", ["archive/icnk-2012/", *thorough("ko/incidents/shenyang-2012/", "instruments/cat-1984/")]
)
def test_what_was_opened_is_open_again(visit: Callable[..., Page], path: str) -> None:
    """Folded parts that a reader has opened are open after loading again and after the way back, at the same height."""
    page = visit(path)
    made = page.evaluate(OPEN)
    page.evaluate(UNFOLD)
    opened = page.evaluate(OPEN)
    assert len(opened) > len(made)
    page.wait_for_function("(open) => `${history.state?.open}` === `${open}`", arg=opened)
    page.reload(wait_until="load")
    assert page.evaluate(OPEN) == opened
    page.goto("about/standards/")
    page.go_back(wait_until="load")
    assert page.evaluate(OPEN) == opened
    page.goto("about/standards/")
    page.goto(path)
    assert page.evaluate(OPEN) == made, "whoever comes anew finds the page as it is"


def test_a_place_on_the_page_keeps_what_was_opened(visit: Callable[..., Page]) -> None:
    """Who follows a link within the page and loads it again finds open what was open; nothing else is remembered."""
    page = visit("archive/icnk-2012/")
    page.locator("main details:not([open], .rail *) > summary:visible").first.click()
    opened = page.evaluate(OPEN)
    page.wait_for_function("() => history.state?.open")
    page.evaluate("() => { location.hash = 'p6'; }")
    page.wait_for_function("() => history.state?.open")
    page.reload(wait_until="load")
    assert page.evaluate(OPEN) == opened
    assert page.evaluate("() => Object.keys(history.state).sort().join()") == "of,open"


def test_a_dossier_outlives_an_opened_part(visit: Callable[..., Page]) -> None:
    """What the history has of a dossier stays when it notes an opened part."""
    page = visit("archive/icnk-2012/")
    page.locator("main").get_by_role("button", name="dossier").or_(
        page.locator("main input[type=checkbox]")
    ).first.click()
    before = page.evaluate("() => navigation.currentEntry.getState()?.dossier?.value ?? ''")
    assert before
    page.locator("main details:not([open], .rail *) > summary:visible").last.click()
    page.wait_for_function("() => history.state?.open")
    assert page.evaluate("() => navigation.currentEntry.getState()?.dossier?.value") == before
