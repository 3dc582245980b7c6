"""The shapes of the patterns by which claims are said in Korean and Chinese, and the slots that a pattern may have."""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, Field

from macros.core.models.shape import Shape
from macros.core.values.types import Flag, Line

PARTICLES = ("은는", "이가", "을를", "과와", "이다", "으로")
"""What a Korean pattern may ask for after a slot: the particle of a pair that fits what is filled in."""
ENDINGS = ("고", "는")
"""What a Korean pattern may ask of a clause: an ending of reported speech."""
Words = TypeVar("Words")


def with_slots(
    *known: str, needed: tuple[str, ...] = (), particles: tuple[str, ...] = (*PARTICLES, *ENDINGS)
) -> Callable[[str], str]:
    """A check that a pattern has only these slots, has those needed, and asks for particles that there are."""

    def checked(pattern: str) -> str:
        try:
            parts = list(Formatter().parse(pattern))
        except ValueError:
            example = " or {count:이가}" if particles else ""
            raise ValueError(f"has a brace without its pair; a slot is written {{count}}{example}") from None
        slots = [(slot, particle or "") for _, slot, particle, _ in parts if slot is not None]
        for slot, particle in slots:
            if slot not in known:
                raise ValueError(f"'{{{slot}}}' is not a slot here; the slots are {', '.join(known)}")
            if particle and particle not in particles:
                right = f"write one of {', '.join(particles)}" if particles else f"write {{{slot}}} alone"
                raise ValueError(f"':{particle}' is not a particle; {right}")
        if missing := [f"{{{slot}}}" for slot in needed if slot not in dict(slots)]:
            raise ValueError(f"lacks {', '.join(missing)}")
        return pattern

    return checked


Said = Annotated[Line, AfterValidator(with_slots("counted", "count", "is", "whom", "of", "called", "when"))]
"""A pattern of a clause."""
Numbered = Annotated[Line, AfterValidator(with_slots("n", "N", needed=("n",)))]
"""A pattern of a number with its modifier and what it counts."""
WithNoun = Annotated[Line, AfterValidator(with_slots("N", needed=("N",)))]
"""A word in place of a number, with what it counts."""


class Both(Shape, Generic[Words]):
    """The same thing in each language."""

    ko: Annotated[Words, Field(description="the same in Korean")]
    zh: Annotated[Words, Field(description="the same in Chinese")]

    def words(self, edition: str) -> Words:
        """What stands for one language."""
        return self.ko if edition == "ko" else self.zh


class MeasureForms(Shape):
    """What a claim of a measure says, for each thing that it may give (see `Clause`)."""

    counted: Annotated[Said | None, Field(description="with a count")] = None
    counted_then: Annotated[Said | None, Field(description="with a count and a date, where that differs")] = None
    dated: Annotated[Said | None, Field(description="with a date alone")] = None
    dated_bare: Annotated[Said | None, Field(description="the same about people without a further word")] = None
    since: Annotated[Said | None, Field(description="with a date that has no end")] = None
    denied: Annotated[Said | None, Field(description="with neither: a whole statement that it is not so")] = None
    noun: Annotated[Line | None, Field(description="what is counted, if it is not the group of the claim")] = None
    those: Annotated[Line | None, Field(description="the people of a total, before its figure: those arrested")] = None


class GroupForms(Shape):
    """What a sentence calls those who are counted."""

    label: Annotated[Line, Field(description="the word")]
    bare: Annotated[Flag, Field(description="yes if the word is left out beside a figure and before a noun")] = False
    subject: Annotated[Line | None, Field(description="its form alone, without a figure")] = None
    denied: Annotated[Said | None, Field(description="what those call it who deny that it exists")] = None


class UnitForms(Shape):
    """How a unit is counted."""

    counter: Annotated[Line | None, Field(description="the counter after the number")] = None
    alone: Annotated[Line | None, Field(description="the counter if no noun follows")] = None
    one: Annotated[Line | None, Field(description="what stands for the number 1 with its counter")] = None
    noun: Annotated[Line | None, Field(description="what is counted, if it is not the group of the claim")] = None
    bare: Annotated[Flag, Field(description="yes if the noun is left out beside a figure")] = False
    per: Annotated[Line | None, Field(description="a sentence's `{counted}` in each year or the like")] = None
    cell: Annotated[Line | None, Field(description="a table's `{count}` in each year or the like")] = None
    han: Annotated[Flag, Field(description="yes if small numbers are written in Han letters")] = False


class ModifierForms(Shape):
    """A number `{n}` with its modifier and with `{N}`, what is counted."""

    noun: Annotated[Numbered, Field(description="with what is counted")]
    bare: Annotated[Numbered | None, Field(description="with a noun that may be left out; if not as `adverb`")] = None
    adverb: Annotated[Numbered, Field(description="alone, beside a verb")]
    says: Annotated[Numbered, Field(alias="is", description="as what is said of something")]
    cell: Annotated[Numbered, Field(description="in a table")]


class OrderForms(Shape):
    """A word in place of a number."""

    word: Annotated[Line, Field(description="the word alone")]
    noun: Annotated[WithNoun | None, Field(description="with what is counted, `{N}`")] = None
    bare: Annotated[Line | None, Field(description="where what is counted is left out, if not the word alone")] = None
    adverb: Annotated[Line | None, Field(description="beside a verb, if not the word alone")] = None
    says: Annotated[Line | None, Field(alias="is", description="as what is said of something")] = None
