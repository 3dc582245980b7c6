"""Ledger, timeline, map, what is known, discrepancies and events in Korean and Chinese."""

from __future__ import annotations

import re
from functools import partial
from html.parser import HTMLParser

import pytest
from lxml.html import HtmlElement, fromstring  # type: ignore[import-untyped] # the library carries no types

from macros.core.models import Incident
from macros.core.models.kinds import INDEXES
from macros.core.models.sentence_patterns import Wording
from macros.core.models.translations import EDITIONS
from macros.core.noting.reads import Read, Together, forget_made_of, noting
from macros.core.reading.drawings import PICTURE
from macros.core.relations import AttributedClaim, Relations
from macros.session import Session
from macros.site.claims import shown_claims
from macros.site.claims.edition_sentences import sentence_in
from macros.site.claims.shown_claims import ShownClaim
from macros.site.editions import edition_rows
from macros.site.editions.edition_pages import edition_pages
from macros.site.editions.edition_rows import claims_in_editions, shown_in
from macros.site.editions.edition_view import EditionView
from macros.site.indexes import INDEX_LIMIT, NO_DATE
from macros.site.languages.latin import marked
from macros.site.languages.page_words import PageWords
from macros.site.pages import bodies
from macros.site.pages.generated import Page
from macros.site.pages.macros import macros
from macros.site.pages.view import View
from macros.site.pictures.labels import lines, width
from macros.site.pictures.timed_records import timed_records
from macros.site.site import Site
from macros.site.templates import state
from macros.site.works.outlets import outlets_of
from tests.support import INVENTED, one_by_one, real_archive

LEDGER = "claims/list-2023/"
URI = "claims/index.md"
OURS = (LEDGER, "claims/", "timeline/", "map/", "known/", "discrepancies/", "events/2012-02-21-hong/")
ENGLISH_WORD = re.compile(r"[A-Za-z]*[a-z][A-Za-z]+")
WEB_ADDRESS = re.compile(r"https?://\S+")
COMMIT = re.compile(r"(?<=\d{4}-\d\d-\d\d )\([0-9a-f]{7,}\)")
"""The commit of a revision, behind its day, which is not a word of any language."""
SIGNS = {"km"}
"""What all languages write alike."""


@pytest.fixture(scope="module")
def site() -> Site:
    """The archive itself, which has all words in both languages."""
    return real_archive().site


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Page]:
    """Every page of the editions by its address."""
    return {page.address: page for page in edition_pages(site).values()}


class _Unmarked(HTMLParser):
    """Texts of a page that are not marked as English; those of pictures are one language as a whole."""

    VOID = ("br", "input", "hr", "img")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            outer = bool(self.open and self.open[-1][1])
            self.open.append((tag, outer or dict(attrs).get("lang") == "en" or dict(attrs).get("class") == "address"))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1][1]):
            self.texts.append(data)


def unmarked(html: str) -> list[str]:
    """English words outside of what is marked as English."""
    reader = _Unmarked()
    reader.feed(html)
    texts = [COMMIT.sub("", WEB_ADDRESS.sub("", text)) for text in reader.texts]
    found = [word for text in texts for word in ENGLISH_WORD.findall(text)]
    return [word for word in found if word not in SIGNS]


@pytest.mark.parametrize("language", EDITIONS)
def test_a_commit_is_not_marked_as_english(pages: dict[str, Page], language: str) -> None:
    """The letters of a commit are no word, so a citation in another language has the revision in one piece."""
    html = pages[f"{language}/incidents/shenyang-2012/"].body()
    (revision,) = re.findall(r"\d{4}-\d\d-\d\d \(.{0,60}?\)", html[html.index('id="cite"') :])
    assert COMMIT.search(revision), revision


@pytest.mark.parametrize("address", ["organizations/hrw/", "incidents/shenyang-2012/"])
def test_chinese_has_no_space_behind_a_full_mark(pages: dict[str, Page], address: str) -> None:
    """A full-width mark has its own room, so no space follows it within a line of labels and texts."""
    html = pages[f"zh/{address}"].body()
    text = re.sub("<[^>]*>", "", html[html.index("<h2") :])
    assert re.findall("[^\n]{0,20}[：，。；] (?=[\u4e00-\u9fff0-9])", text) == []


