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
_COMPANIONS = re.compile(r"[두세] 사람|[两二三]人|[一二三四五六七八九两]位|[两兩]個人|两个人")
"""Two or three who were named before, and a few speakers in the polite form."""
_YEAR = re.compile(r"1[89]\d\d|20\d\d")


def people_counted(text: str) -> Iterator[tuple[str, int]]:
    """Numbers of people and shares with their position: two and more with a counter of people, or with none at all.

    None are found in a text with personal data, which messages would repeat in pieces.
    """
    plain = plain_width(text)
    if any(map(personal, plain.split("\n"))):
        return
    for number in printed(plain):
        found = plain[number.start : number.end].strip()
        if number.kind in _OF_PEOPLE or number.percent:
            if (number.value > 1 and not _COMPANIONS.fullmatch(found)) or number.percent:
                yield found, number.start
        elif not number.kind and not _harmless(plain, number):
            yield found, number.start
    for form in _ORDERS:
        yield from ((match[0], match.start()) for match in form.finditer(plain))


def _harmless(text: str, number: Printed) -> bool:
    """A number in words, a year, a part of a symbol, and the number of an article with its paragraph behind it."""
    found = text[number.start : number.end].strip()
    if not found.replace(",", "").isdigit() or _YEAR.fullmatch(found):
        return True
    after = text[number.end : number.end + 1]
    return bool(_PART_OF_SIGN.search(text[: number.start])) or (bool(after) and after in "(·/표票")
