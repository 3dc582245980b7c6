"""Finished pages are checked before they are written: what a page must not hold ends the build.

Records are checked and templates escape, so nothing should be found here. This is the second lock; it does not know how
a page was made. `ELEMENTS` is the one list of what our templates use. A new element, attribute or script of a template
is added here, if it would be harmless even if an attacker wrote it into a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from macros.core.reading.markup import is_harmless_address
from macros.core.reading.tags import Tag, tag, unseen, words, written

_EVERYWHERE = "class dir hidden id lang role tabindex title"
_SVG = "class text-anchor transform x y"
_LISTED = {
    "a": "download href hreflang rel transform type",
    "button": "type disabled",
    "circle": f"{_SVG} cx cy r",
    "col colgroup": "span",
    "details": "open name",
    "ellipse": f"{_SVG} cx cy rx ry",
    "fieldset": "disabled",
    "form": "action method",
    "g": f"{_SVG} focusable stroke-width stroke-dasharray",
    "html": "prefix",
    "img": "alt height loading src width",
    "input": "autocomplete checked disabled enterkeyhint inputmode max maxlength min name placeholder"
    " spellcheck step type value",
    "label output": "for",
    "line": f"{_SVG} x1 x2 y1 y2",
    "link": "as crossorigin href hreflang rel title type",
    "meta": "charset content http-equiv name property",
    "ol": "reversed start type",
    "option": "disabled label selected value",
    "path": f"{_SVG} d pathlength stroke-width",
    "polygon polyline": f"{_SVG} points",
    "progress meter": "max min value",
    "rect": f"{_SVG} height rx ry width",
    "script": "defer src type",
    "select": "disabled multiple name size",
    "svg": f"{_SVG} focusable height preserveaspectratio viewbox width",
    "td th": "abbr align colspan headers rowspan scope",
    "text tspan": f"{_SVG} dominant-baseline dx dy font-size textlength",
    "time ins del": "datetime",
    (
        "abbr address article aside b bdi blockquote body br caption cite code dd desc dfn div dl dt em figcaption "
        "figure footer h1 h2 h3 h4 h5 h6 head header hr i kbd legend li main mark nav p pre q rp rt ruby s samp search "
        "section small span strong sub summary sup table tbody tfoot thead title tr u ul var wbr"
    ): "",
}
ELEMENTS = {name: words(f"{_EVERYWHERE} {own}") for names, own in _LISTED.items() for name in names.split()}
"""Every element of our pages with its attributes; all may have `aria-*` and `data-*`."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none';script-src 'self';style-src 'self';font-src 'self';"
    "img-src 'self' data:;connect-src 'self';base-uri 'none';form-action 'self'"
)
"""The policy of each page: the browser refuses what got past every other check."""
_OWN_SCRIPTS = "script-src 'self'"
SEARCH_POLICY = CONTENT_SECURITY_POLICY.replace(_OWN_SCRIPTS, f"{_OWN_SCRIPTS} 'wasm-unsafe-eval'")
"""The policy of a page that searches: Pagefind is WebAssembly."""
_DIGEST = r"\.[0-9a-f]{8}"
"""What of the name of a file tells its content."""
_SCRIPT = rf"js/[a-z0-9-]+{_DIGEST}\.js"
"""Our scripts, below `assets/`, where only our part of the theme can put a file.

All others are data that browsers do not run.
"""
DATA = ("application/ld+json", "application/json")
_META_NAMES = re.compile(
    r"viewport|referrer|color-scheme|description|robots|author|theme-color|(?:dc|dcterms|z|citation|twitter)[:._][\w:.-]+"
)
_PROPERTIES = re.compile(r"(?:og|article|profile|book)(?::\w+)+")
_FETCHED = {
    "icon": rf"icon{_DIGEST}\.svg",
    "preload": rf"fonts/[\w-]+{_DIGEST}\.woff2",
    "stylesheet": rf"css/[\w-]+{_DIGEST}\.css",
}
"""What a browser fetches by itself because of a link in the head, each below `assets/`."""
_RELATIONS = re.compile(
    r"alternate|author|canonical|cite-as|collection|describedby|help|index|item|license|linkset|next|prev|search|type|up|"
    r"schema\.\w+"
)
_LINKED = re.compile(r'\shref=(?:"([^"]*)"|([^\s"<>]+))')
_REST = r"[!-%'-;=?-\[\]-~]*"
"""Signs of ASCII that can be seen, but `&`, `<`, `>` and the stroke to the left."""
_PLAIN_LINK = re.compile(rf"https?://{_REST}|(?:[\w.%~-]+[/?#]|#){_REST}", re.ASCII).fullmatch
"""The form of nearly all links. It is harmless: it has http, https or no scheme, and nothing that stands for more."""
_POLICIES = ("<meta http-equiv=Content-Security-Policy ", '<meta http-equiv="Content-Security-Policy" ')
_JUDGED_BY_VALUE = words("script link meta input img form")
"""Elements whose other values are judged too, or that fetch what they name."""
_INPUTS = words("checkbox number radio range search text")
_UP = re.compile(r"(?:\.\./)*")
DOCTYPE = "<!doctype html>"
MOST_SOUND = 8_000
"""How many pieces, and how many tags, are known in which nothing is wrong, before they are read anew."""


