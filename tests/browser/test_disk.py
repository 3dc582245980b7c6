"""The copy for a disk, unpacked and opened from there: no server, no network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import LEDGER, PATIENCE, THOROUGH

pytestmark = [pytest.mark.browser, THOROUGH]  # the whole copy is unpacked, and it grows with the archive


ABORTED = "net::ERR_ABORTED"
"""What Chromium says of a request whose page was left before it came."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A reader without a network, who notes what goes wrong; a request whose page was left does not count."""
    context = browser.new_context(offline=True)
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("requestfailed", lambda request: wrong.extend([request.url] * (request.failure != ABORTED)))
    yield opened
    assert wrong == []
    context.close()


def test_the_copy_is_read_from_a_disk(page: Page, copy: Path) -> None:
    """From the first page links lead to an incident, to a passage of a source and home again, in the site's dress."""
    page.goto((copy / "index.html").as_uri())
    assert "Archive Serif" in page.evaluate("() => getComputedStyle(document.body).fontFamily")
    assert page.evaluate("() => document.fonts.ready.then(() => document.fonts.size)") > 0
    page.locator("main .lead-incidents .leads a").first.click()
    page.locator("main a[href*='archive/'][href*='#']").first.click()
    assert page.url.startswith("file:")
    expect(page.locator(":target")).to_have_count(1)
    page.locator("header .brand").click()
    page.wait_for_url((copy / "index.html").as_uri())
    assert page.locator("main svg.map a").count() > 5


@pytest.mark.parametrize("words", ["투먼", "Tumen"])
def test_the_copy_is_searched(page: Page, copy: Path, words: str) -> None:
    """The search of the copy finds names in any letters and leads to a page of the copy."""
    page.goto((copy / "search/index.html").as_uri())
    page.get_by_label("Words, names or numbers").fill(words)
    expect(page.get_by_role("status")).to_contain_text("results")
    page.locator("ol.search-results a").filter(has_text="Tumen").first.click()
    assert page.url.startswith("file:")
    assert page.locator("h1").count() == 1


def test_a_card_is_saved_as_png(page: Page, copy: Path) -> None:
    """In the copy too a card is drawn as PNG, though a page may not read other files."""
    page.goto((copy / "archive/cecc-2012/cite/index.html").as_uri())
    with page.expect_download() as found:
        page.locator("#c-returned-30-official").get_by_role("button", name="Save the card").click()
    assert found.value.path().read_bytes().startswith(b"\x89PNG")


def test_words_stay_in_the_fragment(page: Page, copy: Path) -> None:
    """In the copy too the form of any page leads to `#q=…`, an old `?q=` is turned into it, and the way back works."""
    page.goto((copy / "about" / "index.html").as_uri())
    page.get_by_role("searchbox", name="Search the archive").fill("Tumen")
    page.keyboard.press("Enter")
    page.wait_for_url((copy / "search" / "index.html").as_uri() + "#q=Tumen")
    expect(page.get_by_role("status")).to_contain_text("results")
    page.get_by_role("searchbox", name="Search the archive").fill("Shenyang")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Words, names or numbers")).to_have_value("Shenyang")
    page.go_back()
    expect(page.get_by_label("Words, names or numbers")).to_have_value("Tumen")
    page.goto((copy / "search" / "index.html").as_uri() + "?q=Tumen")
    page.wait_for_url((copy / "search" / "index.html").as_uri() + "#q=Tumen")


def test_the_ledger_of_the_copy_is_filtered(page: Page, copy: Path) -> None:
    """A filtered ledger has an address in the copy, and the way back undoes the filter."""
    address = (copy / LEDGER / "index.html").as_uri()
    page.goto(address)
    page.select_option("select[data-choice=stance]", "asserts")
    page.wait_for_url(f"{address}#stance=asserts")
    page.go_back()
    expect(page.locator("select[data-choice=stance]")).to_have_value("")
