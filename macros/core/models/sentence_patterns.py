"""How a claim is said in the languages other than English: the patterns and words of `data/sentences.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator

from macros.core.models.pattern_forms import (
    Both,
    GroupForms,
    MeasureForms,
    ModifierForms,
    OrderForms,
    UnitForms,
    Words,
    with_slots,
)
from macros.core.models.shape import Shape
from macros.core.models.translations import EDITIONS
from macros.core.values.types import Id, Line

PATTERNS_PATH = "data/sentences.yml"


@dataclass(frozen=True)
class Wording:
    """The patterns of one language."""

    edition: str
    patterns: SentencePatterns

    @cached_property
    def measures(self) -> dict[str, MeasureForms]:
        """What claims of each measure say."""
        return self._of(self.patterns.measures)

    @cached_property
    def groups(self) -> dict[str, GroupForms]:
        """What those who are counted are called."""
        return self._of(self.patterns.groups)

    @cached_property
    def units(self) -> dict[str, UnitForms]:
        """How units are counted."""
        return self._of(self.patterns.units)

    @cached_property
    def modifiers(self) -> dict[str, ModifierForms]:
        """Numbers with their modifiers."""
        return self._of(self.patterns.modifiers)

    @cached_property
    def order_words(self) -> dict[str, OrderForms]:
        """Words in place of a number."""
        return self._of(self.patterns.order_words)

    @cached_property
    def _plain(self) -> dict[tuple[str, str], str]:
        return {
            (name, key): both.words(self.edition)
            for name in PLAIN
            for key, both in getattr(self.patterns, name.replace("-", "_")).items()
        }

    def has(self, section: str, key: str) -> bool:
        """Whether a section of plain patterns has this one."""
        return (section, key) in self._plain

    def pattern(self, section: str, key: str) -> str:
        """A plain pattern. Raises KeyError for one that the file does not have; the check refuses that."""
        return self._plain[section, key]

    def _of(self, section: dict[str, Both[Words]]) -> dict[str, Words]:
        return {key: both.words(self.edition) for key, both in section.items()}


Leads = dict[Id, Both[Annotated[Line, AfterValidator(with_slots("author", "day", "said", "through", "origin", "on"))]]]
Attributions = dict[Id, Both[Annotated[Line, AfterValidator(with_slots("lead", "clause", needed=("lead", "clause")))]]]
Naming = dict[Id, Both[Annotated[Line, AfterValidator(with_slots("name", "body", "other", "first", "further", "on"))]]]
Dating = dict[Id, Both[Annotated[Line, AfterValidator(with_slots("date", "start", "end"))]]]
Numbering = dict[Id, Both[Annotated[Line, AfterValidator(with_slots("low", "high"))]]]
Detailing = dict[
    Id,
    Both[
        Annotated[
            Line,
            AfterValidator(with_slots("said", "details", "first", "second", "hedge", "total", "who", "those")),
        ]
    ],
]
Celling = dict[Id, Both[Annotated[Line, AfterValidator(with_slots("name", "body", "date", "claim", "origin"))]]]
Lines = dict[Id, Both[Line]]
PLAIN = ("leads", "attributions", "speakers", "dates", "numbers", "details", "cells", "stances", "evidence")
"""Sections of one line for each language."""


class SentencePatterns(Shape):
    """All patterns and words by which claims are said in Korean and Chinese."""

    measures: dict[Id, Both[MeasureForms]] = {}
    groups: dict[Id, Both[GroupForms]] = {}
    units: dict[Id, Both[UnitForms]] = {}
    modifiers: dict[Id, Both[ModifierForms]] = {}
    order_words: dict[Id, Both[OrderForms]] = {}
    leads: Leads = {}
    attributions: Attributions = {}
    speakers: Naming = {}
    dates: Dating = {}
    numbers: Numbering = {}
    details: Detailing = {}
    cells: Celling = {}
    stances: Lines = {}
    evidence: Lines = {}
    described: Both[list[Line]] = Both[list[Line]](ko=[], zh=[])
    own_words: Both[list[Line]] = Both[list[Line]](ko=[], zh=[])
    outlets: Both[list[Line]] = Both[list[Line]](ko=[], zh=[])
    titles: Both[list[Line]] = Both[list[Line]](ko=[], zh=[])

    @cached_property
    def wordings(self) -> dict[str, Wording]:
        """The patterns of each language, by its tag."""
        return {edition: Wording(edition, self) for edition in EDITIONS}


UNKNOWN_PATTERNS = SentencePatterns()
"""What stands in for patterns that were not read."""
