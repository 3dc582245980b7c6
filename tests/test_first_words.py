"""A list that leads to passages says how each begins."""

from __future__ import annotations

import pytest

from macros.session import Session
from macros.site.languages.first_words import WORDS
from macros.site.pages import mentioned as places
from macros.site.pages.mentioned import mentioned
from macros.site.site import Site
from tests.support import INVENTED, real_archive


@pytest.fixture(scope="module")
def site() -> Site:
    """The site of the invented archive."""
    return Session(INVENTED).site


def test_a_passage_is_cut_between_words(site: Site) -> None:
    """Of a long entry eight words are repeated and a sign that it goes on; a short one is repeated whole."""
    assert site.first_words.at("report-2011", 1, 1) == "Border Watch counts 41 people taken at Quayside…"
    assert site.first_words.at("herald-2011", 1, 1) == "Headline and photograph (Quayside Herald, undated)."


def test_a_passage_within_an_entry_has_its_own_words(site: Site) -> None:
    """What an entry of many passages says of one of them is the first words of that one."""
    found = {at: site.first_words.at("report-2011", at, at) for at in (7, 8)}
    assert all(found.values())
    assert found[7] != found[8]


def test_every_mentioned_passage_has_first_words() -> None:
    """No mention of the archive leads to a passage without words, and none repeats more than nine."""
    site = real_archive().site
    mentions = [one for found in site.relations.mentions.values() for one in found if one.passage]
    words = [site.first_words.at(one.source, one.passage, one.last) for one in mentions]
    assert [one for one, text in zip(mentions, words, strict=True) if not text] == []
    assert max(len(text.split()) for text in words) <= WORDS + 1
    assert [text for text in words if "{{" in text or "*" in text] == []


def test_an_incident_lists_the_passages_of_its_claims(site: Site) -> None:
    """A passage with a claim about an incident is listed, whether or not it points to the incident."""
    incident = site.archive.records_of("incident")["quayside-2011"]
    assert [place.passage for place in mentioned(site, incident)["report-2011"]] == [1, 2, 3, 4]


def test_a_very_long_list_has_words_once_a_source(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a certain length only the first passage of each source has its words, so a page keeps its budget."""
    incident = site.archive.records_of("incident")["quayside-2011"]
    monkeypatch.setattr(places, "WITH_WORDS", 3)
    found = mentioned(site, incident)["report-2011"]
    assert [bool(place.words) for place in found] == [True, False, False, False]
