"""The end of every record page: how to cite it, where to report an error, and which version it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from macros.core.models import Record, Source
from macros.core.models.vocabulary import Retired
from macros.site import addresses
from macros.site.claims.change_parts import older_changes
from macros.site.contributing.reporting import report_address
from macros.site.pages.citable import has_places, lines, page_place, reports, with_slot
from macros.site.pages.shown_changes import shown_changes
from macros.site.pages.view import View
from macros.site.templates import template

_BRANCH = "main"


def foot(view: View, record: Record) -> str:
    """Citations of the page and of what it describes, its revision, and its entries of changes."""
    context = versions(view, record)
    if isinstance(record, Source):
        context["work"] = view.site.archive.works[record.id]
    what = "passage and claim" if isinstance(record, Source) else "claim"
    context["places"] = f"Citations of each {what}" if has_places(record) else ""
    if record.kind_id in addresses.DOCUMENTED:
        context["document"] = addresses.document(record.kind_id, record.id)
    context["cited"] = page_place(view.site, record)
    return template("parts/foot.html.j2").render(view=view, record=record, **({"work": None, "document": ""} | context))


def versions(view: View, record: Record) -> dict[str, Any]:
    """The revision of a record, its entries of changes, its file at that revision, and the list of all its changes."""
    revision = view.site.history.of(record.path)
    changes = shown_changes(view.site, record)
    apart = view.site.older_changes(record)
    older = {anchor for part in apart for anchor in part.items}
    repository = view.site.archive.identity.repository
    path = quote(record.path)
    return {
        "revision": revision,
        "changes": [one for one in changes if one.anchor not in older],
        "older": [(part, older_changes(record, part)) for part in apart],
        "told_at": {
            addresses.claim_anchor(told.claim_id): told.anchor for one in reversed(changes) for told, _ in one.claims
        },
        "fed": addresses.feed(record.kind_id, record.id),
        "retired": list(_retired(view, record)),
        "report": report_address(view.site, record),
        "source": f"{repository}/blob/{revision.commit if revision else _BRANCH}/{path}",
        "history": f"{repository}/commits/{_BRANCH}/{path}" if revision else "",
    }


def _retired(view: View, record: Record) -> Iterator[tuple[str, Retired, str, str]]:
    """The anchors of claims and notes that this record had: what became of each, where it is now, and what it says.

    Whoever was sent the old link sees first what the claim says.
    """
    for address, retired in view.site.archive.redirects.shown().root.items():
        plural, _, ref = address.partition("/")
        owner, _, key = ref.partition(".")
        if owner == record.id and plural in ("claims", "notes"):
            yield f"{plural[0]}-{key}", retired, *_stands_at(view, retired.to or "")


def _stands_at(view: View, address: str) -> tuple[str, str]:
    """In words, where the successor of a retired id is; for a claim its source and passage, and what it says."""
    plural, _, ref = address.partition("/")
    found = view.site.claims[ref] if plural == "claims" else None
    return (found.stated_at.text, found.sentence) if found and found.stated_at else (address, "")


def citations(view: View, record: Record, report: str = "") -> str:
    """The page of citations of a record: one in each style, and a line for each passage and claim.

    With the id of a report, the page of the claims that this report makes about an incident.
    """
    own, by_report = view.site.address(record.kind_id, record.id), reports(view.site, record)
    groups = {report: by_report[report]} if report else by_report or {"": list(lines(view.site, record))}
    cited = [line.claim for found in groups.values() for line in found if line.claim]
    without = [claim for claim in cited if not view.site.claims[f"{record.id}.{claim}"].incident]
    return template("parts/cite.html.j2").render(
        view=view,
        record=record,
        page=own,
        report=view.site.archive.works[report] if report else None,
        cited=with_slot(view.site, record, report),
        groups=groups,
        with_cards=len(without) < len(cited),
        without_card=without,
    )
