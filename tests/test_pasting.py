"""References as people paste them: what they become, what is said of them, and that our own files come back."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.core.archive import load
from macros.core.models import Work
from macros.core.models.base import kebab
from macros.core.models.web_archive import archived
from macros.site.contributing.pasting.pasted import AtHand, Pasted, PastedError
from macros.site.contributing.pasting.pasted_ids import proposed_id
from macros.site.contributing.pasting.references_in import chosen, read_pasted
from macros.site.exports.citation_files import FORMATS
from tests.support import BOTH, INVENTED, REPOSITORY, TESTS

CASES: dict[str, dict[str, Any]] = yaml.safe_load((TESTS / "pasted.yml").read_text("utf-8"))
AT_HAND = AtHand(frozenset({"river guard"}))
ENCODED = "TY  - RPRT\nTI  - {}\nAU  - Border Watch\nPY  - 2012\nER  - \n"


def pasted(case: dict[str, Any]) -> Pasted:
    """The one work of a case, or the one it asks for."""
    works = read_pasted(case["text"].encode(), AT_HAND)
    return chosen(works, case["entry"]) if "entry" in case else works[0]


@pytest.mark.parametrize("code", ["\\ud800", "\\udfff", "\\u0000", "\\u202e", "\\u200b"])
def test_a_code_for_what_nobody_sees_is_left_out(code: str) -> None:
    """JSON may write half a letter, or an invisible one, as a code; the entry could not be written or read again."""
    (made,) = read_pasted(f'[{{"type": "webpage", "title": "Boats {code}at Dawn"}}]'.encode(), AT_HAND)
    assert made.fields["title"] == "Boats at Dawn"


@pytest.mark.parametrize("name", CASES)
def test_a_kind_of_reference_is_taken_over(name: str) -> None:
    """Its fields are what the document would say, what is not taken is named as pasted, and liberties are said."""
    case = CASES[name]
    made = pasted(case)
    for field, value in case.get("made", {}).items():
        wanted = [str(name) for name in value] if isinstance(value, list) else str(value)
        assert made.fields.get(field, "") == wanted, field
    assert made.left_out == case.get("left", [])
    assert len(made.doubts) == len(case.get("said", [])), made.doubts
    assert all(said in doubt for said, doubt in zip(case.get("said", []), made.doubts, strict=True)), made.doubts
    assert made.torn == case.get("torn", "")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Boats of Søren", "utf-8-sig"),
        ("Boats of Søren", "utf-16"),
        ("Boats of Søren", "utf-16-le"),
        ("Boats of Søren", "utf-32"),
        ("북한을 떠난 사람들의 이야기", "utf-16-be"),
    ],
)
def test_encodings_with_a_mark_are_read(text: str, encoding: str) -> None:
    """UTF-8 with its mark, UTF-16 and UTF-32 are read without a word."""
    (work,) = read_pasted(ENCODED.format(text).encode(encoding))
    assert (work.title, work.doubts) == (text, [])


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("Müller und Söhne", "latin-1", "read as Windows-1252; compare 'Müller', 'Söhne'"),
        ("북한을 떠난 사람들의 이야기", "euc-kr", "read as EUC-KR; compare '북한을'"),
    ],
)
def test_old_encodings_that_are_sure_are_read_with_a_word(text: str, encoding: str, said: str) -> None:
    """Western letters and Hangul are read as what they are, and the sentence has words to compare."""
    (work,) = read_pasted(ENCODED.format(text).encode(encoding))
    assert work.title == text
    assert said in work.doubts[0]


@pytest.mark.parametrize("encoding", ["gb18030", "shift-jis", "big5"])
def test_encodings_that_may_be_another_are_refused(encoding: str) -> None:
    """What could be read in two ways is not read, and the line is named; an encoding that the file names is."""
    raw = ENCODED.format("難民").encode(encoding)
    with pytest.raises(PastedError, match="is not UTF-8 text, first in line 2; save the file as UTF-8"):
        read_pasted(raw)
    for named in (f'Content: text/plain; charset="{encoding}"\n', f"% -*- coding: {encoding}-unix -*-\n"):
        assert read_pasted(named.encode() + raw)[0].title == "難民"


def test_line_ends_and_composed_letters() -> None:
    """Old line ends are line ends, and letters in parts are composed."""
    (work,) = read_pasted("TY  - RPRT\rTI  - Bo\u0301ats\rPY  - 2012\rER  - \r".encode())
    assert (work.title, work.fields["date"]) == ("Bóats", "2012")


TWO = "@misc{quill, title={Boats}}\n@misc{venn, title={Ferries}}\n@misc{venn, title={Rafts}}\n@misc{z, author={A, B}}"


@pytest.mark.parametrize(("entry", "title"), [("quill", "Boats"), ("2", "Ferries"), ("3", "Rafts")])
def test_one_of_several_is_chosen(entry: str, title: str) -> None:
    """A key or a number chooses one reference of several."""
    assert chosen(read_pasted(TWO.encode()), entry).title == title


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            "",
            "holds 4 references; choose one by its number or key (entry=2), or take all with all=yes:\n  1  quill",
        ),
        ("venn", "holds 2 references with the key 'venn'; choose one by its number"),
        ("9", "has no reference with the key or number '9'; there are:"),
        ("z", "holds a reference without a title"),
    ],
)
def test_a_choice_that_is_not_one_is_refused(entry: str, said: str) -> None:
    """Several, none, or one without a title: the message lists what there is."""
    with pytest.raises(PastedError, match=re.escape(said)):
        chosen(read_pasted(TWO.encode()), entry)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("%0 Journal Article\n%T Boats\n%A Quill, Ada", "is a file of EndNote; export the references as RIS or BibTeX"),
        ("%T Boats\n%A Quill, Ada", "is a file of EndNote; export the references as RIS or BibTeX"),
        ("PMID- 123\nTI  - Boats", "is a list of a database in its own form"),
        ("OWN - ERIC\nTI  - Boats", "is a list of a database in its own form"),
        ("RT Book, Section\nT1 Boats\nYR 2002", "is a list of a database in its own form"),
        ("words", "holds no reference; it should be BibTeX"),
        ('[{"type": "report",\n "title": }]', "is not JSON in line 2"),
        ('[{"itemType": "report", "title": "Boats"}]', "is Zotero's own JSON; export the items as CSL JSON"),
        ('{"title": "Boats"}', "each item has a `type`"),
    ],
)
def test_what_is_no_reference_is_named(text: str, said: str) -> None:
    """The message says what the text is, as far as that is known, and what to do."""
    with pytest.raises(PastedError, match=re.escape(said)):
        read_pasted(text.encode())


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("@misc{Quill_Boats:2012, title={Boats}}", "quill-boats-2012"),
        ("@misc{Müller2012, title={Boats}}", "muller2012"),
        ("TY  - RPRT\nTI  - Boats\nAU  - Border Watch\nPY  - 2012\nER  - ", "border-watch-2012"),
        ("@misc{김2012, title={Boats}}", ""),
        ("TY  - RPRT\nTI  - Boats\nER  - ", ""),
    ],
)
def test_an_id_is_proposed_only_from_what_is_there(text: str, proposed: str) -> None:
    """The key, or who and when; nothing is proposed from letters that an id cannot hold."""
    assert proposed_id(read_pasted(text.encode())[0]) == proposed


FURTHER: list[dict[str, Any]] = [
    {"entrytype": "incollection", "title": "A", "booktitle": "B", "series": "C", "editor": ["D, E."], "pages": "1--9"},
    {"entrytype": "book", "title": "A", "author": ["{B}"], "series": "C", "pagetotal": "120", "publisher": "D"},
    {"entrytype": "thesis", "title": "A", "author": ["B, C."], "institution": "D", "type": "PhD thesis"},
]
"""Works of kinds that neither archive has."""


def _made(fields: dict[str, Any]) -> Work:
    work = Work.model_validate(fields)
    work.attach(f"further-{fields['entrytype']}", load(INVENTED).citation_document)
    return work


@cache
def compared(root: Path) -> dict[str, dict[str, set[str]]]:
    """What happens to each field on the way through each format: `same`, `other`, `gone` or `new`."""
    archive = load(root)
    works = [*archive.works.values(), *(_made(fields) for fields in FURTHER)]
    found: dict[str, dict[str, set[str]]] = {form.label: defaultdict(set) for form in FORMATS}
    for form in FORMATS:
        text = form.write(works, archive.identity.name)
        back = read_pasted(text.encode(), AtHand.of(archive))
        for work, read in zip(works, back, strict=True):
            assert read.key == work.id
            before, after = _written(work), _dumped(Work.model_validate(read.fields))
            for field in before | after:
                found[form.label][field].add(_fate(before.get(field), after.get(field)))
    return found


def _written(work: Work) -> dict[str, str]:
    """A work as it is exported: with the copy that was seen."""
    copy = archived(work)
    return _dumped(work) | ({"archiveurl": copy.address} if copy.seen else {})


def _dumped(work: Work) -> dict[str, str]:
    return {kebab(name): str(value) for name, value in work.model_dump(exclude_defaults=True).items()}


def _fate(before: str | None, after: str | None) -> str:
    return "same" if before == after else "gone" if after is None else "new" if before is None else "other"


def table() -> dict[str, dict[str, str]]:
    """The table of the page on citing: what comes back, by format and field."""
    text = (REPOSITORY / "docs/about/cite.md").read_text("utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| `")
    ]
    labels = [form.label for form in FORMATS]
    fields = {field: row[1:] for row in rows for field in re.findall(r"`([\w-]+)`", row[0])}
    return {label: {field: cells[number] for field, cells in fields.items()} for number, label in enumerate(labels)}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.label)
def test_our_own_files_come_back(form: Any) -> None:
    """The whole bibliography, and every field of the invented one, come back from each format as the table says."""
    said = table()[form.label]
    assert said.keys() == {kebab(field) for field in Work.model_fields}
    fates: dict[str, set[str]] = defaultdict(set)
    for root in (REPOSITORY, INVENTED):
        for field, found in compared(root)[form.label].items():
            fates[field] |= found
    for field, cell in said.items():
        if cell == "yes":
            assert fates[field] == {"same"}, field
        elif cell == "no":
            assert fates[field] == {"gone"}, field
        else:
            assert fates[field] - {"same"}, f"{field} always comes back"
            assert fates[field] & {"same", "other"}, f"{field} never comes back"


@pytest.mark.parametrize("root", BOTH)
def test_bibtex_carries_everything(root: Path) -> None:
    """Through our own BibTeX nothing is lost or altered, save the mark that no file repeats."""
    assert {field for field, found in compared(root)["BibTeX"].items() if found != {"same"}} <= {"plain"}
