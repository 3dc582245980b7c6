"""What a search finds of documents: their passages, claims and notes, and what is known of each incident."""

from __future__ import annotations

from collections.abc import Iterator

from macros.core.models import Source
from macros.core.models.kinds import FACETS
from macros.core.relations import AttachedNote
from macros.site import addresses
from macros.site.claims.shown_claims import ShownClaim
from macros.site.pages.narrowing import choices
from macros.site.pages.texts import plain_entry
from macros.site.pages.view import View
from macros.site.searching.edition_words import NAMED_BY_US, EditionWords
from macros.site.searching.index_words import of_date
from macros.site.searching.lexicon import record_code
from macros.site.searching.search_entries import SearchEntry, found, in_editions, plain
from macros.site.site import Site

MENTIONED = [kind for kind in FACETS if kind != "source"]
"""The kinds by which a passage can be chosen that mentions one of them."""


def passages(site: Site, editions: EditionWords, source: Source) -> Iterator[SearchEntry]:
    """Every annotated passage of a source, or passages that share an entry, with the claims there."""
    document, called = choices(site, source), editions.passages(source)
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
        yield found(at, "passage", title, [plain_entry(site, entry, source.id)], facets)._replace(
            claims=tuple((claim.address, claim.sentence, editions.sentence(claim)) for claim in claims),
            shown_titles=called(number),
            codes=frozenset(codes | {record_code(one.kind, one.id) for one in told}),
        )


def _mentioned(site: Site, source: str, first: int, last: int) -> tuple[dict[str, list[str]], set[str]]:
    """The records that the passages of an entry mention: by short name for the facets, and their code words."""
    found: dict[str, list[str]] = {}
    codes: set[str] = set()
    for kind, key, mentions in site.relations.mentioned_in(source):
        if here := [mention for mention in mentions if first <= mention.passage <= last]:
            codes.add(record_code(kind, key))
            if kind in MENTIONED:
                ours = NAMED_BY_US if all(mention.ours for mention in here) else ""
                found.setdefault(kind, []).append(site.short_texts[kind][key] + ours)
    return found, codes


def claim_entry(site: Site, editions: EditionWords, claim: ShownClaim) -> SearchEntry:
    """A claim, by its sentence."""
    against = f"{claim.position}: " if claim.position and claim.figure else ""
    title = f"{against}{claim.headline} {claim.measured}, {claim.outlet}"
    work = site.archive.works.get(claim.work)
    facets = {
        "source": [claim.outlet],
        "year": [claim.day[:4]],
        "incident": [claim.incident.text] if claim.incident else [],
        "organization": [*claim.speakers],
        "language": choices(site, work).get("language", []) if work else [],
        "evidence": [claim.evidence],
    }
    also = tuple(filter(None, (claim.said_by, claim.who, claim.about, claim.origin_text)))
    links = [claim.incident, *(answering for link in claim.chain for answering in link.answering)]
    codes = {record_code(link.kind, link.id) for link in links if link}
    made = found(claim.address, "claim", title, [claim.sentence], facets)
    return made._replace(
        also=also,
        shown_titles=editions.claim(claim),
        sentences=editions.sentence(claim),
        codes=frozenset(codes | of_date(claim.recorded.date)),
    )


def known(site: Site, editions: EditionWords) -> Iterator[SearchEntry]:
    """What is known of each incident and what is not, on the page of all."""
    for part in site.index_parts["known"]:
        for shown in site.items(part):
            incident = shown.incident
            words = [site.archive.vocabulary.label("questions", question) for question in shown.unanswered]
            title = f"What is known and what is not: {incident.short_text}"
            texts = [incident.title, f"No number, day or place is recorded on: {'; '.join(words)}" if words else ""]
            facets = {"year": incident.date.years, "incident": [incident.short_text]}
            yield found(f"{part.address}#{incident.id}", "known", title, texts, facets)._replace(
                shown_titles=editions.known(incident),
                sentences=editions.unanswered(incident, shown.unanswered),
                codes=frozenset({record_code("incident", incident.id)}),
            )


def note_entry(view: View, stated: AttachedNote) -> SearchEntry:
    """An editorial note."""
    texts = [view.term("note-kinds", stated.note.kind), plain(view, stated.note.text)]
    facets = {name: values for name, values in choices(view.site, stated).items() if name != "kind"}
    facets |= {"source": [view.short(stated.owner)]}
    made = found(view.site.note_address(stated), "note", stated.note.topic, texts, facets)
    return made._replace(told=in_editions(view, stated.note, ("topic",), ()))
