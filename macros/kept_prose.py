"""Prose pages as MkDocs converted them before: one with the same text and the same targets is not converted again.

All that MkDocs finds in a page is kept with its HTML: contents, title, anchors, links to anchors. So it warns of a
broken link as if it had converted the page. A page that it warns about while it converts it is not kept.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from macros.core.noting.fingerprints import Fingerprints

_log = logging.getLogger("mkdocs")
_FOUND = ("content", "toc", "_title_from_render", "present_anchor_ids")
"""What converting gives a page, besides its links to anchors."""

Keeping = Callable[[str, bytes, Callable[[], tuple[Any, bool]]], Any]
"""Gives a value that was kept under a name and a key, or makes it; what makes it also says whether it may be kept."""


class KeptProse:
    """The prose pages of one build."""

    def __init__(self, files: Files, keeping: Keeping) -> None:
        self._files, self._keeping = files, keeping
        self._targets = Fingerprints().of([(one.src_uri, one.url, one.inclusion.name) for one in files])

    def take_over(self, page: Page) -> None:
        """Have a page, in which all macros were carried out, converted only if it was not before."""
        if _log.getEffectiveLevel() > logging.DEBUG:  # MkDocs finds no links to anchors otherwise
            vars(page)["render"] = _Conversion(page, page.render, self._files, self._kept)

    def _kept(self, page: Page, make: Callable[[], tuple[Any, bool]]) -> Any:
        key = Fingerprints().of((page.file.src_uri, page.markdown, self._targets))
        return self._keeping(f"prose {page.file.src_uri}", key, make)


class _Conversion:
    """Stands for the method of a page that converts it."""

    def __init__(self, page: Page, convert: Callable[..., None], files: Files, kept: Callable[..., Any]) -> None:
        self._page, self._convert, self._files, self._kept = page, convert, files, kept

    def __call__(self, config: MkDocsConfig, files: Files) -> None:
        found, links = self._kept(self._page, lambda: self._made(config, files))
        vars(self._page).update(found)
        targets = {self._files.get_file_from_path(uri): linked for uri, linked in links.items()}
        self._page.links_to_anchors = {file: linked for file, linked in targets.items() if file}

    def _made(self, config: MkDocsConfig, files: Files) -> tuple[tuple[dict[str, Any], dict[str, Any]], bool]:
        with _listening() as said:
            self._convert(config, files)
        page = self._page
        links = {file.src_uri: linked for file, linked in (page.links_to_anchors or {}).items()}
        return ({name: getattr(page, name) for name in _FOUND}, links), not said


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What MkDocs says meanwhile."""
    said: list[str] = []

    class _Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    ear = _Ear()
    _log.addHandler(ear)
    try:
        yield said
    finally:
        _log.removeHandler(ear)


def told_settings(config: MkDocsConfig) -> str:
    """The settings as MkDocs has them, without the folder of the site; so with what `!ENV` gave them."""
    given = {name: value for name, value in config.items() if name != "site_dir"}
    return json.dumps(given, default=_settings_of, sort_keys=True)


def _settings_of(value: object) -> object:
    """What is set of a plugin, a theme or a group of settings; of anything else its type, since code makes it."""
    held = value.config if isinstance(value, BasePlugin) else value
    static = sorted(held.static_templates) if isinstance(held, Theme) else []
    told = {str(name): one for name, one in held.items()} if isinstance(held, Mapping) else type(held).__name__
    return [told, static]
