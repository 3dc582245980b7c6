"""The counters of Korean, Chinese and Japanese: what stands behind a number and says what it counts."""

from __future__ import annotations

import re

COUNTERS = {
    "months": r"개월|달(?!러|라)|个月|個月|か月|ヶ月",
    "percent": r"%|퍼센트|프로(?![가-힣])|百分点|成(?![为為立员員])|할(?![가-힣])",
    "century": r"세기|世纪|世紀|세대|代",
    "hours": r"시간|小时|小時|時間|分钟|分鐘",
    "nations": r"개국|나라|国(?![际際会會民家内])|國(?![际際会會民家内])",
    "occasions": r"人次|차례|회(?![의원])|번(?![째호])|次|度",
    "people": r"명|사람|인(?![권민용근])|个人|個人|名(?![单單])|人(?![民权權员員类類口])|位|口",
    "age": r"살(?![해])|세(?![가-힣])|세(?=[의가인이]\s)|岁|歲|才",
    "date-year": r"년|年",
    "date-month": r"월(?![드남])|月",
    "days": r"일간|일\s?동안|天|日[间間]",
    "date-day": r"일(?!본|부(?!터))|日(?![本])|号|號",
    "time": r"시(?![민장내])|时|時|点|點",
    "cases": r"건|起|宗|例|件",
    "articles": r"조(?![사직치])|항|호|条|條|款|項|项",
    "things": r"가구|가족|곳|개|해|주|个|個|户|戶|家|处|處|批",
}
"""What the counters of each kind look like. Of two that fit, the first is meant."""
COUNTER = "|".join(f"(?:{form})" for form in COUNTERS.values())
_KIND = re.compile("|".join(f"(?P<k{index}>{form})" for index, form in enumerate(COUNTERS.values())))
_NAMES = tuple(COUNTERS)

_PEOPLE = frozenset({"", "people", "things"})
COUNTED = {
    **dict.fromkeys(("people", "people-a-year", "people-a-month", "people-a-week", "people-a-day"), _PEOPLE),
    **dict.fromkeys(("lawmakers", "members"), _PEOPLE),
    "testimonies": _PEOPLE | {"cases"},
    "cases": frozenset({"", "cases", "things", "occasions"}),
    "occasions": frozenset({"", "occasions", "things"}),
    "months": frozenset({"", "months"}),
    "days": frozenset({"", "days", "date-day"}),
    "states": frozenset({"", "nations", "things"}),
    "percent": frozenset({"", "percent"}),
}
"""The kinds of counters for each unit; a unit that is not listed may have any. 건, 起 and 人次 do not count people."""


def kind_of(counter: str) -> str:
    """The kind of a counter; empty for none."""
    match = _KIND.match(counter)
    return _NAMES[int(str(match.lastgroup)[1:])] if match and match.lastgroup else ""


def counts(kind: str, unit: str) -> bool:
    """Whether a number with such a counter can be one of the unit."""
    return kind in COUNTED.get(unit, {kind})
