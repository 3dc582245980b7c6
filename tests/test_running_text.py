"""Running text of the archive: a name within a sentence reads as one, and a text says of which document it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from macros.core.archive import Archive, load
from macros.core.models import Organization, Voice
from macros.core.relations import Relations
from macros.session import Session
from macros.site.pages.spoken import spoken
from tests.support import REPOSITORY

BARE = re.compile(r'(\S*)\s+\{\{ (org|voice)\("([\w-]+)"(?:, \w+="[^"]*")*\) \}\}')
"""A reference to a body or a voice without words of its own, and the word before it."""
WITH_ARTICLE = re.compile(
    r"(?!.*'s )(?:UN$|DPRK|Government of|.*\b(?:Committee|commission|Assembly|Council|Rapporteur|Secretary-General)$"
    r"|Working Group|House of|US (?:House|State|government)|Association of|Alliance against)"
)
"""Short names that take an article within a sentence."""
PAPERS = re.compile(r"(?!The ).*\b(?:Herald|Times|Journal|Post|Globe|Union|JoongAng Daily|Economic Daily)$")
"""Newspapers whose English names do not stand without one; Korean names such as "Dong-A Ilbo" do."""
APPOSED = {("cecc-2023.md", "us-special-envoy"), ("yonhap-2025-01-07.md", "sr-dprk")}
"""Where the name is an office beside the name of its holder."""
AT_A_READER = re.compile(
    r"\b[Tt]his (?:report|article|item|statement|letter|release|document|passage)\b"
    r"|^(?:The|According to the|In the) (?:report|article|item|statement|letter|release|outlet|passage|subheading)\b"
)
"""Words that mean another document on each page on which they stand."""


@cache
def archive() -> Archive:
    """The archive of the repository."""
    return load(REPOSITORY)


@cache
def relations() -> Relations:
    """Its relations."""
    return Relations(archive())


def _bare() -> Iterator[tuple[str, str, str, str]]:
    """File, word before, kind of reference and id."""
    for file in sorted([*(REPOSITORY / "docs/archive").glob("*.md"), *(REPOSITORY / "data").glob("*/*.yml")]):
        for before, macro, key in BARE.findall(file.read_text("utf-8")):
            yield file.name, before, macro, key


def test_the_pattern_finds_references() -> None:
    """References without words of their own are there in number: the tests below do not look for nothing."""
    assert sum(macro == "org" for *_, macro, _ in _bare()) > 500


def test_a_voice_is_named_in_words_of_the_sentence() -> None:
    """The name of a voice, "Source of RFA (2019)", is that of a catalogue: a sentence says who it is."""
    assert [(file, key) for file, _, macro, key in _bare() if macro == "voice"] == []


def test_a_body_has_its_article() -> None:
    """No sentence says that it "cites UN" or that "Working Group on Arbitrary Detention wrote"."""
    bodies = [one for one in archive().records_of("organization").values() if isinstance(one, Organization)]
    shorts = {one.id: one.short_text for one in bodies}
    papers = {one.id for one in bodies if one.in_text == f"the {one.short_text}" and PAPERS.match(one.short_text)}
    articles = {"the", "this", "its"}
    found = [
        (file, shorts[key])
        for file, before, macro, key in _bare()
        if macro == "org" and (key in papers or WITH_ARTICLE.match(shorts[key])) and before.lower() not in articles
        if (file, key) not in APPOSED
    ]
    assert found == []


@pytest.mark.parametrize("note", [key for key, one in relations().notes.items() if len(dict(one.places)) > 1])
def test_a_note_at_several_documents_names_each(note: str) -> None:
    """A note is shown at each of its documents, where "this report" would be another one each time."""
    assert not AT_A_READER.search(relations().notes[note].note.text)


def test_several_who_are_not_named_have_one_word_for_it() -> None:
    """No sentence says that "reports that are not named said" something: "unnamed reports" is read at once."""
    voices = [one for one in archive().records_of("voice").values() if isinstance(one, Voice)]
    assert [one.id for one in voices if (one.in_text or "").endswith(" are not named")] == []


def test_the_holder_of_a_mandate_does_not_speak_for_it() -> None:
    """A special rapporteur is the mandate: its name stands beside that of the person, who speaks "for" no body."""
    shown = Session(REPOSITORY).site.claims["yonhap-2023-10-11.held-2000"]
    assert shown.said_by == "Elizabeth Salmón, Special Rapporteur on the DPRK → Yonhap"
    assert "Elizabeth Salmón, holder of the UN mandate" in shown.sentence


def test_who_is_one_of_a_group_of_speakers_said_what_the_group_says() -> None:
    """The letter of seven experts is that of each: nobody else said before Elizabeth Salmón what stands in it."""
    site = Session(REPOSITORY).site
    said = spoken(site, site.archive.records_of("person")["elizabeth-salmon"])
    assert said.number == said.own
    assert any("un-experts-2024" in claim.recorded.said_by[-1].ids for claim in said.claims)


def test_claims_of_a_voice_that_read_alike_name_their_places() -> None:
    """An official who gave one number twice in a report is not listed with the same words twice."""
    page = Session(REPOSITORY).pages["people/voices-list-o.md"].markdown()
    entry = page.partition('id="dailynk-official-2012"')[2].partition("</li>")[0]
    assert entry.count("41 returned to North Korea, Daily NK, March 2012, passage ") > 1
