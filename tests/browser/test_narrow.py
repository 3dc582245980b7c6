"""320 pixels are enough, as are the reader's own distances between letters, words and lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from macros.site.languages.page_words import OWN_NAMES
from tests.browser.pages import COSTLY, HANDFUL, KINDS, RECORDS, SOME, THOROUGH, thorough

pytestmark = pytest.mark.browser

# WCAG 1.4.12, and what it asks of every page.
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }\
    p { margin-bottom: 2em !important }"

# What reaches out of the page sideways; what scrolls by itself is left out (tables and code may, WCAG 1.4.10).
OUTSIDE = """() => [...document.querySelectorAll('body *')].filter((el) => el.checkVisibility()
    && !el.closest('.visually-hidden, .skip') && el.getBoundingClientRect().right > innerWidth + 1)
  .filter((el) => { for (let up = el.parentElement; up; up = up.parentElement)
    if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX)) return false; return true; })
  .slice(0, 5).map((el) => el.outerHTML.slice(0, 140))"""
# The height of the line that stays with the reader.
FLOATING = """() => Math.max(0, ...[...document.querySelectorAll('.rail, .tools')].filter((el) =>
  getComputedStyle(el).position === 'sticky' && Math.abs(el.getBoundingClientRect().top) < 2
  && el.getBoundingClientRect().width > innerWidth / 2).map((el) => el.getBoundingClientRect().height))"""
WIDTH = "() => document.scrollingElement.scrollWidth"

# Text that is cut off: a box that hides what does not fit. What is for the ear alone is a box of one pixel.
# The line that stays with the reader has as much of the title as fits, and a row of a picture of names; the heading and
# the table have all of it.
CLIPPED = """() => [...document.querySelectorAll('body *')].filter((el) => el.checkVisibility()
    && !el.matches('svg, svg *, .rail-of, .rows b, .rows svg + span') && el.textContent.trim()
    && !(el.clientWidth <= 1 && el.clientHeight <= 1)
    && getComputedStyle(el).clipPath === 'none' && getComputedStyle(el).clip === 'auto'
    && (['hidden', 'clip'].includes(getComputedStyle(el).overflowX) && el.scrollWidth > el.clientWidth + 1
     || ['hidden', 'clip'].includes(getComputedStyle(el).overflowY) && el.scrollHeight > el.clientHeight + 1))
  .map((el) => el.outerHTML.slice(0, 140))"""


@pytest.mark.parametrize("kind", COSTLY)
def test_nothing_scrolls_sideways(visit: Callable[..., Page], kind: str) -> None:
    """A page of any kind fits in 320 px, which is also 1280 px at 400 %, with everything unfolded that can be."""
    page = visit(KINDS[kind], width=320, height=256)
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(WIDTH) <= 320
    page.evaluate("() => document.querySelectorAll('details').forEach((el) => (el.open = true))")
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(WIDTH) <= 320


@pytest.mark.parametrize("width", [320, *thorough(1280)])
@pytest.mark.parametrize("kind", SOME)
def test_the_readers_own_spacing_cuts_nothing_off(visit: Callable[..., Page], kind: str, width: int) -> None:
    """With wider lines, letters and words no text is cut off and nothing scrolls sideways."""
    page = visit(HANDFUL[kind], width=width, bypass_csp=True)
    page.add_style_tag(content=SPACING)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(WIDTH) <= width


@pytest.mark.parametrize("kind", SOME)
def test_larger_text_fits(visit: Callable[..., Page], kind: str) -> None:
    """Text at twice the size stays on the page (WCAG 1.4.4)."""
    page = visit(HANDFUL[kind], bypass_csp=True)
    page.add_style_tag(content="html { font-size: 200% !important }")
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(WIDTH) <= 1280


@pytest.mark.parametrize("width", [390, *thorough(1440)])
@pytest.mark.parametrize("kind", ["organization", *thorough(*RECORDS)])
def test_letters_of_twice_the_size_hide_nothing(visit: Callable[..., Page], kind: str, width: int) -> None:
    """With letters twice as large nothing of a record reaches out of the page, and no line floats over a sixth."""
    page = visit(KINDS[kind], width=width, height=844, bypass_csp=True)
    page.add_style_tag(content="html { font-size: 200% !important }")
    page.evaluate("() => document.querySelectorAll('main details').forEach((el) => (el.open = true))")
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(WIDTH) <= width
    page.evaluate("() => document.querySelectorAll('main details').forEach((el) => (el.open = false))")
    page.evaluate("() => scrollTo(0, 3000)")
    assert page.evaluate(FLOATING) <= 844 / 6


@pytest.mark.parametrize(
    ("width", "size", "rows"), [(390, 200, 2), *thorough((390, 100, 1), (768, 100, 1), (1440, 200, 1))]
)
def test_the_head_is_short(visit: Callable[..., Page], width: int, size: int, rows: int) -> None:
    """The head is one line, two on a phone with text of twice the size, and Menu and Search are in it."""
    page = visit(KINDS["about"], width=width, bypass_csp=True)
    page.add_style_tag(content=f"html {{ font-size: {size}% !important }}")
    assert page.evaluate("() => document.querySelector('.site-head').offsetHeight") <= rows * 58 * size / 100
    assert page.locator("header").get_by_role("link", name="Search").is_visible()
    entrances = page.locator("header nav:not(.languages) a")
    assert entrances.filter(visible=True).count() == 0
    page.locator("header").get_by_text("Menu").click()
    assert entrances.filter(visible=True).count() == entrances.count()
    assert page.evaluate(WIDTH) <= width


@pytest.mark.parametrize("width", [320, *thorough(360, 390)])
@pytest.mark.parametrize("place", ["ko/", *thorough("", "zh/claims/")])
def test_the_head_in_each_language_is_one_line_on_a_phone(visit: Callable[..., Page], place: str, width: int) -> None:
    """On phones the head is one line in each language; links of the switch show a short name and have the whole one."""
    page = visit(place, width=width)
    assert page.evaluate("() => document.querySelector('.site-head').offsetHeight") <= 58
    for name in OWN_NAMES.values():
        link = page.locator("header .languages").get_by_role("link", name=name, exact=True)
        box = link.bounding_box()
        assert box
        assert box["width"] >= 24
        assert box["width"] < 32
        assert box["height"] >= 24
    assert page.evaluate(OUTSIDE) == []


@THOROUGH
def test_the_entrances_are_side_by_side_on_a_wide_screen(visit: Callable[..., Page]) -> None:
    """Without a click a wide screen shows the main entrances, discrepancies among them, and no Menu."""
    page = visit(KINDS["about"], width=1440)
    shown = page.locator("header nav a:visible").all_inner_texts()
    assert {"Sources", "Incidents", "Law", "Claims", "Discrepancies", "Bibliography"} <= set(shown)
    assert not page.locator("header").get_by_text("Menu").is_visible()


def test_the_first_screen_of_the_home_page_has_all_four(visit: Callable[..., Page]) -> None:
    """On a phone what is known, what is not, the incidents and the newest documents begin before anybody scrolls."""
    page = visit("", width=390, height=844)
    for name in ("What is known", "What is not known", "Incidents", "Newest documents"):
        box = page.get_by_role("heading", name=name, exact=True).bounding_box()
        assert box
        assert box["y"] + box["height"] < page.viewport_size["height"]  # type: ignore[index] # it has a size


# Rows of a picture in which a day reaches into the name beside it.
OVER = """() => [...document.querySelectorAll('.rows > a')].filter((row) => {
    const [day, name] = row.children; const range = document.createRange(); range.selectNodeContents(day);
    return range.getBoundingClientRect().right > name.getBoundingClientRect().left; }).map((row) => row.textContent)"""


@pytest.mark.parametrize("edition", ["zh/", *thorough("ko/", "")])
def test_a_day_in_a_picture_does_not_reach_into_a_name(visit: Callable[..., Page], edition: str) -> None:
    """A day that is uncertain or a span is longer than others in Korean and Chinese; the name beside it makes room."""
    page = visit(f"{edition}incidents/october-2023/", width=1440)
    assert page.locator(".rows > a").count() > 30
    assert page.evaluate(OVER) == []


LONG = """() => [...document.querySelectorAll('.tree-table td:not(.none)')].map((cell) =>
    [getComputedStyle(cell, '::before'), parseFloat(getComputedStyle(cell).paddingLeft)])
    .filter(([label, room]) => label.content === 'none' || parseFloat(label.width) > room)
    .map(([label]) => label.content)"""


@pytest.mark.parametrize("edition", ["ko/", *thorough("zh/", "")])
def test_the_label_of_a_cell_does_not_reach_into_it(visit: Callable[..., Page], edition: str) -> None:
    """On a phone a label that is longer than its room goes on in a second line."""
    page = visit(f"{edition}incidents/shenyang-2012/origins/", width=390, height=844)
    assert page.locator(".tree-table td:not(.none)").count() > 30
    assert page.evaluate(LONG) == []


# Links behind which a comma begins the next line.
TORN = r"""() => [...document.querySelectorAll("main a")].filter((link) => {
  const next = link.nextSibling, mark = /^\s*[,;，；]/.exec(next?.data ?? "");
  if (!mark || !link.checkVisibility()) return false;
  const range = document.createRange();
  range.setStart(next, mark[0].length - 1);
  range.setEnd(next, mark[0].length);
  return range.getBoundingClientRect().top >= [...link.getClientRects()].at(-1).bottom - 3;
}).map((link) => link.textContent)"""


@pytest.mark.parametrize("kind", ["instruments", *thorough("Chinese law", "organization", "instrument", "places")])
def test_no_line_begins_with_a_comma(visit: Callable[..., Page], kind: str) -> None:
    """On a phone the comma behind a link stays with it."""
    page = visit(KINDS[kind], width=390)
    page.evaluate("() => document.querySelectorAll('main details').forEach((el) => (el.open = true))")
    assert page.evaluate(TORN) == []


WIDE = """() => [...document.querySelectorAll("table.ledger td")]
  .filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent.trim())"""


@pytest.mark.parametrize("width", [1280, *thorough(1600)])
@pytest.mark.parametrize("part", ["ko/claims/list-2017/", *thorough("zh/claims/list-2014/", "claims/list-2017/")])
def test_no_cell_of_the_ledger_runs_into_the_next(visit: Callable[..., Page], part: str, width: int) -> None:
    """On a wide screen, where its columns are fixed, a long day goes on in a second line."""
    page = visit(part, width=width)
    assert page.locator("table.ledger td").count() > 50
    assert page.evaluate(WIDE) == []


ALONE = """() => [...document.querySelectorAll("a.ref")].filter((link) => {
  const last = [...link.getClientRects()].at(-1), range = document.createRange();
  range.selectNodeContents(link);
  return [...range.getClientRects()].at(-1).bottom <= last.top + 3;
}).map((link) => link.textContent)"""


@pytest.mark.parametrize("part", ["zh/claims/list-2014/", *thorough("ko/claims/list-2017/")])
def test_the_mark_of_an_english_page_stays_with_its_link(visit: Callable[..., Page], part: str) -> None:
    """EN behind a link of an edition never stands alone in a line."""
    page = visit(part, width=1280)
    assert page.locator("a.ref").count() > 20
    assert page.evaluate(ALONE) == []
