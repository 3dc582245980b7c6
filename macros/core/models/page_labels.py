"""Words of the pages themselves, not of records, in the three languages: the file `data/labels.yml`."""

from __future__ import annotations

from functools import cached_property
from string import Formatter
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field, RootModel

from macros.core.models.pattern_forms import with_slots
from macros.core.models.shape import Shape
from macros.core.values.types import Id, Line

LABELS_PATH = "data/labels.yml"


def _fillable(text: str) -> str:
    """Raises ValueError for slots that cannot be filled: `{count.x}`, `{count[0]}`, `{}`."""
    try:
        named = [slot for _, slot, _, _ in Formatter().parse(text) if slot is not None]
    except ValueError:
        named = []
    plain = [slot for slot in named if slot.isidentifier()]
    if odd := [slot for slot in named if slot not in plain]:
        raise ValueError(f"'{{{odd[0]}}}' is not a slot; write its name alone, such as {{count}}")
    return with_slots(*plain)(text)


REGIONS = "region"
"""The section that has the names of countries and provinces."""
_Label = Annotated[Line, AfterValidator(_fillable)]


class PageLabel(Shape):
    """One label, button, heading or short text in each language; `{slots}` are filled by the page."""

    en: Annotated[_Label, Field(description="in English")]
    ko: Annotated[_Label, Field(description="in Korean")]
    zh: Annotated[_Label, Field(description="in Chinese (simplified)")]


class PageLabels(RootModel[dict[Id, dict[Id, PageLabel]]]):
    """All labels by section and name; a page asks for one as `section.name`."""

    @property
    def keys(self) -> set[str]:
        """The key of every label."""
        return {f"{section}.{name}" for section, labels in self.root.items() for name in labels}

    def text(self, key: str, language: str = "en") -> str:
        """A label in a language. Raises KeyError for one that the file does not have; the check finds that."""
        return self.texts[language][key]

    @cached_property
    def texts(self) -> dict[str, dict[str, str]]:
        """All labels by language and key."""
        every = [(f"{section}.{name}", one) for section, labels in self.root.items() for name, one in labels.items()]
        return {language: {key: getattr(one, language) for key, one in every} for language in PageLabel.model_fields}

    @cached_property
    def _by_english(self) -> dict[tuple[str, str], PageLabel]:
        every = [(section, one) for section, labels in self.root.items() for one in labels.values()]
        return {(section, one.en): one for section, one in reversed(every)}

    def english(self, section: str) -> set[str]:
        """The English words of every label of a section."""
        return {label.en for label in self.root.get(section, {}).values()}

    def named(self, section: str, english: str, language: str) -> str:
        """The label of a section whose English words are these; empty where there is none."""
        label = self._by_english.get((section, english))
        return str(getattr(label, language)) if label else ""


class ProseCall(NamedTuple):
    """What a prose page of an edition asks for: where, the name of the call, and its constant words.

    The name is `value` for a value that no page is given, and empty for a file that cannot be read; the word then says
    why.
    """

    path: str
    line: int
    name: str
    words: tuple[str, ...]
