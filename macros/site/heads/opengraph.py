"""Previews of a page in messages and social networks: the Open Graph protocol and the card of X (Twitter)."""

from __future__ import annotations

from macros.site.heads.page import CARD_KINDS, LANGUAGE, Described, MetaTag, abstract, card, revision
from macros.site.site import Site

LOCALES = {"en": "en_GB", "ko": "ko_KR", "zh": "zh_CN"}
"""The language of each edition as the Open Graph protocol writes it."""
WIDTH, HEIGHT = "800", "420"
"""Pixels of a picture; `pictures/cards.py` draws them."""


def preview(site: Site, page: Described) -> list[MetaTag]:
    """The Open Graph properties of a page; none for pages that search engines should ignore.

    The description is word for word the abstract of the item that Zotero saves, since Zotero prefers this one. There is
    no `published_time`: Zotero would take it for the date of the document. The address is in `rel=canonical`. Of a
    picture of its own a page says size and words, of the picture of the whole site only the address.
    """
    if page.hidden:
        return []
    revised = revision(site, page)
    name = site.name if page.language == LANGUAGE else site.archive.labels.text("site.name", page.language)
    own = page.record is not None and page.record.kind_id in CARD_KINDS
    tags = [
        ("og:title", page.title),
        ("og:type", "article" if page.record else "website"),
        ("og:image", card(site, page)),
        ("og:image:width", WIDTH if own else ""),
        ("og:image:height", HEIGHT if own else ""),
        ("og:image:alt", f"{page.title}{'。' if page.language == 'zh' else '. '}{name}" if own else ""),
        ("og:site_name", name),
        ("og:description", abstract(site, page)),
        ("og:locale", LOCALES[page.language]),
        ("article:modified_time", revised.date if revised and page.record else ""),
    ]
    return [MetaTag(name, content) for name, content in tags if content]


SAME = {"dcterms.title": "og:title", "description": "og:description"}
"""Tags that often have the same words as one of a preview; one tag can then be both, by name and by property."""


def merged(named: list[MetaTag], previewed: list[MetaTag]) -> tuple[list[MetaTag], list[MetaTag]]:
    """The named tags, each also as the property of the preview that says the same, and what is left of the preview.

    Zotero reads the name where a tag has both; networks and messengers read the property.
    """
    left = {tag.name: tag.content for tag in previewed}
    both = []
    for tag in named:
        one = SAME.get(tag.name, "")
        same = left.get(one) == tag.content
        both.append(tag._replace(property=one) if same else tag)
        if same:
            del left[one]
    return both, [tag for tag in previewed if tag.name in left]
