"""Two documents or speakers side by side: the verdicts, the choice in the address, the page without a script."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from macros.core.models import PRACTICE
from macros.core.reading.tags import anchors
from tests.browser.axe import violations
from tests.browser.pages import THOROUGH, thorough

pytestmark = pytest.mark.browser

PAIR = "compare/#a=one&b=other"
BUILT_PAIR = "#a=hrw-2023-10-12&b=speaker.hrw"
FIRST_COMPARISON = 120_000
"""Bytes from an empty cache to the first verdict."""


def _claim(ref: str, given: str, **more: Any) -> dict[str, Any]:
    row = {"ref": ref, "incident": "quay", "topic": "returned:people", "given": given, "shown": given, "who": "people"}
    return row | {"by": "Herald", "at": "1", "href": "archive/icnk-2012/#p1", "when": "1 May 2011"} | more


def _side(name: str, *claims: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The file of a side, in the form that `side_files` gives it."""
    topics = {"returned:people": [1, "Returned", 0], "returned:apart": [2, "Returned: a part", 1]}
    rows = [one | {"topic": list(topics).index(one["topic"])} for one in claims]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return {
        "key": name.lower(),
        "kind": "document",
        "name": name,
        "about": "Report",
        "href": "archive/icnk-2012/",
        "incidents": {"quay": {"title": "The quay", "day": "2011-05-01", "href": "incidents/shenyang-2012/", "n": 1}},
        "law": [],
        "notes": [],
        "topics": topics,
        "columns": columns,
        "rows": [[row.get(name, 0) for name in columns] for row in rows],
        "named": {},
    } | more


@pytest.fixture
def compared(visit: Callable[..., Page]) -> Callable[..., Page]:
    """Opens a comparison of two sides that a test invents, one after the other in one page."""
    page, sides = visit("about/"), dict[str, dict[str, Any]]()

    def answer(route: Route) -> None:
        key = re.findall(r"sides/([\w.-]+)\.json\.gz", route.request.url)[0]
        route.fulfill(json=sides[key]) if key in sides else route.fulfill(status=404)

    def opened(one: dict[str, Any], other: dict[str, Any]) -> Page:
        sides.update(one=one, other=other)
        page.reload() if page.url.endswith(PAIR) else page.goto(PAIR)
        page.wait_for_selector(".cmp")
        return page

    page.route("**/compare/sides/*.json.gz", answer)
    return opened


def _verdict(page: Page) -> str:
    return page.locator(".cmp .mk > span").first.inner_text()


VERDICTS = {
    "same figure": ([_claim("one.a", "40")], [_claim("other.a", "40")]),
    "differ": ([_claim("one.a", "40")], [_claim("other.a", "30")]),
    "partly the same": ([_claim("one.a", "40")], [_claim("other.a", "40"), _claim("other.b", "30")]),
    "only One": ([_claim("one.a", "40")], []),
    "only Other": ([], [_claim("other.a", "30")]),
    "Other repeats One": ([_claim("one.a", "40")], [_claim("other.a", "40", repeats={"one.a": []})]),
    "denied in Other": (
        [_claim("one.a", "40")],
        [_claim("other.a", "denies", against="denies", position="Guard denies it")],
    ),
    "not compared": (
        [_claim("one.a", "40", topic="returned:apart")],
        [_claim("other.a", "30", topic="returned:apart")],
    ),
}


def test_a_verdict_says_what_the_records_hold(compared: Callable[..., Page]) -> None:
    """Each case has its word, and none of them says who is right."""
    said = {
        word: _verdict(compared(_side("One", *left), _side("Other", *right)))
        for word, (left, right) in VERDICTS.items()
    }
    assert said == {word: word for word in VERDICTS}


