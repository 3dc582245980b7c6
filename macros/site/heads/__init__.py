"""The heads of pages: what Zotero, search engines, link previews and FAIR programs read of them."""

from __future__ import annotations

from markupsafe import Markup

from macros.site.addresses import FEED
from macros.site.heads.feed import FEED_TYPE
from macros.site.heads.jsonld import claims_files, jsonld
from macros.site.heads.opengraph import preview
from macros.site.heads.page import LANGUAGE, Described, HeadLink, permalink, revision
from macros.site.heads.signposting import alternates, links, linkset, linksets
from macros.site.heads.translated_pages import translations
from macros.site.heads.zotero import SCHEMAS, item
from macros.site.languages.page_words import PageWords
from macros.site.site import Site
from macros.site.templates import template

__all__ = ["Described", "claims_files", "head", "linkset", "linksets", "revision"]


def head(site: Site, page: Described, words: PageWords | None = None) -> Markup:
    """Everything in the head of a page but charset, viewport, title, icon, fonts, styles and scripts.

    Every page is its own canonical address. A retired page asks not to be indexed, and nothing is saved, cited or
    previewed from it. A page of citations saves its record. The page for unknown addresses has no address. A page in
    another language has no data of its own: it leads to the English one, which is cited. `words` know which languages a
    page is in; without them it is in English alone.
    """
    words = words or PageWords(site.archive.labels, ())
    if page.language != LANGUAGE:
        return _edition_head(site, page, words)
    saved = item(site, page)
    context = {
        "page": page,
        "canonical": "" if page.silent and not page.retired else site.absolute(page.address),
        "schemas": SCHEMAS if saved else {},
        "item": saved,
        "preview": preview(site, page),
        "links": [*links(site, page), *alternates(site, page)],
        "jsonld": jsonld(site, page),
        "translations": [] if page.hidden else translations(site, page, words),
    }
    return Markup(template("parts/head.html.j2").render(**context))  # a template that escapes


def _edition_head(site: Site, page: Described, words: PageWords) -> Markup:
    """The head of a page in another language."""
    context = {
        "page": page,
        "canonical": site.absolute(page.address),
        "schemas": {},
        "item": [],
        "preview": preview(site, page),
        "links": [
            HeadLink("cite-as", permalink(site, page)),
            HeadLink("alternate", site.absolute(f"{page.language}/{FEED}"), FEED_TYPE),
        ],
        "jsonld": "",
        "translations": translations(site, page, words),
    }
    return Markup(template("parts/head.html.j2").render(**context))  # a template that escapes
