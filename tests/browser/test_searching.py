"""The search page: what it finds, narrowed by facets, with the state in the address."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import LEDGER, THOROUGH, thorough

pytestmark = pytest.mark.browser

RESULTS = "ol.search-results > li"
PLACES = ".search-results li > a"
"""The links of all places, also of those that are folded; the claims of a passage are none of them."""
ONE_DOCUMENT = "&kind=Passage&source=ICNK+2012"
"""What chooses the passages of one document, in the address of a search."""


@pytest.fixture
def search(visit: Callable[..., Page]) -> Callable[..., Page]:
    """The search page, ready, with words typed into it."""

    def typed(words: str = "", state: str = "") -> Page:
        page = visit(f"search/{state}")
        page.wait_for_selector("form.search-form")
        if not page.locator("details.narrow[open]").count():
            page.locator("details.narrow > summary").click()
        if words:
            page.get_by_label("Words, names or numbers").fill(words)
            page.wait_for_selector(RESULTS)
        return page

    return typed


def _titles(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(f"{RESULTS} > a").all_inner_texts()]


def _addresses(page: Page) -> set[str]:
    return {str(link.get_attribute("href")) for link in page.locator(PLACES).all()}


def choose(page: Page, facet: str, value: str) -> tuple[str, int]:
    """Choose what begins with a value, and wait for as many results as it announces; the choice, and that number."""
    choice = (
        page.locator(f"select[data-choice={facet}] option").filter(has_text=re.compile(rf"^{value}.* \(\d+\)$")).first
    )
    announced = int(re.findall(r"\((\d+)\)$", choice.inner_text())[0])
    wanted = str(choice.get_attribute("value"))
    page.select_option(f"select[data-choice={facet}]", wanted)
    expect(page).to_have_url(re.compile(rf"[#&]{facet}="))
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{announced} results?$"))
    return wanted, announced


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("투먼", "Tumen"),
        *thorough(("沈阳", "Shenyang"), ("图们", "Tumen"), ("탈북자", "Incidents"), ("조국반역죄", "조국반역죄")),
    ],
)
def test_names_are_found_in_their_own_letters(search: Callable[..., Page], words: str, found: str) -> None:
    """Who knows a place, a title or an organization by its Korean or Chinese name finds it."""
    assert any(found in title for title in _titles(search(words)))


def test_a_result_leads_to_the_passage(search: Callable[..., Page]) -> None:
    """A result opens the page at the passage or claim itself, which is marked there."""
    page = search("Tumen")
    page.select_option("select[data-choice=kind]", "Passage")
    page.wait_for_url(re.compile("kind=Passage"))
    links = page.locator(f"{RESULTS} a[href*='#']")
    expect(links.first).to_be_visible()
    links.first.click()
    page.wait_for_url(re.compile(r"#(p\d+|[cn]-[a-z0-9-]+)$"))
    expect(page.locator(":target")).to_have_count(1)


@pytest.mark.parametrize(
    ("facet", "value"),
    [
        ("kind", "Claim"),
        *thorough(("place", "Tumen"), ("source", "HRW 2015"), ("year", "2012"), ("organization", "UNHCR")),
    ],
)
def test_a_facet_narrows_what_is_found(search: Callable[..., Page], facet: str, value: str) -> None:
    """A facet leaves fewer results, as many as it has announced, and is in the address."""
    page = search("returned")
    before = int(page.get_by_role("status").inner_text().split()[0])
    wanted, announced = choose(page, facet, value)
    assert 0 < announced <= before
    assert parse_qs(urlsplit(page.url).fragment) == {"q": ["returned"], facet: [wanted]}


@THOROUGH
def test_the_address_brings_a_search_back(search: Callable[..., Page]) -> None:
    """The address of a search shows the same results to another reader, and the way back undoes a facet."""
    page = search("returned")
    everything = page.get_by_role("status").inner_text()
    page.select_option("select[data-choice=kind]", "Claim")
    expect(page.get_by_role("status")).not_to_have_text(everything)
    narrowed, titles = page.get_by_role("status").inner_text(), _titles(page)
    other = search(state=f"#{urlsplit(page.url).fragment}")
    expect(other.get_by_role("status")).to_have_text(narrowed)
    assert _titles(other) == titles
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(everything)


def test_the_keyboard_is_enough(visit: Callable[..., Page]) -> None:
    """A slash goes to the search from any page, Enter asks, Tab reaches the first result, Enter opens it."""
    page = visit("about/")
    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.type") == "search"
    page.keyboard.type("Tumen")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/#q=Tumen$"))
    page.wait_for_selector(RESULTS)
    page.get_by_label("Words, names or numbers").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("() => Boolean(document.activeElement.closest('.search-results'))"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(places|archive|incidents|claims|bibliography|events)/"))


def test_other_places_on_a_page_are_folded_below_the_best(search: Callable[..., Page]) -> None:
    """Each result is one page and kind: its best place first, the others when asked for, each with its own anchor."""
    page = search(state=f"#q=returned{ONE_DOCUMENT}")
    folded = page.locator(f"{RESULTS} > details").first
    assert not folded.locator("a").first.is_visible()
    folded.locator("summary").click()
    links = folded.locator("ol > li > a")
    number = int(folded.locator("summary").inner_text().split()[0])
    addresses = [str(link.get_attribute("href")) for link in links.all()]
    assert len(set(addresses)) == len(addresses) == number
    best = str(folded.locator("xpath=..").locator("> a").get_attribute("href"))
    assert {address.partition("#")[0] for address in addresses} == {best.partition("#")[0]}
    expect(links.first).to_be_visible()


@THOROUGH
def test_a_place_with_some_of_the_words_is_folded_below_that_with_most(search: Callable[..., Page]) -> None:
    """A further word loses no place that the first word finds on a page."""
    page = search(state=f"#q=returned{ONE_DOCUMENT}")
    expect(page.locator(PLACES).first).to_be_visible()
    before = _addresses(page)
    page.get_by_label("Words, names or numbers").fill("returned Tumen")
    page.wait_for_selector("form.search-form[data-answered='returned Tumen']")
    assert len(before) > 1
    assert before <= _addresses(page)


@THOROUGH
def test_counts_that_would_be_guessed_are_not_shown(search: Callable[..., Page]) -> None:
    """Words in quotation marks are compared place by place, so a choice has no count before it is made."""
    page = search('"forcibly returned"')
    page.wait_for_selector("form.search-form[data-answered*='forcibly']")
    choices = page.locator("select[data-choice=kind] option").all_inner_texts()
    assert len(choices) > 1
    assert not [one for one in choices if "(" in one]


@THOROUGH
@pytest.mark.parametrize("place", ["Tumen", "Shenyang"])
def test_a_chosen_place_and_the_words_stand_together(search: Callable[..., Page], place: str) -> None:
    """Of a page that has a chosen place somewhere, the passages that name it are shown, not any that has the words."""
    page = search(state=f"#q=returned{ONE_DOCUMENT}")
    expect(page.locator(PLACES).first).to_be_visible()
    before = _addresses(page)
    choose(page, "place", place)
    expect(page.locator(PLACES)).not_to_have_count(len(before))
    assert set() < _addresses(page) < before


def test_nothing_found_is_said(search: Callable[..., Page]) -> None:
    """Words that are nowhere give a sentence and no results."""
    page = search("returned")
    page.get_by_label("Words, names or numbers").fill("qqxzv")
    expect(page.get_by_role("status")).to_have_text("Nothing matches “qqxzv” exactly.")
    expect(page.get_by_role("heading", name="The lists")).to_be_visible()
    assert page.locator(RESULTS).count() == 0


@pytest.mark.parametrize("value", ["constructor", *thorough("__proto__", "A+kind+of+before")])
def test_a_choice_that_no_record_has_is_passed_over(search: Callable[..., Page], value: str) -> None:
    """With such a choice in an old or damaged address the words are searched for all the same."""
    page = search(state=f"#q=returned&kind={value}")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ results$"))
    expect(page.locator("select[data-choice=kind]")).to_have_value("")
    assert "kind=" not in page.url
    assert page.get_by_text("native code").count() == 0


@THOROUGH
def test_a_long_address_is_cut(search: Callable[..., Page]) -> None:
    """A link with thousands of words is searched for its beginning alone, at once."""
    page = search(state=f"#q={'a+' * 5000}")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"\d+ results?"))
    assert len(page.get_by_label("Words, names or numbers").input_value()) == 200


def test_what_is_typed_is_text(search: Callable[..., Page]) -> None:
    """Markup in a search, or in an address that somebody sends, stays text."""
    page = search(state="#q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&kind=%3Cb%3E")
    expect(page.get_by_role("status")).to_have_text(re.compile("Nothing matches “<img"))
    assert page.locator("main img, main b").count() == 0


@THOROUGH
def test_the_way_back_and_forward_goes_through_searches(search: Callable[..., Page]) -> None:
    """Searches from the form of the page's head are steps: back and forward show each with its own words."""
    page = search()
    field = page.get_by_label("Words, names or numbers")
    first, before = page.locator(f"{RESULTS} > a").first, ""
    for words in ("Tumen", "Shenyang"):
        page.get_by_role("searchbox", name="Search the archive").fill(words)
        page.keyboard.press("Enter")
        expect(field).to_have_value(words)
        expect(page.get_by_role("status")).to_have_text(re.compile("results"))
        expect(first).not_to_have_text(before)  # the results of the search before stay until the next are there
        before = _titles(page)[0]
    shown = _titles(page)
    page.go_back()
    expect(field).to_have_value("Tumen")
    expect(first).not_to_have_text(shown[0])
    page.go_forward()
    expect(field).to_have_value("Shenyang")
    expect(first).to_have_text(shown[0])


