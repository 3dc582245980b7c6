"""The heads of pages: what Zotero, search engines, link previews and FAIR programs read of them."""

from __future__ import annotations

from markupsafe import Markup

from macros.site.heads.jsonld import jsonld
from macros.site.heads.opengraph import preview
from macros.site.heads.page import Described, revision
from macros.site.heads.signposting import alternates, links, linkset, linksets
from macros.site.heads.zotero import SCHEMAS, item
from macros.site.site import Site
from macros.site.templates import template

__all__ = ["Described", "head", "linkset", "linksets", "revision"]


def head(site: Site, page: Described) -> Markup:
    """Everything in the head of a page but charset, viewport, title, icon, fonts, styles and scripts.

    Every page is its own canonical address. A retired page asks not to be indexed, and nothing is saved, cited or
    previewed from it. A page of citations saves its record. The page for unknown addresses has no address.
    """
    saved = item(site, page)
    context = {
        "page": page,
        "canonical": "" if page.silent and not page.retired else site.absolute(page.address),
        "schemas": SCHEMAS if saved else {},
        "item": saved,
        "preview": preview(site, page),
        "links": [*links(site, page), *alternates(site, page)],
        "jsonld": jsonld(site, page),
    }
    return Markup(template("parts/head.html.j2").render(**context))  # a template that escapes
