"""What the page of an incident shows: its picture, its claims in three tables, and sentences to copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from macros.core.models import Incident
from macros.site import addresses
from macros.site.claims.claim_tables import DRAWN_CLAIMS, TablesPart, in_time
from macros.site.claims.differing import Comparison, comparisons, in_short
from macros.site.claims.named_replies import who_replied
from macros.site.claims.sentences import AGAINST
from macros.site.claims.shown_claims import ShownClaim
from macros.site.claims.what_is_known import unanswered
from macros.site.pages.citable import page_place
from macros.site.pages.paper import on_paper
from macros.site.pictures.charts import CHART_PAGE, Chart, ChartWords, Layout, chart
from macros.site.pictures.map.maps import small
from macros.site.site import Site

APART = "Other groups or days, counted apart"
"""The heading of claims about others than those of the incident."""
IN_SENTENCES = 60
"""The most claims of which a page has every figure in sentences too; of more the tables alone have them."""


@dataclass(frozen=True, slots=True)
class TableGroup:
    """Rows of a table below one heading, in order of time; a part of a total is below its total."""

    heading: str
    rows: list[ShownClaim]


def incident_page(site: Site, record: Incident) -> dict[str, Any]:
    """The values of its template."""
    claims = in_time(site.claims_about(record.id))
    apart = site.tables_apart.get(record.id, [])
    stated = [site.relations.claims[claim.ref] for claim in claims]
    short, whole = list(in_short(site.relations, stated)), list(comparisons(site.relations, stated))
    return {
        "claims": claims,
        "counted": site.counted(record.id),
        "chart": charted(site, claims, CHART_PAGE) if len(claims) <= DRAWN_CLAIMS or not apart else None,
        "origins": addresses.origins(record.id) if site.relations.is_linked(record.id) else "",
        "wordless": [claim for claim in claims if _without_number(claim)],
        "apart": [(part, site.claims.of(part.claims)) for part in apart],
        **tables(site, [] if apart else claims),
        "unanswered": unanswered(site.relations, record),
        "events": site.events_of(record),
        "map": small(site, _places(record), record.id),
        "places": _places(record),
        "composed": short,
        "alternative": alternative(site, record, short),
        "composed_whole": whole if whole != short and len(claims) <= IN_SENTENCES else [],
        "compared": documents_compared(record.id, claims),
        "noted": page_place(site, record),
        "answering": who_replied(site.relations, record.id),
    }


def tables_page(site: Site, part: TablesPart) -> dict[str, Any]:
    """The values of the template of tables that have a page of their own."""
    every, claims = site.tables_apart[part.incident], site.claims.of(part.claims)
    many = sum(len(one.claims) for one in every) > DRAWN_CLAIMS
    return {
        "part": part,
        "others": [(one, *site.claims.of([one.claims[0], one.claims[-1]])) for one in every if one is not part],
        "claims": claims,
        "chart": charted(site, claims, CHART_PAGE) if many else None,
        **tables(site, claims),
    }


def tables(site: Site, claims: list[ShownClaim]) -> dict[str, Any]:
    """The tables of claims, which are in order of time: counts by measure, dates, positions; and what paper needs."""
    given = [claim for claim in claims if claim.recorded.stance not in AGAINST]
    groups = by_measure(site, [claim for claim in given if claim.count])
    return {
        "counts": list(_counts(groups)),
        "dates": [claim for claim in given if not claim.count],
        "positions": [claim for claim in claims if claim.recorded.stance in AGAINST],
        **on_paper(site, claims),
    }


def alternative(site: Site, record: Incident, short: Iterable[Comparison]) -> str:
    """The picture of an incident for those who cannot see it: the sentence with its figures, and who denies what.

    Of several sentences it is the one on the numbers that incidents of its kind lead with; where none is, the first.
    """
    kind = site.archive.vocabulary.list("incident-kinds").get(record.kind)
    leads = kind.leads if kind else []

    def after(one: Comparison) -> int:
        claim = site.relations.claims[one.figures[0].by[0].ref].claim
        return leads.index(claim.measure) if claim.count and claim.measure in leads else len(leads)

    said = list(short)
    first = sorted((one for one in said if one.before), key=after)[:1]
    return " ".join(one.text for one in [*first, *(one for one in said if not one.before)])


def charted(site: Site, claims: list[ShownClaim], layout: Layout) -> Chart | None:
    """The picture of claims, which are in order of time, in one layout; None where there is too little to draw."""
    return chart(by_measure(site, giving(claims)), layout, ChartWords(site.say))


def giving(claims: list[ShownClaim]) -> list[ShownClaim]:
    """Claims that give a number, and deny or dispute nothing."""
    return [claim for claim in claims if claim.recorded.stance not in AGAINST and claim.count]


def documents_compared(incident: str, claims: Iterable[ShownClaim]) -> str:
    """The address where the documents on an incident are side by side; empty where only one makes claims."""
    return addresses.pairs(incident) if len({claim.work for claim in claims}) > 1 else ""


def by_measure(site: Site, claims: list[ShownClaim]) -> list[tuple[str, list[ShownClaim]]]:
    """Claims by what they count, in the order of the word list, each group in the order of its claims."""
    labels = [term.label for term in site.archive.vocabulary.list("measures").values()]
    found = [(label, [claim for claim in claims if claim.measure == label]) for label in labels]
    return [(label, alike) for label, alike in found if alike]


def _counts(groups: list[tuple[str, list[ShownClaim]]]) -> Iterator[TableGroup]:
    """Counts by measure; those of other groups or days come last."""
    for measure, claims in groups:
        if own := [claim for claim in claims if not claim.recorded.aside]:
            yield TableGroup(measure, list(_with_parts(own)))
    apart = in_time([claim for _, claims in groups for claim in claims if claim.recorded.aside])
    if apart:
        yield TableGroup(APART, list(_with_parts(apart)))


def _with_parts(claims: list[ShownClaim]) -> Iterator[ShownClaim]:
    """The same with each part of a total of this group after that total."""
    totals = {claim.ref for claim in claims}
    parts: dict[str, list[ShownClaim]] = {}
    for claim in claims:
        if claim.total in totals:
            parts.setdefault(claim.total, []).append(claim)
    for claim in claims:
        if claim.total not in totals:
            yield claim
            yield from parts.get(claim.ref, [])


def _without_number(claim: ShownClaim) -> bool:
    """Whether it says something about all the people concerned that has no place on a scale; repeats are left out."""
    if claim.rests_on or claim.recorded.aside or claim.recorded.part_of:
        return False
    in_words = claim.unit == "people" and claim.count is not None and claim.count.number is None
    return in_words or claim.recorded.stance in AGAINST


def _places(record: Incident) -> list[str]:
    """Its places, each once."""
    return list(dict.fromkeys([*record.places.arrested, *record.places.held, *record.places.crossed]))
