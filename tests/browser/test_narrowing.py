"""Indexes are narrowed by what their entries are; the choice has an address, and without scripts they are whole."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import CONTRAST, violations
from tests.browser.pages import LEDGER, THOROUGH, thorough

pytestmark = pytest.mark.browser

ROWS = ".narrowed > *"
FACETS = {"archive/": "language", "incidents/": "kind", "timeline/list-2023/": "kind"}
INDEXES = ["archive/", *thorough("incidents/", "timeline/list-2023/")]


@pytest.mark.parametrize("index", INDEXES)
def test_an_index_is_narrowed_by_what_its_entries_are(visit: Callable[..., Page], index: str) -> None:
    """A choice leaves as many entries as it announces and is in the fragment; the way back shows all again."""
    page, facet = visit(index), FACETS[index]
    page.wait_for_selector("form.ledger:visible")
    whole = page.locator(f"{ROWS}:visible").count()
    choice = page.locator(f"select[data-choice={facet}] option").nth(1)
    announced = int(re.findall(r"\((\d+)\)$", choice.inner_text())[0])
    page.select_option(f"select[data-choice={facet}]", str(choice.get_attribute("value")))
    expect(page).to_have_url(re.compile(rf"#{facet}="))
    assert page.locator(f"{ROWS}:visible").count() == announced < whole
    expect(page.locator("form.ledger output")).to_have_text(re.compile(rf"^{announced} of {whole} "))
    other = visit(f"{index}#{page.url.partition('#')[2]}")
    other.wait_for_selector("form.ledger:visible")
    assert other.locator(f"{ROWS}:visible").count() == announced
    page.go_back()
    expect(page.locator(f"select[data-choice={facet}]")).to_have_value("")
    assert page.locator(f"{ROWS}:visible").count() == whole


@pytest.mark.parametrize("index", INDEXES)
def test_an_index_is_whole_without_scripts(visit: Callable[..., Page], index: str) -> None:
    """Without scripts every entry is shown, and no form that does nothing."""
    page = visit(index, java_script_enabled=False)
    assert page.locator(f"{ROWS}:visible").count() == page.locator(ROWS).count() > 0
    expect(page.locator("form.ledger")).to_be_hidden()


@THOROUGH
@pytest.mark.parametrize("index", INDEXES)
def test_a_narrowed_list_is_narrow_on_a_phone(visit: Callable[..., Page], index: str) -> None:
    """What a choice leaves out is not shown on a narrow screen either, where tables are blocks."""
    page = visit(index, width=390, height=800)
    page.wait_for_selector("form.ledger:visible")
    choice = page.locator("select[data-choice=year] option").nth(1)
    announced = int(re.findall(r"\((\d+)\)$", choice.inner_text())[0])
    page.select_option("select[data-choice=year]", str(choice.get_attribute("value")))
    assert page.locator(f"{ROWS}:visible").count() == announced


def _loaded(page: Page, number: int, of: str) -> None:
    """Wait until a page has read all parts of its list."""
    expect(page.locator("form.ledger output")).to_have_text(re.compile(rf"^\d+ of {number} {of}$"))


def _every(site: Path, name: str) -> int:
    return len(json.loads((site / f"data/{name}.json").read_text("utf-8")))


def test_words_narrow_the_ledger(visit: Callable[..., Page]) -> None:
    """Rows with all the words stay, whatever their case and accents; the words are in the fragment, and not sent."""
    page = visit(LEDGER)
    page.get_by_label("Words in the claim").fill("TUMEN réturned")
    expect(page).to_have_url(re.compile(r"#q=TUMEN\+r%C3%A9turned$"))
    rows = [row.inner_text().lower() for row in page.locator("table.ledger tbody tr:visible").all()]
    assert rows
    assert [row for row in rows if "tumen" not in row or "returned" not in row] == []
    expect(page.locator("form.ledger output")).to_have_text(re.compile(rf"^{len(rows)} of \d+ claims$"))


@THOROUGH
def test_a_list_in_parts_is_filtered_whole(visit: Callable[..., Page], site: Path) -> None:
    """The page above the parts reads them all when asked, and has then every claim once, under the same filters."""
    page = visit("claims/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert page.locator("table.ledger").count() == 0
    page.get_by_role("button", name="Load and filter all").click()
    _loaded(page, _every(site, "claims"), "claims")
    assert page.locator("table.ledger tbody tr").count() == _every(site, "claims")
    page.select_option("select[data-choice=stance]", "asserts")
    shown = page.locator("table.ledger tbody tr:visible").count()
    assert page.url.endswith("/claims/#all=yes&stance=asserts")
    assert {url.split("/claims/")[1] for url in asked if url.endswith("/")} == {
        f"{part.name}/" for part in (site / "claims").glob("list-*")
    }
    assert [url for url in asked if "asserts" in url] == []
    link = page.locator("table.ledger tbody tr:visible td a").first
    assert "/claims/archive/" not in str(link.evaluate("(el) => el.href"))
    other = visit("claims/#all=yes&stance=asserts")
    _loaded(other, _every(site, "claims"), "claims")
    assert other.locator("table.ledger tbody tr:visible").count() == shown
    assert violations(other, CONTRAST) == []


@THOROUGH
def test_an_old_anchor_leads_to_the_part_that_has_it(visit: Callable[..., Page], site: Path) -> None:
    """An anchor of the whole ledger is found in a further part of a year too, to which only that year leads."""
    part = next(iter(sorted((site / "claims").glob("list-*-2"))))
    anchor = re.findall(r"<tr id=([\w.-]+)", (part / "index.html").read_text("utf-8"))[-1]
    page = visit(f"claims/#{anchor}")
    expect(page).to_have_url(re.compile(rf"/claims/{part.name}/#{re.escape(anchor)}$"), timeout=20_000)


@THOROUGH
def test_a_part_says_that_it_is_one(visit: Callable[..., Page], site: Path) -> None:
    """A part says how much of the list it has, and leads to the filter over all with the same choice."""
    page = visit(f"{LEDGER}#stance=asserts")
    assert page.locator("form.ledger .scope").inner_text().startswith("This page has a part of the list,")
    page.get_by_role("link", name="Filter all").click()
    _loaded(page, _every(site, "claims"), "claims")
    expect(page.locator("select[data-choice=stance]")).to_have_value("asserts")


def test_the_chosen_claims_are_saved(visit: Callable[..., Page], site: Path) -> None:
    """The file has the rows that are shown, each with owner, hedge, modifier, permanent address and revision."""
    page = visit(f"{LEDGER}#stance=reports")
    page.wait_for_selector("form.ledger:visible")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the claims").click()
    with saved.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == page.locator("table.ledger tbody tr:visible").count() > 0
    with (site / "data/claims.csv").open(encoding="utf-8", newline="") as file:
        known = {row["url"]: row for row in csv.DictReader(file)}
    for row in rows:
        record = known[row["address"]]
        assert [row[name] for name in ("modifier", "hedge", "stance")] == [
            record[name] for name in ("modifier", "hedge", "stance")
        ]
        assert row["owner"]
        assert row["said_by"].startswith(row["owner"])
        assert row["revision"]


@THOROUGH
def test_the_head_of_the_ledger_stays(visit: Callable[..., Page]) -> None:
    """Far down the table the names of its columns are still at the top of the screen."""
    page = visit(LEDGER, width=1280)
    page.evaluate("() => scrollTo(0, document.body.scrollHeight / 2)")
    head = page.locator("table.ledger thead th").first
    expect(head).to_be_in_viewport()
    box = head.bounding_box()
    assert box
    assert -1 <= box["y"] <= 4


@THOROUGH
def test_the_ledger_is_narrowed_by_keyboard(visit: Callable[..., Page]) -> None:
    """Words, a choice, the way back to all and the file are reached and worked with the keyboard alone."""
    page = visit(LEDGER)
    shown = page.locator("form.ledger output")
    whole = shown.inner_text()
    page.get_by_label("Words in the claim").focus()
    page.keyboard.type("tumen")
    expect(shown).not_to_have_text(whole)
    page.keyboard.press("Tab")
    expect(page.get_by_label("What is reported")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("measure="))
    page.get_by_role("button", name="Show all").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{LEDGER}$"))
    page.get_by_role("button", name="Save the claims").focus()
    with page.expect_download():
        page.keyboard.press("Enter")


@THOROUGH
def test_discrepancies_are_grouped_by_incident(visit: Callable[..., Page], site: Path) -> None:
    """Every note is once under its incident, the general ones last; a filter leaves no empty group in the contents."""
    page = visit("discrepancies/")
    _loaded(page, _every(site, "notes"), "notes")
    headings = page.locator(".group > h2").all_inner_texts()
    assert headings[-1].startswith("General")
    assert page.locator(".narrowed > *").count() == _every(site, "notes")
    page.select_option("select[data-choice=incident]", "Liaoning and Jilin, February 2012")
    shown = page.locator(".narrowed > *:visible").count()
    assert 0 < shown < _every(site, "notes")
    groups = page.locator(".group:visible").count()
    assert groups == page.locator("nav.chunks li:visible").count() < len(headings)
    page.locator("nav.chunks a:visible").last.click()
    expect(page.locator(".group > h2:target")).to_be_in_viewport()
    assert page.locator(".narrowed > *:visible").count() == shown


@THOROUGH
def test_discrepancies_are_grouped_without_scripts(visit: Callable[..., Page]) -> None:
    """Without scripts the contents lead to the topics of an incident, and these to its notes in full."""
    page = visit("discrepancies/", java_script_enabled=False)
    page.locator("nav.chunks a", has_text="9 October 2023").click()
    page.locator(".group:has(> h2:target)").get_by_role("link", name="These notes in full").click()
    expect(page.locator(".group > h2")).to_have_count(1)
    assert page.locator(".side-note:visible").count() > 10


@pytest.mark.parametrize("index", ["people/"])
def test_letters_lead_to_names(visit: Callable[..., Page], index: str) -> None:
    """Each letter leads to the first name that begins with it."""
    page = visit(index, java_script_enabled=False)
    letters = page.locator("nav.letters").first.locator("a")
    assert letters.count() > 10
    link = letters.nth(5)
    letter = link.inner_text()
    link.click()
    expect(page.locator("tr:target")).to_be_in_viewport()
    assert page.locator("tr:target th").inner_text().removeprefix("The ").startswith(letter)


def test_the_files_of_all_claims_need_no_script(visit: Callable[..., Page]) -> None:
    """Without scripts the ledger leads to the file of all claims, and shows no button that does nothing."""
    page = visit(LEDGER, java_script_enabled=False)
    assert page.get_by_role("link", name="CSV", exact=True).get_attribute("href") == "../../data/claims.csv"
    expect(page.locator("button.csv")).to_be_hidden()
