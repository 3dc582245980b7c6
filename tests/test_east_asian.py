"""Captures in Korean, Chinese and Japanese: figures beside their counters, dates, modifiers and locator phrases."""

from __future__ import annotations

import unicodedata

import pytest

from macros.core.values.counts import parse_count
from macros.core.values.dates import parse_date
from macros.core.values.types import PHRASE_WORDS
from macros.core.verification.captured_text import cleaned_away, passages_of
from macros.core.verification.figure_check import count_fault, date_fault
from macros.core.verification.locator_phrases import holders, propose, selected
from macros.core.words.east_asian_numbers import east_asian
from macros.core.words.han import word_count
from macros.core.words.printed_numbers import plain_width, printed


def _read(text: str) -> list[tuple[int, str]]:
    return [(number.value, number.modifiers[0]) for number in printed(plain_width(text))]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("200여명, 3만여 명", [(200, "more-than"), (30_000, "more-than")]),
        ("10여만 명, 2천여 명", [(100_000, "more-than"), (2000, "more-than")]),
        ("약 서른 명과 스물다섯 명, 백스물세 명", [(30, "about"), (25, "exactly"), (123, "exactly")]),
        ("50명 남짓, 50명이 넘는, 50명 초과", [(50, "more-than")] * 3),
        ("90%가 넘는, 100건을 넘는", [(90, "more-than"), (100, "more-than")]),
        ("최소 50명, 적어도 50명, 50명 이상", [(50, "at-least")] * 3),
        ("50명 가량, 50명 정도, 50명쯤, 50명 안팎", [(50, "about")] * 4),
        ("거의 50명, 50명 가까이, 50명에 가까운, 50명에 육박하는", [(50, "nearly")] * 4),
        ("최대 2,600명, 50명 이하", [(2600, "up-to"), (50, "up-to")]),
        ("50명 미만, 50명이 채 안 되는, 不到五十人", [(50, "less-than")] * 3),
        ("三十多人、一百二十余名", [(30, "more-than"), (120, "more-than")]),
        ("百余人、十几人", [(100, "more-than"), (10, "more-than")]),
        ("至少有五十名；五十人以上；不少于50人", [(50, "at-least")] * 3),
        ("约40名，大约四十人，40人左右", [(40, "about")] * 3),
        ("近50人，将近五十人，接近50人", [(50, "nearly")] * 3),
        ("超过600名，逾六百人，超過600人", [(600, "more-than")] * 3),
        ("最多50人，多达2600人，高達2,600人", [(50, "up-to"), (2600, "up-to"), (2600, "up-to")]),
        ("１２명, 2만 3천 450명", [(12, "exactly"), (23_450, "exactly")]),
        ("1.5만 명, 二〇一二年", [(15_000, "exactly"), (2012, "exactly")]),
        ("일곱 사람, 이십 명, 四十四名, 兩百人", [(7, "exactly"), (20, "exactly"), (44, "exactly"), (200, "exactly")]),
        ("少なくとも30人、約200人、30人余り", [(30, "at-least"), (200, "about"), (30, "more-than")]),
        ("廿三人、卅余人、卌人", [(23, "exactly"), (30, "more-than"), (40, "exactly")]),
        ("壹佰贰拾叁人、贰仟零伍拾人、叁万人", [(123, "exactly"), (2050, "exactly"), (30_000, "exactly")]),
        ("이 사람, 수백 명, 数百人, 十分, 만일, 第三国", []),
    ],
)  # fmt: skip
def test_numbers_are_read_with_their_limits(text: str, numbers: list[tuple[int, str]]) -> None:
    """A number is read beside its counter, in digits and in words, with the words that limit it; 여 and 余 are more."""
    assert _read(text) == numbers


@pytest.mark.parametrize(
    ("count", "text", "sound"),
    [
        ("more than 200", "강제송환된 200여명은", True),
        ("200", "강제송환된 200여명은", False),
        ("about 200", "약 200여 명", True),
        ("more than 200", "약 200여 명", True),
        ("at least 600", "최소 탈북민 600명이", True),
        ("50", "50명 미만", False),
        ("50", "fewer than 50 people", False),
        ("50 to 60", "50~60명", True),
        ("50 to 60", "50∼60여 명", True),
        ("50 to 60", "50명에서 60명", True),
        ("50 to 60", "五十至六十人", True),
        ("20,000 to 30,000", "2~3만 명", True),
        ("30 to 40", "三四十人", True),
        ("3 to 4", "서너 명", True),
        ("24 to 40", "24 40", False),
        ("dozens", "수십 명이", True),
        ("dozens", "수십 년 동안", False),
        ("hundreds", "数百人", True),
        ("hundreds", "수백만 명", False),
        ("tens of thousands", "數萬人", True),
        ("many", "다수의 탈북민", True),
        ("many", "大多数人", False),
        ("the vast majority", "절대다수", True),
        ("8", "2월 8일", False),
        ("8", "제8조", False),
        ("8,230", "8,230건", False),
        ("30", "30세", False),
        ("85%", "百分之八十五", True),
        ("80%", "八成为女性", False),
        ("80%", "八成是女性", True),
    ],
)  # fmt: skip
def test_counts_are_found(count: str, text: str, sound: bool) -> None:
    """A count is found with its modifier beside a counter of people; a day, an age or a case is not people."""
    assert (count_fault(parse_count(count), "people", text, []) == "") == sound


def test_digits_of_any_script_are_a_number() -> None:
    """Digits of other scripts are read as figures, and break nothing."""
    assert [number.value for number in east_asian("٣명 १२명")] == [3, 12]


