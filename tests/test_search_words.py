"""The words of a search: topics and names in all their forms, and what the index and the tables hold of them."""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from icu import Transliterator

from macros.core.models.translations import EDITIONS, text_in
from macros.core.values.dates import parse_date
from macros.core.words.folding import key, simplified
from macros.session import Session
from macros.site.searching.index_words import IndexWords, of_date, pairs
from macros.site.searching.lexicon import Lexicon, record_code, topic_code
from macros.site.searching.word_tables import LONGEST_NAME, part_of, word_tables
from tests.support import INVENTED, real_archive

RETURN, WIDE = topic_code("return"), topic_code("return", near=True)


@pytest.mark.parametrize(
    "forms",
    [
        (
            "Kwan-li-so",
            "kwanliso",
            "kwan li so",
            "KWANLISO",
            "".join(chr(ord(letter) + 0xFEE0) for letter in "KWANLISO"),
        ),
        ("강제 북송", "강제북송", unicodedata.normalize("NFD", "강제북송"), "강제·북송"),
        ("圖們", "图们", "図們"),
        ("Sinŭiju", "sinuiju"),
        ("Tu\N{RIGHT SINGLE QUOTATION MARK}men", "Tu'men", "Tumen"),
    ],
)
def test_spellings_of_a_word_meet(forms: tuple[str, ...]) -> None:
    """Capitals, accents, spaces, hyphens, apostrophes, full width, traditional letters and NFD make no difference."""
    assert len({key(form) for form in forms}) == 1


def test_one_simplified_letter_does_not_become_several() -> None:
    """Letters are only ever simplified: the surname 朴 stays, and 后 does not become 後."""
    assert key("朴后里") == "朴后里"
    assert key("後裡") == key("后里")


def test_the_simplified_letters_are_those_of_icu() -> None:
    """Each traditional letter has the form that ICU gives it; further ones are Japanese."""
    icu = Transliterator.createInstance("Traditional-Simplified")
    made = {chr(old): new for old, new in simplified().items()}
    letters = [chr(code) for code in range(0x4E00, 0xA000)]
    known = {old: new for old in letters if (new := icu.transliterate(old)) != old and len(new) == 1}
    assert {old: made.get(old) for old in known} == known
    assert set(made) - set(known) == set(
        "辺恵竜県権団満図総戦対発収処済帰労悪営応軽検実鉄経続単変価広訳読児亜拠両転険験気覚観豊鉱壊拡撃挙囲圧駅"
    )


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The words of the archive itself."""
    return Lexicon(real_archive().archive)


@pytest.mark.parametrize(
    "text", ["was repatriated", "강제북송된 사람들", "강제 북송", "被強制遣返", "送還", "forcibly returned"]
)
def test_words_of_a_topic_have_its_code(lexicon: Lexicon, text: str) -> None:
    """Each word of a topic, in any language and spelling, gives a text the same code word."""
    assert RETURN in lexicon.codes(text)


def test_a_short_korean_word_is_found_where_a_word_begins(lexicon: Lexicon) -> None:
    """Two letters are part of many other words: 송환 of 수송환경, which is about transport."""
    assert RETURN in lexicon.codes("그 송환은")
    assert RETURN not in lexicon.codes("수송환경")


def test_words_near_a_topic_have_the_wide_code_alone(lexicon: Lexicon) -> None:
    """A text about deportation is found with returns, and is told apart from them."""
    codes = lexicon.codes("They were deported")
    assert WIDE in codes
    assert RETURN not in codes


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("재일교포 북송사업", "return"),
        ("국군포로 송환", "return"),
        ("탈북어민 강제북송", "return"),
        ("강제송환금지 원칙", "return"),
        ("조선족", "people-who-fled"),
        ("朝鲜族", "people-who-fled"),
        ("인도주의 원칙", "extradition"),
    ],
)
def test_what_means_something_else_has_no_code(lexicon: Lexicon, text: str, other: str) -> None:
    """A longer word that only holds a word of a topic does not belong to it."""
    assert not {topic_code(other), topic_code(other, near=True)} & lexicon.codes(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("두만강", "tumen"),
        ("图们江", "tumen"),
        ("Tumen River", "tumen"),
        ("南平", "nanping"),
        ("조선족", "dprk-state"),
        ("조선일보", "dprk-state"),
        ("朝鲜族", "dprk-state"),
        ("안동", "dandong"),
        ("남양주", "namyang"),
    ],
)
def test_namesakes_of_places_are_told_apart(lexicon: Lexicon, text: str, place: str) -> None:
    """The river is not the town, and Chinese citizens of Korean descent are not North Korea."""
    assert record_code("place", place) not in lexicon.codes(text)


def test_a_name_that_two_bodies_share_has_no_code(lexicon: Lexicon) -> None:
    """HRC is the Council and the Committee: the word alone does not tell which one is meant."""
    codes = lexicon.codes("HRC")
    assert not codes & {record_code("organization", one) for one in ("unhrc", "hrctte")}


def test_a_short_name_keeps_its_capitals(lexicon: Lexicon) -> None:
    """LiNK and CAT are names; a link and a cat are not."""
    link, cat = record_code("organization", "link"), record_code("instrument", "cat-1984")
    assert lexicon.codes("LiNK and CAT") >= {link, cat}
    assert not lexicon.codes("a link to a cat") & {link, cat}


def test_a_changed_list_of_words_is_noticed(tmp_path: Path) -> None:
    """A word that is added to a topic finds it, one that is taken out no longer does, and the tables say the same."""
    root = Path(shutil.copytree(INVENTED, tmp_path / "archive"))
    file = root / "data/topics.yml"
    assert "expatriated" not in dict(_words(root))
    file.write_text(file.read_text("utf-8").replace("sent back", "expatriated"), "utf-8")
    changed = Lexicon(Session(root).archive)
    assert RETURN in changed.codes("was expatriated")
    assert RETURN not in changed.codes("was sent back")
    assert "expatriated" in dict(_words(root))
    assert "sentback" not in dict(_words(root))


def _words(root: Path) -> Iterable[tuple[str, str]]:
    """Each word of a topic, as it is compared, with the code that the table gives for it."""
    tables = dict(word_tables(Session(root).site))
    for topic in json.loads(tables["search/words/topics.json"])["topics"]:
        for words in topic["words"].values():
            yield from ((key(word), topic["code"]) for word in words)


def test_what_a_topic_leads_to_has_title_and_text_in_the_editions() -> None:
    """A page has the title and description of its labels, a record its own words, in each language that has them."""
    tables = dict(word_tables(real_archive().site))
    topics = json.loads(tables["search/words/topics.json"])["topics"]
    leads = {lead[1]: lead for topic in topics for lead in topic["leads"]}
    titles = {address: lead[4] for address, lead in leads.items()}
    assert titles["incidents/"] == {"ko": "사건", "zh": "事件"}
    assert titles["incidents/standing-practice/"] == {"ko": "체포와 송환 전반", "zh": "逮捕与遣返概况"}
    practice = real_archive().site.archive.records_of("incident")["standing-practice"]
    told = leads["incidents/standing-practice/"][5]
    assert {language: text[:12] for language, text in told.items()} == {
        language: text_in(practice, language, "summary")[:12] for language in EDITIONS
    }
    assert set(leads["incidents/"][5]) == {"ko", "zh"}
    assert leads["instruments/non-refoulement/"][5] == {}


def test_every_name_is_in_its_table() -> None:
    """Each name of each record is in the table where the search page looks for it, with the record's address."""
    site = Session(INVENTED).site
    tables = {path.rsplit("/", 1)[1].removesuffix(".json"): json.loads(text) for path, text in word_tables(site)}
    for name in ("Quayside", "부두시", "码头市", "碼頭市", "Quay Town", "Kwayside", "부두"):
        rows = [row for row in tables[part_of(key(name))] if row[0] == key(name)]
        assert [row[3] for row in rows] == ["places/quayside/"], name
        assert dict(rows[0][5])["ko"] == "부두시", "what was typed in Korean is answered in Korean"
    title = next(record.title_text for record in site.archive.records_of("incident").values())
    assert len(key(title)) > LONGEST_NAME
    assert key(title) in [row[0] for row in tables[part_of(key(title))]]


