"""What a reader chooses reaches nobody: words and filters are after the # of the address, and nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.pages import COSTLY, KINDS, LEDGER, PREFIX
from tests.browser.server import Asked, noting_server
from tests.browser.test_searching import choose

pytestmark = pytest.mark.browser

FOUND, NOWHERE = "조국반역죄", "zebracrossing"
"""A word that the archive has, in letters that an address must encode, and one that it does not have."""
TRACES = {form.lower() for word in (FOUND, NOWHERE) for form in (word, quote(word), quote_plus(word))}
RESULTS = "ol.search-results > li"
KEPT = """async () => [localStorage.length, sessionStorage.length, document.cookie, (await caches.keys()).length,
  (await indexedDB.databases()).length, (await navigator.serviceWorker.getRegistrations()).length,
  window.name, history.state]"""
NOTHING = [0, 0, "", 0, 0, 0, "", None]


@pytest.fixture
def noting(site: Path) -> Iterator[tuple[str, list[Asked]]]:
    """A server that notes every request as it comes, those of workers included, and where it is.

    Each test has its own: no request that comes late is taken for one of the next test, and nothing is in a cache.
    """
    with noting_server(site) as noted:
        yield noted


@pytest.fixture
def opened(readers: Callable[..., list[Page]], noting: tuple[str, list[Asked]]) -> Iterator[Callable[..., Page]]:
    """Opens a new page at an address of that server."""
    made: list[Page] = []

    def visit(path: str, *, scripts: bool = True, lost: str = "") -> Page:
        page = readers(java_script_enabled=scripts)[0].context.new_page()
        made.append(page)
        if lost:
            page.route(lost, lambda route: route.abort())
        page.goto(f"{noting[0]}{path}", wait_until="load")
        return page

    yield visit
    for each in made:
        each.close()


@pytest.fixture
def told(noting: tuple[str, list[Asked]]) -> Callable[[], list[str]]:
    """The requests so far that contain a word of the search: in their line, their heads or their body."""

    def traces() -> list[str]:
        asked = ["\n".join(one) for one in noting[1]]
        assert asked, "the server was asked for nothing: what is watched is the wrong place"
        return [text for text in asked if any(trace in form for trace in TRACES for form in _read(text))]

    return traces


def _read(text: str) -> tuple[str, str]:
    """A request as it came and with what is encoded in it undone."""
    return text.lower(), unquote(text).lower()


def _elsewhere(page: Page, address: str) -> list[str]:
    """Every request of a page from now on that goes to another place than this server, filled while it is watched."""
    seen: list[str] = []

    def note(request: Request) -> None:
        seen.extend([] if request.url.startswith((address, "data:", "blob:")) else [request.url])

    page.on("request", note)
    return seen


PICTURE = f"GET {PREFIX}assets/icon."
"""The picture of the tab, for which a browser may ask whenever it wants to."""
IDLE = """() => new Promise((idle) => requestIdleCallback(idle)).then(() =>
  fetch(document.querySelector("link[rel~=icon]").href, {cache: "no-store"})).then((answer) => answer.text())"""
"""Waits for an answer to a page that has nothing else to do: whatever it asked for before was sent before."""


@pytest.mark.parametrize("kind", COSTLY)
def test_no_request_carries_the_words(
    opened: Callable[..., Page], noting: tuple[str, list[Asked]], told: Callable[[], list[str]], kind: str
) -> None:
    """From the form of any page to the results and back no request holds the words, and nothing stays on the device."""
    page = opened(KINDS[kind])
    elsewhere = _elsewhere(page, noting[0])
    page.locator("header input[type=search]").fill(FOUND)  # its name is in the language of the page
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/#q="))
    expect(page.locator(RESULTS).first).to_be_visible()
    page.locator("main input[type=search]").fill(NOWHERE)
    expect(page.get_by_role("status")).to_contain_text(NOWHERE)
    page.go_back()
    page.evaluate(IDLE)
    assert told() == []
    assert elsewhere == []
    assert page.context.cookies() == []
    assert page.evaluate(KEPT) == NOTHING


def test_no_request_carries_a_filter(opened: Callable[..., Page], noting: tuple[str, list[Asked]]) -> None:
    """Filtering and ordering the ledger asks the server for nothing at all, and the choice is in the fragment."""
    page = opened(LEDGER)
    page.wait_for_selector("form.ledger:visible")
    page.evaluate(IDLE)
    noting[1].clear()
    page.select_option("select[data-choice=stance]", index=1)
    page.select_option("select[data-choice=order]", "figure")
    expect(page).to_have_url(re.compile(rf"/{LEDGER}#stance=[^&]+&order=figure$"))
    page.evaluate(IDLE)
    assert [one.line for one in noting[1] if not one.line.startswith(PICTURE)] == []
    assert page.evaluate(KEPT) == NOTHING


def test_a_facet_is_told_to_nobody(opened: Callable[..., Page], noting: tuple[str, list[Asked]]) -> None:
    """A facet of the search loads pieces of the index whose names do not say what was chosen."""
    page = opened("search/#q=returned")
    page.locator("details.narrow > summary").click()
    expect(page.locator("select[data-choice=place] option", has_text=re.compile(r"^Tumen.*\(\d+\)$"))).to_have_count(1)
    noting[1].clear()
    choose(page, "kind", "Passage")
    choose(page, "place", "Tumen")
    expect(page).to_have_url(re.compile("#q=returned&kind=Passage"))
    page.evaluate(IDLE)
    asked = " ".join(part for one in noting[1] for part in one).lower()
    assert [word for word in ("returned", "passage", "tumen") if word in asked] == []


@pytest.mark.parametrize(("path", "field"), [(f"search/?q={quote(FOUND)}", "#q"), ("claims/?stance=asserts", "")])
def test_an_old_address_becomes_a_new_one_at_once(
    opened: Callable[..., Page], noting: tuple[str, list[Asked]], path: str, field: str
) -> None:
    """A query in an old address moves behind the # in place, and no later request or referrer repeats it."""
    page = opened(path)
    folder, _, query = path.partition("?")
    expect(page).to_have_url(re.compile(rf"^{re.escape(noting[0] + folder)}#[^?]+$"))
    assert page.evaluate("() => history.length") <= len(["about:blank", "the page"])
    if field:
        expect(page.locator(field)).to_have_value(FOUND)
        expect(page.locator(RESULTS).first).to_be_visible()
    page.evaluate(IDLE)
    # A busy browser may ask for the old address itself a second time, and the server notes what comes side by side in
    # any order: what counts is everything else that it was asked for.
    asked = ["\n".join(one) for one in noting[1]]
    later = [text for text in asked if not text.startswith(f"GET /archive/{path} ")]
    assert later
    assert [text for text in later if query in text] == []


