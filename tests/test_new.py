"""New records from what a reference manager copies and from a captured text."""

from __future__ import annotations

import hashlib
import io
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.cli import main
from macros.core.archive import load
from macros.core.models import Work
from macros.core.reading.bibliography import read_bibliography
from macros.site.contributing.pasting.pasted import PastedError
from macros.site.contributing.pasting.references_in import read_pasted
from tests.support import INVENTED

Captured = pytest.CaptureFixture[str]

BIBTEX = r"""
@misc{quill_boats_2012,
  title = {Boats \& {River} Guards: 90\% Fewer},
  author = {{Border Watch} and Quill, Ada},
  url = {https://a.example/boats_2012%20x},
  month = oct, year = {2012},
  language = {english},
  journal = {The Herald},
  abstract = {Words of others.},
}
"""
RIS = """TY  - NEWS
TI  - Boats and Guards
AU  - Quill, Ada
AU  - Border Watch
T2  - The Herald
DA  - 2012/10/03/
UR  - https://a.example/boats_2012
LA  - en
AB  - Words of others.
ER  -
"""
CSL = """[{"id": "http://zotero.org/users/1/items/ABCD", "type": "article-newspaper", "title": "Boats and Guards",
  "author": [{"family": "Quill", "given": "Ada"}, {"literal": "Border Watch"}], "container-title": "The Herald",
  "issued": {"date-parts": [["2012", 10, 3]]}, "language": "en", "URL": "https://a.example/boats_2012",
  "abstract": "Words of others."}]"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the invented archive."""
    return Path(shutil.copytree(INVENTED, tmp_path / "archive"))


@pytest.fixture
def new(root: Path) -> Callable[..., int]:
    """Runs the command in it."""
    return lambda *arguments: main(["--root", str(root), "new", *map(str, arguments)])


def _works(root: Path) -> dict[str, Work]:
    works, _, problems = read_bibliography((root / "bibliography.bib").read_text("utf-8"))
    assert problems == []
    return works


@pytest.mark.parametrize(
    ("text", "left"), [(BIBTEX, "abstract"), (RIS, "AB"), (CSL, "abstract")], ids=["bibtex", "ris", "csl"]
)
def test_a_pasted_work_becomes_an_entry(
    new: Callable[..., int], root: Path, tmp_path: Path, capsys: Captured, text: str, left: str
) -> None:
    """Names, title, date and address come over as they are; the words of others stay behind and are named."""
    (tmp_path / "x").write_text(text, "utf-8")
    assert new("work", "boats-2012", "--from", tmp_path / "x") == 0
    work = _works(root)["boats-2012"]
    assert sorted(work.author) == ["Quill, Ada", "{Border Watch}"]
    assert work.title.startswith("Boats ")
    assert work.date
    assert work.date.text.startswith("2012-10")
    assert str(work.url).startswith("https://a.example/boats_2012")
    assert (work.journaltitle, work.langid) == ("The Herald", "en")
    assert f"not taken over: {left}\n" in capsys.readouterr().out
    assert "Words of others" not in (root / "bibliography.bib").read_text("utf-8")


