"""The picture of every incident as a file to take away, for wide and for narrow places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from macros.core.models import Incident
from macros.site import addresses
from macros.site.claims.claim_tables import in_time
from macros.site.claims.differing import in_short
from macros.site.claims.standing import denials
from macros.site.pages.incident_pages import alternative, charted, giving
from macros.site.pages.lean import lean_drawing
from macros.site.pictures.charts import CHART_NARROW, CHART_WIDE, Layout, enough
from macros.site.pictures.figure_cards import CardFoot
from macros.site.pictures.incident_pictures import PictureHead, incident_picture
from macros.site.pictures.typesetting import letters
from macros.site.site import Site
from macros.site.templates import template

LAYOUTS = (CHART_WIDE, CHART_NARROW)


def incident_files(site: Site) -> Iterator[tuple[str, Callable[[], str]]]:
    """The picture of each incident with at least two figures, in two layouts, as (path, what draws it)."""
    for record in site.archive.records_of(Incident.kind_id).values():
        if isinstance(record, Incident):
            page = site.address(record.kind_id, record.id)
            drawn = site.kept.value(f"pictures {record.id}", partial(_worth_drawing, site, record))
            for layout in LAYOUTS if drawn else ():
                yield addresses.incident_picture(page, layout.name), partial(_drawn, site, record, layout)


def _worth_drawing(site: Site, record: Incident) -> bool:
    return enough(giving(site.claims_about(record.id)))


def _drawn(site: Site, record: Incident, layout: Layout) -> str:
    chart = charted(site, in_time(site.claims_about(record.id)), layout)
    if chart is None:
        raise ValueError(f"{record.id} has no picture")
    claims = site.relations.claims_of[record.id]
    said = alternative(site, record, in_short(site.relations, claims))
    title = site.say("chart.title", incident=record.title_text)
    head = PictureHead(title, f"{site.counted(record.id)}.", said)
    revision = site.history.of(record.path)
    address = site.absolute(site.address(record.kind_id, record.id))
    foot = CardFoot(site.name, revision.label if revision else "", address)
    against = site.claims.of(denials(claims).values())
    made = incident_picture(chart, head, against, foot, letters())
    return lean_drawing(template("pictures/incident_picture.svg.j2").render(picture=made))
