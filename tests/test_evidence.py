"""The level of evidence of a claim, and how a report that is not annotated was seen, as readers see it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from macros.core.archive import Archive, load
from macros.core.models import Work
from macros.core.relations import Relations
from macros.session import Session
from macros.site.exports.objects import objects
from macros.site.works.evidence import explained, level, sighting
from macros.site.works.originals import originals
from tests.support import INVENTED, REPOSITORY

LEVELS = {
    "report-2011.returned-30": "Text saved and checked",
    "bulletin-2011.held-12": "Text not saved, read in a copy",
    "quayside-2011.held-24-40": "Report not annotated, read in a copy",
    "quayside-2011.never-returned": "Report not annotated, read in translation",
}
SENTENCES = {
    "letter-2011": "Read in a copy on 1 February 2012 (copies.example).",
    "yearbook-2011": "Read in translation in February 2012 (copies.example).",
    "river-treaty-text": "Read on its publisher's page on 1 February 2012 (gazette.example).",
    "survey-2009": "Looked for on 1 February 2012 and not found.",
    "photograph": "",
}


@pytest.fixture(scope="module")
def session() -> Session:
    """The invented archive, opened."""
    return Session(INVENTED)


@pytest.mark.parametrize(("ref", "label"), LEVELS.items())
def test_a_claim_has_its_level(ref: str, label: str, session: Session) -> None:
    """A row says how far a claim can be checked, and of a second report how it was seen."""
    assert level(session.archive.vocabulary, session.relations.claims[ref]) == label


@pytest.mark.parametrize(("key", "sentence"), SENTENCES.items())
def test_a_work_says_how_it_was_seen(key: str, sentence: str, session: Session) -> None:
    """The sentence names the way, the day or month, and the site."""
    assert sighting(session.archive.vocabulary, session.archive.works[key]) == sentence


def test_a_level_explains_itself(session: Session) -> None:
    """The title of a second report says where it was read; that of a source is the definition of its level."""
    words, claims = session.archive.vocabulary, session.relations.claims
    assert explained(words, claims["quayside-2011.held-24-40"]).endswith(SENTENCES["letter-2011"])
    assert explained(words, claims["report-2011.returned-30"]) == words.list("evidence")["captured"].definition


def test_what_was_read_is_not_called_verified() -> None:
    """A source is captured and verified only if its text was saved as a file; any other was only read."""
    archive = load(REPOSITORY)
    found = {stated.owner: stated.evidence for stated in Relations(archive).claims.values() if stated.annotated}
    read = {source.id for source in archive.sources if source.reading and source.claims}
    assert read == {key for key, level in found.items() if level == "read"}
    assert {found[source.id] for source in archive.sources if source.capture} == {"captured"}


def test_data_files_have_the_level(session: Session) -> None:
    """Every exported claim has its level, and a second report how it was seen."""
    found = {one["id"]: (one["evidence"], one["seen"]) for one in objects(session.site, "claims")}
    assert found["report-2011.returned-30"] == ("captured", None)
    assert found["quayside-2011.held-24-40"] == ("second", "copy")
    assert found["bulletin-2011.held-12"] == ("read", "copy")
    sources = {one["id"]: (one["evidence"], bool(one["capture"])) for one in objects(session.site, "sources")}
    assert sources["report-2011"] == ("captured", True)
    assert sources["bulletin-2011"] == ("read", False)


def test_the_page_of_a_reading_says_what_that_means(session: Session) -> None:
    """The page of a source gives day, part and place of a reading, and says that no program has checked it."""
    pages = {page.uri: page.markdown() for page in session.pages.values()}
    page = " ".join(pages["archive/bulletin-2011.md"].split())
    assert (
        "Read in a copy on 1 February 2012. Its text was not saved, so no program has checked this record against it."
        in page
    )
    assert "the headline and the first two of about nine paragraphs" in page
    assert "It was read at copies.example." in page
    assert "SHA-256" not in page
    assert "not saved" not in pages["archive/report-2011.md"]


PAGES = {
    "guard-reply-2011": ["original https://guard.example/on-the-watch"],
    "bulletin-2011": ["original https://herald.example/2011/07/04", "copy https://copies.example/bulletin"],
    "report-2011": ["original https://border-watch.example/reports/2011"],
    "letter-2011": ["original https://border-watch.example/letters"],
    "yearbook-2011": ["translation https://copies.example/yearbook"],
    "survey-2009": [],
}
"""What the links to a work are called; the page of a copy is not linked of a work whose pages tell too much."""


@pytest.mark.parametrize(("key", "named"), PAGES.items())
def test_a_link_says_what_it_opens(key: str, named: list[str], session: Session) -> None:
    """The page of a copy, translation or summary is never called the original, and is the last of those of a work."""
    assert [f"{page.name} {page.address}" for page in originals(session.archive, key)] == named


def test_a_translation_elsewhere_lends_no_words_to_the_original() -> None:
    """The words that were read are looked for in the translation, and not on the page of the original."""
    work = Work(entrytype="book", title="A", url="https://a.example", seen="translation", seenat="https://b.example")
    archive = cast("Archive", SimpleNamespace(works={"a": work}, records_of=lambda _: {}))
    opened = [page.at(["words"]).href for page in originals(archive, "a")]
    assert opened == ["https://a.example", "https://b.example#:~:text=words"]