@THOROUGH
def test_a_denial_beside_figures_is_not_lost(compared: Callable[..., Page]) -> None:
    """Where one document gives a figure and also holds a denial, the verdict on the figures says so."""
    denial = _claim("one.b", "denies", against="denies", position="Guard denies it")
    page = compared(_side("One", _claim("one.a", "40"), denial), _side("Other", _claim("other.a", "40")))
    assert _verdict(page) == "partly the same"
    expect(page.locator(".cmp .mk").first).to_contain_text("One also holds a denial.")


@THOROUGH
def test_a_part_of_another_time_is_not_the_same(compared: Callable[..., Page]) -> None:
    """Of a part or of other people, one number for other months is not one figure; for the same month it may be."""
    one = _claim("one.a", "41", topic="returned:apart", day="2017-07")
    other = one | {"ref": "other.a"}
    assert _verdict(compared(_side("One", one), _side("Other", other | {"day": "2016-07/2017-04"}))) == "not compared"
    page = compared(_side("One", one), _side("Other", other))
    assert _verdict(page) == "same figure"
    expect(page.locator(".cmp .mk").first).to_contain_text("They may count different people.")


def test_what_was_not_carried_over_is_listed(compared: Callable[..., Page]) -> None:
    """A repeated claim says which of its words of doubt are gone."""
    later = _claim("other.a", "40", repeats={"one.a": ["the hedge “reportedly”"]})
    page = compared(_side("One", _claim("one.a", "40", hedge="reportedly")), _side("Other", later))
    expect(page.locator(".cmp .mk").first).to_contain_text("Not carried over: the hedge “reportedly”.")


@THOROUGH
def test_a_third_claim_behind_both_is_named(compared: Callable[..., Page]) -> None:
    """Two documents that repeat one report do not confirm each other, and the row says so."""
    both = [_claim(ref, "40", repeats={"third.a": []}) for ref in ("one.a", "other.a")]
    named = {"third.a": ["40 (returned), Wire", "archive/icnk-2012/#p2"]}
    page = compared(_side("One", both[0], named=named), _side("Other", both[1]))
    expect(page.locator(".cmp .mk").first).to_contain_text("Both rest on 40 (returned), Wire.")


def test_a_figure_that_leaves_room_says_so(compared: Callable[..., Page]) -> None:
    """*More than 500* and *600* differ, and both can be true."""
    page = compared(
        _side("One", _claim("one.a", "more than 500", span=[501, None])),
        _side("Other", _claim("b", "600", span=[600, 600])),
    )
    assert _verdict(page) == "differ"
    expect(page.locator(".cmp .mk").first).to_contain_text("The one leaves room for the other.")


@THOROUGH
def test_figures_of_no_single_event_do_not_differ(compared: Callable[..., Page]) -> None:
    """For arrests and returns in general other figures are about other people and years."""
    loose = {"quay": {"title": PRACTICE, "day": "1998", "n": 1, "loose": 1}}
    page = compared(
        _side("One", _claim("one.a", "40"), incidents=loose), _side("Other", _claim("b", "30"), incidents=loose)
    )
    assert _verdict(page) == "not compared"


def test_a_law_that_only_the_archive_names_is_marked(compared: Callable[..., Page]) -> None:
    """A passage that names a treaty and one that the archive reads so are not the same."""
    law = {"on": "cat/3", "shown": "Convention, Article 3", "href": "instruments/cat-1984/", "more": 0}
    ours = law | {"named": 0, "at": [["4", "archive/icnk-2012/#p4", 1]]}
    named = law | {"named": 1, "at": [["3", "archive/icnk-2012/#p3", 0]]}
    page = compared(_side("One", law=[named]), _side("Other", law=[ours]))
    assert _verdict(page) == "only One names it"
    assert (
        page.locator(".cmp .pp.id").get_attribute("aria-label")
        == "Other, passage 4: not named, identified by the archive"
    )


