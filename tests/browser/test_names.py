"""Short links beside a claim or a passage have a name of their own for who hears them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.pages import LEDGER, thorough

pytestmark = pytest.mark.browser

SHORT = """() => [...document.querySelectorAll(".ways .links > a, .out > a, .told-by td:last-child > small > a,
  table.ledger td:last-child > small > a:nth-last-child(-n + 2)")]
  .filter((link) => !link.textContent.includes("↗") && !link.href.includes("/origins/") && !link.matches(".archived"))
  .map((link) => [link.ariaLabel ?? link.textContent, link.href])"""


@pytest.mark.parametrize(
    "path", ["archive/icnk-2012/", *thorough("incidents/shenyang-2012/", LEDGER, f"ko/{LEDGER}", "organizations/hrw/")]
)
def test_each_short_link_says_what_it_is_for(visit: Callable[..., Page], path: str) -> None:
    """Two links of the same name lead to the same place; each name has the word that is shown."""
    page = visit(path)
    named = page.evaluate(SHORT)
    assert len(named) > 10
    assert [name for name, _ in named if len(name) < len("cite 1")] == []
    report = [name for name, _ in named if name.startswith("report ")]
    others = {(name, to) for name, to in named if not name.startswith("report ")}
    assert len(set(report)) == len(report)
    assert len({name for name, _ in others}) >= len({to for _, to in others}) * 0.9


def test_a_tick_has_the_name_of_its_claim(visit: Callable[..., Page]) -> None:
    """What is put into the dossier is named as its link to be cited is, whichever script runs first."""
    page = visit(LEDGER)
    first = page.locator("table.ledger tbody tr").first
    cited = first.locator("small > a").nth(-2).get_attribute("aria-label") or ""
    assert first.locator(".tick").get_attribute("aria-label") == f"Dossier: {cited.removeprefix('cite ')}"
