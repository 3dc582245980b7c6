"""What each claim says in Korean and in Chinese: read once by eye, and kept as text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
import yaml
from babel import Locale
from pydantic import ValidationError

from macros.core.models.claims import Claim
from macros.core.models.kinds import SPEAKERS
from macros.core.models.sentence_patterns import SentencePatterns, Wording
from macros.core.models.translations import EDITIONS
from macros.core.relations import Relations
from macros.core.values.dates import parse_date
from macros.core.values.speakers import parse_speaker
from macros.session import Session
from macros.site.claims.edition_cells import (
    chain_cell,
    date_cell,
    evidence_cell,
    figure_cell,
    position_in,
    relation_cell,
    stance_cell,
)
from macros.site.claims.edition_sentences import hedge_in, sentence_in
from macros.site.claims.edition_speakers import name_in, speakers_in
from macros.site.languages.edition_clauses import clause_in
from macros.site.languages.edition_dates import SKELETONS, date_in_clause, date_in_words
from macros.site.languages.edition_figures import cell, counted, said_number
from macros.site.languages.latin import marked
from macros.site.site import Site
from tests.support import REPOSITORY

TESTS = Path(__file__).parent
EXAMPLES: dict[str, dict[str, str]] = yaml.safe_load((TESTS / "edition_sentences.yml").read_text("utf-8"))
LIMITS = {
    "ko": {"at-least": "최소", "more-than": "넘", "about": "약 ", "nearly": "가까", "up-to": "최대"},
    "zh": {"at-least": "至少", "more-than": "超过", "about": "约", "nearly": "近", "up-to": "最多"},
}
"""The word of each modifier that a sentence must have."""
each_language = pytest.mark.parametrize("edition", EDITIONS)


@pytest.fixture(scope="module")
def site() -> Site:
    """The archive of this repository."""
    return Session(REPOSITORY).site


@pytest.fixture(scope="module")
def wordings(site: Site) -> dict[str, Wording]:
    """Its patterns in each language."""
    return site.archive.patterns.wordings


def claim(**fields: str) -> Claim:
    """A claim with these fields, read as from a record."""
    given = {"measure": "returned", "who": "people", "whom": "north-koreans", "said-by": ["a"], "stance": "asserts"}
    return Claim.model_validate(given | fields)


@each_language
def test_every_claim_has_the_sentence_that_was_read(site: Site, edition: str, request: pytest.FixtureRequest) -> None:
    """The sentence of every claim was read; a changed or new one is read, then taken with `--accept`."""
    wording, golden = site.archive.patterns.wordings[edition], TESTS / f"sentences-{edition}.txt"
    claims = site.relations.claims
    now = sorted(f"{ref}: {sentence_in(site.relations, stated, wording)}" for ref, stated in claims.items())
    if request.config.getoption("--accept"):
        golden.write_text("\n".join(now) + "\n", "utf-8")
    assert now == golden.read_text("utf-8").splitlines(), f"read {golden.name} after --accept"


@pytest.mark.parametrize(("edition", "seems"), [("ko", "것으로 보인다"), ("zh", "似乎")])
def test_a_denial_that_a_document_doubts_is_not_given_as_one(site: Site, edition: str, seems: str) -> None:
    """Where a document only takes words for a denial, the sentence and the cell of a table say "seems"."""
    said, found = site.archive.patterns.wordings[edition], 0
    for stated in site.relations.claims.values():
        if stated.claim.stance == "denies":
            doubt = bool(stated.claim.hedge) and len(stated.claim.said_by) > 1
            found += doubt
            assert (seems in sentence_in(site.relations, stated, said)) == doubt
            assert (("듯" if edition == "ko" else seems) in position_in(site.relations, stated, said)) == doubt
    assert found


@each_language
@pytest.mark.parametrize("ref", EXAMPLES)
def test_a_sentence_is_as_it_was_written_in_the_language(site: Site, edition: str, ref: str) -> None:
    """A table of sentences that were written by hand: who speaks, through whom, what is said, with which modifier."""
    said = sentence_in(site.relations, site.relations.claims[ref], site.archive.patterns.wordings[edition])
    assert said.startswith(EXAMPLES[ref][edition])
    assert said[len(EXAMPLES[ref][edition])] in "([.（\uff3b。"


@each_language
def test_every_sentence_carries_its_figure_its_modifier_its_speakers_and_its_hedge(site: Site, edition: str) -> None:
    """Nothing that the claim holds is left out, and nothing is left of a pattern."""
    wording = site.archive.patterns.wordings[edition]
    for ref, stated in site.relations.claims.items():
        said = sentence_in(site.relations, stated, wording)
        for figure in figures(stated.claim, wording):
            assert figure in said, (ref, figure, said)
        if stated.claim.count and (limit := LIMITS[edition].get(stated.claim.count.modifier)):
            assert limit in said, (ref, said)
        for link in stated.claim.said_by:
            for speaker in link.ids:
                record = next(found for found in map(site.archive.records_of, SPEAKERS) if speaker in found)[speaker]
                assert name_in(record, wording) in said, (ref, said)
        assert hedge_in(stated, wording) in said, ref
        assert clause_in(stated.claim, wording).removesuffix("다").removesuffix("이") in said, ref
        assert not re.search(
            r"[{}]|은\(는\)|이\(가\)|을\(를\)|  |\(\)|（）|,,|，，|。。|\.\.|exactly|정확히|整整|的的", said
        ), said
        assert said.endswith({"ko": ".", "zh": "。"}[edition]), said


def figures(claim: Claim, wording: Wording) -> list[str]:
    """The numbers of a claim as a sentence writes them, or its word."""
    if claim.count is None:
        return []
    if claim.count.modifier == "order":
        forms = wording.order_words[claim.count.text.replace(" ", "-")]
        return [(forms.noun or forms.word).replace("{N}", "").split()[0][:2]]
    unit = wording.units[claim.measured_in]
    numbers = {number for number in (claim.count.minimum, claim.count.maximum) if number is not None}
    if unit.one and numbers == {1}:
        return [unit.one]
    if unit.han:
        return ["一二三四五六七八九"[number - 1] for number in numbers]
    return [
        said_number(number, wording).strip() for number in numbers if number != claim.count.minimum or number < 10_000
    ]


@each_language
@pytest.mark.parametrize("stance", ["asserts", "reports", "relays", "denies", "disputes"])
@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_no_link_of_a_chain_is_left_out(site: Site, edition: str, stance: str, length: int) -> None:
    """However long a chain and whatever the stance, a sentence and a cell name each of its links, once."""
    stated = site.relations.claims["cecc-2012.returned-30-yonhap"]
    chain = [parse_speaker(name) for name in ("kbs", "yonhap", "hrw", "wang-wenbin for prc-mfa")[:length]]
    told = {one: getattr(stated.claim, one).model_copy(update={"who": "…"}) for one in EDITIONS}
    given = replace(
        stated, claim=stated.claim.model_copy(update={"said_by": chain, "stance": stance, "hedge": None, **told})
    )
    wording = site.archive.patterns.wordings[edition]
    for text in (sentence_in(site.relations, given, wording), chain_cell(speakers_in(site.relations, given, wording))):
        for link in speakers_in(site.relations, given, wording):
            assert text.count(link.answers) == 1, text


@each_language
def test_a_dispute_says_nothing_of_a_number_that_it_gives(site: Site, edition: str) -> None:
    """A claim that disputes a figure may give its own, so its sentence does not say that no number was given."""
    stated = site.relations.claims["cecc-2012.returned-30-yonhap"]
    given = replace(stated, claim=stated.claim.model_copy(update={"stance": "disputes", "hedge": None}))
    said = sentence_in(site.relations, given, site.archive.patterns.wordings[edition])
    assert {"ko": "기존 수치에 이의를 제기했다", "zh": "对已有的数字提出异议"}[edition] in said
    assert not any(words in said for words in ("제시하지 않았다", "未给出"))


COUNTS = [
    ("600", "people", "북한 주민 600명", "600名朝鲜人", "600명", "600人"),
    ("at least 600", "people", "북한 주민 최소 600명", "至少600名朝鲜人", "최소 600명", "至少600人"),
    ("more than 600", "people", "600명이 넘는 북한 주민", "超过600名朝鲜人", "600명 초과", "超过600人"),
    ("about 1,170", "people", "북한 주민 약 1,170명", "约1,170名朝鲜人", "약 1,170명", "约1,170人"),
    ("nearly 50", "people", "50명에 가까운 북한 주민", "近50名朝鲜人", "50명 가까이", "近50人"),
    ("up to 600", "people", "북한 주민 최대 600명", "最多600名朝鲜人", "최대 600명", "最多600人"),
    ("600 to 2,000", "people", "북한 주민 600명에서 2,000명", "600至2,000名朝鲜人", "600~2,000명", "600至2,000人"),
    ("3 to 4", "people", "북한 주민 3~4명", "3至4名朝鲜人", "3~4명", "3至4人"),
    (
        "10,000 to 300,000",
        "people",
        "북한 주민 1만~30만 명",
        "1万至30万名朝鲜人",
        "10,000~300,000명",
        "10,000至300,000人",
    ),
    ("about 11,000", "people", "북한 주민 약 1만 1,000명", "约1.1万名朝鲜人", "약 11,000명", "约11,000人"),
    ("more than 100,000", "people", "10만 명이 넘는 북한 주민", "超过10万名朝鲜人", "100,000명 초과", "超过100,000人"),
    ("dozens", "people", "북한 주민 수십 명", "数十名朝鲜人", "수십 명", "数十人"),
    ("many", "people", "북한 주민 다수", "许多朝鲜人", "다수", "许多人"),
    ("112", "states", "112개국", "112个国家", "112개국", "112个国家"),
    ("more than 40", "members", "40곳이 넘는 단체와 개인", "超过40个组织和个人", "40곳 초과", "超过40个组织和个人"),
    ("nearly 1", "months", "", "", "한 달 가까이", "近一个月"),
    ("3", "generations", "", "", "3대", "三代"),
    ("more than 90%", "people", "", "", "90% 초과", "超过90%"),
    ("thousands", "people-a-year", "해마다 북한 주민 수천 명", "每年有数千名朝鲜人", "연 수천 명", "每年数千人"),
    ("300", "people-a-month", "매달 북한 주민 300명", "每月有300名朝鲜人", "월 300명", "每月300人"),
    ("70 to 80", "people-a-week", "매주 북한 주민 70명에서 80명", "每周有70至80名朝鲜人", "주 70~80명", "每周70至80人"),
    ("300", "people-a-day", "하루 북한 주민 300명", "每天有300名朝鲜人", "하루 300명", "每天300人"),
]


@pytest.mark.parametrize(("count", "unit", "said"), [(count, unit, said) for count, unit, *said in COUNTS])
def test_a_figure_has_its_modifier_where_the_language_puts_it(
    wordings: dict[str, Wording], count: str, unit: str, said: list[str]
) -> None:
    """A modifier follows the number in Korean where it has to; more than stays more than; large numbers are grouped."""
    given = claim(count=count, unit=unit)
    for edition, text, short in zip(EDITIONS, said[:2], said[2:], strict=True):
        assert not text or counted(given, wordings[edition]) == text
        assert cell(given, wordings[edition]) == short


@pytest.mark.parametrize(
    ("edtf", "ko", "zh"),
    [
        ("2012-02-08", "2012년 2월 8일", "2012年2月8日"),
        ("2012-02", "2012년 2월", "2012年2月"),
        ("2012", "2012년", "2012年"),
        ("2012-02~", "2012년 2월경", "2012年2月前后"),
        ("2021-07-12~", "2021년 7월 12일경", "2021年7月12日前后"),
        ("1964~", "1964년경", "1964年前后"),
        ("2021-07-14?", "2021년 7월 14일(불확실)", "2021年7月14日（存疑）"),
        ("2011-09-08%", "2011년 9월 8일경(불확실)", "2011年9月8日前后（存疑）"),
        ("2012-02-08/2012-02-12", "2012년 2월 8일부터 12일까지", "2012年2月8日至12日"),
        ("2012-02/2012-03", "2012년 2월부터 3월까지", "2012年2月至3月"),
        ("2020-10/2021-07-22", "2020년 10월부터 2021년 7월 22일까지", "2020年10月至2021年7月22日"),
        ("2011-12-17/2012-03-25", "2011년 12월 17일부터 2012년 3월 25일까지", "2011年12月17日至2012年3月25日"),
        ("2021-07-12~/2021-07-18~", "2021년 7월 12일부터 18일경까지", "2021年7月12日至18日前后"),
        ("2021-07-12/2021-07-18~", "2021년 7월 12일부터 18일경까지", "2021年7月12日至18日前后"),
        ("2021-07-12~/2021-07-18", "2021년 7월 12일경부터 18일까지", "2021年7月12日前后至18日"),
        ("1998/..", "1998년부터", "1998年起"),
        ("../2023-10-09", "2023년 10월 9일까지", "截至2023年10月9日"),
        ("2012-02/2012", "2012년 2월부터 2012년까지", "2012年2月至2012年"),
    ],
)
def test_a_date_has_its_marks_and_repeats_nothing(wordings: dict[str, Wording], edtf: str, ko: str, zh: str) -> None:
    """Dates are written as each language writes them; the end of an interval leaves out what its start has said."""
    date = parse_date(edtf)
    assert (date_in_words(date, wordings["ko"]), date_in_words(date, wordings["zh"])) == (ko, zh)


@pytest.mark.parametrize(
    ("edtf", "ko", "zh"),
    [
        ("2012-02-08", "2012년 2월 8일에", "于2012年2月8日"),
        ("2017-07-16~", "2017년 7월 16일경", "于2017年7月16日前后"),
        ("2023-10-08/2023-10-09", "2023년 10월 8일에서 9일 사이에", "于2023年10月8日至9日间"),
        ("2004-11-06~/2004-11-07~", "2004년 11월 6일에서 7일경 사이에", "于2004年11月6日至7日前后"),
        ("2024/..", "2024년 이후", "自2024年以来"),
        ("../2012-02-20", "2012년 2월 20일까지", "至迟于2012年2月20日"),
    ],
)
def test_a_date_is_tied_to_its_verb(wordings: dict[str, Wording], edtf: str, ko: str, zh: str) -> None:
    """Within a clause a date has its particle or preposition."""
    date = parse_date(edtf)
    assert (date_in_clause(date, wordings["ko"]), date_in_clause(date, wordings["zh"])) == (ko, zh)


def test_tables_have_short_forms(site: Site, wordings: dict[str, Wording]) -> None:
    """A cell has the figure or date, the chain with the first speaker first, how it is said and what it rests on."""
    claims, ko, zh = site.relations.claims, wordings["ko"], wordings["zh"]
    stated, denied = claims["kh-2023.returned-600-jfnk"], claims["hindu-2023.returned-denied-prc"]
    assert (figure_cell(stated, ko), figure_cell(stated, zh)) == ("약 600명", "约600人")
    assert figure_cell(claims["dandong-2021.returned-day-rfa"], zh) == "2021年7月14日"
    assert (figure_cell(denied, ko), figure_cell(denied, zh)) == ("수치 없음", "无数字")
    assert chain_cell(speakers_in(site.relations, stated, ko)) == "북한정의연대 → 코리아헤럴드"
    assert chain_cell(speakers_in(site.relations, denied, ko)) == "왕원빈(중국 외교부 대변인) → 더힌두"
    assert chain_cell(speakers_in(site.relations, denied, zh)) == "汪文斌（中国外交部发言人） → 《印度教徒报》"
    assert (stance_cell(stated, ko), stance_cell(denied, zh)) == ("다른 쪽의 말을 전함", "否认")
    assert (position_in(site.relations, denied, ko), position_in(site.relations, denied, zh)) == (
        "중국 외교부는 이를 부인함",
        "中国外交部予以否认",
    )
    assert position_in(site.relations, stated, ko) == ""
    assert {evidence_cell(one, ko) for one in claims.values()} == {
        "원문 수집·대조 완료",
        "원문 미수집",
        "주해하지 않은 보도",
    }
    assert (date_cell(parse_date("1998/.."), ko), date_cell(None, zh)) == ("1998년부터", "未注明日期")
    assert relation_cell("said-on", ko, date="2023년 10월 11일") == "2023년 10월 11일에 밝힘"
    assert relation_cell("rests-on", zh, claim="约600人") == "该说法源自：约600人"
    assert relation_cell("part-of", ko, claim="약 650명") == "다음 수의 일부: 약 650명"


def test_a_single_letter_is_no_english_word() -> None:
    """A subparagraph such as (a) is read with the Korean or Chinese around it."""
    assert marked("제90항: 송환 금지(a), 접근(b)·지위(f), （b）段") == "제90항: 송환 금지(a), 접근(b)·지위(f), （b）段"


def test_latin_words_are_marked_as_english() -> None:
    """Names and words in Latin letters have their language, acronyms are left, and nothing is taken for markup."""
    assert marked("CECC는 NK Times와 Tomás Ojea Quintana의 <말>을 KBS에서") == (
        'CECC는 <i lang="en">NK Times</i>와 <i lang="en">Tomás Ojea Quintana</i>의 &lt;말&gt;을 KBS에서'
    )


def test_six_hundred_claims_are_said_in_both_languages_within_half_a_second(site: Site) -> None:
    """A build says every claim of the archive in both languages in less than half a second of processor time."""
    wordings = site.archive.patterns.wordings.values()

    def all_of_them() -> float:
        begun = process_time()
        for wording in wordings:
            for stated in site.relations.claims.values():
                assert sentence_in(site.relations, stated, wording)
        return process_time() - begun

    assert min(all_of_them() for _ in range(3)) < 0.5


def test_a_voice_without_words_in_the_language_keeps_its_english_ones(site: Site) -> None:
    """What a record lacks in a language is said in English; nothing is made up and nothing fails."""
    stated = site.relations.claims["cecc-2012.held-dozens"]
    archive = Session(REPOSITORY).archive
    bare = {key: voice.model_copy(update={"ko": None}) for key, voice in archive.records_of("voice").items()}
    relations = Relations(replace(archive, records=archive.records | {"voice": bare}))
    assert "unnamed international media가 2012년 2월" in sentence_in(
        relations, stated, site.archive.patterns.wordings["ko"]
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_date_has_month_names_that_stand_alone(edition: str) -> None:
    """Babel has one place for such names of all languages: Korean would have Chinese months if Chinese came first."""
    formats = Locale.parse(edition).datetime_skeletons
    assert [one for one in SKELETONS.values() if "L" in formats[one].pattern] == []


@each_language
def test_a_hedge_that_we_rendered_is_said_to_be_ours_and_stands_without_quotation_marks(
    site: Site, edition: str
) -> None:
    """Only of a document in the language is it said to be of the original; no words of ours are in quotation marks."""
    wording = site.archive.patterns.wordings[edition]
    own, ours = ({"ko": ("원문의", "우리가 옮긴"), "zh": ("原文的", "本档案译出的")})[edition]
    for ref, stated in site.relations.claims.items():
        if said := hedge_in(stated, wording):
            written = stated.work is not None and (stated.work.langid or "").startswith(edition)
            assert said.startswith(own if written else ours), ref
            assert written or not set("“”‘’") & set(said), ref


@each_language
def test_a_claim_without_words_in_the_language_shows_its_english_ones_as_english(site: Site, edition: str) -> None:
    """Whom it counts and its hedge are then in English, which a page marks, and are said to be."""
    stated, total = (
        site.relations.claims["hrw-2021.sentenced-450"],
        site.relations.claims["hrf-2023.executions-tenfold"],
    )
    wording = site.archive.patterns.wordings[edition]
    part, change = (replace(one, claim=one.claim.model_copy(update={edition: None})) for one in (stated, total))
    assert f"“{stated.claim.hedge}”" in sentence_in(site.relations, part, wording)
    assert {"ko": "구금된 최소 1,170명의 일부", "zh": "属于在押的至少1,170人的一部分"}[edition] in sentence_in(
        site.relations, part, wording
    )
    said = sentence_in(site.relations, change, wording)
    assert {"ko": "영문 설명: ", "zh": "英文说明："}[edition] + total.claim.who in said
    assert 'lang="en"' in marked(said)


@pytest.mark.parametrize(
    ("pattern", "wrong"),
    [
        ("{counted:이가} 체포됐다 {wen}", "'{wen}' is not a slot here"),
        ("{counted:가이} 체포됐다", "':가이' is not a particle"),
        ("{counted:이가 체포됐다", "has a brace without its pair"),
        ("{counted.noun} 체포됐다", "'{counted.noun}' is not a slot here"),
    ],
)
def test_a_pattern_with_a_wrong_slot_is_refused(pattern: str, wrong: str) -> None:
    """A misspelt slot or particle is a problem of the check, not of a page."""
    forms = {"ko": {"counted": pattern}, "zh": {"counted": "{counted}被捕"}}
    with pytest.raises(ValidationError, match=re.escape(wrong)):
        SentencePatterns.model_validate({"measures": {"arrested": forms}})


def test_a_pattern_that_drops_what_is_said_is_refused() -> None:
    """A frame without its clause, and a number without its figure, cannot be written."""
    for patterns in (
        {"attributions": {"states": {"ko": "{lead} 밝혔다", "zh": "{lead}表示，{clause}"}}},
        {"modifiers": {"about": {"ko": dict.fromkeys(("noun", "adverb", "is", "cell"), "약"), "zh": {}}}},
    ):
        with pytest.raises(ValidationError, match=r"lacks \{"):
            SentencePatterns.model_validate(patterns)
