"""Documents for word processors (DOCX, ECMA-376): paragraphs with real footnotes, numbers, links and tables.

Their parts are templates in `files/word`. Pandoc would write the same in 46 ms each, a fifth of a cold build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from macros.site.documents.blocks import Block, Heading, ReadyDocument, TableBlock, TextBlock
from macros.site.documents.ready_documents import ready_documents
from macros.site.documents.runs import Run, Runs, plain_runs
from macros.site.site import Site
from macros.site.templates import template
from macros.site.works.originals import in_letters

STRONG = "strong"
"""The form of what stands before the text of a paragraph."""
_WIDTH = 9070
"""How wide the text of a page is, in twentieths of a point."""
_ADDRESS = re.compile(r"(https?://[^\s<>]*[^\s<>.,;:)])")
_NO_XML = bytes(set(range(0x20)) - set(b"\t\n\r"))
"""Control signs, which XML 1.0 does not allow (section 2.2). It forbids surrogates and U+FFFE and U+FFFF too."""
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_WHOLE = (("rId1", "officeDocument", "word/document.xml"), ("rId2", _CORE, "docProps/core.xml"))
_PARTS = tuple(
    (f"rId{name.title()}", kind, f"{kind}.xml")
    for name, kind in (("styles", "styles"), ("lists", "numbering"), ("notes", "footnotes"), ("foot", "footer"))
)
"""How the package points to the document, and the document to its parts."""


class Piece(NamedTuple):
    """Text in one form, or a link with the id of its address in the part."""

    text: str
    form: str = ""
    link: str = ""


class WordParagraph(NamedTuple):
    """A paragraph; `note` is the number of the footnote at its end, or 0."""

    style: str
    pieces: list[Piece]
    numbered: bool = False
    indented: bool = False
    note: int = 0


class WordTable(NamedTuple):
    """A table: the lines of each cell, and the widths of the columns; the first row may be a head."""

    rows: list[list[list[list[Piece]]]]
    widths: list[int]
    head: bool


def word_files(site: Site) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The file of every source and every incident: its path, and what makes it."""
    for path, make in ready_documents(site):
        yield path, partial(_made, make)


def _made(make: Callable[[], ReadyDocument]) -> bytes:
    return word_file(make())


def word_file(document: ReadyDocument) -> bytes:
    """The whole file. The same document gives the same bytes: no clock stands in it."""
    body = _Body()
    blocks = [*body.begun(document), *(one for block in document.blocks for one in body.shown(block))]
    made = {
        "docProps/core.xml": _part("files/word/core.xml.j2", document=document),
        "word/document.xml": _part("files/word/document.xml.j2", blocks=blocks),
        "word/_rels/document.xml.rels": _relations(_PARTS, body.links),
        "word/footnotes.xml": _part("files/word/footnotes.xml.j2", notes=body.notes),
        "word/_rels/footnotes.xml.rels": _relations((), body.note_links),
        "word/footer.xml": _part("files/word/footer.xml.j2", document=document),
    }
    return _packed(made, _same())


@lru_cache(maxsize=1)
def _same() -> bytes:
    """A package with the parts that all documents have alike, packed once; each document begins with it."""
    same = {
        "[Content_Types].xml": _part("files/word/types.xml.j2"),
        "_rels/.rels": _relations(_WHOLE, {}),
        "word/numbering.xml": _part("files/word/numbering.xml.j2"),
        "word/styles.xml": _part("files/word/styles.xml.j2"),
    }
    return _packed(same)


def _packed(parts: dict[str, str], before: bytes = b"") -> bytes:
    made = BytesIO(before)
    with ZipFile(made, "a") as packed:
        for name, text in parts.items():
            packed.writestr(ZipInfo(name), _in_xml(text), ZIP_DEFLATED, 9)
    return made.getvalue()


def _in_xml(text: str) -> bytes:
    """A part without what may not stand in it: an expression of all that may takes ten times as long."""
    written = text.replace("\ufffe", "").replace("\uffff", "").encode("utf-8", "ignore")
    return written.translate(None, _NO_XML)


def _part(name: str, **given: object) -> str:
    return template(name).render(**given)


def _relations(parts: Iterable[tuple[str, str, str]], links: dict[str, str]) -> str:
    return _part("files/word/relations.xml.j2", parts=parts, links=links)


class _Body:
    """The paragraphs of a document; its footnotes and the addresses of its links come together on the way."""

    def __init__(self) -> None:
        self.notes: list[list[list[Piece]]] = []
        self.links: dict[str, str] = {}
        self.note_links: dict[str, str] = {}

    def begun(self, document: ReadyDocument) -> Iterator[WordParagraph]:
        """What stands above all blocks."""
        for style, text in (("Title", document.title), ("Subtitle", document.subtitle), ("Author", document.maker)):
            yield WordParagraph(style, [Piece(text)])

    def shown(self, block: Block) -> Iterator[WordParagraph | WordTable]:
        """A block as paragraphs, or as one table."""
        if isinstance(block, Heading):
            yield WordParagraph(f"Heading{block.level}", [Piece(block.text)])
        elif isinstance(block, TableBlock):
            yield self._table(block)
        else:
            yield from self._lines(block)

    def _lines(self, words: TextBlock) -> Iterator[WordParagraph]:
        """Items of a list have a dash. All notes are one footnote behind the last line: marks would run on."""
        lead = [Piece(words.lead, STRONG), Piece(" ")] if words.lead else []
        for place, line in enumerate(words.lines, 1):
            dash = [Piece("– ")] if line.item else []
            pieces = [*(lead if place == 1 else []), *dash, *_pieces(line.runs, self.links)]
            note = self._note(words.notes) if words.notes and place == len(words.lines) else 0
            yield WordParagraph("BodyText", pieces, words.numbered and place == 1, words.numbered and place > 1, note)

    def _note(self, notes: tuple[Runs, ...]) -> int:
        self.notes.append([_pieces(note, self.note_links) for note in notes])
        return len(self.notes)

    def _table(self, grid: TableBlock) -> WordTable:
        rows = [grid.head, *grid.rows] if any(grid.head) else grid.rows
        made = [[self._cell(cell) for cell in row] for row in rows]
        return WordTable(made, [round(width * _WIDTH) for width in grid.widths], any(grid.head))

    def _cell(self, text: str) -> list[list[Piece]]:
        return [_pieces(plain_runs(line), self.links) for line in text.split("\n")]


def _pieces(runs: Runs, links: dict[str, str]) -> list[Piece]:
    return [piece for run in runs for piece in _in_pieces(run, links)]


def _in_pieces(run: Run, links: dict[str, str]) -> Iterator[Piece]:
    """Text and links; whole addresses are links, which show letters of all scripts as they are."""
    if "://" not in run.text:
        yield Piece(run.text, run.form)
        return
    for place, text in enumerate(_ADDRESS.split(run.text)):
        if place % 2:
            yield Piece(in_letters(text), run.form, links.setdefault(text, f"rId{len(links)}"))
        elif text:
            yield Piece(text, run.form)
