"""The words of a fetched page, whatever charset it declares, made comparable with locator phrases."""

from __future__ import annotations

import codecs
import contextlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from charset_normalizer import from_bytes

SAMPLE = 100_000
_HEAD = 4_096
PIECE = 100_000
UNSHOWN = {"script", "style", "template"}
INLINE = re.compile(
    r"a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time|"
    r"tt|u|var|wbr"
)
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
USED_ON_THE_WEB = re.compile(r"utf-(?:8|16|32).*|cp\d+|iso.*|koi8.*|euc.*|gb.*|big5.*|shift.*|mac.*|hz|johab|tis-620")
WIDER = {"ascii": "cp1252", "iso8859-1": "cp1252", "euc_kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030"}
"""The encoding that browsers use instead of a declared one (WHATWG Encoding): the wider one of the same family."""
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032`\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)
"""Single quotes, double quotes and dashes, all mapped to those of a keyboard."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def absent(phrases: Iterable[str], body: bytes, content_type: str) -> set[str]:
    """The phrases that are not found in the page with any of its possible charsets.

    A page may declare a wrong charset, so a phrase counts as lost only if no decoding of the bytes has it.
    """
    lost = set(phrases)
    for text in readings(body, content_type):
        words = comparable(visible(text))
        lost = {phrase for phrase in lost if not _stands(comparable(phrase), words)}
        if not lost:
            break
    return lost


def _stands(phrase: str, words: str) -> bool:
    """Whether a phrase is found as a browser finds it: as whole words."""
    return bool(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", words))


def comparable(text: str) -> str:
    """Text without typographic differences: kinds of quotes, dashes and spaces, case, invisible characters."""
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).translate(_FOLDED)
    return " ".join(folded.casefold().split())


def readings(body: bytes, content_type: str) -> Iterator[str]:
    """The bytes as text: as UTF-8, as the server and the page declare, and as detected."""
    tried = set()
    for name in _names(body, content_type):
        encoding = _encoding(name)
        if encoding and encoding not in tried:
            tried.add(encoding)
            yield body.decode(encoding, "replace")


def _names(body: bytes, content_type: str) -> Iterator[str]:
    yield "utf-8"
    for place in (content_type.encode("utf-8", "replace"), body[:_HEAD]):
        yield from (match.decode("ascii", "replace") for match in CHARSET.findall(place)[:3])
    best = from_bytes(body[:SAMPLE]).best()
    yield best.encoding if best else "cp1252"


def _encoding(name: str) -> str:
    """The codec for a declared name; empty if it is unknown or one of Python's codecs that are not charsets."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    known = WIDER.get(known, known)
    return known if USED_ON_THE_WEB.fullmatch(known) else ""


def visible(text: str) -> str:
    """What a reader sees of an HTML text; a text without tags is unchanged."""
    from lxml import etree  # type: ignore[import-untyped]

    reader = _Reader()
    parser = etree.HTMLParser(target=reader, encoding="utf-8", no_network=True, recover=True)
    for number in range(0, len(text), PIECE):
        parser.feed(text[number : number + PIECE].encode("utf-8", "replace"))
    with contextlib.suppress(etree.XMLSyntaxError):  # a text without anything to show
        parser.close()
    return "".join(reader.parts)


class _Reader:
    """Collects text as the parser finds it; builds no tree, so depth costs nothing."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._unshown = 0

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """A block separates the words on both sides; emphasis may be inside one word."""
        del attrs
        self._unshown += tag in UNSHOWN
        self._part(tag)

    def end(self, tag: str) -> None:
        """The same at the end of an element."""
        self._unshown = max(0, self._unshown - (tag in UNSHOWN))
        self._part(tag)

    def data(self, data: str) -> None:
        """Text, if a reader sees it."""
        if not self._unshown:
            self.parts.append(data)

    def close(self) -> None:
        """The end of the text."""

    def _part(self, tag: str) -> None:
        if not INLINE.fullmatch(tag):
            self.parts.append(" ")
