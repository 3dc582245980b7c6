"""The dossier: ticks travel with the reader and reach nobody, and no figure leaves without what contradicts it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from macros.session import Session
from macros.site.documents.matters import Matters
from tests.browser.axe import violations
from tests.browser.conftest import lent
from tests.browser.pages import THOROUGH, thorough
from tests.browser.server import Asked, noting_server
from tests.browser.test_privacy import KEPT, NOTHING
from tests.support import INVENTED

pytestmark = pytest.mark.browser

CLAIM, PASSAGE, NOTE, LAW = (
    "quayside-2011.c-held-24-40",
    "report-2011.p1",
    "herald-2011.n-headline",
    "river-treaty.art-4-2",
)
ALL = "*".join(("_tAn annex", "_hWhat is reported", CLAIM, PASSAGE, "_hLaw", LAW, NOTE))
BAR = ".dossier-bar a"
MOST = 300


@pytest.fixture(scope="module")
def served(invented_site: Path) -> Iterator[tuple[str, list[Asked]]]:
    """The invented archive on a server that notes every request, and where it is."""
    with noting_server(invented_site) as noted:
        yield noted


@pytest.fixture
def lend(readers: Callable[..., list[Page]], served: tuple[str, list[Asked]]) -> Iterator[Callable[..., Page]]:
    """Lends pages of it to readers who have kept nothing; what was asked for before is forgotten."""
    served[1].clear()
    with ExitStack() as used:

        def page(*, scripts: bool = True, **options: Any) -> Page:
            found = used.enter_context(lent(readers(address=served[0], java_script_enabled=scripts), **options))
            used.callback(_forget, found)
            return found

        yield page


def _forget(page: Page) -> None:
    """Close the tabs that were opened from a page, and take away what its reader has kept."""
    for other in page.context.pages[1:]:
        other.close()
    page.evaluate("() => localStorage.clear()")


@pytest.fixture
def page(lend: Callable[..., Page]) -> Iterator[Page]:
    """A page on which no script fails."""
    opened = lend()
    wrong: list[str] = []

    def note(error: Error) -> None:
        wrong.append(str(error))

    opened.on("pageerror", note)
    yield opened
    opened.remove_listener("pageerror", note)
    assert wrong == []


def _open(page: Page, items: str) -> None:
    """Open the page of the dossier with these items and wait for the document."""
    page.goto("about/", wait_until="load")
    page.goto(f"dossier/#dossier={quote(items, safe='*')}", wait_until="load")
    expect(page.locator("section.document, [data-part=told] li").first).to_be_visible()


def _tick(page: Page, name: str | re.Pattern[str]) -> None:
    """Press a tick, also one that lies in a closed part of the page."""
    page.get_by_role("button", name=name, include_hidden=True).first.dispatch_event("click")


def test_ticks_travel_with_the_reader(page: Page) -> None:
    """What is ticked is there on the next page, after going back and after loading again, and nothing is stored."""
    page.goto("archive/report-2011/", wait_until="load")
    _tick(page, "Dossier: passage 1")
    expect(page.locator(BAR)).to_have_text("1 in your dossier")
    page.locator(".crumbs a").first.click()
    page.wait_for_url(re.compile("/archive/archive/$"))
    page.locator("main a[href*='bulletin-2011']").first.click()
    _tick(page, "Dossier: passage 2")
    expect(page.locator(BAR)).to_have_text("2 in your dossier")
    page.go_back()
    expect(page.locator(BAR)).to_have_text("2 in your dossier")
    page.reload()
    expect(page.locator(BAR)).to_have_text("2 in your dossier")
    assert page.evaluate(KEPT) == NOTHING


@THOROUGH
def test_a_link_in_a_new_tab_carries_the_ticks(page: Page) -> None:
    """A page that is opened in a tab of its own has the dossier too, and its address is plain."""
    page.goto("archive/report-2011/", wait_until="load")
    _tick(page, "Dossier: passage 1")
    with page.context.expect_page() as opened:
        page.locator(".crumbs a").first.click(modifiers=["ControlOrMeta"])
    expect(opened.value.locator(BAR)).to_have_text("1 in your dossier")
    assert "#" not in opened.value.url


def test_every_kind_of_place_can_be_ticked(page: Page) -> None:
    """Claims, passages, provisions and notes have a tick, and each becomes a numbered paragraph."""
    page.goto("archive/report-2011/", wait_until="load")
    for name in ("Dossier: passage 1", re.compile("Dossier: .*arrested"), re.compile("Dossier: note: ")):
        page.get_by_role("button", name=name, include_hidden=True).first.dispatch_event("click")
    page.goto("instruments/river-treaty/", wait_until="load")
    _tick(page, "Dossier: Article 4(2)")
    page.locator(BAR).click()
    expect(page.locator(".numbered")).to_have_count(4)


@THOROUGH
@pytest.mark.parametrize(
    "where", ["compare/quayside-2011/", "incidents/quayside-2011/origins/", "known/", "discrepancies/"]
)
def test_what_is_compared_traced_or_listed_can_be_ticked(page: Page, where: str) -> None:
    """Each claim that is compared, traced or known has a tick that makes a paragraph, and so has each note."""
    page.goto(where, wait_until="load")
    page.get_by_role("button", name="Dossier: ").first.click()
    page.locator(BAR).click()
    expect(page.locator(".numbered")).to_have_count(1)


@THOROUGH
def test_a_second_click_takes_a_tick_away(page: Page) -> None:
    """A tick says whether it is set, and the bar goes with the last one."""
    page.goto("archive/report-2011/", wait_until="load")
    tick = page.get_by_role("button", name="Dossier: passage 1")
    tick.click()
    expect(tick).to_have_attribute("aria-pressed", "true")
    tick.click()
    expect(tick).to_have_attribute("aria-pressed", "false")
    expect(page.locator(BAR)).to_be_hidden()


def test_nobody_is_sent_a_dossier(page: Page, invented_site: Path) -> None:
    """No request holds a place, a heading or a title: only the files of the records are asked for."""
    with noting_server(invented_site) as (address, requests):  # one at which no page has been: nothing is in the cache
        page.goto(f"{address}incidents/quayside-2011/", wait_until="load")
        _tick(page, re.compile("Dossier: 24 to 40"))
        page.locator(BAR).click()
        expect(page.locator(".numbered")).to_have_count(1)
        page.get_by_label("Title").fill("Zebracrossing")
        page.get_by_label("Title").press("Tab")
        page.get_by_label("Footnotes in").select_option("bluebook")
        with page.expect_download():
            page.get_by_role("button", name="Word").click()
        page.reload()
        expect(page.locator(".numbered")).to_have_count(1)
        asked = "\n".join("\n".join(one) for one in requests)
        assert "dossier/records/quayside-2011.js" in asked
        assert not [word for word in ("c-held-24-40", "Zebracrossing", "bluebook", "dossier=") if word in asked]
        assert page.evaluate(KEPT) == NOTHING


def test_a_browser_that_cannot_unpack_reads_the_dossier_too(page: Page) -> None:
    """Where a browser has no way to unpack of its own, the library that packs Word files does it."""
    _open(page, CLAIM)
    shown = page.locator(".numbered").inner_text()
    page.add_init_script("delete globalThis.DecompressionStream")
    page.reload()
    expect(page.locator(".numbered")).to_have_text(re.compile("24 to 40"))
    assert page.evaluate("Boolean(globalThis.fflate && !globalThis.DecompressionStream)")
    assert page.locator(".numbered").inner_text() == shown


def test_keep_here_and_forget(page: Page) -> None:
    """Only *Keep here* stores a dossier; every tab then has it, and *Forget* leaves nothing."""
    _open(page, CLAIM)
    page.get_by_role("button", name="Keep here").click()
    expect(page.locator("[data-part=state]")).to_contain_text("Kept in this browser")
    other = page.context.new_page()
    other.goto("archive/report-2011/", wait_until="load")
    expect(other.locator(BAR)).to_have_text("1 in your dossier")
    _tick(other, "Dossier: passage 1")
    expect(page.locator(".numbered")).to_have_count(2)
    page.get_by_role("button", name="Forget").click()
    expect(other.locator(BAR)).to_be_hidden()
    page.reload()
    expect(page.locator("[data-part=empty]")).to_be_visible()
    assert page.evaluate(KEPT) == NOTHING


@THOROUGH
def test_a_link_does_not_replace_what_is_kept(page: Page) -> None:
    """Somebody's link shows their dossier; the kept one is still there afterwards."""
    _open(page, CLAIM)
    page.get_by_role("button", name="Keep here").click()
    _open(page, LAW)
    expect(page.locator("[data-part=state]")).to_contain_text("came with a link")
    page.get_by_label("Title").fill("Changed")
    page.get_by_label("Title").press("Tab")
    expect(page.locator(".document h2")).to_have_text("Changed")
    assert page.evaluate("() => localStorage.getItem('dossier')") == CLAIM


