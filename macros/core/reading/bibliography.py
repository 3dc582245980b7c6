"""`bibliography.bib`, parsed by pybtex, with the line of every entry and field."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from sys import intern
from typing import ClassVar

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.exceptions import PybtexError
from pybtex.scanner import PybtexSyntaxError

from macros.core.models.document import Document, FieldPath, Tree
from macros.core.models.work import Work
from macros.core.problems import Problem
from macros.core.reading.plain_entries import entries
from macros.core.reading.torn_entries import (
    BEGINNING,
    BEHIND,
    COMMENT,
    COMMENTED_OUT,
    NOT_USED,
    OUTSIDE_ENTRIES,
    TornEntry,
    torn_entries,
)
from macros.core.reading.validation import build
from macros.core.reading.yaml_reader import MAX_PROBLEMS, MAX_VALUE
from macros.core.values.ids import ID, id_fault
from macros.core.words.latex_commands import printed

PATH = "bibliography.bib"
NAME_LISTS = ("author", "editor")
VERBATIM = {"date", "url", "urldate", "archiveurl", "seenat", "seenon", "langid", "related", "instrument"}
"""Fields that biblatex reads unchanged: dates, addresses and keys. In an address nothing may be escaped."""
MAX_NAMES = 100
"""Most authors, editors or keywords of one work; a citation with more would fill a page."""
MAX_ENTRY = 50_000
"""Most characters of one entry; the longest has a thirtieth of that."""
MAX_ENTRIES = 100_000
"""Most entries of the file, read in a few seconds; the archives of `make bench` have a tenth of that."""
OUTSIDE = re.compile(r"^[ \t]*(?=\S)(?!%)", re.MULTILINE)
"""The beginning of a line that is not empty and not a comment."""
ENTRY = re.compile(rf"^@\w+\s*[{{(]\s*({ID.pattern})\s*,", re.MULTILINE)
_COMMENT_LINE = re.compile(r"^[ \t]*%.*@.*", re.MULTILINE)
_COMMENTED = re.compile(r"^[ \t]*%.*@\w+[ \t]*[{(]", re.MULTILINE)
_KEY_IN = re.compile(ID.pattern)
_KEYED = re.compile(r"@\w+\s*[{(]\s*[^\s,={}]+\s*[,})]")
FIELD = re.compile(r"(?:^|,)[ \t]*([A-Za-z-]+)\s*=", re.MULTILINE)
_SIGNS = {"backslash": "\\", "asciitilde": "~", "asciicircum": "^", "braceleft": "{", "braceright": "}"}
_SIGN = re.compile(rf"\\text({'|'.join(_SIGNS)})\{{\}}|\\([&%#_${{}}])")
ESCAPED = re.compile(rf"{_SIGN.pattern}|[{{}}]")
"""Escaped special characters of BibTeX, and braces that protect capitals."""
_COMMAND = re.compile(
    rf"{_SIGN.pattern}"
    r"|(?P<command>\\(?:[A-Za-z]+(?:\s*\{[^{}]*\}|\s+[A-Za-z](?![A-Za-z]))?|[^A-Za-z](?:\{\\?[A-Za-z]+\}|\\?[A-Za-z])?)?)"
)
"""An escaped sign, or any other command of LaTeX with its argument."""


class EntryDocument(Document):
    """The fields of one entry; its text is that of the entry alone."""

    untold: ClassVar[tuple[str, ...]] = ("tree", "text", "first_line")
    """The line on which it begins depends on the entries before it, and no page shows it."""

    def line(self, place: FieldPath) -> int:
        """The line of a field, or of the entry."""
        return super().line(place) if place else self.first_line

    @cached_property
    def lines(self) -> dict[FieldPath, int]:
        """The line of each field's name."""
        lines: dict[FieldPath, int] = {(): self.first_line}
        line, end = self.first_line, 0
        for match in FIELD.finditer(self.text):
            line, end = line + self.text.count("\n", end, match.start(1)), match.start(1)
            lines.setdefault((match[1].lower(),), line)
        return lines