@pytest.mark.parametrize("language", EDITIONS)
def test_what_a_claim_rests_on_is_one_list(pages: dict[str, Page], language: str) -> None:
    """A claim that rests on several others says so once and lists them."""
    rest = {"ko": "다음 진술에 근거함", "zh": "该说法源自"}[language]
    text = re.sub("<[^>]*>", "", pages[f"{language}/archive/cecc-2012/"].body())
    assert rest in text
    assert not re.search(f"[;；]\\s*{rest}", text)


@pytest.mark.parametrize("language", EDITIONS)
def test_each_note_of_an_incident_names_its_document(pages: dict[str, Page], language: str) -> None:
    """Notes of several documents may have one topic, so the document stands behind each that is about a passage."""
    html = pages[f"{language}/incidents/october-2023/"].body()
    notes = html[html.index('id="notes"') :].partition("</section>")[0]
    topics = re.findall(r"<li>.*?</li>", notes, re.DOTALL)
    assert len({re.sub(r'href="[^"]*"', "", topic) for topic in topics}) == len(topics)


@pytest.mark.parametrize("language", EDITIONS)
@pytest.mark.parametrize("address", OURS)
def test_no_english_is_unmarked(pages: dict[str, Page], address: str, language: str) -> None:
    """What is still in English on a page says so in its markup."""
    html = pages[f"{language}/{address}"].body()
    pictures = re.sub(PICTURE, "", html)
    assert unmarked(pictures) == []
    assert 'class="edition-notice"' in html


@pytest.mark.parametrize("language", EDITIONS)
@pytest.mark.parametrize("index", ["archive", "claims"])
def test_the_part_without_a_date_is_named_in_the_language(pages: dict[str, Page], index: str, language: str) -> None:
    """Its title and the links of pagers say it in the language of the page."""
    page = pages[f"{language}/{index}/list-{NO_DATE}/"]
    assert NO_DATE not in page.title
    assert NO_DATE not in re.sub(r"<[^>]*>", "", page.body())


@pytest.mark.parametrize("language", EDITIONS)
def test_pictures_have_no_english_words(pages: dict[str, Page], language: str) -> None:
    """Names, months and countries are in the language; only titles of records may have English words."""
    records = timed_records(real_archive().site)
    titles = [text for one in records for text in (one.title, getattr(getattr(one, language), "title", None) or "")]
    allowed = {*SIGNS, *(word for title in titles for word in ENGLISH_WORD.findall(title))}
    for address in ("timeline/", "map/"):
        for picture in re.findall(PICTURE, pages[f"{language}/{address}"].body()):
            said = [*re.findall(r'aria-label="([^"]*)"', picture), *re.findall(r">([^<]+)<", picture)]
            assert {word for text in said for word in ENGLISH_WORD.findall(text)} <= allowed, address


@pytest.mark.parametrize("language", EDITIONS)
def test_every_english_table_is_in_both_languages(site: Site, pages: dict[str, Page], language: str) -> None:
    """Each has the address of the English one below that of its language, with all parts that it needs."""
    for name in ("claims", "timeline", "known"):
        parts = site.index_parts[name]
        wanted = {INDEXES[name].address, *(part.address for part in parts)}
        assert all(f"{language}/{address}" in pages for address in wanted)
    assert len(site.relations.notes) <= INDEX_LIMIT
    assert [one for one in pages if one.startswith(f"{language}/discrepancies/")] == [f"{language}/discrepancies/"]


def rows(html: str) -> list[str]:
    """The rows of the ledger."""
    return re.findall(r'<tr id="[^"]+\.[^"]+".*?</tr>', html, re.DOTALL)


@pytest.mark.parametrize("language", EDITIONS)
def test_the_ledger_has_the_figures_of_the_english_one(site: Site, pages: dict[str, Page], language: str) -> None:
    """Row by row the same claim, number and modifier, and as many speakers."""
    part = next(one for one in site.index_parts["claims"] if one.address == LEDGER)
    ours, english = rows(pages[f"{language}/{LEDGER}"].body()), rows(bodies.part(site, part, "2023"))
    assert len(ours) == len(english) > 0
    for own, other in zip(ours, english, strict=True):
        for fact in (r"#(c-[a-z0-9-]+)", r'data-count="([a-z-]+:?\d*)"', r'data-year="([^"]*)"'):
            assert re.findall(fact, own)[:1] == re.findall(fact, other)[:1]
        assert own.count(" → ") == other.count(" → ")
        number = re.search(r'data-count="[a-z-]+:(\d+)"', own)
        figure = re.search(r"<td>.*?</td>", own, re.DOTALL)
        assert figure is not None
        assert number is None or f"{int(number[1]):,}" in figure[0]


