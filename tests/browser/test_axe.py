"""axe-core finds nothing on any kind of page: light, dark, in forced colours and on a narrow screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from tests.browser.pages import HANDFUL, KINDS

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": TAGS}}
CONTRAST = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast"]}}


def _violations(page: Page, options: Mapping[str, Any] = ALL) -> list[str]:
    """What axe finds, one line for each place: the rule, the place, and why."""
    found = Axe().run(page, options=dict(options)).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]} | {' '.join(node['failureSummary'].split())}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_found_in_light(visit: Callable[..., Page], kind: str) -> None:
    """Every kind of page passes the rules of WCAG 2.0, 2.1 and 2.2, A and AA, and axe's own good practice."""
    assert _violations(visit(KINDS[kind], color_scheme="light")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_contrast_holds_in_the_dark(visit: Callable[..., Page], kind: str) -> None:
    """Every kind of page has enough contrast when the reader prefers dark."""
    assert _violations(visit(KINDS[kind], color_scheme="dark"), CONTRAST) == []


@pytest.mark.parametrize("kind", HANDFUL)
def test_nothing_is_found_in_forced_colours(visit: Callable[..., Page], kind: str) -> None:
    """Pages pass when the system chooses the colours."""
    assert _violations(visit(HANDFUL[kind], forced_colors="active")) == []


@pytest.mark.parametrize("kind", HANDFUL)
def test_nothing_is_found_on_a_narrow_screen(visit: Callable[..., Page], kind: str) -> None:
    """Pages pass at a width of 320 px, where menus and side notes fold."""
    assert _violations(visit(HANDFUL[kind], width=320, height=700)) == []


@pytest.mark.parametrize(
    ("harm", "rule"),
    [
        ("document.querySelector('main p').style.color = '#bbb'", "color-contrast"),
        ("document.querySelector('main td a').textContent = ''", "link-name"),
        (
            "document.querySelector('form select').labels.forEach((label) => label.replaceWith(label.control))",
            "select-name",
        ),
        ("document.documentElement.removeAttribute('lang')", "html-has-lang"),
    ],
)
def test_harm_is_found(visit: Callable[..., Page], harm: str, rule: str) -> None:
    """The check itself works: a page that is harmed on purpose does not pass."""
    page = visit("claims/", color_scheme="light")
    page.evaluate(harm)
    assert any(line.startswith(f"{rule}:") for line in _violations(page))
