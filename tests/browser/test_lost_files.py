"""Files of the site that do not come, come late or come cut off: the reader is told, and the rest of the page works."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.browser.pages import thorough

pytestmark = pytest.mark.browser

SEARCH = "search/#q=Tumen"
PAIR = "compare/#a=icnk-2012&b=cecc-2012"
TICKED = "dossier/#dossier=icnk-2012.c-returned-41"
PORTAL = "<!doctype html><title>Sign in</title><p>Sign in to this network."
CONTROLS = """() => [...document.querySelectorAll('main button, main input, main select')]
  .filter((el) => el.checkVisibility({visibilityProperty: true})).map((el) => el.outerHTML.slice(0, 100))"""
STATUS = ".search-status"


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
    ("files", "body"), [("**/*.pf_index", None), *thorough(("**/*.pf_index", PORTAL), ("**/topics.json", PORTAL))]
)
def test_a_search_says_that_a_part_is_lost(lost: Callable[..., Page], files: str, body: str | None) -> None:
    """Where a part of the index or of its words does not come, fewer results are not shown as if they were all."""
    expect(lost(SEARCH, files, body).locator(STATUS)).to_contain_text("may be missing here")


@pytest.mark.parametrize(
    ("path", "words"), [("ko/search/#q=Tumen", "새로 고쳐"), *thorough(("zh/search/#q=Tumen", "请刷新页面"))]
)
def test_a_lost_part_is_told_in_the_language_of_the_page(lost: Callable[..., Page], path: str, words: str) -> None:
    """An edition says it in its own language."""
    expect(lost(path, "**/topics.json").locator(STATUS)).to_contain_text(words)


@pytest.mark.parametrize(
    "files", ["**/*.pf_fragment", *thorough("**/*.pf_meta", "**/pagefind.js", "**/search-ask*.js")]
)
def test_a_search_that_is_lost_leads_to_the_lists(lost: Callable[..., Page], files: str) -> None:
    """Where nothing can be shown of what was found, the page says so and has the lists."""
    page = lost(SEARCH, files)
    expect(page.locator(STATUS)).to_contain_text("could not be loaded")
    expect(page.locator(".search-fallback")).to_be_visible()


def test_a_topic_that_was_lost_is_asked_for_again(lost: Callable[..., Page]) -> None:
    """The next search has the words for a subject that did not come the first time, and says nothing of a loss."""
    page = lost(SEARCH, "**/topics.json")
    expect(page.locator(STATUS)).to_contain_text("may be missing here")
    page.unroute_all()
    page.get_by_label("Words, names or numbers").fill("Tumen river")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^(at most )?\d+ results$"))


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
