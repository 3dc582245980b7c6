"""Targets that a finger hits, nothing that moves unasked, and a mark where a link has led."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from macros.site.pages.stylesheet import stylesheet
from tests.browser.pages import HANDFUL, KINDS, RECORDS, SOME, THOROUGH, thorough
from tests.support import REPOSITORY, SITE

pytestmark = pytest.mark.browser

# Links and controls that are not in a sentence. In a picture, WCAG 2.5.8 also accepts a small mark around whose
# centre a circle of 24 px is free of other targets and their circles.
SMALL = """() => {
  const all = [...document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden])')]
    .filter((el) => el.checkVisibility() && !el.matches('.skip:not(:focus), label > input'));
  const box = (el) => el.getBoundingClientRect();
  const centre = (b) => [b.left + b.width / 2, b.top + b.height / 2];
  const small = (el) => box(el).width < 23.9 || box(el).height < 23.9;
  const crowded = (el) => { const [x, y] = centre(box(el)); return all.some((other) => { if (other === el) return false;
    const b = box(other), [u, v] = centre(b);
    const dx = Math.max(b.left - x, 0, x - b.right), dy = Math.max(b.top - y, 0, y - b.bottom);
    return dx * dx + dy * dy < 144 || small(other) && Math.hypot(x - u, y - v) < 24; }); };
  return all.filter((el) => small(el) && (el.closest('svg') ? crowded(el)
      : el.matches('button, summary, select, input')
        || el.closest('header nav, nav:not(.crumbs), .pager, .site-foot ul, .brand, .bar, .toolbar')))
    .map((el) => `${Math.round(box(el).width)}×${Math.round(box(el).height)} ${el.outerHTML.slice(0, 120)}`);
}"""

MOVING = """() => [...document.querySelectorAll('*')].flatMap((el) => [null, '::before', '::after'].map((part) => {
    const s = getComputedStyle(el, part), seconds = (list) => Math.max(...list.split(',').map(parseFloat));
    return [el, seconds(s.transitionDuration), s.animationName === 'none' ? 0 : seconds(s.animationDuration),
      s.scrollBehavior]; }))
  .filter(([, transition, animation, scroll]) => transition > 0.001 || animation > 0.001 || scroll === 'smooth')
  .map(([el]) => el.outerHTML.slice(0, 100))"""

# How an element and what it holds look, as far as a mark may change it.
LOOK = """(id) => { const root = document.getElementById(id);
  return [root, ...root.querySelectorAll('*')].slice(0, 60).flatMap((el) => [null, '::before', '::after']
    .map((part) => { const s = getComputedStyle(el, part);
    return [s.backgroundColor, s.backgroundImage, s.outline, s.boxShadow,
      s.borderLeft, s.borderTop, s.color, s.fontWeight, s.textDecorationLine, s.content].join('|'); })); }"""

PLACE = """(id) => { const el = document.getElementById(id), box = el.getBoundingClientRect();
  const hit = document.elementFromPoint(box.left + Math.min(box.width - 2, 30), Math.max(box.top, 0) + 6);
  return {top: box.top, covered: !(hit && (el.contains(hit) || hit.contains(el)))}; }"""

ANCHORS = [
    ("archive/icnk-2012/", "p6"),
    ("incidents/shenyang-2012/", "c-returned-day-donga"),
    *thorough(
        ("archive/icnk-2012/", "c-returned-41"),
        ("archive/icnk-2012/", "n-treachery"),
        ("archive/icnk-2012/cite/", "p6"),
        ("instruments/cat-1984/", "art-3"),
        ("bibliography/list-2012/", "icnk-2012"),
        ("people/", "rfa"),
    ),
]


@pytest.mark.parametrize("width", [pytest.param(1280, marks=THOROUGH), 320])
@pytest.mark.parametrize("kind", SOME)
def test_targets_are_large_enough(visit: Callable[..., Page], kind: str, width: int) -> None:
    """Links and controls outside running text measure 24 px at least both ways (WCAG 2.5.8)."""
    page = visit(HANDFUL[kind], width=width)
    page.evaluate("() => document.querySelectorAll('header details').forEach((el) => (el.open = true))")
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("kind", ["origins", *thorough("discrepancies", "Korean origins", "compared pair", "dossier")])
def test_targets_in_lists_and_folds_are_large_enough(visit: Callable[..., Page], kind: str) -> None:
    """On a phone the same is true of what stands in folded parts and of lists of links within a page."""
    page = visit(KINDS[kind], width=390)
    page.evaluate("() => document.querySelectorAll('details').forEach((el) => (el.open = true))")
    assert page.evaluate(SMALL) == []


LETTERS = """() => [...document.querySelectorAll('input:not([type=checkbox]), select, textarea')]
  .filter((el) => el.checkVisibility() && parseFloat(getComputedStyle(el).fontSize) < 16)
  .map((el) => el.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("kind", ["ledger", *thorough("search", "compare", "cite page", "incidents", "Korean ledger")])
def test_a_field_does_not_enlarge_the_page(visit: Callable[..., Page], kind: str) -> None:
    """Where a finger points, fields have letters of 16 px: below that an iPhone enlarges the page."""
    page = visit(KINDS[kind], width=320, has_touch=True, is_mobile=True)
    page.evaluate("() => document.querySelectorAll('main details').forEach((el) => (el.open = true))")
    assert page.locator("main :is(input, select)").filter(visible=True).count()
    assert page.evaluate(LETTERS) == []
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 320


@pytest.mark.parametrize("anchor", ["c-returned-600", *thorough("p6")])
def test_the_frame_of_a_target_leaves_its_neighbours_free(visit: Callable[..., Page], anchor: str) -> None:
    """In forced colours the frame around what a link leads to is thin: it is drawn over what stands beside it."""
    target = visit(f"archive/hrf-2023/#{anchor}", forced_colors="active").locator(":target")
    assert target.evaluate("(el) => parseFloat(getComputedStyle(el).outlineWidth)") <= 2


@pytest.mark.parametrize("kind", SOME)
def test_nothing_moves_for_who_wants_it_still(visit: Callable[..., Page], kind: str) -> None:
    """Where the reader prefers less motion nothing glides, fades or scrolls by itself."""
    page = visit(HANDFUL[kind], reduced_motion="reduce")
    assert page.evaluate(MOVING) == []
    assert page.evaluate("() => document.getAnimations().length") == 0


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({}, id="wide"),
        pytest.param({"forced_colors": "active"}, id="forced", marks=THOROUGH),
        pytest.param({"width": 320}, id="narrow", marks=THOROUGH),
    ],
)
@pytest.mark.parametrize(("path", "anchor"), ANCHORS)
def test_where_a_link_leads_is_marked(
    visit: Callable[..., Page], path: str, anchor: str, options: dict[str, Any]
) -> None:
    """Jumping to a passage, claim, note, provision or work marks it, in sight and under nothing that floats."""
    page = visit(path, **options)
    before = page.evaluate(LOOK, anchor)
    page.evaluate("(id) => { location.hash = id; }", anchor)
    page.wait_for_function("(id) => document.querySelector(':target')?.id === id", arg=anchor)
    marked = page.evaluate(LOOK, anchor) != before
    assert marked, "the target looks as before"
    place = page.evaluate(PLACE, anchor)
    assert -1 <= place["top"] < 900
    assert not place["covered"]