def _view(site: Site, language: str) -> View:
    words = PageWords(site.archive.labels, ())
    return EditionView(site, f"{language}/{URI}", language, URI, words) if language != "en" else View(site, URI)


@pytest.mark.parametrize("language", ["en", *EDITIONS])
@pytest.mark.parametrize("words", ["measures", "stances"])
def test_no_two_words_of_the_ledger_are_shown_alike(site: Site, words: str, language: str) -> None:
    """The script of the ledger finds by the label in a cell which word of a closed list a claim has."""
    shown = [_view(site, language).term(words, word) for word in site.archive.vocabulary.list(words)]
    assert len(set(shown)) == len(shown)
    assert [label for label in shown if {"|", "="} & set(label)] == []


def _told(row: HtmlElement) -> tuple[list[str], str, str, str]:
    """What the script of the ledger reads of a row: speakers, measure, stance, year."""
    _, what, _, who, how, when, _ = row.xpath("td")
    speakers = row.get("data-speaker")
    links = who.xpath("./a[not(contains(@class, 'replied'))]")
    names = speakers.split("|") if speakers is not None else [" ".join(one.text_content().split()) for one in links]
    said = ("".join(cell.xpath("text() | span[not(@class='hedge')]//text()")).strip() for cell in (what, how))
    year = row.get("data-year")
    return (list(dict.fromkeys(names)), *said, year if year is not None else (*re.findall(r"\d{4}", when.text), "")[0])


@pytest.mark.parametrize("root", ["real", "invented"])
@pytest.mark.parametrize("language", ["en", *EDITIONS])
def test_the_cells_of_the_ledger_say_what_it_is_narrowed_by(root: str, language: str) -> None:
    """Data of a row has only what differs from its cells."""
    site = (real_archive() if root == "real" else Session(INVENTED)).site
    view = _view(site, language)
    editions = {page.address: page for page in edition_pages(site).values()}
    for part in site.index_parts["claims"]:
        body = bodies.part(site, part, "") if language == "en" else editions[f"{language}/{part.address}"].body()
        for row in fromstring(body).xpath("//table[contains(@class, 'ledger')]/tbody/tr"):
            claim = site.claims[row.get("id")]
            shown = shown_in(view, claim) if isinstance(view, EditionView) else claim
            names = list(dict.fromkeys(re.sub("<[^>]+>", "", name) for name in shown.speakers))
            words = (view.term("measures", claim.recorded.measure), view.term("stances", claim.recorded.stance))
            assert _told(row) == (names, *words, claim.day[:4]), claim.ref


@pytest.mark.parametrize("language", EDITIONS)
def test_known_has_the_same_claims(site: Site, pages: dict[str, Page], language: str) -> None:
    """What is known of each incident leads to the same claims in the same order."""
    english = str(macros(site, lambda: "known/index.md")["known_index"]())
    ours = pages[f"{language}/known/"].body()
    assert re.findall(r"#(c-[a-z0-9-]+)", ours) == re.findall(r"#(c-[a-z0-9-]+)", english)


def test_a_chinese_title_within_another_has_inner_marks(pages: dict[str, Page]) -> None:
    """In the reference of the page; its heading stands alone and keeps its marks."""
    page = fromstring(pages["zh/archive/sedaily-2018-09-06/"].body())
    assert "《〈首尔经济〉关于" in page.xpath("//*[@class='own-citation']")[0].text_content()
    assert page.xpath("//h1")[0].text_content().startswith("《首尔经济》")


