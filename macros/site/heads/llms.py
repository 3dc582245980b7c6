"""`llms.txt`: what programs that read the site should know first (proposal at llmstxt.org)."""

from __future__ import annotations

import re

from macros.site.site import Site
from macros.site.templates import template


def llms_txt(site: Site) -> str:
    """The file: what the archive is, how its claims are to be quoted, and where the texts and records are."""
    plain = {"name": _plain(site.name), "abstract": _plain(site.archive.citation.abstract)}
    return template("files/llms.txt.j2").render(site=site, **plain)


def _plain(text: str) -> str:
    """A text that Markdown shows as it was written, though it may look like a link, a tag or an entity."""
    return re.sub(r"([\\\[\]*_`~])", r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;")
