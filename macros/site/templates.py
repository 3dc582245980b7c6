"""The Jinja environment of the archive's own templates; texts are escaped unless they are marked as markup."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from textwrap import dedent

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from macros.site.plain import code, words

FOLDER = Path(__file__).resolve().parent.parent / "templates"


_MARKDOWN = str.maketrans({char: f"&#{ord(char)};" for char in "[]*_`\\{}"})


def inert(text: str) -> Markup:
    """Text as HTML that Markdown leaves alone: the name of a record stays a name wherever its link is written."""
    return Markup(escape(text).translate(_MARKDOWN))  # escaped one call before


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The environment, made once a process."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    made.filters |= {"ordinal": ordinal, "dedent": dedent, "code": code, "words": words}
    return made


def ordinal(number: int) -> str:
    """A whole number from 1 as an English ordinal: 1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


@lru_cache(maxsize=64)
def template(name: str) -> Template:
    """A template by its path below the folder of templates."""
    return environment().get_template(name)