@THOROUGH
def test_a_place_on_the_page_leaves_the_search_as_it_is(search: Callable[..., Page]) -> None:
    """A fragment without `=` is a place on the page, such as that of the link past the header, and ends no search."""
    page = search("Tumen")
    shown = _titles(page)
    page.evaluate("() => { location.hash = 'content'; }")
    page.wait_for_url(re.compile("#content$"))
    assert _titles(page) == shown
    expect(page.get_by_label("Words, names or numbers")).to_have_value("Tumen")


@pytest.fixture
def ledger(visit: Callable[..., Page]) -> Callable[[str], Page]:
    """A part of the ledger of claims at a fragment, with its form ready."""

    def opened(fragment: str = "") -> Page:
        page = visit(f"{LEDGER}{fragment}")
        page.wait_for_selector("form.ledger:visible")
        return page

    return opened


def _rows(page: Page) -> int:
    return page.locator("table.ledger tbody tr:visible").count()


def test_a_filtered_ledger_has_an_address(ledger: Callable[..., Page]) -> None:
    """A filter and an order are in the fragment, another reader sees the same by it, and the way back undoes each."""
    page = ledger()
    whole = _rows(page)
    page.select_option("select[data-choice=stance]", "asserts")
    filtered = _rows(page)
    page.select_option("select[data-choice=order]", "figure")
    assert page.url.endswith(f"/{LEDGER}#stance=asserts&order=figure")
    first = page.locator("table.ledger tbody tr:visible").first.inner_text().split()
    assert 0 < filtered < whole
    other = ledger("#stance=asserts&order=figure")
    shown = other.locator("table.ledger tbody tr:visible").first.inner_text().split()
    assert (_rows(other), shown) == (filtered, first)
    page.go_back()
    expect(page.locator("select[data-choice=order]")).to_have_value("date")
    page.go_back()
    expect(page.locator("select[data-choice=stance]")).to_have_value("")
    assert _rows(page) == whole
    page.go_forward()
    expect(page.locator("select[data-choice=stance]")).to_have_value("asserts")
    assert _rows(page) == filtered


