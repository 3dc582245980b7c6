"""Every page the archive generates, as Markdown: sources, records, parts of long indexes, retired ids."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from macros.core.annotations import Entry
from macros.core.models import KINDS, Source
from macros.site import addresses
from macros.site.chunks import Chunk
from macros.site.details import DETAILS, TITLES
from macros.site.site import Site
from macros.site.templates import template
from macros.site.texts import as_markdown
from macros.site.view import View


@dataclass(frozen=True)
class Page:
    """A generated page: its Markdown file, the file that is edited to change it, and how it is made."""

    uri: str
    edit: str
    render: Callable[[], str]


def pages(site: Site) -> dict[str, Page]:
    """All generated pages by the uri of their Markdown file, in a fixed order."""
    found: dict[str, Page] = {}
    for kind in ("source", "incident", "event", "organization", "person", "instrument", "place"):
        for record_id, record in site.archive.of(kind).items():
            uri = addresses.page_uri(addresses.address(kind, record_id))
            found[uri] = Page(uri, record.path, _renderer(site, uri, record))
    for chunks in site.chunks.values():
        for chunk in chunks if len(chunks) > 1 else ():
            found[chunk.uri] = Page(chunk.uri, "", _chunk_renderer(site, chunk))
    for address in site.archive.redirects.root:
        uri = f"{address}.md"
        if uri not in found:
            found[uri] = Page(uri, "data/redirects.yml", _retired_renderer(site, uri, address))
    return found


def _renderer(site: Site, uri: str, record: Any) -> Callable[[], str]:
    if isinstance(record, Source):
        return lambda: source_page(site, uri, record)
    return lambda: record_page(site, uri, record)


def front_matter(title: str, description: str, crumbs: list[dict[str, str]]) -> str:
    """The head of a generated page. Values are written as JSON, which YAML reads as it is."""
    fields = {
        "title": title,
        "description": description,
        "layout": "record",
        "crumbs": crumbs,
        "render_macros": False,
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _crumbs(kind: str) -> list[dict[str, str]]:
    if kind == "event":
        return [{"title": "Timeline", "url": "timeline/"}]
    return [{"title": TITLES[kind], "url": f"{addresses.folder(kind)}/"}]


def _clip(text: str) -> str:
    return text if len(text) <= 155 else text[:152].rsplit(" ", 1)[0] + "…"


def record_page(site: Site, uri: str, record: Any) -> str:
    """The page of an incident, event, organization, person, instrument or place."""
    view = View(site, uri)
    context = DETAILS[record.kind_id](site, record)
    body = template(f"{record.kind_id}.md.j2").render(v=view, record=record, **context)
    description = _clip(f"{record.title_text}: what the archive documents, by source and passage")
    return front_matter(record.title_text, description, _crumbs(record.kind_id)) + body


@dataclass
class ShownEntry:
    """An entry of an annotation with everything that stands beside it."""

    first: int
    last: int
    markdown: str
    anchors: list[int]
    claims: list[Any]
    notes: list[Any]


def source_page(site: Site, uri: str, source: Source) -> str:
    """The page of an annotated source."""
    view = View(site, uri)
    entries = [_shown(view, source, entry) for entry in site.archive.annotations[source.id].entries]
    body = template("source.md.j2").render(
        v=view,
        source=source,
        work=site.archive.works[source.id],
        entries=entries,
        incidents=site.relations.incidents_of(source.id),
        mentioned=_mentioned(site, source.id),
        cited_in="",
    )
    return front_matter(source.heading, _clip(source.standfirst), _crumbs("source")) + body


def _shown(view: View, source: Source, entry: Entry) -> ShownEntry:
    marked = {call.argument(0, "number") for call in entry.parts if not isinstance(call, str) and call.name == "at"}
    anchors = [n for n in range(entry.first + 1, entry.last + 1) if n not in marked]
    return ShownEntry(
        entry.first,
        entry.last,
        as_markdown(view, entry.parts, source.id),
        anchors,
        view.claims_at(source.id, entry.first, entry.last),
        view.notes_at(source.id, entry.first, entry.last),
    )


def _mentioned(site: Site, source: str) -> list[tuple[str, str, list[str]]]:
    """What a source mentions, by kind, in the order in which kinds are shown."""
    grouped: dict[str, list[str]] = {}
    for kind, record_id, _ in site.relations.mentioned_in(source):
        if record_id in site.archive.of(kind):
            grouped.setdefault(kind, []).append(record_id)
    incidents = site.relations.incidents_of(source)
    grouped |= {"incident": incidents} if incidents else {}
    return [(TITLES[kind], kind, grouped[kind]) for kind in KINDS if kind in grouped]


def _chunk_renderer(site: Site, chunk: Chunk) -> Callable[[], str]:
    def render() -> str:
        view = View(site, chunk.uri)
        title = f"{chunk.index.capitalize()}, {chunk.label}"
        crumbs = [{"title": chunk.index.capitalize(), "url": chunk.address.split("/")[0] + "/"}]
        body = template("chunk.md.j2").render(
            v=view, title=title, index=chunk.index, items=chunk.items, chunks=site.chunks[chunk.index], current=chunk.label
        )
        return front_matter(title, title, crumbs) + body

    return render


def _retired_renderer(site: Site, uri: str, address: str) -> Callable[[], str]:
    def render() -> str:
        retired = site.archive.redirects.root[address]
        target = f"{retired.to}/" if retired.to else ""
        body = template("retired.md.j2").render(v=View(site, uri), address=address, retired=retired, target=target)
        return front_matter(f"Retired: {address}", retired.reason, []) + body

    return render
