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
from macros.core.models import Work
from macros.core.reading.bibliography import read_bibliography
from macros.site.contributing.references_in import PastedError, read_pasted
from macros.site.works.bibtex import bibtex
from macros.site.works.ris import ris
from tests.support import BOTH, INVENTED

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


@pytest.mark.parametrize(("text", "name"), [(BIBTEX, "x.bib"), (RIS, "x.ris")])
def test_a_pasted_work_becomes_an_entry(
    new: Callable[..., int], root: Path, tmp_path: Path, capsys: Captured, text: str, name: str
) -> None:
    """Names, title, date and address come over as they are; the words of others stay behind and are named."""
    (tmp_path / name).write_text(text, "utf-8")
    assert new("work", "boats-2012", "--from", tmp_path / name) == 0
    work = _works(root)["boats-2012"]
    assert sorted(work.author) == ["Quill, Ada", "{Border Watch}"]
    assert work.title.startswith("Boats ")
    assert work.date
    assert work.date.text.startswith("2012-10")
    assert str(work.url).startswith("https://a.example/boats_2012")
    assert (work.journaltitle, work.langid) == ("The Herald", "en")
    assert "not taken over: abstract" in capsys.readouterr().out
    assert "Words of others" not in (root / "bibliography.bib").read_text("utf-8")


def test_what_is_pasted_is_read(new: Callable[..., int], root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A single hyphen means what is pasted into the terminal."""
    monkeypatch.setattr("sys.stdin", io.StringIO(RIS))
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
        (("work", "x", "--from", "{outside}"), "holds 0 works"),
        (("work", "x", "--from", "{two}"), "holds 2 works"),
        (("work", "x", "--from", "{torn}"), "is neither BibTeX nor RIS"),
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
    """A date, an address or a type of another form is left out or changed, with a sentence on each."""
    pasted = "@patent{x, title={Boats}, date={last spring}, url={javascript:x}, language={Klingon tongue}}"
    (tmp_path / "x.bib").write_text(pasted, "utf-8")
    assert new("work", "boats", "--from", tmp_path / "x.bib") == 0
    said = capsys.readouterr().out
    assert "@patent is taken as @" in said
    assert all(f"{name} is left out, since it " in said for name in ("date", "url", "langid"))
    assert _works(root)["boats"].title == "Boats"


@pytest.mark.parametrize("root", BOTH)
@pytest.mark.parametrize("form", [bibtex, ris], ids=["bibtex", "ris"])
def test_our_own_exports_come_back(form: Callable[[list[Work]], str], root: Path) -> None:
    """Every work of an archive, copied from the site, is read with its title, first name, year and address."""
    works, _, _ = read_bibliography((root / "bibliography.bib").read_text("utf-8"))
    for work in works.values():
        fields = read_pasted(form([work])).fields
        assert str(fields["title"]).replace(" ", "").startswith(work.title.rstrip("]").replace(" ", ""))
        assert fields.get("url") == work.url
        assert not work.author or "," in work.author[0] or fields["author"] == work.author
        assert not work.date or str(fields.get("date", ""))[:4] in work.date.text


def test_nothing_readable_is_an_error() -> None:
    """Neither form is an error of its own kind, never another one."""
    for text in ("", "TY  - ", "@", "@misc", "\x00", "TY  - NEWS\nER  - \nER  - "):
        with pytest.raises(PastedError):
            read_pasted(text)


@pytest.mark.parametrize(
    ("swap", "left"),
    [
        (("ER  -", "L9  - custom\nER  -"), "L9 (not a tag of RIS)"),
        (("ER  -", ""), ""),
        (("TY  -", "\ufeffTY  -"), ""),
        (("TI  - Boats", "TI  - Bo\u200bats"), ""),
        (("\n", "\r\n"), ""),
        (("AB  - Words", "AB  - " + "Words " * 5_000), "abstract (too long)"),
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
