"""The page of a source in a browser: contents, figures, claims and notes where a reader is sent to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import THOROUGH, thorough

pytestmark = pytest.mark.browser

CAPTURED = ("icnk-2012", "cecc-2012", "hrw-2021", "hrw-2015", "hrf-2023")
EMPTY = """() => { let all = 0, empty = 0;
  for (const passage of document.querySelectorAll('.passage')) {
    const box = passage.getBoundingClientRect(), last = passage.querySelector('.text').lastElementChild;
    all += box.height; empty += box.height && Math.max(0, box.bottom - last.getBoundingClientRect().bottom - 10); }
  return all ? empty / all : 0; }"""
MOST_EMPTY = 0.12


@pytest.mark.parametrize("key", [CAPTURED[0], *thorough(*CAPTURED[1:], "hrwxi-2023")])
def test_the_text_column_is_not_empty(visit: Callable[..., Page], key: str) -> None:
    """At 1440 pixels an eighth of the text column is empty at most: notes and claims make no void."""
    assert visit(f"archive/{key}/", width=1440).evaluate(EMPTY) <= MOST_EMPTY


@pytest.mark.parametrize("scripts", [False, *thorough(True)])
def test_a_link_to_a_note_opens_it(visit: Callable[..., Page], scripts: bool) -> None:
    """A note whose address is opened is open, without a script too."""
    page = visit("archive/hrw-2021/", java_script_enabled=False) if not scripts else visit("archive/hrw-2021/")
    anchor = page.locator("details.side > [id^='n-']").first.get_attribute("id")
    page = visit(f"archive/hrw-2021/#{anchor}", java_script_enabled=scripts)
    expect(page.locator(f"#{anchor}")).to_be_visible()


@THOROUGH
def test_a_link_into_a_closed_chapter_opens_it(visit: Callable[..., Page]) -> None:
    """A passage within a closed chapter can be linked to."""
    page = visit("archive/hrw-2021/#p3")
    expect(page.locator("#p3")).to_be_visible()
    expect(visit("archive/hrw-2021/").locator("#p3")).to_be_hidden()


def test_a_claim_that_is_linked_to_says_its_sentence(visit: Callable[..., Page]) -> None:
    """Whoever is sent a claim reads who says what, when and with which hedge, in one sentence."""
    sentence = "#c-returned-50 .sentence"
    expect(visit("archive/hrw-2021/").locator(sentence)).to_be_hidden()
    page = visit("archive/hrw-2021/#c-returned-50", width=390)
    expect(page.locator(sentence)).to_be_visible()
    expect(page.locator(sentence)).to_contain_text("nearly 50")
    box = page.locator(".rail summary").bounding_box()
    assert box
    assert box["y"] < 10, "the name of the document stays in view"


@pytest.mark.parametrize(("width", "folded"), [(390, True), *thorough((1440, False))])
def test_contents_are_beside_the_text_or_one_line(visit: Callable[..., Page], width: int, folded: bool) -> None:
    """The contents are beside the text where there is room; else they are a line that opens."""
    page = visit("archive/hrf-2023/", width=width)
    entry = page.locator(".rail ol a").first
    assert entry.is_hidden() is folded
    if folded:
        page.locator(".rail summary").click()
    expect(entry).to_contain_text("The signatories")
