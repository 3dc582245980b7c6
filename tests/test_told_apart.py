"""Names in a list are told apart: works that are called alike, and names with a comma of their own."""

from __future__ import annotations

from itertools import combinations

import pytest

from macros.core.models import Event
from macros.session import Session
from macros.site.pages.view import View
from macros.site.site import Site
from macros.site.templates import environment
from tests.support import REPOSITORY


@pytest.fixture(scope="module")
def real_site() -> Site:
    """The archive of this repository."""
    return Session(REPOSITORY).site


def test_works_of_one_author_and_day_have_their_titles_in_a_list(real_site: Site) -> None:
    """A reader who sees one name twice in a list learns which document each is."""
    texts = real_site.short_texts["work"]
    events = real_site.archive.records["event"].values()
    listed = [event.works for event in events if isinstance(event, Event)]
    pairs = {pair for works in listed for pair in combinations(works, 2) if texts[pair[0]] == texts[pair[1]]}
    assert pairs
    for pair in pairs:
        shown = [text for _, text in real_site.apart("work", pair)]
        assert len(set(shown)) == len(shown), pair
        assert all(shown), pair


def test_a_work_that_is_alone_keeps_its_usual_name(real_site: Site) -> None:
    """A list with one work of that author and day has no titles."""
    assert real_site.apart("work", ["cecc-2012"]) == [("cecc-2012", "")]


def test_a_note_names_another_work_of_the_same_author_and_day_by_its_title(real_site: Site) -> None:
    """Beside one of two such works the other has its title, or a note would seem to cite its own document."""
    (_, text), *_ = real_site.apart("work", ["mfa-2002-06-23-ko"])
    assert "“" in text


def test_names_with_a_comma_of_their_own_are_parted_by_semicolons(real_site: Site) -> None:
    """Two incidents, "Laos, May 2013; Returns in general", do not read as three."""
    view = View(real_site, "archive/hrw-2013.md")
    assert view.refs("incident", ["laos-2013", "standing-practice"]).striptags() == "Laos, May 2013; Returns in general"
    spoken = view.refs("event", ["2011-10-05-rok", "2012-03-09-clinton"]).striptags()
    assert "people by force; Press conference" in spoken
    assert view.refs("organization", ["hrw", "unhcr"]).striptags() == "HRW, UNHCR"


def test_an_annotated_work_leads_to_its_page(real_site: Site) -> None:
    """What shows a note is called and linked as its page is, if it is annotated; else the bibliography has it."""
    view = View(real_site, "archive/hrw-2013.md")
    assert view.refs("work", ["un-2013"]) == view.ref("source", "un-2013")
    assert "bibliography" in view.refs("work", ["park-letter"])


def test_no_note_is_shown_by_the_document_at_which_it_stands(real_site: Site) -> None:
    """A note names as its proof other documents than that of which it speaks, which is named already."""
    links = '{% from "parts/notes.html.j2" import note_links %}{{ note_links(view, stated, true, true) }}'
    drawn, view = environment().from_string(links), View(real_site, "discrepancies.md")
    for stated in real_site.relations.notes.values():
        _, _, proof = drawn.render(view=view, stated=stated).partition("shown\n  by")
        for source in {source for source, _ in stated.places}:
            assert f"archive/{source}/>" not in proof, stated.id


def test_incidents_of_a_document_are_in_the_order_of_their_days(real_site: Site) -> None:
    """The oldest incident that a document tells of is first; what goes on is last."""
    assert real_site.relations.incidents_of("rfa-2023") == ["august-2023", "september-2023", "october-2023"]
    assert real_site.relations.incidents_of("lfnkr-2003-10-08")[-1:] != ["standing-practice"]
    assert real_site.relations.incidents_of("segye-2025-10-19")[-1] == "standing-practice"
