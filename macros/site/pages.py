"""Every page the archive generates: sources, records, parts of long indexes, retired ids.

A page has a head, which is known at once, and a body of finished HTML, which is made when it is asked for, so
that a large archive never holds all its pages. `markdown()` is both in one Markdown file, for any generator.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from macros.core.models import Record, Source
from macros.site import addresses, bodies
from macros.site.chunks import Chunk
from macros.site.details import TITLES
from macros.site.site import Site

Crumb = dict[str, str]
DESCRIPTION_LENGTH = 155


@dataclass(frozen=True)
class Page:
    """A generated page: its Markdown file, the file that is edited to change it, its head and its body."""

    uri: str
    edit: str
    title: str
    description: str
    crumbs: list[Crumb]
    body: Callable[[], str] = field(repr=False)

    def head(self) -> str:
        """Front matter. Values are written as JSON, which YAML reads as it is."""
        fields = {
            "title": self.title,
            "description": self.description,
            "layout": "record",
            "crumbs": self.crumbs,
            "render_macros": False,
        }
        lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
        return "---\n" + "\n".join(lines) + "\n---\n\n"

    def markdown(self) -> str:
        """The whole page as a Markdown file."""
        return self.head() + self.body() + "\n"


def pages(site: Site) -> dict[str, Page]:
    """All generated pages by the uri of their Markdown file, in a fixed order."""
    found = [_record_page(site, record) for kind in bodies.PAGED for record in site.archive.of(kind).values()]
    for chunks in site.chunks.values():
        found += [_chunk_page(site, chunk) for chunk in chunks] if len(chunks) > 1 else []
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
        about = record.standfirst
    else:
        about = f"{record.title_text}: what the archive documents, by source and passage"
    crumbs = _crumbs(record.kind_id)
    return Page(uri, record.path, record.title_text, _clip(about), crumbs, lambda: bodies.record(site, uri, record))


def _crumbs(kind: str) -> list[Crumb]:
    if kind == "event":
        return [{"title": "Timeline", "url": "timeline/"}]
    return [{"title": TITLES[kind], "url": f"{addresses.folder(kind)}/"}]


def _clip(text: str) -> str:
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[: DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _chunk_page(site: Site, chunk: Chunk) -> Page:
    name = chunk.index.capitalize()
    crumbs = [{"title": name, "url": chunk.address.split("/")[0] + "/"}]
    title = f"{name}, {chunk.label}"
    return Page(chunk.uri, "", title, title, crumbs, lambda: bodies.chunk(site, chunk, title))


def _retired_page(site: Site, address: str, uri: str) -> Page:
    reason = site.archive.redirects.root[address].reason
    title = f"Retired: {address}"
    return Page(uri, "data/redirects.yml", title, reason, [], lambda: bodies.retired(site, uri, address))
