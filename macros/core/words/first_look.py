"""A first look at whole texts: most hold nothing that a search for personal data has to read line by line.

What is searched for has seven digits close together or one of a few words. Archives repeat their words again and
again, so each word is looked at once, and the digits of all lines together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

MOST_WORDS = 200_000
"""How many words are remembered; English has fewer, and memory stays bounded whatever the texts are."""
MOST_CALLS = 10_000
"""How many calls are remembered with what is seen of them."""
MAIL_HOSTS = (
    "(?:gmail|naver|hanmail|daum|nate|kakao|qq|163|126|sina|foxmail|yeah|hotmail|outlook|yahoo|icloud|proton(?:mail)?|"
    "tutanota|mail|yandex)"
)
_NUMBER = re.compile(r"\d(?:(?:[ ().,/+*xX●\n-]{0,3}\d){6}|\.\d{4}|\d\d[A-Z]\d|°|[26][36][.점])")
"""What data that are numbers have, but for those beside one of the words."""
_FIGURES = re.compile(r"0(?:(?:[ ().,/+*xX\n-]{0,3}0){6}|\.0000|00[A-Z]0)")
"""The same in plain letters with one digit for all: Python finds a letter much faster than any digit."""
_POINTED = ("6.", "3.")
"""How the last of them begins, which has no more digits than the end of a year."""
_WORD = re.compile(
    rf"@|[\[(<](?:at)?$|[\[(<]at[\])>]|{MAIL_HOSTS}[.점]|dot|점"
    r"|(?:tel|phone|mobile|cell|fax|hotline)(?:$|[.:])|전화|휴대폰|핸드폰|연락처|팩스|电话|電話|手机|手機|传真"
    r"|passport|여권|주민|신분증|공민증|护照|護照|身份证|身分證"
    r"|born|birth|dob|d\.o\.b|b\.(?:$|\w)|[생生]"
    r"|kakao|카카오|카톡|微信|薇信|v信|加微|wx|telegram|텔레그램|whats|왓츠|qq|skype|viber|zalo|threema|\.me/"
    r"|\d[동号號栋棟幢单單]",
    re.IGNORECASE | re.MULTILINE,
)
"""A word, or a part between two spaces, that all other kinds of personal data have; words on lines of their own too."""
_SMALL_WORD = re.compile(_WORD.pattern, re.MULTILINE)
"""The same in small letters: Python takes a third of the time for it. Beyond ASCII other letters count as equal too."""
_TOGETHER = re.compile(
    r"we[ \n]?chat|wei[ \n]?xin|(?:line|signal)[ \n](?:id|number|no|account)|travel[ \n]document|"
    r"(?:identity|id)[ \n]card|id[ \n]number|resident[ \n]registration",
    re.IGNORECASE,
)
"""Words that are harmless alone: Xinhua, a line, a document."""
_ALONE = re.compile(r"chat|xin|(?:line|signal)$|document|card|number|registration", re.IGNORECASE | re.MULTILINE)
"""One of each two of them."""
_PAIRS = {
    "chat": ("wechat", "we chat", "we\nchat"),
    "xin": ("weixin", "wei xin", "wei\nxin"),
    **{one: tuple(f"{one}{space}" for space in " \n") for one in ("line", "signal")},
    "document": ("travel document", "travel\ndocument"),
    "card": ("id card", "id\ncard", "identity card", "identity\ncard"),
    "number": ("id number", "id\nnumber", *(f"{one}{space}number" for one in ("line", "signal") for space in " \n")),
    "registration": ("resident registration", "resident\nregistration"),
}
"""For each of them what the pattern finds with it: plain texts are looked for in a tenth of the time."""
AROUND = 10
"""How far from the one the other begins or ends at most."""
_ODD = re.compile(r"[<>&*`\\_]")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]")
"""Signs of markup and escapes, after which a text looks different from what is written."""
_DIGITS = re.compile(r"\d+")
_ZEROS = str.maketrans("123456789", "0" * 9)
"""One digit for all, so that fewer words are new."""
_CALL = re.compile(r"(\{\{[^{}\n]{0,300}\}\})")
_TEXTS = re.compile(r'"([^"]*)"')
_DASHES = dict.fromkeys(
    map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u2027\u2212\u2219\u22c5\u00b7\u30fb\u318d"), "-"
)
_STRANGE = re.compile(r"[^\x00-\u02ff\u1100-\u11ff\u2010-\u2029\u2030-\u205e\u3000-\u9fff\uac00-\ud7a3]|[\xad]")
"""Characters that may be digits of other scripts or without width; our letters and punctuation are left out."""

_harmless: set[str] = set()
_halves: set[str] = set()
"""The words that were looked at: those that say nothing, and those that say nothing alone."""


def holds_nothing(text: str) -> bool:
    """Whether it is certain that no line of a text, and no two lines together, hold personal data.

    Of a text with markup, with escapes or with anything that looks like such data it is not certain.
    """
    forms = _forms(text)
    return bool(forms) and not any(True for form in forms for _ in _signs(*form))


def lines_to_read(text: str) -> Collection[int]:
    """The lines (from 0) that may hold personal data, alone or together with the line before."""
    forms, every = _forms(text), range(text.count("\n") + 1)
    if not forms:
        return every
    found = set[int]()
    for form, told in forms:
        for start, end in _signs(form, told):
            first = form.count("\n", 0, start)
            found.update(range(first, first + form.count("\n", start, end) + 2))
    return found.intersection(every)


def _forms(text: str) -> list[tuple[str, str]]:
    """A text as it looks, line by line without its margins, and with what readers see of calls; none if unsure.

    Beside each are the words to look at: of calls as they are written, those inside them, since the others are seen.
    """
    if _ODD.search(text) or ("%" in text and _ESCAPE.search(text)):
        return []
    seen = "\n".join(map(str.strip, text.split("\n"))) if "\n" in text else text
    if not seen.isascii() and _ODD.search(seen := as_it_looks(seen)):
        return []
    if "{" not in seen and "}" not in seen:
        return [(seen, seen)]
    parts = _CALL.split(seen)
    calls = parts[1::2]
    parts[1::2] = map(_second_text, calls)
    shown = "".join(parts)
    return [] if "{" in shown or "}" in shown else [(seen, "\n".join(calls)), (shown, shown)]


def _signs(form: str, told: str) -> Iterator[tuple[int, int]]:
    """Where something is that looks like personal data."""
    zeros = form.translate(_ZEROS)
    yield from (found.span() for found in _numbers(form, zeros))
    new = set((zeros if told is form else told.translate(_ZEROS)).split()) - _harmless
    known = new & _halves
    halves, all_known = list(known), True
    for written in () if _are_harmless(new - known) else new - known:
        word = _DIGITS.sub("0", written)
        if not _is_harmless(word):
            all_known = False
            yield from _spans(word, form)
        elif word in _halves:
            halves.append(word)
        else:
            _harmless.add(written)
    for word in () if all_known and not _may_be_together(halves, form) else halves:
        spans = _spans(word, form)
        yield from (one for one in spans if _TOGETHER.search(form, max(one[0] - AROUND, 0), one[1] + AROUND))


def _numbers(form: str, zeros: str) -> Iterable[re.Match[str]]:
    """What may be data that are numbers. Most texts have none, which is found out without looking at each digit."""
    plain = form.isascii() and not any(end in form for end in _POINTED)
    return () if plain and not _FIGURES.search(zeros) else _NUMBER.finditer(form)


def _may_be_together(halves: list[str], form: str) -> bool:
    """Whether one of these words may stand beside its other half; of letters beyond ASCII that is not certain."""
    known, small = {half.lower() for word in halves for half in _ALONE.findall(word)}, form.lower()
    return not form.isascii() or any(pair in small for half in known for pair in _PAIRS[half])


def _spans(word: str, form: str) -> Iterator[tuple[int, int]]:
    """Where a word stands, whatever numbers it has."""
    parts = map(re.escape, word.split("0"))
    yield from (found.span() for found in re.finditer(r"\d*".join(parts), form))


def _are_harmless(words: set[str]) -> bool:
    """Whether none of these words says anything, not even beside another: most are found out at one look."""
    together = _DIGITS.sub("0", "\n".join(words))
    says = _SMALL_WORD.search(together.lower()) if together.isascii() else _WORD.search(together)
    if says or _ALONE.search(together):
        return False
    if len(_harmless) >= MOST_WORDS:
        _harmless.clear()
    _harmless.update(words)
    return True


def _is_harmless(word: str) -> bool:
    """Whether a word says nothing, at least not alone."""
    if word in _halves:
        return True
    if _WORD.search(word):
        return False
    known = _halves if _ALONE.search(word) else _harmless
    if len(known) >= MOST_WORDS:
        known.clear()
    known.add(word)
    return True


def visible_text(markup: re.Match[str]) -> str:
    """What readers see of a tag, a mark or a call; of a call that is its second text."""
    return _second_text(markup.group())


@lru_cache(maxsize=MOST_CALLS)
def _second_text(written: str) -> str:
    texts: list[str] = _TEXTS.findall(written)
    return texts[1] if len(texts) > 1 else ""


def as_it_looks(text: str) -> str:
    """A text with plain digits and dashes, and without invisible characters."""
    folded = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_DASHES)
    folded = folded.replace("\u3002", ".") if "@" in folded else folded
    return _STRANGE.sub(lambda found: _digit(found.group()), folded)


def _digit(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return "" if unicodedata.category(char) == "Cf" else char
