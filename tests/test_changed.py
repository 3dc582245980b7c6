"""Readers see what was changed, and find it from any page."""

from __future__ import annotations

import re

from macros.core.models.base import changes_of
from macros.core.models.kinds import PAGED
from macros.session import Session
from macros.site.languages.page_words import FOOT
from macros.site.pages.changed import newest_changes
from tests.support import INVENTED, REPOSITORY


def test_changes_are_listed_the_newest_first() -> None:
    """Every change of every record with a page is listed, by day, with its record."""
    site = Session(INVENTED).site
    found = newest_changes(site)
    days = [one.change.date.first for one in found]
    assert days == sorted(days, reverse=True)
    records = [record for kind in PAGED for record in site.archive.records_of(kind).values()]
    assert len(found) == sum(len(changes_of(record)) for record in records) > 5


def test_feed_data_and_changes_are_linked_where_a_reader_looks() -> None:
    """The home page, the foot of every page, and the end of every record lead to data, changes and feed."""
    for path in (
        "overrides/partials/footer.html",
        "macros/templates/pages/home.html.j2",
        "macros/templates/parts/foot.html.j2",
    ):
        text = (REPOSITORY / path).read_text("utf-8")
        if "words.about" in text:  # the entrances of the foot are a list, in which each has its label
            text += str([address for _, address in FOOT])
        for target in ("data/", "about/changes/", "feed.xml"):
            assert re.search(rf"[\"']{target}[\"']", text), (path, target)
