r"""Entries of BibTeX with the field names of biblatex.

Written by hand: pybtex's own writer escapes addresses and dates as if they were prose (`\_` breaks a link, `2009-03\%`
is not a date), and refuses a text with a single brace.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from macros.core.models import Work
from macros.core.models.shape import kebab
from macros.core.reading.bibliography import NAME_LISTS, VERBATIM

BRACES = {"{": r"\{", "}": r"\}"}
LONE_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_SIGNS = {sign: f"\\{sign}" for sign in "&%#_$"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""Characters with a meaning in LaTeX, and how to print them. All others are unchanged, in UTF-8."""

NAMED_SIGNS = re.compile(r"[&%#_$\\~^]")


def written(key: str, entrytype: str, fields: Mapping[str, Any]) -> str:
    """An entry of the bibliography of these fields, in the order of the model; those without a value are left out."""
    fields = {kebab(name): value for name, value in fields.items() if value}
    lines = [(name, bibtex_value(name, fields[name])) for name in map(kebab, Work.model_fields) if name in fields]
    return entry_of(key, entrytype, lines)


def entry_of(key: str, entrytype: str, lines: Iterable[tuple[str, str]]) -> str:
    """An entry of fields and what stands in their braces, one a line."""
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in lines)
    return f"@{entrytype}{{{key},\n{body}}}\n"


def bibtex_value(name: str, value: str | list[str]) -> str:
    """A value of a field as BibTeX: names joined, addresses and dates as they are, anything else as LaTeX."""
    if name in NAME_LISTS:
        return " and ".join(map(_named, value))
    text = str(value)
    return text if name in VERBATIM else latex(text)


def _named(name: str) -> str:
    r"""A name as LaTeX: paired braces mark it as an institution; no backslash begins a command."""
    return NAMED_SIGNS.sub(_sign, name) if _paired(name) else latex(name)


def _sign(match: re.Match[str]) -> str:
    return _SIGNS[match[0]]


def latex(text: str) -> str:
    r"""Plain text as LaTeX that prints it. Unpaired braces are written by name, since BibTeX counts even `\{`."""
    table = _SIGNS | (BRACES if _paired(text) else LONE_BRACES)
    return "".join(table.get(char, char) for char in text)


def _paired(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0
