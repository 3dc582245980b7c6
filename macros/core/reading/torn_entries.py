"""Entries of a BibTeX file that cannot be read, and why: the line of the field whose brace, quote or comma is missing.

A parser of BibTeX stops where a later sign does not fit, which may be in the next entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

_BEGIN = re.compile(r"^@", re.MULTILINE)
_OPENED = re.compile(r"@\w+\s*[{(]")
_ROUND = re.compile(r"@\w+\s*\(")
_KEY = re.compile(r"@\w+\s*[{(]\s*([^\s,={}\"]+)\s*,")
_FIELD = re.compile(r"(?:^|(,))[ \t]*([A-Za-z][A-Za-z-]*)[ \t]*=", re.MULTILINE)
_REMARK = re.compile(r"^[ \t]+%.*[\w=]", re.MULTILINE)
_COLON = re.compile(r"^[ \t]*([A-Za-z]+)[ \t]*:[ \t]*[{\"]", re.MULTILINE)
_NO_SIGN = re.compile(r"^[ \t]*([A-Za-z]+)[ \t]*[{\"]", re.MULTILINE)
_UNUSED = re.compile(r"@(string|preamble|comment)\b", re.IGNORECASE)
_BRACE = re.compile("[{}]")
"""BibTeX counts every brace, also one with a backslash before it."""
_QUOTES_WITHIN = re.compile(r'"[^"{}]*"\s*[^\s",#}]')
_INNER = re.compile(r"\{[^{}]*\}")


_BEGUN = "begin an entry with `@` and its type, and each line of a comment with `%`"
COMMENT = f"@comment is not allowed here; {_BEGUN}"
OUTSIDE_ENTRIES = f"is outside every entry, where nothing is read; {_BEGUN}"
BEHIND = "begins an entry behind something else in its line; begin it on a line of its own"
COMMENTED_OUT = "begins an entry in a comment, and programs read it all the same; delete its lines"
NOT_USED = "is not used here; write the value out in the entry"


BEGINNING = "@, the type, {, the key and a comma, such as @online{the-key,"


class TornEntry(NamedTuple):
    """An entry that cannot be read: its key, its first line, the line of the fault, and what is wrong there."""

    key: str
    first: int
    line: int
    message: str


def torn_entries(text: str) -> list[TornEntry]:
    """Every entry with a brace, quote or comma missing, with lines from 1; an entry begins where a line has @ first."""
    starts = [match.start() for match in _BEGIN.finditer(text)]
    found: list[TornEntry] = []
    line, before = 1, 0
    for start, end in zip_longest(starts, starts[1:], fillvalue=len(text)):
        line, before = line + text.count("\n", before, start), start
        entry = re.sub(r"^%.*", "", text[start:end], flags=re.MULTILINE).rstrip()
        key = _KEY.match(entry)
        if fault := next(_faults(entry, bool(key)), None):
            found.append(TornEntry(key[1] if key else "", line, line + fault[0], fault[1]))
    return found


def _faults(entry: str, keyed: bool) -> Iterator[tuple[int, str]]:
    """What is wrong in an entry, with the line in it from 0."""
    if unused := _UNUSED.match(entry):
        yield 0, COMMENT if unused[1].lower() == "comment" else f"@{unused[1]} {NOT_USED}"
    yield from _begun_wrongly(entry, keyed)
    if colon := _COLON.search(entry):
        yield entry.count("\n", 0, colon.start(1)), f"has a colon after `{colon[1]}`; write ="
    for found in (one for one in _NO_SIGN.finditer(entry) if _depth(entry[: one.start()]) == 1):
        yield entry.count("\n", 0, found.start(1)), f"lacks the = after `{found[1]}`"
    for found in (one for one in _REMARK.finditer(entry) if _depth(entry[: one.start()]) == 1):
        yield entry.count("\n", 0, found.start()), "is a remark within an entry, where BibTeX has none; delete the line"
    fields = [one for one in _FIELD.finditer(entry) if not one[1] or _depth(entry[: one.start()]) == 1]
    for field, after in zip_longest(fields, fields[1:]):
        ends = after.end(1) if after and after[1] else after.start() if after else len(entry)
        value = entry[field.end() : ends].strip()
        line = entry.count("\n", 0, field.start(2))
        if not after:
            value = re.sub(r",?\s*\}\s*\Z", ",", value, count=1) if _depth(value) < 0 else f"{value},"
        if wrong := _wrong(field[2], value):
            yield line, wrong
    if _depth(entry) > 0:
        yield 0, "opens an entry that is not closed; write } on a line of its own after its last field"


def _begun_wrongly(entry: str, keyed: bool) -> Iterator[tuple[int, str]]:
    if not _OPENED.match(entry):
        yield 0, f"does not begin an entry as BibTeX has it; write {BEGINNING}"
    elif _ROUND.match(entry):
        yield 0, f"opens an entry with a round bracket; write {BEGINNING} and end it with }}"
    elif not keyed:
        yield 0, "opens an entry without its key; write the key and a comma after the brace"


def _wrong(name: str, value: str) -> str:
    """What is wrong with a value, which ends with a comma; empty if nothing is."""
    depth, behind = _depth(value), value[_closing(value) :]
    told = {
        f"opens a brace in `{name}` that is not closed; write }} before the comma": depth > 0,
        f"closes a brace in `{name}` that nothing opens; take one }} out": depth < 0,
        f"opens a quote in `{name}` that is not closed; write the value in braces": value.startswith('"')
        and _plain(value).count('"') % 2,
        f"has a word without braces in `{name}`; write the whole value in braces": re.match("[A-Za-z]", value),
        f"has a value without braces in `{name}`; write it in braces": re.match(r"\d+\s*[^\s\d,#]", value),
        f"has quotes within the quotes of `{name}`; write the value in braces": _QUOTES_WITHIN.match(value),
        f"lacks the comma after `{name}`": not value.endswith(","),
        f"joins values with # in `{name}`; write the whole value in one pair of braces": re.match(r"\s*#", behind),
        f"has something behind the value of `{name}`; put it between the braces": re.match(r"\s*[^\s,]", behind),
    }
    return next((wrong for wrong, found in told.items() if found), "")


def _closing(value: str) -> int:
    """The end of a value in braces; of any other the end of the text."""
    depth = 0
    for sign in _BRACE.finditer(value) if value.startswith("{") else ():
        depth += 1 if sign[0] == "{" else -1
        if depth == 0:
            return sign.end()
    return len(value)


def _depth(text: str) -> int:
    return sum(1 if sign == "{" else -1 for sign in _BRACE.findall(text))


def _plain(value: str) -> str:
    """A value without its innermost braces, in which quotes are only signs."""
    return _INNER.sub("", value)
