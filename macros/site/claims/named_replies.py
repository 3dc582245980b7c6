"""Published replies of those whom the archive names, as links from where they are named."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from macros.core.archive import Archive
from macros.core.models import Organization, Person
from macros.core.models.base import Record, replies_of
from macros.core.relations import Relations
from macros.site.addresses import RecordLink

REPLY_ANCHOR = "reply"
"""The anchor of the replies on the page of an organization or a person."""
REPLYING = (Organization.kind_id, Person.kind_id)
"""Kinds of records that may have a reply."""


def replied(
    archive: Archive, link: Callable[[str, str], RecordLink], record_id: str, places: set[str]
) -> Iterator[RecordLink]:
    """A link to the reply of an organization or a person, if it answers one of these sources and incidents."""
    for kind in REPLYING:
        record = archive.records_of(kind).get(record_id)
        if record and any(reply.answers(places) for reply in replies_of(record)):
            shown = link(kind, record_id)
            yield shown._replace(address=f"{shown.address}#{REPLY_ANCHOR}")


def who_replied(relations: Relations, place: str) -> list[Record]:
    """Everybody who answers one source or incident by name: organizations, then people."""
    found = relations.replied_by.get(place, ())
    return [relations.archive.records_of(kind)[one] for wanted in REPLYING for kind, one in found if kind == wanted]
