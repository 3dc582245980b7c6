"""Works that are called alike are told apart where one list has both."""

from __future__ import annotations

from itertools import combinations

import pytest

from macros.core.models import Event
from macros.session import Session
from macros.site.site import Site
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
