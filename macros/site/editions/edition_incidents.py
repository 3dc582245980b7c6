"""What the page of an incident shows in an edition: figures with speakers first, then positions, then the prose."""

from __future__ import annotations

from collections import Counter
from typing import Any

from macros.core.models import Incident, Record
from macros.site import addresses
from macros.site.claims.claim_tables import DRAWN_CLAIMS, in_time
from macros.site.claims.record_parts import EVENTS
from macros.site.claims.sentences import AGAINST
from macros.site.claims.shown_claims import ShownClaim
from macros.site.claims.what_is_known import unanswered
from macros.site.editions.edition_claims import EditionClaim, edition_claim
from macros.site.editions.edition_rows import claims_in_editions, shown_in
from macros.site.editions.edition_view import EditionView
from macros.site.pages.incident_pages import documents_compared
from macros.site.pages.origin_pages import origins_page
from macros.site.pictures.charts import CHART_PAGE, ChartWords, chart
from macros.site.pictures.map.maps import MapWords, small

Group = tuple[str, list[EditionClaim]]


def edition_incident(view: EditionView, record: Record | None) -> dict[str, Any]:
    """The values of its template."""
    if not isinstance(record, Incident):
        return {}
    site = view.site
    places = list(dict.fromkeys([*record.places.arrested, *record.places.held, *record.places.crossed]))
    claims = [edition_claim(view, one) for one in in_time(site.claims_about(record.id))]
    given = [one for one in claims if one.shown.recorded.stance not in AGAINST]
    counted = [one for one in given if one.shown.count]
    apart = site.tables_apart.get(record.id, [])
    words = ChartWords(view.say, view.between)
    few = counted if len(claims) <= DRAWN_CLAIMS or not apart else []
    drawn = [(measure, [one.drawn for one in alike]) for measure, alike in _by_measure(view, few)]
    return {
        "claims": claims,
        "chart": chart(drawn, CHART_PAGE, words),
        "chart_words": words,
        "apart": apart,
        "told_apart": [(part, [edition_claim(view, one) for one in site.claims.of(part.told)]) for part in apart],
        **_tables(view, [] if apart else claims),
        "compared": documents_compared(record.id, (one.shown for one in claims)),
        "unanswered": unanswered(site.relations, record),
        "events": [] if site.cut(record).of(EVENTS) else site.events_of(record),
        "events_apart": site.cut(record).of(EVENTS),
        "origins": addresses.origins(record.id) if site.relations.is_linked(record.id) else "",
        "notes": site.relations.notes_on.get(record.id, []),
        "places": places,
        "map": small(site, places, record.id, MapWords(view.say, view.called)),
        "law": _law(view, record),
        "written": _written(view, record, claims),
    }


def edition_tables(view: EditionView, record: Record | None) -> dict[str, Any]:
    """The values of the template of tables that have a page of their own."""
    every = view.site.tables_apart[record.id] if record else []
    part = next(one for one in every if one.address == view.english)
    claims = [edition_claim(view, one) for one in view.site.claims.of(part.claims)]
    return {"others": [one for one in every if one is not part], **_tables(view, claims)}


def _tables(view: EditionView, claims: list[EditionClaim]) -> dict[str, Any]:
    """Counts by measure, dates and positions, each in order of time."""
    given = [one for one in claims if one.shown.recorded.stance not in AGAINST]
    return {
        "counts": _counts(view, [one for one in given if one.shown.count]),
        "dates": [one for one in given if not one.shown.count],
        "positions": [one for one in claims if one.shown.recorded.stance in AGAINST],
    }


def _law(view: EditionView, record: Incident) -> list[tuple[str, int]]:
    """The law that documents about an incident name, by id, with the number of these documents, most first."""
    relations = view.site.relations
    claimed = {one.owner for one in relations.claims_of.get(record.id, ()) if one.annotated}
    found: Counter[str] = Counter()
    for source in sorted({*view.site.mentions_by_source("incident", record.id), *claimed}):
        for kind, key, mentions in relations.mentioned_in(source):
            found[key] += kind == "instrument" and not all(mention.ours for mention in mentions)
    return [(key, number) for key, number in found.most_common() if number]


def _written(view: EditionView, record: Incident, claims: list[EditionClaim]) -> list[EditionClaim]:
    """Claims to write of an incident, in order of time: those that the English page names in its short sentences."""
    named = claims_in_editions(view.site).named(record.id)
    return [one for one in claims if one.shown.ref in named]


def _by_measure(view: EditionView, claims: list[EditionClaim]) -> list[Group]:
    """Claims by what they count, in the order of the word list."""
    found = []
    for measure in view.site.archive.vocabulary.list("measures"):
        alike = [one for one in claims if one.shown.recorded.measure == measure]
        found += [(view.term("measures", measure), alike)] if alike else []
    return found


def _counts(view: EditionView, claims: list[EditionClaim]) -> list[Group]:
    """Counts by measure; those of other groups or days come last."""
    own = [one for one in claims if not one.shown.recorded.aside]
    apart = [one for one in claims if one.shown.recorded.aside]
    groups = [(measure, _with_parts(alike)) for measure, alike in _by_measure(view, own)]
    return [*groups, *([(view.say("claims.apart"), apart)] if apart else [])]


def _with_parts(claims: list[EditionClaim]) -> list[EditionClaim]:
    """The same with each part of a total of this group after that total."""
    totals = {one.shown.ref for one in claims}

    def place(one: EditionClaim) -> tuple[int, int]:
        whole = one.shown.total if one.shown.total in totals else one.shown.ref
        return next(n for n, other in enumerate(claims) if other.shown.ref == whole), int(whole != one.shown.ref)

    return sorted(claims, key=place)


def figures(view: EditionView, claims: list[ShownClaim]) -> list[EditionClaim]:
    """Rows of some claims."""
    return [edition_claim(view, one) for one in claims]


def edition_origins(view: EditionView, record: Record | None) -> dict[str, Any]:
    """The values of the template of what rests on what among its claims."""
    claims = [shown_in(view, one) for one in view.site.claims_about(record.id)] if record else []
    parts = view.site.origins_apart.get(record.id, []) if record else []
    part = next((one for one in parts if one.address == view.english), None)
    return origins_page(view, record, claims, part) if record else {}