def test_a_choice_is_in_the_address_and_is_read_from_it(visit: Callable[..., Page]) -> None:
    """Two choices lead to a comparison with an address of its own; the way back leads to the first choice alone."""
    page = visit("compare/")
    page.select_option("select[data-choice=a]", "icnk-2012")
    page.wait_for_url(re.compile(r"#a=icnk-2012$"))
    page.select_option("select[data-choice=b]", "cecc-2012")
    page.wait_for_url(re.compile(r"#a=icnk-2012&b=cecc-2012$"))
    expect(page.locator("#compared")).to_have_text("ICNK 2012 and CECC 2012")
    expect(page).to_have_title(re.compile("^ICNK 2012 and CECC 2012"))
    page.go_back()
    expect(page.locator("#compared")).to_have_count(0)
    expect(page).to_have_title(re.compile("^Compare"))
    expect(page.locator("select[data-choice=a]")).to_have_value("icnk-2012")


@THOROUGH
def test_a_list_is_narrowed_and_keeps_what_is_chosen(visit: Callable[..., Page]) -> None:
    """Another list to choose from leaves a document that is chosen where it is."""
    page = visit("compare/#a=icnk-2012")
    expect(page.locator("select[data-choice=a]")).to_have_value("icnk-2012")
    page.select_option("select[data-choice=among]", "october-2023")
    expect(page.locator("select[data-choice=b] option[value=hrw-2023-10-12]")).to_have_count(1)
    expect(page.locator("select[data-choice=b] option[value=icnk-2012]")).to_have_count(0)
    expect(page.locator("select[data-choice=a]")).to_have_value("icnk-2012")


@THOROUGH
def test_a_retired_speaker_is_followed(visit: Callable[..., Page]) -> None:
    """An address with the id that a speaker had before opens the comparison with whoever took its place."""
    page = visit("compare/#a=speaker.un-expert-2013&b=un-2013")
    expect(page.locator("select[data-choice=a]")).to_have_value("speaker.marzuki-darusman")
    expect(page.locator("#compared")).to_have_text("Marzuki Darusman and UN News 2013")


@pytest.mark.parametrize(
    ("fragment", "names"),
    [
        ("a=cecc-2012&b=%3Cb%3Ebold%3C/b%3E", ["<b>bold</b>"]),
        *thorough(
            ("a=nobody&b=cecc-2012", ["nobody"]),
            ("a=cecc-2012&b=nobody", ["nobody"]),
            ("a=no-one&b=nobody", ["no-one", "nobody"]),
            (f"a=cecc-2012&b={'x' * 5000}", [f"{'x' * 60} …"]),
            ("a=../lists/of.all&b=cecc-2012", ["../lists/of.all"]),
        ),
    ],
)
def test_an_unknown_choice_is_answered(visit: Callable[..., Page], fragment: str, names: list[str]) -> None:
    """An address with names that are nowhere says so of each, on either side, and the lists stay."""
    page = visit(f"compare/#{fragment}")
    for name in names:
        expect(page.locator(".search-status")).to_contain_text(f"“{name}”")
    kept = page.locator("select[data-choice]").evaluate_all("all => all.slice(1).map(({ value }) => value)")
    assert [key for key in kept if key] == ["cecc-2012"] * fragment.count("=cecc-2012")
    assert page.locator("select[data-choice=a] option").count() > 2


@pytest.mark.parametrize("fragment", ["among=no-such-incident", *thorough("a=icnk-2012&among=../sides/icnk-2012")])
def test_an_unknown_list_is_answered(visit: Callable[..., Page], fragment: str) -> None:
    """An address with a list that is nowhere says so, and the reader can choose another one."""
    page = visit(f"compare/#{fragment}")
    expect(page.locator(".search-status")).to_contain_text(f"no list called “{fragment.rpartition('=')[2]}”")
    page.select_option("select[data-choice=among]", "october-2023")
    expect(page.locator("select[data-choice=b] option[value=hrw-2023-10-12]")).to_have_count(1)
    expect(page.locator(".search-status")).not_to_contain_text("no list")


