"""What is pasted, and what of it was taken: nothing that stands there is left out without its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from macros.core.archive import Archive
from macros.core.models import Record
from macros.core.models.base import Named
from macros.core.models.document import Tree
from macros.core.reading.yaml_reader import MAX_VALUE


class PastedError(ValueError):
    """What was pasted cannot be read; the message says why."""


@dataclass(frozen=True)
class AtHand:
    """What the archive at hand knows: the names of bodies, the keys of its works, and its own name."""

    bodies: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    archive: str = ""

    @classmethod
    def of(cls, archive: Archive) -> AtHand:
        """What an archive knows."""
        works = archive.works.values()
        literal = {name.strip("{}") for work in works for name in (*work.author, *work.editor) if name.startswith("{")}
        outlets = {name for work in works for name in (work.publisher, work.institution, work.journaltitle) if name}
        recorded = {name for body in archive.records_of("organization").values() for name in _spellings(body)}
        return cls(
            frozenset(name.casefold() for name in (*literal, *outlets, *recorded)),
            frozenset(archive.ids_met["work"]),
            archive.identity.name,
        )

    def is_body(self, name: str) -> bool:
        """Whether a body of the archive has that name, capitals aside."""
        return name.casefold() in self.bodies


def _spellings(body: Record) -> Iterator[str]:
    """Every name of a body: its name, its short one, its other names, and those in other languages."""
    if isinstance(body, Named):
        yield from filter(None, (body.name, body.short, *body.aliases))
        yield from (*body.native.values(), *body.native_unverified.values())


@dataclass
class Pasted:
    """One pasted work: the fields of the bibliography that it fills, and the names of fields that are left out.

    `doubts` are sentences on what was read with some liberty, or may have been misread. `key` is as it was pasted;
    `torn` says where the text cannot be read, if so.
    """

    fields: dict[str, Tree] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    key: str = ""
    torn: str = ""

    @property
    def title(self) -> str:
        """Its title; empty if it has none."""
        return str(self.fields.get("title", ""))


@dataclass
class _Value:
    name: str
    text: str
    used: bool = False


class Fields:
    """The fields of one pasted work under their own names, in their order; each is taken once or left."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values = [_Value(name, text.strip()) for name, text in pairs if text.strip()]

    def every(self, *names: str) -> list[str]:
        """All values of these fields, which are taken."""
        found = self.open(*names)
        self.claim(*names)
        return found

    def open(self, *names: str) -> list[str]:
        """All values of these fields that are not taken yet; they stay so."""
        return [
            value.text
            for name in names
            for value in self._values
            if value.name.lower() == name.lower() and not value.used
        ]

    def claim(self, *names: str, text: str = "") -> None:
        """Take the values of these fields, or only those that hold a text."""
        wanted = {name.lower() for name in names}
        for value in self._values:
            value.used = value.used or (value.name.lower() in wanted and text in ("", value.text))

    def first(self, *names: str) -> str:
        """The value of the first of these fields that has one. The same value elsewhere among them counts as taken."""
        return self.named(*names)[1]

    def named(self, *names: str) -> tuple[str, str]:
        """The name of that field, as it was pasted, and its value; both empty if none of them has one."""
        wanted = {name.lower(): place for place, name in reversed(list(enumerate(names)))}
        found = sorted(
            (value for value in self._values if value.name.lower() in wanted and not value.used),
            key=lambda value: wanted[value.name.lower()],
        )
        if not found:
            return "", ""
        for value in found:
            value.used = value.text == found[0].text
        return found[0].name, found[0].text

    def peek(self, name: str) -> str:
        """The value of a field, which stays untaken."""
        return next((value.text for value in self._values if value.name.lower() == name.lower()), "")

    def drop_long(self) -> list[str]:
        """Take out the values that no field can hold, and name them."""
        long = [value.name for value in self._values if len(value.text) > MAX_VALUE]
        self._values = [value for value in self._values if len(value.text) <= MAX_VALUE]
        return [f"{name} (too long)" for name in dict.fromkeys(long)]

    def left(self, ignored: Iterable[str] = ()) -> list[str]:
        """The names of what was not taken, as they were pasted, each once with its number."""
        names = Counter(value.name for value in self._values if not value.used and value.name.lower() not in ignored)
        return [name if number == 1 else f"{name} ({number} times)" for name, number in names.items()]
