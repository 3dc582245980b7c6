"""Whether a document names a law or the archive identifies it: the same two marks in every output."""

from __future__ import annotations

import re
from functools import cache

import pytest

from macros.core.models import Instrument, Source
from macros.session import Session
from macros.site.exports.objects import objects
from macros.site.heads.copies import markdown_copy
from macros.site.heads.schema_org import IDENTIFIED_ROLE, entity
from macros.site.pages.generated import Page
from macros.site.searching.entries import everything
from macros.site.searching.search_entries import SearchEntry
from macros.site.site import Site
from tests.support import real_archive

TITLE = "The passage does not name it; the archive identifies it from the wording"


@pytest.fixture(scope="module")
def session() -> Session:
    """The archive of this repository."""
    return real_archive()


@pytest.fixture(scope="module")
def site(session: Session) -> Site:
    """The same, as it is shown."""
    return session.site


@pytest.fixture(scope="module")
def pages(session: Session) -> dict[str, Page]:
    """Its generated pages."""
    return session.pages


@cache
def found(site: Site) -> dict[str, SearchEntry]:
    """What the search finds, by address."""
    return {one.address: one for one in everything(site)}


def copied(page: Page) -> str:
    """The Markdown copy of a page."""
    return markdown_copy(page.body(), title=page.title, address=page.address, base="https://a.example/", revision="")


def test_every_exported_mention_of_a_law_says_who_names_it(site: Site) -> None:
    """`mentions` has a word of the list for each law, and none for any other record."""
    words = site.archive.vocabulary.list("namings")
    mentions = list(objects(site, "mentions"))
    assert {one["how"] for one in mentions if one["kind"] == "instrument"} == set(words)
    assert {one["how"] for one in mentions if one["kind"] != "instrument"} == {None}


def test_every_exported_provision_says_whether_a_source_names_it(site: Site) -> None:
    """Article 33(1) is named, Article 12(2) of the Covenant identified, Article 21 against torture in no source."""
    exported = {one["id"]: one["provisions"] for one in objects(site, "instruments")}
    assert exported["refugee-convention-1951"]["33(1)"]["standing"] == "named"
    assert exported["iccpr-1966"]["12(2)"]["standing"] == "identified"
    assert exported["cat-1984"]["21"]["standing"] == "relevant"
    for record in site.archive.records_of("instrument").values():
        for key in record.provisions if isinstance(record, Instrument) else ():
            mentions = [m for m in site.relations.mentions["instrument", record.id] if m.provision == key]
            named = any(mention.how == "provision" for mention in mentions)
            assert (exported[record.id][key]["standing"] == "named") == named


def test_linked_data_of_a_source_says_who_names_a_law(site: Site) -> None:
    """What the archive identifies is in a role that says so, what the document names is alone."""
    sources = site.archive.records_of("source")
    for key in ("hrf-2023", "cecc-2012"):
        source = sources[key]
        assert isinstance(source, Source)
        mentions = entity(site, source)["mentions"]
        ours = {node["mentions"]["@id"] for node in mentions if node["@type"] == "Role"}
        assert {node["roleName"] for node in mentions if node["@type"] == "Role"} == {IDENTIFIED_ROLE}
        named = {node["@id"] for node in mentions if node["@type"] != "Role"}
        assert ours
        assert named
        assert not ours & named
        if key == "cecc-2012":
            assert any(one.endswith("/instruments/refugee-convention-1951/#art-33-1") for one in named)
        else:
            assert any(one.endswith("/instruments/gc31/#para-12") for one in ours)


def test_the_search_says_who_names_a_law(site: Site) -> None:
    """A passage has the mark behind the law and in its facets; a provision says in words whether a source names it."""
    passage = found(site)["archive/hrf-2023/#p4"]
    assert "the right to life (our reading)" in passage.text
    assert "General Comment No. 31, identified by the archive" in passage.facets["instrument"]
    assert not re.search(r"non-refoulement \(our reading\)", passage.text)
    article = found(site)["instruments/cat-1984/#art-21"]
    assert "No annotated document names or describes it" in article.text
    assert article.title == "Article 21, Convention against Torture, in no source"
    assert found(site)["instruments/iccpr-1966/#art-12-2"].title.endswith(", identified by the archive")
    assert found(site)["instruments/refugee-convention-1951/#art-33-1"].title == "Article 33(1), Refugee Convention"
    assert "At least one annotated document names" in found(site)["instruments/refugee-convention-1951/#art-33-1"].text


def test_a_page_marks_what_the_archive_identifies(pages: dict[str, Page]) -> None:
    """The annotation has the mark behind each such law, with its meaning; the list at the end keeps both apart."""
    text = pages["archive/hrf-2023.md"].body()
    assert re.search(rf'/#para-12">[^<]+</a> <span class="label ours" title="{TITLE}">our reading</span>', text)
    assert not re.search(r'>the principle of non-refoulement</a> <span class="label ours"', text)
    last = text[text.index('id="in-this-source"') :]
    assert "Law that the archive identifies in it (our reading)" in last
    assert "means that it does not; the archive identifies it" in last


def test_a_copy_marks_what_the_archive_identifies(pages: dict[str, Page]) -> None:
    """In Markdown, without its frame, the mark is in brackets; a provision of no source says so."""
    text = copied(pages["archive/hrf-2023.md"])
    (named,) = re.findall(r"^\[(\d+)\]: \S*/#para-12$", text, re.MULTILINE)
    assert f"][{named}] (our reading)" in text
    row = next(
        line for line in copied(pages["instruments/cat-1984.md"]).splitlines() if line.startswith("| Article 21 |")
    )
    assert "(listed by us), in no document" in row