@THOROUGH
def test_a_place_in_the_ledger_is_reached_beside_a_filter(ledger: Callable[..., Page]) -> None:
    """A plain anchor leaves the filter alone, unless the filter hides the row that it names."""
    page = ledger("#stance=asserts")
    whole = page.locator("table.ledger tbody tr").count()
    mark = (
        "(name) => { document.querySelector(`table.ledger tr${name}`).id = 'c-a-claim'; location.hash = 'c-a-claim'; }"
    )
    page.evaluate(mark, ":not([hidden])")
    expect(page.locator(":target")).to_be_visible()
    assert 0 < _rows(page) < whole
    page.evaluate("() => { document.getElementById('c-a-claim').removeAttribute('id'); location.hash = 'content'; }")
    page.evaluate(mark, "[hidden]")
    expect(page.locator("tr:target")).to_be_in_viewport()
    assert _rows(page) == whole


@pytest.mark.parametrize(
    ("fragment", "facet", "chosen"),
    [
        ("#measure=Returned", "measure", "returned"),
        *thorough(
            ("#stance=states", "stance", "asserts"),
            ("#measure=Returned+to+North+Korea", "measure", "returned"),
            ("#measure=Delegation", "measure", "delegation"),
        ),
    ],
)
def test_a_label_in_an_address_chooses_its_word(
    ledger: Callable[..., Page], fragment: str, facet: str, chosen: str
) -> None:
    """Older addresses of the ledger have a label, of today or of before, where newer ones have the id of the word."""
    page = ledger(fragment)
    expect(page.locator(f"select[data-choice={facet}]")).to_have_value(chosen)
    assert 0 < _rows(page) < page.locator("table.ledger tbody tr").count()


