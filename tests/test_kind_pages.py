"""Pages of organizations, people, places, instruments and events: grouped, folded where long, and complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.core.models import Instrument, Organization, Person, Place, Record
from macros.session import Session
from macros.site.addresses import page_uri
from macros.site.claims.claim_tables import NEVER_DATED
from macros.site.claims.sentences import AGAINST
from macros.site.pages import bodies, mentioned, spoken
from macros.site.pages.bodies import record as page_of
from macros.site.pages.details import instrument, place
from macros.site.site import Site
from tests.support import INVENTED, REPOSITORY


@pytest.fixture(scope="module", params=[INVENTED, REPOSITORY], ids=["invented", "archive"])
def site(request: pytest.FixtureRequest) -> Site:
    """The site of an archive."""
    session = Session(Path(request.param))
    session.prepare()
    return session.site


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is long."""
    monkeypatch.setattr(spoken, "UNFOLDED", 0)
    monkeypatch.setattr(mentioned, "IN_YEARS", 0)


def _speakers(site: Site) -> list[str]:
    return [key for kind in (Organization, Person) for key in site.archive.records_of(kind.kind_id)]


def _record(site: Site, speaker: str) -> Record:
    kind = site.relations.kind_of(speaker, ("organization", "person")) or ""
    return site.archive.records_of(kind)[speaker]


def test_each_claim_is_in_one_group(site: Site) -> None:
    """A speaker's claims are grouped by incident, by day, those without a day last; those about no incident as well."""
    for speaker in _speakers(site):
        said = spoken.spoken(site, _record(site, speaker))
        assert sorted(claim.ref for claim in said.claims) == sorted(claim.ref for claim in site.claims_of(speaker))
        assert [group.incident is None for group in said.groups] == sorted(not group.incident for group in said.groups)
        for group in said.groups:
            assert {claim.about for claim in group.claims} == {group.claims[0].about}
            days = [claim.day or NEVER_DATED for claim in group.claims]
            assert days == sorted(days)
            assert {claim.ref for claim in group.leading} <= {claim.ref for claim in group.claims}


@pytest.mark.usefixtures("long")
def test_two_claims_are_called_both(site: Site) -> None:
    """A folded group has "All" before three claims or more, and "Both" before two."""
    every = (_record(site, speaker) for speaker in _speakers(site))
    record = next(one for one in every if any(len(group.claims) == 2 for group in spoken.spoken(site, one).groups))
    page = bodies.record(site, f"{record.kind_id}s/{record.id}.md", record)
    assert "Both claims" in page
    assert "All 2 claims" not in page


def test_own_figures_lead(site: Site) -> None:
    """What a speaker only passes on leads a group only where three figures of its own are not there."""
    for speaker in _speakers(site):
        said = spoken.spoken(site, _record(site, speaker))
        for group in said.groups:
            own = {(claim.position or claim.headline, claim.measure) for claim in group.claims if said.begins(claim)}
            assert sum(map(said.begins, group.leading)) == min(len(own), spoken.LEADING)


@pytest.mark.usefixtures("long")
def test_a_long_page_folds_and_loses_nothing(site: Site) -> None:
    """Folded, a page has the link, citation and passage of each claim, and each passage that names the record."""
    for speaker in ("border-watch", "hrw"):
        record = site.archive.records_of("organization").get(speaker)
        if not record:
            continue
        whole = page_of(site, f"organizations/{speaker}.md", record)
        parts = [bodies.record_part(site, page_uri(part.address), record, part) for part in site.cut(record).all]
        html = "".join([whole, *parts])
        claims = site.claims_of(speaker)
        assert whole.count('<section class="about"') == len({claim.about for claim in claims})
        rows = re.findall(r'<th scope="row"><a href="([^"]*)"', html)
        assert sorted(re.sub(r"^(?:\.\./)+", "", href) for href in rows) == sorted(
            site.shown_at(claim.address) for claim in claims
        )
        assert [claim.ref for claim in claims if f'{claim.cite}"' not in html] == []
        for source, places in mentioned.mentioned(site, record).items():
            shown = [at.passage for at in places if at.passage]
            assert all(re.search(rf'archive/{source}/(?:[^"]*)#p(?:assage-)?{number}"', html) for number in shown)


def test_a_denial_is_not_shown_as_a_figure(site: Site) -> None:
    """Who denies or disputes a figure has the position as its row's first word, and the figure behind it."""
    denied = [claim for key in _speakers(site) for claim in site.claims_of(key) if claim.recorded.stance in AGAINST]
    assert denied
    for speaker in {claim.chain[-1].speaker.id for claim in denied} & set(site.archive.records_of("organization")):
        html = page_of(site, f"organizations/{speaker}.md", site.archive.records_of("organization")[speaker])
        for claim in site.claims_of(speaker):
            if claim.recorded.stance in AGAINST and claim.figure:
                assert not re.search(rf'{re.escape(claim.address)}">{re.escape(claim.figure)}\b', html), claim.ref


def test_incidents_of_a_place_are_in_order_of_time(site: Site) -> None:
    """The page of a place has its incidents by day, each with what is reported to have happened there."""
    for record in site.archive.records_of("place").values():
        assert isinstance(record, Place)
        found = place(site, record)["incidents"]
        assert [one.incident.date.first for one in found] == sorted(one.incident.date.first for one in found)
        assert {one.incident.id: one.roles for one in found} == dict(site.place_roles.get(record.id, {}))


def test_states_alike_share_a_row(site: Site) -> None:
    """States of which the same is recorded are one row, and each state is in one row."""
    for record in site.archive.records_of("instrument").values():
        assert isinstance(record, Instrument)
        rows = instrument(site, record)["standings"]
        assert sorted(state for states, _ in rows for state in states) == sorted(record.status)
        assert all(record.status[state] == status for states, status in rows for state in states)
        assert len({repr(status) for _, status in rows}) == len(rows)


def _page(site: Site, kind: str, key: str) -> str:
    return bodies.record(site, f"{kind}s/{key}.md", site.archive.records_of(kind)[key])


def test_an_office_stands_once() -> None:
    """It is a fact beside the text, so that a text which begins with it does not repeat it."""
    page = _page(Session(REPOSITORY).site, "person", "qian-qichen")
    assert "<dt>Office at the time</dt><dd>Vice Premier of the People" in page
    assert "<p>Vice premier of China" in page


def test_a_place_is_not_its_own_province_and_one_name_stands_once() -> None:
    """A city that is a province has no line for it; a name that two languages write alike stands once, Korean first."""
    site = Session(REPOSITORY).site
    assert "<dt>Province</dt>" not in _page(site, "place", "beijing")
    assert "<dt>Province</dt><dd>Jilin</dd>" in _page(site, "place", "tumen")
    assert _page(site, "place", "japan").partition("</header>")[0].count("日本") == 1
    head = _page(site, "place", "shandong").partition("</header>")[0]
    assert head.index("산둥성") < head.index("山东省")
