"""Entries of BibTeX, most of them read by one regular expression: pybtex takes a hundred times as long.

The expression only accepts what pybtex reads in the same way: a type, a key, and fields with a value in braces. Any
other entry goes to pybtex, which goes on from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser

_VALUE = r"[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+"
"""The text between the braces of a field: it has braces of its own, but none within those."""
_FIELD = re.compile(rf",\s*([A-Za-z][A-Za-z-]*)\s*=\s*\{{({_VALUE})\}}\s*")
_PLAIN = re.compile(
    rf"@((?!(?:comment|string|preamble)\b)[a-z]+)\{{\s*([A-Za-z0-9-]+)\s*"
    rf"((?:,\s*[A-Za-z][A-Za-z-]*\s*=\s*\{{{_VALUE}\}}\s*)*+),?\s*\}}"
)


def entries(parser: LowLevelParser) -> Iterator[tuple[str, Any, int]]:
    """What the parser yields of its text: the type of each entry, its key with its fields, and where it begins.

    Raises what the parser raises. It stands where the entry ends.
    """
    text, others = parser.text, iter(parser)
    while True:
        start = text.find("@", parser.pos)
        if start >= 0 and (found := _PLAIN.match(text, start)):
            parser.update_lineno(text[parser.pos : found.end()])
            parser.pos = found.end()
            yield found[1], (found[2], [(name, [value]) for name, value in _FIELD.findall(found[3])]), start
        elif other := next(others, None):
            yield other[0], other[1], int(parser.command_start or 0)
        else:
            return


def is_plain(text: str) -> bool:
    """Whether a text begins with an entry that ends where the expression says, and nothing behind it opens another."""
    found = _PLAIN.match(text)
    return found is not None and "@" not in text[found.end() :]
