"""Links of running text for where it is read without markup: of each only its words are made, not where it leads."""

from __future__ import annotations

from markupsafe import Markup

from macros.site.addresses import RecordLink
from macros.site.pages.links import Links
from macros.site.site import Site
from macros.site.templates import inert

_OURS = "(our reading)"
"""The mark of a law that a passage does not name."""


class PlainLinks(Links):
    """The archive for texts without markup. Links are tags without attributes, taken off with the others."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def href(self, address: str) -> str:  # noqa: ARG002 # nothing is linked
        """No address."""
        return ""

    def ref(self, kind: str, record_id: str, text: str = "", anchor: str = "") -> Markup:  # noqa: ARG002
        """The words of a link to a record: its short name unless a text is given."""
        return _tagged(inert(text or self.site.short_texts[kind].get(record_id, record_id)))

    def link(self, link: RecordLink) -> Markup:
        """The words of a link to a record."""
        return _tagged(inert(link.text))

    @property
    def inline(self) -> _PlainInline:
        """What stands for the template macros for links in running text."""
        return _INLINE


class _PlainInline:
    @staticmethod
    def claim(_href: str, text: Markup, _annotated: bool) -> Markup:
        return _tagged(text)

    @staticmethod
    def at(number: int, _anchor: str) -> str:
        return f"<a>{number}</a>"

    @staticmethod
    def ours() -> str:
        return _OURS


_INLINE = _PlainInline()


def _tagged(text: Markup) -> Markup:
    """Words where a link was: emphasis begins and ends beside a tag as it does in the text with its links."""
    return Markup(f"<a>{text}</a>")  # markup, as its type says
