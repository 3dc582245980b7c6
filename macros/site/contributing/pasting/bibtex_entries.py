"""The entries of a pasted BibTeX or BibLaTeX text, read by pybtex, each with its line and what is torn in it.

pybtex stops where the files of real programs go on: text between entries that holds an `@`, keys with spaces or none,
comments within and around entries, abbreviations that nobody defines. Those are read here as other programs do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.exceptions import PybtexError
from pybtex.scanner import Pattern, PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

_START = re.compile(r"@\s*([A-Za-z]+)\s*(?=[{(])")
_KEY = re.compile(r"\s*([^,={}\"]*?)\s*(?=,)|\s*([^,={}\"()\s]*)\s*(?=[})])")
_STRAY = re.compile(r"[\s,}]*[A-Za-z-]+\s*=\s*[{\"]")
"""What follows an entry that a brace too many has ended."""
_ASIDE = ("string", "preamble", "comment")
_INHERITED = {"title": "booktitle", "subtitle": "booksubtitle"}
"""What the title of a whole is to its part (biblatex manual, appendix B)."""
_NOT_INHERITED = {"crossref", "xref", "xdata", "ids", "author", "keywords", "abstract", "note", "url", "doi", "label"}
MOST_BRACES = 50_000
"""Braces that are followed to the end of a comment or entry."""


@dataclass
class BibtexEntry:
    """One entry: its text, its fields under the names in which they stood, and why it cannot be read whole, if so."""

    kind: str
    key: str
    line: int
    fields: list[tuple[str, str]] = field(default_factory=list)
    torn: str = ""
    undefined: list[str] = field(default_factory=list)
    text: str = ""


class _Parser(LowLevelParser):  # type: ignore[misc] # pybtex has no types
    """pybtex's parser, which reads the entry at a place that is known, and notes faults instead of raising them."""

    WHITESPACE = Pattern(r"(?:\s+|%[^\n]*)+", "whitespace")

    def __init__(self, text: str) -> None:
        self.pos = 0
        super().__init__(text, macros=CaseInsensitiveDict({name: name for name in month_names}))
        self.faults: list[PybtexSyntaxError] = []
        self.undefined: list[str] = []

    def handle_error(self, error: PybtexSyntaxError) -> None:
        """Note a fault."""
        self.faults.append(error)

    def substitute_macro(self, name: str) -> str:
        """The value of an abbreviation; one that is not defined stands for itself, and is noted."""
        if name not in self.macros:
            self.undefined.append(name)
        return str(self.macros.get(name, name))

    def parse_entry_body(self, body_end: object) -> None:  # noqa: ARG002 # the fields end with it
        """The key, which may hold spaces or be missing, and the fields."""
        match = _KEY.match(self.text, self.pos)
        if match:
            self.update_lineno(match[0])
            self.pos = match.end()
        self.current_entry_key = (match[1] or match[2] or "") if match else ""
        self.parse_entry_fields()


def bibtex_entries(text: str) -> list[BibtexEntry]:
    """All entries in their order, with what they inherit."""
    found = list(_entries(text))
    by_key = {entry.key.lower(): entry for entry in reversed(found)}
    for entry in found:
        _inherit(entry, by_key)
    return found


def _entries(text: str) -> Iterator[BibtexEntry]:
    parser = _Parser(text)
    while match := _START.search(text, parser.pos):
        if _commented(text, match.start()):
            _go_to(parser, match.end())
            continue
        _go_to(parser, match.start() + 1)
        if match[1].lower() == "comment":
            _go_to(parser, _closed(text, match.end()))
        elif entry := _entry(parser, match[1]):
            if not entry.torn and _STRAY.match(text, parser.pos):
                entry.torn = f"line {parser.lineno}: a brace ends the entry here, but fields follow"
            yield entry


def _entry(parser: _Parser, kind: str) -> BibtexEntry | None:
    """The entry at this place; None for an abbreviation or preamble."""
    line, start, parser.faults, parser.undefined = parser.lineno, parser.pos - 1, [], []
    parser.command_start = parser.pos - 1
    torn = ""
    try:
        parser.parse_command()
    except (PybtexError, AttributeError, TypeError, ValueError, IndexError, RecursionError) as error:
        torn = _said(error, parser.lineno)
    torn = torn or next((_said(error, parser.lineno) for error in parser.faults), "")
    if kind.lower() in _ASIDE:
        return None
    pairs = [(str(name), " ".join("".join(parts).split())) for name, parts in parser.current_fields or []]
    text = parser.text[start : parser.pos]
    return BibtexEntry(kind, str(parser.current_entry_key or ""), line, pairs, torn, list(parser.undefined), text)


def _said(error: Exception, line: int) -> str:
    what = re.sub(r"^syntax error in line \d+: ", "", " ".join(str(error).split()) or type(error).__name__)
    return f"line {getattr(error, 'lineno', None) or line}: {what}"


def _commented(text: str, place: int) -> bool:
    """Whether a place is on a line that begins as a comment."""
    return text[text.rfind("\n", 0, place) + 1 : place].lstrip().startswith("%")


def _go_to(parser: _Parser, place: int) -> None:
    parser.update_lineno(parser.text[parser.pos : place])
    parser.pos = place


def _closed(text: str, place: int) -> int:
    """The end of the braces that open at a place; of braces that do not close, the place itself."""
    depth = 0
    for number, match in enumerate(re.finditer(r"[{}]", text[place:])):
        depth += 1 if match[0] == "{" else -1
        if depth <= 0 or number > MOST_BRACES:
            return place + match.end() if depth == 0 else place
    return place


def _inherit(entry: BibtexEntry, by_key: dict[str, BibtexEntry]) -> None:
    """Fill an entry from the whole or the shared data that it names, if the text holds them."""
    for name, value in list(entry.fields):
        if name.lower() not in ("crossref", "xdata"):
            continue
        for key in value.split(","):
            parent = by_key.get(key.strip().lower())
            if parent and parent is not entry:
                _filled_from(entry, parent, whole=name.lower() == "crossref")


def _filled_from(entry: BibtexEntry, parent: BibtexEntry, *, whole: bool) -> None:
    own = {name.lower() for name, _ in entry.fields}
    for name, value in parent.fields:
        taken = _INHERITED.get(name.lower(), name) if whole else name
        if taken.lower() not in own and not (whole and name.lower() in _NOT_INHERITED):
            entry.fields.append((taken, value))
            own.add(taken.lower())