OLD = "shenyang-2012"
"""An incident that a test takes out of the page, as a large archive does with older ones."""


@pytest.fixture
def large(visit: Callable[..., Page], site: Path) -> Callable[..., Page]:
    """Opens the page as it is in an archive with many incidents: some are named by a file alone."""
    page = visit("about/")
    text = (site / "compare/index.html").read_text("utf-8")
    option = re.search(rf"<option value=\"?{OLD}\"?>([^<]*)(</option>)?", text)
    assert option
    stand = "<option value=of.older>One of 1 older incidents …</option>"
    page.route(
        "**/compare/", lambda route: route.fulfill(body=text.replace(option[0], stand), content_type="text/html")
    )
    page.route("**/of.older.json.gz", lambda route: route.fulfill(json=[[OLD, option[1]]]))

    def opened(fragment: str = "") -> Page:
        page.goto(f"compare/{fragment}")
        return page

    return opened


def test_an_older_incident_is_chosen_from_a_file(large: Callable[..., Page]) -> None:
    """Whoever chooses the older incidents gets them in their place in the list, and the documents of the first."""
    page = large()
    page.select_option("select[data-choice=among]", "of.older")
    expect(page.locator("select[data-choice=among]")).to_have_value(OLD)
    expect(page.locator("option[value='of.older']")).to_have_count(0)
    expect(page.locator("select[data-choice=a] option[value=icnk-2012]")).to_have_count(1)
    page.select_option("select[data-choice=a]", "icnk-2012")
    page.wait_for_url(re.compile(rf"#a=icnk-2012&among={OLD}$"))


@pytest.mark.parametrize("fragment", [f"#among={OLD}", *thorough("#a=icnk-2012")])
def test_an_address_leads_to_an_older_incident(large: Callable[..., Page], fragment: str) -> None:
    """The list of an older incident is had without the file of all older ones."""
    page = large(fragment)
    expect(page.locator("select[data-choice=among]")).to_have_value(OLD)
    expect(page.locator("select[data-choice=b] option[value=icnk-2012]")).to_have_count(1)
    expect(page.locator(".search-status")).not_to_contain_text("no list")


def test_what_is_chosen_while_a_list_loads_is_kept(visit: Callable[..., Page]) -> None:
    """A slow list does not take away a choice that was made while it was on its way, nor come after a later one."""
    page = visit("compare/")
    expect(page.locator("select[data-choice=a] option[value=icnk-2012]")).to_have_count(1)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/compare/lists/october-2023.json.gz", hold)
    page.select_option("select[data-choice=among]", "october-2023")
    page.select_option("select[data-choice=a]", "icnk-2012")
    page.select_option("select[data-choice=among]", OLD)
    expect(page.locator("select[data-choice=a] option[value=hrw-2023-10-12]")).to_have_count(0)
    held[0].continue_()
    page.wait_for_load_state("networkidle")
    expect(page.locator("select[data-choice=a]")).to_have_value("icnk-2012")
    expect(page.locator("select[data-choice=a] option[value=hrw-2023-10-12]")).to_have_count(0)


@THOROUGH
def test_a_list_that_does_not_come_is_told(visit: Callable[..., Page]) -> None:
    """Where the file of a list is lost, nobody waits for an empty list, and no document is said to be unknown."""
    page = visit("about/")
    page.route("**/compare/**/*.json.gz", lambda route: route.abort())
    page.goto("compare/")
    expect(page.locator(".search-status")).to_contain_text("could not be loaded")
    page.goto("about/")
    page.goto("compare/#a=icnk-2012&b=cecc-2012")
    expect(page.locator(".search-status")).to_contain_text("could not be loaded")


