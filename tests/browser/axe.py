"""axe-core, asked about a page in its present state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": TAGS}}
CONTRAST = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast"]}}
# Long lists and tables repeat themselves, and the time that contrast takes grows with the square of them.
REPEATED = """() => document.querySelectorAll('main :nth-child(n+9)').forEach((el) => {
  let alike = 0;
  for (let other = el.previousElementSibling; other?.tagName === el.tagName; other = other.previousElementSibling)
    alike += 1;
  if (alike >= 8 && !el.matches(':target, :last-child, svg *')) el.dataset.repeated = ''; })"""
FIRST = {"exclude": [["[data-repeated]"]]}


def violations(page: Page, options: Mapping[str, Any] = ALL) -> list[str]:
    """What axe finds, one line for each place: the rule, the place, and why; of many alike, the first and the last."""
    page.evaluate(REPEATED)
    found = Axe().run(page, context=FIRST, options=dict(options)).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]} | {' '.join(node['failureSummary'].split())}"
        for rule in found
        for node in rule["nodes"]
    ]
