"""The parts of a strip: its scale of years, marks, names, counts and lanes."""

from __future__ import annotations

from dataclasses import dataclass

from macros.core.models import Incident
from macros.core.values.dates import Date
from macros.site.pictures import scales
from macros.site.pictures.labels import Label

EDGE = 26.0
_STEPS = (1, 2, 5, 10, 20, 50, 100, 500)
_APART = 46.0


@dataclass(frozen=True)
class YearScale:
    """Years along the width of a picture, with the years that are marked."""

    width: float
    first: int
    last: int

    def at(self, day: str) -> float:
        """The place of a day (ISO 8601)."""
        return self._across(scales.ordinal(day))

    def _across(self, day: int) -> float:
        start = scales.new_year(self.first)
        part = (day - start) / (scales.new_year(self.last) - start)
        return round(EDGE + (self.width - 2 * EDGE) * part, 1)

    @property
    def step(self) -> int:
        """The years between marked years; their numbers must not meet."""
        span = self.last - self.first
        return next((step for step in _STEPS if span / step * _APART <= self.width), _STEPS[-1])

    @property
    def ticks(self) -> list[tuple[int, float]]:
        """Round years, few enough that their numbers do not meet."""
        years = range(-(-self.first // self.step) * self.step, self.last + 1, self.step)
        return [(year, self._across(scales.new_year(year))) for year in years]


@dataclass(frozen=True)
class Form:
    """A size of picture: its width, and how large a mark must be for a finger on the smallest screen."""

    name: str
    width: float
    target: float


FORMS = (Form("wide", 1000.0, 30.0), Form("narrow", 400.0, 34.0))


@dataclass(frozen=True)
class DateMark:
    """A date on a strip: where it begins, how long it is drawn at least, and how firm it is."""

    x: float
    long: float
    y: float
    when: Date

    @property
    def manner(self) -> str:
        """Classes for what is uncertain or approximate."""
        marked = {"doubtful": self.when.uncertain, "about": self.when.approximate}
        return " ".join(name for name, so in marked.items() if so)


@dataclass(frozen=True)
class IncidentMark:
    """An incident on a strip, with its name where it has one."""

    record: Incident
    mark: DateMark
    label: Label | None = None


@dataclass(frozen=True)
class Cell:
    """The records without a mark that begin in the years from one marked year to the next."""

    x: float
    years: str
    number: int
    words: str
    part: str


@dataclass(frozen=True)
class Lane:
    """The dates of an instrument itself (no state) or of a state, on one line with one label."""

    state: str
    y: float
    marks: list[DateMark]
    words: str
    label: Label
    full: str


@dataclass(frozen=True)
class Strip:
    """A picture over one scale: lanes of dates, the incidents, and how many events begin when."""

    form: Form
    scale: YearScale
    line: float
    """The height of the line of incidents; their marks and names are counted upwards from it."""
    incidents: list[IncidentMark]
    cells: list[Cell]
    lanes: list[Lane]

    @property
    def base(self) -> float:
        """The height of the axis, below the line of incidents."""
        return self.line + self.form.target / 2 + 2

    @property
    def height(self) -> float:
        """How high the picture is, with the years below the axis, and the numbers below them."""
        return self.base + (60 if self.cells else 30)

    @property
    def partial(self) -> bool:
        """Whether some incidents are only counted and have no mark."""
        return any("incident" in cell.words for cell in self.cells)