@pytest.mark.parametrize(("language", "sign"), [("ko", "; "), ("zh", "；")])
def test_documents_whose_names_have_commas_are_told_apart(pages: dict[str, Page], language: str, sign: str) -> None:
    """In the list of documents that name a place; a day follows who said it after a comma, not as in a list."""
    named = fromstring(pages[f"{language}/places/beijing/"].body()).xpath("//p[@class='named-in']")[0]
    assert len(named.text_content().split(sign)) == len(named.xpath("./a"))
    assert "、<span" not in pages[f"{language}/known/"].body()


@pytest.mark.parametrize("language", EDITIONS)
def test_every_topic_leads_to_its_note_in_english(site: Site, pages: dict[str, Page], language: str) -> None:
    """The list of discrepancies has each note once, and leads to it in English."""
    html = pages[f"{language}/discrepancies/"].body()
    found = re.findall(r'<a href="([^"]+)">', html)
    wanted = {f"../../{site.note_address(stated)}" for stated in site.relations.notes.values()}
    assert wanted <= set(found)
    assert f"{language}/archive" not in "".join(one for one in found if "#n-" in one)


@pytest.mark.parametrize("language", EDITIONS)
def test_all_notes_on_an_incident_are_under_its_heading(site: Site, pages: dict[str, Page], language: str) -> None:
    """Its page says how many there are and leads there; a note that stands under another incident is named."""
    page = fromstring(pages[f"{language}/discrepancies/"].body())
    for incident in site.archive.records_of("incident"):
        notes = site.relations.notes_on.get(incident, [])
        found = page.xpath(f"//section[h2/@id='{incident}']//a[contains(@href, '#n-')]/@href")
        if found:
            assert {one.lstrip("./") for one in found} == {site.note_address(stated) for stated in notes}


@pytest.mark.parametrize("language", EDITIONS)
def test_the_timeline_draws_every_record_in_its_language(site: Site, pages: dict[str, Page], language: str) -> None:
    """Each incident and event is on the page or a part of it with its title, and leads to its page in the language."""
    html = "".join(page.body() for uri, page in pages.items() if uri.startswith(f"{language}/timeline/"))
    html = html.replace('href="../../', 'href="../')
    for record in timed_records(site):
        kind = "incidents" if isinstance(record, Incident) else "events"
        assert f'href="../{kind}/{record.id}/"' in html
        own = getattr(record, language)
        assert own is None or own.title in re.sub(r"<[^>]+>", "", html)


@pytest.mark.parametrize("language", EDITIONS)
def test_every_country_and_province_has_a_name(site: Site, language: str) -> None:
    """What records say of the country of a place or a body, or of its province, has a label, and so has every state."""
    archive = site.archive
    records = [*archive.records_of("place").values(), *archive.records_of("organization").values()]
    said = {text for one in records for field in ("country", "province") if (text := getattr(one, field, ""))}
    laws = archive.records_of("instrument").values()
    said |= {state(key) for law in laws for key in getattr(law, "status", {})}
    assert {text for text in said if not archive.labels.named("region", text, language)} == set()


def test_chinese_lines_end_between_characters() -> None:
    """A line of Chinese fills its room, and no line begins with a mark that closes."""
    text = "中国外交部发言人表示，不存在所谓“脱北者”（2023年10月12日）。"
    broken = lines(text, 10, 60)
    assert "".join(broken) == text
    assert all(width(line, 10) <= 80 for line in broken)
    assert not any(line[0] in "，。）”" for line in broken)
    assert lines("two words", 10, 40) == ["two", "words"]


def test_rows_made_ahead_are_noted_and_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for an English row or a sentence that was made before has read what it was made of."""
    site = Session(INVENTED).site
    rows = claims_in_editions(site)
    rows.make_all()
    monkeypatch.setattr(ShownClaim, "__init__", None)
    monkeypatch.setattr(edition_rows, "sentence_in", None)
    for ref in site.relations.claims:
        for ask in (site.claims.__getitem__, partial(rows.sentence, "ko"), partial(rows.sentence, "zh")):
            with noting() as reads:
                ask(ref)
            assert ("Relations.claims", ref) in one_by_one(reads)


def test_no_row_of_an_edition_is_made_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that makes no pages holds no rows in Korean and Chinese."""
    monkeypatch.setattr(edition_rows, "_made", None)
    claims_in_editions(Session(INVENTED).site).make_all()