def refreshing(html: str) -> str:
    """A finished page that may refresh itself while it is served, by a script of MkDocs in it. Never published."""
    return html.replace(f";{_OWN_SCRIPTS}", f";{_OWN_SCRIPTS} 'unsafe-inline'", 1)


def wrong_in_page(html: str, root: str = "/") -> list[str]:
    """The faults of a whole page: what it must not hold, or lacks; `root` is the path of the site on its server."""
    if not html.startswith(DOCTYPE):
        return [f"does not begin with {DOCTYPE}"]
    found = wrong_in_part(html[len(DOCTYPE) :], root)
    if sum(map(html.count, _POLICIES)) != 1:
        found.append("has no content security policy, or two")
    return found


def wrong_in_part(html: str, root: str = "/") -> list[str]:
    """The faults of a part of a page: what it must not hold, as it is written, each once.

    A page is cut before each tag. Most pieces, a tag with the text behind it, were in earlier pages, and no piece makes
    another one wrong; so only the new ones are read, all at once. If they have a fault, the whole page is read, which
    finds the faults in their order.
    """
    known = _sound(root)
    before, *pieces = html.split("<")
    new = {*pieces} - known.pieces
    if (new or before) and _faults("<".join([before, *new]), root, known.tags):
        return _faults(html, root, set())
    if len(known.pieces) > MOST_SOUND:
        known.pieces.clear()
    known.pieces.update(new)
    return []


def _faults(html: str, root: str, sound: set[str]) -> list[str]:
    """The faults of a text in their order; the tags in which nothing is wrong are added to those that are known."""
    found, loose = written(html, sound)
    closer = _closer(found)
    wrong = [(text, word) for text in found if text in closer for word in _wrong(text, root)] if closer else []
    if len(sound) > MOST_SOUND:
        sound.clear()
    sound |= found.keys() - {text for text, _ in wrong}
    words = [word for _, word in wrong]
    return list(dict.fromkeys([*words, *([loose] if loose else []), *map(_named, unseen(html))]))


class _Sound(NamedTuple):
    pieces: set[str]
    tags: set[str]


@lru_cache(maxsize=4)
def _sound(root: str) -> _Sound:
    """Pieces and tags in which nothing is wrong, as earlier pages have written them."""
    del root
    return _Sound(set(), set())


def _closer(tags: dict[str, str]) -> set[str]:
    """The tags that need a closer look: most have nothing wrong, as far as their shapes and their addresses show."""
    shapes = set(tags.values())
    harmless = {shape for shape in shapes if _is_harmless_shape(shape)}
    linking = {shape for shape in harmless if "href" in shape}
    if not _are_harmless_links("".join([text for text, shape in tags.items() if shape in linking])):
        harmless -= linking
    return {text for text, shape in tags.items() if shape not in harmless} if len(harmless) < len(shapes) else set()