@THOROUGH
def test_a_browser_that_cannot_unpack_compares_too(visit: Callable[..., Page]) -> None:
    """Where a browser has no way to unpack of its own, the library that packs Word files does it."""
    page = visit("about/")
    page.goto(f"compare/{BUILT_PAIR}")
    page.wait_for_selector(".cmp")
    shown = page.locator(".cmp").first.inner_text()
    page.add_init_script("delete globalThis.DecompressionStream")
    page.reload()
    page.wait_for_selector(".cmp")
    assert page.evaluate("Boolean(globalThis.fflate && !globalThis.DecompressionStream)")
    assert page.locator(".cmp").first.inner_text() == shown


def test_sides_are_changed(visit: Callable[..., Page]) -> None:
    """What was left is right, in the address too, and the keyboard stays at the button."""
    page = visit("compare/#a=icnk-2012&b=cecc-2012")
    page.get_by_role("button", name="Change sides").click()
    page.wait_for_url(re.compile(r"#a=cecc-2012&b=icnk-2012(&|$)"))
    expect(page.locator("#compared")).to_have_text("CECC 2012 and ICNK 2012")
    expect(page.get_by_role("button", name="Change sides")).to_be_focused()


@pytest.mark.parametrize("scripts", [False, *thorough(True)])
def test_ticked_documents_are_side_by_side(visit: Callable[..., Page], scripts: bool) -> None:
    """Without a script any two documents on an incident are put beside each other, each topic in one line."""
    page = visit("compare/october-2023/", java_script_enabled=scripts)
    expect(page.locator(".cell:visible")).to_have_count(0)
    for key in ("hrw-2023-10-12", "rfa-2023"):
        page.check(f"input[value={key}]")
    page.get_by_label("Only these, side by side").check()
    expect(page.locator(".pick:visible")).to_have_count(2)
    when = [
        cell.bounding_box() for cell in page.locator(".cell:visible", has_text="Returned to North Korea: when").all()
    ]
    assert len(when) == 2
    assert when[0]
    assert when[1]
    assert when[0]["y"] == when[1]["y"]
    assert when[0]["x"] < when[1]["x"]
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".cell:visible")).to_have_count(0)


def test_who_says_first_that_only_ticked_ones_count_can_still_tick(visit: Callable[..., Page]) -> None:
    """With no document ticked yet all of them stay to be chosen from, without their claims."""
    page = visit("compare/october-2023/", width=390, java_script_enabled=False)
    offered = page.locator(".pick").filter(visible=True)
    count = offered.count()
    page.get_by_label("Only these, side by side").check()
    expect(offered).to_have_count(count)
    expect(page.locator(".cell").filter(visible=True)).to_have_count(0)
    page.locator(".pick input").first.check()
    expect(offered).to_have_count(1)


SHORT = """() => [...document.querySelectorAll(".cmp td[data-l]")].filter((cell) => {
  const label = getComputedStyle(cell, "::before");
  return parseFloat(label.height) > cell.clientHeight + 1; }).map((cell) => cell.textContent)"""


def test_the_name_of_a_side_does_not_reach_into_the_next_row(visit: Callable[..., Page]) -> None:
    """On a phone a cell is as high as its label, which may have more lines than what the side says."""
    page = visit("compare/#a=nktimes-2023&b=hrw-2023-10-12", width=390)
    expect(page.locator("table.cmp")).to_be_visible()
    assert page.evaluate(SHORT) == []


@THOROUGH
def test_two_ticked_documents_lead_to_their_comparison(visit: Callable[..., Page]) -> None:
    """With a script the page of an incident leads from two documents to their verdicts."""
    page = visit("compare/october-2023/")
    way = page.get_by_role("link", name="Compare these two, with verdicts")
    page.check("input[value=hrw-2023-10-12]")
    expect(way).to_be_hidden()
    page.check("input[value=rfa-2023]")
    way.click()
    expect(page.locator("#compared")).to_have_text("HRW, October 2023 and RFA, October 2023")


