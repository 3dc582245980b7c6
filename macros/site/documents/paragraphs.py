"""The paragraphs that a record offers: its claims, passages, provisions and notes, each with its footnotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.core.models import Incident, Instrument, Record, Source
from macros.core.noting.reads import Remembered, Shared
from macros.core.reading.annotation_entries import Entry
from macros.core.relations import AttachedNote
from macros.core.values.ids import provision_anchor
from macros.site import addresses
from macros.site.claims.shown_claims import ShownClaim
from macros.site.documents.cited_documents import (
    CitedDocument,
    Footnote,
    of_law,
    of_page,
    of_report,
    of_source,
)
from macros.site.documents.laws import provision_lines
from macros.site.documents.runs import TextLine, plain_runs
from macros.site.documents.told import entry_lines, note_lines, relied_on
from macros.site.pages.view import View
from macros.site.site import Site

CLAIM, PASSAGE, PROVISION, NOTE = "claim", "passage", "provision", "note"
"""The kinds of paragraphs."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that can be taken away, by its permanent place: `owner` is the id of a record, `anchor` the anchor.

    `lead` says whose words they are, where the text itself does not. `figures` are the claims on which it relies and
    `remarks` the editorial notes at its passage, each as `owner.id`. `formerly` holds older anchors of the place.
    """

    owner: str
    anchor: str
    kind: str
    title: str
    """What it is called in a list: "ICNK 2012, passage 6"."""
    lead: str
    lines: tuple[TextLine, ...]
    notes: tuple[Footnote, ...]
    figures: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """`icnk-2012.c-returned-41`: its name in an address and in files."""
        return f"{self.owner}.{self.anchor}"


def paragraphs(view: View, record: Record) -> Iterator[Paragraph]:
    """Every paragraph of a source, an incident or an instrument, in the order of its page; none of other records."""
    site = view.site
    if isinstance(record, Source):
        document = of_source(site, record)
        for entry in site.archive.annotations[record.id].entries:
            if entry.first:
                yield passage(view, record, entry, document)
            found = site.claims_at(record.id, entry.first, entry.last)
            yield from (claimed(site, record, claim, document) for claim in found)
    elif isinstance(record, Incident):
        yield from (claimed(site, record, claim) for claim in site.own_claims(record))
    elif isinstance(record, Instrument):
        yield from provisions(view, record)
    yield from (noted(view, record, one) for one in site.relations.notes_of.get(record.id, ()))


class SourceParagraphs(Shared):
    """The paragraphs of the latest source, for its two files that have them, which are made one after the other."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.of = Remembered(self._made, 1)
        """The paragraphs of a source, by its id. They have no links within the site, so any page may take them."""

    def _made(self, source: str) -> tuple[Paragraph, ...]:
        page = addresses.page_uri(addresses.address(Source.kind_id, source))
        return tuple(paragraphs(View(self._site, page), self._site.sources[source]))


def source_paragraphs(site: Site) -> SourceParagraphs:
    """The paragraphs of the sources of an archive, known to the archive alone, so that they go with it."""
    known = site.further.get(SourceParagraphs.__name__)
    if not isinstance(known, SourceParagraphs):
        known = site.further[SourceParagraphs.__name__] = SourceParagraphs(site)
    return known


def claimed(site: Site, record: Record, claim: ShownClaim, document: CitedDocument | None = None) -> Paragraph:
    """A claim, as the sentence that anybody may copy. The document is that of its source, else its report."""
    where = f"passage {claim.passage}" if claim.annotated else claim.recorded.locator or ""
    document = document or of_report(site, record, claim.work)
    place = ", ".join(filter(None, [f"#{claim.anchor}", where]))
    return Paragraph(
        owner=record.id,
        anchor=claim.anchor,
        kind=CLAIM,
        title=f"{claim.headline} ({claim.measured}), {claim.outlet}",
        lead="",
        lines=(TextLine(plain_runs(claim.sentence)),),
        notes=(Footnote(document, place),),
        figures=(claim.ref,),
        remarks=_remarks(site, record.id, claim.passage, claim.passage),
    )


def passage(view: View, source: Source, entry: Entry, document: CitedDocument) -> Paragraph:
    """A passage, or the passages of one entry, as the annotation describes it."""
    span = f"passages {entry.first}–{entry.last}" if entry.last > entry.first else f"passage {entry.first}"
    anchor = source.anchor(entry.first)
    claims = view.site.claims_at(source.id, entry.first, entry.last)
    return Paragraph(
        owner=source.id,
        anchor=anchor,
        kind=PASSAGE,
        title=f"{source.short_text}, {span}",
        lead=f"{document.name}, {span}, in the words of the archive:",
        lines=tuple(entry_lines(view.site, entry, source.id)),
        notes=(Footnote(document, f"#{anchor}, {span}"),),
        figures=tuple(dict.fromkeys([*(claim.ref for claim in claims), *relied_on(view.site, entry.parts, source.id)])),
        remarks=_remarks(view.site, source.id, entry.first, entry.last),
        formerly=tuple(f"p{old}" for old, _ in source.formerly(entry.first, entry.last)),
    )


def provisions(view: View, instrument: Instrument) -> Iterator[Paragraph]:
    """The provisions of an instrument that its record describes."""
    document = of_law(view.site, instrument)
    for number, provision in instrument.provisions.items():
        anchor = provision_anchor(number)
        yield Paragraph(
            owner=instrument.id,
            anchor=anchor,
            kind=PROVISION,
            title=f"{instrument.short_text}, {provision.label}",
            lead=f"{instrument.name}, {provision.label}, in the words of the archive:",
            lines=tuple(provision_lines(view, instrument, number)),
            notes=(Footnote(document, f"#{anchor}, {provision.label}"),),
        )


def noted(view: View, record: Record, stated: AttachedNote) -> Paragraph:
    """An editorial note: what the archive adds, with the works that show it."""
    anchor = addresses.note_anchor(stated.id)
    own = Footnote(of_page(view.site, record), f"#{anchor}")
    works = [of_report(view.site, record, key) for key in stated.note.works]
    kind = view.term("note-kinds", stated.note.kind)
    return Paragraph(
        owner=record.id,
        anchor=anchor,
        kind=NOTE,
        title=f"{kind}: {stated.note.topic}",
        lead=f"Editorial note of the archive on {record.title_text}. {kind}: {stated.note.topic}.",
        lines=tuple(note_lines(view.site, stated)),
        notes=(own, *(Footnote(document) for document in works)),
        figures=tuple(relied_on(view.site, [stated.note.text], record.id)),
    )


def _remarks(site: Site, source: str, first: int | None, last: int | None) -> tuple[str, ...]:
    """The editorial notes at passages of a source, each once."""
    numbers = range(first or 0, (last or 0) + 1) if first else ()
    return tuple(dict.fromkeys(stated.ref for stated in site.relations.notes_at(source, numbers)))