@THOROUGH
def test_what_no_ledger_knows_is_passed_over(ledger: Callable[..., Page]) -> None:
    """Choices in an address that the ledger does not have leave it whole."""
    page = ledger("#year=1066&colour=red&order=%zz")
    assert _rows(page) == page.locator("table.ledger tbody tr").count() > 0


@THOROUGH
def test_a_choice_for_the_whole_ledger_goes_on_to_its_parts(visit: Callable[..., Page]) -> None:
    """An old address of the list of parts, with a choice, leads to each part with that choice; a place does not."""
    page = visit("claims/?stance=asserts")
    assert page.url.endswith("/claims/#stance=asserts")
    page.locator(f"nav.chunks a[href$='{LEDGER.removeprefix('claims/')}#stance=asserts']").click()
    expect(page.locator("select[data-choice=stance]")).to_have_value("asserts")
    shown = _rows(page)
    assert 0 < shown < page.locator("table.ledger tbody tr").count()
    assert page.locator("nav.chunks a:not([href$='#stance=asserts'])").count() == 0
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("nav.chunks a[href*='#']")).to_have_count(0)


@pytest.mark.parametrize(("anchor", "part"), [("icnk-2012", "list-2012/"), *thorough(("alphabiz-2025", "list-2025/"))])
def test_an_old_address_of_a_work_leads_to_its_part(visit: Callable[..., Page], anchor: str, part: str) -> None:
    """The anchor of a work on the undivided bibliography leads on to the part where the work is now."""
    page = visit(f"bibliography/#{anchor}")
    page.wait_for_url(re.compile(f"/bibliography/{part}#{anchor}$"))
    expect(page.locator(".bibliography > li:target")).to_be_in_viewport()


@THOROUGH
def test_an_anchor_of_no_work_stays_on_the_list_of_parts(visit: Callable[..., Page]) -> None:
    """What no part has leaves the reader where they are, with the links to the parts."""
    page = visit("bibliography/#no-such-work")
    page.wait_for_load_state("networkidle")
    assert page.url.endswith("/bibliography/#no-such-work")
    expect(page.locator("nav.chunks a").first).to_be_visible()


@pytest.mark.parametrize(("language", "incident"), [("ko", "2023년 10월"), *thorough(("zh", "2023年10月"))])
def test_an_edition_has_the_choices_and_the_claims_in_its_language(
    visit: Callable[..., Page], language: str, incident: str
) -> None:
    """Incidents and levels of evidence among the choices, claims and passages among the results are in the language."""
    page = visit(f"{language}/search/#q=600&kind=Passage")
    page.wait_for_selector(RESULTS)
    english = page.locator(f"{RESULTS} > a[lang=en], .its-claim a[lang=en]")
    assert page.locator(".its-claim a").count()
    expect(english).to_have_count(0)
    offered = page.locator("select[data-choice=incident] option").filter(has_text=incident)
    expect(offered.first).to_be_attached()
    levels = page.locator("select[data-choice=evidence] option").filter(has_text="Text saved")
    expect(levels).to_have_count(0)


def test_words_in_quotation_marks_are_not_taken_for_a_subject(search: Callable[..., Page]) -> None:
    """A phrase that is also the name of a subject is found as it stands; nobody is told of other words for it."""
    page = search('"forced return"')
    expect(page.locator(".search-status")).to_contain_text("results")
    expect(page.locator(".search-aside")).to_be_empty()
    expect(page.locator(RESULTS).get_by_role("link", name="Incidents", exact=True)).to_have_count(0)