def test_what_is_pasted_is_read(new: Callable[..., int], root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A single hyphen means what is pasted into the terminal."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(RIS.encode())))
    assert new("work", "boats-2012", "--from", "-") == 0
    assert "boats-2012" in _works(root)


def test_a_source_gets_its_entry_and_its_passages(
    new: Callable[..., int], root: Path, tmp_path: Path, capsys: Captured
) -> None:
    """The record has fingerprint, number and an entry for every passage of the text, and no word of it."""
    (tmp_path / "boats.txt").write_bytes(b"Boats came first.\r\n\r\nGuards came second.\n")
    (tmp_path / "x.bib").write_text(BIBTEX, "utf-8")
    assert new("source", "boats-2012", "--from", tmp_path / "x.bib", "--text", tmp_path / "boats.txt") == 0
    text = (root / "docs/archive/boats-2012.md").read_text("utf-8")
    assert f"  sha256: {hashlib.sha256((tmp_path / 'boats.txt').read_bytes()).hexdigest()}\n" in text
    assert "  file: boats.txt\n" in text
    assert "  passages: 2\n" in text
    assert text.count("{{ passage(") == 2
    assert "Guards" not in text
    assert _works(root)["boats-2012"].keywords == "annotated"
    capsys.readouterr()
    assert main(["--root", str(root), "check"]) == 1
    assert "docs/archive/boats-2012.md" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("event", "x", "--text", "{outside}"), "belongs to a source"),
        (("event", "x", "--from", "{bib}"), "becomes a work"),
        (("work", "Boats 2012", "--from", "{bib}"), "is not an id"),
        (("work", "index", "--from", "{bib}"), "'index' is reserved for a page or file of the site"),
        (("event", "con"), "'con' is reserved for a device of Windows"),
        (("work", "a" * 300, "--from", "{bib}"), "has 300 characters; an id has at most 60"),
        (("work", "letter-2011", "--from", "{bib}"), "has an entry 'letter-2011' already"),
        (("source", "report-2011"), "exists already"),
        (("source", "x", "--text", "{inside}"), "keep captured texts outside"),
        (("source", "x", "--text", "{empty}"), "holds no passages"),
        (("source", "x", "--text", "{missing}"), "is not there"),
        (("work", "x", "--from", "{missing}"), "is not there"),
        (("work", "x", "--from", "{outside}"), "holds no reference; it should be BibTeX"),
        (("work", "x", "--from", "{two}"), "holds 2 references; choose one by its number or key"),
        (("work", "x", "--from", "{two}", "--entry", "3"), "has no reference with the key or number '3'"),
        (("work", "x", "--from", "{torn}"), "is BibTeX, but cannot be read in line 1"),
        (("work", "x", "--entry", "3"), "an entry is chosen from a file"),
        (("work", "--from", "{bib}"), "say which id it gets"),
        (("work", "x", "--from", "{two}", "--all"), "all references of a file become works"),
        (("work", "--from", "{many}", "--all"), "holds 1,001 references; at most 1,000 are taken at once"),
        (("source", "--from", "{two}", "--all"), "all references of a file become works"),
    ],
)
def test_what_does_not_fit_is_refused(
    new: Callable[..., int], root: Path, tmp_path: Path, capsys: Captured, arguments: tuple[str, ...], said: str
) -> None:
    """A refusal says what would be right, and nothing is written."""
    files = {
        "bib": BIBTEX,
        "outside": "words",
        "empty": "\n \n",
        "two": BIBTEX + BIBTEX.replace("quill", "q"),
        "torn": "@misc{x, title =",
        "many": "".join(f"@misc{{a{number}, title={{Boats}}}}\n" for number in range(1_001)),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    paths = {name: tmp_path / name for name in (*files, "missing")} | {"inside": root / "docs/index.md"}
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert new(*(argument.format(**paths) for argument in arguments)) == 2
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_what_the_bibliography_cannot_hold_is_said(
    new: Callable[..., int], root: Path, tmp_path: Path, capsys: Captured
) -> None:
    """A date, an address or a type of another form is left out or changed, with a sentence on each.

    A kind of work that has no type of its own is named in words.
    """
    pasted = "@patent{x, title={Boats}, date={last spring}, url={javascript:x}, language={Klingon tongue}}"
    (tmp_path / "x.bib").write_text(pasted, "utf-8")
    assert new("work", "boats", "--from", tmp_path / "x.bib") == 0
    said = capsys.readouterr().out
    assert "date 'last spring' is left out" in said
    assert "language 'Klingon tongue' is left out" in said
    assert "not taken over: url" in said
    assert (_works(root)["boats"].title, _works(root)["boats"].type) == ("Boats", "patent")
    (tmp_path / "x.bib").write_text("@thesis{x, title={Ferries}}", "utf-8")
    assert new("work", "ferries", "--from", tmp_path / "x.bib") == 0
    assert "@thesis is taken as @misc; the types are online, article" in capsys.readouterr().out


def test_nothing_readable_is_an_error() -> None:
    """Neither form is an error of its own kind, never another one."""
    for text in ("", "@", "@misc", "\x00", "[", "{}", "[1]", '{"title": "Boats"}', "\ufeff"):
        with pytest.raises(PastedError):
            read_pasted(text.encode())


@pytest.mark.parametrize(
    ("swap", "left"),
    [
        (("ER  -", "L9  - custom\nER  -"), "L9"),
        (("ER  -", ""), "has no end"),
        (("TY  -", "\ufeffTY  -"), ""),
        (("TI  - Boats", "TI  - Bo\u200bats"), "invisible characters are taken out: 1"),
        (("\n", "\r\n"), ""),
        (("AB  - Words", "AB  - " + "Words " * 5_000), "AB (too long)"),
        (("DA  -", "A line that has no tag\nDA  -"), ""),
        (("AU  - Quill", "A line before every tag\nAU  - Quill"), ""),
    ],
)
def test_odd_ris_is_read(
    new: Callable[..., int], root: Path, tmp_path: Path, capsys: Captured, swap: tuple[str, str], left: str
) -> None:
    """An unknown tag, a mark of byte order or a missing end costs nothing else; what is not taken over is named."""
    assert swap[0] in RIS
    (tmp_path / "x.ris").write_bytes(RIS.replace(*swap).encode())
    assert new("work", "boats-2012", "--from", tmp_path / "x.ris") == 0
    work = _works(root)["boats-2012"]
    assert (work.title.split()[0], str(work.url)) == ("Boats", "https://a.example/boats_2012")
    assert left in capsys.readouterr().out


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"\x00\x01\x02",
        b"\xff\xfeT\x00Y\x00 \x00 \x00-\x00",
        b"TY  - RPRT\nAU {{Last, First\r  - T\nPY  - 2012/03/14/\nUR  - https://x.example\nER  - \n",
        b"TY  - RPRT\n" + b"x\n" * 90_000 + b"ER  - \n",
        b"TY  - RPRT\nTI  - a\n" + b"b\n" * 90_000,
        b"TY  - " * 30_000,
        b"@misc{a, title = " + b"{" * 90_000,
        b"@misc{a, title = {" + b"{" * 45_000 + b"}" * 45_000 + b"}}",
        b"@misc{a, title = {" + b"\\textbf{" * 20_000 + b"}}",
        b"@misc{a, title = {" + b"\\'" * 4_000 + b"}}",
        b"@misc{a, title = {a}, author = {" + b"A, B and " * 20_000 + b"}}",
        b"@misc{a, title = {a}, author = {" + b"," * 90_000 + b"}}",
        b"@misc{" * 30_000,
        b"@string{a = {b}}" * 10_000,
        b"@misc{a, title = a # a # a}",
        b"<<<<<<< HEAD\n@misc{a, title = {a}}\n=======\n@misc{a, title = {b}}\n>>>>>>> b\n",
        b"a" * 300_000,
    ],
    ids=lambda given: repr(given[:20]),
)
def test_whatever_is_pasted_gets_an_answer(
    new: Callable[..., int], root: Path, tmp_path: Path, capsys: Captured, given: bytes
) -> None:
    """Any bytes are taken or refused in seconds with one sentence, and what is written can be read."""
    (tmp_path / "x").write_bytes(given)
    start = time.process_time()
    answer = new("work", "boats-2012", "--from", tmp_path / "x")
    assert time.process_time() - start < 5
    said = capsys.readouterr()
    assert answer == (0 if said.out else 2)
    assert len(said.out + said.err) < 1_000
    assert ("boats-2012" in _works(root)) is (answer == 0)