def test_an_archive_with_many_claims_keeps_few_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not all rows are kept, none are made ahead, and only the latest few are held."""
    monkeypatch.setattr(edition_rows, "EDITION_ROWS_KEPT", 2)
    monkeypatch.setattr(edition_rows, "FEW_ROWS_KEPT", 1)
    site = Session(INVENTED).site
    rows = claims_in_editions(site)
    rows.make_all()
    made: list[str] = []
    make = edition_rows._made

    def noted(view: EditionView, shown: ShownClaim) -> ShownClaim:
        made.append(shown.ref)
        return make(view, shown)

    monkeypatch.setattr(edition_rows, "_made", noted)
    first, second, third = list(site.relations.claims)[:3]
    for ref in (first, first, second, third, first):
        rows.row("ko", ref)
    assert made == [first, second, third, first]


def test_english_rows_are_made_ahead_in_an_archive_with_many_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that make pages have them, as long as all are kept; where they are not, none is made."""
    monkeypatch.setattr(edition_rows, "EDITION_ROWS_KEPT", 2)
    site, further = Session(INVENTED).site, Session(INVENTED).site
    claims_in_editions(site).make_all()
    monkeypatch.setattr(shown_claims, "ShownClaim", None)
    assert [site.claims[ref].ref for ref in site.relations.claims] == [*site.relations.claims]
    monkeypatch.setattr(shown_claims, "ROWS_KEPT", 2)
    claims_in_editions(further).make_all()


def test_a_row_that_is_made_again_is_made_of_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it was made of is noted as one thing, and the same one as before, until that may be another."""
    monkeypatch.setattr(edition_rows, "EDITION_ROWS_KEPT", 2)
    monkeypatch.setattr(edition_rows, "FEW_ROWS_KEPT", 1)
    site = Session(INVENTED).site
    rows = claims_in_editions(site)
    first, *others = list(site.relations.claims)[:3]
    noted: list[Together] = []
    changed: list[list[Read]] = [[], [], [("Relations.claims", first)]]
    for read in changed:
        forget_made_of(*read)
        with noting() as reads:
            rows.row("ko", first)
        noted += [one for one in reads if isinstance(one, Together)]
        for ref in others:
            rows.row("ko", ref)
    assert noted[0] is noted[1] is not noted[2]


def test_the_sentence_of_a_row_is_made_where_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most pages show a row without its sentence, which is always in the language of the row."""
    site = Session(INVENTED).site
    ref = next(iter(site.relations.claims))
    rows, expected = claims_in_editions(site), marked(claims_in_editions(site).sentence("ko", ref))
    rows.sentence.forget()
    asked: list[str] = []

    def noted(relations: Relations, stated: AttributedClaim, wording: Wording) -> str:
        asked.append(stated.ref)
        return sentence_in(relations, stated, wording)

    monkeypatch.setattr(edition_rows, "sentence_in", noted)
    row = rows.row("ko", ref)
    assert asked == []
    with noting() as reads:
        assert row.sentence == expected
    assert asked == [ref]
    assert ("Relations.claims", ref) in one_by_one(reads)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ko", "국민일보, 2026년 3월 11일, [Report on fears of returns in March 2026]"),
        ("zh", "《国民日报》，2026年3月11日，[Report on fears of returns in March 2026]"),
    ],
)
def test_works_of_one_outlet_and_day_are_told_apart_in_the_language(site: Site, language: str, expected: str) -> None:
    """Outlet and day are in the language, and the title follows; a work that is called as no other has none."""
    view = EditionView(site, f"{language}/{URI}", language, URI, PageWords(site.archive.labels, ()))
    works = ["kmib-2026-03", "kmib-2026-03-ministries"]
    assert dict(view.apart("work", works))[works[0]] == expected
    assert view.apart("work", works[:1]) == [(works[0], "")]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ko", ("연합뉴스(서울신문에 실림), 2013년 11월 18일", "Rogers, 2012년 3월 13일")),
        ("zh", ("韩联社（载于《首尔新闻》），2013年11月18日", "Rogers，2012年3月13日")),
    ],
)
def test_a_report_that_is_not_annotated_has_its_outlet_and_day_in_the_language(
    site: Site, language: str, expected: tuple[str, str]
) -> None:
    """The name is that of the organization, with the site of a copy behind it; other names are as printed."""
    view = EditionView(site, f"{language}/{URI}", language, URI, PageWords(site.archive.labels, ()))
    works = site.archive.works
    assert works["yonhap-2013-11-18"].outlet == "Yonhap, via Seoul Shinmun"
    assert (view.called(works["yonhap-2013-11-18"]), view.called(works["rogers-2012"])) == expected
    rows = [shown_in(view, site.claims[ref]) for ref in site.relations.claims]
    dated = re.compile(r"\b(?:January|February|March|April|May|June|July|August|[A-Z]\w+ber) \d{4}")
    assert [row.ref for row in rows if dated.search(row.outlet)] == []