@THOROUGH
def test_the_incidents_are_there_without_a_script(visit: Callable[..., Page]) -> None:
    """The page offers no form that does nothing, and leads to every incident with two documents."""
    page = visit("compare/", java_script_enabled=False)
    expect(page.locator("form.compare-form")).to_be_hidden()
    page.locator("main a[href='october-2023/']").click()
    expect(page.locator(".said-lines").first).to_be_visible()


@THOROUGH
def test_a_script_and_the_page_of_an_incident_agree(visit: Callable[..., Page]) -> None:
    """Two documents that share a line of the page without script are not said to differ by the script."""
    page = visit("compare/october-2023/", java_script_enabled=False)
    line = page.locator(".said-lines", has=page.locator("#returned-people")).locator(
        "dl > div", has_text="more than 500 people"
    )
    assert line.locator("a", has_text="HRW, October 2023").count()
    assert line.locator("a", has_text="Epoch Times, November 2023").count()
    pair = visit("compare/#a=hrw-2023-10-12&b=epochtimes-2023")
    verdict = pair.locator(".cmp tr", has=pair.locator("th", has_text=re.compile("^Returned to North Korea$"))).locator(
        ".mk > span"
    )
    expect(verdict).to_have_text(re.compile("same figure|partly the same|repeats"))


@THOROUGH
def test_the_copy_for_a_disk_compares(page_on_disk: Page, copy: Path) -> None:
    """In the copy a pair is compared too, and its links lead to pages of the copy."""
    page_on_disk.goto((copy / "compare/index.html").as_uri() + "#a=icnk-2012&b=cecc-2012")
    expect(page_on_disk.locator("#compared")).to_have_text("ICNK 2012 and CECC 2012")
    page_on_disk.locator(".cmp .pp").first.click()
    assert page_on_disk.url.startswith("file:")
    expect(page_on_disk.locator(":target")).to_have_count(1)


@pytest.fixture
def page_on_disk(context: Callable[..., BrowserContext]) -> Page:
    """A reader without a network."""
    return context(offline=True).new_page()


@THOROUGH
def test_a_first_comparison_keeps_its_budget(context: Callable[..., BrowserContext], sent: list[int]) -> None:
    """From an empty cache to the verdicts no more than 120 kB are sent."""
    page = context().new_page()
    sent.clear()
    page.goto(f"compare/{BUILT_PAIR}", wait_until="networkidle")
    page.wait_for_selector(".cmp")
    assert 20_000 < sum(sent) <= FIRST_COMPARISON


def test_the_files_of_the_sides_name_pages_of_the_site(site: Path) -> None:
    """Every address in the file of a side is that of a page that was built, and every anchor is on it."""
    wrong = []
    for file in sorted((site / "compare/sides").glob("*.json.gz"))[::20]:
        content = json.loads(gzip.decompress(file.read_bytes()))
        for cells in content.get("rows", ()):
            row = {name: cell for name, cell in zip(content["columns"], cells, strict=True) if cell != 0}
            row["ref"] = content["key"] * row["ref"].startswith(".") + row["ref"]
            owner, _, claim = row["ref"].partition(".")
            folder = "incidents" if owner in content["incidents"] else "archive"
            path, _, anchor = row.get("href", f"{folder}/{owner}/#c-{claim}").partition("#")
            page = site / path / "index.html"
            if not page.is_file() or anchor not in anchors(page.read_text("utf-8")):
                wrong.append(row["ref"])
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", *thorough("dark")])
@pytest.mark.parametrize("width", [390, *thorough(768, 1440, 1920)])
def test_a_comparison_is_read_by_all(visit: Callable[..., Page], width: int, scheme: str) -> None:
    """Axe finds nothing in a finished comparison, and nothing is wider than the screen."""
    page = visit("compare/#a=icnk-2012&b=speaker.cecc", width=width, color_scheme=scheme)
    page.wait_for_selector(".cmp")
    assert violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
