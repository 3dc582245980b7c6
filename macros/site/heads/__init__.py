"""The heads of pages: what Zotero, search engines, link previews and FAIR programs read of them."""

from __future__ import annotations

from markupsafe import Markup

from macros.site.addresses import FEED, up
from macros.site.heads.feed import FEED_TYPE
from macros.site.heads.jsonld import claims_files, jsonld
from macros.site.heads.opengraph import merged, preview
from macros.site.heads.page import LANGUAGE, Described, HeadLink, MetaTag, abstract, permalink, revision
from macros.site.heads.signposting import alternates, links, linkset, linksets
from macros.site.heads.zotero import SCHEMAS, item
from macros.site.site import Site
from macros.site.templates import template

__all__ = ["Described", "claims_files", "head", "linkset", "linksets", "revision"]


def head(site: Site, page: Described) -> Markup:
    """Everything in the head of a page but charset, viewport, title, icon, fonts, styles and scripts.

    Every page is its own canonical address. A retired page asks not to be indexed, and nothing is saved, cited or
    previewed from it. A page of citations saves its record. The page for unknown addresses has no address. A page in
    another language saves the same as the English one, which is cited, and has no other data of its own. Which
    languages a page is in is said by its menu of languages and by the sitemap.
    """
    edition = page.language != LANGUAGE
    saved = item(site, page)
    summary = MetaTag("description", abstract(site, page) if saved else page.description)
    named, previewed = merged([*saved, summary], preview(site, page))
    found = _edition_links(site, page) if edition else [*links(site, page), *alternates(site, page)]
    context = {
        "page": page,
        "canonical": "" if page.silent and not page.retired else site.absolute(page.address),
        "schemas": SCHEMAS if saved else {},
        "item": named[:-1],
        "described": named[-1],
        "preview": previewed,
        "links": [_near(site, page, link) for link in found],
        "jsonld": "" if edition else jsonld(site, page),
    }
    return Markup(template("parts/head.html.j2").render(**context))  # a template that escapes


def _edition_links(site: Site, page: Described) -> list[HeadLink]:
    """The typed links of a page in another language."""
    feed = HeadLink("alternate", site.absolute(f"{page.language}/{FEED}"), FEED_TYPE)
    return [HeadLink("cite-as", permalink(site, page)), feed]


def _near(site: Site, page: Described, link: HeadLink) -> HeadLink:
    """A link as the page writes it: by the shortest way on this site, in full if it is what is cited or elsewhere."""
    if link.rel == "cite-as" or not link.href.startswith(site.base):
        return link
    address = link.href.removeprefix(site.base)
    below = address.removeprefix(page.address) if page.address else address
    return link._replace(href=below if below and below != address else up(page.uri) + address or "./")