@pytest.mark.parametrize("style", [*thorough("oscola", "bluebook"), "chicago-note"])
def test_no_figure_leaves_without_what_contradicts_it(page: Page, style: str) -> None:
    """A document with any claim has the address of every claim that speaks against it."""
    relations = Session(INVENTED).relations
    matters = Matters(relations)
    refs = list(relations.claims) if style == "oscola" else list(relations.claims)[:3]
    for ref in refs:
        owner, claim = ref.split(".")
        _open(page, f"_s{style}*{owner}.c-{claim}")
        text = page.locator("section.document").inner_text()
        for other in matters.against(ref):
            assert f"#c-{other.split('.')[1]}" in text, (ref, other)


def test_a_denial_says_what_is_denied(page: Page) -> None:
    """In the table a denial has the people of whom it speaks, since "denies it" alone says nothing."""
    _open(page, CLAIM)
    denial = page.locator("table.relied tr", has=page.locator("a[href*='#c-never-returned']"))
    expect(denial).to_contain_text("the group spoken of in the report")


@THOROUGH
def test_the_document_has_its_evidence(page: Page) -> None:
    """It ends with the level of evidence, the address, the fingerprint and the page for each document."""
    _open(page, PASSAGE)
    evidence = page.locator(".evidence").first
    for text in ("Text saved and checked", "https://border-watch.example/reports/2011", "0df4f8822144", "9 passages"):
        expect(evidence).to_contain_text(text)


