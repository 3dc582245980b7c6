"""The closed word lists and the retired ids."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, RootModel, model_validator
from pydantic_core import PydanticCustomError

from macros.core.models.base import Shape
from macros.core.models.changes import removal
from macros.core.models.pattern_forms import with_slots
from macros.core.problems import did_you_mean
from macros.core.values.dates import Date
from macros.core.values.types import Edtf, Flag, Id, Line, PermanentAddress

VOCABULARY_PATH = "data/vocabulary.yml"
REDIRECTS_PATH = "data/redirects.yml"
CLOSED_LISTS = (
    "source-kinds",
    "incident-kinds",
    "questions",
    "event-kinds",
    "statuses",
    "organization-kinds",
    "voice-kinds",
    "place-kinds",
    "certainties",
    "instrument-kinds",
    "reservation-kinds",
    "provision-standings",
    "standings",
    "measures",
    "modifiers",
    "units",
    "order-words",
    "groups",
    "attributions",
    "in-citations",
    "sentence-parts",
    "comparisons",
    "stances",
    "origin-links",
    "roles",
    "namings",
    "evidence",
    "sightings",
    "rights",
    "note-kinds",
    "change-kinds",
    "entry-types",
)
"""The closed lists that records and pages use."""


_Counted = Annotated[Line, AfterValidator(with_slots("count", "whom", "were", "date", particles=()))]
_PATTERNS = {
    "attributions": with_slots(
        *("author", "cited", "origin", "through", "when", "states", "reports", "denies", "disputes", "clause"),
        particles=(),
    ),
    "in-citations": with_slots("author", "origin", "through", "clause", particles=()),
    "sentence-parts": with_slots("who", "total", "measure", particles=()),
    "comparisons": with_slots("asked", "figures", "lowest", "highest", particles=()),
}
"""The lists whose labels are patterns of English sentences, each with a check of its slots."""


class Clause(Shape):
    """What a claim of a measure says, as a clause: a pattern for each thing that a claim may give.

    `{count}` is the figure with its modifier and its unit, `{whom}` the people counted, `{date}` a date with its
    preposition; `{were}` agrees with the number. A measure without a pattern cannot say that thing.
    """

    counted: Annotated[_Counted | None, Field(description="with a count: `{count} {whom} {were} arrested`")] = None
    dated: Annotated[_Counted | None, Field(description="with a date alone: `{whom} were arrested {date}`")] = None
    since: Annotated[
        _Counted | None, Field(description="with a date that has no end: `{whom} have lived there {date}`")
    ] = None
    denied: Annotated[
        _Counted | None, Field(description="with neither, where it is denied: `{whom} were returned`")
    ] = None
    units: Annotated[list[Id], Field(description="units in which it is counted")] = ["people"]


class Term(Shape):
    """One word of a closed list."""

    label: Annotated[Line, Field(description="how it is shown; of what is counted, the plural")]
    definition: Annotated[Line, Field(description="what it means, in one sentence")]
    ko: Annotated[Line | None, Field(description="its label in Korean")] = None
    zh: Annotated[Line | None, Field(description="its label in Chinese (simplified)")] = None
    one: Annotated[Line | None, Field(description="its singular, where it is counted")] = None
    before: Annotated[Line | None, Field(description="of a word in place of a number: its form before a noun")] = None
    per: Annotated[Line | None, Field(description="of a unit of people: what follows them, such as `a year`")] = None
    units: Annotated[list[Id], Field(description="of a word in place of a number: units that it may count")] = []
    clause: Annotated[Clause | None, Field(description="of a measure: what a claim of it says")] = None
    answers: Annotated[
        list[Id], Field(description="of a measure: words of `questions` that a claim of it answers")
    ] = []
    asks: Annotated[
        list[Id], Field(description="of a kind of incident: words of `questions` to be asked about it")
    ] = []
    leads: Annotated[
        list[Id], Field(description="of a kind of incident: measures whose figures say most about it, the first first")
    ] = []
    state: Annotated[Flag, Field(description="of a kind of body: yes if a state speaks through it")] = False


def _fault_at(place: tuple[str, ...], wrong: str) -> PydanticCustomError:
    """What is wrong at a place within the lists, which is told with the line of that place."""
    return PydanticCustomError("value_error", "{error}", {"error": wrong, "field": place})


class Vocabulary(RootModel[dict[Id, dict[Id, Term]]]):
    """All closed lists by name, each in the order in which it is shown."""

    @model_validator(mode="after")
    def _all_are_used(self) -> Vocabulary:
        """Every list is one that records or pages ask for, and none of these is missing."""
        missing = [name for name in CLOSED_LISTS if name not in self.root]
        for name in self.root:
            if name not in CLOSED_LISTS:
                instead = f"; is it '{missing[0]}', which is missing?" if missing else "; delete it"
                raise _fault_at((name,), f"is no list that records or pages use{instead}")
        for name in CLOSED_LISTS if self.root else ():
            if not self.list(name):
                raise _fault_at((name,), "is missing or empty; restore the list")
        return self

    @model_validator(mode="after")
    def _questions_are_listed(self) -> Vocabulary:
        """What is asked and answered about incidents is a word of `questions`."""
        known = self.list("questions")
        for name, terms in self.root.items():
            for term_id, term in terms.items():
                for field, words, where, listed in (
                    ("asks", term.asks, "questions", known),
                    ("answers", term.answers, "questions", known),
                    ("leads", term.leads, "measures", self.list("measures")),
                ):
                    if unknown := [word for word in words if word not in listed]:
                        instead = did_you_mean(unknown[0], listed) or "; add it there"
                        wrong = f"'{unknown[0]}' is not a word of `{where}`{instead}"
                        raise _fault_at((name, term_id, field), wrong)
        return self

    @model_validator(mode="after")
    def _patterns_can_be_filled(self) -> Vocabulary:
        """The patterns of sentences have only slots that are filled."""
        for name, checked in _PATTERNS.items():
            for term_id, term in self.list(name).items():
                try:
                    checked(term.label)
                except ValueError as error:
                    raise _fault_at((name, term_id, "label"), str(error)) from None
        return self

    def list(self, name: str) -> dict[str, Term]:
        """The terms of one list; empty if there is no such list."""
        return self.root.get(name, {})

    def label(self, name: str, term: str, language: str = "") -> str:
        """How a term is shown, in English or in another language; the term itself where the list lacks it."""
        found = self.list(name).get(term)
        own: str | None = getattr(found, language, None) if language else None
        return own or (found.label if found else term)

    def order_word(self, count: str) -> Term | None:
        """The word of `order-words` for a count without a number, such as "a considerable number"."""
        return self.list("order-words").get(count.replace(" ", "-"))


def _no_period(date: Date) -> Date:
    if date.interval:
        raise ValueError(f"'{date.text}' is a period; write when it was retired: a day, a month or a year")
    return date


class Retired(Shape):
    """What became of an id that is no longer used: retired for a reason, or removed for a kind of reason alone."""

    reason: Annotated[Line | None, Field(description="why it was retired")] = None
    removed: Annotated[
        Line | None,
        AfterValidator(removal),
        Field(description="removed everywhere for reasons of: safety, rights or law"),
    ] = None
    since: Annotated[Edtf, AfterValidator(_no_period), Field(description="when (EDTF)")]
    to: Annotated[Line | None, Field(description="the address, `kind/id`, that took its place")] = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Retired:
        """What was removed says so and no more; what was retired says why."""
        if bool(self.reason) == bool(self.removed):
            raise ValueError("needs `reason`, why it was retired, or `removed` (safety, rights or law), but not both")
        if self.removed and self.to:
            raise ValueError("is removed, so no other address replaces it; leave `to` out")
        return self

    @property
    def why(self) -> str:
        """The reason in words; of what was removed, the kind of reason alone."""
        return self.reason or f"removed for reasons of {self.removed}"


class RetiredId(Retired):
    """The same as the file has it, with whether the id may be shown."""

    quiet: Annotated[
        Flag, Field(description="yes if the id itself tells what was removed: no page and no data file shows it")
    ] = False


class Redirects(RootModel[dict[PermanentAddress, RetiredId]]):
    """Retired addresses, `kinds/id`, with what became of them."""

    def shown(self) -> Redirects:
        """Those that may be shown: ids that themselves tell what was removed stay in the file."""
        return Redirects({address: retired for address, retired in self.root.items() if not retired.quiet})
