"""What became of records that were anchors on an index: a line with the old anchor, which leads on without script."""

from __future__ import annotations

from typing import NamedTuple

from macros.core.models import KINDS
from macros.core.models.kinds import BY_PLURAL
from macros.site.indexes import whole
from macros.site.site import Site


class Moved(NamedTuple):
    """An old anchor of an index, where its entry is now or why it went, and the label and address of its successor."""

    anchor: str
    why: str
    label: str
    address: str


def moved(site: Site, index: str) -> list[Moved]:
    """The retired ids of an index of anchors that may be shown, without those that an entry on its page still has.

    A voice that became a person keeps its anchor in the table of people, so it needs no line.
    """
    plurals = {kind.plural for kind in KINDS.values() if kind.anchored and kind.index.name == index}
    borne = _anchors(site, index) if plurals else set()
    found = []
    for address, retired in site.archive.redirects.shown().root.items():
        plural, _, anchor = address.partition("/")
        if plural in plurals and anchor not in borne:
            label, target = (_label(site, retired.to), site.permanent(retired.to)) if retired.to else ("", "")
            found.append(Moved(anchor, _elsewhere(retired.to, plural) or retired.why, label, target))
    return found


def _anchors(site: Site, index: str) -> set[str]:
    """The ids of all entries on the page of an index, including those of another index on the same page."""
    page = next(kind.index.address for kind in KINDS.values() if kind.index.name == index)
    shown = (chunk for chunks in site.index_parts.values() for chunk in chunks if chunk.address == page)
    titles = (
        one
        for chunks in site.index_parts.values()
        if (listed := whole(chunks)).address == page
        for one in listed.titles
    )
    return {item.id for items in (*(chunk.items for chunk in shown), titles) for item in items}


def _elsewhere(address: str | None, plural: str) -> str:
    """`now under Organizations`, if a record of another kind took its place."""
    kind = BY_PLURAL.get((address or "").partition("/")[0])
    return f"now under {kind.index.title}" if kind and kind.plural != plural else ""


def _label(site: Site, address: str) -> str:
    """The label of a successor: the name of a record, else its address."""
    plural, _, record_id = address.partition("/")
    kind = BY_PLURAL.get(plural)
    record = site.archive.records_of(kind.id).get(record_id) if kind else None
    return record.title_text if record else address
