"""What a further page of a record shows: a part of one of its sections."""

from __future__ import annotations

from typing import Any

from macros.core.models import Instrument, Record
from macros.site.claims.record_parts import (
    CLAIMS,
    DOCUMENTS,
    EVENTS,
    INCIDENTS,
    NOTES,
    PROVISIONS,
    SECTION_ANCHORS,
    RecordPart,
)
from macros.site.pages.details import concerned, provisions
from macros.site.pages.mentioned import by_year
from macros.site.pages.paper import on_paper
from macros.site.pages.spoken import spoken_in
from macros.site.pages.view import View

_TITLES = {
    ("organization", CLAIMS): "named.says",
    ("person", CLAIMS): "named.said",
    ("incident", EVENTS): "record.decided",
    ("person", DOCUMENTS): "named.in-the-sources-who",
    ("organization", INCIDENTS): "named.acted",
    ("place", INCIDENTS): "named.here",
    ("event", INCIDENTS): "named.concerned",
}
"""The label of a section, by the kind of the record."""
_OF_ALL = {
    DOCUMENTS: "named.in-the-sources",
    EVENTS: "named.events",
    NOTES: "named.notes",
    PROVISIONS: "law.provisions",
}
"""The same where all kinds have one."""


def section_title(view: View, record: Record, section: str) -> str:
    """What a section is called, in the language of the page."""
    label = _TITLES.get((record.kind_id, section)) or _OF_ALL[section]
    return view.say(label, name=view.called(record))


def part_title(view: View, record: Record, part: RecordPart) -> str:
    """The title of a further page, without its number."""
    return view.say("named.section-of", name=view.called(record), what=section_title(view, record, part.section))


def record_part_page(view: View, record: Record, part: RecordPart) -> dict[str, Any]:
    """The values of its template."""
    site = view.site
    shown = _SHOWN[part.section](view, record, part)
    others = [one for one in site.cut(record).of(part.section) if one.number != part.number]
    return {
        "part": part,
        "title": part_title(view, record, part),
        "what": section_title(view, record, part.section),
        "anchor": SECTION_ANCHORS[part.section],
        "number": site.cut(record).number(part.section),
        "others": others,
        **shown,
    }


def _claims(view: View, record: Record, part: RecordPart) -> dict[str, Any]:
    del record
    said = spoken_in(view.site, part)
    return {"said": said, **on_paper(view.site, said.claims)}


def _incidents(view: View, record: Record, part: RecordPart) -> dict[str, Any]:
    return {"incidents": concerned(view.site, record, part)}


def _documents(view: View, record: Record, part: RecordPart) -> dict[str, Any]:
    return {"years": by_year(view.site, record, frozenset(part.items))}


def _events(view: View, record: Record, part: RecordPart) -> dict[str, Any]:
    return {"events": [one for one in view.site.events_of(record) if one.id in part.items]}


def _notes(view: View, record: Record, part: RecordPart) -> dict[str, Any]:
    del record
    return {"notes": [view.site.relations.notes[ref] for ref in part.items]}


def _provisions(view: View, record: Record, part: RecordPart) -> dict[str, Any]:
    return {"provisions": provisions(view.site, record, part) if isinstance(record, Instrument) else []}


_SHOWN = {
    CLAIMS: _claims,
    INCIDENTS: _incidents,
    DOCUMENTS: _documents,
    EVENTS: _events,
    NOTES: _notes,
    PROVISIONS: _provisions,
}
"""What is gathered for each section."""
