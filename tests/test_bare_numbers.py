"""Numbers in words: found where they are about people, and nowhere else."""

from __future__ import annotations

import pytest

from macros.core.words.east_asian_people import people_counted
from macros.core.words.numbers_of_people import numbers_alone

ABOUT_PEOPLE = """
Thirty were sent back.
Scores of others were held.
A dozen of them died.
Some forty escaped, it says.
Hundreds are said to be waiting.
A handful were let go.
A couple crossed the river.
Two thirds were women.
The group of thirty-one was moved.
Half of them were sent back.
Tens of thousands live there.
Thirty-one others followed.
Five more were arrested.
Two were arrested.
Dozens remained in custody.
Nobody counted the ten who drowned.
A quarter of those returned were men.
Three hundred passed through.
Twenty-odd were seen.
Two dozen wives waited.
It speaks of several dozen.
A twelve-strong group waited.
A score or more were held.
It names a hundred and twenty mothers.
Thirty-five, it says, were sent back.
The thirty-odd returned on Monday.
It counts no fewer than thirty.
The number doubled to sixty.
One in ten was a child.
Every tenth person was ill.
9/10 were women.
A pair of sisters crossed.
The trio was sent back.
Twenty one refugees are held.
Five score refugees are held.
It counts a million refugees.
A couple of refugees crossed.
It has ㉓ refugees in it.
It lists Ⅻ people.
¾ of them crossed.
½ of the refugees crossed.
\uff11\uff12\uff13 stayed.
"""
ABOUT_OTHERS = """
One of those two sentences is long.
It took two sentences and three pages.
The report has three parts; two are short.
In one of its two letters it asks again.
The ministers of two countries met.
It lists ten demands and four norms.
Two of the demands concern the river.
The first were released, and a third group was moved.
It was signed with two others.
A group of ten organizations signs.
Half of the text repeats a letter.
Hundreds of documents were read, and dozens of pages copied.
Both were sent back, and none was freed.
It scores the states by thirteen measures.
One in ten pages is empty, and a pair of letters is lost.
Twenty-odd pages were read.
It signed on 9/10 and at no fewer than thirty places.
"""


@pytest.mark.parametrize("sentence", ABOUT_PEOPLE.strip().split("\n"))
def test_a_number_about_people_is_found_in_words(sentence: str) -> None:
    """A number in words is found with its people, also where only what happened to them says that they are people."""
    assert len(list(numbers_alone(sentence))) == 1


@pytest.mark.parametrize("sentence", ABOUT_OTHERS.strip().split("\n"))
def test_a_number_of_other_things_passes(sentence: str) -> None:
    """Sentences, pages, demands and bodies may be counted in words, and "one of" is not a number of people."""
    assert list(numbers_alone(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("수십 명이 붙잡혔다.", "수십 명"),
        ("절반이 여성이다.", "절반"),
        ("3분의 1이 여성이다.", "3분의 1"),
        ("세 가족이 붙잡혔다.", "세 가족"),
        ("数十人被抓。", "数十人"),
        ("上百名难民被抓。", "上百名"),
        ("半数是女性。", "半数"),
        ("三分之一是女性。", "三分之一"),
        ("三个家庭被抓。", "三个"),
        ("①②③명이 송환됐다.", "123명"),
        ("㉓명, ⒓명이 송환됐다.", "23명"),
        ("１２３명이 송환됐다.", "123명"),
        ("遣返１２３人。", "123人"),
        ("遣返〡〢人。", "12人"),
        ("遣返廿三人。", "廿三人"),
        ("遣返伍拾名难民。", "伍拾名"),
        ("遣返拾贰名难民。", "拾贰名"),
        ("제12조 ②항, ②명령, ①명단이다.", ""),
        ("①人权；②名单。大陆人收拾人心。", ""),
        ("一个家庭被抓，另一半留下。", ""),
        ("두 달 뒤 세 곳에서 열린 회의다.", ""),
        ("三个月后在两个地方开会。", ""),
    ],
)
def test_shares_and_families_are_found_in_korean_and_chinese(sentence: str, found: str) -> None:
    """Shares of people, families and hundreds of people are numbers about people; months and places are not."""
    assert [text for text, _ in people_counted(sentence)][:1] == ([found] if found else [])


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("두 건의 보도가 있다. 성명 2건, 결의 세 건.", []),
        ("보도 2편, 사진 3장, 보고서 2권 12쪽, 서한 2통, 문서 3부.", []),
        ("두 차례 3곳에서 4차례 열렸다.", []),
        ("3份报告、10篇报道、第12页、2封信、4卷。两件文书、三起事件。", []),
        ("两次在三处开会，共3次。", []),
        ("송환 50건, 체포 두 건.", ["50건", "두 건"]),
        ("60起遣返，12件遣返。", ["60起", "12件"]),
        ("보도가 50건의 송환을 전했다. 报道60起遣返。", ["50건", "60起"]),
        ("보도에 나온 3명, 20장관.", ["3명", "20"]),
    ],
)
def test_reports_and_events_are_no_people_in_korean_and_chinese(sentence: str, found: list[str]) -> None:
    """Counters of texts count no people; 건, 件 and 起 do unless a text or an event stands beside them."""
    assert [text for text, _ in people_counted(sentence)] == found


@pytest.mark.parametrize("number", ["01 0123 45 678", "12-345-678", "02 . 1234 . 5678", "1234 5678 90"])
def test_no_half_of_a_telephone_number_is_repeated(number: str) -> None:
    """Digits in groups are one find without words, whatever number they are, since a message is public."""
    assert all(not any(map(str.isdigit, found)) for found, _ in numbers_alone(f"Its number is {number} it says"))


def test_years_in_a_row_are_years() -> None:
    """A list of years is not taken for a telephone number."""
    assert list(numbers_alone("In 2011, 2012 and 2013 it reported again.")) == []
