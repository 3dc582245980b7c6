"""Previews of a page in messages and social networks: the Open Graph protocol and the card of X (Twitter)."""

from __future__ import annotations

from macros.site.heads.page import LANGUAGE, Described, MetaTag, abstract, card, revision
from macros.site.heads.translated_pages import LOCALES
from macros.site.site import Site

WIDTH, HEIGHT = "800", "420"
"""Pixels of a picture; `pictures/cards.py` draws them."""


def preview(site: Site, page: Described) -> list[MetaTag]:
    """The Open Graph properties of a page; none for pages that search engines should ignore.

    The description is word for word the abstract of the item that Zotero saves, since Zotero prefers this one. There is
    no `published_time`: Zotero would take it for the date of the document.
    """
    if page.hidden:
        return []
    revised = revision(site, page)
    name = site.name if page.language == LANGUAGE else site.archive.labels.text("site.name", page.language)
    tags = [
        ("og:title", page.title),
        ("og:type", "article" if page.record else "website"),
        ("og:url", site.absolute(page.address)),
        ("og:image", card(site, page)),
        ("og:image:type", "image/png"),
        ("og:image:width", WIDTH),
        ("og:image:height", HEIGHT),
        ("og:image:alt", f"{page.title}. {name}" if page.title != name else name),
        ("og:site_name", name),
        ("og:description", abstract(site, page)),
        ("og:locale", LOCALES[page.language]),
        ("article:modified_time", revised.date if revised and page.record else ""),
    ]
    return [MetaTag(name, content) for name, content in tags if content]
