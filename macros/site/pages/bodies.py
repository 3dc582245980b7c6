"""The body of every generated page as finished HTML."""

from __future__ import annotations

from typing import Any

from macros.core.models import Incident, Record, Source
from macros.site.claims.claim_tables import TablesPart
from macros.site.claims.record_parts import RecordPart
from macros.site.indexes import IndexPart
from macros.site.pages.comparing.incident_pairs import incident_pairs
from macros.site.pages.details import DETAILS
from macros.site.pages.foot import citations, foot, versions
from macros.site.pages.incident_pages import incident_page, tables_page
from macros.site.pages.origin_pages import origins_page
from macros.site.pages.record_part_pages import record_part_page
from macros.site.pages.shown_changes import shown_changes
from macros.site.pages.source_pages import source_page, source_part_page
from macros.site.pages.view import View
from macros.site.pictures.timelines import timelines
from macros.site.site import Site
from macros.site.templates import template
from macros.site.works.source_parts import SourcePart


def record(site: Site, uri: str, shown: Record) -> str:
    """The page of one record."""
    view = View(site, uri)
    context = source_page(view, shown) if isinstance(shown, Source) else _beside(site, shown)
    return template(f"pages/{shown.kind_id}.html.j2").render(view=view, record=shown, **context) + foot(view, shown)


def _beside(site: Site, shown: Record) -> dict[str, Any]:
    if isinstance(shown, Incident):
        return incident_page(site, shown)
    gather = DETAILS.get(shown.kind_id)
    return gather(site, shown) if gather else {}


def source_part(site: Site, uri: str, part: SourcePart) -> str:
    """A further part of a long source."""
    view = View(site, uri)
    context = source_part_page(view, part) | versions(view, part.source)
    return template("pages/source_part.html.j2").render(view=view, record=part.source, **context)


def cite(site: Site, uri: str, shown: Record, report: str = "") -> str:
    """The citations of all passages and claims of one record, or of those that a report makes about it."""
    return citations(View(site, uri), shown, report)


def tables(site: Site, uri: str, shown: Record, part: TablesPart) -> str:
    """Tables of the claims about an incident that has too many for its own page."""
    view = View(site, uri)
    context = tables_page(site, part) | versions(view, shown)
    return template("pages/incident_tables.html.j2").render(view=view, record=shown, **context)


def record_part(site: Site, uri: str, shown: Record, part: RecordPart) -> str:
    """A part of a section of a record that has too many entries for its own page."""
    view = View(site, uri)
    context = record_part_page(view, shown, part) | versions(view, shown)
    return template("pages/record_part.html.j2").render(view=view, record=shown, **context)


def changes(site: Site, uri: str, shown: Record, part: RecordPart) -> str:
    """The older changes of a record, or a part of them."""
    view = View(site, uri)
    context = {
        **versions(view, shown),
        "part": part,
        "changes": [one for one in shown_changes(site, shown) if one.anchor in part.items],
        "others": [one for one in site.older_changes(shown) if one.number != part.number],
    }
    return template("pages/changes_part.html.j2").render(view=view, record=shown, **context)


def origins(site: Site, uri: str, shown: Record, part: RecordPart | None) -> str:
    """What rests on what among the claims of an incident, or a part of it."""
    view = View(site, uri)
    context = origins_page(view, shown, site.claims_about(shown.id), part) | versions(view, shown)
    return template("pages/origins.html.j2").render(view=view, record=shown, **context)


def part(site: Site, shown: IndexPart, title: str) -> str:
    """A part of a long index."""
    context: dict[str, Any] = {"index": shown.index, "items": site.items(shown), "title": title, "moved": []}
    if shown.index == "timeline":
        context["timelines"] = timelines(site, records=shown.items)
    context |= {"parts": site.pager(shown.index, shown.label), "whole": site.summed(shown.index), "rows": site.claims}
    return template("indexes/part.html.j2").render(view=View(site, shown.uri), **context)


def pairs(site: Site, uri: str, title: str, record: Incident) -> str:
    """The documents on an incident side by side."""
    view, shown = View(site, uri), incident_pairs(site, record)
    return template("pages/incident_pairs.html.j2").render(view=view, record=record, title=title, **shown)


def retired(site: Site, uri: str, address: str) -> str:
    """The page that a retired id keeps."""
    found = site.archive.redirects.root[address]
    target = site.permanent(found.to) if found.to else ""
    return template("pages/retired.html.j2").render(view=View(site, uri), address=address, retired=found, target=target)
