"""A printed page: the document, where its links lead, how to cite it, and nothing of the screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from macros.site.works.styles import STYLES
from tests.browser.pages import KINDS, thorough

pytestmark = pytest.mark.browser

ALSO = ("incident", "organization", "instrument", "claims", "bibliography", "method", "home")
PRINTED = ["source", *thorough(*ALSO)]
NOT_PRINTED = "header nav, .skip, main nav, .pager, form, button, [role=search], body > footer nav"

# Everything that would be on paper: what can be seen, and what the stylesheet writes before and after it.
WORDS = """() => [...document.querySelectorAll('body, body *')].filter((el) => el.checkVisibility())
  .flatMap((el) => ['::before', '::after'].map((part) => getComputedStyle(el, part).content)
    .filter((text) => !['none', 'normal'].includes(text))).concat(document.body.innerText).join(' ')"""
ADDRESSES = """() => [...document.querySelectorAll("main a[href^='http']")].filter((el) => el.checkVisibility())
  .map((el) => el.href.split('#')[0])"""
DARK = """() => [...document.querySelectorAll('body, main p, main th, main a, main .side')].filter((el) => {
  const canvas = document.createElement('canvas').getContext('2d'); canvas.fillStyle = getComputedStyle(el).color;
  canvas.fillRect(0, 0, 1, 1); const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
  return .2126 * r + .7152 * g + .0722 * b > 140; }).slice(0, 5).map((el) => el.outerHTML.slice(0, 100))"""


# What a fold holds and paper leaves out, but for what paper never has; headings below which nothing is seen.
FOLDED = """() => [...document.querySelectorAll('main details:not(.ways, nav *, .write-box *, form *)')]
  .filter((el) => el.checkVisibility() && ![...el.children].some((part) => part.tagName !== 'SUMMARY'
    && part.getClientRects().length && part.checkVisibility({contentVisibilityAuto: true})))
  .map((el) => el.textContent.slice(0, 80))"""
ALONE = """() => [...document.querySelectorAll('main section > :is(h2, h3)')].filter((el) => el.checkVisibility())
  .filter((el) => ![...el.parentElement.children].some((part) => part !== el && part.getClientRects().length))
  .map((el) => el.textContent)"""


@pytest.fixture
def printed(visit: Callable[..., Page]) -> Callable[..., Page]:
    """Opens a page as the printer gets it, from a screen that was dark."""

    def opened(kind: str) -> Page:
        page = visit(KINDS[kind], color_scheme="dark")
        page.emulate_media(media="print")
        return page

    return opened


@pytest.mark.parametrize("kind", PRINTED)
def test_paper_has_no_menus(printed: Callable[..., Page], kind: str) -> None:
    """Navigation, forms and buttons stay on the screen, and the heading comes along."""
    page = printed(kind)
    assert [
        el.evaluate("(el) => el.outerHTML.slice(0, 80)") for el in page.locator(NOT_PRINTED).all() if el.is_visible()
    ] == []
    assert page.locator("h1:visible").count() == 1


@pytest.mark.parametrize("kind", PRINTED)
def test_paper_says_where_links_lead(printed: Callable[..., Page], kind: str) -> None:
    """The address of each link to another site can be read on paper, in a list, with letters as people write them."""
    page = printed(kind)
    words = page.evaluate(WORDS)
    addresses = {unquote(address) for address in page.evaluate(ADDRESSES)}
    assert sorted(address for address in addresses if address not in words) == []


@pytest.mark.parametrize("kind", PRINTED)
def test_paper_says_how_to_cite(printed: Callable[..., Page], kind: str) -> None:
    """A line gives the name of the archive, the page's permanent address and the revision."""
    page = printed(kind)
    words = page.evaluate(WORDS)
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert canonical
    assert canonical in words
    assert "Forced Returns Archive" in words
    assert "Revision" in words or "revision" in words


@pytest.mark.parametrize("kind", ["home", *thorough("source", "incident", "claims")])
def test_paper_is_printed_dark_on_light(printed: Callable[..., Page], kind: str) -> None:
    """From a dark screen too, ink is dark."""
    assert printed(kind).evaluate(DARK) == []


def test_what_is_folded_is_printed(printed: Callable[..., Page]) -> None:
    """No claim or note of a source is left off the paper."""
    page = printed("source")
    sides = page.locator("main .side")
    assert sides.count() > 10
    assert sum(el.is_visible() for el in sides.all()) == sides.count()


def test_a_ledger_is_printed_in_small_letters(visit: Callable[..., Page]) -> None:
    """No cell of the ledger has larger letters than its figure, which would break words and fill sheets."""
    page = visit("claims/list-2023/")
    page.emulate_media(media="print")
    sizes = "(all) => all.map((one) => [parseFloat(getComputedStyle(one).fontSize), one.textContent.slice(0, 40)])"
    figure = page.locator("table.ledger td:first-child").first.evaluate(
        "(one) => parseFloat(getComputedStyle(one).fontSize)"
    )
    found = page.locator("table.ledger td *:visible").evaluate_all(sizes)
    assert [text for size, text in found if size > figure] == []


