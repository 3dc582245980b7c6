"""The mapping of works to CSL-JSON."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.core.archive import load
from macros.core.models import Work
from macros.core.values.dates import parse_date
from macros.site.works.csl import csl_date, csl_item, csl_name, csl_title, csl_type, printed_item
from tests.support import BOTH, real_archive

TYPES = {
    *("article-journal", "article-newspaper", "book", "dataset", "document", "entry-encyclopedia", "graphic"),
    *("motion_picture", "post-weblog", "report", "thesis", "webpage"),
}
FIELDS = {
    *("id", "type", "language", "author", "editor", "title", "genre", "issued", "container-title", "publisher"),
    *("publisher-place", "collection-title", "volume", "number", "issue", "version", "edition", "page"),
    *("number-of-pages", "URL", "accessed"),
}
MARK = '<span class="nocase">'


@cache
def real() -> dict[str, Work]:
    """The works of the archive itself."""
    return real_archive().archive.works


def work(key: str = "w-2011", **fields: Any) -> Work:
    """A work with the fields given."""
    made = Work.model_validate({"entrytype": "online", "title": "Across the River"} | fields)
    made._id = key
    return made


@pytest.mark.parametrize("root", BOTH)
def test_every_work_has_a_valid_item(root: Any) -> None:
    """Every item has an id, a type of CSL, a title, and no field that is empty or that CSL does not know."""
    for key, one in load(root).works.items():
        for item in (csl_item(one), csl_item(one, web=True)):
            assert item["id"] == key
            assert item["type"] in TYPES
            assert item["title"]
            assert item.keys() <= FIELDS
            assert all(item.values())


@pytest.mark.parametrize(
    ("key", "kind", "web"),
    [
        ("icnk-2012", "document", "webpage"),
        ("cecc-2012", "document", "webpage"),
        ("park-letter", "document", "webpage"),
        ("hrw-2021", "document", "webpage"),
        ("cecc-hearing-2012", "document", "webpage"),
        ("unga-2015", "document", "webpage"),
        ("1964-protocol", "document", "webpage"),
        ("donga-2003", "article-newspaper", "article-newspaper"),
        ("rogers-2012", "article-newspaper", "article-newspaper"),
        ("cohen-2014", "article-journal", "article-journal"),
        ("coi-2014", "report", "report"),
        ("hult-2012", "thesis", "thesis"),
        ("hidden-gulag", "book", "book"),
        ("untreaties-2015", "dataset", "webpage"),
        ("photo-2019", "graphic", "webpage"),
        ("unhrc-video", "motion_picture", "webpage"),
        ("wikipedia-border", "entry-encyclopedia", "webpage"),
        ("lat-2012-02-23", "post-weblog", "webpage"),
        ("nanping-port", "webpage", "webpage"),
    ],
)
def test_the_kind_of_document_decides_the_type(key: str, kind: str, web: str) -> None:
    """Statements, letters and decisions are documents, which print a full date, and web pages for the legal styles."""
    assert csl_type(real()[key]) == kind
    assert csl_type(real()[key], web=True) == web


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("{Border Watch}", {"literal": "Border Watch"}),
        (r"{Quill \& Sons, Printers}", {"literal": "Quill & Sons, Printers"}),
        ("Quill, Ada", {"family": "Quill", "given": "Ada"}),
        ("Venn, Jr., Tomas", {"family": "Venn", "given": "Tomas", "suffix": "Jr."}),
        ("Kim Bong-hyun", {"literal": "Kim Bong-hyun"}),
        ("김봉현", {"literal": "김봉현"}),
        ("沈, 志华", {"literal": "沈志华"}),
    ],
)
def test_names_are_whole_or_in_parts(name: str, parts: dict[str, str]) -> None:
    """Institutions and East Asian names are whole, names with a comma have parts."""
    assert csl_name(name) == parts


@pytest.mark.parametrize(
    ("date", "wanted"),
    [
        (None, None),
        ("2012-03-14", {"date-parts": [[2012, 3, 14]]}),
        ("2012-03", {"date-parts": [[2012, 3]]}),
        ("2012", {"date-parts": [[2012]]}),
        ("2012-03~", {"date-parts": [[2012, 3]], "circa": True}),
        ("2017?", {"date-parts": [[2017]], "circa": True}),
        ("2012-03-09/2012-03-10", {"date-parts": [[2012, 3, 9], [2012, 3, 10]]}),
        ("1998/..", {"literal": "since 1998"}),
        ("../1998-05", {"literal": "by May 1998"}),
    ],
)
def test_dates_are_as_precise_as_they_are_written(date: str | None, wanted: dict[str, Any] | None) -> None:
    """Dates come in parts, doubt is marked, and what CSL-JSON cannot hold is said in words."""
    assert csl_date(parse_date(date) if date else None) == wanted


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"subtitle": "Returns"}, "Across the River: Returns"),
        ({"title": "Why?", "subtitle": "Returns"}, "Why? Returns"),
        ({"title": "강 건너", "title-translated": "Across"}, "강 건너 [Across]"),
        ({"title": "강 건너", "subtitle": "봄", "title-translated": "Across: Spring"}, "강 건너: 봄 [Across: Spring]"),
        ({"titleaddon": "with a map"}, "Across the River [with a map]"),
        ({"titleaddon": "Section II"}, "Across the River. Section II"),
        ({"title": "Why?", "titleaddon": "Section II"}, "Why? Section II"),
        ({"title": "[Letter]", "titleaddon": "on nine people"}, "[Letter: on nine people]"),
        ({"title": "[Letter]"}, "[Letter]"),
    ],
)
def test_a_title_is_one_text(fields: dict[str, str], title: str) -> None:
    """Subtitle and additions join the title, and what the archive supplies stays in square brackets."""
    assert csl_title(work(**fields)) == title


def test_nobody_is_named_twice() -> None:
    """A publisher that is the author or the container is left out, but for the site that law reviews want named."""
    own = work(author=["{Border Watch}"], publisher="Border Watch", type="statement")
    assert "publisher" not in csl_item(own)
    assert "container-title" not in csl_item(own)
    assert csl_item(own, web=True)["container-title"] == "Border Watch"
    other = csl_item(work(publisher="Border Watch", type="statement"), web=True)
    assert other["container-title"] == "Border Watch"
    assert "publisher" not in other


def test_the_place_of_a_statement_is_no_place_of_publication() -> None:
    """The dateline of a web page or news article is not a place of publication; that of a report is."""
    assert "publisher-place" not in csl_item(work(location="Quayside"))
    assert csl_item(work(entrytype="report", location="Quayside"))["publisher-place"] == "Quayside"


def test_a_numbered_report_of_a_series_is_named_after_it() -> None:
    """The series replaces the kind: styles print `Asia Report no. 122`."""
    item = csl_item(real()["icg-2006"])
    assert (item["genre"], item["number"]) == ("Asia Report", "122")
    assert "collection-title" not in item


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        ("[Report on the quays]", ["[Report on the quays]"]),
        ("A Speech by Kim Bong-hyun", ["Bong-hyun"]),
        ("A Treaty of Co-operation", ["Co-operation"]),
        ("untreaties", ["untreaties"]),
        ("Across the River [with a map]", ["[with a map]"]),
        ("Guard Empties the Quays", []),
        ("A <b>bold</b> Title", ["<", "<"]),
    ],
)
def test_styles_leave_names_and_supplied_titles_alone(title: str, marked: list[str]) -> None:
    """For a citation processor, what title case must not touch is marked; the words stay the same."""
    printed = printed_item(work(title=title))["title"]
    assert [part.partition("</span>")[0] for part in printed.split(MARK)[1:]] == marked
    assert printed.replace(MARK, "").replace("</span>", "") == title


@given(
    st.text(alphabet=st.sampled_from("aB[]<>&\"'-+ 강제송환難民é?"), min_size=1).filter(lambda text: text.strip() != "")
)
def test_a_title_is_not_changed(title: str) -> None:
    """Whatever a title holds, the item holds it in the same characters."""
    made = work(title=title)
    assert csl_item(made)["title"] == made.title
