"""Works as BibTeX, RIS and CSL-JSON files."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from macros.core.archive import load
from macros.core.models import Work
from macros.core.models.base import kebab
from macros.core.models.web_archive import archived
from macros.core.reading.bibliography import read_bibliography
from macros.core.relations import Relations
from macros.site.exports.citation_files import FORMATS, work_files
from macros.site.site import Site
from macros.site.works.bibtex import latex
from macros.site.works.bibtex_files import as_recorded, bibtex
from macros.site.works.csl_files import filed_item
from macros.site.works.ris import ris, ris_date, ris_record, ris_type
from tests.support import BOTH, REPOSITORY

TITLES = [
    "“Quoted” and \"straight\" and 'single'",
    "R&D, 100% + 50 # $5 a_b {c}",
    "체포 탈북자 명단 즉시통보: 北-中 1998년 협정",
    "中华人民共和国公安部",
    "TY  - BOOK",
    "ER  -",
]
TEXTS = st.text(alphabet=st.sampled_from("aB &%#_$\"'+-,;:{}<>@=é강제送還“”"), min_size=1).filter(
    lambda text: text.strip() != ""
)


@cache
def works(root: Path) -> dict[str, Work]:
    """The works of an archive."""
    return load(root).works


@cache
def files(root: Path) -> dict[str, str]:
    """The citation files of an archive by path."""
    archive = load(root)
    return dict(work_files(Site(archive, Relations(archive), lambda _: {})))


def work(**fields: Any) -> Work:
    """A work with the fields given."""
    made = Work.model_validate({"entrytype": "online", "title": "Across the River"} | fields)
    made._id = "w-2011"
    return made


def read_ris(text: str) -> list[dict[str, Any]]:
    """The records of a RIS file, addresses with semicolons whole."""
    records: list[dict[str, Any]] = rispy.loads(text, delimiter_tags_mapping={})
    return records


def reread(text: str) -> dict[str, dict[str, Any]]:
    """The fields of the works that are read from a BibTeX text."""
    found, _, problems = read_bibliography(as_recorded(text))
    assert problems == []
    return {key: one.model_dump() for key, one in found.items()}


@pytest.mark.parametrize("root", BOTH)
def test_every_work_has_a_file_of_each_format(root: Path) -> None:
    """Each format has a file of every work, named by its id, and one of all works."""
    ids = set(works(root))
    for form in FORMATS:
        assert f"data/bibliography.{form.suffix}" in files(root)
        assert ids == {
            path[len("bibliography/") : -len(form.suffix) - 1] for path in files(root) if _is(path, form.suffix)
        }
    assert len(files(root)) == (len(ids) + 1) * len(FORMATS)


def _is(path: str, suffix: str) -> bool:
    return path.startswith("bibliography/") and path.endswith(f".{suffix}")


@pytest.mark.parametrize("root", BOTH)
def test_bibtex_gives_every_work_back(root: Path) -> None:
    """Reading the written bibliography gives the same works, each with a copy that was seen, none marked `plain`."""
    found = works(root).items()
    copies = {key: copy.address for key, one in found if (copy := archived(one)).seen}
    wanted = {key: one.model_dump() | {"archiveurl": copies.get(key), "plain": False} for key, one in found}
    assert reread(files(root)["data/bibliography.bib"]) == wanted
    for key, fields in wanted.items():
        assert reread(files(root)[f"bibliography/{key}.bib"]) == {key: fields}


@pytest.mark.parametrize("root", BOTH)
def test_pybtex_reads_the_same_fields(root: Path) -> None:
    """The parser of pybtex finds the same entries, fields and institutions, and the addresses untouched."""
    entries = parse_string(files(root)["data/bibliography.bib"], "bibtex").entries
    assert set(entries) == set(works(root))
    for key, one in works(root).items():
        fields = one.model_dump(exclude_defaults=True, exclude={"entrytype", "author", "editor", "plain"})
        assert entries[key].type == one.entrytype
        assert {name.lower() for name in entries[key].fields} >= set(map(kebab, fields)) - {"type", "titleaddon"}
        assert entries[key].fields.get("url") == one.url
        assert [str(person) for person in entries[key].persons.get("author", [])] == one.author


@pytest.mark.parametrize("title", TITLES)
def test_bibtex_keeps_titles(title: str) -> None:
    """Quotes, ampersands, plus signs, Korean and Chinese come back from BibTeX."""
    made = work(title=title)
    assert reread(bibtex([made])) == {"w-2011": made.model_dump()}


@given(TEXTS, TEXTS)
def test_bibtex_keeps_any_text(title: str, note: str) -> None:
    """Whatever signs a text holds, BibTeX gives it back; braces that are not in pairs are left to LaTeX."""
    if any(depth_broken(text) for text in (title, note)):
        return
    made = work(title=title, note=note)
    assert reread(bibtex([made])) == {"w-2011": made.model_dump()}


def depth_broken(text: str) -> bool:
    """Whether the braces of a text are not in pairs."""
    while "{" in text and re.search(r"\{[^{}]*\}", text):
        text = re.sub(r"\{([^{}]*)\}", r"\1", text)
    return "{" in text or "}" in text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("R&D 100% #1 a_b $5", r"R\&D 100\% \#1 a\_b \$5"),
        ("{pair}", r"\{pair\}"),
        ("}lone{", r"\textbraceright{}lone\textbraceleft{}"),
        (r"C:\~^", r"C:\textbackslash{}\textasciitilde{}\textasciicircum{}"),
    ],
)
def test_latex_prints_the_signs_of_a_text(text: str, written: str) -> None:
    """Characters with a meaning in LaTeX are written in a way that prints them."""
    assert latex(text) == written


def test_bibtex_keeps_signs_that_have_names() -> None:
    """Backslash, tilde, caret and single braces come back from BibTeX."""
    made = work(title=r"C:\ ~ ^ } {")
    assert reread(bibtex([made])) == {"w-2011": made.model_dump()}


@pytest.mark.parametrize("root", BOTH)
def test_ris_gives_the_agreed_fields_back(root: Path) -> None:
    """Every field that is agreed upon, and all others that are written, come back through rispy."""
    read = {record["id"]: record for record in read_ris(files(root)["data/bibliography.ris"])}
    assert set(read) == set(works(root))
    said = {"database_provider": load(root).identity.name}
    for key, one in works(root).items():
        record = ris_record(one) | said
        assert read[key] == record
        assert read_ris(files(root)[f"bibliography/{key}.ris"]) == [record]
        assert record.keys() >= {"id", "type_of_reference", "title"}
        assert record.get("urls", []) == ([one.url] if one.url else [])
        assert record.get("language") == one.langid
        assert "keywords" not in record
        assert len(record.get("notes", [])) <= 1


@given(TEXTS, TEXTS)
def test_ris_keeps_any_text(title: str, note: str) -> None:
    """Whatever signs title and note hold, one record comes back with both."""
    made = work(title=title, note=note)
    (record,) = read_ris(ris([made, made]))[1:]
    assert record["title"] == made.title
    assert record["notes"][0] == made.note


@pytest.mark.parametrize("title", TITLES)
def test_ris_keeps_titles(title: str) -> None:
    """Quotes, ampersands, plus signs, Korean, Chinese and what looks like a tag come back from RIS."""
    made = work(title=title)
    assert [record["title"] for record in read_ris(ris([made, made]))] == [made.title] * 2


def test_no_value_breaks_a_ris_record() -> None:
    """Line breaks and tags in a value that was never checked do not begin a line of the file."""
    made = work().model_copy(update={"title": "a\r\nER  - \r\nTY  - BOOK\u2028TI  - b", "note": "c\nKW  - d"})
    (record,) = read_ris(ris([made]))
    assert record["title"] == "a ER - TY - BOOK TI - b"
    assert "keywords" not in record


@pytest.mark.parametrize("root", BOTH)
def test_ris_has_the_form_of_the_format(root: Path) -> None:
    """Each record goes from TY to ER, every line has a tag and ends with CR and LF, and each name has one comma."""
    for path, text in files(root).items():
        if path.endswith(".ris"):
            lines = [line for line in text.split("\r\n") if line]
            assert "\n" not in text.replace("\r\n", "")
            assert lines[0].startswith("TY  - ")
            assert lines[-1] == "ER  - "
            assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
            assert [line for line in lines if line.startswith("AU") and line.count(",") != 1] == []


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("icnk-2012", "ELEC"),
        ("donga-2003", "NEWS"),
        ("cohen-2014", "JOUR"),
        ("coi-2014", "RPRT"),
        ("hult-2012", "THES"),
        ("hidden-gulag", "BOOK"),
        ("cecc-hearing-2012", "GOVDOC"),
        ("xi-letter", "ELEC"),
        ("unga-2015", "GOVDOC"),
        ("untreaties-2015", "DATA"),
    ],
)
def test_ris_types_are_those_that_zotero_reads(key: str, kind: str) -> None:
    """Each kind of work has the RIS type from which Zotero makes the nearest item; none is a generic one."""
    assert ris_type(works(REPOSITORY)[key]) == kind


def test_ris_says_what_is_not_certain() -> None:
    """A supplied title, what is not confirmed and a date in doubt are one note; a copy that was seen is a link."""
    made = work(
        title="[Letter]", date="2012-03~", uncertain="the day", note="Seen in print.", archiveurl="https://a.example/1"
    )
    record = ris_record(made)
    assert (record["date"], record["year"]) == ("2012/03//", "2012")
    assert record["notes"][0].split(" | ") == [
        "Seen in print.",
        "The title in square brackets is supplied by the archive.",
        "Not confirmed: the day",
        "Date (EDTF): 2012-03~",
    ]
    assert record["file_attachments2"] == "https://a.example/1"
    assert "L2  - https://a.example/1" in ris([made])


def test_ris_keeps_institutions_whole() -> None:
    """An institution ends with a comma and has none within, or programs would read a person's name into it."""
    made = work(author=["{U.S. Senate, Subcommittee on Rivers}", "Quill, Ada", "{Border Watch}"])
    assert ris_record(made)["authors"] == ["U.S. Senate – Subcommittee on Rivers,", "Quill, Ada", "Border Watch,"]


