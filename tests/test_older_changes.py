"""The older changes of a record that was changed often are on further pages, and every old link leads to them."""

from __future__ import annotations

import re

import pytest

from macros.core.models.base import changes_of
from macros.core.models.kinds import PAGED
from macros.session import Session
from macros.site import addresses
from macros.site.claims import change_parts
from macros.site.claims.change_parts import older_changes
from macros.site.pages.generated import Page
from tests.support import INVENTED, REPOSITORY

CHANGED = {"incident": "shenyang-2012", "source": "hrf-2023"}
"""An incident and a source with many changes."""


@pytest.fixture(scope="module")
def cut_session() -> Session:
    """The real archive with so little room for changes that every record with two has a further page, some several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(change_parts, "CHANGES_ROOM", 100)
        patch.setattr(change_parts, "CHANGES_KEPT", 100)
        patch.setattr("macros.site.claims.record_parts.FURTHER_ROOM", 600)
        session = Session(REPOSITORY)
        assert session.site.changes_apart
        assert session.pages
    return session


@pytest.fixture(scope="module")
def pages(cut_session: Session) -> dict[str, Page]:
    """Its pages by their addresses."""
    return {page.address: page for page in cut_session.pages.values()}


def _anchors(body: str) -> list[str]:
    return re.findall(r'\bid="?((?:changed-|c-[\w-]+-before-)[\w-]+)', body)


@pytest.mark.parametrize("kind", CHANGED)
def test_each_change_is_told_on_one_page(cut_session: Session, pages: dict[str, Page], kind: str) -> None:
    """The page of the record tells the newest, the further pages the others, in their order, each once."""
    record = cut_session.site.archive.records_of(kind)[CHANGED[kind]]
    parts = cut_session.site.older_changes(record)
    assert len(parts) > 1
    told = []
    for address in (parts[0].page, *(part.address for part in parts)):
        told += re.findall(r'<li id="?(changed-[\w-]+)', pages[address].body())
    assert told == addresses.change_anchors(changes_of(record))


@pytest.mark.parametrize("kind", CHANGED)
def test_an_old_link_leads_to_the_change(cut_session: Session, pages: dict[str, Page], kind: str) -> None:
    """The page of the record keeps the anchors of older changes, and links lead to where these are told."""
    record = cut_session.site.archive.records_of(kind)[CHANGED[kind]]
    parts = cut_session.site.older_changes(record)
    kept = _anchors(pages[parts[0].page].body())
    assert len(set(kept)) == len(kept)
    for part in parts:
        there = _anchors(pages[part.address].body())
        older = [anchor for one in older_changes(record, part) for anchor in (one.anchor, *one.before)]
        assert sorted(there) == sorted(older)
        assert set(older) <= set(kept)
        assert all(cut_session.site.shown_at(f"{part.page}#{one}") == f"{part.address}#{one}" for one in older)


def test_what_a_claim_said_before_is_linked_where_it_is_told(cut_session: Session, pages: dict[str, Page]) -> None:
    """The mark at a claim that was changed leads to an anchor that its page has."""
    site = cut_session.site
    rows = site.claims.of(site.relations.claims.values())
    marks = [row.changed.address for row in rows if row.changed]
    apart = [mark for mark in marks if site.shown_at(mark) != mark]
    assert len(apart) > 5
    bodies: dict[str, str] = {}
    for mark in apart:
        page, _, anchor = site.shown_at(mark).partition("#")
        if page not in bodies:
            bodies[page] = pages[page].body()
        assert anchor in _anchors(bodies[page]), mark


def test_few_changes_stay_on_the_page() -> None:
    """A record that was seldom changed has no further page, and the newest change is always on its own."""
    site = Session(INVENTED).site
    changed = [one for kind in PAGED for one in site.archive.records_of(kind).values() if changes_of(one)]
    assert len(changed) > 5
    assert not any(site.older_changes(one) for one in changed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(change_parts, "CHANGES_ROOM", 0)
        patch.setattr(change_parts, "CHANGES_KEPT", 0)
        for one in changed:
            apart = [anchor for part in change_parts.changes_apart(one) for anchor in part.items]
            assert apart == addresses.change_anchors(changes_of(one))[1:]
