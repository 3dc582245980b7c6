"""Words of the index that no reader sees: code words, days, figures without commas, pairs of Asian letters.

Chinese is written without spaces and Korean with some; the index knows words between spaces alone. So each two letters
that follow one another are a word of it, and a search for longer words asks for all their pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from macros.core.values.dates import MONTHS, Date
from macros.core.words.folding import UNSPACED, folded
from macros.site.searching.lexicon import Lexicon, LexiconReader

LONGEST = 24
"""An interval of more months is not found by each of them."""
_RUN = re.compile(rf"[{UNSPACED}]+(?:[ ·・][{UNSPACED}]+)*")
_BETWEEN = re.compile("[ ·・]")
_THOUSAND = re.compile(r",\d{3}")
"""What is in every figure with commas, and is found faster."""
_GROUPED = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")
_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS) if name}
_DAY = re.compile(rf"(?:\b(\d{{1,2}}) )?\b({'|'.join(_MONTHS)}) (\d{{4}})\b")


def day_codes(year: int, month: int, day: int = 0) -> Iterator[str]:
    """The code words of a day or month: `zd20231009` of the day, `zd202310` of its month, `zd1009` of any year."""
    yield f"zd{year:04}{month:02}"
    if day:
        yield from (f"zd{year:04}{month:02}{day:02}", f"zd{month:02}{day:02}")


def of_date(date: Date | None) -> set[str]:
    """The code words of a recorded date: of an interval, those of its first and last day and of the months between."""
    if not date:
        return set()
    found = {code for point in date.points if point.month for code in day_codes(*point.parts)}
    if date.interval and date.bounded:
        first, last = ([int(part) for part in day.split("-")] for day in (date.first, date.last))
        months = range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])
        if len(months) <= LONGEST:
            found |= {code for month in months for code in day_codes(month // 12, month % 12 + 1)}
    return found


class _TextWords(NamedTuple):
    """The code words of a text, and its figures and pairs of letters."""

    codes: set[str]
    others: set[str]


class IndexWords:
    """The hidden words of texts, for the lexicon of one archive. A text that comes again is not read again."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._reader = LexiconReader(lexicon)
        self._known: dict[str, _TextWords] = {}

    def codes(self, *texts: str) -> set[str]:
        """The code words of the topics, records and days that some texts name."""
        return set[str]().union(*[self._words(text).codes for text in texts])

    def hidden(self, texts: Iterable[str], also: Iterable[str] = ()) -> str:
        """Every hidden word of some texts that are found together, with further texts, in a fixed order."""
        also = tuple(also)
        found = set[str]().union(*[self._words(text).others for text in (*texts, *also)])
        return " ".join([*also, *sorted(found)])

    def _words(self, text: str) -> _TextWords:
        if (known := self._known.get(text)) is None:
            plain = folded(text)
            codes = self._reader.codes(text, plain) | _days(text.lower())
            known = self._known[text] = _TextWords(codes, _figures(text) | pairs(plain))
        return known


def _days(text: str) -> set[str]:
    """The code words of the days that a text in small letters names."""
    if not any(map(text.__contains__, _MONTHS)):  # many times faster than the pattern
        return set()
    found = _DAY.findall(text)
    return {code for day, month, year in found for code in day_codes(int(year), _MONTHS[month], int(day or 0))}


def _figures(text: str) -> set[str]:
    """The figures of a text that have commas, without these."""
    return {figure.replace(",", "") for figure in _GROUPED.findall(text)} if _THOUSAND.search(text) else set()


def pairs(plain: str) -> set[str]:
    """Each two letters of Chinese, Japanese or Korean that follow one another, across the spaces of Korean too.

    They are those of a folded text.
    """
    found: set[str] = set()
    for run in _RUN.findall(plain) if not plain.isascii() else ():
        letters = _BETWEEN.sub("", run)
        found |= {letters[at : at + 2] for at in range(len(letters) - 1)} or {letters}
    return found