@THOROUGH
def test_small_targets_and_motion_are_noticed(visit: Callable[..., Page]) -> None:
    """The checks themselves work: a shrunken menu and a gliding link do not pass."""
    page = visit(KINDS["home"], bypass_csp=True, reduced_motion="reduce")
    page.add_style_tag(content="header nav a { padding: 0 !important; line-height: 1 } a { transition: color 1s }")
    assert page.evaluate(SMALL)
    assert page.evaluate(MOVING)


@pytest.mark.parametrize("width", [390, *thorough(1440)])
def test_the_links_of_a_claim_have_its_whole_width(visit: Callable[..., Page], width: int) -> None:
    """What the dots of a claim open is as wide as the claim, not a column of a few words beside it."""
    page = visit("archive/hrf-2023/#c-returned-600", width=width)
    page.locator(":target .ways > summary").click()
    widths = ":target, :target .ways[open] .links"
    claim, links = page.locator(widths).evaluate_all("(both) => both.map((one) => one.offsetWidth)")
    assert links == claim


@pytest.mark.parametrize("width", [390, *thorough(320, 768)])
@pytest.mark.parametrize("kind", ["organization", *thorough(*(kind for kind in RECORDS if kind != "organization"))])
def test_there_is_one_link_to_cite_a_page(visit: Callable[..., Page], kind: str, width: int) -> None:
    """Where the line that stays with the reader has Cite, the links at the head of the page do not have it again."""
    cite = visit(KINDS[kind], width=width).get_by_role("link", name="Cite", exact=True).filter(visible=True)
    assert cite.count() == 1


@pytest.mark.parametrize("width", [390, 700, 1440])
def test_each_row_of_figures_begins_at_the_edge_of_the_text(browser: Browser, width: int) -> None:
    """At the head of a source the first figure of every row stands as far left as the heading above."""
    figures = '<li><a href="#x"><b>30</b></a><span>returned to North Korea</span></li>' * 9
    with browser.new_context(viewport={"width": width, "height": 900}) as reader:
        page = reader.new_page()
        page.set_content(
            f"<style>{stylesheet(REPOSITORY / 'overrides', SITE)}</style>"
            f'<main style="width: 80%"><h2>Figures</h2><ul class="led">{figures}</ul></main>'
        )
        edge, *places = page.evaluate(
            """() => [...document.querySelectorAll("h2, .led b")]
              .map((one) => one.getBoundingClientRect()).map(({ x, y }) => [Math.round(x), Math.round(y)])"""
        )
    rows: dict[int, int] = {}
    for x, y in places:
        rows[y] = min(x, rows.get(y, x))
    assert len(rows) > 1
    assert set(rows.values()) == {edge[0]}
