"""What can be cited on the page of a record: the page itself, its passages and its claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from macros.core.models import Incident, Instrument, Record, Source
from macros.site.claims.shown_claims import ShownClaim
from macros.site.pages.citations import Cited, of_instrument, of_page, of_work
from macros.site.site import Site


@dataclass(frozen=True)
class CitedTarget:
    """A place on a page: its anchor, how it is listed and headed, its words in a citation; empty for the whole page.

    `work` is the document that states what is there, if it is not that of the page; `formerly` holds older anchors.
    `says` is what a claim says and who says it, as every citation has it, `sentence` the same to copy.
    """

    anchor: str = ""
    label: str = ""
    heading: str = ""
    where: str = ""
    work: str = ""
    formerly: tuple[str, ...] = ()
    says: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Citation:
    """One thing to cite: the document if there is one, the place in the archive, and its revision."""

    spot: CitedTarget
    address: str
    what: str
    verb: str
    revision: str
    document: list[Cited]
    page: list[Cited]

    @property
    def note(self) -> Cited:
        """The citation for a footnote: Chicago's note for the document, else for the page."""
        return (self.document or self.page)[0]


def has_places(record: Record) -> bool:
    """Whether a record has passages or claims, and so a page of their citations."""
    return isinstance(record, Source) or (isinstance(record, Incident) and bool(record.claims))


def page_place(site: Site, record: Record) -> Citation:
    """The page of a record as a whole."""
    return _place(site, record, CitedTarget(), *_document(site, record))


def places(site: Site, record: Record) -> Iterator[Citation]:
    """Every passage and claim of a record, in the order of its page; a document is worked out once for all of them."""
    document = cache(partial(_document, site, record))
    return (_place(site, record, spot, *document(spot.work)) for spot in _targets(site, record))


def _targets(site: Site, record: Record) -> Iterator[CitedTarget]:
    if isinstance(record, Source):
        for entry in site.archive.annotations[record.id].entries:
            if entry.first:
                span = f"passages {entry.first}–{entry.last}" if entry.last > entry.first else f"passage {entry.first}"
                old = tuple(f"p{old}" for old, _ in record.formerly(entry.first, entry.last))
                yield CitedTarget(record.anchor(entry.first), span, span.capitalize(), span, formerly=old)
            yield from map(_claim, site.claims_at(record.id, entry.first, entry.last))
    elif isinstance(record, Incident):
        yield from (_claim(claim) for claim in site.claims_about(record.id) if not claim.annotated)


def _claim(claim: ShownClaim) -> CitedTarget:
    heading = f"{claim.headline}: {claim.measured}"
    says = f"{claim.in_citation}, {locator}" if (locator := claim.recorded.locator) else claim.in_citation
    return CitedTarget(
        claim.anchor, claim.headline, heading, claim.where, claim.work, says=says, sentence=claim.sentence
    )


def _place(site: Site, record: Record, spot: CitedTarget, what: str, document: list[Cited]) -> Citation:
    address = site.absolute(site.address(record.kind_id, record.id)) + (f"#{spot.anchor}" if spot.anchor else "")
    title = ", ".join(part for part in (record.title_text, spot.where) if part)
    title = f"{spot.says}; {title}" if spot.says else title
    revision = site.history.of(record.path)
    verb = "Annotated in" if isinstance(record, Source) else "Recorded in"
    page = of_page(site, record, title, address)
    if spot.anchor:
        document, page = [one.unlinked for one in document], [one.unlinked for one in page]
    return Citation(spot, address, what, verb, revision.label if revision else "", document, page)


def _document(site: Site, record: Record, report: str = "") -> tuple[str, list[Cited]]:
    if report:
        return "report", of_work(site, site.archive.works[report])
    if isinstance(record, Source):
        return "document", of_work(site, site.archive.works[record.id])
    if isinstance(record, Instrument):
        return "instrument", of_instrument(site, record)
    return "", []
