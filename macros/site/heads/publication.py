"""What is published of each page besides its text: its head, its place in the sitemap, perhaps a Markdown copy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from macros.core.values.revisions import SLOTS
from macros.site import addresses
from macros.site.contributing.reporting import page_report
from macros.site.heads import Described, head, revision
from macros.site.heads.copies import markdown_copy
from macros.site.languages.marking import mark
from macros.site.languages.page_words import ENGLISH, PageWords
from macros.site.pages.frame import PageFrame
from macros.site.pages.generated import Page
from macros.site.pages.lean import lean
from macros.site.site import Site


class WholePage(NamedTuple):
    """A generated page: its file below the site's root, its HTML, and its Markdown copy if it has one: (path, text)."""

    path: str
    html: str
    copies: tuple[tuple[str, str], ...]


class Publication:
    """The pages of one build of the site, recorded as they are written."""

    def __init__(self, site: Site, pages: dict[str, Page]) -> None:
        self.site = site
        self.pages = pages
        self._written: dict[str, str | None] = {}
        translated = (page.english for page in pages.values() if page.language != ENGLISH)
        self.words = PageWords(site.archive.labels, translated)

    def described(self, uri: str, title: str, description: str) -> Described:
        """A page, generated or not, as its head describes it."""
        made = self.pages.get(uri)
        address = addresses.page_address(uri)
        if made is None:
            return Described(uri, address, title or self.site.name, description or self.site.archive.citation.abstract)
        retired = made.edit == "data/redirects.yml"
        return Described(
            uri,
            address,
            made.title,
            made.description,
            made.record,
            retired,
            not made.listed,
            made.part,
            made.language,
            made.english,
        )

    def about(self, shown: Described) -> dict[str, Any]:
        """What the page template shows besides the text: head, revision, cited address, foot of paper, form."""
        last = revision(self.site, shown)
        address = self.site.absolute(shown.address)
        label = last.label if last else ""
        foot = f"{shown.address} · rev. {label}" if label else shown.address
        report = page_report(self.site, shown.address, label)
        return {
            "head": head(self.site, shown),
            "revision": label,
            "address": address,
            "foot": foot,
            "report": report,
            "language": shown.language,
            "english": shown.in_english,
        }

    def whole(self, page: Page, frame: PageFrame) -> WholePage:
        """A generated page as it is published, but for the latest revision, which is in slots."""
        shown, body = self.described(page.uri, page.title, page.description), page.body()
        html = frame.around(page, self.about(shown), body)
        if page.language == ENGLISH:  # the templates of other editions mark what is in another language
            html = mark(html)
        return WholePage(f"{page.address}index.html", lean(html), tuple(self._copies(shown, body)))

    def enter(self, shown: Described) -> None:
        """Note that a page is written, for the sitemap."""
        if not shown.hidden:
            last = revision(self.site, shown)
            self._written[shown.address] = (self.site.history.day if last is SLOTS else last.date) if last else None

    def _copies(self, shown: Described, html: str) -> Iterator[tuple[str, str]]:
        last = revision(self.site, shown)
        label = last.label if last else ""
        if shown.copied:
            made = markdown_copy(html, title=shown.title, address=shown.address, base=self.site.base, revision=label)
            yield f"{shown.address}index.md", made

    @property
    def written(self) -> list[tuple[str, str | None]]:
        """The addresses of the pages that were written and may be listed, each with the day of its last change."""
        return sorted(self._written.items())
