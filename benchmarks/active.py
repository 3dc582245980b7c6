"""What a browser would execute, fetch or send in finished HTML, and what is invisible in it.

The markup is read by html5lib, as a browser reads it, and compared with a separate list: the archive's own inspection
of pages is not used: its faults are found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib

OUR_HEAD = frozenset({"charset", "content", "http-equiv", "name", "property"})
DATA = ("application/ld+json", "application/json")
"""Scripts that browsers do not execute."""
OUR_SCRIPT = re.compile(r"(?:\.\./)*\.?/?assets/js/[a-z-]+\.[0-9a-f]+\.js")
OUR_FILE = re.compile(r"(?:\.\./)*\.?/?assets/(?:js|css|fonts|icon)[\w./-]*")
FETCHED = frozenset({"icon", "preload", "stylesheet"})
"""Relations of links for which a browser fetches something; others are for programs alone."""
HARMFUL = frozenset(
    """
    animate animatemotion animatetransform applet audio base bgsound embed feimage foreignobject frame frameset iframe
    image isindex keygen layer listing marquee math noembed noscript object param plaintext portal set slot source
    style template textarea track use video xmp
    """.split()  # noqa: SIM905 # a list of words is read more easily than one of quoted words
)
"""Elements that carry out, fetch or hide something, or in which a browser reads text by other rules."""
ATTRIBUTES = frozenset(
    """
    action autofocus background cite classid codebase contenteditable data dynsrc formaction formmethod formtarget
    http-equiv integrity is lowsrc manifest nonce ping popover popovertarget poster profile slot srcdoc srcset style
    target usemap xlink:href xml:base
    """.split()  # noqa: SIM905
)
"""Attributes that fetch, send or move something, or give a name to what a script may look for."""
OURS = frozenset({"body", "head", "html", "link", "main", "meta", "title"})
"""Elements of the template of pages, which no text of a record or page may bring."""
ALLOWED = {("form", "action"), ("meta", "http-equiv")}
SCHEMES = frozenset({"", "http", "https", "mailto"})
LOCAL = ("img", "form", "script", "input")
"""Elements whose addresses may only lead to the site itself."""
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Control characters, and characters that change the direction of text or have no width."""
_BLANK = re.compile(r"[\x00-\x20]")


class Page(NamedTuple):
    """A page as a browser reads it: what of it is active, its faults, ids, addresses, texts and data for programs.

    An address is given with the element that holds it. `texts` has the text of the whole page first, then the values of
    attributes that are shown or read aloud.
    """

    active: tuple[str, ...]
    faults: tuple[str, ...]
    ids: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    texts: tuple[str, ...]
    data: tuple[str, ...]


def active(html: str) -> list[str]:
    """Every active element and attribute and every invisible character of a piece of a page; data are allowed in it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(html)
    return list(dict.fromkeys([*_head_of_page(html), *active_in(tree)]))


def active_in(tree: Element) -> list[str]:
    """The same of a tree that was read by somebody else, such as a reader of XML."""
    return [*_in_tree(tree, part=True), *_unseen("".join(map(str, tree.itertext())))]


def _head_of_page(html: str) -> Iterator[str]:
    """The tags of the frame of a page, which a reader of fragments drops without a word."""
    yield from re.findall(r"<(?:html|head|body|frameset)\b", html, re.IGNORECASE)


@lru_cache(maxsize=4_000)
def page(html: str) -> Page:
    """A whole page."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html)
    faults = (f"{line}: {code} {values or ''}".strip() for (line, _), code, values in parser.errors)
    elements = [element for element in tree.iter() if _is_element(element)]
    values = [(element, name, value) for element in elements for name, value in element.attrib.items()]
    addresses = (
        (_name(element), value) for element, name, value in values if _plain(name) in ("href", "src", "action")
    )
    shown = (value for _, name, value in values if name in ("alt", "content", "title") or name.startswith("aria-label"))
    data = ("".join(element.itertext()) for element in elements if _is_data(element))
    text = "".join(_shown(tree))
    return Page(
        tuple(dict.fromkeys([*_in_tree(tree, part=False), *_unseen(text)])),
        tuple(faults),
        tuple(value for _, name, value in values if name == "id"),
        tuple(addresses),
        (text, *dict.fromkeys(shown)),
        tuple(data),
    )


def _shown(element: Element) -> Iterator[str]:
    """The text of a page without that of its scripts."""
    if element.tag != "script":
        yield element.text or "" if _is_element(element) else ""
        for child in element:
            yield from _shown(child)
            yield child.tail or ""


def _is_element(element: Element) -> bool:
    """Whether it is not a comment, whose tag is a function."""
    return type(element.tag) is str


def _plain(name: str) -> str:
    return name.rpartition("}")[2].lower()


def _name(element: Element) -> str:
    return _plain(str(element.tag))


def _is_data(element: Element) -> bool:
    return element.tag == "script" and element.get("type") in DATA


def _unseen(text: str) -> Iterator[str]:
    yield from (f"U+{ord(sign):04X}" for sign in dict.fromkeys(UNSEEN.findall(text)))


def _in_tree(tree: Element, *, part: bool) -> Iterator[str]:
    for element in tree.iter():
        if not _is_element(element):
            yield f"<!--{(element.text or '')[:20]}"
            continue
        name = _name(element)
        if name in HARMFUL or (part and element.tag in OURS):
            yield f"<{name}"
        elif name in ("script", "link", "meta"):
            yield from _in_frame(element, name)
        for key, value in element.attrib.items():
            yield from _attribute(element, name, str(key), value)


def _in_frame(element: Element, name: str) -> Iterator[str]:
    """What only the template of pages may write."""
    address = element.get("src") or element.get("href") or ""
    if name == "script" and not _is_data(element) and not OUR_SCRIPT.fullmatch(address.removeprefix("/")):
        yield f"<script {address[:40]}"
    if name == "script" and not _is_data(element) and "".join(element.itertext()).strip():
        yield "<script with text"
    if name == "link" and FETCHED & set((element.get("rel") or "icon").lower().split()):
        yield from [] if OUR_FILE.fullmatch(address.removeprefix("/")) else [f"<link {address[:40]}"]
    if name == "meta" and (set(element.attrib) - OUR_HEAD or _commands(element)):
        yield f"<meta {' '.join(element.attrib)}"


def _commands(meta: Element) -> bool:
    return meta.get("http-equiv") not in (None, "Content-Security-Policy")


def _attribute(element: Element, name: str, key: str, value: str) -> Iterator[str]:
    plain = "xlink:href" if "xlink}" in key else _plain(key)
    if plain.startswith("on") or (plain in ATTRIBUTES and (name, plain) not in ALLOWED):
        yield f"<{name} {plain}"
    if plain in ("href", "src", "action"):
        yield from _address(name, plain, value, frame=element.tag in ("link", "script"))
    yield from _unseen(value)


def _address(name: str, key: str, value: str, *, frame: bool) -> Iterator[str]:
    bare = _BLANK.sub("", value)
    try:
        parts = urlsplit(bare)
    except ValueError:
        return  # no browser opens it
    foreign = bool(parts.scheme or parts.netloc or "\\" in bare)
    nameless = not parts.scheme and bare.startswith(("//", "\\"))
    if parts.scheme.lower() not in SCHEMES or nameless or (foreign and name in LOCAL and not frame):
        yield f"<{name} {key}={value[:40]}"
