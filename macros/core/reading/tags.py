"""The tags of finished markup, read strictly: anything that begins like a tag has the plainest form or is reported.

A lenient HTML parser and a browser may read the same text differently, and active content can hide in the difference.
The form accepted here (values in double quotes or of plain signs alone, no comments, no other `<`) leaves no such
difference: every tag that a browser could find is found. One regular expression reads it in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from macros.core.words.invisible import UNSEEN

_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9]*)"
    r'((?:\s+[a-zA-Z][a-zA-Z0-9:_.-]*(?:="[^"<>]*"|=[a-zA-Z0-9_./#:%~+,-]+)?)*)\s*/?>'
)
_LIKE_A_TAG = re.compile("<[^<>]*>")
"""What may be a plain tag: every one that is has this form too, and most are read only the first time."""
_ATTRIBUTE = re.compile(r'([^\s="]+)(?:="([^"]*)"|=([^\s"]+))?')
_ENTITY = re.compile(r"&#?[a-zA-Z0-9]+;?")
_VALUE = re.compile('="[^"<>]*"|=[a-zA-Z0-9_./#:%~+,-]+')
_LOOSE = 24
"""How many characters are reported of something that is not a plain tag."""
_SEEN = bytes(range(0x20, 0x7F)) + b"\t\n\r"
"""The characters of ASCII that can be seen, or that part words and lines."""


class Tag(NamedTuple):
    """A tag: its name and the names of its attributes in small letters, the values with their entities resolved."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    closes: bool

    def value(self, name: str) -> str | None:
        """The value of the first attribute of this name, which is the one that counts."""
        return next((value for key, value in self.attributes if key == name), None)


def read(html: str) -> tuple[list[Tag], str]:
    """Every different tag of a text, and the beginning of the first `<` that does not begin a plain tag, if any."""
    found, loose = written(html)
    return list(dict.fromkeys(map(tag, found))), loose


def written(html: str, known: AbstractSet[str] = frozenset()) -> tuple[dict[str, str], str]:
    """The same with the tags as they are written, each with its shape: the tag without the values of its attributes.

    A plain tag has a plain shape, and another one never has. Plain tags that are `known` are left out.
    """
    like = _LIKE_A_TAG.findall(html)
    new = set(like).difference(known)
    found = [text for text in dict.fromkeys(like) if text in new] if new else []
    shaped = dict(zip(found, _shapes(found), strict=True))
    loose = {shape for shape in set(shaped.values()) if not is_plain(shape)}
    plain = {text: shape for text, shape in shaped.items() if shape not in loose} if loose else shaped
    return plain, _loose(html) if loose or html.count("<") != len(like) else ""


def anchors(html: str) -> list[str]:
    """The value of every `id`, as often as it is written."""
    like = _LIKE_A_TAG.findall(html)
    found = (tag(text).value("id") for text, shape in zip(like, _shapes(like), strict=True) if is_plain(shape))
    return [anchor for anchor in found if anchor]


def _shapes(texts: list[str]) -> list[str]:
    """The shapes of what may be tags, in one go: nothing that is left out reaches from one into the next."""
    return [f"<{rest}" for rest in _VALUE.sub('=""', "".join(texts)).split("<")[1:]]


def _loose(html: str) -> str:
    begins = {match.start() for match in _TAG.finditer(html)}
    at = next(match.start() for match in re.finditer("<", html) if match.start() not in begins)
    return html[at : at + _LOOSE]


@lru_cache(maxsize=5_000)
def is_plain(text: str) -> bool:
    """Whether a text is a tag in the plainest form."""
    return bool(_TAG.fullmatch(text))


def tag(text: str) -> Tag:
    """A plain tag as it is read."""
    slash, name, attributes = _TAG.findall(text)[0]
    found = ((key.lower(), unescape(quoted or plain)) for key, quoted, plain in _ATTRIBUTE.findall(attributes))
    return Tag(name.lower(), tuple(found), bool(slash))


def words(text: str) -> frozenset[str]:
    """The words of a table that is written as one line of text."""
    return frozenset(text.split())


def unseen(html: str) -> Iterator[str]:
    """Every invisible character of a text, and every entity for one, as written."""
    if rest := html.encode("utf-8", "surrogatepass").translate(None, _SEEN):
        yield from sorted(UNSEEN.findall("".join(set(rest.decode("utf-8", "surrogatepass")))))
    yield from filter(_is_unseen, dict.fromkeys(_ENTITY.findall(html)))


@lru_cache(maxsize=1_000)
def _is_unseen(entity: str) -> bool:
    return bool(UNSEEN.search(unescape(entity))) or "\ufffd" in unescape(entity)
