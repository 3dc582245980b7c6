"""The Jinja environment of the archive's own templates; texts are escaped unless they are marked as markup.

Templates of HTML, SVG and XML may be indented: an indented line continues the line above it. A break between two words
becomes a space, and beside a tag or a mark of Jinja nothing: neither indentation nor breaks reach a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from textwrap import dedent
from urllib.parse import unquote, urlsplit

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from markupsafe import Markup, escape

from macros.core.values.ids import provision_anchor
from macros.core.words.plain import code, words
from macros.site.templates.quick_templates import quicken

TEMPLATE_FOLDER = Path(__file__).resolve().parents[2] / "templates"
_FOLDED = (".html.j2", ".svg.j2", ".xml.j2")
"""Endings of templates in which indented lines continue the line above."""

_BREAK = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\n +(?=\S)", re.DOTALL)
"""A mark of Jinja, where breaks have no meaning, or a break before an indented line."""
_NOTHING = "{#\n#}"
"""What a break becomes: a comment, to keep line numbers."""


class _Folded(Extension):
    """Lines that are indented continue the line above."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template with such lines joined."""
        del filename
        return _BREAK.sub(_joined, source) if name and name.endswith(_FOLDED) else source


def _joined(found: re.Match[str]) -> str:
    if not found[0].startswith("\n"):
        return found[0]
    text = found.string
    beside = text[found.start() - 1] in ">}" or text[found.end()] in "<{"
    return _NOTHING if beside else f" {_NOTHING}"


_STATES = {
    "china": "China",
    "dprk": "North Korea (DPRK)",
    "republic-of-korea": "Republic of Korea",
    "united-states": "United States",
}
_MARKDOWN = str.maketrans({char: f"&#{ord(char)};" for char in "[]*_`\\{}|"})


@lru_cache(maxsize=8192, typed=True)  # markup is not escaped again
def inert(text: str) -> Markup:
    """Text as HTML that Markdown leaves alone: the name of a record stays a name wherever its link is written."""
    return Markup(escape(text).translate(_MARKDOWN))  # escaped one call before


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The environment, made once a process."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATE_FOLDER),
        extensions=[_Folded],
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
    )
    quicken(made)
    made.filters |= {
        "ordinal": ordinal,
        "dedent": dedent,
        "code": _safe(code),
        "words": _safe(words),
        "host": host,
        "decoded": unquote,
        "state": state,
        "provision_anchor": provision_anchor,
    }
    made.tests["web_address"] = lambda text: text.startswith(("http://", "https://"))
    return made


def host(address: str) -> str:
    """The site of an address, without `www.`."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def state(state: str) -> str:
    """A state by its id in the status of an instrument."""
    return _STATES.get(state, state.replace("-", " ").title())


def _safe(plain: Callable[..., str]) -> Callable[..., Markup]:
    """A filter whose result is finished Markdown and is not escaped again."""
    return lambda *given: Markup(plain(*given))


def ordinal(number: int) -> str:
    """A whole number from 1 as an English ordinal: 1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


class CompiledTemplates(BytecodeCache):
    """Templates that were compiled before, by the key that Jinja gives them; those that are compiled now are added."""

    def __init__(self, known: Mapping[str, bytes]) -> None:
        self.known = dict(known)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand a template over, if it is known."""
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Add a template."""
        self.known[bucket.key] = bucket.bytecode_to_string()


def compiled() -> dict[str, bytes]:
    """Every template, compiled: for processes and builds that begin afterwards and have the same code."""
    return _read_all({})


def read_all(known: Mapping[str, bytes]) -> None:
    """Read every template now, and compile none that was compiled before."""
    _read_all(known)


def _read_all(known: Mapping[str, bytes]) -> dict[str, bytes]:
    environment().bytecode_cache = made = CompiledTemplates(known)
    for name in environment().list_templates():
        template(name)
    return made.known


def read_anew() -> None:
    """Forget all templates, since a file of theirs changed."""
    template.cache_clear()
    environment.cache_clear()


@lru_cache(maxsize=256)
def template(name: str) -> Template:
    """A template by its path below the folder of templates."""
    return environment().get_template(name)
