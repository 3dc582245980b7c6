"""What breaks very much at once is told once, as the cause; what follows from it is not listed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.cli import main
from macros.core.archive import load
from macros.core.rulebook import unasked
from macros.session import Session
from tests.support import INVENTED, listing

FOLDERS = ("data", "docs", "data/places", "data/organizations", "docs/archive", "docs/about")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
MARKED = "begins with the invisible character U+FEFF, a byte order mark; save the file as UTF-8 without BOM"


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_that_is_a_link_is_the_only_problem(folder: str, invented: Path, tmp_path: Path) -> None:
    """Nothing behind the link is read, and nothing is said of what names its records."""
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "deep").mkdir(parents=True)
    (elsewhere / "deep" / "passwd.conf").write_text("x")
    shutil.rmtree(invented / folder)
    (invented / folder).symlink_to(elsewhere)
    assert listing(invented) == f"{folder}:1: is a symbolic link; put the folder itself here [file]\n"
    assert Session(invented).sound() is None


@pytest.mark.parametrize(
    ("folder", "holds"), [("data", "its records and lists"), ("docs", "its pages and annotated sources")]
)
def test_a_missing_folder_is_the_only_problem(folder: str, holds: str, invented: Path) -> None:
    """Without the folder of all records there is nothing to judge the others by."""
    shutil.rmtree(invented / folder)
    assert listing(invented) == f"{folder}:1: is missing; restore the folder with {holds} [file]\n"


def test_a_file_in_place_of_a_folder_is_the_only_problem(invented: Path) -> None:
    """No record can be in a file."""
    shutil.rmtree(invented / "data" / "places")
    (invented / "data" / "places").write_text("x")
    assert listing(invented) == "data/places:1: is a file; put the folder with its records here [file]\n"


@pytest.mark.parametrize("empty", [shutil.rmtree, lambda folder: [file.unlink() for file in folder.iterdir()]])
def test_all_records_of_a_kind_that_are_gone_are_told_once(empty: Callable[[Path], object], invented: Path) -> None:
    """A folder that is missing or empty is told as that, in place of every record that is named."""
    empty(invented / "data" / "places")
    lost = len(load(invented).lost["place"])
    assert lost > 1
    wrong = f"holds none of the {lost} places that were published; restore the files, or retire each id in"
    assert listing(invented) == f"data/places:1: {wrong} data/redirects.yml [lost-id]\n"


def test_an_empty_bibliography_is_told_once(invented: Path) -> None:
    """No source is told to be without its work, since every one is."""
    (invented / "bibliography.bib").write_text("")
    (found,) = unasked(load(invented))
    assert (found.path, found.rule) == ("bibliography.bib", "lost-id")
    assert listing(invented) == f"{found.as_text()}\n"


def test_the_count_says_that_no_rule_was_asked(invented: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever restores the folder is not surprised by what is found then."""
    shutil.rmtree(invented / "data" / "places")
    assert main(["--root", str(invented), "check"]) == 1
    assert capsys.readouterr().out.endswith(": 1 problem; no rule was checked without what is missing\n")
    shutil.rmtree(invented / "data")
    assert main(["--root", str(invented), "check"]) == 1
    assert capsys.readouterr().out.endswith("\n1 problem; nothing else was read\n")


@pytest.mark.parametrize(
    "path",
    [
        *("bibliography.bib", "identity.yml", "CITATION.cff", "data/published.txt", "data/redirects.yml"),
        *("data/vocabulary.yml", "data/places/quayside.yml", "docs/archive/report-2011.md", "docs/index.md"),
        *(file.relative_to(INVENTED).as_posix() for file in sorted(INVENTED.rglob("*.svg"))),
    ],
)
def test_a_byte_order_mark_is_the_only_problem(path: str, invented: Path) -> None:
    """The rest of the file is read as it is meant."""
    file = invented / path
    file.write_bytes(BYTE_ORDER_MARK + file.read_bytes())
    assert listing(invented) == f"{path}:1: {MARKED} [invisible-character]\n"
