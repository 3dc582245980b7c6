"""Readers find an original from the first page in at most four clicks, and both ways to report on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route

from tests.browser.pages import KINDS, RECORDS, thorough

pytestmark = pytest.mark.browser

STUB = "<!doctype html><html lang=en><title>elsewhere</title><p>Stands in for an original.</p>"
ORIGINAL = r"^(original|repost|publisher’s page) ↗"
IN_TABLES = r"^All claims in tables$"

WAYS = {
    "what happened": [r"Liaoning and Jilin, February 2012", IN_TABLES, ORIGINAL],
    "what happened, by the list": [r"^What happened$", r"Liaoning and Jilin, February 2012", IN_TABLES, ORIGINAL],
    "what happened, by a claim": [r"Liaoning and Jilin, February 2012", r"^at least 41", ORIGINAL],
    "what the law says": [r"^What the law says$", r"^Convention against Torture", r"^HRW 2015, passage", ORIGINAL],
    "who said it": [r"^Who said it$", r"^2012$", r"^at least 41", ORIGINAL],
    "who said it, by organization": [r"^organizations$", r"^Human Rights Watch$", r"^at least 1,170$", ORIGINAL],
    "a document": [r"^The sources$", r"^HRF and co-signatories on a mass return", ORIGINAL],
}
FIRST_WAYS = ("what happened", "what the law says")


@pytest.fixture
def home(visit: Callable[..., Page]) -> Page:
    """The first page, in a browser for which every other site is a stub."""
    page = visit("")
    own = re.escape(page.url)
    page.route(re.compile(f"^(?!{own})"), _stub)
    return page


def _stub(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body=STUB)


def _link(page: Page, words: str) -> Locator:
    """The first link in the text that reads so and can be seen; where a passage was jumped to, the one there."""
    pattern = re.compile(words)
    target = page.locator("main :target").get_by_role("link").filter(has_text=pattern, visible=True)
    anywhere = page.get_by_role("main").get_by_role("link").filter(has_text=pattern, visible=True)
    return (target if target.count() else anywhere).first


@pytest.mark.parametrize("kind", ["source", *thorough(*(one for one in [*RECORDS, "cite page"] if one != "source"))])
def test_both_ways_to_report_are_in_sight_on_a_phone(visit: Callable[..., Page], kind: str) -> None:
    """A page of each kind asks both questions above its text, and leads to our own page and to the form filled in."""
    page = visit(KINDS[kind], width=390)
    page.get_by_role("main").get_by_role("link", name="Is this about you? Something wrong?").locator(
        "visible=true"
    ).first.click()
    report = page.locator("#report")
    assert report.get_by_role("link", name="Is this about you, or is someone at risk?").is_visible()
    assert report.get_by_text("Without an account:").is_visible()
    form = report.get_by_role("link", name="Something is wrong with a fact").get_attribute("href") or ""
    asked = parse_qs(urlsplit(form).query)
    assert asked["address"] == [page.locator("link[rel=canonical]").get_attribute("href")]
    assert "revision" in asked


@pytest.mark.parametrize("way", [*FIRST_WAYS, *thorough(*(one for one in WAYS if one not in FIRST_WAYS))])
def test_a_reader_reaches_an_original(home: Page, way: str) -> None:
    """From the first page a reader comes to the original document, whose plain address is marked on the link."""
    clicks = WAYS[way]
    assert len(clicks) <= 4
    origin = urlsplit(home.url).netloc
    marked = None
    for words in clicks:
        link = _link(home, words)
        marked = link.get_attribute("href")
        drawn = link.locator("text")  # in a picture the words may be beside the mark, with nothing between them
        (drawn.first if drawn.count() else link).click()
        home.wait_for_load_state()
    assert marked is not None
    assert urlsplit(marked).scheme in {"http", "https"}
    assert urlsplit(home.url).netloc not in {origin, ""}
    assert home.url.partition("#")[0] == marked.partition("#")[0]
