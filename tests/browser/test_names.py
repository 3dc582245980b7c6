"""Short links beside a claim or a passage have a name of their own for who hears them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.pages import LEDGER, thorough

pytestmark = pytest.mark.browser

SHORT = """() => [...document.querySelectorAll('.ways .links > a, .out > a, :is(.told-by, .ledger) td > small > a')]
  .filter((link) => /^(cite|link|card|report|링크|인용)$/.test(link.textContent))
  .map((link) => [link.textContent, link.ariaLabel ?? ''])"""


@pytest.mark.parametrize(
    "path",
    ["archive/icnk-2012/", *thorough("incidents/laos-2013/", LEDGER, f"ko/{LEDGER}", "organizations/hrw/claims/")],
)
def test_each_short_link_says_what_it_is_for(visit: Callable[..., Page], path: str) -> None:
    """Its name has the word that is shown, and what it stands at: a passage, or a claim by its figure."""
    named = visit(path).evaluate(SHORT)
    assert len(named) > 10
    assert [(word, name) for word, name in named if word not in name or len(name) < len(word) + 2] == []
    assert len({name for _, name in named}) > len(named) / 2


def test_a_tick_has_the_name_of_its_claim(visit: Callable[..., Page]) -> None:
    """What is put into the dossier is named as its link to be cited is, whichever script runs first."""
    page = visit(LEDGER)
    first = page.locator("table.ledger tbody tr").first
    cited = first.locator("small > a").nth(-2).get_attribute("aria-label") or ""
    assert first.locator(".tick").get_attribute("aria-label") == f"Dossier: {cited.removeprefix('cite ')}"
