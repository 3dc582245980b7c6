"""What the search finds: every passage, claim, note, work and record, each with the place where its result leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from macros.core.models import Event, Incident, Instrument, Record, Source, Work
from macros.core.models.kinds import FACETS, WRITTEN
from macros.core.reading.yaml_reader import read_front_matter
from macros.core.relations import AttachedNote
from macros.core.values.ids import provision_anchor
from macros.site import addresses
from macros.site.claims.shown_claims import ShownClaim
from macros.site.languages.facets import LABELS
from macros.site.pages.narrowing import choices
from macros.site.pages.texts import as_html, plain_entry
from macros.site.pages.view import View
from macros.site.searching.index_words import IndexWords, of_date
from macros.site.searching.lexicon import Lexicon, names_searched, record_code
from macros.site.site import Site

MENTIONED = FACETS[1:]
_OWN_PAGES = ("search/index.md", "index.md")
"""Pages that are not among the results: the search itself and the first page."""


@dataclass(frozen=True)
class SearchEntry:
    """One result: its address below the site's root, its title, the text that is searched, and its facets.

    `claims` are those of a passage: address and sentence of each. `title_codes` and `codes` are the code words of
    what its title and its text are about; `marks` and `hidden` all the words of the index that nobody reads.
    """

    address: str
    kind: str
    title: str
    text: str
    facets: dict[str, list[str]] = field(default_factory=dict)
    claims: tuple[tuple[str, str], ...] = ()
    title_codes: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    marks: str = ""
    hidden: str = ""

    @property
    def page(self) -> str:
        """The address without its anchor."""
        return self.address.partition("#")[0]


def everything(site: Site) -> Iterator[SearchEntry]:
    """All results, one at a time, in a fixed order, each where readers find it."""
    words = IndexWords(Lexicon(site.archive))
    for entry in _permanent(site):
        title_codes = words.codes(entry.title) | entry.title_codes
        codes = (words.codes(entry.text) | entry.codes) - title_codes
        yield replace(
            entry,
            address=site.shown_at(entry.address),
            marks=words.hidden([entry.title], title_codes),
            hidden=words.hidden([entry.text], codes),
        )


def _permanent(site: Site) -> Iterator[SearchEntry]:
    view = View(site, "search/index.md")
    for source in site.sources.values():
        yield from _passages(view, source)
    yield from (_claim(site, claim) for claim in site.claims.of(site.relations.claims.values()))
    yield from (_note(view, stated) for stated in site.relations.notes.values())
    for kind in WRITTEN:
        for record in site.archive.records_of(kind).values():
            yield _record(view, record)
            if isinstance(record, Instrument):
                yield from _provisions(site, record)
    yield from _known(site)
    # In a large archive works are on several pages; those of one page are kept together.
    yield from sorted((_work(site, work) for work in site.archive.works.values()), key=lambda work: work.page)
    yield from _pages(site)


def _found(address: str, kind: str, title: str, texts: Iterable[object], facets: dict[str, list[str]]) -> SearchEntry:
    text = " · ".join(dict.fromkeys(str(one) for one in texts if one))
    known = {name: values for name, values in facets.items() if any(values)}
    return SearchEntry(address, LABELS[kind], title, text, {"kind": [LABELS[kind]], **known})


def _pages(site: Site) -> Iterator[SearchEntry]:
    """The pages of prose and the lists, by their titles and descriptions."""
    for path, text in site.archive.pages.items():
        uri = path.removeprefix("docs/")
        head, _ = read_front_matter(text, path)
        if uri not in _OWN_PAGES:
            address = uri.removesuffix("index.md") if uri.endswith("/index.md") else f"{uri.removesuffix('.md')}/"
            title, description = (str(head.tree.get(name, "")) for name in ("title", "description"))
            yield _found(address, "page", title, [description], {})


def _plain(view: View, value: str | None) -> str:
    return as_html(view, value).striptags() if value else ""


def _passages(view: View, source: Source) -> Iterator[SearchEntry]:
    site, document = view.site, choices(view.site, source)
    of_source = {name: document.get(name, []) for name in ("year", "language", "evidence")}
    for entry in site.archive.annotations[source.id].entries:
        if not entry.first:
            continue
        number = f"{entry.first}–{entry.last}" if entry.last > entry.first else str(entry.first)
        claims = site.claims_at(source.id, entry.first, entry.last)
        mentioned, codes = _mentioned(site, source.id, entry.first, entry.last)
        told = [claim.incident for claim in claims if claim.incident]
        incidents = [*mentioned.pop("incident", ()), *(one.text for one in told)]
        facets = {"source": [source.short_text], **of_source, "incident": list(dict.fromkeys(incidents)), **mentioned}
        title = f"{source.short_text}, passage{'s' * (entry.last > entry.first)} {number}"
        at = addresses.passage(site.archive, source.id, entry.first)
        yield replace(
            _found(at, "passage", title, [plain_entry(view, entry, source.id)], facets),
            claims=tuple((claim.address, claim.sentence) for claim in claims),
            codes=frozenset(codes | {record_code(one.kind, one.id) for one in told}),
        )


def _mentioned(site: Site, source: str, first: int, last: int) -> tuple[dict[str, list[str]], set[str]]:
    """The records that the passages of an entry mention: by short name for the facets, and their code words."""
    found: dict[str, list[str]] = {}
    codes: set[str] = set()
    for kind, key, mentions in site.relations.mentioned_in(source):
        here = [mention for mention in mentions if first <= mention.passage <= last]
        codes |= {record_code(kind, key)} if here else set()
        if kind in MENTIONED and here:
            ours = ", identified by the archive" if all(mention.ours for mention in here) else ""
            found.setdefault(kind, []).append(site.archive.records_of(kind)[key].short_text + ours)
    return found, codes


def _claim(site: Site, claim: ShownClaim) -> SearchEntry:
    title = f"{claim.headline} {claim.measured}, {claim.outlet}"
    work = site.archive.works.get(claim.work)
    facets = {
        "source": [claim.outlet],
        "year": [claim.day[:4]],
        "incident": [claim.incident.text] if claim.incident else [],
        "organization": [*claim.speakers],
        "language": choices(site, work).get("language", []) if work else [],
        "evidence": [claim.evidence],
    }
    texts = [claim.sentence, claim.said_by, claim.about, claim.origin_text]
    links = [claim.incident, *(answering for link in claim.chain for answering in link.answering)]
    codes = {record_code(link.kind, link.id) for link in links if link}
    return replace(_found(claim.address, "claim", title, texts, facets), codes=frozenset(codes | of_date(claim.recorded.date)))


def _known(site: Site) -> Iterator[SearchEntry]:
    """What is known of each incident and what is not, on the page of all."""
    for part in site.index_parts["known"]:
        for shown in site.items(part):
            incident = shown.incident
            words = [site.archive.vocabulary.label("questions", question) for question in shown.unanswered]
            title = f"What is known and what is not: {incident.short_text}"
            texts = [incident.title, f"No claim says: {'; '.join(words)}" if words else ""]
            facets = {"year": [incident.date.year], "incident": [incident.short_text]}
            yield replace(
                _found(f"{part.address}#{incident.id}", "known", title, texts, facets),
                codes=frozenset({record_code("incident", incident.id)}),
            )


def _note(view: View, stated: AttachedNote) -> SearchEntry:
    texts = [view.term("note-kinds", stated.note.kind), _plain(view, stated.note.text)]
    facets = {name: values for name, values in choices(view.site, stated).items() if name != "kind"}
    facets |= {"source": [view.short(stated.owner)]}
    return _found(view.site.note_address(stated), "note", stated.note.topic, texts, facets)


def _record(view: View, record: Record) -> SearchEntry:
    site, kind = view.site, record.kind_id
    work = site.archive.works.get(record.id) if isinstance(record, Source) else None
    names = [*names_searched(site.archive, record), work.title if work else ""]
    prose = [_plain(view, getattr(record, name, None)) for name in _PROSE]
    date = work.date if work else getattr(record, "date", None) or getattr(record, "adopted", None)
    document = {name: values for name, values in choices(site, record).items() if name != "kind"}
    facets = {**document, "year": [date.year if date else ""], **_related(site, record)}
    own = record_code(kind, record.id)
    found = _found(site.address(kind, record.id), kind, record.title_text, [*names[1:], *prose], facets)
    return replace(found, title_codes=frozenset({own, *of_date(date)}))


_PROSE = ("in_short", "outcome", "summary", "content", "note", "office")


def _related(site: Site, record: Record) -> dict[str, list[str]]:
    """The facets of a record: itself, and the records that its own fields name."""
    ids: dict[str, list[str]] = {record.kind_id: [record.id]} if record.kind_id in FACETS else {}
    if isinstance(record, Incident | Event):
        ids["organization"] = record.organizations
    if isinstance(record, Incident):
        ids["place"] = [*record.places.arrested, *record.places.held, *record.places.crossed]
    if isinstance(record, Event):
        ids |= {"place": record.places, "incident": record.incidents, "instrument": record.instruments}
    known = {kind: [site.archive.records_of(kind)[one].short_text for one in dict.fromkeys(found)] for kind, found in ids.items()}
    return {kind: names for kind, names in known.items() if names}


def _provisions(site: Site, instrument: Instrument) -> Iterator[SearchEntry]:
    for key, provision in instrument.provisions.items():
        address = f"{site.address('instrument', instrument.id)}#{provision_anchor(key)}"
        standing = site.relations.provision_standing(instrument.id, key)
        term = site.archive.vocabulary.list("provision-standings").get(standing)
        mark = f", {term.label.lower()}" if term and standing != "named" else ""
        title = f"{provision.label}, {instrument.short_text}{mark}"
        texts = [provision.subject, term.definition if term else ""]
        yield _found(address, "provision", title, texts, {"instrument": [instrument.short_text]})


def _work(site: Site, work: Work) -> SearchEntry:
    facets = {name: values for name, values in choices(site, work).items() if name != "kind"}
    texts = [work.title_translated, Markup(site.reference(work.id)).striptags(), work.note]
    return _found(site.address("work", work.id), "work", work.title, texts, facets)
