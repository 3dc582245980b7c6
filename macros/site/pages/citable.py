"""What can be cited: the page of a record, the documents it describes, and every passage and claim as one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.core.models import Incident, Instrument, Record, Source
from macros.site import addresses
from macros.site.claims.shown_claims import ShownClaim
from macros.site.pages.citations import Cited, of_instrument, of_page, of_place, of_work
from macros.site.site import Site


@dataclass(frozen=True)
class Citation:
    """A page in every style: the document that it describes if there is one, the page itself, and its revision."""

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


@dataclass(frozen=True)
class CitedLine:
    """A passage or claim as one line that is put behind the address at the end of a citation, in every style.

    `where` is the passage, or the place in a report. `sentence` is what a claim says and who says it, with its hedge.
    `claim` is the id of a claim; `report` the document that makes it, if it is not that of the page. `formerly` holds
    older anchors.
    """

    anchor: str
    where: str
    sentence: str = ""
    claim: str = ""
    report: str = ""
    formerly: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The line without the sentence: "#c-returned-41, passage 1"."""
        return ", ".join(filter(None, [f"#{self.anchor}", self.where]))


def has_places(record: Record) -> bool:
    """Whether a record has passages or claims of its own, and so a page of their citations."""
    return isinstance(record, Source) or (isinstance(record, Incident) and bool(record.claims))


def page_place(site: Site, record: Record) -> Citation:
    """The page of a record as a whole."""
    return _citation(site, record, of_page(site, record, record.title_text, _address(site, record)))


def with_slot(site: Site, record: Record, report: str = "") -> Citation:
    """The same for a line: no citation has an address, since the address and the line are put behind it.

    With a report, the document is that report.
    """
    return _citation(site, record, of_place(site, record), report)


def lines(site: Site, record: Record) -> Iterator[CitedLine]:
    """Every passage and claim of a record, in the order of its page."""
    if isinstance(record, Source):
        for entry in site.archive.annotations[record.id].entries:
            if entry.first:
                span = f"passages {entry.first}–{entry.last}" if entry.last > entry.first else f"passage {entry.first}"
                old = tuple(f"p{old}" for old, _ in record.formerly(entry.first, entry.last))
                yield CitedLine(record.anchor(entry.first), span, formerly=old)
            yield from map(_claim, site.claims_at(record.id, entry.first, entry.last))
    elif isinstance(record, Incident):
        yield from map(_claim, site.own_claims(record))


def reports(site: Site, record: Record) -> dict[str, list[CitedLine]]:
    """The lines of an incident by the report that makes the claim; empty for other records."""
    found: dict[str, list[CitedLine]] = {}
    for line in lines(site, record) if isinstance(record, Incident) else ():
        found.setdefault(line.report, []).append(line)
    return found


def reporting(site: Site, record: Record) -> list[str]:
    """The same reports without their lines: which pages of citations an incident has."""
    claims = record.claims.values() if isinstance(record, Incident) else ()
    works = (site.archive.works.get(claim.work or "") for claim in claims)
    return list(dict.fromkeys(work.id if work else "" for work in works))


def _claim(claim: ShownClaim) -> CitedLine:
    where = f"passage {claim.passage}" if claim.annotated else claim.recorded.locator or ""
    return CitedLine(claim.anchor, where, claim.sentence, claim.id, "" if claim.annotated else claim.work)


def _address(site: Site, record: Record) -> str:
    return site.absolute(addresses.address(record.kind_id, record.id))


def _citation(site: Site, record: Record, page: list[Cited], report: str = "") -> Citation:
    revision = site.history.of(record.path)
    verb = "Annotated in" if isinstance(record, Source) else "Recorded in"
    what, document = _document(site, record, report)
    return Citation(_address(site, record), what, verb, revision.label if revision else "", document, page)


def _document(site: Site, record: Record, report: str) -> tuple[str, list[Cited]]:
    if report:
        return "report", of_work(site, site.archive.works[report])
    if isinstance(record, Source):
        return "document", of_work(site, site.archive.works[record.id])
    if isinstance(record, Instrument):
        return "instrument", of_instrument(site, record)
    return "", []
