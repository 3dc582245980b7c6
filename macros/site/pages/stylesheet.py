"""The stylesheet of the site: written in parts by subject and joined when the site is built, for one request."""

from __future__ import annotations

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
    "maps",
    "timelines",
    "matrices",
    "search",
    "home",
    "citing",
    "forced-and-print",
)
"""The parts in the order in which they are joined: of two rules with the same weight, a browser takes the later."""


def stylesheet(theme: Path) -> str:
    """The parts of one theme, joined. Raises OSError if one of them cannot be read."""
    return "\n".join((theme / CSS_FOLDER / f"{part}.css").read_text("utf-8") for part in STYLESHEET_PARTS)