def read_bibliography(text: str) -> tuple[dict[str, Work], set[str], list[Problem]]:
    """Works by key, all keys seen (those of broken entries too), and problems."""
    works: dict[str, Work] = {}
    keys: set[str] = set()
    if (entries := text.count("@")) > MAX_ENTRIES:
        wrong = f"holds '@' {entries:,} times; at most {MAX_ENTRIES:,} entries are read"
        return {}, set(), [Problem(PATH, 1, "", wrong, "file")]
    text, problems_of_comments = _without_comments(text)
    documents, problems, unread = _parse(text)
    problems += problems_of_comments
    torn, causes = _torn(text, unread)
    unsound = {document.first_line for _, document in documents if _is_torn(document, torn, unread)}
    problems = [*(one for one in problems if _begun(documents, one.line) not in unsound), *causes]
    for key, document in documents:
        if document.first_line in unsound:
            keys |= {key} & set(ENTRY.findall(document.text))
        elif wrong := id_fault(key):
            problems.append(Problem(PATH, document.line(()), key, wrong, "file"))
            keys |= {key.lower(), *_KEY_IN.findall(key.lower())}
        elif key in keys:
            problems.append(Problem(PATH, document.line(()), key, "is there twice; keep one", "duplicate-key"))
            works.pop(key, None)  # nobody can tell which one is meant
        elif not document.tree:
            keys.add(key)
        else:
            work, found = build(Work, document)
            problems += [_within(problem, key) for problem in found]
            keys.add(key)
            if work:
                work.attach(key, document)
                works[key] = work
    if any(problem.rule == "bibtex" for problem in problems):
        keys |= set(ENTRY.findall(text))
    return works, keys, problems


def _without_comments(text: str) -> tuple[str, list[Problem]]:
    """A text in which no comment has an @, with which an entry begins for a parser, and where one began an entry."""
    begun = [text.count("\n", 0, found.start()) + 1 for found in islice(_COMMENTED.finditer(text), MAX_PROBLEMS)]
    plain = _COMMENT_LINE.sub(lambda found: found[0].replace("@", " "), text)
    return plain, [Problem(PATH, line, "", COMMENTED_OUT, "bibtex") for line in begun]


def _is_torn(document: EntryDocument, torn: set[int], unread: list[Problem]) -> bool:
    """Whether an entry is among the torn ones, or has a line in it that cannot be read.

    In its first line ends the entry before it, where that is torn.
    """
    lines = range(document.first_line + 1, document.first_line + document.text.count("\n") + 1)
    return document.first_line in torn or any(one.line in lines for one in unread)


def _begun(documents: list[tuple[str, EntryDocument]], line: int) -> int:
    """The first line of the entry in which a line is; 0 before the first."""
    return max((document.first_line for _, document in documents if document.first_line <= line), default=0)


def _torn(text: str, unread: list[Problem]) -> tuple[set[int], list[Problem]]:
    """The first lines of the entries that cannot be read, and one problem for each cause instead of each error."""
    torn = torn_entries(text) if unread else []
    causes: dict[TornEntry | Problem, Problem] = {}
    for problem in unread:
        entry = next((one for one in reversed(torn) if one.first <= problem.line), None)
        if entry:
            causes[entry] = Problem(PATH, entry.line, entry.key, entry.message, "bibtex")
        else:
            causes[problem] = problem
    return {cause.first for cause in causes if isinstance(cause, TornEntry)}, list(causes.values())


def _within(problem: Problem, key: str) -> Problem:
    return Problem(problem.path, problem.line, f"{key}.{problem.field}", problem.message, problem.rule)


