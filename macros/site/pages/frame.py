"""The frame of every page around the body of a generated one: `overrides/main.html`, filled without MkDocs.

MkDocs fills the same template for prose pages. It gives it the page and the settings; here these have the same names
and nothing that the template does not ask for. The words of the frame are the global `words` in both, and
`noted` numbers the links that are printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from macros.site.addresses import folders
from macros.site.languages.page_words import PageWords
from macros.site.pages.assets import Assets
from macros.site.pages.generated import Page
from macros.site.pages.noted_addresses import noted
from macros.site.templates.quick_templates import quicken

TEMPLATE = "main.html"


@dataclass(frozen=True)
class Settings:
    """What the frame says of the whole site: its name, the line of rights, the beginning of links that edit a file."""

    site_name: str
    copyright: str
    edit: str


_PART = re.compile(r'\{% include "([\w./]+)" %\}')
"""Where a template has another one in it."""


class _WholeTemplates(FileSystemLoader):
    """Templates with their parts in place, so that no part is looked for at each page."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        text, path, is_current = super().get_source(environment, template)
        whole = _PART.sub(lambda part: self.get_source(environment, part[1])[0].removesuffix("\n"), text)
        return whole, path, is_current


@dataclass(frozen=True)
class _FramedPage:
    title: str
    meta: Mapping[str, Any]
    url: str
    edit_url: str
    content: str
    is_homepage: bool = False


class PageFrame:
    """The template of one theme, with the settings, the words and the shared files that every page has."""

    def __init__(self, theme: Path, settings: Settings, words: PageWords, assets: Assets) -> None:
        # The template escapes by itself, as MkDocs asks it to.
        environment = Environment(
            loader=_WholeTemplates(theme),
            auto_reload=False,
            undefined=StrictUndefined,
            autoescape=False,  # noqa: S701
            cache_size=-1,
        )
        quicken(environment)
        environment.filters.update(url=_url, asset=assets.address)
        environment.globals.update(words=words, noted=noted)
        for part in environment.list_templates(["html"]):
            environment.get_template(part)  # read now, so that no page has a part that was changed later
        self._template = environment.get_template(TEMPLATE)
        self.settings, self.words = settings, words

    def around(self, page: Page, about: Mapping[str, Any], body: str) -> str:
        """The whole page as HTML; `about` is what is published of it besides its text."""
        edit = f"{self.settings.edit}{page.edit}" if page.edit else ""
        shown = _FramedPage(page.title, page.fields, page.address, edit, body)
        return self._template.render(page=shown, about=about, config=self.settings)


@pass_context
def _url(context: Context, address: str) -> str:
    return relative(address, context["page"].url)


def relative(address: str, page: str) -> str:
    """The shortest way from a page to an address; both are addresses from the site's root, `.` is the root itself."""
    if address in ("", "."):
        return "/".join([".."] * page.count("/")) or "."
    for above, way in _above(page):
        if address.startswith(above):
            return way + address[len(above) :] or "./"
    raise ValueError(f"{address} is not below the root")


_above = lru_cache(maxsize=1)(folders)  # all links of a frame are seen from one page
