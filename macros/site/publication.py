"""What is published beside the pages' own text: heads, Markdown copies, data files, pictures, feed and sitemap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.site import addresses
from macros.site.exports import exports
from macros.site.heads import Described, head, linksets, revision
from macros.site.heads.copies import markdown_copy
from macros.site.heads.feed import feed
from macros.site.heads.llms import llms_txt
from macros.site.heads.sitemap import sitemaps
from macros.site.pages.generated import Page
from macros.site.pictures.cards import cards
from macros.site.site import Site


class Publication:
    """One build of the site. Pages are told to it as they are written; the files come at the end."""

    def __init__(self, site: Site, pages: dict[str, Page]) -> None:
        self.site = site
        self.pages = pages
        self._written: list[tuple[str, str | None]] = []

    def described(self, uri: str, title: str, description: str) -> Described:
        """A page, generated or not, as its head describes it."""
        made = self.pages.get(uri)
        address = addresses.page_address(uri)
        if made is None:
            return Described(uri, address, title or self.site.name, description or self.site.archive.citation.abstract)
        retired = made.edit == "data/redirects.yml"
        return Described(uri, address, made.title, made.description, made.record, retired, not made.listed)

    def about(self, shown: Described) -> dict[str, Any]:
        """What the page template shows besides the text: the head, the revision, and the address that is cited."""
        last = revision(self.site, shown)
        address = self.site.absolute(shown.address)
        return {"head": head(self.site, shown), "revision": last.label if last else "", "address": address}

    def record_page(self, shown: Described, html: str) -> tuple[str, str]:
        """Take note of a page that was written; gives its Markdown copy as (path, text)."""
        last = revision(self.site, shown)
        if not shown.hidden:
            self._written.append((shown.address, last.date if last else None))
        label = last.label if last else ""
        text = markdown_copy(html, title=shown.title, address=shown.address, base=self.site.base, revision=label)
        return f"{shown.address}index.md", text

    def files(self, cache: Path) -> Iterator[tuple[str, str | bytes]]:
        """Everything else, as (path below the site's root, content). One file is held in memory at a time."""
        yield from exports(self.site)
        yield from linksets(self.site)
        yield "feed.xml", feed(self.site)
        yield "llms.txt", llms_txt(self.site)
        yield from sitemaps(self.site.base, sorted(self._written))
        for path, picture in cards(self.site, cache):
            yield path, picture()
