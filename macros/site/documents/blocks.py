"""What a ready document consists of, from top to bottom. Nothing here knows a format."""

from __future__ import annotations

from dataclasses import dataclass

from macros.site.documents.runs import Runs, TextLine


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a section of the document."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of text with their footnotes, which follow the last line; numbered through the whole document, or not.

    `lead` stands before the first line, set apart from it.
    """

    lines: tuple[TextLine, ...]
    notes: tuple[Runs, ...] = ()
    lead: str = ""
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: its head, which may be empty, its rows in plain text, and the share of each column in the width."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


Block = Heading | TextBlock | TableBlock


@dataclass(frozen=True, slots=True)
class ReadyDocument:
    """A document that is made with the site. `origin` is its address with the revision, for the foot of each page.

    `path` is its file below the site's root without an ending, `day` the ISO day of the revision; empty if unknown.
    """

    path: str
    title: str
    subtitle: str
    maker: str
    origin: str
    day: str
    blocks: tuple[Block, ...]
