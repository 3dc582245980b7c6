"""Whoever switches the language stays where they are: at the same claim, and in the same search."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import thorough

pytestmark = pytest.mark.browser

SEARCHED = "#q=Tumen&kind=Claim"


def _switch(page: Page, language: str) -> Locator:
    return page.locator(f"header .languages a[lang={language}]")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("incidents/baishan-2017/", "c-returned-5-caleb"),
        *thorough(("archive/hrf-2023/", "c-returned-600"), ("instruments/cat-1984/", "art-3")),
    ],
)
def test_another_language_opens_at_the_same_place(visit: Callable[..., Page], path: str, place: str) -> None:
    """The switch leads to the same claim or provision, on to the third language and back to the first."""
    page = visit(f"{path}#{place}")
    for language, edition in (("ko", "ko/"), ("zh-Hans", "zh/"), ("en", "")):
        _switch(page, language).click()
        page.wait_for_url(f"**/archive/{edition}{path}#{place}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator(":target")).to_be_in_viewport()


def test_another_language_searches_for_the_same_words(visit: Callable[..., Page]) -> None:
    """Words and choices of a search are those of the page in the other language, which finds as much."""
    page = visit(f"search/{SEARCHED}")
    results = page.locator(".search-results > li")
    expect(results.first).to_be_visible()
    count = results.count()
    _switch(page, "ko").click()
    page.wait_for_url(f"**/ko/search/{SEARCHED}")
    expect(page.locator("#q")).to_have_value("Tumen")
    expect(results).to_have_count(count)


def test_a_page_without_a_form_in_a_language_still_says_so(visit: Callable[..., Page]) -> None:
    """The place of a page that the other language does not have is not handed on: its reader is told instead."""
    page = visit("bibliography/list-2012/#icnk-2012")
    _switch(page, "ko").click()
    page.wait_for_url("**/ko/#no-page")
    expect(page.locator("#no-page")).to_be_visible()


def test_a_chosen_style_goes_along_with_the_place(visit: Callable[..., Page]) -> None:
    """Who has chosen a style of citation keeps it in the other language and back, at the same claim."""
    page = visit("archive/hrf-2023/#style=oscola&at=c-returned-600")
    page.wait_for_url("**#c-returned-600")
    _switch(page, "ko").click()
    page.wait_for_url("**/ko/archive/hrf-2023/#c-returned-600")
    assert page.evaluate("visit.style") == "oscola"
