"""What an index can be narrowed by, against the real records: a choice leads to every entry that it is true of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from macros.core.models import Event, Incident
from macros.core.values.dates import parse_date
from macros.session import Session
from macros.site.claims.what_is_known import known
from macros.site.languages.facets import DOCUMENT_LANGUAGES
from macros.site.pages.narrowing import choices
from macros.site.site import Site
from tests.support import REPOSITORY


@cache
def site() -> Site:
    """The archive of this repository."""
    return Session(REPOSITORY).site


def incidents() -> Iterator[Incident]:
    """Every incident."""
    for one in site().archive.records_of("incident").values():
        assert isinstance(one, Incident)
        yield one


@pytest.mark.parametrize(
    ("date", "years"),
    [
        ("1999-12-30/2000-01-12", ["1999", "2000"]),
        ("2012-02", ["2012"]),
        ("1993-11/..", ["1993"]),
        ("../2012-03", ["2012"]),
        ("2023-07-31/2026-01-20", ["2023", "2024", "2025", "2026"]),
    ],
)
def test_a_span_belongs_to_every_year_that_it_reaches_into(date: str, years: list[str]) -> None:
    """Whoever chooses 2000 finds a return of January 2000 whose story began in 1999; an open end adds no year."""
    assert parse_date(date).years == years


def test_every_record_is_found_by_each_of_its_years() -> None:
    """The years of an entry are those between the first and the last day of its record."""
    several = 0
    for kind in (Incident, Event):
        for record in site().archive.records_of(kind.kind_id).values():
            assert isinstance(record, Incident | Event)
            found = choices(site(), record)["year"]
            assert found[0] == record.date.first[:4] or record.date.open_start
            if record.date.bounded:
                assert found[-1] == record.date.last[:4]
            several += len(found) > 1
    assert several > 5


def test_languages_and_levels_are_those_of_its_claims() -> None:
    """“With a document in” and “with a claim at this level” are true of each incident that they leave in the list."""
    words = site().archive.vocabulary
    for incident in incidents():
        claims = site().relations.claims_of.get(incident.id, [])
        works = [site().archive.works[one.work.id] for one in claims if one.work]
        spoken = {DOCUMENT_LANGUAGES.get(work.langid, work.langid) for work in works if work.langid}
        found = choices(site(), incident)
        assert set(found.get("language", [])) == spoken, incident.id
        levels = {words.label("evidence", one.evidence) for one in claims}
        assert set(found.get("evidence", [])) == levels, incident.id


def test_the_kind_of_an_incident_is_true_of_its_claims() -> None:
    """A kind that speaks of a return has a claim of one or says of whom it is reported; no claim outdoes its kind."""
    for incident in incidents():
        claims = [one.claim for one in site().relations.claims_of.get(incident.id, []) if not one.claim.aside]
        told = {claim.measure for claim in claims if claim.stance not in ("denies", "disputes")}
        if incident.kind == "return":
            assert told & {"returned", "handed-to-dprk"}, incident.id
        if incident.kind == "mission-entry":
            assert told & {"entered-mission", "exit-allowed"}, incident.id
        if "return" in known(site().relations, incident).unanswered:
            assert incident.kind != "return", incident.id


def test_an_event_that_one_source_states_has_no_second_report_of_it() -> None:
    """“Stated by one source only” stands at no event whose title tells of several reports."""
    label = site().archive.vocabulary.label("statuses", "claimed")
    assert label == "Stated by one source only"
    for event in site().archive.records_of("event").values():
        if isinstance(event, Event) and event.status == "claimed":
            assert not event.title.startswith("Reports"), event.id
