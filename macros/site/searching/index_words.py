"""Words of the index that no reader sees: code words, days, figures without commas, pairs of Asian letters.

Chinese is written without spaces and Korean with some; the index knows words between spaces alone. So each two letters
that follow one another are a word of it, and a search for longer words asks for all their pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.core.values.dates import MONTHS, Date
from macros.core.words.folding import UNSPACED, folded
from macros.site.searching.lexicon import Lexicon

LONGEST = 24
"""An interval of more months is not found by each of them."""
_RUN = re.compile(rf"[{UNSPACED}]+(?:[ ·・][{UNSPACED}]+)*")
_BETWEEN = re.compile("[ ·・]")
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


class IndexWords:
    """The hidden words of texts, for the lexicon of one archive."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def codes(self, text: str) -> set[str]:
        """The code words of the topics, records and days that a text names."""
        plain = text.lower()
        days = {
            code
            for day, month, year in _DAY.findall(plain)
            for code in day_codes(int(year), _MONTHS[month], int(day or 0))
        }
        return self._lexicon.codes(text) | days

    @staticmethod
    def hidden(texts: Iterable[str], also: Iterable[str] = ()) -> str:
        """Every hidden word of some texts that are found together, with further texts, in a fixed order."""
        also = tuple(also)
        text = "\n".join((*texts, *also))
        figures = {figure.replace(",", "") for figure in _GROUPED.findall(text)}
        return " ".join([*also, *sorted({*figures, *pairs(text)})])


def pairs(text: str) -> set[str]:
    """Each two letters of Chinese, Japanese or Korean that follow one another, across the spaces of Korean too."""
    if text.isascii():
        return set()
    found: set[str] = set()
    for run in _RUN.findall(folded(text)):
        letters = _BETWEEN.sub("", run)
        found |= {letters[at : at + 2] for at in range(len(letters) - 1)} or {letters}
    return found