@pytest.mark.parametrize(
    ("work", "korean", "chinese"),
    [
        ("yonhap-2012-02-23", "연합뉴스(코리아헤럴드에 실림)", "韩联社（载于《韩国先驱报》）"),
        ("chosun-2012-02", "조선일보(영어판)", "《朝鲜日报》（英文版）"),
        ("people-2006-12-08", "인민일보(일본어판, lbxysyl.com에 실림)", "《人民日报》（日文版，载于lbxysyl.com）"),
        ("bjd-2024-01-24", "베이징일보(nh5.com에 실림)", "《北京日报》（载于nh5.com）"),
        ("icg-journal", "Beck 외", "Beck等"),
    ],
)
def test_what_stands_behind_the_name_of_an_outlet_is_in_the_language(
    site: Site, work: str, korean: str, chinese: str
) -> None:
    """Where a copy is, which edition, and that there are more authors; an address is left as it is."""
    for language, outlet in (("ko", korean), ("zh", chinese)):
        view = EditionView(site, f"{language}/{URI}", language, URI, PageWords(site.archive.labels, ()))
        assert view.called(site.archive.works[work]).startswith(f"{outlet}{view.pause}")


@pytest.mark.parametrize("language", EDITIONS)
def test_a_description_in_place_of_a_title_is_marked_as_english(pages: dict[str, Page], language: str) -> None:
    """It is in English whatever the language of the document; a title keeps the language of the document."""
    assert '<i lang="en">[Report on a pause in returns]</i>' in pages[f"{language}/archive/channel-a-2024/"].body()
    assert '<i lang="ko">' in pages[f"{language}/archive/donga-2024-08-27/"].body()


@pytest.mark.parametrize(
    ("language", "denial"),
    [("ko", "한국 외교통상부는 이를 부인함"), ("zh", "韩国外交通商部予以否认"), ("en", "Foreign Ministry denies it")],
)
def test_a_figure_that_is_denied_stands_nowhere_without_the_denial(
    pages: dict[str, Page], language: str, denial: str
) -> None:
    """On the page of its document and on that of what rests on what, in the lists and the table."""
    prefix = "" if language == "en" else f"{language}/"
    made = real_archive().pages
    tree = made[f"{prefix}incidents/yantai-2003/origins.md"].body()
    listed = re.findall(r"<a [^>]*c-returned-58-denied[^>]*>([^<]*)</a>", tree)
    assert listed
    assert all(denial in one for one in listed)
    if prefix:
        row = pages[f"{prefix}archive/hankyung-2003-09-29/"].body().partition('id="c-returned-58-denied"')[2]
        assert denial in row.partition("</tr>")[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "600명에서 2,000명 초과까지"),
        ("zh", "从600人到超过2,000人"),
    ],
)
def test_of_a_range_its_outer_end_alone_is_the_lowest(site: Site, language: str, text: str) -> None:
    """One claim is of 600 to 2,000 people: 600 is the lowest number, and the range as a whole is not."""
    assert claims_in_editions(site).range_of(language, "detained-2021") == text


def test_an_outlet_whose_name_several_organizations_have_is_left_as_printed(site: Site) -> None:
    """Nobody can say which of them is meant."""
    bodies, known = site.archive.records_of("organization"), {"kbs-2007": site.archive.works["kbs-2007"]}
    assert known["kbs-2007"].outlet == "KBS"
    assert outlets_of(known, {"kbs": bodies["kbs"]}) == {"kbs-2007": "kbs"}
    assert outlets_of(known, {one: bodies[one] for one in ("kbs", "kbs-domestic")}) == {}