def _parse(text: str) -> tuple[list[tuple[str, EntryDocument]], list[Problem], list[Problem]]:
    """The entries that were read, what is wrong in them, and where the text cannot be read."""
    problems: list[Problem] = []
    documents: list[tuple[str, EntryDocument]] = []
    errors: list[Exception] = []

    def handle(error: PybtexSyntaxError) -> None:
        errors.append(error)
        if len(errors) >= MAX_PROBLEMS:
            raise error

    parser = LowLevelParser(text, handle_error=handle, filename=PATH, macros={})
    newlines = [match.start() for match in re.finditer("\n", text)]
    ends = [0]
    try:
        for kind, rest, start in entries(parser):
            line = bisect_left(newlines, start) + 1
            ends += [start, parser.pos]
            behind = text[text.rfind("\n", 0, start) + 1 : start].strip()
            if wrong := _unwanted(kind, parser.pos - start) or (BEHIND if behind else ""):
                problems.append(Problem(PATH, line, "", wrong, "bibtex"))
                continue
            key, fields = rest
            document, found = _fill(kind, str(key or ""), fields, text[start : parser.pos], line)
            documents.append((str(key or ""), document))
            problems += found
    except (PybtexError, AttributeError, TypeError, ValueError, IndexError, RecursionError) as error:
        errors.append(error)
        return documents, problems, [_syntax_problem(error, parser.lineno) for error in errors]
    unread = [_syntax_problem(error, parser.lineno) for error in errors]
    outside = islice(_outside(text, [*ends, len(text)], newlines), MAX_PROBLEMS)
    return documents, problems, unread or list(() if problems else outside)


def _unwanted(kind: str, length: int) -> str:
    """Why an entry is not read at all; empty if it is."""
    if length > MAX_ENTRY:
        return f"is an entry of {length:,} characters; one has at most {MAX_ENTRY:,}"
    unused = kind.lower() in ("string", "preamble")
    return f"@{kind} {NOT_USED}" if unused else ""


def _outside(text: str, ends: list[int], newlines: list[int]) -> Iterator[Problem]:
    """The first text between two entries that is not a comment: BibTeX would silently ignore it."""
    for before, after in zip(ends[::2], ends[1::2], strict=True):
        found = OUTSIDE.search(text[before:after])
        if found:
            at = before + found.end()
            comment = text[at : at + len("@comment")].lower() == "@comment"
            wrong = COMMENT if comment else OUTSIDE_ENTRIES
            yield Problem(PATH, bisect_left(newlines, at) + 1, "", wrong, "bibtex")


def _syntax_problem(error: Exception, line: int) -> Problem:
    line = getattr(error, "lineno", None) or line
    what = " ".join(str(error).split()) or "malformed"
    what = re.sub(r"^syntax error in line \d+: ", "", what)
    return Problem(PATH, max(int(line), 1), "", f"is not BibTeX here: {what}", "bibtex")


def _fill(
    kind: str, key: str, fields: list[tuple[str, list[str]]], text: str, line: int
) -> tuple[EntryDocument, list[Problem]]:
    """An entry's fields as a document; each value has the line of its name. A value that is too long is left out."""
    document, problems = EntryDocument(PATH, text=text, first_line=line), list[Problem]()
    tree: dict[str, Tree] = {"entrytype": kind.lower()}
    sound = True
    for raw_name, parts in fields:
        name = raw_name.lower()
        if name in tree:
            wrong = "is there twice; keep one"
            problems.append(Problem(PATH, document.line((name,)), f"{key}.{name}", wrong, "duplicate-key"))
            continue
        value = " ".join("".join(parts).split())
        if wrong := _latex(name, value):
            problems.append(Problem(PATH, document.line((name,)), f"{key}.{name}", wrong, "latex"))
        if wrong := _joined(name, value):
            problems.append(Problem(PATH, document.line((name,)), f"{key}.{name}", wrong, "value"))
        if wrong := _too_much(name, value):
            problems.append(Problem(PATH, document.line((name,)), f"{key}.{name}", wrong, "value"))
            sound = False
        tree[intern(name)] = split_names(value) if name in NAME_LISTS else strip_braces(value)
    if not _KEYED.match(text):
        return document, [Problem(PATH, line, key, f"should begin with {BEGINNING}", "bibtex")]
    document.tree = tree if sound else {}
    return document, problems


def _too_much(name: str, value: str) -> str:
    """Why a value is too long; empty if it is not."""
    if len(value) > MAX_VALUE:
        return f"has {len(value):,} characters; a value has at most {MAX_VALUE:,}"
    sign, what = (",", "keywords") if name == "keywords" else (" and ", "names")
    number = value.count(sign) + 1
    if name in (*NAME_LISTS, "keywords") and number > MAX_NAMES:
        return f"holds {number:,} {what}; at most {MAX_NAMES} are read"
    return ""


