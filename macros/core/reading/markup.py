"""What the HTML that Markdown makes of a prose page may hold.

A list of what is harmless, so that anything new in browsers is refused until somebody adds it here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from macros.core.reading.tags import Tag, anchors, read, unseen, words
from macros.core.words.invisible import UNSEEN

PAGE_TAGS = words(
    "a abbr b blockquote br caption cite code col colgroup dd del details div dl dt em figcaption figure h1 h2 "
    "h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s section small span strong sub summary sup table tbody "
    "td tfoot th thead time tr ul"
)
PAGE_ATTRIBUTES = words(
    "align alt class colspan datetime download height href id lang open rel role rowspan scope src start "
    "tabindex title width"
)
SCHEMES = ("http", "https", "mailto")
_BLANK = re.compile(r"[\x00-\x20]+")
_END_OF_HEAD = re.compile("[/?#]")
EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "footnotes", "md_in_html")
SETTINGS: dict[str, dict[str, object]] = {"tables": {"use_align_attribute": True}, "toc": {"marker": ""}}
"""The Markdown extensions of a page: the three that MkDocs always uses, and those of mkdocs.yml."""


def is_harmless_address(address: str, *, picture: bool = False) -> bool:
    """Whether an address is on this site or, except for a picture, begins with http, https or mailto."""
    plain = _BLANK.sub("", address)
    if not plain.isascii() and UNSEEN.search(plain):
        return False
    if "\\" in plain or "\x7f" in plain or plain.startswith("//"):
        return False
    head = plain[: found.start()] if (found := _END_OF_HEAD.search(plain)) else plain
    return ":" not in head or (not picture and head.partition(":")[0].lower() in SCHEMES)


class Converted(NamedTuple):
    """What Markdown makes of a page: the HTML, the addresses of its own links and pictures, and its anchors.

    A link without an address is None. An anchor is listed as often as it is written.
    """

    html: str
    links: tuple[str | None, ...]
    anchors: tuple[str, ...]


class _Links(Treeprocessor):  # type: ignore[misc] # the library carries no types
    """Collects, after all other extensions, the addresses that a site generator may take for files."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        self.found: list[str | None] = []

    def run(self, root: Element) -> None:
        keys = {"a": "href", "img": "src"}
        self.found += [element.get(keys[element.tag]) for element in root.iter() if element.tag in keys]


def convert(text: str) -> Converted:
    """What the site makes of Markdown. Raises RecursionError for lists that are nested too deeply."""
    markdown = Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS, output_format="html")
    links = _Links(markdown)
    markdown.treeprocessors.register(links, "links", 0)
    html: str = markdown.convert(text)
    return Converted(html, tuple(dict.fromkeys(links.found)), tuple(anchors(html)))


def active_in_html(html: str) -> tuple[str, ...]:
    """What in the HTML of a page a browser would execute or fetch, or nobody would see.

    Each is given as text that can be searched for in the source.
    """
    found, loose = read(html)
    wrong = [word for tag in found for word in _in_tag(tag)]
    return tuple(dict.fromkeys([*wrong, *([loose] if loose else []), *unseen(html)]))


def _in_tag(tag: Tag) -> Iterator[str]:
    if tag.name not in PAGE_TAGS:
        yield f"<{tag.name}"
        return
    for name, value in tag.attributes:
        if name in ("href", "src"):
            if not is_harmless_address(value, picture=tag.name == "img"):
                yield value or name
        elif name not in PAGE_ATTRIBUTES and not name.startswith("aria-"):
            yield name