@THOROUGH
@pytest.mark.parametrize(("style", "words"), [("oscola", "‘Letter to the Guard’"), ("bluebook", "Letter to the Guard")])
def test_notes_follow_the_chosen_style(page: Page, style: str, words: str) -> None:
    """Another style of footnotes changes every note at once, and the address keeps the choice."""
    _open(page, CLAIM)
    page.get_by_label("Footnotes in").select_option(style)
    expect(page.locator(".endnotes li").first).to_contain_text(words)
    page.reload()
    expect(page.get_by_label("Footnotes in")).to_have_value(style)


@THOROUGH
def test_order_and_headings_by_keyboard(page: Page) -> None:
    """Everything can be moved, headed and taken out with the keyboard; a moved entry keeps the focus."""
    _open(page, f"{CLAIM}*{PASSAGE}")
    down = page.get_by_role("button", name="Move down: 24 to 40")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".numbered").last).to_contain_text("24 to 40")
    expect(page.get_by_role("button", name="Move down: 24 to 40")).to_be_focused()
    page.get_by_role("button", name="Add a heading above: 24 to 40").press("Enter")
    page.keyboard.type("What was seen")
    page.keyboard.press("Tab")
    expect(page.locator(".document h3").first).to_have_text("What was seen")
    page.get_by_role("button", name="Take out: Border Watch 2011, passage 1").press("Enter")
    expect(page.locator(".numbered")).to_have_count(1)


