"""A reader who was sent a link to one place, on a phone: the screen says what it is, of which document, by whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.pages import THOROUGH, thorough

pytestmark = pytest.mark.browser

SEEN = """(el) => { const box = el.getBoundingClientRect();
  return el.checkVisibility() && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight }"""
UPPER = "(el) => el.getBoundingClientRect().top >= 0 && el.getBoundingClientRect().top < innerHeight / 2"


def _seen(found: Locator) -> bool:
    """Whether a part of the page is in sight, once the page has been scrolled to its target."""
    found.page.wait_for_function(SEEN, arg=found.element_handle())
    return True


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("incidents/october-2023/#c-returned-200-dailynk", ["Daily NK (October 2023) reports", "about 200 people"]),
        ("archive/hrf-2023/#p2", ["leads to passage 2", "HRF and co-signatories", "in its own words"]),
        *thorough(
            ("incidents/shenyang-2012/#c-returned-day-donga", ["Dong-A Ilbo", "24 February 2012"]),
            ("incidents/october-2023/#n-aftermath", ["a note of the archive on Reported mass return of 9 October"]),
            ("archive/hrf-2023/#c-returned-600", ["Human Rights Foundation", "13 October 2023", "9 October 2023"]),
        ),
    ],
)
def test_a_link_explains_itself(visit: Callable[..., Page], path: str, said: list[str]) -> None:
    """Below the name of the page, which stays in view, the target opens with a sentence that says all of it."""
    page = visit(path, width=390, height=844)
    told = page.locator(":target .told:visible, :target.told, :target > .sentence, .lines a:target").first
    assert _seen(told)
    assert [words for words in said if words not in told.inner_text()] == []
    assert _seen(page.locator(".rail summary b"))
    assert _seen(page.locator(".rail-of"))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "incidents/shenyang-2012/#c-returned-41-motion",
            ["a claim that has moved", "(15 March 2012)", "at least 41 North Koreans were returned"],
        ),
        *thorough(
            (
                "instruments/refugee-convention-1951/#art-33-1",
                ["Refugee Convention, Article 33(1)", "in words of the archive"],
            ),
            ("archive/icnk-2012/#p40", ["“Members and supporters”", "ICNK on a return", "14 March 2012"]),
        ),
    ],
)
def test_what_moved_or_is_in_a_list_says_what_it_is(visit: Callable[..., Page], path: str, said: list[str]) -> None:
    """A claim that has moved, a provision of a law and a name within a list have their sentence in the first screen."""
    page = visit(path, width=390, height=844)
    told = page.locator("p.told:visible").first
    assert _seen(told)
    assert [words for words in said if words not in told.inner_text()] == []


@pytest.mark.parametrize(
    ("path", "name", "said"),
    [
        (
            "claims/list-2012-2/#icnk-2012.returned-41",
            "",
            ["at least 41", "Liaoning and Jilin, February 2012", "Who says it", "ICNK", "14 March 2012"],
        ),
        *thorough(
            ("known/#dandong-2021", "What is known, and what is not", ["Dandong"]),
            (
                "archive/hrf-2023/cite/#c-returned-600",
                "HRF and co-signatories",
                ["600 North Korean", "13 October 2023"],
            ),
        ),
    ],
)
def test_a_line_of_a_list_is_told_in_the_first_screen(
    visit: Callable[..., Page], path: str, name: str, said: list[str]
) -> None:
    """A link to a line opens at the line, which says it all or has the name of its page above it."""
    page = visit(path, width=390, height=844)
    line = page.locator(":target")
    labels = line.locator("td").evaluate_all("(all) => all.map((el) => getComputedStyle(el, '::before').content)")
    text = f"{line.inner_text()} {' '.join(labels)}"
    assert [words for words in said if words not in text] == []
    page.wait_for_function(UPPER, arg=line.element_handle())
    if name:
        assert name in page.locator("h1").inner_text()
        assert _seen(page.locator("h1"))


def test_cells_of_a_phone_have_labels(visit: Callable[..., Page]) -> None:
    """Below the figure each line of a row says what it is."""
    page = visit("incidents/shenyang-2012/claims/", width=390, height=844)
    row = page.locator(".told-by tbody tr:not(.told, .key, .group)").first
    labels = row.locator("td").evaluate_all("(all) => all.map((el) => getComputedStyle(el, '::before').content)")
    assert labels == ['"What it counts"', '"Who says it"', '"Said on"', '"Read it at"']


@THOROUGH
def test_columns_of_the_three_tables_are_alike(visit: Callable[..., Page]) -> None:
    """Counts, dates and positions have the same widths, and signs differ by form where colours are the reader's."""
    page = visit("incidents/october-2023/claims/", width=1440, forced_colors="active")
    widths = page.locator(".told-by thead tr").evaluate_all(
        "(rows) => rows.map((row) => [...row.cells].map((one) => Math.round(one.getBoundingClientRect().width)).join())"
    )
    assert len(widths) == 3
    assert len(set(widths)) == 1
    signs = page.locator(".told-by th[scope=row]").evaluate_all(
        "(all) => all.map((el) => [el.parentElement.className, getComputedStyle(el, '::before').content[1]])"
    )
    assert {sign in "●◐○" for kind, sign in signs if "other" in kind} == {True}
    assert {sign in "■◧□" for kind, sign in signs if "other" not in kind} == {True}


@pytest.mark.parametrize("path", ["archive/icnk-2012/", *thorough("claims/", "incidents/shenyang-2012/", "zh/claims/")])
def test_a_damaged_place_stops_no_script(visit: Callable[..., Page], path: str) -> None:
    """A percent sign that stands for no letter, as in a link that a program has cut, is no error of the page."""
    errors: list[str] = []
    page = visit("about/")
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(page.url.replace("about/", f"{path}#p%"))
    page.wait_for_load_state("load")
    assert errors == []
