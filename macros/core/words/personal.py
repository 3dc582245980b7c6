"""Personal data in free text: what can be told by its form alone.

Names look like other words, so the people who read each change must see that nobody is named. Only data with a form
of its own is found here. Messages are public and never repeat it: see `withheld`.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from urllib.parse import unquote

from macros.core.words.first_look import MAIL_HOSTS, as_it_looks, holds_nothing, visible_text

_MONTH = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MMDD = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_DAY = (
    rf"(?:\d{{4}}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./](?:\d{{4}}|\d\d)(?!\d)|\d\d\.\d\d?\.\d\d?|(?:19|20)\d\d{_MMDD}|"
    rf"\d\d?(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{4}}|{_MONTH} \d\d?(?:st|nd|rd|th)?,? \d{{4}}|"
    r"\d{2,4} ?[년年] ?\d\d? ?[월月] ?\d\d? ?[일日号號])"
)
_START = r"(?<![\w.,/=&])(?<!\d-)"
"""Before a number: nothing that makes it part of a longer number, a path or a query."""
_MORE = r"(?:[ ().-]{0,3}\d)"
"""A further digit of a telephone number."""
_NUMBER = "(?:no|nr|number|번호|号码?|號碼?)"
_MESSENGER = (
    "(?:kakao(?: ?talk)?|카카오 ?톡|카톡|we ?chat|wei ?xin|微信|薇信|v信|加微|(?<![a-z])wx(?=[: ])|"
    "telegram|텔레그램|whats ?app|왓츠 ?앱|(?<![a-z])qq|"
    "skype|viber|zalo|threema|(?<![a-z])(?:line|signal)(?= (?:id|number|no|account)))"
)
_ACCOUNT = f"(?: ?(?:id|account|아이디|계정|帐号|账号|帳號|{_NUMBER}))"

PERSONAL_FORMS: dict[str, re.Pattern[str]] = {
    "an e-mail address": re.compile(
        r"(?<=[\w+-])(?: ?@{1,3} ?| ?[\[({<] ?at ?[\])}>] ?)"
        r"[\w-]{1,63}(?: ?(?:\.|[\[({<] ?dot ?[\])}>]) ?[\w-]{1,63}){1,6}(?<!htm)(?<!html)"
        rf"|\w ?(?:\bat\b|[#*]|골뱅이|艾特) ?{MAIL_HOSTS}(?:\.| ?[\[(]?dot[\])]? ?|점)(?:com?|net|me|ru|kr|cn)\b"
        r"|\w at [\w-]{1,63} dot (?:com|net|org|info|[a-z]{2})\b",
        re.IGNORECASE,
    ),
    "a telephone number": re.compile(
        rf"\+\d{_MORE}{{6,14}}(?!\w)"
        rf"|{_START}00[ -]?(?:82|86|850|81|66|856|84|1)(?=[ ().-]|1){_MORE}{{7,12}}(?!\w)"
        rf"|{_START}\(?(?:82|86|850)\)?[ .-]{{1,2}}\(?\d{{1,4}}\)?[ .-]{{1,2}}\d{{3,4}}[ .-]\d{{4}}(?![\w-])"
        r"|(?<!\w)(?:8210\d{8}|861[3-9]\d{9}|85019\d{8})(?!\w)"
        rf"|{_START}\(?0\d{{1,3}}(?:\)[ .-]{{0,3}}|[ .-]{{1,3}})\d{{3,4}}[ .-]{{1,3}}\d{{4}}(?![\w-])"
        r"|(?<![\d/])(?<!\d[.,/-])01[016-9][ ./-]{1,3}\d{3,4}[ ./-]{1,3}\d{4}(?!\w)"
        r"|(?<!\w)(?<!\d[.,/-])01[016-9]\d{7,8}(?!\w)"
        rf"|{_START}1[3-9]\d(?:\d{{8}}|[ .-]\d{{4}}[ .-]\d{{4}}|[ .-]\d{{3}}[ .-]\d{{5}})(?!\w)"
        rf"|{_START}(?:0\d{{2,3}}[ -]|\(0\d{{2,3}}\) ?)\d{{7,8}}(?!\w)"
        rf"|{_START}(?:\([2-9]\d\d\) ?|[2-9]\d\d[.-])\d{{3}}[.-]\d{{4}}(?![\w-])"
        r"|\b(?i:tel|telephone|(?:tele|cell|mobile|hand)? ?phone|mobile|cell|fax|hotline)(?i: number| no)?[.: ]{1,4}"
        r"\(?\+?\d(?:[ ().-]{0,3}\d){5,}"
        rf"|(?:전화|휴대폰|핸드폰|연락처|팩스|电话|電話|手机|手機|传真){_NUMBER}?[^\w+]{{0,4}}"
        r"\+?\d(?:[ ().-]{0,3}\d){5,}"
    ),
    "the number of a passport or identity card": re.compile(
        r"(?<![\w/.-])(?<!\bnews_id=)(?:[A-Z]{1,2}\d{7,9}|\d{6}-[1-8]\d{6})(?!\w)"
        rf"|{_START}(?:[A-Z]\d{{3}}[A-Z]\d{{4}}|[mgs]\d{{8}}|\d{{17}}[\dXx])(?!\w)"
        rf"|{_START}\d\d{_MMDD}(?: ?- ?| )[1-8](?:\d{{6}}|\d?[*xX●]{{5,6}})(?!\w)"
        rf"|{_START}(?!19|20)\d\d{_MMDD}[1-8]\d{{6}}(?!\w)"
        rf"|{_START}[1-8]\d{{5}}[ -]?(?:19|20)\d\d[ -]?{_MMDD}[ -]?\d{{3}}[\dXx](?!\w)"
        rf"|{_START}[1-6]\d{{5}}\d\d{_MMDD}\d{{3}}(?!\w)"
        r"|(?i:passport|travel document|identity card|id card|id number|resident registration|여권|주민(?:등록)?|"
        rf"신분증|공민증|护照|護照|身份证|身分證)\W{{0,3}}(?i:{_NUMBER}\W{{0,3}})?(?i:is )?"
        r"(?=\w{0,10}\d{5})\w{6,20}"
    ),
    "a date of birth": re.compile(
        rf"(?:[Bb]orn|[Bb]irth(?:day|date)?|DOB|[Dd]\.o\.b|D\.O\.B|생년월일|출생|생일|出生|"
        rf"(?<![发發产產])生[于於]|生日|生年月日)[^;\d]{{0,20}}{_DAY}|\bb\. ?{_DAY}"
        r"|\d{2,4}(?:[년年] ?|[.])\d\d?(?:[월月] ?|[.])\d\d?(?:[일日] ?|[.] ?)"
        r"(?:出生|生(?!活|产)|출생|생(?!활|산|존|각))"
    ),
    "an account of a messenger": re.compile(
        rf"{_MESSENGER}{_ACCOUNT}? ?[:=]? ?(?:@[\w.]{{3,}}|(?=[a-z][\w.-]{{0,30}}[\d_])[\w.-]{{4,}}|\d{{5,}})"
        rf"|{_MESSENGER}{_ACCOUNT} ?(?:[:=]|is) ?[\w.-]{{4,}}"
        r"|(?<![\w.-])(?:wa\.me|t\.me|line\.me|open\.kakao\.com|u\.wechat\.com)/[\w+/-]{3,}",
        re.IGNORECASE,
    ),
    "the door of a home": re.compile(
        r"\d{1,4}동 ?\d{1,4}호|\d{1,4}(?:号楼|號樓|栋|棟|幢|单元|單元)\D{0,3}\d{1,4}(?:单元|單元|室|号|號|户|戶)"
    ),
    "exact coordinates": re.compile(
        r"(?<![\w.-])-?\d{1,2}\.\d{4,}°? ?[NS]?[,;/ ]{1,3}-?\d{1,3}\.\d{4,}"
        r"|\d{1,2}° ?\d{1,2}['\u2032] ?\d{1,2}(?:\.\d{1,4})?[\"\u2033]? ?[NS]"
    ),
}
"""The patterns, by the name of what they find. Each reads a text once, since no part of it can match in two ways."""

_WORDS: dict[str, tuple[str, ...]] = {
    "an e-mail address": ("@", " at ", "(at", "[at", "{at", "<at", "( at", "[ at", "#", "*", "골뱅이", "艾特"),
    "a date of birth": ("born", "birth", "dob", "d.o.b", "b.", "생", "生"),
    "an account of a messenger": (
        *(
            "kakao",
            "카카오",
            "카톡",
            "chat",
            "xin",
            "微信",
            "薇信",
            "v信",
            "加微",
            "wx",
            "telegram",
            "텔레그램",
            "whats",
            "왓츠",
            "qq",
            "skype",
            "viber",
        ),
        *("zalo", "threema", "line ", "signal ", ".me/"),
    ),
    "the door of a home": ("동", "号", "號", "栋", "棟", "幢", "单元", "單元"),
}
"""A text that holds data of a kind has at least one of these words."""
_NUMERIC = re.compile(r"\d(?:[ ().,/+*xX●-]{0,3}\d){5}|[A-Z]\d{3}[A-Z]\d|\+\d|\d°")
"""The same for kinds that are numbers."""
_SIGN = re.compile(r"[\d@#&\ufe6b\uff20\u2460-\u24ff]")
_SPELLED = (*_WORDS["an e-mail address"], *_WORDS["an account of a messenger"])
"""A text without any of these holds no such data: this quick test settles most texts."""
_MARKUP = re.compile(r"<[^<>]{0,300}>|\{\{[^{}]{0,300}\}\}|[*`\\]|(?<=[\d-])_|_(?=\d)")
_QUOTED = re.compile(r"%[0-9A-Fa-f]{2}")


def personal(text: str) -> str:
    """The personal data that a text seems to hold: an address, a number, a date of birth; empty if none.

    Full-width and other digits, all dashes, invisible characters and entities are read as what they look like. A text
    with markup or calls is read a second time without them, as readers see it.
    """
    if holds_nothing(text) or (not _SIGN.search(text) and not any(map(text.lower().__contains__, _SPELLED))):
        return ""
    plain = unescape(text) if "&" in text else text
    plain = unquote(plain) if _QUOTED.search(plain) else plain
    plain = plain if plain.isascii() else as_it_looks(plain)
    return _held(plain) or (_held(_MARKUP.sub(visible_text, plain)) if _MARKUP.search(plain) else "")


def _held(plain: str) -> str:
    low = plain.lower()
    has, numeric = low.__contains__, _NUMERIC.search(plain)
    for kind, form in PERSONAL_FORMS.items():
        words = _WORDS.get(kind)
        if (numeric if words is None else any(map(has, words))) and form.search(plain):
            return kind
    return ""


def withheld(text: str) -> str:
    """The message itself or, if it would repeat personal data, only which kind of data that is."""
    kind = personal_in_message(text)
    return f"holds what seems to be {kind}; leave it out" if kind else text


def personal_in_message(text: str) -> str:
    """Like `personal`, also for each part of the ids, paths, fields and addresses in a message."""
    return personal(text) or next(filter(None, map(personal, _PARTED.split(text.replace("_", "-")))), "")


def blanked(way: str, joint: str) -> str:
    """A file path or field path, with three dots in place of each part that seems to hold personal data."""
    if not personal_in_message(way):
        return way
    parts = way.split(joint)
    if joint == "." and "@" in unicodedata.normalize("NFKC", way):  # its dots look like those between parts
        return "\u2026" if "@" in unicodedata.normalize("NFKC", parts[0]) else f"{parts[0]}.\u2026"
    for width in range(1, _TOGETHER + 1):
        for start in range(len(parts) - width + 1):
            if personal_in_message(joint.join(parts[start : start + width])):
                parts[start : start + width] = ["\u2026"]
    left = joint.join(parts)
    return "\u2026" if personal_in_message(left) else left


_PARTED = re.compile(r"[/\\.=&?:]")
_TOGETHER = 4
"""How many neighbouring parts of a path may form one number: `010.1234.5678` has three in the name of a field."""
