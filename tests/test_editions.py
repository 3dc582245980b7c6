"""The Korean and Chinese editions: where they are, what they say in which language, and what they lead to."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml.html import document_fromstring, tostring  # type: ignore[import-untyped]

from macros.core.models.page_labels import PageLabels, ProseCall
from macros.core.models.source import CAPTURED
from macros.core.rules.edition_labels import edition_label
from macros.core.values.dates import parse_date
from macros.session import Session
from macros.site.editions.edition_claims import edition_claim
from macros.site.editions.edition_entities import has_edition
from macros.site.editions.edition_prose import PROSE, source_of
from macros.site.editions.edition_view import EditionView
from macros.site.editions.prose_calls import PROSE_FOLDER, prose_calls
from macros.site.languages.page_words import OWN_NAMES, TAGS, PageWords, labels_used
from macros.site.pages.assets import Assets
from macros.site.pages.frame import PageFrame, Settings
from macros.site.pages.generated import Page
from macros.site.pages.stylesheet import stylesheet
from macros.site.templates import TEMPLATE_FOLDER
from tests.support import INVENTED, REPOSITORY, SITE

EDITIONS = ("ko", "zh")
KINDS = (
    *("", "incidents/", "incidents/quayside-2011/", "archive/", "archive/report-2011/", "archive/bulletin-2011/"),
    *("instruments/", "instruments/river-treaty/", "organizations/", "organizations/border-watch/"),
    *("people/", "people/ada-quill/", "places/", "places/quayside/", "events/2010-vote/"),
    *("about/", "about/method/", "about/reading-a-claim/", "about/policies/", "about/cite/"),
)
HANGUL_OR_HAN = re.compile("[가-힣\u4e00-\u9fff]")


@lru_cache(maxsize=1)
def session() -> Session:
    """The invented archive, opened."""
    return Session(INVENTED)


def test_a_prose_page_looks_for_an_example_only_if_it_shows_one() -> None:
    """Else it would be made again with every claim that changes."""
    for one in PROSE:
        texts = [(TEMPLATE_FOLDER / source_of(one, language)).read_text("utf-8") for language in EDITIONS]
        assert one.example == any(re.search(r"\b(example|sentence)\b", text) for text in texts), one.file


def page(address: str) -> Page:
    """A generated page by its address."""
    return next(one for one in session().pages.values() if one.address == address)


@lru_cache(maxsize=32)
def html(address: str) -> str:
    """A whole page as it is published, with the quotation marks and end tags that are left out there."""
    theme, settings = REPOSITORY / "overrides", Settings("Archive", "rights", "edit/")
    frame = PageFrame(theme, settings, session().publication.words, Assets(theme, SITE))
    made = document_fromstring(session().publication.whole(page(address), frame).html)
    return str(tostring(made, encoding="unicode"))


def shown(text: str) -> str:
    """The words of a part of a page, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", text))


