"""The pages of what rests on what: whole for few claims, in parts for very many, each claim once, in each language."""

from __future__ import annotations

import re

import pytest

from macros.session import Session
from macros.site import addresses
from macros.site.claims import origin_parts
from macros.site.claims.origin_parts import origins_apart
from macros.site.site import Site
from tests.support import REPOSITORY

INCIDENT = "october-2023"


@pytest.fixture(scope="module")
def cut_session() -> Session:
    """The real archive with so little room on a page that its largest incident needs several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(origin_parts, "ORIGINS_ROOM", 9_000)
        patch.setattr("macros.site.claims.record_parts.FURTHER_ROOM", 4_000)
        session = Session(REPOSITORY)
        assert session.site.origins_apart[INCIDENT]
        assert session.pages
    return session


@pytest.fixture(scope="module")
def site(cut_session: Session) -> Site:
    """Its site."""
    return cut_session.site


def test_few_claims_have_one_page() -> None:
    """A page that has room for all its claims is not cut."""
    real = Session(REPOSITORY).site
    assert INCIDENT not in real.origins_apart
    assert real.shown_at(f"{addresses.origins(INCIDENT)}#x") == f"{addresses.origins(INCIDENT)}#x"


def test_each_claim_is_on_one_of_the_pages(site: Site) -> None:
    """No claim is left out, none is on two pages, and the first page has the address of all."""
    parts = site.origins_apart[INCIDENT]
    assert len(parts) > 2
    assert parts[0].address == addresses.origins(INCIDENT)
    on_pages = [ref for part in parts for ref in part.items]
    assert sorted(on_pages) == sorted(claim.ref for claim in site.relations.claims_of[INCIDENT])
    assert len(set(on_pages)) == len(on_pages)


@pytest.mark.parametrize("language", ["", "ko/", "zh/"])
def test_a_claim_has_its_anchor_where_links_lead(cut_session: Session, language: str) -> None:
    """The link to a claim among the origins leads to the page that has it, and each page leads to the others."""
    site, pages = cut_session.site, {page.address: page for page in cut_session.pages.values()}
    parts = site.origins_apart[INCIDENT]
    for part in parts:
        body = pages[f"{language}{part.address}"].body()
        found = set(re.findall(r'id="([a-z0-9-]+\.[a-z0-9.-]+)"', body))
        assert found == set(part.items)
        for ref in part.items:
            assert site.shown_at(f"{parts[0].address}#{ref}") == f"{part.address}#{ref}"
        nav = body.partition('<nav class="chunks"')[2].partition("</nav>")[0]
        assert nav.count("<a ") == len(parts) - 1


def test_a_tree_stays_together_where_it_has_room(site: Site) -> None:
    """Linked claims are neighbours in the order of the pages: a tree begins a page or goes on, and is not scattered."""
    order = [ref for part in site.origins_apart[INCIDENT] for ref in part.items]
    own = set(order)
    for ref in order:
        near = {*site.relations.claims[ref].claim.rests_on} & own
        between = [order[at] for one in near for at in range(*sorted((order.index(one), order.index(ref))))]
        assert all(_linked(site, one) for one in between)


def _linked(site: Site, ref: str) -> bool:
    return site.relations.origin_link(ref) != "none-known" or bool(site.relations.resting_on.get(ref))


def test_an_incident_without_links_has_no_such_pages(site: Site) -> None:
    """Of claims without a known link there is nothing to draw, however many there are."""
    for record in site.archive.records_of("incident").values():
        if not site.relations.is_linked(record.id):
            assert origins_apart(site.relations, record) == []
