"""The scales of pictures, of time and of quantities: where something is on them, and which round places are marked.

They run from left to right and are true: equal spans of time, or differences on a linear scale, are equally long.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from macros.core.values.dates import Date

LOG_FROM = 25
"""At this ratio of the largest to the smallest figure and above, a scale of quantities is logarithmic."""
WANTED_TICKS = 5
YEARS_APART = 40.0
"""The least distance between marked years: their numbers must not meet."""


@dataclass(frozen=True)
class Tick:
    """A marked place on a scale."""

    at: float
    text: str


@dataclass(frozen=True)
class Scale:
    """A stretch of a picture, in its units."""

    left: float
    right: float

    def across(self, part: float) -> float:
        """The place that divides the stretch so that `part` of it, from 0 to 1, is to its left."""
        return round(self.left + part * (self.right - self.left), 1)


@dataclass(frozen=True)
class DateMark:
    """A date in a picture: where it begins, how long it is drawn; `opened` if it goes on past the end of the axis."""

    when: Date
    x: float
    long: float
    y: float
    opened: bool

    @property
    def end(self) -> float:
        """Where it ends."""
        return round(self.x + self.long, 1)

    @property
    def middle(self) -> float:
        """The place from which a line leads to its name."""
        return round(self.x + self.long / 2, 2)

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.when.first == self.when.last

    @property
    def manner(self) -> str:
        """Classes for what is uncertain or approximate."""
        marked = {"doubtful": self.when.uncertain, "about": self.when.approximate}
        return " ".join(name for name, so in marked.items() if so)


@dataclass(frozen=True)
class TimeAxis(Scale):
    """Whole years, from the beginning of the year `first` to the beginning of the year `last`."""

    first: int
    last: int

    def at(self, day: int) -> float:
        """The place of the beginning of a day, which is counted as by `date.toordinal`."""
        start = new_year(self.first)
        return self.across((day - start) / (new_year(self.last) - start))

    def placed(self, when: Date, y: float = 0.0, least: float = 0.0) -> DateMark:
        """A date on the axis, as much of it as lies there; one shorter than `least` is a mark of that length."""
        begins, ends = _ordinal(when.first), _ordinal(when.last)
        beyond = new_year(self.last)
        start, end = self.at(max(begins, new_year(self.first))), self.at(min(ends, beyond - 1))
        long = max(round(end - start, 1), least)
        return DateMark(when, round((start + end - long) / 2, 1), long, y, when.open_end or ends >= beyond)

    @property
    def step(self) -> int:
        """The years between marked years."""
        return round_step((self.last - self.first) * YEARS_APART / (self.right - self.left))

    @property
    def years(self) -> list[Tick]:
        """Round years, few enough that their numbers do not meet."""
        marked = range(-(-self.first // self.step) * self.step, self.last + 1, self.step)
        return [Tick(self.at(new_year(year)), str(year)) for year in marked]

    @property
    def months(self) -> list[Tick]:
        """The months of the first year, by their numbers."""
        starts = [date(self.first, month, 1).toordinal() for month in range(1, 13)]
        return [Tick(self.at(start), str(month)) for month, start in enumerate(starts, 1)]


def new_year(year: int) -> int:
    """1 January of a year as a number of days, as by `date.toordinal`, which does not know the year 10000."""
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + 1


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


@dataclass(frozen=True)
class QuantityScale(Scale):
    """From figures to places, linear or logarithmic; it covers every figure that is drawn."""

    low: float
    high: float
    logarithmic: bool

    @staticmethod
    def over(bounds: Sequence[int], left: float, right: float) -> QuantityScale:
        """A scale with round ends for figures of zero and more."""
        low, high = min(bounds), max(bounds)
        if low > 0 and high / low >= LOG_FROM:
            ends = 10 ** math.floor(math.log10(low)), 10 ** math.ceil(math.log10(high))
            return QuantityScale(left, right, *ends, logarithmic=True)
        step = round_step(max(high - low, high * 0.2, 1) / WANTED_TICKS)
        first = math.floor(low / step) * step
        last = math.ceil((high + step * 0.4) / step) * step
        return QuantityScale(left, right, first if first < low else max(first - step, 0), last, logarithmic=False)

    def at(self, figure: float) -> float:
        """The place of a figure."""
        if self.logarithmic:
            return self.across(math.log10(max(figure, self.low) / self.low) / math.log10(self.high / self.low))
        return self.across((figure - self.low) / (self.high - self.low))

    @property
    def ticks(self) -> list[Tick]:
        """Round figures on the scale."""
        if self.logarithmic:
            powers = range(round(math.log10(self.low)), round(math.log10(self.high)) + 1)
            figures = [10**power for power in powers]
        else:
            step = round_step((self.high - self.low) / WANTED_TICKS)
            figures = [round(self.low + step * n) for n in range(int((self.high - self.low) / step + 0.01) + 1)]
        return [Tick(self.at(figure), f"{figure:,}") for figure in figures]


def round_step(least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 and so on that is at least so large."""
    power: int = 10 ** math.floor(math.log10(max(least, 1)))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)