def without_english(text: str) -> str:
    """The same page without the elements that are marked as English, without addresses and without its head."""
    body = text[text.index("<body") :]
    body = re.sub(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', "", body, flags=re.DOTALL)
    return shown(re.sub(r'<span class="address">.*?</span>', "", body))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("address", KINDS)
def test_a_page_has_the_english_address_below_its_language(edition: str, address: str) -> None:
    """Every sort of page of an edition is at the address of the English page, below `ko/` or `zh/`."""
    made = page(f"{edition}/{address}")
    assert (made.language, made.english) == (edition, address)
    assert f'<html lang="{ {"ko": "ko", "zh": "zh-Hans"}[edition] }"' in html(made.address)


@pytest.mark.parametrize("address", [f"{edition}/{one}" for edition in EDITIONS for one in KINDS])
def test_the_switch_keeps_the_place(address: str) -> None:
    """From every page of an edition the switch leads to the same page in each language."""
    place = address.split("/", 1)[1]
    switch = re.search(r'<nav class="languages".*?</nav>', html(address), re.DOTALL)
    assert switch
    links = re.findall(r'<a href="([^"]*)" lang="([^"]*)" hreflang="\2"', switch[0])
    assert [language for _, language in links] == ["en", "ko", "zh-Hans"]
    assert [urljoin(f"/{address}", link) for link, _ in links] == [f"/{one}{place}" for one in ("", "ko/", "zh/")]


def test_a_page_without_an_edition_leads_to_the_nearest_of_each() -> None:
    """The switch of a page that is in English alone leads to the nearest above it in each edition, which says so."""
    words = session().publication.words
    assert [one.address for one in words.languages("data/", "en")] == ["data/", "ko/#no-page", "zh/#no-page"]
    found = words.languages("incidents/quayside-2011/cite/", "en")[1:]
    assert [one.address for one in found] == [f"{tag}/incidents/quayside-2011/#no-page" for tag in ("ko", "zh")]
    assert all('id="no-page"' in html(one.address.partition("#")[0]) for one in found)


def test_the_short_name_of_a_language_begins_its_whole_name() -> None:
    """Whoever says the letters that a narrow screen shows names the link of the switch (WCAG 2.5.3)."""
    styles = stylesheet(REPOSITORY / "overrides", SITE)
    short = dict(re.findall(r'\.languages \[lang="([\w-]+)"\]::before\{content:"(\w+)";content:"\2" / ""', styles))
    names = {TAGS[one]: name.casefold() for one, name in OWN_NAMES.items()}
    assert short.keys() == names.keys()
    assert all(names[tag].startswith(shown.casefold()) for tag, shown in short.items())


@pytest.mark.parametrize("address", ["incidents/quayside-2011/", "ko/incidents/quayside-2011/"])
def test_forms_of_a_page_name_each_other(address: str) -> None:
    """Each form of a page names all of them in its menu of languages; each is canonical for itself."""
    text, base = html(address), session().site.base
    found = re.findall(r'<a href="([^"]*)" lang="[^"]*" hreflang="([^"]*)"', text)
    place = "incidents/quayside-2011/"
    assert {tag: urljoin(base + address, href) for href, tag in found if "#" not in href} == {
        "en": f"{base}{place}",
        "ko": f"{base}ko/{place}",
        "zh-Hans": f"{base}zh/{place}",
    }
    assert f'<link rel="canonical" href="{base}{address}">' in text
    name = {"ko": "강제송환 아카이브"}.get(address[:2], session().site.name)
    assert f'<meta property="og:site_name" content="{name}">' in text


@pytest.mark.parametrize("address", [f"{edition}/{one}" for edition in EDITIONS for one in KINDS])
def test_english_words_are_marked(address: str) -> None:
    """No page of an edition has a run of English words outside of an element that is marked as English."""
    runs = re.findall(r"[A-Za-z]+(?: [a-z]{2,}){2,}", without_english(html(address)))
    assert runs == []


def test_a_record_without_texts_is_shown_in_english_and_says_so() -> None:
    """An incident without a Korean summary has the English one, marked, behind a line that says so."""
    text = html("ko/incidents/standing-returns/")
    assert "아래 글은 영어로 되어 있습니다." in text
    assert re.search(r'<p lang="en">.*are the rule', text)
    assert re.search(r'<h1><i lang="en">Returns across the river', text)


def test_a_page_says_which_text_to_cite_and_who_read_it() -> None:
    """English is the text to cite; a page names the native editor who read it, else says that none did."""
    assert "영어판이 우선합니다" in html("ko/incidents/quayside-2011/")
    assert "Han Bora가 한국어 표현을 검토했습니다" in shown(html("ko/incidents/quayside-2011/"))
    assert "尚未经中文母语编辑审读" in html("zh/incidents/quayside-2011/")


def test_a_picture_has_every_figure_with_its_modifier() -> None:
    """The picture and the tables of an incident give figures with modifier, speakers and hedge in the language."""
    text = html("zh/incidents/quayside-2011/")
    assert re.search(r"<text x[^>]*>至少30人</text>", text)
    assert "未经证实" in text
    assert "观察" in text
    assert not re.search(r"(?<!至少)(?<!少)30人<", text)


def test_a_link_to_a_passage_leads_to_the_english_page() -> None:
    """Passages and notes have anchors on English pages alone, so links to them lead there."""
    text = html("ko/incidents/quayside-2011/")
    assert 'href="../../../archive/report-2011/#p3"' in text
    assert "ko/archive/report-2011/#p" not in text


def test_claims_have_their_anchors_on_the_pages_of_the_edition() -> None:
    """Links to claims stay in the language: the page of a source has the anchor of each of its claims."""
    text = html("ko/archive/report-2011/")
    assert {"c-arrested-41", "c-returned-30"} <= set(re.findall(r'id="(c-[\w-]+)"', text))


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_page_of_a_speaker_has_the_figure_of_every_claim_of_the_english_one(edition: str) -> None:
    """Each claim with a body in its chain is there once, by its address, with its figure in the language."""
    site, text = session().site, html(f"{edition}/organizations/border-watch/")
    view = EditionView(site, "x.md", edition, "organizations/border-watch/", session().publication.words)
    said = site.claims_of("border-watch")
    assert said
    for claim in said:
        row = edition_claim(view, claim)
        links = re.findall(rf'<a href="[^"]*{re.escape(claim.anchor)}">(.*?)</a>', text, re.DOTALL)
        assert [shown(link).strip() for link in links] == [f"{row.position or row.figure} {row.dated}".strip()]


@pytest.mark.parametrize(
    ("edition", "date", "said"),
    [
        ("ko", "2023-10-12", "2023.10.12"),
        ("ko", "2023-10-12?", "2023.10.12(불확실)"),
        ("zh", "2023-10?", "2023.10（存疑）"),
        ("ko", "2023-10~", "2023년 10월경"),
        ("ko", "2023-10-12/..", "2023년 10월 12일부터"),
    ],
)
def test_an_uncertain_date_of_a_picture_is_as_short_as_the_others(edition: str, date: str, said: str) -> None:
    """It has its mark behind figures; what is approximate or an interval stays in words."""
    view = EditionView(session().site, "x.md", edition, "incidents/", session().publication.words)
    assert view.short_date(parse_date(date)) == said


@pytest.mark.parametrize("language", ["", *EDITIONS])
def test_the_page_of_a_speaker_says_how_far_a_claim_without_a_mark_was_checked(language: str) -> None:
    """It does so where such a claim is on it, and a claim that was checked less far has its mark."""
    site = session().site
    labels, at = site.archive.labels, f"{language}/" if language else ""
    said = labels.text("claims.usual-level", language or "en").partition("{level}")[0].strip()
    levels: set[frozenset[bool]] = set()
    for kind, speakers in (("organization", "organizations"), ("person", "people")):
        for speaker in site.archive.records_of(kind):
            claims = site.claims_of(speaker)
            less = [claim for claim in claims if site.relations.claims[claim.ref].evidence != CAPTURED]
            if not claims:
                continue
            text = html(f"{at}{speakers}/{speaker}/")
            assert (said in text) == (len(less) < len(claims)), speaker
            assert text.count('class="level"') == len(less), speaker
            levels.add(frozenset({bool(less), len(less) < len(claims)}))
    assert len(levels) > 1


def test_a_record_of_which_no_claim_incident_or_event_speaks_has_no_page_and_its_link_says_so() -> None:
    """What would hold nothing but a name is read in English; a link to it has a mark that says so."""
    site, words = session().site, session().publication.words
    bare = [one for one in site.archive.records_of("organization").values() if not has_edition(site, one)]
    assert bare
    for record in bare:
        assert not words.is_at(site.address("organization", record.id), "ko")
        assert re.search(rf'<a class="ref" href="[^"]*/{record.id}/"[^>]*>', html("ko/organizations/"))


SAID_ABOVE = "|".join(
    f"./ancestor::{part}"
    for part in (
        "section[p[@class='hint']]",
        "span[@class='at-passages']",
        "ul[contains(@class, 'titles')]",
        "*[@lang='en']",
    )
)
"""What says of all links in it that they lead to English: a list under such a sentence, a text that is in English."""


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_link_to_an_english_page_says_so(edition: str) -> None:
    """Whoever reads one language knows before a click that another follows: by a mark, or in words."""
    site, silent = "https://archive.example/", set[tuple[str, str]]()
    for address in [one.address for one in session().pages.values() if one.address.startswith(f"{edition}/")]:
        for link in document_fromstring(html(address)).iter("a"):
            href = urljoin(site + address, link.get("href", "")).removeprefix(site)
            if href.startswith(("http", f"{edition}/")) or href.endswith((f"#{edition}", ".xml", ".csv", ".json")):
                continue
            if link.text_content() == link.get("href"):  # an address written out, to be cited
                continue
            marked = "ref" in (link.get("class") or "").split() or link.get("lang") or link.get("hreflang")
            if not marked and not re.search("영어|영문|英文", link.text_content()) and not link.xpath(SAID_ABOVE):
                silent.add((address, href))
    assert not silent


BRACKETS = {"ko": re.compile(r"[가-힣”’]\s+\((?!영어)"), "zh": re.compile(r"\s（|[\u4e00-\u9fff”》]\s*\(")}
"""A bracket that a Korean sets apart from its word, or that a Chinese page takes from Latin type."""


@pytest.mark.parametrize("edition", EDITIONS)
def test_brackets_are_those_of_the_language(edition: str) -> None:
    """A Korean bracket follows its word at once; a Chinese one has the width of a letter."""
    wrong = dict[str, list[str]]()
    for address in [one.address for one in session().pages.values() if one.address.startswith(f"{edition}/")]:
        made = document_fromstring(html(address))
        for said in [*made.itertext(), *(made.xpath("//@aria-label | //@alt | //meta/@content"))]:
            if BRACKETS[edition].search(said):
                wrong.setdefault(" ".join(said.split()), []).append(address)
        for part in made.xpath("//summary | //li | //td | //p | //dd"):
            if found := BRACKETS[edition].search(" ".join(part.text_content().split())):
                wrong.setdefault(part.text_content()[max(0, found.start() - 30) :][:80], []).append(address)
    assert not wrong


@pytest.mark.parametrize(("edition", "stop"), [("ko", ". "), ("zh", "。")])
def test_the_text_of_a_preview_has_the_stop_of_the_language(edition: str, stop: str) -> None:
    """A title and the name of the archive are two sentences."""
    made = document_fromstring(html(f"{edition}/incidents/quayside-2011/"))
    (told,) = made.xpath("//meta[@property='og:image:alt']/@content")
    assert told == stop.join(made.xpath("//meta[@property='og:title' or @property='og:site_name']/@content"))


def test_the_mark_of_a_link_to_english_is_shown_everywhere_on_a_page() -> None:
    """The frame of a page has such links too."""
    sheet = stylesheet(REPOSITORY / "overrides", SITE)
    assert re.search(r"html:lang\(ko\) a\.ref::?after,\s*html:lang\(zh\) a\.ref::?after", sheet)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_law_says_who_is_bound_and_what_its_provisions_are(edition: str) -> None:
    """The page of an instrument has the standing of each state and every provision at its English anchor."""
    text, english = html(f"{edition}/instruments/river-treaty/"), html("instruments/river-treaty/")
    anchors = set(re.findall(r'<tr id="(art-[^"]*)"', english))
    assert anchors
    assert anchors <= set(re.findall(r'<tr id="([^"]*)"', text))
    assert {"ko": "당사국", "zh": "缔约国"}[edition] in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_policies_begin_with_safety_and_lead_to_the_page_for_people_at_risk(edition: str) -> None:
    """The first link of the policies is the part of that page in the language; what is not loaded is said there."""
    text = html(f"{edition}/about/policies/")
    text = text[text.index('<div class="edition-prose">') :]
    link = re.search(r'<a href="([^"]*)"', text)
    assert link
    assert link[1] == f"../../../about/at-risk/#{edition}"
    assert "cookie" in text or "쿠키" in text


def test_every_label_that_pages_ask_for_is_there() -> None:
    """Templates and code ask for the labels of the file and for no others."""
    labels = session().archive.labels
    folders = (REPOSITORY / folder for folder in ("macros/site", "macros/templates", "overrides"))
    used = labels_used(folders, labels.keys)
    assert set(used) == labels.keys


def test_no_label_is_missing_unnoticed() -> None:
    """Whichever label is taken out of the file, pages are known to ask for it, also through a table of labels.

    A region, an outlet or a place in a report without a label is shown in the words of its record.
    """
    keys = {
        key
        for key in session().archive.labels.keys
        if not key.startswith(("region.", "outlet-words.", "locator-words."))
    }
    folders = [REPOSITORY / folder for folder in ("macros/site", "macros/templates", "overrides")]
    for section in {key.partition(".")[0] for key in keys}:
        first = min(key for key in keys if key.partition(".")[0] == section)
        rest = {key for key in keys if key.partition(".")[0] != section}
        assert keys <= labels_used(folders, rest | {first}).keys(), section


@pytest.mark.parametrize(("edition", "words"), [("ko", "둘째 문단"), ("zh", "第二段")])
def test_a_place_in_a_report_is_told_in_the_language_of_the_page(edition: str, words: str) -> None:
    """A paragraph has words of the language; a place that nobody translated stays English and is marked so."""
    view = EditionView(session().site, "x.md", edition, "incidents/", session().publication.words)
    assert view.located("second paragraph") == words
    assert view.located("back cover") == '<i lang="en">back cover</i>'


def test_missing_and_unused_labels_are_problems() -> None:
    """A label that a page asks for and nobody wrote is reported, and one that no page asks for."""
    archive = Session(INVENTED).archive
    archive.labels_used = dict.fromkeys(archive.labels.keys - {"nav.main"}, "x.j2") | {"nav.absent": "y.j2"}
    found = [problem.message for problem in edition_label(archive, session().relations)]
    assert found == [
        "is missing, and y.j2 asks for it; write it with en, ko and zh",
        'is used by no page; let a template ask for it with say("nav.main"), or delete it',
    ]


def test_word_lists_that_cannot_be_read_have_no_consequences_in_editions(invented: Path) -> None:
    """While the word lists have a fault, no template is said to ask for a word that is not there."""
    file = invented / "data/vocabulary.yml"
    spoilt = "\nmeasures:\n  fed: {label: fed, none: x}\n"
    file.write_text(file.read_text("utf-8").replace("\nmeasures:\n", spoilt, 1), "utf-8")
    archive = Session(invented).archive
    archive.prose_calls = [ProseCall("x.j2", 3, "pattern", ("evidence", "captured"))]
    assert [*edition_label(archive, session().relations)] == []


def test_labels_of_the_invented_archive_are_those_of_the_real_one() -> None:
    """Both archives are shown by the same pages, so their labels are the same."""
    ours, invented = (root / "data/labels.yml" for root in (REPOSITORY, INVENTED))
    assert ours.read_text("utf-8") == invented.read_text("utf-8")


def test_slots_of_a_label_are_alike_in_all_languages() -> None:
    """No language leaves out a slot of a label, or has one of its own; rivers have a native name in English."""
    for key in sorted(session().archive.labels.keys - {"region.tumen", "region.yalu"}):
        texts = [session().archive.labels.text(key, language) for language in ("en", *EDITIONS)]
        assert len({frozenset(re.findall(r"\{(\w+)", text)) for text in texts}) == 1, key


MARKS_ALONE = {
    "chart.stop",
    "chart.of-day",
    "chart.hedge",
    "chart.relayed",
    "cards.hedge",
    "cards.outlet",
    "map.people",
    "named.section-of",
    "tree.counts",
}
"""Labels that have no word of their own in some language."""


def test_labels_have_the_letters_of_their_language() -> None:
    """A Korean label has Hangul and a Chinese one Han letters, but for marks and slots alone."""
    labels = session().archive.labels
    for key in sorted(labels.keys - MARKS_ALONE):
        for edition in EDITIONS:
            assert HANGUL_OR_HAN.search(labels.text(key, edition)), (key, edition)


def test_a_page_without_words_is_in_english() -> None:
    """A place that no edition has is at its English address in every language."""
    words = PageWords(PageLabels({}), {"incidents/"})
    assert words.at("incidents/#c-x", "ko") == "ko/incidents/#c-x"
    assert words.at("data/", "ko") == "data/"
    assert Path(words.at("incidents/", "en")) == Path("incidents/")


@pytest.mark.parametrize("language", EDITIONS)
def test_an_incident_has_sentences_and_law(language: str) -> None:
    """Claims as sentences with the English page that is cited, and the law that documents about it name."""
    text = html(f"{language}/incidents/quayside-2011/")
    sentences = re.search(r'<blockquote class="write">(.*?)</blockquote>', text, re.DOTALL)
    assert sentences
    assert sentences[1].count("<p>") > 1
    law = re.search(r'<h2 id="law">.*?</section>', text, re.DOTALL)
    assert law
    first = re.findall('href="([^"]*)"', law[0])[0]
    assert f"/{language}/instruments/" in urljoin(f"/{language}/incidents/quayside-2011/", first)
    assert session().site.archive.labels.text("cite.own", language) in text


@pytest.mark.parametrize("language", EDITIONS)
def test_law_has_its_dates_and_its_counts(language: str) -> None:
    """An instrument shows its dates above the incidents, and the index how many documents name each provision."""
    page, index = html(f"{language}/instruments/river-treaty/"), html(f"{language}/instruments/")
    assert 'class="strip strip-wide"' in page
    assert {"ko": "채택", "zh": "通过"}[language] in page
    assert 'class="data matrix counted"' in index


def test_prose_that_asks_for_what_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """A label, a page, a value and a template that is torn are each told with their line; sound calls are not."""
    folder = tmp_path / PROSE_FOLDER
    folder.mkdir(parents=True)
    calls = ['say("nav.law")', 'say("nav.lwa")', 'href("abuot/")']
    (folder / "a.ko.md.j2").write_text("\n".join(f"{{{{ view.{call} }}}}" for call in calls), "utf-8")
    (folder / "b.ko.md.j2").write_text("{% set two = example %}{{ two }}\n{{ exmaple }}\n", "utf-8")
    (folder / "c.ko.md.j2").write_text("one\n{% if %}\n", "utf-8")
    archive = Session(INVENTED).archive
    archive.prose_calls = list(prose_calls(tmp_path))
    told = [one.as_text() for one in edition_label(archive, session().relations) if PROSE_FOLDER in one.path]
    assert [one.partition(" ")[0].rsplit("/", 1)[1] for one in told] == [
        "a.ko.md.j2:2:", "a.ko.md.j2:3:", "b.ko.md.j2:2:", "c.ko.md.j2:2:"
    ]  # fmt: skip
    assert "did you mean 'nav.law'" in told[0]