HOSTILE = [
    "<img src=x onerror=window.hurt=1>.p1*_h<img src=x onerror=window.hurt=1>*_t<script>window.hurt=1</script>",
    *thorough(
        "__proto__.p1*constructor.c-x*quayside-2011.c-constructor*quayside-2011.n-__proto__*_sconstructor",
        "*".join(f"nobody-{number}.p1" for number in range(10_000)),
        "javascript:window.hurt=1.p1*../../../etc/passwd.p1*quayside-2011.c-held-24-40/../x",
        "%00*%F0*_h%ED%A0%80*****.*.p1*report-2011.p0*report-2011.passage-99999",
        "_h" + "long " * 20_000,
    ),
]


@pytest.mark.parametrize("items", HOSTILE, ids=["markup", "prototype", "many", "paths", "bytes", "long"])
def test_no_fragment_breaks_the_page(page: Page, served: tuple[str, list[Asked]], items: str) -> None:
    """Whatever an address holds is left out or shown as text: nothing runs, and few files are asked for."""
    served[1].clear()
    page.goto(f"dossier/#dossier={CLAIM}*{quote(items, safe='*%')}")
    expect(page.locator(".numbered")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => window.hurt") is None
    assert page.locator("main img, main script, [data-part=document] script").count() == 0
    assert len(served[1]) < MOST + 30
    assert not [one for one in served[1] if "passwd" in one.line or "<" in one.line]


def test_a_retired_place_leads_to_its_successor(page: Page) -> None:
    """A claim that has moved is taken from its new place, and the reader is told."""
    retired = '{"claims/quayside-2011.old": {"to": "claims/quayside-2011.held-24-40", "why": "recorded twice"}}'
    page.route("**/dossier/moved.js", lambda route: route.fulfill(body=f'archiveDossier("moved",{retired})'))
    _open(page, "quayside-2011.c-old")
    expect(page.locator(".numbered")).to_contain_text("24 to 40")
    expect(page.locator("[data-part=told]")).to_contain_text("has moved to quayside-2011.c-held-24-40")


@THOROUGH
def test_a_figure_is_not_shown_while_what_contradicts_it_is_lost(page: Page) -> None:
    """If the file of an incident does not load, there is no document, the reader is told why; a new try is whole."""
    page.route("**/records/quayside-2011.js", lambda route: route.abort())
    page.goto(f"dossier/#dossier={PASSAGE}")
    expect(page.locator("[data-part=told]")).to_contain_text("did not load: quayside-2011")
    expect(page.locator("section.document")).to_have_count(0)
    expect(page.get_by_role("button", name="Word (DOCX)")).to_be_hidden()
    page.unroute("**/records/quayside-2011.js")
    page.reload()
    expect(page.locator("section.document table.relied")).to_be_visible()


@THOROUGH
def test_a_place_and_its_successor_are_one_entry(page: Page) -> None:
    """A place that is there twice is one paragraph; its second entry says so and does not move to itself."""
    retired = '{"claims/quayside-2011.old": {"to": "claims/quayside-2011.held-24-40", "why": "recorded twice"}}'
    page.route("**/dossier/moved.js", lambda route: route.fulfill(body=f'archiveDossier("moved",{retired})'))
    _open(page, f"quayside-2011.c-old*{CLAIM}")
    expect(page.locator(".numbered")).to_have_count(1)
    expect(page.locator("[data-part=told] li")).to_have_count(1)
    expect(page.locator(".dossier-items li").last).to_contain_text("the same as an entry above")


@THOROUGH
def test_a_record_that_was_retired_says_why(page: Page) -> None:
    """A place on a retired record is not there any more, and the reason is."""
    _open(page, f"ferry-2011.c-anything*{CLAIM}")
    expect(page.locator("[data-part=told]")).to_contain_text("recorded twice")
    expect(page.locator(".numbered")).to_have_count(1)


def _word(page: Page) -> dict[str, str]:
    with page.expect_download() as saved:
        page.get_by_role("button", name="Word").click()
    assert saved.value.suggested_filename == "an-annex.docx"
    with ZipFile(BytesIO(Path(saved.value.path()).read_bytes())) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_the_word_file_has_footnotes_headings_and_numbers(page: Page) -> None:
    """Footnotes are footnotes, headings are headings, and paragraphs are numbered by the program that opens it."""
    _open(page, ALL)
    parts = _word(page)
    body, notes = parts["word/document.xml"], parts["word/footnotes.xml"]
    marks = re.findall(r'<w:footnoteReference w:id="(\d+)"', body)
    assert len(marks) == page.locator(".endnotes > li").count()
    assert all(f'<w:footnote w:id="{mark}"' in notes for mark in marks)
    assert body.count('w:val="Heading1"') == page.locator(".document h3").count() - 1  # notes have no heading there
    assert body.count('<w:numId w:val="1"/>') == page.locator(".numbered").count()
    assert "An annex" in body
    assert {"[Content_Types].xml", "word/styles.xml", "word/numbering.xml"} <= set(parts)


@THOROUGH
def test_markup_stays_text_in_the_word_file(page: Page) -> None:
    """A heading with signs of XML and a control character makes a sound file that shows them."""
    _open(page, f"_tAn annex*_h<w:p>&amp;\x01]]>*{CLAIM}")
    assert "&lt;w:p&gt;&amp;amp;]]&gt;" in _word(page)["word/document.xml"]


def test_the_html_file_stands_alone(page: Page) -> None:
    """The saved page has the whole document and asks for nothing: no script, no picture, no style from elsewhere."""
    _open(page, ALL)
    with page.expect_download() as saved:
        page.get_by_role("button", name="HTML", exact=True).click()
    text = Path(saved.value.path()).read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert "<h1>An annex</h1>" in text
    assert not re.search(r"<script|<link|<img|\ssrc=", text)
    for paragraph in page.locator(".numbered").all_inner_texts():
        assert paragraph.split("\n")[-1][:40] in re.sub(r"<[^>]+>", "", text)


@THOROUGH
def test_only_the_document_is_printed(page: Page) -> None:
    """On paper there are neither controls nor what explains the page."""
    _open(page, ALL)
    page.emulate_media(media="print")
    expect(page.locator("section.document")).to_be_visible()
    for hidden in ("div.dossier > form", "h1", ".dossier-bar"):
        expect(page.locator(hidden).first).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", *thorough("dark")])
@pytest.mark.parametrize("width", [390, *thorough(768, 1440)])
def test_the_page_fits_and_is_accessible(lend: Callable[..., Page], width: int, scheme: str) -> None:
    """With a full dossier axe finds nothing, and nothing is wider than the window, with text of twice the size too."""
    page = lend(width=width, color_scheme=scheme)
    _open(page, ALL)
    assert violations(page) == []
    page.evaluate("() => { document.documentElement.style.fontSize = '32px'; }")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@THOROUGH
def test_without_scripts_nothing_asks_for_one(lend: Callable[..., Page]) -> None:
    """Without JavaScript there is no tick, no bar and no form, and the page says what else there is."""
    page = lend(scripts=False)
    page.goto("archive/report-2011/")
    assert page.locator(".tick, .dossier-bar").count() == 0
    page.goto("dossier/")
    expect(page.locator("div.dossier form:visible")).to_have_count(0)


def test_a_page_on_a_disk_makes_a_dossier(browser: Browser, invented_site: Path) -> None:
    """From a folder the files of records are read as scripts, and the Word file is made."""
    page = browser.new_context(offline=True).new_page()
    page.goto(f"{(invented_site / 'dossier/index.html').as_uri()}#dossier={quote(ALL, safe='*')}")
    expect(page.locator(".numbered")).to_have_count(4)
    assert "An annex" in _word(page)["word/document.xml"]
    page.context.close()
