"""`llms.txt`: what programs that read the site should know first (proposal at llmstxt.org)."""

from __future__ import annotations

from macros.site.site import Site
from macros.site.templates import template


def llms_txt(site: Site) -> str:
    """The file: what the archive is, how its claims are to be quoted, and where the texts and records are."""
    return template("files/llms.txt.j2").render(site=site, citation=site.archive.citation)
