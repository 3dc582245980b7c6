"""The words of Korean, Chinese and Japanese that limit a number, and those that stand in place of one.

여, 남짓, 余 and 多 are "more than". 이상 and 以上 include the number, 초과 and 超过 do not. 近 is below it, 约 and 左右
on either side of it.
"""

from __future__ import annotations

import re

BELOW = "less-than"
"""What no claim can hold: the document says that it was fewer."""

_BEFORE = {
    "at-least": r"최소한?|적어도|못해도|至少|最少|起码|起碼|不少于|不少於|不下于?|不下於|少なくとも",
    "up-to": r"최대|많게는|많아야|기껏해야|至多|最多|多达|多達|高达|高達|最大",
    "more-than": r"超过|超過|逾|多于|多於|超",
    "about": r"약|대략|어림잡아|얼추|大约|大約|约莫|约|約|大概",
    "nearly": r"거의|근|将近|將近|接近|几近|近|几乎|幾乎|ほぼ",
    BELOW: r"不到|不足|不满|不滿|未满|未滿|(?<!不)少于|(?<!不)少於",
}
_AFTER = {
    "at-least": r"이상|以上|を下らない",
    "up-to": r"이하|까지(?=\s?(?:가능|수용))|以下|以内|以內",
    "more-than": r"초과|(?:[이가을를도은는]\s?)?넘|(?:[을를]\s?)?(?:웃도|상회)|남짓|余り|餘り|有余|有餘|之多余|强|強",
    "about": r"가량|정도|쯤|안팎|내외|(?:을|를)?\s?전후|左右|上下|前后|前後|许|ほど|程度|くらい|ぐらい",
    "nearly": r"(?:에|이)?\s?가까|(?:에)?\s?육박|近く|弱",
    BELOW: r"미만|(?:이|도|에)?\s?채\s?(?:안|못)|(?:에|을|를)?\s?못\s?미치|(?:이|도)?\s?안\s?되|未満|未滿|未满|不到",
}
_STEP = r"\s?(?:有|为|為|达|達|共|是|占|佔)?\s?"
_APART = r"\s(?:[가-힣]+\s){1,2}"
"""Words between a limit and its number, as in 최소 탈북민 50명. Only a reader can say whether it limits the number."""
_CLOSE = {
    name: re.compile(rf"(?:^|[^가-힣]|(?<=[가-힣])(?=최소|최대))(?:{words}){_STEP}$") for name, words in _BEFORE.items()
}
_FAR = {name: re.compile(rf"(?:^|[^가-힣])(?:{words}){_APART}$") for name, words in _BEFORE.items()}
_BEHIND = {name: re.compile(rf"\s?(?:의\s?)?(?:{words})") for name, words in _AFTER.items()}
_WINDOW = 40
"""How much in front of a number is looked at: a limit is next to its number, or two words away."""

_NOT_PEOPLE = (
    r"(?![여余多餘]?\s?(?:년|일(?!본)|월|차례|번|건|회|개국|시간|天|年|次|月|日|起|公里|킬로|km|미터|달러|원|元))"
)
ORDER_FORMS = {
    "dozens": rf"(?:수십|십수|數十|数十|几十|幾十|好几十)(?![만억万萬亿億천千]){_NOT_PEOPLE}",
    "hundreds": rf"(?:수백|數百|数百|几百|幾百|成百|何百)(?![만억万萬亿億]){_NOT_PEOPLE}",
    "thousands": rf"(?:수천|數千|数千|几千|幾千|成千|何千)(?![만억万萬亿億]){_NOT_PEOPLE}",
    "tens of thousands": rf"(?:수만|數萬|数万|几万|幾萬|成千上万|成千上萬|何万){_NOT_PEOPLE}",
    "the vast majority": r"대다수|절대다수|압도적\s?다수|绝大多数|絕大多數|绝大部分|絕大部分|大多数|大多數|大部分",
    "many": r"(?<![대가-힣])다수|수많은|많은|许多|許多|很多|众多|眾多|大批|大量|多名|多人|여러\s?명|大勢|多數(?!派)",
    "some": r"일부|(?<![대十])部分|有些|一些|一部",
    "all": r"모두|전원|전부|모든|全部|全体|全體|所有|全员|全員",
    "months": r"수\s?개월|몇\s?(?:달|개월)|여러\s?(?:달|개월)|[数數几幾]个?個?月|数か月|数ヶ月",
    "life-long": r"종신|무기(?:징역|형|교화)|평생|终身|終身|无期|無期|终生|終生",
    "tenfold": r"(?:10|열|십)\s?배|(?:10|十)倍",
    "a considerable number": r"상당수|적지\s?않은|相当多|相當多|相当数量|為數不少|为数不少|相当数",
    "far fewer": r"훨씬\s?(?:적|못)|远少于|遠少於|少得多|はるかに少",
}
"""How a document writes the words that stand in a claim in place of a number. 수십 년, decades, is none of them."""


def limits(text: str, start: int, end: int, more: bool) -> tuple[str, ...]:
    """The modifiers that the words around a number express, `exactly` if none do; `more` if 여, 余 or 多 is in it.

    A document may set two: 약 200여 명 is about and more than two hundred. Both are given, and either may be claimed.
    """
    before = text[max(0, start - _WINDOW) : start]
    close = [name for name, form in _CLOSE.items() if form.search(before)]
    behind = [name for name, form in _BEHIND.items() if form.match(text, end)]
    said = dict.fromkeys([*(["more-than"] if more else []), *close, *behind])
    if BELOW in said:
        return (BELOW,)
    far = [name for name, form in _FAR.items() if form.search(before)]
    return tuple(said) or ("exactly", *far)
