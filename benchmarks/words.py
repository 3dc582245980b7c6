"""Words of invented records: neutral prose without figures, names that mean nobody, counts as sources give them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

_PROSE = """
account after again agency agreement among answer appeal asks before border brings calls carries case change claim
close comes concern condition consular contact council custody daily describes differs document does early evidence
exile explains farther finds follows foreign frontier further general given government guard hearing holds however
humanitarian inquiry joint journey keeps known language later law leaves letter local matter measure meeting member
mentions ministry names national nearby never notice office official open order outside owner paper passes permit plain
policy practice presents press procedure protection public quiet reading reason record refers refuge regional release
remains reply report request rests returns review river road rule says season security seen sends silence similar source
speaks standing state statement still supports taken tells term terms therefore treaty under unit until upon view visit
wants warning where which while winter within without witness word work writes written
"""
_SYLLABLES = "ar bel cor dan el fen gar hol in jar kel lum mor nal or pel quin ros sel tan ul ver wen xan yor zel"
PROSE, SYLLABLES = _PROSE.split(), _SYLLABLES.split()
HANGUL = "가나다라마바사아자차카타파하강남동문민북산서신영원인정주천"
HAN = "安北长春东丹国和华江京林明南宁山沈阳天图文新延中"
BODIES = ("Society", "Council", "Network", "Association", "Commission", "Institute", "Committee", "Forum")
COUNTS = ("{n}", "at least {n}", "about {n}", "nearly {n}", "more than {n}", "up to {n}", "{n} to {m}")
ORDERS = ("dozens", "hundreds", "thousands", "many")
MONTHS, DAYS, FIRST_YEAR, YEARS = 12, 28, 1998, 28


class Deck:
    """Ids of one kind, dealt in shuffled rounds: each is used before any of them is used again."""

    def __init__(self, random: Random, ids: Sequence[str]) -> None:
        self.random, self.ids = random, list(ids)
        self.left: list[str] = []

    def deal(self) -> str:
        """The next id."""
        if not self.left:
            self.left = self.ids.copy()
            self.random.shuffle(self.left)
        return self.left.pop()

    def hand(self, size: int) -> list[str]:
        """The next ids, each once."""
        return list(dict.fromkeys(self.deal() for _ in range(size)))


def sentence(random: Random, inset: str = "") -> str:
    """Twelve to eighteen words, with `inset` somewhere among them."""
    words = random.choices(PROSE, k=random.randint(12, 18))
    words[0] = words[0].capitalize()
    if inset:
        words.insert(random.randint(1, len(words)), inset)
    return " ".join(words) + "."


def phrase(random: Random, size: int = 4) -> str:
    """A few words."""
    return " ".join(random.choices(PROSE, k=size))


def name(random: Random) -> str:
    """A capitalised name of three or four syllables."""
    return "".join(random.choices(SYLLABLES, k=random.randint(3, 4))).capitalize()


def native(random: Random) -> dict[str, str]:
    """Names in Korean and Chinese script."""
    return {"ko": "".join(random.choices(HANGUL, k=4)), "zh": "".join(random.choices(HAN, k=4))}


def body(random: Random) -> str:
    """The name of an organization."""
    return f"{name(random)} {random.choice(BODIES)} for {random.choice(PROSE).capitalize()} and {name(random)}"


def count(random: Random) -> str:
    """A count with or without a modifier, or a word of order."""
    low = random.randint(2, 300)
    return random.choice((*(form.format(n=low, m=low + 20) for form in COUNTS), random.choice(ORDERS)))


def day(random: Random, year: int = 0) -> str:
    """A day between 1998 and 2025 (ISO 8601), or of the year given."""
    year = year or FIRST_YEAR + random.randrange(YEARS)
    return f"{year}-{random.randint(1, MONTHS):02d}-{random.randint(1, DAYS):02d}"


def loose(random: Random, date: str) -> str:
    """The same day as sources often give it: exactly, by its month, or about (EDTF)."""
    return random.choice((date, date, date, date[:7], date[:7] + "~"))


def later(random: Random, date: str) -> str:
    """A day of the rest of the same month (ISO 8601)."""
    return f"{date[:8]}{random.randint(int(date[8:]), DAYS):02d}"
