"""Links, labels and figures, seen from one page: what running text needs."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from markupsafe import Markup

from macros.core.models import Claim, Record
from macros.core.stated import StatedClaim
from macros.site import addresses
from macros.site.site import Site
from macros.site.templates import inert, template


class Links:
    """The archive seen from one page: `up` is the way from that page to the site's root."""

    def __init__(self, site: Site, uri: str) -> None:
        self.site = site
        self.uri = uri
        self.up = addresses.up(uri)
        self.own = addresses.page_address(uri)

    @cached_property
    def inline(self) -> Any:
        """The template macros for links in running text."""
        return template("parts/inline.html.j2").module

    def href(self, address: str) -> str:
        """A relative link to an address of this site; the anchor alone on the page itself."""
        page, mark, anchor = address.partition("#")
        if mark and page == self.own:
            return f"#{anchor}"
        return self.up + address if self.up or address else "./"

    def record(self, kind: str, record_id: str) -> Record | None:
        """A record, or None."""
        return self.site.archive.records[kind].get(record_id)

    def ref(self, kind: str, record_id: str, text: str = "", anchor: str = "") -> Markup:
        """A link to a record, with its short name unless a text is given."""
        record = self.record(kind, record_id)
        shown = text or (record.short_text if record else record_id)
        address = self.site.address(kind, record_id) + (f"#{anchor}" if anchor else "")
        return Markup(self.inline.ref(self.href(address), inert(shown), kind))

    def claim_href(self, stated: StatedClaim) -> str:
        """The place where a claim stands: at its passage, or in the table of its incident."""
        return self.href(self.site.claim_address(stated))

    def short(self, source: str) -> str:
        """The short name of a source, or its id."""
        record = self.record("source", source)
        return record.short_text if record else source

    def term(self, words: str, term: str) -> str:
        """How a word of a closed list is shown."""
        return self.site.archive.vocabulary.label(words, term)

    def figure(self, claim: Claim) -> str:
        """A claim's count, with its unit where it is not people, or its date in words."""
        if claim.count is None:
            return claim.date.in_words() if claim.date else ""
        plain = claim.unit in ("people", "percent") or claim.count.modifier == "order"
        unit = self.term("units", claim.unit)
        return (
            claim.count.text
            if plain
            else f"{claim.count.text} {unit.removesuffix('s') if claim.count.number == 1 else unit}"
        )
