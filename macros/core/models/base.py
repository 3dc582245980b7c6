"""What all records share: names in several languages, and how far a record is confirmed."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import Field, PrivateAttr

from macros.core.models.changes import AnyChange, PlainChanges
from macros.core.models.document import Document, FieldPath, dotted
from macros.core.models.replies import Reply
from macros.core.models.shape import Shape, kebab, ref, term
from macros.core.models.translations import translated
from macros.core.noting.fields import held
from macros.core.values.types import Consulted, Language, Line, RichText

__all__ = ["Confirmed", "Named", "Names", "Record", "Shape", "changes_of", "kebab", "ref", "replies_of", "term"]


class Record(Shape):
    """One record: its fields, its id, and the document it was read from."""

    kind_id: ClassVar[str] = ""

    _id: str = PrivateAttr("")
    _document: Document = PrivateAttr(default_factory=lambda: Document(""))

    @cached_property
    def id(self) -> str:
        """The file's stem, or the key of a bibliography entry."""
        return self._id

    @property
    def path(self) -> str:
        """The file, relative to the archive's root."""
        return self.document.path

    @property
    def document(self) -> Document:
        """The text it was read from, with lines."""
        private: dict[str, Document] = self.__pydantic_private__ or {}  # pydantic looks four times for an attribute
        return private["_document"]

    def line(self, *place: str | int) -> int:
        """The line on which a field starts."""
        return self.document.line(tuple(place))

    def field(self, place: FieldPath) -> str:
        """How problems name a field of the record: its path from the top of the file, with dots between."""
        return dotted(place)

    def attach(self, record_id: str, document: Document) -> None:
        """Set the record's id and document; called once, by the loader."""
        self._id, self._document = record_id, document

    @property
    def title_text(self) -> str:
        """What the record is called on its page: its name, title or heading, else its id."""
        return str(held(self, "name") or held(self, "title") or held(self, "heading") or self.id)

    @property
    def short_text(self) -> str:
        """What the record is called in running text, chains and tables."""
        return str(held(self, "short") or self.title_text)


def changes_of(record: Record) -> list[AnyChange]:
    """The changes of a record since it was published, newest first; empty for a work."""
    changes: list[AnyChange] = record.__dict__.get("changes", [])  # in a tenth of the time where there are none
    return changes


def replies_of(record: Record) -> list[Reply]:
    """The published replies of an organization or a person; empty for other records."""
    replies: list[Reply] = getattr(record, "reply", [])
    return replies


Names = dict[Language, Line]


class Confirmed(Record):
    """How far a record is confirmed."""

    note: Annotated[RichText | None, Field(description="what it is and how it is told apart from others")] = None
    uncertain: Annotated[
        Line | None,
        Field(description="what could not be confirmed; the record is then shown as unverified on that point"),
    ] = None
    checked: Annotated[
        list[Consulted], Field(description="where the facts were confirmed: addresses, or references without one")
    ] = []


class Named(Confirmed):
    """A record with a name, perhaps in several languages."""

    name: Annotated[Line, translated, Field(description="full name, as it calls itself in English where it does")]
    short: Annotated[Line | None, translated, Field(description="short form for chains and tables")] = None
    native: Annotated[Names, Field(description="confirmed names by language tag: ko, zh, ja, es")] = {}
    native_unverified: Annotated[Names, Field(description="names from general knowledge, shown as unverified")] = {}
    aliases: Annotated[list[Line], Field(description="other names it has, including the forms that sources use")] = []
    changes: PlainChanges = []