def test_every_id_is_in_a_table_that_no_other_search_asks() -> None:
    """Whoever types or pastes an id gets its record; the letters of an id without its hyphens are not a name."""
    site = real_archive().site
    tables = {path.rsplit("/", 1)[1].removesuffix(".json"): json.loads(text) for path, text in word_tables(site)}
    rows = tables[part_of("#cat-gc4")]
    assert part_of("#cat-gc4").startswith("titles-")
    assert [row[3] for row in rows if row[0] == "#cat-gc4"] == ["instruments/cat-gc4/"]
    assert "catgc4" not in [row[0] for row in tables[part_of("catgc4")]]


def test_days_have_code_words() -> None:
    """A day is found by itself, by its month and in any year; a month by itself; an interval by its months."""
    assert of_date(parse_date("2023-10-09")) == {"zd20231009", "zd202310", "zd1009"}
    assert of_date(parse_date("2012-02~")) == {"zd201202"}
    assert of_date(parse_date("2012")) == set()
    assert of_date(parse_date("2011-12/2012-02")) == {"zd201112", "zd201201", "zd201202"}
    assert of_date(parse_date("2001-01/2010-12")) == {"zd200101", "zd201012"}
    words = IndexWords(Lexicon(real_archive().archive))
    assert {"zd20231009", "zd202310"} <= words.codes("On 9 October 2023 it happened.")
    assert {"zd202310"} <= words.codes("In October 2023 it happened.")


def test_asian_words_are_found_by_their_pairs() -> None:
    """Each two letters in a row are a word, across the spaces of Korean; a single letter is one by itself."""
    assert pairs("강제 북송, China 人权观察 와 人") == {"강제", "제북", "북송", "人权", "权观", "观察", "察와", "와人"}
    assert pairs("人") == {"人"}
    assert pairs("China") == set()


def test_figures_are_found_without_commas() -> None:
    """A figure with commas is a word without them too."""
    words = IndexWords(Lexicon(Session(INVENTED).archive))
    assert "1170" in words.hidden(["at least 1,170 people"]).split()
    assert words.hidden(["about 1,17 and 22"]) == ""