def test_ris_gives_a_web_page_no_number() -> None:
    """Volume and number of a web page are in the note: programs read their tags as the day on which it was opened."""
    record = ris_record(work(volume="4", number="28"))
    assert {"volume", "note"} & record.keys() == set()
    assert record["notes"] == ["Volume: 4 | Number: 28"]


def test_bibtex_marks_news() -> None:
    """News of a newspaper is marked, so that it is printed with its day; articles of a journal are not."""
    news = bibtex([work(entrytype="article", type="news article")])
    assert "entrysubtype = {newspaper}" in news
    assert "  type" not in news
    assert "type = {editorial},\n  entrysubtype = {newspaper}" in bibtex([work(entrytype="article", type="editorial")])
    assert "entrysubtype" not in bibtex([work(entrytype="article", type="journal article")])
    assert "entrysubtype" not in bibtex([work(type="news article")])


@pytest.mark.parametrize(("tag", "name"), [("en", "english"), ("zh-Hant", "chinese-hant"), ("mn", "mn")])
def test_bibtex_names_languages_as_biblatex_does(tag: str, name: str) -> None:
    """A language has the name of babel; one that is not listed keeps its tag. Both are read back as the tag."""
    made = work(langid=tag)
    assert f"langid = {{{name}}}" in bibtex([made])
    assert reread(bibtex([made])) == {"w-2011": made.model_dump()}