def _are_harmless_links(tags: str) -> bool:
    linked = _LINKED.findall(tags)
    links = {one or plain for one, plain in linked}
    return len(linked) == tags.count("href=") and all(_PLAIN_LINK(link) or _is_harmless_link(link) for link in links)


@lru_cache(maxsize=5_000)
def _is_harmless_link(written: str) -> bool:
    return is_harmless_address(unescape(written))


def _named(written: str) -> str:
    return written if written.startswith("&") else f"the invisible character U+{ord(written):04X}"


@lru_cache(maxsize=5_000)
def _is_harmless_shape(known: str) -> bool:
    """Whether a tag of this shape can have nothing wrong but the address of a link, whatever its values are."""
    read = tag(known)
    names = [name for name, _ in read.attributes]
    judged = read.name in _JUDGED_BY_VALUE or not {"src", "action"}.isdisjoint(names)
    return known.islower() and not judged and len(set(names)) == len(names) and not _wrong(known, "/")


def _wrong(text: str, root: str) -> tuple[str, ...]:
    read = tag(text)
    known = ELEMENTS.get(read.name)
    if known is None or (read.closes and read.attributes):
        return (f"<{read.name}",)
    unknown = (name for name, _ in read.attributes if name not in known and not name.startswith(("aria-", "data-")))
    return (*(f"<{read.name} {name}" for name in unknown), *_wrong_values(read, root))


def _wrong_values(tag: Tag, root: str) -> Iterator[str]:
    """The values that would fetch, send or run something."""
    if tag.closes:
        return
    seen: set[str] = set()
    inner = tag.name in ("img", "form", "link", "script") and not _is_metadata(tag)
    for name, value in tag.attributes:
        if name in ("href", "src", "action") and not is_harmless_address(value, picture=inner):
            yield f'<{tag.name} {name}="{value[:60]}"'
        if name in seen:
            yield f"<{tag.name} {name} twice"
        seen.add(name)
    check = {"script": _is_ours, "link": _is_link, "meta": _is_meta, "input": _is_input, "form": _is_form}.get(tag.name)
    if check and not check(tag, root):
        yield f"<{tag.name} " + " ".join(f'{name}="{value[:60]}"' for name, value in tag.attributes)


def _own(address: str | None, root: str, form: str) -> bool:
    """Whether an address, relative or not, is that of one of our own files."""
    path = (address or "").removeprefix(root) if root != "/" else (address or "").removeprefix("/")
    return bool(re.fullmatch(f"assets/(?:{form})", _UP.sub("", path, count=1)))


def _is_ours(tag: Tag, root: str) -> bool:
    if tag.value("src") is None:
        return tag.value("type") in DATA
    return _own(tag.value("src"), root, _SCRIPT) and tag.value("type") in (
        None,
        "module",
    )


def _is_metadata(tag: Tag) -> bool:
    relations = (tag.value("rel") or "-").lower().split()
    return tag.name == "link" and all(_RELATIONS.fullmatch(relation) for relation in relations)


def _is_link(tag: Tag, root: str) -> bool:
    form = _FETCHED.get((tag.value("rel") or "").lower())
    return _own(tag.value("href"), root, form) if form else _is_metadata(tag)


def _is_meta(tag: Tag, _root: str) -> bool:
    names = {name: value for name, value in tag.attributes if name != "content"}
    if names == {"http-equiv": "Content-Security-Policy"}:
        return tag.value("content") in (CONTENT_SECURITY_POLICY, SEARCH_POLICY)
    if names == {"charset": "utf-8"}:
        return tag.value("content") is None
    forms = {"name": _META_NAMES, "property": _PROPERTIES}
    return bool(names) and all(name in forms and forms[name].fullmatch(value) for name, value in names.items())


def _is_input(tag: Tag, _root: str) -> bool:
    return (tag.value("type") or "text") in _INPUTS


def _is_form(tag: Tag, _root: str) -> bool:
    return tag.value("method") in (None, "dialog")  # which sends nothing
