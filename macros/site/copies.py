"""Markdown copies of finished pages, for readers that are programs."""

from __future__ import annotations

import re

from html_to_markdown import ConversionOptions, convert
from markupsafe import Markup

from macros.site.templates import template

FOR_SCREENS = ["svg", "form", "nav", "script", "style", "button", "span.Z3988", ".skip", ".links-here"]
"""What serves a reader at a screen alone: pictures (a table stands beside each), forms, pagers, spans for Zotero."""
PASSAGE = re.compile(r'<p class="pn">.*?aria-label="(Passage[^"]*)".*?</p>', re.DOTALL)
TERM = re.compile(r"<dt\b[^>]*>(.*?)</dt>\s*<dd\b[^>]*>", re.DOTALL)
BLANK = re.compile(r"\n{3,}")
HYPHEN = re.compile(r"(?<=\w)\\-(?=\w)")
"""A hyphen within a word is escaped without need."""


def markdown_copy(html: str, *, title: str, address: str, base: str, revision: str) -> str:
    """The article of a page as Markdown (CommonMark with tables), readable alone: every link is absolute.

    `address` is that of the page below `base`, and `revision` what a citation of it says, or empty.
    """
    page = base + address
    text = _marked("term", TERM, _marked("passage", PASSAGE, html))
    options = ConversionOptions(
        bullets="-",
        base_url=page,
        exclude_selectors=FOR_SCREENS,
        expand_abbreviations=False,
        br_in_tables=True,
        compact_tables=True,
        extract_metadata=False,
        escape_misc=True,
        escape_asterisks=True,
        escape_underscores=True,
    )
    body = BLANK.sub("\n\n", HYPHEN.sub("-", convert(text, options).content or "")).strip()
    return template("copy.md.j2").render(body=body, page=page, revision=revision, title=title) + "\n"


def _marked(macro: str, pattern: re.Pattern[str], text: str) -> str:
    """Parts of a page that only its layout tells apart, put into words."""
    shown = getattr(template("copy_parts.html.j2").module, macro)
    return pattern.sub(lambda found: str(shown(Markup(found[1]))), text)  # noqa: S704 # finished HTML