def test_bibtex_titles_say_what_they_name() -> None:
    """A headline that was not seen stands with what explains it; what the archive adds to another is in brackets."""
    unseen = work(title="[Headline not seen]", titleaddon="report on the quays")
    assert "title = {{[Headline not seen: report on the quays]}}," in bibtex([unseen])
    added = work(titleaddon="with a map")
    assert "titleaddon = {{[with a map]}}," in bibtex([added])
    assert "titleaddon = {{Returns in Spring}}," in bibtex([work(titleaddon="Returns in Spring")])
    assert reread(bibtex([unseen])) == {"w-2011": unseen.model_dump()}
    assert reread(bibtex([added])) == {"w-2011": added.model_dump()}


@pytest.mark.parametrize(
    ("date", "line"),
    [
        (
            "2012-02-08",
            "Look for an archived copy near 8 February 2012: https://web.archive.org/web/20120208/https://a.example/x",
        ),
        ("1961", "Look for an archived copy: https://web.archive.org/web/*/https://a.example/x"),
    ],
)
def test_an_unseen_copy_is_not_called_one(date: str, line: str) -> None:
    """RIS says where to look for a copy that nobody has seen, and BibTeX names none."""
    made = work(title="A title", date=date, url="https://a.example/x")
    assert ris_record(made)["notes"] == [line]
    assert "archive" not in bibtex([made])


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2012-03-14", "2012/03/14/"),
        ("2012", "2012///"),
        ("2012-03-09/2012-03-10", "2012/03/09/"),
        ("../1998", "1998///"),
    ],
)
def test_ris_dates_are_as_precise_as_they_are_written(date: str, written: str) -> None:
    """A date has its four places, those that are not known empty; of two days it is the first."""
    assert ris_date(work(date=date).date) == written


@pytest.mark.parametrize("root", BOTH)
def test_csl_files_hold_the_items(root: Path) -> None:
    """The file of a work is an array of its one item; that of all works has all, in their order."""
    assert json.loads(files(root)["data/bibliography.csl.json"]) == [filed_item(one) for one in works(root).values()]
    for key, one in works(root).items():
        assert json.loads(files(root)[f"bibliography/{key}.csl.json"]) == [filed_item(one)]


def test_csl_files_carry_what_zotero_reads() -> None:
    """A file has kind and place of a document, and its number where Zotero has no field for one; news has no place."""
    made = work(type="urgent action", number="ASA 17/006/2012", location="Seoul")
    item = filed_item(made)
    assert (item["genre"], item["publisher-place"]) == ("urgent action", "Seoul")
    assert item["note"] == "Number: ASA 17/006/2012"
    assert "note" not in filed_item(work(entrytype="report", number="3"))
    assert "publisher-place" not in filed_item(work(entrytype="article", type="news article", location="Seoul"))
    assert "genre" not in filed_item(work(entrytype="article", type="news article"))
    assert filed_item(work(type="web story on a report"))["genre"] == "web story on a report"
