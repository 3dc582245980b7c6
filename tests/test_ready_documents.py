"""The documents of sources and incidents for word processors: whole, with real footnotes, and the same each time."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from macros.programs.pandoc.program import run
from macros.session import Session
from macros.site.documents import side_by_side
from macros.site.documents.blocks import Heading, ReadyDocument, TableBlock, TextBlock
from macros.site.documents.cited_documents import of_report, of_source
from macros.site.documents.matters import Matters
from macros.site.documents.ready_documents import ready_documents
from macros.site.documents.runs import EMPHASIS, SMALL_CAPITALS, Run, TextLine, plain_runs
from macros.site.documents.word_files import word_file
from tests.support import INVENTED

INCIDENT = "incidents/quayside-2011/quayside-2011.docx"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SOURCE = "archive/bulletin-2011/bulletin-2011.docx"


@cache
def invented() -> Session:
    """The invented archive with its citations, opened once."""
    session = Session(INVENTED)
    session.prepare()
    return session


@cache
def documents() -> dict[str, ReadyDocument]:
    """Every document by its path."""
    return {path: make() for path, make in ready_documents(invented().site)}


def text_of(document: ReadyDocument) -> str:
    """All words of the tables and paragraphs of a document."""
    grids = [cell for one in document.blocks if isinstance(one, TableBlock) for row in one.rows for cell in row]
    return "\n".join(
        [*grids, *(line.text for one in document.blocks if isinstance(one, TextBlock) for line in one.lines)]
    )


def plain(*lines: str) -> ReadyDocument:
    """A document with these paragraphs, each with a footnote of the same words."""
    words = tuple(TextBlock((TextLine(plain_runs(line)),), (plain_runs(line),), numbered=True) for line in lines)
    return ReadyDocument(
        "x/x.docx", "Title", "Subtitle", "Archive", "https://x.example/, revision 1", "2026-11-26", words
    )


def written(document: ReadyDocument) -> dict[str, str]:
    """The parts of the DOCX of a document, by their name; each is sound XML."""
    with ZipFile(BytesIO(word_file(document))) as packed:
        parts = {name: packed.read(name).decode("utf-8") for name in packed.namelist()}
    for text in parts.values():
        ET.fromstring(text)  # noqa: S314 # our own
    return parts


def test_a_work_is_put_into_words_once() -> None:
    """Whatever rests on a source has the same citations of it, and they are not made again."""
    site = invented().site
    source = site.sources["bulletin-2011"]
    incident = site.archive.records["incident"]["quayside-2011"]
    assert of_report(site, incident, source.id).cited is of_source(site, source).cited


def test_every_source_and_incident_has_a_document() -> None:
    """No record of the two kinds is left out."""
    records = [*invented().site.sources, *invented().archive.records_of("incident")]
    assert sorted(path.split("/")[1] for path in documents()) == sorted(records)


def test_no_claim_is_without_what_contradicts_it() -> None:
    """For each claim of a document, everyone who gives another figure or denies it stands in its tables."""
    site, shown = invented().site, text_of(documents()[SOURCE])
    matters = Matters(site.relations)
    own = [ref for ref, claim in site.relations.claims.items() if claim.owner == "bulletin-2011"]
    against = [site.claims[other] for ref in own for other in matters.against(ref)]
    assert against
    assert all(claim.said_by in shown for claim in against)


def test_tables_follow_the_order_of_measures() -> None:
    """A reader finds them by what is counted; the whole group comes before parts, other people and other days."""
    words = invented().archive.vocabulary
    order = [words.label("measures", measure) for measure in words.list("measures")]
    shown = [one.text for one in documents()[INCIDENT].blocks if isinstance(one, Heading) and one.level == 2]
    found = [(order.index(text.partition(":")[0]), text.endswith(")")) for text in shown if ":" in text]
    assert len(found) > 1
    assert found == sorted(found)


def test_claims_of_one_name_are_counted() -> None:
    """Where a claim rests on two that a table would call the same, it says that there are two."""
    site = invented().site
    claim = next(claim for ref in site.relations.claims if (claim := site.claims[ref]).rests_on)
    (link, *_) = claim.rests_on
    twice = list(side_by_side._limits(replace(claim, rests_on=(link, link))))
    assert f"rests on 2 claims: {link.text}" in twice


def test_an_incident_has_a_sentence_for_each_claim() -> None:
    """All claims about an incident stand in its document as sentences, those of sources too."""
    site, shown = invented().site, text_of(documents()[INCIDENT])
    claims = site.claims_about("quayside-2011")
    assert {claim.annotated for claim in claims} == {True, False}
    assert all(claim.sentence in shown for claim in claims)


def test_paragraphs_are_numbered_through() -> None:
    """A heading between numbered paragraphs does not begin the numbers again: there is one list, and each is in it."""
    document = documents()[INCIDENT]
    numbered = [one for one in document.blocks if isinstance(one, TextBlock) and one.numbered]
    body = ET.fromstring(written(document)["word/document.xml"])  # noqa: S314 # our own
    lists = [node.get(f"{WORD}val") for node in body.iter(f"{WORD}numId")]
    assert lists == ["1"] * len(numbered)


def test_a_document_is_cited_in_full_once() -> None:
    """Later footnotes of the same document have its name, the number of the note that cites it, and the place."""
    noted = [one.notes for one in documents()[SOURCE].blocks if isinstance(one, TextBlock) and one.notes]
    texts = [(number, "".join(run.text for run in note)) for number, notes in enumerate(noted, 1) for note in notes]
    (first, full), *later = [
        (number, note) for number, note in texts if "/archive/bulletin-2011/#p" in note or not number - 1
    ]
    assert later
    assert "cited in full" not in full
    assert all(f"(cited in full in note {first}), " in note for _, note in later)


def test_what_the_archive_adds_is_cited_as_its_own() -> None:
    """No later footnote of an editorial note has the name of the document on which it remarks."""
    notes = [
        "".join(run.text for run in note)
        for one in documents()[INCIDENT].blocks
        if isinstance(one, TextBlock)
        for note in one.notes
    ]
    (own,) = [note for note in notes if "#write" in note]
    record = invented().archive.records["incident"]["quayside-2011"]
    assert own.startswith(f"{invented().site.name}: {record.short_text} (cited in full in note 1), ")


def test_footnotes_headings_and_foot_are_those_of_a_word_processor() -> None:
    """Footnotes are in their own part, headings have the styles of headings, the foot names address and revision."""
    parts = written(documents()[INCIDENT])
    assert "OSCOLA" not in parts["word/document.xml"]
    assert parts["word/document.xml"].count("<w:footnoteReference") > 1
    assert "archive.example/incidents/quayside-2011/" in parts["word/footnotes.xml"]
    assert 'w:val="Heading1"' in parts["word/document.xml"]
    assert "SUBJECT" in parts["word/footer.xml"]
    assert "https://archive.example/incidents/quayside-2011/" in parts["word/footer.xml"]
    assert "https://archive.example/incidents/quayside-2011/" in parts["docProps/core.xml"]


def test_words_of_records_are_text() -> None:
    """Markup, marks of footnotes and entities in a text are letters in the document."""
    odd = "<b>x</b> &amp; [y](javascript:z) ^[w] **v** {{ u }} 한국어 – “q”"
    parts = written(plain(odd))
    for part in ("word/document.xml", "word/footnotes.xml"):
        words = re.sub(r"<[^>]+>", "", parts[part])
        assert "&lt;b&gt;x&lt;/b&gt; &amp;amp; [y](javascript:z) ^[w] **v** {{ u }} 한국어 – “q”" in words


def test_an_address_is_a_link_in_the_letters_of_its_script() -> None:
    """The link has the address as it is, its text shows the letters behind the percent signs."""
    address = "https://x.example/%ED%83%88%EB%B6%81"
    parts = written(plain(f"See {address}."))
    assert "https://x.example/탈북" in parts["word/document.xml"]
    for part in ("document", "footnotes"):
        assert f'Target="{address}"' in parts[f"word/_rels/{part}.xml.rels"]


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example/%2Fa%20b%26c",
        "https://x.example/%00%1b%0a",
        "https://x.example/%C5%BB%ff",
        "https://x.example/%E2%80%AE",
    ],
)
def test_an_address_that_is_read_leads_where_it_leads(address: str) -> None:
    """What would be another address, no letter of a script or invisible stays encoded, and the file can be opened."""
    parts = written(plain(f"See {address}."))
    words = "".join(node.text or "" for node in ET.fromstring(parts["word/document.xml"]).iter(f"{WORD}t"))  # noqa: S314
    assert address in words


def test_two_writings_give_the_same_bytes() -> None:
    """A document depends on nothing but its content: no clock stands in it."""
    assert word_file(plain("One.")) == word_file(plain("One."))


def test_a_number_of_three_digits_does_not_run_into_its_text() -> None:
    """Numbers of paragraphs have 30 points."""
    assert 'w:left="720" w:hanging="600"' in written(plain("One."))["word/numbering.xml"]


def test_what_xml_cannot_hold_is_left_out() -> None:
    """A control character in a text does not make a file that no program opens."""
    assert "One.Two." in written(plain("One.\x0b\x00Two."))["word/document.xml"]


def test_a_document_reads_as_it_was_meant(tmp_path: Path) -> None:
    """Pandoc, which did not write it, finds the same headings, forms, numbers, cells, links and footnotes."""
    line = TextLine((Run("Plain "), Run("in italics", EMPHASIS), Run(", "), Run("in capitals", SMALL_CAPITALS)))
    document = ReadyDocument(
        "x/x.docx", "A title", "A subtitle", "Archive", "https://x.example/", "2026-11-26",
        (
            Heading("A section"),
            TextBlock((line, TextLine((Run("an item"),), item=True)), ((Run("A note."),),), "Lead.", numbered=True),
            Heading("A part", 2),
            TextBlock((TextLine(plain_runs("See https://x.example/a.")),), numbered=True),
            TableBlock(("Head", "Other"), (("one\ntwo", "three"),), (0.25, 0.75)),
        ),
    )  # fmt: skip
    (tmp_path / "x.docx").write_bytes(word_file(document))
    told = ["-f", "docx", "-t", "markdown-smart-simple_tables-multiline_tables-grid_tables", "--wrap=none", "-s"]
    found = run([*told, str(tmp_path / "x.docx")], "read a document")
    for part in (
        "title: A title",
        "subtitle: A subtitle",
        "# A section",
        "1.  **Lead.** Plain *in italics*, [in capitals]{.smallcaps}",
        "– an item[^1]",
        "## A part",
        "2.  See <https://x.example/a>.",
        "[^1]: A note.",
    ):
        assert part in found
    assert re.search(r"<th[^>]*>Head</th>", found)
    assert re.search(r"<td[^>]*>one\s+two</td>", found)


@pytest.mark.parametrize(
    ("path", "document"), [("archive/bulletin-2011/", SOURCE), ("incidents/quayside-2011/", INCIDENT)]
)
def test_the_page_leads_to_its_document(path: str, document: str) -> None:
    """The end of a page offers the document for download."""
    (page,) = [page for page in invented().pages.values() if page.address == path]
    assert f'href="{document.rpartition("/")[2]}" download' in page.body()
