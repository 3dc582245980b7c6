"""What can be cited on the page of a record: the page itself, its passages and its claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.core.models import Incident, Instrument, Record, Source
from macros.core.reading.annotation_entries import Entry
from macros.site.claims.shown_claims import ShownClaim
from macros.site.pages.citations import Cited, of_instrument, of_page, of_work
from macros.site.pages.view import View


@dataclass(frozen=True)
class CitedTarget:
    """A place on a page: its anchor, how it is listed and headed, its words in a citation; empty for the whole page.

    `work` is the document that states what stands there, if it is not that of the page.
    """

    anchor: str = ""
    label: str = ""
    heading: str = ""
    where: str = ""
    work: str = ""


@dataclass(frozen=True)
class Citation:
    """One thing to cite: the document where there is one, the place in the archive, and as of which revision."""

    spot: CitedTarget
    address: str
    what: str
    verb: str
    revision: str
    document: list[Cited]
    page: list[Cited]


def has_places(record: Record) -> bool:
    """Whether a record has passages or claims, and so a page of their citations."""
    return isinstance(record, Source) or (isinstance(record, Incident) and bool(record.claims))


def page_place(view: View, record: Record) -> Citation:
    """The page of a record as a whole."""
    return _place(view, record, CitedTarget())


def places(view: View, record: Record) -> Iterator[Citation]:
    """Every passage and claim of a record, in the order of its page."""
    if isinstance(record, Source):
        for entry in view.site.archive.annotations[record.id].entries:
            if entry.first:
                yield _passage(view, record, entry)
            for claim in view.site.claims_at(record.id, entry.first, entry.last):
                yield _claim(view, record, claim)
    elif isinstance(record, Incident):
        for claim in view.site.claims_about(record.id):
            if not claim.annotated:
                yield _claim(view, record, claim)


def _passage(view: View, record: Source, entry: Entry) -> Citation:
    span = f"passages {entry.first}–{entry.last}" if entry.last > entry.first else f"passage {entry.first}"
    return _place(view, record, CitedTarget(f"p{entry.first}", span, span.capitalize(), span))


def _claim(view: View, record: Record, claim: ShownClaim) -> Citation:
    heading = f"{claim.headline}: {claim.measured}"
    return _place(view, record, CitedTarget(claim.anchor, claim.headline, heading, claim.where, claim.work))


def _place(view: View, record: Record, spot: CitedTarget) -> Citation:
    site = view.site
    address = site.absolute(site.address(record.kind_id, record.id)) + (f"#{spot.anchor}" if spot.anchor else "")
    title = f"{record.title_text}, {spot.where}" if spot.where else record.title_text
    revision = site.history.of(record.path)
    what, document = _document(view, record, spot.work)
    verb = "Annotated in" if isinstance(record, Source) else "Recorded in"
    page = of_page(site, record, title, address)
    if spot.anchor:
        document, page = [one.unlinked for one in document], [one.unlinked for one in page]
    return Citation(spot, address, what, verb, revision.label if revision else "", document, page)


def _document(view: View, record: Record, report: str) -> tuple[str, list[Cited]]:
    site = view.site
    if report:
        return "report", of_work(site, site.archive.works[report])
    if isinstance(record, Source):
        return "document", of_work(site, site.archive.works[record.id])
    if isinstance(record, Instrument):
        return "instrument", of_instrument(site, record)
    return "", []
