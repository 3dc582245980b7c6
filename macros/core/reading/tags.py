"""The tags of finished markup, read strictly: anything that begins like a tag has the plainest form or is reported.

A lenient HTML parser and a browser may read the same text differently, and active content can hide in the difference.
The form accepted here (values in double quotes or of plain signs alone, no comments, no other `<`) leaves no such
difference: every tag that a browser could find is found. One regular expression reads it in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from macros.core.words.invisible import UNSEEN

_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9]*)"
    r'((?:\s+[a-zA-Z][a-zA-Z0-9:_.-]*(?:="[^"<>]*"|=[a-zA-Z0-9_./#:%~+,-]+)?)*)\s*/?>'
)
_ATTRIBUTE = re.compile(r'([^\s="]+)(?:="([^"]*)"|=([^\s"]+))?')
_ENTITY = re.compile(r"&#?[a-zA-Z0-9]+;?")
_LOOSE = 24
"""How many characters are reported of something that is not a plain tag."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name and the names of its attributes in small letters, the values with their entities resolved."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    closes: bool

    def value(self, name: str) -> str | None:
        """The value of the first attribute of this name, which is the one that counts."""
        return next((value for key, value in self.attributes if key == name), None)


def read(html: str) -> tuple[list[Tag], str]:
    """Every different tag of a text, and the beginning of the first `<` that does not begin a plain tag, if any."""
    found = _TAG.findall(html)
    loose = "" if html.count("<") == len(found) else _loose(html)
    return [_tag(*one) for one in dict.fromkeys(found)], loose


def _loose(html: str) -> str:
    begins = {match.start() for match in _TAG.finditer(html)}
    at = next(match.start() for match in re.finditer("<", html) if match.start() not in begins)
    return html[at : at + _LOOSE]


@lru_cache(maxsize=20_000)
def _tag(slash: str, name: str, attributes: str) -> Tag:
    found = ((key.lower(), unescape(quoted or plain)) for key, quoted, plain in _ATTRIBUTE.findall(attributes))
    return Tag(name.lower(), tuple(found), bool(slash))


def words(text: str) -> frozenset[str]:
    """The words of a table that is written as one line of text."""
    return frozenset(text.split())


def unseen(html: str) -> Iterator[str]:
    """Every invisible character of a text, and every entity for one, as written."""
    if not html.isascii() or not html.isprintable():
        yield from sorted(UNSEEN.findall("".join(set(html))))
    for written in dict.fromkeys(_ENTITY.findall(html)):
        if UNSEEN.search(unescape(written)):
            yield written
