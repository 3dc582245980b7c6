"""The stylesheet of the site: written in parts by subject, joined and made small when the site is built."""

from __future__ import annotations

import re
from pathlib import Path

CSS_FOLDER = "css"
"""The folder of the theme that holds the parts."""
ADDRESS = "assets/css/archive.css"
"""Where the joined stylesheet is, below the site's root."""
STYLESHEET_PARTS = (
    "tokens",
    "page",
    "record",
    "annotation",
    "lists",
    "claims",
    "pictures",
    "charts",
    "incidents",
    "comparing",
    "trees",
    "kinds",
    "maps",
    "timelines",
    "matrices",
    "search",
    "home",
    "editions",
    "citing",
    "dossier",
    "forced-and-print",
)
"""The parts in the order in which they are joined: of two rules with the same weight, a browser takes the later."""
SITE = '"{site}"'
"""What stands in a part for the address of the site."""


class StylesheetError(Exception):
    """The stylesheet cannot be joined; the message names the part that cannot be read."""


def is_part(uri: str) -> bool:
    """Whether a file of the theme is in the folder of the parts, which are not published one by one."""
    return uri.startswith(f"{CSS_FOLDER}/")


def stylesheet(theme: Path, site: str) -> str:
    """The parts of one theme, joined, without what only those who write them read. Raises StylesheetError."""
    try:
        joined = "\n".join((theme / CSS_FOLDER / f"{part}.css").read_text("utf-8") for part in STYLESHEET_PARTS)
        return small(joined).replace(SITE, f'"{site}"')
    except (OSError, UnicodeDecodeError) as error:
        raise StylesheetError(f"overrides/{CSS_FOLDER}: {error}; pages/stylesheet.py lists the parts") from error


_COMMENT = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/""", re.DOTALL)
_SPACE = re.compile(r"""("[^"\n]*"|'[^'\n]*')|\s*([{};,])\s*|(\s+)""")
_DECLARED = re.compile(r"(?<=[{;])(-*[a-z][a-z0-9-]*): ")


def small(styles: str) -> str:
    """Styles without comments and without the spaces that mean nothing; what is in quotes stays as it is.

    Written by hand, since this is all that compressing leaves to gain.
    """
    bare = _COMMENT.sub(lambda found: found[1] or "", styles)
    tight = _SPACE.sub(lambda found: found[1] or found[2] or " ", bare).strip()
    return _DECLARED.sub(r"\1:", tight).replace(";}", "}") + "\n"
