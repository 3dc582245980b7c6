"""The files that all pages share, under names that tell their content: a browser may keep each for ever.

`overrides/assets/` and the templates use plain names, `assets/js/find.js`; on the site it is `find.3fa2c1d0.js`. A
file that names another one is given the new name of that first, so its own name changes with it. Scripts name a file
from the site's root, styles from their own folder, both in double quotes.
"""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from macros.site.pages.stylesheet import ADDRESS, stylesheet

ASSETS_FOLDER = "assets"
"""The folder of the theme, and of the site, that holds them."""
NOTED_ASSETS = ("assets/icon.svg",)
"""Addresses that others may have noted, which stay beside the new name."""
_LICENCE = ".txt"
"""The ending of licences, which lie beside what they are for and are not published."""
_NAMING = (".css", ".js")
_NAMED = re.compile(r'"((?:\.\./|assets/)[\w./-]+\.[a-z0-9]+)"')
_DIGITS = 8


class AssetError(Exception):
    """A file of the frame cannot be published; the message says which, and why."""


class Assets:
    """The files of one theme by their plain names; paper has the address of the site at the foot of each sheet.

    Raises AssetError, and StylesheetError where styles are missing.
    """

    def __init__(self, theme: Path, site: str) -> None:
        files = sorted(
            path for path in (theme / ASSETS_FOLDER).rglob("*") if path.is_file() and path.suffix != _LICENCE
        )
        self._plain = {path.relative_to(theme).as_posix(): path.read_bytes() for path in files}
        self._plain[ADDRESS] = stylesheet(theme, site).encode()
        self._named: dict[str, str] = {}
        self._made: dict[str, bytes] = {}

    def address(self, plain: str) -> str:
        """Where a file is on the site. Raises AssetError for a file that is not there."""
        if plain not in self._named:
            self._publish(plain, ())
        return self._named[plain]

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Everything that is published, by its address."""
        for plain in self._plain:
            self.address(plain)
        return self._made | {plain: self._plain[plain] for plain in NOTED_ASSETS if plain in self._plain}

    def _publish(self, plain: str, through: tuple[str, ...]) -> str:
        """Give a file its name, and before it those that it names; `through` are the files that led here."""
        if plain in self._named:
            return self._named[plain]
        by = f"overrides/{through[-1]}" if through else "a template"
        if plain not in self._plain:
            raise AssetError(f"{by} names {plain}, which is not in overrides/")
        if plain in through:
            raise AssetError(f"overrides/{plain} and {by} name each other; one has to be handed the other's name")
        content = self._plain[plain]
        if plain.endswith(_NAMING):
            content = _NAMED.sub(
                lambda found: f'"{self._leads(found[1], (*through, plain))}"', content.decode()
            ).encode()
        named = _with_digest(plain, content)
        self._named[plain], self._made[named] = named, content
        return named

    def _leads(self, written: str, through: tuple[str, ...]) -> str:
        """A name in a file, as it is written there, with the new name of what it leads to."""
        here = posixpath.dirname(through[-1])
        relative = written.startswith("../")
        named = self._publish(posixpath.normpath(posixpath.join(here, written)) if relative else written, through)
        return posixpath.relpath(named, here) if relative else named


def _with_digest(plain: str, content: bytes) -> str:
    stem, ending = posixpath.splitext(plain)
    return f"{stem}.{sha256(content).hexdigest()[:_DIGITS]}{ending}"
