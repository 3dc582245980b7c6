"""Citing with a script: a line fills every style and is copied, and a chosen style holds for the visit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from macros.site.works.styles import STYLES
from tests.browser.pages import THOROUGH, thorough
from tests.browser.test_privacy import KEPT, NOTHING

pytestmark = pytest.mark.browser

CITE, CLAIM = "archive/cecc-2012/cite/", "c-returned-30-official"
COPIES = "() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }"
FILLED = (
    f"/archive/cecc-2012/#{CLAIM}, passage 6: "
    "The Congressional-Executive Commission on China reports, citing CNN, that a South Korean official"
)


@pytest.fixture
def cite(visit: Callable[..., Page]) -> Page:
    """The citations of a source, where what is copied can be read."""
    page = visit(CITE)
    page.evaluate(COPIES)
    return page


def _copied(page: Page) -> str:
    return str(page.evaluate("window.copied"))


def _citations(page: Page) -> list[str]:
    return page.locator("dl.styles dd").all_text_contents()


def test_a_line_fills_every_style_and_is_copied(cite: Page) -> None:
    """A click on a line puts it behind the address in all styles, takes the line before away, and copies the first."""
    cite.locator("#p6").click()
    cite.locator(f"#{CLAIM}").click()
    assert len(_citations(cite)) == len(STYLES)
    assert all(FILLED in text and "#p6" not in text for text in _citations(cite))
    assert _copied(cite).startswith("Congressional-Executive Commission on China, “")
    assert FILLED in _copied(cite)
    assert _copied(cite).endswith("(“claimed; may have”).")
    expect(cite.locator(".style-bar output")).to_have_text(f"Copied: #{CLAIM}, passage 6 in Chicago, note")


@THOROUGH
def test_a_line_is_copied_by_keyboard(cite: Page) -> None:
    """Every line has a button."""
    cite.locator("#p6 button").press("Enter")
    assert _copied(cite).endswith("/archive/cecc-2012/#p6, passage 6.")


@pytest.mark.parametrize("anchor", [CLAIM, *thorough("p6")])
def test_arriving_at_a_line_fills_the_citations(visit: Callable[..., Page], anchor: str) -> None:
    """The citation of the place that a link names is there at once, whole, in the bar at the foot of the window."""
    page = visit(f"{CITE}#{anchor}", width=390)
    assert all(f"cecc-2012/#{anchor}, passage 6" in text for text in _citations(page))
    expect(page.locator(".style-bar .result")).to_be_in_viewport()
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_a_sentence_is_copied_with_its_note(cite: Page) -> None:
    """*Copy the sentence and its note* copies two lines as plain text; the note does not repeat the sentence."""
    cite.locator(f"#{CLAIM}").click()
    cite.get_by_role("button", name="Copy the sentence and its note").click()
    sentence, note = _copied(cite).split("\n")
    assert sentence.startswith("The Congressional-Executive Commission on China reports, citing CNN, that")
    assert sentence.endswith("(“claimed; may have”).¹")
    assert note.startswith("¹ Congressional-Executive Commission on China, “")
    assert note.endswith(f"/archive/cecc-2012/#{CLAIM}, passage 6.")
    assert all(FILLED in text for text in _citations(cite))


def test_a_style_holds_for_the_visit(visit: Callable[..., Page]) -> None:
    """It is chosen once, handed on from page to page, and nothing is kept on the device."""
    page = visit("archive/cecc-2012/#cite")
    page.locator(".style-bar select").select_option("oscola")
    expect(page.locator("#cite dl.styles > div:visible")).to_have_count(2)
    page.get_by_role("link", name="Incidents", exact=True).first.click()
    page.get_by_role("link", name="Liaoning and Jilin, February 2012").first.click()
    page.get_by_role("main").get_by_role("link", name="All claims in tables").first.click()
    page.wait_for_load_state()
    page.locator("main a[href*='cite/'][href*='#c-']:visible").first.click()
    page.wait_for_load_state()
    expect(page.locator(".style-bar select")).to_have_value("oscola")
    expect(page.locator("dl.styles > div:visible dt")).to_have_text(["OSCOLA"])
    expect(page.locator("ul.lines > li.chosen")).to_be_in_viewport()
    expect(page.locator(".style-bar .result")).to_contain_text("#c-")
    page.reload()
    expect(page.locator("dl.styles > div:visible dt")).to_have_text(["OSCOLA"])
    expect(page.locator(".style-bar .result")).to_contain_text("#c-")
    assert page.evaluate(KEPT) == NOTHING


@THOROUGH
def test_a_place_is_marked_behind_a_style(visit: Callable[..., Page]) -> None:
    """A link with a style leads to its place as it does without; the address is then plain."""
    page = visit("archive/cecc-2012/#style=apa-7&at=c-returned-march")
    assert page.evaluate("location.hash") == "#c-returned-march"
    assert page.evaluate("document.querySelector(':target').id") == "c-returned-march"
    expect(page.locator("#cite .style-bar select")).to_have_value("apa-7")
