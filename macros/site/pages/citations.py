"""Citations of documents and of the archive's own pages in the usual styles.

A citation processor is handed in; it renders CSL-JSON. Pages of one day of revision are cited from one rendering with
slots for title and address, so the processor does not run for each of them; a second one without an address is for
passages and claims, whose address comes behind the citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from macros.core.models import Incident, Instrument, Record, Work
from macros.site.site import Site
from macros.site.works.csl import printed_item
from macros.site.works.instruments_csl import instrument_item
from macros.site.works.styles import STYLES, Items, Style

TITLE, ADDRESS = "\ue000", "https://slot.invalid/"
"""Slots: a character of Unicode's private use area, and a name that RFC 2606 reserves."""

_LINK = re.compile(r"</?a\b[^>]*>")


@dataclass(frozen=True)
class Cited:
    """One citation: the style, and its HTML."""

    style: Style
    html: Markup

    @property
    def text(self) -> str:
        """The citation as plain text, to paste into a note."""
        return self.html.striptags()

    @property
    def unlinked(self) -> Markup:
        """Its HTML without links, for pages of citations: every address would be there twice."""
        return Markup(_LINK.sub("", self.html))  # less of what was safe


def work_items(work: Work) -> Items:
    """The items for a work."""
    return {"plain": printed_item(work), "web": printed_item(work, web=True)}


def instrument_items(instrument: Instrument) -> Items | None:
    """The items for an instrument; None for one that is not a document."""
    item = instrument_item(instrument)
    return {"plain": item, "web": item} if item else None


def page_items(site: Site, day: str) -> Items:
    """The items for a page of the archive, with slots; `day` is that of the revision, or empty."""
    return _own(site.name, TITLE, ADDRESS, day)


def place_items(site: Site, day: str) -> Items:
    """The same without an address, for what is cited with an address of its own behind it."""
    return {
        group: {name: value for name, value in item.items() if name != "URL"}
        for group, item in page_items(site, day).items()
    }


def archive_items(site: Site) -> Items:
    """The items for the archive as a whole: what CITATION.cff says, as of the last change."""
    return _own(site.archive.citation.makers, site.name, site.base, site.history.day)


def _own(author: str, title: str, address: str, day: str) -> Items:
    item: dict[str, Any] = {"id": "own", "type": "webpage", "language": "en", "title": title, "URL": address}
    item["author"] = [{"literal": author}]
    if day:
        item["issued"] = {"date-parts": [[int(part) for part in day.split("-")]]}
    return {"plain": item, "web": item | {"container-title": author}}


def wanted(site: Site) -> Iterator[Items]:
    """All items that pages will need, to render them in one go; none of a work that was wanted before and is held."""
    for work in map(site.archive.works.__getitem__, _cited_works(site)):
        new = list[Work]()
        site.archive.kept.given("citation", work, new.append)
        yield from map(work_items, new)
    records = site.archive.records_of("instrument").values()
    made = (instrument_items(record) for record in records if isinstance(record, Instrument))
    yield from (items for items in made if items)
    yield archive_items(site)
    for day in sorted({_day(site, record) for record in site.archive.all_records()}):
        yield page_items(site, day)
        yield place_items(site, day)


def _cited_works(site: Site) -> list[str]:
    """The works that pages and documents cite in every style: sources, reports with claims, and what notes rest on."""
    incidents = (one for one in site.archive.owners if isinstance(one, Incident))
    reports = (claim.work for incident in incidents for claim in incident.claims.values())
    noted = (key for stated in site.relations.notes.values() for key in stated.note.works)
    return list(dict.fromkeys((*site.sources, *filter(None, reports), *noted)))


def _day(site: Site, record: Record) -> str:
    revision = site.history.of(record.path)
    return revision.date if revision else ""


def of_work(site: Site, work: Work) -> list[Cited]:
    """A work in every style; if it is the text of an instrument, with the instrument's legal citations."""
    own = {"oscola": work.oscola, "bluebook": work.bluebook}
    instrument = site.archive.records_of("instrument").get(work.instrument or "")
    if isinstance(instrument, Instrument):
        own = {
            "oscola": own["oscola"] or instrument.cite_oscola,
            "bluebook": own["bluebook"] or instrument.cite_bluebook,
        }
    return list(_styled(site.cite(work_items(work)), own))


def of_instrument(site: Site, instrument: Instrument) -> list[Cited]:
    """An instrument in every style that has a form for it, OSCOLA and the Bluebook as its record gives them."""
    own = {"oscola": instrument.cite_oscola, "bluebook": instrument.cite_bluebook}
    items = instrument_items(instrument)
    made = site.cite(items) if items else {}
    return list(_styled({key: html for key, html in made.items() if key not in own}, own))


def of_archive(site: Site) -> list[Cited]:
    """The archive as a whole in every style."""
    return list(_styled(site.cite(archive_items(site)), {}))


def of_page(site: Site, record: Record, title: str, address: str) -> list[Cited]:
    """A page of the archive in every style; its day is that of the record's revision."""
    made = site.cite(page_items(site, _day(site, record)))
    return list(_styled({key: _filled(html, title, address) for key, html in made.items()}, {}))


def of_place(site: Site, record: Record) -> list[Cited]:
    """The same for places on it: without an address, since that of the place comes behind."""
    made = site.cite(place_items(site, _day(site, record)))
    return list(_styled({key: _filled(html, record.title_text, "") for key, html in made.items()}, {}))


def _styled(made: dict[str, str], own: dict[str, str | None]) -> Iterator[Cited]:
    for style in STYLES:
        text = own.get(style.id)
        if text:
            yield Cited(style, escape(text))
        elif made.get(style.id):
            yield Cited(style, Markup(made[style.id]))  # pandoc escapes what it writes


def _filled(html: str, title: str, address: str) -> str:
    """A rendering with its slots filled: quotation marks inside quoted titles change, punctuation is not doubled."""
    shown = str(escape(title))
    if re.search(rf"“{TITLE}", html):
        shown = shown.replace("“", "‘").replace("”", "’")
    filled = html.replace(ADDRESS, str(escape(address))).replace(TITLE, shown)
    return re.sub(r"([?!](?:</\w+>)?)[.,](?=[\s”’<])", r"\1", filled)
