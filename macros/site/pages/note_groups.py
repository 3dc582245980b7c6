"""Editorial notes under the incident that each is about, for the page of discrepancies."""

from __future__ import annotations

from dataclasses import dataclass, field

from macros.core.models import Incident, Record
from macros.core.relations import AttachedNote
from macros.site.site import Site


@dataclass
class NoteGroup:
    """The notes about one incident, or about none: its anchor and the incident.

    `others` are notes about it that are among those of another incident, since each is shown once.
    """

    id: str
    incident: Record | None
    notes: list[AttachedNote] = field(default_factory=list)
    others: list[AttachedNote] = field(default_factory=list)


def by_incident(site: Site, notes: list[AttachedNote]) -> list[NoteGroup]:
    """The groups in the order of their first notes."""
    groups: dict[str, NoteGroup] = {}
    for stated in notes:
        key = site.relations.noted_incident(stated)
        if key not in groups:
            groups[key] = _group(site, key)
        groups[key].notes.append(stated)
    return list(groups.values())


def _group(site: Site, key: str) -> NoteGroup:
    record = site.archive.records_of(Incident.kind_id).get(key)
    if record is None:
        return NoteGroup("general", None)
    among = site.relations.notes_on.get(key, [])
    others = [one for one in among if key in site.relations.noted_incidents(one)[1:]]
    return NoteGroup(key, record, others=others)