def _joined(name: str, value: str) -> str:
    """Why names or keywords seem to be joined by another sign than theirs; empty if they do not."""
    if name == "keywords" and ";" in value:
        return "holds a semicolon; write a comma between two keywords"
    names = re.split(r"\sand\s", _BRACED.sub("", value)) if name in NAME_LISTS else ()
    if name in NAME_LISTS and not all(map(str.strip, re.split(r"(?:^|(?<=\s))and(?:$|(?=\s))", value))):
        return "lacks a name before or after an `and`, or has none; write each name, or leave the field out"
    if joined := next(filter(None, map(_JOINED.search, names)), None):
        return f"has '{joined[0].strip()}' in a name; write ` and ` between two names, and ` and others` for the rest"
    if any(one.count(",") > _COMMAS or ";" in one for one in names):
        return "has a name with too many commas; write Last, First, ` and ` between two, and {{…}} around a body"
    return next(filter(None, map(_unsure_name, split_names(value))), "") if name in NAME_LISTS else ""


def _unsure_name(name: Tree) -> str:
    """Why nobody can tell whether a name is that of a person or a body; empty if it can be told.

    A name of one word, or in letters that need no spaces, is read in the same way in both cases.
    """
    name = str(name)
    if _BRACED.fullmatch(name) or name == "others":
        return ""
    if _PARTS.search(name):
        return "has a name in the extended form of biblatex; write Last, First, or Last, Jr., First"
    if ("," not in name and " " in name and max(name) < "\u1100") or _BODY.search(name):
        return f"has '{strip_braces(name)}', which may be a body; write it as {{{{…}}}}, or a person as Last, First"
    return ""


def _latex(name: str, value: str) -> str:
    """What is wrong with a value that holds a command of LaTeX, which would be shown as it stands; empty if none."""
    if name not in (*VERBATIM, "pages") and (sign := _SIGNS_OF_LATEX.search(value)):
        return f"holds {sign[0]}, which LaTeX prints as another sign; write {_PRINTED[sign[0]]}"
    if "\\" not in value or name in VERBATIM:
        return ""
    found = next((match["command"] for match in _COMMAND.finditer(value) if match["command"]), "")
    if not found:
        return ""
    letter = printed(found)
    return f"holds the LaTeX command {found}; write {letter or 'plain text, in the letters that it prints'}"


_PRINTED = {"``": "“", "''": "”", "---": "—", "--": "–", "~": "a space"}
_SIGNS_OF_LATEX = re.compile("``|''|(?<!-)---?(?!-)|(?<=[A-Za-z.,])~(?=[A-Za-z])")
"""What LaTeX prints as another sign, and pages would show as it is. A ~ between numbers is printed so in Korean."""
_BRACED = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_PARTS = re.compile(r"\b(?:given|family|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:ministry|department|(?:sub)?committee|commission|council|secretariat|university|institute|association|"
    r"federation|foundation|organi[sz]ation|agency|embassy|senate|congress|parliament|assembly)\b",
    re.IGNORECASE,
)
"""Words that bodies have in their names and people do not."""
_JOINED = re.compile(r"\bet\.? al\b\.?|\set\sal\b|,[^,]*(?:&|\sA[Nn][Dd]\s)")
"""What joins names in a text and not in BibTeX; a name without a comma may be that of a body with such a sign."""
_COMMAS = 2
"""Most commas of a person's name: Last, Jr., First."""


def split_names(value: str) -> list[Tree]:
    """Names at ` and ` outside braces; an institution keeps the braces that mark it as one."""
    names: list[str] = []
    depth = start = 0
    for index, char in enumerate(value) if " and " in value else ():
        depth += (char == "{") - (char == "}")
        if depth == 0 and value.startswith(" and ", index):
            names.append(value[start:index].strip())
            start = index + 5
    names.append(value[start:].strip())
    return [_SIGN.sub(_sign, name) for name in names if name]


def strip_braces(value: str) -> str:
    """Plain text of a field: braces that only protect capitals are dropped, escaped signs are undone."""
    return ESCAPED.sub(_sign, value) if any(sign in value for sign in "\\{}") else value


def _sign(match: re.Match[str]) -> str:
    return _SIGNS[match[1]] if match[1] else match[2] or ""