def test_other_units_have_their_own_counters() -> None:
    """Cases, months, days and times are found beside their counters, and people are not among them."""
    for count, unit, text in (
        ("8,230", "cases", "8,230건"),
        ("1", "months", "한 달"),
        ("about 3", "months", "约三个月"),
        ("10", "days", "10일간"),
        ("more than 10", "occasions", "十多次"),
        ("months", "months", "수개월 동안"),
    ):
        assert count_fault(parse_count(count), unit, text, []) == ""
        assert count_fault(parse_count(count), unit, "50명", []) != ""


@pytest.mark.parametrize(
    ("date", "text", "phrase", "sound"),
    [
        ("2023-10-09", "지난 10월 9일 저녁", "10월 9일", True),
        ("2023-10-09", "지난 9일 저녁", "지난 9일", True),
        ("2023-09-20", "지난 20일 저녁", "지난 20일", True),
        ("2023-10-20", "지난 20일 저녁", "지난 20일", False),
        ("2023-10-09", "9일 동안", "9일", False),
        ("2023-10-09", "억류 9일째", "9일째", False),
        ("2023-10-09", "10월 9명", "10월", False),
        ("2022-10-09", "작년 10월 9일", "작년", True),
        ("2012-02-08", "二〇一二年二月八日", "二月八日", True),
        ("2012-02-08", "2012. 2. 8.", "2012. 2. 8.", True),
        ("2012-02-08", "2012年2月8日", "2月8日", True),
        ("2012-02-08/2012-02-12", "2012년 2월 8일부터 12일까지", "2월 8일부터", True),
        ("2012-02-08/2012-02-09", "2012년 2월 8~9일", "8~9일", True),
        ("2012-03-08", "2012年2月8日", "2月8日", False),
        ("2023-10-02/2023-10-08", "지난주 급증", "지난주", True),
        ("2023-09", "上个月", "上个月", True),
        ("2022", "去年被遣返", "去年", True),
        ("2023-10-11", "전날 아닌 그제", "그제", True),
        ("2023-04-26", "4월 26일", "4월 26일", True),
        ("2023-04-26", "4월 26일, 5월 1일", "5월 1일", False),
    ],
)
def test_dates_are_found(date: str, text: str, phrase: str, sound: bool) -> None:
    """A date is found beside 年, 月 and 日; a day alone and words such as 지난주 are counted from the document."""
    assert (date_fault(parse_date(date), text, [phrase], parse_date("2023-10-13")) == "") == sound


def test_a_text_in_parts_and_full_width_is_read() -> None:
    """Hangul in parts (NFD) and full-width digits are the same figures."""
    apart = unicodedata.normalize("NFD", "최소 ５０여 명")
    assert count_fault(parse_count("more than 50"), "people", apart, [unicodedata.normalize("NFD", "５０여 명")]) == ""


CHINESE = ["被遣返的人数没有公布。", "这批被遣返者至少有五十名，大多数是女性。", "他们在图们被关押。"]
KOREAN = [
    "중국이 탈북민 200여명을 돌려보냈다.",
    "이들은 최소 200여명으로 알려졌다.",
    "탈북민 200여명이 더 있다고 한다.",
]


@pytest.mark.parametrize("passages", [CHINESE, KOREAN])
def test_phrases_of_texts_without_english_are_proposed(passages: list[str]) -> None:
    """A phrase of six words is proposed: between spaces in Korean, of at most twelve letters in Chinese."""
    for number in range(1, len(passages) + 1):
        phrase = propose(number, passages)
        assert phrase is not None
        assert word_count(phrase) <= PHRASE_WORDS
        assert selected([phrase], passages) == [(number, number)]


def test_chinese_phrases_that_surely_are_whole_words_are_proposed_first() -> None:
    """A phrase from mark to mark is proposed before a shorter one that could begin or end within a word."""
    assert propose(2, CHINESE) == "大多数是女性"
    assert propose(3, CHINESE) == "他们在图们被关押"


def test_a_phrase_begins_and_ends_as_a_browser_finds_it() -> None:
    """In Korean a phrase is whole words; in Chinese, where no program knows them, it is then to be met only once."""
    assert holders("탈북민 200여명", KOREAN) == []
    assert holders("탈북민 200여명을", KOREAN) == [1]
    assert holders("被遣返", CHINESE) == [1, 2]
    assert holders("图们", CHINESE) == [3]


def test_two_chinese_letters_are_a_word() -> None:
    """A locator phrase has at most six words; a run of Chinese letters or kana has half as many words as letters."""
    assert word_count("two plain words") == 3
    assert word_count("국군포로와 탈북민 200여명") == 3
    assert word_count("在图们被关押的人") == 4
    assert word_count("至少50人") == 3


def test_what_nobody_sees_is_not_in_a_passage() -> None:
    """Passages are composed, without invisible characters, with plain spaces, and end at any line end."""
    apart = unicodedata.normalize("NFD", "중국")
    saved = f"\ufeff탈\u200b북민\u00a0200여명\r\n\u200b\r\n{apart}\u2028soft\u00adly\t said"
    assert passages_of(saved) == ["탈북민 200여명", "중국", "softly said"]
    assert [(one.what, one.times, one.passages) for one in cleaned_away(saved)] == [
        ("line ends of another system, now plain ones", 3, ()),
        ("U+FEFF byte-order mark, taken out", 1, (1,)),
        ("U+200B zero width space, taken out", 2, (1,)),
        ("U+00A0 no-break space, now a plain space", 1, (1,)),
        ("letters in parts, now composed (NFC)", 1, (2,)),
        ("U+00AD soft hyphen, taken out", 1, (3,)),
        ("U+0009 tab, now a plain space", 1, (3,)),
    ]
    assert cleaned_away("plain\n탈북민\n") == []
