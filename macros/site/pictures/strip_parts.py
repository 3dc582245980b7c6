"""The parts of a strip: its sizes, marks with names, counts and lanes."""

from __future__ import annotations

from dataclasses import dataclass

from macros.core.models import Incident
from macros.site.pictures.labels import Label
from macros.site.pictures.scales import DateMark, TimeAxis

EDGE = 26.0
DOT = 9.5
DOT_GAP = 2.0
"""Between two dots of a column."""


@dataclass(frozen=True)
class Form:
    """A size of picture: its width, and how large a mark must be for a finger on the smallest screen."""

    name: str
    width: float
    target: float

    def axis(self, first: int, last: int) -> TimeAxis:
        """The years along the picture."""
        return TimeAxis(EDGE, self.width - EDGE, first, last)


FORMS = (Form("wide", 1000.0, 30.0), Form("narrow", 400.0, 34.0))


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
class DotColumn:
    """The incidents of some years as dots one above the other: full ones, then hollow ones, then the main ones."""

    x: float
    years: str
    number: int
    hollow: int
    main: int
    words: str
    part: str


@dataclass(frozen=True)
class DotColumns:
    """All columns of a strip: how wide one is, and how far apart its dots are."""

    each: list[DotColumn]
    wide: float
    apart: float

    @property
    def dot(self) -> float:
        """How large a dot is."""
        return max(min(DOT, self.apart - DOT_GAP), 1.0)


@dataclass(frozen=True)
class Lane:
    """The dates of an instrument itself (no state) or of a state, on one line with one label; `name` is the state's."""

    state: str
    name: str
    y: float
    marks: list[DateMark]
    label: Label
    full: str


@dataclass(frozen=True)
class Strip:
    """A picture over one axis: lanes of dates, the incidents, and how many events begin when."""

    form: Form
    axis: TimeAxis
    line: float
    """The height of the line of incidents; their marks and names are counted upwards from it."""
    incidents: list[IncidentMark]
    cells: list[Cell]
    lanes: list[Lane]
    columns: DotColumns | None = None

    @property
    def base(self) -> float:
        """The height of the axis, below the line of incidents."""
        room = self.columns.apart if self.columns else self.form.target
        return self.line + room / 2 + 2

    @property
    def height(self) -> float:
        """How high the picture is, with the years below the axis, and the numbers below them."""
        return self.base + (60 if self.cells else 30)

    @property
    def partial(self) -> bool:
        """Whether some incidents are only counted and have no mark."""
        return any("incident" in cell.words for cell in self.cells)
