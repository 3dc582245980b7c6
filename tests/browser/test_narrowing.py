"""Indexes are narrowed by what their entries are; the choice has an address, and without scripts they are whole."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ROWS = ".narrowed > *"
PAGES = {"archive/": "language", "incidents/": "kind", "timeline/": "kind"}


@pytest.mark.parametrize(("index", "facet"), PAGES.items(), ids=list(PAGES))
def test_an_index_is_narrowed_by_what_its_entries_are(visit: Callable[..., Page], index: str, facet: str) -> None:
    """A choice leaves as many entries as it announces and is in the fragment; the way back shows all again."""
    page = visit(index)
    page.wait_for_selector("form.ledger:visible")
    whole = page.locator(f"{ROWS}:visible").count()
    choice = page.locator(f"select[data-choice={facet}] option").nth(1)
    announced = int(re.findall(r"\((\d+)\)$", choice.inner_text())[0])
    page.select_option(f"select[data-choice={facet}]", str(choice.get_attribute("value")))
    expect(page).to_have_url(re.compile(rf"#{facet}="))
    assert page.locator(f"{ROWS}:visible").count() == announced < whole
    expect(page.locator("form.ledger output")).to_have_text(re.compile(rf"^{announced} of {whole} "))
    other = visit(f"{index}#{page.url.partition('#')[2]}")
    other.wait_for_selector("form.ledger:visible")
    assert other.locator(f"{ROWS}:visible").count() == announced
    page.go_back()
    expect(page.locator(f"select[data-choice={facet}]")).to_have_value("")
    assert page.locator(f"{ROWS}:visible").count() == whole


@pytest.mark.parametrize("index", list(PAGES))
def test_an_index_is_whole_without_scripts(visit: Callable[..., Page], index: str) -> None:
    """Without scripts every entry is shown, and no form that does nothing."""
    page = visit(index, java_script_enabled=False)
    assert page.locator(f"{ROWS}:visible").count() == page.locator(ROWS).count() > 0
    expect(page.locator("form.ledger")).to_be_hidden()


@pytest.mark.parametrize("index", list(PAGES))
def test_a_narrowed_list_is_narrow_on_a_phone(visit: Callable[..., Page], index: str) -> None:
    """What a choice leaves out is not shown on a narrow screen either, where tables are blocks."""
    page = visit(index)
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_selector("form.ledger:visible")
    choice = page.locator("select[data-choice=year] option").nth(1)
    announced = int(re.findall(r"\((\d+)\)$", choice.inner_text())[0])
    page.select_option("select[data-choice=year]", str(choice.get_attribute("value")))
    assert page.locator(f"{ROWS}:visible").count() == announced
