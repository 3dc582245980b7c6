"""The document of a source and of an incident that is ready to be taken away, from top to bottom.

Sentences have footnotes in OSCOLA; the first mention of a document is cited in full, a later one by name with the
number of that note and the place. The order of the parts: what it is, in short, numbered paragraphs, editorial notes,
the figures beside everything that is said of the same thing, the documents with the level of evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from macros.core.models import Incident, Record, Source
from macros.site import addresses
from macros.site.claims.claim_tables import in_time
from macros.site.claims.differing import in_short
from macros.site.claims.shown_claims import ShownClaim
from macros.site.claims.what_is_known import unanswered
from macros.site.documents.blocks import Block, Heading, ReadyDocument, TableBlock, TextBlock
from macros.site.documents.cited_documents import CitedDocument, Footnote, of_page, of_source
from macros.site.documents.matters import Matters, matters_of
from macros.site.documents.paragraphs import CLAIM, NOTE, PASSAGE, Paragraph, claimed, noted, source_paragraphs
from macros.site.documents.runs import Runs, TextLine, plain_runs, runs_of
from macros.site.documents.side_by_side import side_by_side
from macros.site.documents.told import text_line
from macros.site.pages.view import View
from macros.site.site import Site

NOTE_STYLE = "oscola"
"""The style of the footnotes of ready documents; a dossier has a choice."""
_EVIDENCE = ("Document", "Level of evidence", "Where it can be read")
_EVIDENCE_WIDTHS = (0.25, 0.2, 0.55)


def ready_documents(site: Site) -> Iterator[tuple[str, Callable[[], ReadyDocument]]]:
    """The document of every source and every incident: its path, and what makes it."""
    for record in (*site.sources.values(), *site.archive.records_of(Incident.kind_id).values()):
        if isinstance(record, Source | Incident):
            yield addresses.document(record.kind_id, record.id), partial(ready_document, site, record)


def ready_document(site: Site, record: Source | Incident) -> ReadyDocument:
    """The document of one of them."""
    made = _of_source if isinstance(record, Source) else _of_incident
    return _document(site, record, made(site, record, matters_of(site)))  # type: ignore[arg-type] # each its own kind


def _document(site: Site, record: Record, blocks: Iterable[Block]) -> ReadyDocument:
    address = site.absolute(addresses.address(record.kind_id, record.id))
    revision = site.history.of(record.path)
    title = record.heading if isinstance(record, Source) else record.title_text
    origin = f"{address}, revision {revision.label}" if revision else address
    day = revision.date if revision else ""
    made = (*_told(site), *blocks)
    return ReadyDocument(
        addresses.document(record.kind_id, record.id), title, _subtitle(site, record), site.name, origin, day, made
    )


def _subtitle(site: Site, record: Record) -> str:
    """What it is, above the name of the archive: the annotation of a document, not the document."""
    if not isinstance(record, Source):
        return "What is documented"
    work = site.archive.works[record.id]
    return f"Annotation of a document: {work.short_text}"


def _told(site: Site) -> Iterator[Block]:
    licence = site.archive.citation.license
    yield _plain(
        f"From {site.name}. Each figure belongs to whoever gives it: keep its speaker, its limits and its footnote "
        "when you use it. Figures are never added up, averaged or chosen between. English is the text to cite. The "
        f"words of the archive may be used under the licence {licence}; the documents that it cites belong to others."
    )


def _of_source(site: Site, source: Source, matters: Matters) -> Iterator[Block]:
    view = _view(site, source)
    document = of_source(site, source)
    mentioned = _Mentions()
    yield Heading("The document")
    yield TableBlock(("", ""), tuple(_facts(document)), (0.25, 0.75))
    yield Heading("In short")
    yield TextBlock((TextLine(plain_runs(site.in_short(source))),), mentioned.of([Footnote(document)]))
    found = source_paragraphs(site).of(source.id)
    yield Heading("Passage by passage")
    yield _plain("In the words of the archive, not of the document.")
    yield from (_passage(one, mentioned) for one in found if one.kind == PASSAGE)
    if claims := [one for one in found if one.kind == CLAIM]:
        yield Heading("Its claims, each as a sentence")
        yield from (_sentence(one, mentioned) for one in claims)
    yield from _noted([one for one in found if one.kind == NOTE], mentioned)
    shown = [site.claims[ref] for one in claims for ref in one.figures]
    yield from _figures(view, shown, matters)
    yield from _documents(mentioned)


def _of_incident(site: Site, incident: Incident, matters: Matters) -> Iterator[Block]:
    view, mentioned = _view(site, incident), _Mentions()
    own = Footnote(of_page(site, incident))
    yield Heading("The incident")
    yield TableBlock(("", ""), tuple(_incident_facts(site, incident)), (0.25, 0.75))
    yield Heading("What is reported")
    yield TextBlock((text_line(site, incident.summary, incident.id),), mentioned.of([own]))
    if incident.differences:
        yield Heading("How the reports differ")
        told = tuple(text_line(site, text, incident.id) for text in incident.differences.splitlines())
        yield TextBlock(told, mentioned.of([own]))
    if unknown := list(_not_known(view, incident)):
        yield Heading("What is not known")
        yield TextBlock(tuple(TextLine(plain_runs(text)) for text in unknown))
    claims = in_time(site.claims_about(incident.id))
    if sentences := [one.text for one in in_short(site.relations, [site.relations.claims[one.ref] for one in claims])]:
        yield Heading("You can write")
        written = tuple(TextLine(runs_of(str(text))) for text in sentences)
        yield TextBlock(written, mentioned.of([Footnote(of_page(site, incident), "#write")]))
    if claims:
        yield Heading("Every claim, in the order in which they were said")
        yield from (_sentence(_claimed(site, incident, claim), mentioned) for claim in claims)
    notes = [noted(view, incident, one) for one in site.relations.notes_of.get(incident.id, ())]
    yield from _noted(notes, mentioned)
    yield from _figures(view, claims, matters)
    yield from _documents(mentioned)


def _claimed(site: Site, incident: Incident, claim: ShownClaim) -> Paragraph:
    owner = site.sources[claim.work] if claim.annotated else incident
    return claimed(site, owner, claim, of_source(site, owner) if isinstance(owner, Source) else None)


def _not_known(view: View, incident: Incident) -> Iterator[str]:
    if incident.uncertain:
        yield f"{incident.uncertain[:1].upper()}{incident.uncertain[1:].removesuffix('.')}."
    if asked := unanswered(view.site.relations, incident):
        words = "; ".join(view.term("questions", question) for question in asked)
        yield f"No number, day or place is recorded on: {words}."


def _view(site: Site, record: Record) -> View:
    return View(site, addresses.page_uri(addresses.address(record.kind_id, record.id)))


def _plain(text: str) -> TextBlock:
    return TextBlock((TextLine(plain_runs(text)),))


def _passage(one: Paragraph, mentioned: _Mentions) -> TextBlock:
    name = one.title.rpartition(", ")[2]
    return TextBlock(one.lines, mentioned.of(one.notes), f"{name[:1].upper()}{name[1:]}.", numbered=True)


def _sentence(one: Paragraph, mentioned: _Mentions) -> TextBlock:
    return TextBlock(one.lines, mentioned.of(one.notes), numbered=True)


def _noted(notes: list[Paragraph], mentioned: _Mentions) -> Iterator[Block]:
    if notes:
        yield Heading("Editorial notes of the archive")
    for one in notes:
        yield TextBlock(one.lines, mentioned.of(one.notes), f"{one.title}.", numbered=True)


def _figures(view: View, claims: list[ShownClaim], matters: Matters) -> Iterator[Block]:
    if claims:
        yield Heading("The figures beside all that is said of the same thing")
        yield _plain(
            "Each table has every claim that the archive records of one thing, from all documents. Figures may count "
            "different groups on different days."
        )
        yield from side_by_side(view, matters, claims)


def _facts(document: CitedDocument) -> Iterator[tuple[str, str]]:
    yield "Document", "".join(run.text for run in document.cited[NOTE_STYLE])
    yield "Level of evidence", document.level
    if document.read:
        yield "What was read", document.read
    yield from _addresses(document)
    if document.fingerprint:
        yield "SHA-256 of the captured text", document.fingerprint
    yield "Described at", document.page
    if document.revision:
        yield "Revision", document.revision


def _addresses(document: CitedDocument) -> Iterator[tuple[str, str]]:
    for one in document.originals:
        yield f"{one.name[:1].upper()}{one.name[1:]}", one.address
        if one.copy and one.copied.seen:
            yield "Archived copy", one.copy


def _incident_facts(site: Site, incident: Incident) -> Iterator[tuple[str, str]]:
    yield "When", incident.date.in_words()
    for label, places in (
        ("Arrested", incident.places.arrested),
        ("Held", incident.places.held),
        ("Crossed or handed over", incident.places.crossed),
    ):
        if places:
            yield label, ", ".join(site.archive.records["place"][one].short_text for one in places)
    yield "Outcome as reported", incident.outcome
    yield "Page of the archive", site.absolute(addresses.address(incident.kind_id, incident.id))
    if revision := site.history.of(incident.path):
        yield "Revision", revision.label


def _documents(mentioned: _Mentions) -> Iterator[Block]:
    rows = [_evidence(one) for one in mentioned.documents if one.level or one.originals]
    if rows:
        yield Heading("The documents")
        yield TableBlock(_EVIDENCE, tuple(rows), _EVIDENCE_WIDTHS)


def _evidence(document: CitedDocument) -> tuple[str, str, str]:
    where = [f"{label}: {address}" for label, address in _addresses(document)]
    if document.fingerprint:
        where.append(f"SHA-256 of the captured text: {document.fingerprint}")
    return document.name, document.level or document.read, "\n".join([*where, f"Described at: {document.page}"])


class _Mentions:
    """The documents that were cited, in the order of their first mention, with the number of that footnote."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[CitedDocument, int]] = {}
        self._number = 0

    def of(self, notes: Iterable[Footnote]) -> tuple[Runs, ...]:
        """The notes of a paragraph, which make one footnote; one of a document that was mentioned before is short."""
        self._number += 1
        return tuple(map(self._one, notes))

    def _one(self, note: Footnote) -> Runs:
        document = note.document
        _, first = self._found.setdefault(document.key, (document, 0))
        if first:
            return plain_runs(f"{document.name} (cited in full in note {first}), {document.page}{note.place}.")
        self._found[document.key] = document, self._number
        return note.runs(NOTE_STYLE)

    @property
    def documents(self) -> list[CitedDocument]:
        """Each once."""
        return [document for document, _ in self._found.values()]
