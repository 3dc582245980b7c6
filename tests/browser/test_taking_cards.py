"""Pictures to take away: a script draws them as PNG on the device; test_disk.py has the copy on a disk."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest
from playwright.sync_api import Download, Locator, Page, expect

from tests.browser.pages import THOROUGH

pytestmark = pytest.mark.browser

CITE, CLAIM = "archive/cecc-2012/cite/", "c-returned-30-official"
COPIES = "() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }"
LEAST = 1600


def _saved(page: Page, button: Locator) -> Download:
    with page.expect_download() as found:
        button.click()
    return found.value


def _size(saved: Download) -> tuple[int, int]:
    data = saved.path().read_bytes()
    assert data.startswith(b"\x89PNG")
    wide, high = struct.unpack(">II", data[16:24])
    return wide, high


def test_a_card_is_saved_as_png(visit: Callable[..., Page]) -> None:
    """Beside each claim about an incident is its card, and a button that saves it, large enough for print."""
    page = visit(CITE)
    line = page.locator(f"#{CLAIM}")
    saved = _saved(page, line.get_by_role("button", name="Save the card"))
    assert saved.suggested_filename == "cecc-2012-returned-30-official.png"
    assert _size(saved)[0] == LEAST
    expect(line.locator("output")).to_have_text("Saved")
    card = page.url.partition("cite/")[0] + "cards/returned-30-official.svg"
    expect(line.get_by_role("link", name="Card of")).to_have_attribute("href", card)


def test_html_for_another_site_is_copied(visit: Callable[..., Page]) -> None:
    """The HTML has the address of the claim, of its card, and the sentence for those who cannot see it; no script."""
    page = visit(CITE)
    page.evaluate(COPIES)
    page.locator(f"#{CLAIM}").get_by_role("button", name="Copy HTML").click()
    copied = str(page.evaluate("window.copied"))
    assert f'/archive/cecc-2012/#{CLAIM}"><img src="https://' in copied
    assert "/archive/cecc-2012/cards/returned-30-official.svg" in copied
    assert (
        'alt="The Congressional-Executive Commission on China reports, citing CNN, that a South Korean official'
        in copied
    )
    assert "claimed; may have" in copied
    assert "<script" not in copied


@THOROUGH
def test_the_picture_of_an_incident_is_saved_as_png(visit: Callable[..., Page]) -> None:
    """The picture of an incident is there as two files, each with the button."""
    page = visit("incidents/shenyang-2012/")
    saved = _saved(page, page.get_by_role("button", name="Save wide as PNG"))
    assert _size(saved)[0] >= LEAST


@THOROUGH
def test_a_picture_that_does_not_load_is_told(visit: Callable[..., Page]) -> None:
    """Where the file is out of reach the reader is told that it did not load."""
    page = visit(CITE)
    page.route("**/*.svg", lambda route: route.abort())
    page.locator(f"#{CLAIM}").get_by_role("button", name="Save the card").click()
    expect(page.locator(f"#{CLAIM} output")).to_contain_text("did not load; try again")
