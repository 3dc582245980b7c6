"""axe-core finds nothing in forced colours, on narrow and wide screens, and finds what is wrong; see test_outline."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.pages import COSTLY, KINDS, LEDGER, THOROUGH

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", COSTLY)
def test_nothing_is_found_in_forced_colours(visit: Callable[..., Page], kind: str) -> None:
    """Pages pass when the system chooses the colours."""
    assert violations(visit(KINDS[kind], forced_colors="active")) == []


@pytest.mark.parametrize("width", [320, pytest.param(1920, marks=THOROUGH)])
@pytest.mark.parametrize("kind", COSTLY)
def test_nothing_is_found_on_narrow_and_on_wide_screens(visit: Callable[..., Page], kind: str, width: int) -> None:
    """Pages pass at a width of 320 px, where menus and notes fold, and at 1920 px, where all are side by side."""
    assert violations(visit(KINDS[kind], width=width, height=700)) == []


HARMS = {
    "color-contrast": "document.querySelector('main p').style.color = '#bbb'",
    "link-name": "document.querySelector('main td a').textContent = ''",
    "select-name": "document.querySelector('form select').labels.forEach((label) => label.replaceWith(label.control))",
    "html-has-lang": "document.documentElement.removeAttribute('lang')",
}


@THOROUGH
def test_harm_is_found(visit: Callable[..., Page]) -> None:
    """The check itself works: on a page that is harmed on purpose it finds each harm."""
    page = visit(LEDGER, color_scheme="light")
    for harm in HARMS.values():
        page.evaluate(harm)
    found = {line.partition(":")[0] for line in violations(page)}
    assert set(HARMS) <= found
