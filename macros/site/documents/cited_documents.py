"""What a paragraph rests on: a document with its citations and the evidence for it, and the footnote that says so."""

from __future__ import annotations

from dataclasses import dataclass

from macros.core.models import Instrument, Record, Source
from macros.core.models.web_archive import Copy
from macros.core.noting.reads import Remembered, Shared
from macros.core.words.amounts import amount
from macros.site import addresses
from macros.site.documents.runs import Run, Runs, plain_text, runs_of
from macros.site.pages.citations import Cited, of_instrument, of_place, of_work
from macros.site.site import Site
from macros.site.works.evidence import how_read, second_explained, second_level, source_level
from macros.site.works.originals import Original

NOTE_STYLES = ("oscola", "bluebook", "chicago-note")
"""The styles of footnotes, by the ids of `STYLES`."""
WORKS_KEPT = 1_024
"""Of how many works the citations are kept, the latest ones."""


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document with everything by which a reader can check it.

    `cited` is its citation by style. `level` is the level of evidence, `read` what was read of it or how it was seen.
    `fingerprint` is the SHA-256 of the captured text; empty where no text was captured. `page` is the permanent address
    of the page of the archive that describes it, `record` the id of that page's record, `revision` its day and commit.
    The key is that of the work; of a report `incident.work`, of a page of the archive itself `id/`.
    """

    key: str
    name: str
    cited: dict[str, Runs]
    level: str
    read: str
    originals: tuple[Original, ...]
    fingerprint: str
    page: str
    record: str
    revision: str
    described: str
    """`Annotated in Forced Returns Archive, icnk-2012, rev. 2026-11-24 (3f2c1ab)`: how a note goes on."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: the document, and the place on the page of the archive: `#c-returned-41, passage 1`."""

    document: CitedDocument
    place: str = ""

    @property
    def where(self) -> str:
        """What follows the citation: where the archive describes the document, at which revision and place."""
        return ", ".join(filter(None, [self.document.described, f"{self.document.page}{self.place}"])) + "."

    def runs(self, style: str) -> Runs:
        """The whole footnote in a style of NOTE_STYLES."""
        cited = self.document.cited[style]
        stop = "" if plain_text(cited).endswith((".", "!", "?")) else "."
        return (*cited, Run(f"{stop} {self.where}"))


def of_source(site: Site, source: Source) -> CitedDocument:
    """The document of an annotated source."""
    work, capture, words = site.archive.works[source.id], source.capture, site.archive.vocabulary
    read = amount(capture.passages, "passage") if capture else how_read(words, source.reading) if source.reading else ""
    extent = f"{read.removesuffix('.')}: {source.basis.extent}" if source.basis.extent else read
    return CitedDocument(
        key=source.id,
        name=work.short_text,
        cited=cited_works(site).of(work.id),
        level=source_level(words, source),
        read=extent,
        originals=site.originals(source.id),
        fingerprint=capture.sha256 if capture else "",
        **_page(site, source, "Annotated in"),
    )


def of_report(site: Site, record: Record, key: str) -> CitedDocument:
    """A work that makes a claim about an incident, or shows what a note says; an annotated one with its own page."""
    source = site.archive.records_of("source").get(key)
    if isinstance(source, Source):
        return of_source(site, source)
    work, words = site.archive.works[key], site.archive.vocabulary
    return CitedDocument(
        key=f"{record.id}.{key}",
        name=work.short_text,
        cited=cited_works(site).of(work.id),
        level=second_level(words, work),
        read=second_explained(words, work),
        originals=site.originals(key),
        fingerprint="",
        **_page(site, record, "Recorded in"),
    )


def of_law(site: Site, instrument: Instrument) -> CitedDocument:
    """An instrument; one that is not a document is cited by its page."""
    cited = _styled(of_instrument(site, instrument))
    own = of_page(site, instrument)
    text = (Original("text or status", instrument.address, Copy()),) if instrument.address else ()
    return CitedDocument(
        key=instrument.id,
        name=instrument.short_text,
        cited=cited or own.cited,
        level="",
        read="",
        originals=text,
        fingerprint="",
        **_page(site, instrument, "Recorded in" if cited else ""),
    )


def of_page(site: Site, record: Record) -> CitedDocument:
    """A page of the archive itself, for what is ours: an editorial note. Its name says whose it is."""
    return CitedDocument(
        key=f"{record.id}/",
        name=f"{site.name}: {record.short_text}",
        cited=_styled(of_place(site, record)),
        level="",
        read="",
        originals=(),
        fingerprint="",
        **_page(site, record, ""),
    )


def _styled(cited: list[Cited]) -> dict[str, Runs]:
    """Citations in every style of footnotes; a style without a form has that of the first; none if there is none."""
    made = {one.style.id: runs_of(str(one.html)) for one in cited if one.style.id in NOTE_STYLES}
    return {style: made.get(style) or next(iter(made.values())) for style in NOTE_STYLES} if made else {}


def cited_works(site: Site) -> CitedWorks:
    """The citations of the works of an archive, each made once: files of many records rest on one work."""
    known = site.further.get(CitedWorks.__name__)
    if not isinstance(known, CitedWorks):
        known = site.further[CitedWorks.__name__] = CitedWorks(site)
    return known


class CitedWorks(Shared):
    """The citations of works in every style of footnotes, made when they are asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.of = Remembered(self._cited, WORKS_KEPT)
        """The citations of a work, by its key."""

    def _cited(self, key: str) -> dict[str, Runs]:
        return _styled(of_work(self._site, self._site.archive.works[key]))


def _page(site: Site, record: Record, verb: str) -> dict[str, str]:
    """Where the archive describes a document: the page of a record and its revision."""
    found = site.history.of(record.path)
    revision = found.label if found else ""
    named = f"{verb} {site.name}, {record.id}" if verb else ""
    described = ", ".join(filter(None, [named, f"{'rev.' if named else 'Rev.'} {revision}" if revision else ""]))
    page = site.absolute(addresses.address(record.kind_id, record.id))
    return {"page": page, "record": record.id, "revision": revision, "described": described}