def test_long_captures_are_taken(new: Callable[..., int], root: Path, tmp_path: Path, capsys: Captured) -> None:
    """The text of a long report, with characters that nobody sees, is counted; one of more than 10 MB is refused."""
    (tmp_path / "long.txt").write_text("A \u00adparagraph\u200b of a report. " * 60 + "\n", "utf-8")
    text = (tmp_path / "long.txt").read_bytes() * 4_000
    (tmp_path / "long.txt").write_bytes(text)
    assert new("source", "boats-2012", "--from", tmp_path / "none", "--text", tmp_path / "long.txt") == 2
    (tmp_path / "x.ris").write_text(RIS, "utf-8")
    assert new("source", "boats-2012", "--from", tmp_path / "x.ris", "--text", tmp_path / "long.txt") == 0
    assert "passages: 4000" in (root / "docs/archive/boats-2012.md").read_text("utf-8")
    for more, said in (
        (text * 2, "at most 10,000,000 are read"),
        (b"a\n" * 6_000, "at most 5,000: save one paragraph"),
    ):
        (tmp_path / "long.txt").write_bytes(more)
        assert new("source", "boats-2013", "--text", tmp_path / "long.txt") == 2
        assert said in capsys.readouterr().err


def test_all_references_of_a_file_become_works(
    new: Callable[..., int], root: Path, tmp_path: Path, capsys: Captured
) -> None:
    """Each reference gets an entry under an id from its key; the others are named with how to take them."""
    text = "@book{Quill_2012, title={Boats}, author={Quill, Ada}, abstract={x}}\n@book{report-2011, title={Known}}\n"
    (tmp_path / "x.bib").write_text(text + "@book{김, title={Rivers}}\n@book{torn, title={", "utf-8")
    assert new("work", "--from", tmp_path / "x.bib", "--all") == 0
    said = capsys.readouterr().out
    assert "has new entries: 1 of 4 references" in said
    assert "quill-2012:\n  not taken over: abstract" in said
    assert "reference 2 (report-2011) is not taken over: it would be 'report-2011', which is there already" in said
    assert "reference 3 (김) is not taken over: it has no key that can be an id; take it with entry=3 id=…" in said
    assert "reference 4 (torn) is not taken over: it is BibTeX, but cannot be read in line 4" in said
    assert _works(root)["quill-2012"].title == "Boats"
    assert len(_works(root)) == len(load(INVENTED).works) + 1


