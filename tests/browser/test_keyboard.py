"""The archive with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import KINDS, THOROUGH, thorough

pytestmark = pytest.mark.browser

# What takes the focus, in order, as the page stands: what a closed <details> holds does not.
STOPS = """() => [...document.querySelectorAll(
  'a[href], area[href], button, input, select, textarea, summary, [tabindex], iframe, [contenteditable]')]
  .filter((el) => el.tabIndex >= 0 && !el.disabled && el.checkVisibility({visibilityProperty: true})
    && !el.closest('[inert]')).map((el, number) => { el.dataset.stop = number; return el.outerHTML.slice(0, 120); })"""

# The look of what has the focus, against the same element without it, and whether any of it can be seen.
FOCUS = """() => {
  const el = document.activeElement;
  const svg = el.closest('svg');
  const parts = [el, ...(svg ? el.querySelectorAll('*') : [])];
  const look = () => parts.map((part) => { const s = getComputedStyle(part);
    return [s.outlineStyle === 'none' ? '' : s.outlineStyle + s.outlineWidth + s.outlineColor, s.boxShadow,
      ...(svg ? [s.stroke, s.strokeWidth, s.fill, s.textDecorationLine] : [])].join('|'); }).join('\\n');
  const focused = look();
  const boxes = [...el.getClientRects()].filter((box) => box.width && box.height);
  // Of a table that is higher than the screen the part on the screen counts.
  const within = (a, b, limit, part) => Math.max(a, 0) + part * (Math.min(b, limit) - Math.max(a, 0));
  const points = boxes.flatMap((b) => [.1, .5, .9].flatMap((x) => [.2, .5, .8].map((y) =>
    [within(b.left, b.right, innerWidth, x), within(b.top, b.bottom, innerHeight, y)])));
  const seen = points.some(([x, y]) => { const hit = document.elementFromPoint(x, y);
    return hit && (el.contains(hit) || hit.contains(el)); });
  const stop = el.dataset.stop ?? null;
  const html = el.outerHTML.slice(0, 120);
  el.blur();
  const differs = look() !== focused;
  el.focus({preventScroll: true, focusVisible: true});
  return {stop, differs, seen, html};
}"""

BACK = 25
"""How many stops a reader goes back."""

SCROLLING = """() => [...document.querySelectorAll('main *')].filter((el) => el.checkVisibility()
  && ['auto', 'scroll'].includes(getComputedStyle(el).overflowX) && el.scrollWidth > el.clientWidth + 1)"""


def _walk(page: Page, steps: int, key: str = "Tab") -> list[dict[str, Any]]:
    """Press a key so many times and say each time what has the focus."""
    walked = []
    for _ in range(steps):
        page.keyboard.press(key)
        walked.append(page.evaluate(FOCUS))
    return walked


@pytest.mark.parametrize("kind", ["search", *thorough("source", "home", "claims", "map")])
def test_the_first_stop_leads_to_the_text(visit: Callable[..., Page], kind: str) -> None:
    """The first stop is a link that shows itself and jumps over the navigation; the next stop is in the text."""
    page = visit(KINDS[kind])
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert (skip.get_attribute("href") or "").startswith("#")
    box = skip.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('main'))")


@pytest.mark.parametrize(
    "kind", ["event", *thorough("search", "organization", "instrument", "timeline", "home", "missing")]
)
def test_every_stop_is_reached_in_order(visit: Callable[..., Page], kind: str) -> None:
    """Tab goes through everything in the order of the page to the end of the footer, each stop seen and marked."""
    page = visit(KINDS[kind])
    if kind == "search":
        page.wait_for_selector("form.search-form")
    stops = page.evaluate(STOPS)
    walked = _walk(page, len(stops))
    assert [step["html"] for step in walked if not step["differs"]] == [], "focus cannot be told"
    assert [step["html"] for step in walked if not step["seen"]] == [], "focus is hidden"
    reached = [int(step["stop"]) for step in walked if step["stop"]]
    assert reached == list(range(len(stops))), [stops[n] for n in sorted(set(range(len(stops))) - set(reached))]
    assert page.evaluate("() => Boolean(document.activeElement.closest('footer'))")


@THOROUGH
def test_a_long_page_ends_in_the_footer(visit: Callable[..., Page]) -> None:
    """On the page of a source Tab reaches the footer, and Shift and Tab come back: nothing holds the reader."""
    page = visit("archive/hrw-2015/")
    stops = len(page.evaluate(STOPS))
    for _ in range(stops):
        page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('body > footer'))")
    for _ in range(BACK):
        page.keyboard.press("Shift+Tab")
    assert page.evaluate("() => document.activeElement.dataset.stop") == str(stops - 1 - BACK)


@pytest.mark.parametrize("width", [320, *thorough(1280)])
def test_the_navigation_is_reached(visit: Callable[..., Page], width: int) -> None:
    """Every entrance of the main navigation is a stop after Enter has opened “Menu” or “More”, whichever is there."""
    page = visit("", width=width)
    closed = page.locator("header details:not([open]) > summary:visible")
    assert closed.count() == 1
    while closed.count():
        closed.first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.parentElement.open")
    stops = page.evaluate(STOPS)
    links = page.locator("header nav a").count()
    assert links >= 12
    _walk(page, 1)
    assert page.locator("header nav a[data-stop]").count() == links
    assert stops


@pytest.mark.parametrize("kind", ["policies", *thorough("event", "source", "incident", "data")])
def test_what_is_folded_opens_with_enter(visit: Callable[..., Page], kind: str) -> None:
    """Every folded part opens and closes with Enter and with the space bar."""
    page = visit(KINDS[kind])
    for summary in page.locator("main details > summary:visible").all():
        before = summary.evaluate("(el) => el.parentElement.open")
        summary.focus()
        page.keyboard.press("Enter")
        assert summary.evaluate("(el) => el.parentElement.open") is not before
        page.keyboard.press("Space")
        assert summary.evaluate("(el) => el.parentElement.open") is before


@pytest.mark.parametrize("kind", ["incident", *thorough("architecture", "claims", "instrument", "fields")])
def test_what_scrolls_sideways_moves_with_the_keyboard(visit: Callable[..., Page], kind: str) -> None:
    """A table or a piece of code that is wider than a narrow screen takes the focus and follows the arrow keys."""
    page = visit(KINDS[kind], width=320, height=700)
    wide = page.evaluate_handle(SCROLLING)
    for number in range(wide.evaluate("(all) => all.length")):
        box = wide.evaluate_handle("(all, number) => all[number]", number).as_element()
        assert box
        assert box.evaluate("(el) => el.tabIndex") == 0, box.evaluate("(el) => el.outerHTML.slice(0, 140)")
        box.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("(el) => el.scrollLeft > 0", arg=box)


# Whether all of what has the focus is hidden by something that floats over the page (WCAG 2.4.11).
HIDDEN = """() => {
  const el = document.activeElement;
  const within = (at, end) => Math.min(Math.max(at, 0), end - 1);
  const parts = [...el.getClientRects()].filter((b) => b.right > 0 && b.bottom > 0 && b.left < innerWidth
    && b.top < innerHeight && b.width && b.height);
  const points = parts.flatMap((b) => [.1, .5, .9].flatMap((x) => [.1, .5, .9].map((y) =>
    [within(b.left + x * b.width, innerWidth), within(b.top + y * b.height, innerHeight)])));
  const seen = points.some(([x, y]) => { const hit = document.elementFromPoint(x, y);
    return hit && (el.contains(hit) || hit.contains(el)); });
  return seen || el === document.body ? '' : el.outerHTML.slice(0, 100);
}"""
FLOATING = {
    "archive/icnk-2012/": 640,
    "archive/icnk-2012/cite/": 640,
    "incidents/shenyang-2012/": 320,
    "compare/#a=icnk-2012&b=cecc-2012": 320,
}


@pytest.mark.parametrize(("path", "width"), [list(FLOATING.items())[1], *thorough(*FLOATING.items())])
def test_nothing_that_floats_hides_the_focus(visit: Callable[..., Page], path: str, width: int) -> None:
    """On a low screen, with a dossier and the bar of a chosen line, some of each stop is in sight, down and up."""
    page = visit("archive/hrw-2015/#dossier=icnk-2012.c-returned-41", width=width, height=400)
    page.goto(f"{path}{'&' if '#' in path else '#'}dossier=icnk-2012.c-returned-41", wait_until="load")
    page.locator(".dossier-bar").wait_for()
    if "cite" in path:
        page.locator("ul.lines > li").nth(3).click()
    hidden = []
    for key in ("Tab", "Shift+Tab"):
        for _ in range(60):
            page.keyboard.press(key)
            hidden.append(page.evaluate(HIDDEN))
    assert list(filter(None, hidden)) == []


OVERLAYS = {"header details.menu": "archive/icnk-2012/", ".rail > details": "archive/icnk-2012/"}


@pytest.mark.parametrize(("folded", "path"), [next(iter(OVERLAYS.items())), *thorough(list(OVERLAYS.items())[1])])
def test_what_opens_over_the_page_makes_way(visit: Callable[..., Page], folded: str, path: str) -> None:
    """A menu closes with Escape, which leads back to it, and when the keyboard or a link goes on to the page."""
    page = visit(path, width=390, height=844)
    opened = page.locator(folded)
    summary = opened.locator("> summary")

    def open_it() -> None:
        summary.focus()
        page.keyboard.press("Enter")
        expect(opened).to_have_attribute("open", "")
        page.keyboard.press("Tab")

    open_it()
    page.keyboard.press("Escape")
    expect(opened).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    open_it()
    for _ in range(opened.locator("a").count() + 1):
        page.keyboard.press("Tab")
    expect(opened).not_to_have_attribute("open", "")
    if "rail" in folded:
        open_it()
        opened.locator("a[href^='#p']").last.click()
        expect(opened).not_to_have_attribute("open", "")
        expect(page.locator(":target")).to_be_in_viewport()


def test_the_keyboard_goes_on_at_the_form_when_all_is_loaded(visit: Callable[..., Page]) -> None:
    """The button that loads a whole list goes away; who pressed it with the keyboard is at the first of the filters."""
    page = visit("claims/")
    page.get_by_role("button", name="Load and filter all").press("Enter")
    expect(page.locator("form.ledger [data-choice=q]")).to_be_focused()
