"""What a browser is really sent, compressed as GitHub Pages compresses it, against the budgets of DESIGN section 9."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from benchmarks.weigh import FIRST, NEXT
from tests.browser.pages import HANDFUL, SOME, THOROUGH

pytestmark = pytest.mark.browser

FIRST_SEARCH = 350_000


def _taken(sent: list[int]) -> int:
    """What was sent since the last time it was asked, in bytes."""
    taken = sum(sent)
    sent.clear()
    return taken


@pytest.mark.parametrize("kind", SOME)
def test_a_first_visit_keeps_its_budget(context: Callable[..., BrowserContext], sent: list[int], kind: str) -> None:
    """A page is sent whole in 120 kB to who comes for the first time, and in 25 kB to who was elsewhere before."""
    page = context().new_page()
    sent.clear()
    page.goto(HANDFUL[kind], wait_until="networkidle")
    page.evaluate("() => document.fonts.ready.then(() => null)")
    first = _taken(sent)
    assert 5_000 < first <= FIRST + (FIRST_SEARCH if kind == "search" else 0)
    page.goto("about/method/", wait_until="networkidle")
    assert 1_000 < _taken(sent) <= NEXT


@THOROUGH
def test_a_first_search_keeps_its_budget(context: Callable[..., BrowserContext], sent: list[int]) -> None:
    """From the search page to the first results no more is sent than 350 kB, scripts of the search included."""
    page = context().new_page()
    page.goto("about/", wait_until="networkidle")
    sent.clear()
    page.goto("search/#q=Tumen", wait_until="networkidle")
    page.wait_for_selector("ol.search-results > li")
    page.wait_for_load_state("networkidle")
    assert 50_000 < _taken(sent) <= FIRST_SEARCH
