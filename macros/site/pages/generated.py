"""Every page the archive generates: sources, records, parts of long indexes, retired ids.

A page has a head, which is known at once, and a body of finished HTML, which is made on demand: a large archive never
holds all its pages. `markdown()` is both in one Markdown file, for any generator.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from macros.core.models import KINDS, Incident, Record, Source
from macros.core.models.kinds import INDEXES, PAGED
from macros.site import addresses
from macros.site.claims.claim_tables import TablesPart
from macros.site.claims.record_parts import RecordPart
from macros.site.indexes import IndexPart
from macros.site.languages.page_words import ENGLISH
from macros.site.pages import bodies
from macros.site.pages.citable import has_places, reporting
from macros.site.pages.comparing.incident_pairs import compared_incidents
from macros.site.pages.record_part_pages import part_title
from macros.site.pages.view import View
from macros.site.site import Site
from macros.site.works.source_parts import SourcePart

Crumb = dict[str, str]
DESCRIPTION_LENGTH = 155


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page: its Markdown file, the file that is edited to change it, its head and its body.

    `record` is what it is about, if it is about one, and `part` the further part of a long source that it shows. A page
    that is not `listed` is kept out of the sitemap and of search engines, since it repeats another page. A page in
    another `language` has the same place as the one at the address `english`; `untranslated` says that its title is in
    English.
    """

    uri: str
    edit: str
    title: str
    description: str
    crumbs: list[Crumb]
    body: Callable[[], str] = field(repr=False)
    record: Record | None = None
    listed: bool = True
    part: SourcePart | None = None
    language: str = ENGLISH
    english: str = ""
    untranslated: bool = False

    @property
    def address(self) -> str:
        """Its address, from the site's root."""
        return addresses.page_address(self.uri)

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of its front matter."""
        return {
            "title": self.title,
            "description": self.description,
            "layout": "record" if self.language == ENGLISH else "edition",
            "crumbs": self.crumbs,
            **({"untranslated": True} if self.untranslated else {}),
            "render_macros": False,
        }

    def head(self) -> str:
        """Front matter. Values are written as JSON, which is valid YAML."""
        lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in self.fields.items()]
        return "---\n" + "\n".join(lines) + "\n---\n\n"

    def markdown(self) -> str:
        """The whole page as a Markdown file."""
        return self.head() + self.body() + "\n"


def pages(site: Site) -> dict[str, Page]:
    """All generated pages by the uri of their Markdown file, in a fixed order."""
    records = [record for kind in PAGED for record in site.archive.records_of(kind).values()]
    found = [_record_page(site, record) for record in records]
    found += [page for record in records if has_places(record) for page in _cite_pages(site, record)]
    linked = [record for record in records if site.relations.is_linked(record.id)]
    found += [
        _origins_page(site, record, part) for record in linked for part in site.origins_apart.get(record.id, [None])
    ]
    found += [_tables_page(site, record, part) for record in records for part in site.tables_apart.get(record.id, [])]
    found += [_record_part_page(site, record, part) for record in records for part in site.cut(record).all]
    found += [_changes_page(site, record, part) for record in records for part in site.older_changes(record)]
    found += [_source_part_page(site, part) for parts in site.source_parts.values() for part in parts[1:]]
    found += [_pairs_page(site, record) for record in compared_incidents(site)]
    for parts in site.index_parts.values():
        found += [_part_page(site, part) for part in parts] if len(parts) > 1 else []
    by_uri = {page.uri: page for page in found}
    for retired in site.archive.redirects.root:
        address = addresses.of_retired(retired)
        if address:
            page = _retired_page(site, retired, addresses.page_uri(address))
            by_uri.setdefault(page.uri, page)
    return by_uri


def _record_page(site: Site, record: Record) -> Page:
    uri = addresses.page_uri(addresses.address(record.kind_id, record.id))
    if isinstance(record, Source):
        about = site.in_short(record)
    else:
        about = f"{record.title_text}: what the archive documents, by source and passage"
    made = Page(uri, record.path, record.title_text, clipped(about), _crumbs(record.kind_id), lambda: "")
    return replace(made, body=lambda: bodies.record(site, uri, record), record=record)


def _source_part_page(site: Site, part: SourcePart) -> Page:
    uri, record = addresses.page_uri(part.address), part.source
    crumbs = [*_crumbs(record.kind_id), {"title": record.title_text, "url": part.page}]
    title = f"{record.short_text}, {part.label}"
    about = f"{record.title_text}, {part.label}, described one by one, each with its claims and notes"
    made = Page(uri, record.path, title, clipped(about), crumbs, lambda: "", record, part=part)
    return replace(made, body=lambda: bodies.source_part(site, uri, part))


def _cite_pages(site: Site, record: Record) -> Iterator[Page]:
    """The citations of a record, and of each report that an incident has claims from."""
    address = addresses.address(record.kind_id, record.id)
    crumbs = [*_crumbs(record.kind_id), {"title": record.title_text, "url": address}]
    yield _cite_page(site, record, f"{address}cite/", crumbs)
    crumbs.append({"title": "Citations", "url": f"{address}cite/"})
    for report in reporting(site, record):
        yield _cite_page(site, record, f"{address}cite/{report}/", crumbs, report)


def _cite_page(site: Site, record: Record, address: str, crumbs: list[Crumb], report: str = "") -> Page:
    uri = addresses.page_uri(address)
    cited = site.archive.works[report].short_text if report else ""
    title = f"Citations of {cited} on {record.short_text}" if report else f"Citations of {record.title_text}"
    what = "claim" if isinstance(record, Incident) else "passage and claim"
    about = f"Citations{' of ' if cited else ''}{cited}: every {what} of {record.title_text}"
    made = Page(uri, record.path, title, clipped(about), list(crumbs), lambda: "")
    return replace(made, body=lambda: bodies.cite(site, uri, record, report), record=record, listed=False)


def _pairs_page(site: Site, record: Incident) -> Page:
    """The documents on an incident side by side."""
    uri = addresses.page_uri(addresses.pairs(record.id))
    crumbs = [{"title": "Compare", "url": addresses.COMPARE}]
    title = f"{record.short_text}: documents compared"
    about = f"{record.title_text}: which documents give the same figure, which differ, and any two of them side by side"
    return Page(uri, record.path, title, clipped(about), crumbs, lambda: bodies.pairs(site, uri, title, record))


def _origins_page(site: Site, record: Record, part: RecordPart | None) -> Page:
    """What rests on what among the claims of an incident, or a part of it."""
    address = part.address if part else addresses.origins(record.id)
    view = View(site, addresses.page_uri(address))
    which = _numbered(view.say("tree.title", incident=record.short_text), part.number if part else 0)
    about = view.say("tree.about", incident=record.short_text)
    return _further_page(record, address, which, about, lambda uri: bodies.origins(site, uri, record, part))


def _tables_page(site: Site, record: Record, part: TablesPart) -> Page:
    """Tables of the claims about an incident that has too many for its own page."""
    view = View(site, addresses.page_uri(part.address))
    which = _numbered(view.say("claims.tables", incident=record.short_text), part.number)
    about = view.say("claims.tables-about", incident=record.short_text)
    return _further_page(record, part.address, which, about, lambda uri: bodies.tables(site, uri, record, part))


def _record_part_page(site: Site, record: Record, part: RecordPart) -> Page:
    """A part of a section of a record that has too many entries for its own page."""
    view = View(site, addresses.page_uri(part.address))
    which = _numbered(part_title(view, record, part), part.number)
    about = view.say("named.part-about", what=which, name=record.short_text)
    return _further_page(record, part.address, which, about, lambda uri: bodies.record_part(site, uri, record, part))


def _changes_page(site: Site, record: Record, part: RecordPart) -> Page:
    """The older changes of a record that was changed too often for its own page."""
    which = _numbered(f"{record.short_text}: older changes", part.number)
    about = f"{record.title_text}: what was changed, added and corrected since it was published, but for the newest"
    return _further_page(record, part.address, which, about, lambda uri: bodies.changes(site, uri, record, part))


def _numbered(title: str, number: int) -> str:
    """The title of a further page, with its number from the second on."""
    return f"{title} ({number + 1})" if number else title


def _further_page(record: Record, address: str, title: str, about: str, body: Callable[[str], str]) -> Page:
    """A page below that of a record, which search engines need not list."""
    uri = addresses.page_uri(address)
    above = {"title": record.title_text, "url": addresses.address(record.kind_id, record.id)}
    crumbs = [*_crumbs(record.kind_id), above]
    return Page(uri, record.path, title, clipped(about), crumbs, lambda: body(uri), record, listed=False)


@cache
def _crumbs(kind: str) -> list[Crumb]:
    """The index of a kind; all pages of the kind have the same list, which nobody changes."""
    index = KINDS[kind].index
    return [{"title": index.title, "url": index.address}]


def clipped(text: str) -> str:
    """A text as the description of a page: its beginning, up to a space, if it is long."""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[: DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _part_page(site: Site, part: IndexPart) -> Page:
    name = INDEXES[part.index].title
    crumbs = [{"title": name, "url": part.address.split("/")[0] + "/"}]
    title = f"{name}, {part.label}"
    return Page(part.uri, "", title, title, crumbs, lambda: bodies.part(site, part, title))


def _retired_page(site: Site, address: str, uri: str) -> Page:
    retired = site.archive.redirects.root[address]
    shown = "Retired address" if retired.quiet else f"Retired: {address}"
    title = "Removed" if retired.removed else shown
    made = Page(uri, "data/redirects.yml", title, retired.why, [], lambda: bodies.retired(site, uri, address))
    return replace(made, listed=False)
