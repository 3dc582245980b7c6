"""Files of the site that do not come, come late or come cut off: the reader is told, and the rest of the page works."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Route, expect

from tests.browser.pages import LEDGER, thorough

pytestmark = pytest.mark.browser

SEARCH = "search/#q=Tumen"
PAIR = "compare/#a=icnk-2012&b=cecc-2012"
TICKED = "dossier/#dossier=icnk-2012.c-returned-41"
PORTAL = "<!doctype html><title>Sign in</title><p>Sign in to this network."
CONTROLS = """() => [...document.querySelectorAll('main button, main input, main select')]
  .filter((el) => el.checkVisibility({visibilityProperty: true})).map((el) => el.outerHTML.slice(0, 100))"""
STATUS = ".search-status"
COUNTED = re.compile(r"^(at most )?\d+ results$")


@pytest.fixture
def lost(visit: Callable[..., Page]) -> Iterator[Callable[..., Page]]:
    """Opens a page for which files do not come, or come as `body`; no script of the page may fail on that."""
    seen: list[tuple[Page, Callable[[Error], None]]] = []
    wrong: list[str] = []

    def note(error: Error) -> None:
        if "Pagefind" not in str(error):  # it starts by itself, and nobody can catch what it throws then
            wrong.append(str(error))

    def opened(path: str, files: str, body: str | bytes | None = None) -> Page:
        page = visit("about/standards/")
        page.on("pageerror", note)
        seen.append((page, note))
        page.route(files, lambda route: route.abort() if body is None else route.fulfill(body=body))
        page.goto(path, wait_until="load")
        return page

    yield opened
    for page, listener in seen:
        page.remove_listener("pageerror", listener)
    assert wrong == []


def _hold(page: Page, files: str) -> Callable[[], None]:
    """Keep files from coming; what is given back lets them come."""
    held: list[Route] | None = []

    def keep(route: Route) -> None:
        if held is None:
            route.continue_()
        else:
            held.append(route)

    def release() -> None:
        nonlocal held
        waiting, held = held or [], None
        for route in waiting:
            route.continue_()

    page.route(files, keep)
    return release


@pytest.mark.parametrize(
    ("files", "body", "part"),
    [
        ("**/*.pf_index", None, "a part of its index"),
        *thorough(
            ("**/*.pf_index", PORTAL, "a part of its index"),
            ("**/topics.json", PORTAL, "other names and words for what you typed"),
        ),
    ],
)
def test_a_search_says_which_part_is_lost(lost: Callable[..., Page], files: str, body: str | None, part: str) -> None:
    """Where a part of the index or of its words does not come, fewer results are not shown as if they were all."""
    status = lost(SEARCH, files, body).locator(STATUS)
    expect(status).to_have_text(re.compile(rf"^Incomplete: \d+ shown\. The search could not load {part}\.$"))


@pytest.mark.parametrize(
    ("path", "words"), [("ko/search/#q=Tumen", "결과가 불완전합니다"), *thorough(("zh/search/#q=Tumen", "结果不全"))]
)
def test_a_lost_part_is_told_in_the_language_of_the_page(lost: Callable[..., Page], path: str, words: str) -> None:
    """An edition says it in its own language."""
    expect(lost(path, "**/topics.json").locator(STATUS)).to_contain_text(words)


@pytest.mark.parametrize(
    "files", ["**/*.pf_fragment", *thorough("**/*.pf_meta", "**/pagefind.js*", "**/search-ask*.js")]
)
def test_a_search_that_is_lost_leads_to_the_lists(lost: Callable[..., Page], files: str) -> None:
    """Where the search or what was found is lost, the page says so and has the lists."""
    page = lost(SEARCH, files)
    expect(page.locator(STATUS)).to_contain_text(re.compile("could not (be loaded|load some of the pages found)"))
    expect(page.locator(".search-fallback")).to_be_visible()


def _lose(page: Page, files: str, times: int) -> None:
    """Lose each of some files so many times; then it comes."""
    seen: dict[str, int] = {}

    def answer(route: Route) -> None:
        seen[route.request.url] = seen.get(route.request.url, 0) + 1
        route.abort() if seen[route.request.url] <= times else route.continue_()

    page.route(files, answer)


@pytest.mark.parametrize("files", ["**/*.pf_index", *thorough("**/*.pf_fragment", "**/topics.json")])
def test_a_part_that_is_lost_once_is_asked_for_again(visit: Callable[..., Page], files: str) -> None:
    """Nobody hears of a piece of the search that came at the second try."""
    page = visit("about/standards/")
    _lose(page, files, 1)
    page.goto(SEARCH, wait_until="load")
    expect(page.locator(STATUS)).to_have_text(COUNTED)


@pytest.mark.parametrize(
    "files", ["**/*.pf_index", *thorough("**/*.pf_fragment", "**/*.pf_meta", "**/wasm.*", "**/pagefind.js*")]
)
def test_a_reader_tries_again_without_loading_the_page(visit: Callable[..., Page], files: str) -> None:
    """A part that is lost at the second try too is had by a button, whatever part it is; then the button is gone."""
    page = visit("about/standards/")
    page.route(files, lambda route: route.abort())
    page.goto(SEARCH, wait_until="load")
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    page.unroute_all()
    again.click()
    expect(page.locator(STATUS)).to_have_text(COUNTED)
    expect(again).to_be_hidden()
    expect(page.locator(".search-results > li").nth(5)).to_be_visible()


def test_one_lost_page_of_the_results_does_not_hide_the_others(visit: Callable[..., Page]) -> None:
    """Of the pages that were found those are shown that came, and called incomplete."""
    page = visit("about/standards/")
    gone: list[str] = []

    def answer(route: Route) -> None:
        gone.append(route.request.url) if not gone else None
        route.abort() if route.request.url == gone[0] else route.continue_()

    page.route("**/*.pf_fragment", answer)
    page.goto(SEARCH, wait_until="load")
    expect(page.locator(STATUS)).to_contain_text("could not load some of the pages found")
    assert page.locator(".search-results > li").count() > 5


def test_a_topic_that_was_lost_is_asked_for_again(lost: Callable[..., Page]) -> None:
    """The next search has the words for a subject that did not come the first time, and says nothing of a loss."""
    page = lost(SEARCH, "**/topics.json")
    expect(page.locator(STATUS)).to_contain_text("Incomplete")
    page.unroute_all()
    page.get_by_label("Words, names or numbers").fill("Tumen river")
    expect(page.locator(STATUS)).to_have_text(COUNTED)


def test_who_waits_for_a_search_is_told(visit: Callable[..., Page]) -> None:
    """While the index is on its way the page says that it searches, and shows the results when they are there."""
    page = visit("about/standards/")
    release = _hold(page, "**/*.pf_index")
    page.goto(SEARCH, wait_until="load")
    expect(page.locator(STATUS)).to_have_text("Searching …")
    release()
    expect(page.locator(STATUS)).to_contain_text("results")


@pytest.mark.parametrize(
    "path",
    ["claims/", *thorough("claims/list-2023/", "archive/icnk-2012/", "archive/icnk-2012/cite/", TICKED, SEARCH, PAIR)],
)
def test_without_the_first_script_no_control_is_dead(lost: Callable[..., Page], path: str) -> None:
    """Where the script that others rest on is lost, a page is as it is without scripts: no control, and no failure."""
    page = lost(path, "**/find*.js")
    assert page.locator("main h1:visible").count() == 1
    left = page.evaluate(CONTROLS)
    assert [one for one in left if "copy" not in one] == []


@pytest.mark.parametrize("files", ["ledger", *thorough("parts", "find", "{find,ledger}")])
@pytest.mark.parametrize("path", [LEDGER, *thorough("claims/", "incidents/", f"ko/{LEDGER}", "ko/discrepancies/")])
def test_a_form_that_does_not_come_leaves_no_blank(lost: Callable[..., Page], path: str, files: str) -> None:
    """Where a script of a list is lost, the place of its form is given back, and the page says what is missing."""
    page = lost(path, f"**/{files}.*.js")
    form, told = page.locator("form.ledger"), page.locator("main p.hint[role=status]")
    if "," in files:  # nothing is left that could say it
        form.evaluate("(form) => form.getAnimations().forEach((waiting) => waiting.finish())")
        expect(form).to_have_css("height", "0px")
        return
    expect(form).to_have_count(0)
    expect(told).to_have_count(1)
    assert told.inner_text()


@pytest.mark.parametrize("cut", [False, True])
def test_a_list_with_a_lost_part_does_not_count_as_whole(lost: Callable[..., Page], site: Path, *, cut: bool) -> None:
    """Of a list whose part does not come, or comes cut off, the page says how much of all it shows, and why."""
    part = (site / "claims/list-2012/index.html").read_bytes()
    page = lost("claims/", "**/claims/list-2012/", part[: len(part) // 2] if cut else None)
    page.get_by_role("button", name="Load and filter all").click()
    form = page.locator("form.ledger")
    expect(form).to_contain_text("Some parts could not be loaded")
    shown, _, total = form.locator("output").inner_text().split()[:3]
    assert int(shown) < int(total)


@pytest.mark.parametrize("path", ["dossier/", "compare/"])
@pytest.mark.parametrize("scripts", [False, True])
def test_a_page_that_lives_by_its_script_says_so(visit: Callable[..., Page], path: str, *, scripts: bool) -> None:
    """Without its script the page says what needs one; with it that sentence is gone."""
    page = visit(path, java_script_enabled=scripts)
    expect(page.locator("main .no-script")).to_have_count(0 if scripts else 1)


def test_a_dossier_on_its_way_is_not_called_empty(visit: Callable[..., Page]) -> None:
    """While its records are loaded nobody reads that nothing is ticked."""
    page = visit("about/standards/")
    release = _hold(page, "**/dossier/records/*")
    page.goto(TICKED, wait_until="domcontentloaded")  # a page is not loaded before its scripts are
    expect(page.locator("[data-part=status]")).to_have_text("The dossier is being loaded …")
    expect(page.locator("[data-part=empty]")).to_be_hidden()
    release()
    expect(page.locator("section.document")).to_be_visible()
    expect(page.locator("[data-part=status]")).to_have_text("")


def test_a_comparison_whose_list_is_lost_says_so(lost: Callable[..., Page]) -> None:
    """The comparison is shown, and its reader told that the lists to choose from did not come."""
    page = lost(PAIR, "**/compare/lists/*")
    expect(page.locator("table.cmp")).to_be_visible()
    expect(page.locator(STATUS)).to_contain_text("The list could not be loaded")


COMING = {
    PAIR: ("**/compare/sides/*", ".compare-help", "Loading …"),
    SEARCH: ("**/*.pf_index", "body > footer", "Searching …"),
    TICKED: ("**/dossier/records/*", "#where-your-dossier-is", "The dossier is being loaded …"),
}


@pytest.mark.parametrize("path", [PAIR, *thorough(SEARCH, TICKED)])
def test_nothing_jumps_when_content_comes_late(visit: Callable[..., Page], path: str) -> None:
    """Who waits is told so, and what stands below the content is not in sight before it comes and moves away."""
    files, below, words = COMING[path]
    page = visit("about/standards/")
    release = _hold(page, files)
    page.goto(path, wait_until="domcontentloaded")
    expect(page.locator("main [role=status]").first).to_have_text(words)
    expect(page.locator(below)).not_to_be_in_viewport()
    release()
    expect(page.locator("main [role=status]").first).not_to_have_text(words)
    expect(page.locator(".coming")).to_have_count(0)


SHIFTS = """window.shifted = 0; new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) shifted += one.value;
}).observe({ type: "layout-shift", buffered: true });"""
"""Sums what moves without the reader, as the measure CLS has it: up to 0.1 is called good."""
LATE = (
    "search/",
    PAIR,
    *thorough(SEARCH, f"{SEARCH}&kind=Claim", "ko/search/", "compare/", "dossier/", TICKED, "claims/"),
)


@pytest.mark.parametrize("width", [390, *thorough(1280)])
@pytest.mark.parametrize("path", LATE)
def test_nothing_jumps_when_scripts_come_late(context: Callable[..., BrowserContext], path: str, width: int) -> None:
    """The place of a form, of results and of what is below is kept while the scripts of a page are on their way."""
    page = context().new_page()
    page.set_viewport_size({"width": width, "height": 844})
    page.add_init_script(SHIFTS)
    page.goto("about/standards/")  # fonts and styles are there
    release = _hold(page, "**/*.js")
    page.goto(path, wait_until="commit")
    expect(page.locator("body > footer")).to_be_attached()
    page.wait_for_timeout(300)  # the page has been seen as it is without scripts
    release()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("shifted") <= 0.02


def test_words_typed_before_the_script_came_are_asked_for(visit: Callable[..., Page]) -> None:
    """Who presses Enter in the head too early is told that the search is loading, and then gets the results."""
    page = visit("about/standards/")
    release = _hold(page, "**/find*.js")
    page.goto("about/method/", wait_until="commit")
    field, told = page.locator(".search-box input"), page.locator(".search-box a")
    field.fill("Tumen")
    expect(told).to_be_hidden()
    field.press("Enter")
    expect(told).to_have_text("The search is still loading. Open the search page")
    expect(field).to_have_value("Tumen")
    release()
    page.wait_for_url(re.compile(r"/search/#q=Tumen$"))
    expect(page.locator(STATUS)).to_have_text(COUNTED)


def test_words_that_nobody_asked_for_yet_stay_in_the_field(visit: Callable[..., Page]) -> None:
    """Who is still typing when the script comes is not taken to another page."""
    page = visit("about/standards/")
    release = _hold(page, "**/find*.js")
    page.goto("about/method/", wait_until="commit")
    field = page.locator(".search-box input")
    field.fill("Tum")
    release()
    page.wait_for_load_state("load")
    expect(page.locator(".search-box a")).to_have_count(0)
    field.press_sequentially("en")
    field.press("Enter")
    page.wait_for_url(re.compile(r"/search/#q=Tumen$"))


def test_words_typed_on_the_search_page_too_early_are_searched_for(visit: Callable[..., Page]) -> None:
    """Its field is there before its script, which begins with what stands in it."""
    page = visit("about/standards/")
    release = _hold(page, "**/search.*.js")
    page.goto("search/", wait_until="commit")
    page.get_by_label("Words, names or numbers").press_sequentially("Tumen")
    page.get_by_label("Words, names or numbers").press("Enter")
    release()
    expect(page.locator(STATUS)).to_have_text(COUNTED)
    assert page.url.endswith("#q=Tumen")


@pytest.mark.parametrize("files", ["search.*", *thorough("find.*", "search-ask.*")])
def test_a_search_form_whose_script_is_lost_gives_way_to_the_lists(lost: Callable[..., Page], files: str) -> None:
    """Nobody types into a field that does nothing; the lists are there instead."""
    page = lost("search/", f"**/{files}.js")
    expect(page.locator("form.search-form")).to_have_count(0)
    expect(page.locator(".search-fallback")).to_be_visible()


def test_more_results_come_once_however_often_they_are_asked_for(visit: Callable[..., Page]) -> None:
    """Whoever presses twice while results are on their way gets each of them once, and is told to wait."""
    page = visit(SEARCH)
    more = page.get_by_role("button", name="More results")
    more.wait_for()
    release = _hold(page, "**/*.pf_fragment")
    page.evaluate("() => { for (let time = 0; time < 3; time++) document.querySelector('.search-more').click(); }")
    page.wait_for_timeout(100)
    release()
    results = page.locator(".search-results > li > a")
    expect(results.nth(12)).to_be_visible()
    page.wait_for_load_state("networkidle")
    found = results.evaluate_all("all => all.map(({ href }) => href)")
    assert len(found) == len(set(found))
