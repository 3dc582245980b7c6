"""Numbers about people in our Korean and Chinese texts, told from dates, articles and numbers of other things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.core.words.east_asian_limits import ORDER_FORMS
from macros.core.words.number_words import Printed
from macros.core.words.personal import personal
from macros.core.words.printed_numbers import plain_width, printed

_OF_PEOPLE = frozenset({"people", "percent", "cases"})
_ORDERS = [re.compile(ORDER_FORMS[word]) for word in ("dozens", "hundreds", "thousands", "tens of thousands")]
_PART_OF_SIGN = re.compile(
    r"[A-Za-z./:#&·(-]$|제$|第$|(?:찬성|반대|기권|赞成|贊成|反对|反對|弃权|棄權)\s?$|(?![약최소대거의근至少最多约約近超过過逾达達共有])[가-힣\u4e00-\u9fff]$"
)
"""What stands before digits that belong to a symbol, a name or a vote: A/HRC/25/63, 6·25, 제3국, 코로나19, 찬성 112."""
_SHARES = re.compile(
    r"(?:과반수?|절반)(?=\s?(?:[이은가의을를도]|이상|가량|정도|넘))|半[数數]|[过過]半|(?<!另)一半|十有八九|"
    r"[一二两兩三四五六七八九十]分之[一二三四五六七八九]|[\d이삼사오]분의\s?[\d일이삼사]|上[百千万萬][余餘多]?[名人位]"
)
"""Shares of people, and hundreds of them, in words that are no numbers."""
_HOUSEHOLDS = re.compile(r"가[족구]|[户戶]|家庭")
_COUNTED = re.compile(r"(?:여|餘|余|多)?\s?(?:명|사람|人|名|位)?")
_COMPANIONS = re.compile(r"[두세] 사람|[两二三]人|[一二三四五六七八九两]位|[两兩]個人|两个人")
"""Two or three who were named before, and a few speakers in the polite form."""
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_SHEETS = re.compile(r"\s?(?:편|장(?![관교])|권(?![력리])|쪽|통(?!일)|부(?!대|처)|[份篇页頁卷册冊封]|部(?![队隊门門]))")
"""Counters of texts and their parts, and of nothing else: 보도 2편, 12쪽, 10篇报道."""
_KOREAN = "보도|기사|보고서|논문|문서|문건|자료|성명|서한|편지|결의|판결|조약|협정|법률|영상|사진|진술|주장|발언|사건"
_CHINESE = (
    "报道|報道|报告|報告|文件|文书|文書|文章|声明|聲明|信函|信件|决议|決議|判决|判決|"
    "条约|條約|视频|視頻|照片|说法|說法|事件"
)
_BEHIND = re.compile(rf"\s?[의的]?\s?(?:{_KOREAN}|{_CHINESE})")
_BEFORE = re.compile(rf"(?:{_KOREAN})[이가]?\s?$")
"""Texts and events beside 건, 件 and 起, which are then no cases of return. Those in front are counted in Korean alone,
and only if nothing else follows: 보도가 50건의 송환을 counts returns, and 报道60起遣返 does too."""


def people_counted(text: str) -> Iterator[tuple[str, int]]:
    """Numbers of people and shares with their position: two and more with a counter of people, or with none at all.

    None are found in a text with personal data, which messages would repeat in pieces.
    """
    plain = plain_width(text)
    if any(map(personal, plain.split("\n"))):
        return
    shares = [range(match.start(), match.end()) for match in _SHARES.finditer(plain)]
    for number in printed(plain):
        if any(number.start in share for share in shares):
            continue
        found = plain[number.start : number.end].strip()
        if number.kind == "cases" and _beside_texts(plain, number):
            continue
        if number.kind in _OF_PEOPLE or number.percent:
            if (number.value > 1 and not _COMPANIONS.fullmatch(found)) or number.percent:
                yield found, number.start
        elif _households(plain, number) or not (number.kind or _harmless(plain, number)):
            yield found, number.start
    for form in (*_ORDERS, _SHARES):
        for match in form.finditer(plain):
            counted = _COUNTED.match(plain, match.end())
            yield match[0] + (counted[0].rstrip() if counted else ""), match.start()


def _households(text: str, number: Printed) -> bool:
    """Whether a number counts families, as 세 가족 and 三个家庭 do."""
    around = text[number.start : number.end] + text[number.end : number.end + 2].partition(" ")[0]
    return number.kind == "things" and number.value > 1 and bool(_HOUSEHOLDS.search(around))


def _beside_texts(text: str, number: Printed) -> bool:
    if _BEHIND.match(text, number.end):
        return True
    return not text.startswith("의", number.end) and bool(_BEFORE.search(text[: number.start]))


def _harmless(text: str, number: Printed) -> bool:
    """A number in words, a year, a part of a symbol, of texts, and of an article with its paragraph behind it."""
    found = text[number.start : number.end].strip()
    if not found.replace(",", "").isdigit() or _YEAR.fullmatch(found) or _SHEETS.match(text, number.end):
        return True
    after = text[number.end : number.end + 1]
    return bool(_PART_OF_SIGN.search(text[: number.start])) or (bool(after) and after in "(·/표票")