@pytest.mark.parametrize("kind", COSTLY)
def test_without_scripts_no_words_can_be_sent(opened: Callable[..., Page], kind: str) -> None:
    """Without JavaScript a link to the lists replaces the form, and no field has a name to be sent under."""
    page = opened(KINDS[kind], scripts=False)
    assert page.locator("form :is(input, select, textarea, button)[name]").count() == 0
    # Documents side by side are chosen by ticks without names, which no browser sends.
    assert page.locator("form:visible:not(.side-by-side)").count() == 0
    page.locator("header a[href$='search/']:visible").first.click()  # its name is in the language of the page
    page.wait_for_url(re.compile(r"/search/$"))
    name = {"ko": "목록", "zh-Hans": "目录"}.get(page.locator("html").get_attribute("lang") or "", "The lists")
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def test_a_form_without_its_script_sends_no_words(opened: Callable[..., Page], told: Callable[[], list[str]]) -> None:
    """Where the script is late or lost, Enter keeps the words in the field, and a link leads to the search page."""
    page = opened("about/", lost="**/assets/js/*")
    page.get_by_role("searchbox", name="Search the archive").fill(FOUND)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Open the search page").click()
    page.wait_for_url(re.compile(r"/search/$"))
    assert told() == []


@pytest.mark.parametrize("scripts", [True, False])
def test_another_site_is_not_told_where_a_reader_comes_from(
    opened: Callable[..., Page], site: Path, *, scripts: bool
) -> None:
    """A link to another site is followed without a referrer, from the results of a search and without scripts too."""
    with noting_server(site) as (outside, asked):
        there = outside.removesuffix(PREFIX.removeprefix("/"))
        page = opened("archive/icnk-2012/", scripts=scripts)
        link = page.locator("dl.facts a.noted:visible").first
        link.evaluate("(link, there) => { link.href = there; }", there)
        link.click()
        page.wait_for_url(f"{there}**")
    assert asked[0].line.startswith("GET / ")
    assert "referer" not in asked[0].heads.lower()


def test_words_that_are_sent_are_noticed(opened: Callable[..., Page], told: Callable[[], list[str]]) -> None:
    """The watch itself works: words in a query, in a referrer and in a body are seen."""
    page = opened("search/")
    before = len(told())
    page.evaluate("(word) => fetch(`?q=${encodeURIComponent(word)}`)", FOUND)
    page.evaluate("(word) => fetch('../', {method: 'POST', body: word}).catch(() => null)", NOWHERE)
    assert (before, len(told())) == (0, 2)
