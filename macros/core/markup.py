"""What finished markup may hold: prose pages as Markdown makes them, and pictures that lie beside them.

A list of what is harmless, so that whatever browsers learn to carry out is refused until somebody adds it here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser

from markdown import Markdown

from macros.core.files import UNSEEN

PAGE_TAGS = (
    "a abbr b blockquote br caption cite code col colgroup dd del details div dl dt em figcaption figure h1 h2 "
    "h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s section small span strong sub summary sup table tbody "
    "td tfoot th thead time tr ul"
)
PAGE_ATTRIBUTES = (
    "align alt class colspan datetime download height href id lang open rel role rowspan scope src start "
    "tabindex title width"
)
PICTURE_TAGS = (
    "circle clippath defs desc ellipse g line lineargradient marker path pattern polygon polyline rect stop "
    "style svg text title tspan"
)
SCHEMES = ("http", "https", "mailto")
ELSEWHERE = re.compile(r"@import|url\(\s*[\"']?\s*(?!#)|expression\s*\(|\\", re.IGNORECASE)
"""What fetches or hides something in a style; a picture refers to its own parts alone."""
BEGUN = re.compile(r"<[a-zA-Z/!?]")
BLANK = re.compile(r"[\x00-\x20]+")
EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "footnotes", "md_in_html")
SETTINGS = {"tables": {"use_align_attribute": True}}
"""What makes markup out of a page: the three that MkDocs always has, and those of mkdocs.yml."""


class _Inspector(HTMLParser):
    """Collects what is not harmless, as words that can be looked for in the source."""

    def __init__(self, tags: str, *, picture: bool = False) -> None:
        super().__init__(convert_charrefs=False)
        self.tags, self.picture, self.found = tags.split(), picture, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.tags:
            self.found.append(f"<{tag}")
            return
        for name, value in attrs:
            if not (_of_picture(name, value or "") if self.picture else _of_page(tag, name, value or "")):
                self.found.append(value if value and name in ("href", "src") else name)

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.found += [found[0] for found in ELSEWHERE.finditer(data)]
        self.found += [found[0] for found in BEGUN.finditer(data)]

    def handle_charref(self, name: str) -> None:
        self._entity(f"&#{name}")

    def handle_entityref(self, name: str) -> None:
        self._entity(f"&{name}")

    def _entity(self, written: str) -> None:
        if UNSEEN.search(unescape(f"{written};")):
            self.found.append(written)

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data[:20]}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"<!{decl[:20]}")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"<![{data[:20]}")

    def handle_pi(self, data: str) -> None:
        if not (self.picture and data.startswith("xml ")):
            self.found.append(f"<?{data[:20]}")


def _of_page(tag: str, name: str, value: str) -> bool:
    if name in ("href", "src"):
        return is_harmless_address(value, picture=tag == "img")
    return name in PAGE_ATTRIBUTES.split() or name.startswith("aria-")


def _of_picture(name: str, value: str) -> bool:
    handler = name.startswith("on") or name.rpartition(":")[2] in ("href", "src", "base")
    return not handler and not (name != "d" and ELSEWHERE.search(value))


def is_harmless_address(address: str, *, picture: bool = False) -> bool:
    """Whether an address is one of this site or, unless it is that of a picture, one of http, https or mailto."""
    plain = BLANK.sub("", address)
    head = re.split(r"[/?#]", plain, maxsplit=1)[0]
    if UNSEEN.search(plain) or "\\" in plain or plain.startswith("//"):
        return False
    return ":" not in head or (not picture and head.partition(":")[0].lower() in SCHEMES)


def active_in_page(text: str) -> tuple[str, ...]:
    """What a browser would carry out or fetch if this Markdown were a page."""
    try:
        html = Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS, output_format="html").convert(text)
    except RecursionError:  # lists within lists without end
        return ("",)
    return _inspected(html, _Inspector(PAGE_TAGS))


@lru_cache(maxsize=256)
def active_in_picture(text: str) -> tuple[str, ...]:
    """The same for an SVG file, which is a page of its own when somebody opens it."""
    return _inspected(text, _Inspector(PICTURE_TAGS, picture=True))


def _inspected(html: str, inspector: _Inspector) -> tuple[str, ...]:
    inspector.feed(html)
    inspector.close()
    return tuple(dict.fromkeys(inspector.found))