def test_a_work_of_ours_that_is_no_source_here_is_not_called_annotated(
    new: Callable[..., int], root: Path, tmp_path: Path, capsys: Captured
) -> None:
    """The keyword that says that a work has a page among the sources stays behind, with a word, unless it gets one."""
    text = "@misc{a, author = {Quill, Ada}, title = {Rafts}, keywords = {annotated, returns}, uncertain = {the day}}"
    (tmp_path / "x.bib").write_text(text, "utf-8")
    assert new("work", "rafts", "--from", tmp_path / "x.bib") == 0
    assert "the keyword 'annotated' is left out" in capsys.readouterr().out
    assert (_works(root)["rafts"].keywords, _works(root)["rafts"].uncertain) == ("returns", "the day")


def test_standard_input_is_read_like_a_file(
    new: Callable[..., int], root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Bytes that are not UTF-8 and invisible characters on standard input get the same answer as in a file."""
    given = "TY  - RPRT\nTI  - M\u00fcller\u2019s\nAU  - A, B\nER  - \n".encode("cp1252")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert new("work", "boats-2012", "--from", "-") == 0
    assert "is read as Windows-1252" in capsys.readouterr().out
    assert _works(root)["boats-2012"].title == "Müller’s"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(RIS.replace("Boats", "Bo\u200bats").encode())))
    assert new("work", "boats-2013", "--from", "-") == 0
    assert "invisible characters are taken out: 1" in capsys.readouterr().out
    assert _works(root)["boats-2013"].title == "Boats and Guards"
