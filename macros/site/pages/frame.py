"""The frame of every page around the body of a generated one: `overrides/main.html`, filled without MkDocs.

MkDocs fills the same template for prose pages. It gives it the page, the settings and the main navigation; here these
have the same names and nothing that the template does not ask for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from macros.site.pages.generated import Page

TEMPLATE = "main.html"


class NavEntry(NamedTuple):
    """An entry of the main navigation: its words, and the address from the site's root."""

    title: str
    url: str


@dataclass(frozen=True)
class Settings:
    """What the frame says of the whole site: its name, the line of rights, the beginning of links that edit a file."""

    site_name: str
    copyright: str
    edit: str


@dataclass(frozen=True)
class _FramedPage:
    title: str
    meta: Mapping[str, Any]
    url: str
    edit_url: str
    content: str
    is_homepage: bool = False


class PageFrame:
    """The template of one theme, with the settings and the navigation that every page has."""

    def __init__(self, theme: Path, settings: Settings, nav: list[NavEntry]) -> None:
        # The template escapes by itself, as MkDocs asks it to.
        environment = Environment(
            loader=FileSystemLoader(theme),
            auto_reload=False,
            undefined=StrictUndefined,
            autoescape=False,  # noqa: S701
        )
        environment.filters["url"] = _url
        self._template = environment.get_template(TEMPLATE)
        self._settings, self._nav = settings, nav

    def around(self, page: Page, about: Mapping[str, Any], body: str) -> str:
        """The whole page as HTML; `about` is what is published of it besides its text."""
        edit = f"{self._settings.edit}{page.edit}" if page.edit else ""
        shown = _FramedPage(page.title, page.fields, page.address, edit, body)
        return self._template.render(page=shown, about=about, config=self._settings, nav=self._nav)


@pass_context
def _url(context: Context, address: str) -> str:
    return relative(address, context["page"].url)


def relative(address: str, page: str) -> str:
    """The shortest way from a page to an address; both are addresses from the site's root, `.` is the root itself."""
    here, there = _parts(page), _parts(address)
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    way = "/".join([".."] * (len(here) - common) + there[common:]) or "."
    return f"{way}/" if address.endswith("/") else way


def _parts(address: str) -> list[str]:
    return [part for part in address.split("/") if part not in ("", ".")]
