"""Pictures: SVG files that only draw. An SVG that somebody opens is a page of its own and could do all a page can.

Allowed is only what draws: elements, attributes with the form of their values, and style properties are listed here.
Expat reads the text as XML, as browsers do. Document types, entities and processing instructions are refused, so the
picture contains nothing that is not read here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from macros.core.reading.tags import unseen, words

NAMESPACE = "http://www.w3.org/2000/svg"
_ELEMENTS = words(
    "circle clipPath defs desc ellipse g line linearGradient marker path polygon polyline radialGradient rect stop "
    "style svg text title tspan"
)
_LINK = "a"
"""What else a picture within a page of ours may hold, with its `href`."""
_DRAWN = r"[^<]*(?:<(?!/?svg\b)[^<]*)*"
"""What is drawn up to where a drawing begins or ends."""
PICTURE = rf"<svg\b{_DRAWN}(?:<svg\b{_DRAWN}</svg>{_DRAWN})*</svg>"
"""A picture within a page of ours, as a pattern: it may hold smaller ones, such as marks placed in per cent."""
SHARED = words("clipPath linearGradient marker radialGradient")
"""What is drawn again for each reference to it. It must be small and refer to nothing, so that drawing always ends."""
MAX_SHARED = 12
"""Most elements within all shared parts together."""
_MAX_DEPTH = 30
"""Most levels of nested elements."""
MAX_FOUND = 100
"""Most faults that are reported for one picture."""
_FORMS = {
    r"[^\\\x00-\x1f]*": "aria-describedby aria-hidden aria-label aria-labelledby class focusable id lang role xml:lang",
    r"[#a-zA-Z0-9 -]*|url\(#[A-Za-z][\w-]*\)": (
        "clip-path color fill marker-end marker-mid marker-start stop-color stroke"
    ),
    r"[-+0-9.,%eE \n]*": (
        "cx cy dx dy fill-opacity font-size fx fy height letter-spacing markerHeight markerWidth offset opacity points "
        "r refX refY rotate rx ry stop-opacity stroke-dasharray stroke-dashoffset stroke-miterlimit stroke-opacity "
        "stroke-width tabindex textLength version viewBox width x x1 x2 y y1 y2"
    ),
    r"[-+0-9.,eE \nmMzZlLhHvVcCsSqQtTaA]*": "d",
    r"(?:(?:translate|rotate|scale|matrix|skewX|skewY)\([-+0-9.,eE ]*\)[ ,]*)*": "gradientTransform transform",
    r"[a-zA-Z0-9 -]*": (
        "clip-rule clipPathUnits dominant-baseline fill-rule font-style font-weight gradientUnits lengthAdjust "
        "markerUnits orient paint-order preserveAspectRatio spreadMethod stroke-linecap stroke-linejoin text-anchor "
        "vector-effect"
    ),
    r"[\w ,'-]*": "font-family",
}
ATTRIBUTES = {name: re.compile(form) for form, names in _FORMS.items() for name in names.split()}
"""Every allowed attribute with the form of its value: none of them can fetch or execute anything."""
_DECLARATION = re.compile(
    r"\s*(?:fill|fill-opacity|font-family|font-size|font-style|font-weight|letter-spacing|opacity|stroke|"
    r"stroke-dasharray|stroke-linecap|stroke-linejoin|stroke-opacity|stroke-width|text-anchor):[\w\s#.,%'-]+"
)
_SELECTOR = re.compile(r"[\w\s.,-]+")
_SCHEME = re.compile(r"\s*@media \(prefers-color-scheme: (?:dark|light)\)\s*")


class Wrong(NamedTuple):
    """Something that does not belong in a picture, with its line."""

    line: int
    what: str


class _StopError(Exception):
    """Raised to leave the rest of the text unread."""


class _Reader:
    """Goes through a picture once and collects what is not plain drawing."""

    def __init__(self, *, ours: bool) -> None:
        self.ours, self.found, self.style = ours, list[Wrong](), list[str]()
        self.open: list[str] = []
        self.shared = 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = lambda *_: self._stop("<!DOCTYPE")
        self.parser.ProcessingInstructionHandler = lambda target, _: self._wrong(f"<?{target}")
        self.parser.CommentHandler = lambda _: self._wrong("<!--")
        self.parser.StartCdataSectionHandler = lambda: self._wrong("<![CDATA[")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def read(self, text: str) -> list[Wrong]:
        try:
            self.parser.Parse(text.encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError as error:
            self.found.append(Wrong(error.lineno, f"XML that cannot be read ({expat.ErrorString(error.code)})"))
        except _StopError:
            pass
        return self.found

    def _wrong(self, what: str) -> None:
        self.found.append(Wrong(self.parser.CurrentLineNumber, what))

    def _stop(self, what: str) -> None:
        self._wrong(what)
        raise _StopError

    def _declaration(self, version: str, encoding: str | None, _alone: int) -> None:
        if version != "1.0" or (encoding or "utf-8").lower() != "utf-8":
            self._stop(f"<?xml encoding={encoding}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        link = self.ours and name == _LINK
        if name not in _ELEMENTS and not link:
            self._wrong(f"<{name}")
        if (name == "svg") != (not self.open) and not (self.ours and name == "svg" and "svg" not in self.open[1:]):
            self._wrong(f"<{name} {'first' if not self.open else 'within a picture'}")
        if len(self.open) >= _MAX_DEPTH or len(self.found) >= MAX_FOUND:
            self._stop(f"elements within elements, more than {_MAX_DEPTH} deep, or much else that does not draw")
        within = any(outer in SHARED for outer in self.open)
        self.shared += within
        if self.shared > MAX_SHARED:
            self._stop(f"more than {MAX_SHARED} elements within markers, gradients and clipping paths")
        self.open.append(name)
        for key, value in attributes.items():
            known = (link and key == "href") or (name == "svg" and key == "xmlns" and value == NAMESPACE)
            if not known and not _is_plain(key, value, within):
                self._wrong(f'{key}="{value[:60]}"')

    def _end(self, name: str) -> None:
        self.open.pop()
        if name == "style" and not _is_plain_style("".join(self.style)):
            self._wrong("a style that is more than colours, lines and letters")
        self.style.clear()

    def _text(self, text: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style.append(text)


def _is_plain(name: str, value: str, within: bool) -> bool:
    form = ATTRIBUTES.get(name)
    return bool(form and form.fullmatch(value)) and not (within and "(#" in value)


def _is_plain_style(css: str) -> bool:
    """Whether a style has only rules with known properties and plain values, perhaps for one colour scheme."""
    scheme = rule = False
    for part in re.findall(r"[^{}]*[{}]|[^{}]+", css):
        inner, end = (part[:-1], part[-1]) if part[-1] in "{}" else (part, "")
        if rule:
            plain = end == "}" and all(_DECLARATION.fullmatch(one) for one in inner.split(";") if one.strip())
            rule = False
        elif end == "{":
            media = not scheme and bool(_SCHEME.fullmatch(inner))
            plain = media or bool(_SELECTOR.fullmatch(inner))
            scheme, rule = scheme or media, not media
        else:
            plain, scheme = not inner.strip() and scheme == bool(end), False
        if not plain:
            return False
    return not (scheme or rule)


@lru_cache(maxsize=256)
def not_drawn(text: str, *, ours: bool = False) -> tuple[Wrong, ...]:
    """Everything in an SVG that is not plain drawing, each once.

    In pictures that are `ours`, within a page, links and smaller pictures are allowed.
    """
    hidden = (Wrong(1, f"the invisible character {written!r}") for written in unseen(text))
    return tuple(dict.fromkeys([*_Reader(ours=ours).read(text), *hidden]))