LONG = ("organizations/hrw/", "instruments/refugee-convention-1951/")
ALSO_LONG = ("places/china/", "events/2023-08-26-reopening/", "people/hong-lei/")
ONCE = ("map/", "timeline/", "instruments/", "discrepancies/", "claims/list-2023/", "")


@pytest.mark.parametrize("path", [*LONG, *thorough(*ALSO_LONG, *ONCE)])
def test_paper_has_all_that_is_folded_and_no_empty_brackets(visit: Callable[..., Page], path: str) -> None:
    """Everything in a fold is printed, no brackets are empty, and no heading is without what it heads."""
    page = visit(path)
    page.emulate_media(media="print")
    assert page.evaluate(FOLDED) == []
    assert page.evaluate(ALONE) == []
    assert not re.search(r"\(\s*\)", page.locator("main").inner_text())


@pytest.mark.parametrize("incident", ["october-2023", *thorough("shenyang-2012")])
def test_an_incident_is_six_sheets_at_most(visit: Callable[..., Page], incident: str) -> None:
    """The incidents with the most claims are at most six sheets of A4, without empty brackets."""
    page = visit(f"incidents/{incident}/")
    sheets = page.pdf(prefer_css_page_size=True)
    assert 0 < len(re.findall(rb"/Type\s*/Page\b(?!s)", sheets)) <= 6
    page.emulate_media(media="print")
    assert not re.search(r"\(\s*\)", page.locator("main").inner_text())
    notes = page.locator(".side-note")
    assert notes.count() == notes.filter(visible=True).count(), "editorial notes that are not on paper"


@pytest.mark.parametrize("incident", ["tumen-2015", *thorough("october-2023", "shenyang-2012")])
def test_paper_cuts_no_speaker(visit: Callable[..., Page], incident: str) -> None:
    """In the picture of an incident each chain is printed to its last speaker, as wide as a sheet of A4 is."""
    page = visit(f"incidents/{incident}/")
    page.set_viewport_size({"width": 718, "height": 1000})
    page.emulate_media(media="print")
    cut = "(cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent)"
    assert page.locator(".rows a > b, .rows a > svg + span").evaluate_all(cut) == []


@pytest.mark.parametrize("incident", ["october-2023", *thorough("shenyang-2012")])
def test_what_rests_on_what_is_six_sheets_at_most(visit: Callable[..., Page], incident: str) -> None:
    """On paper the lists have the lines between claims, since a picture as wide as a sheet is too small to read."""
    page = visit(f"incidents/{incident}/origins/")
    sheets = page.pdf(prefer_css_page_size=True)
    assert 0 < len(re.findall(rb"/Type\s*/Page\b(?!s)", sheets)) <= 6
    page.emulate_media(media="print")
    assert page.locator(".tree-list").first.is_visible()
    assert not page.locator("svg.tree").first.is_visible()


def test_each_sheet_says_where_it_is_from(visit: Callable[..., Page]) -> None:
    """The foot of a sheet has the permanent address and the revision, which are in the stylesheet and on the page."""
    page = visit(KINDS["incident"])
    page.emulate_media(media="print")
    style = "getComputedStyle(document.documentElement).getPropertyValue('--foot')"
    site = str(page.evaluate(style)).split('"')[1]
    foot = page.locator("html").get_attribute("data-foot") or ""
    assert f"{site}{foot}".startswith(page.locator("link[rel=canonical]").get_attribute("href") or "-")
    assert " · rev. " in foot


def test_citations_are_printed_in_every_style(visit: Callable[..., Page]) -> None:
    """The page of citations prints each style and each line, and not the bar in which a style is chosen."""
    page = visit("archive/icnk-2012/cite/#style=oscola&at=p6")
    page.emulate_media(media="print")
    assert page.locator("dl.styles dd:visible").count() == len(STYLES)
    assert page.locator("ul.lines > li:visible").count() == page.locator("ul.lines > li").count()
    assert page.locator(".style-bar:visible").count() == 0


def test_a_printed_comparison_says_what_is_compared_and_where(visit: Callable[..., Page]) -> None:
    """Its foot names both documents, and its address leads back to them; with no choice it is that of the page."""
    page = visit("compare/#a=icnk-2012&b=cecc-2012")
    foot = page.locator(".site-foot .print-only")
    expect(foot).to_have_text(re.compile(r"“ICNK 2012 and CECC 2012”.*/compare/#a=icnk-2012&b=cecc-2012$"))
    page.evaluate("() => { location.hash = 'a=icnk-2012'; }")
    expect(foot).to_have_text(re.compile(r"“Compare two documents”.*/compare/$"))
