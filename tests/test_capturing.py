"""Texts as they were saved: cleaned, numbered, saved again; and locator phrases that are written into the file."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from macros.cli import main
from macros.core.archive import load
from macros.core.verification.verify import verify
from tests.support import TESTS, listing

Captured = pytest.CaptureFixture[str]

HERALD = "docs/archive/herald-2011.md"
SAVED = "\ufeff부두의 탈북민 200여명\r\n\r\n\u200b\r\nThe quays\u00a0are emp\u00adty,\tand nobody says why.\r\n"


@pytest.fixture
def captures(tmp_path: Path) -> Path:
    """A folder with the captures of the invented archive, outside the archive."""
    return Path(shutil.copytree(TESTS / "captures", tmp_path / "captures"))


def _run(root: Path, *arguments: str | Path) -> int:
    return main(["--root", str(root), *map(str, arguments)])


def test_a_saved_text_is_cleaned_into_a_second_file(invented: Path, tmp_path: Path, capsys: Captured) -> None:
    """What nobody sees is named with its passages and is not in the second file; the saved file stays, byte by byte."""
    saved = tmp_path / "quays.txt"
    saved.write_text(SAVED, "utf-8", newline="")
    sha256 = hashlib.sha256(saved.read_bytes()).hexdigest()
    assert _run(invented, "capture", saved) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == f"{saved}: 2 passages; SHA-256 of the file as it was saved: {sha256}"
    assert out[1:-3] == [
        "  4 × line ends of another system, now plain ones",
        "  1 × U+FEFF byte-order mark, taken out, in passage 1",
        "  1 × U+200B zero width space, taken out, in passage 1",
        "  1 × U+00AD soft hyphen, taken out, in passage 2",
        "  1 × U+00A0 no-break space, now a plain space, in passage 2",
        "  1 × U+0009 tab, now a plain space, in passage 2",
    ]
    assert out[-2:] == ["  1  부두의 탈북민 200여명", "  2  The quays are empty, and nobody says why."]
    clean = tmp_path / "quays.clean.txt"
    assert clean.read_text("utf-8") == "부두의 탈북민 200여명\nThe quays are empty, and nobody says why.\n"
    assert hashlib.sha256(saved.read_bytes()).hexdigest() == sha256
    assert _run(invented, "capture", clean) == 2
    assert "is a clean text already; name the file as it was saved" in capsys.readouterr().err


def test_a_clean_text_has_nothing_to_clean(invented: Path, captures: Path, capsys: Captured) -> None:
    """A text without anything odd says so; with --dry-run no file is written."""
    assert _run(invented, "capture", captures / "001_herald.txt", "--dry-run") == 0
    assert "  nothing in it had to be cleaned\n" in capsys.readouterr().out
    assert not (captures / "001_herald.clean.txt").exists()


def test_a_passage_that_is_not_repeated_keeps_its_number(invented: Path, tmp_path: Path, capsys: Captured) -> None:
    """Where a passage shows personal data its line says so behind its number, so that it can be found in the text."""
    saved = tmp_path / "press.txt"
    saved.write_text("A headline\n\nWrite to press@example.org\n", "utf-8")
    assert _run(invented, "capture", saved) == 0
    told = capsys.readouterr().out
    assert "\n  2  holds what seems to be an e-mail address; leave it out\n" in told
    assert "example.org" not in told


def test_a_text_saved_anew_says_whether_its_passages_are_the_same(
    invented: Path, captures: Path, capsys: Captured
) -> None:
    """Equal passages give the record the fingerprint of the new file; others are named, and nothing changes."""
    old, new = captures / "001_herald.txt", captures / "herald-again.txt"
    assert _run(invented, "capture", "herald-2011", old) == 0
    assert "is the very file that was annotated" in capsys.readouterr().out
    before = (invented / HERALD).read_text("utf-8")
    new.write_text("\ufeff" + old.read_text("utf-8").replace("\n", "\r\n\r\n"), "utf-8", newline="")
    assert _run(invented, "capture", "herald-2011", new, "--dry-run") == 0
    assert (invented / HERALD).read_text("utf-8") == before
    assert _run(invented, "capture", "herald-2011", new) == 0
    assert "the passages are the same, all 3\n" in capsys.readouterr().out
    assert listing(invented) == ""
    found = verify(load(invented), {file.name: file.read_bytes() for file in captures.iterdir()})
    assert [problem.as_text() for problem in found] == []
    (invented / HERALD).write_text(before, "utf-8")
    new.write_text(old.read_text("utf-8").replace("The quays", "Menu\nThe piers"), "utf-8")
    assert _run(invented, "capture", "herald-2011", new) == 2
    err = capsys.readouterr().err
    assert "passage 2 of the annotated file has other words in passages 2 to 3 of the new one\n" in err
    assert f"the passages are not the same; {HERALD} stays as it is" in err
    assert (invented / HERALD).read_text("utf-8") == before


def test_without_the_old_file_the_record_is_all_there_is(invented: Path, captures: Path, capsys: Captured) -> None:
    """If the annotated file is not at hand, phrases and figures are compared, and more is not claimed."""
    new = captures / "again.txt"
    new.write_text((captures / "001_herald.txt").read_text("utf-8").replace("closes", "ends"), "utf-8")
    (captures / "001_herald.txt").unlink()
    assert _run(invented, "capture", "herald-2011", new) == 2
    err = capsys.readouterr().err
    assert "001_herald.txt is not the file that was annotated; name that one: before=FILE" in err
    assert "has 3 passages, the record 3\n" in err
    assert "whether other words are new is not known" in err
    new.write_text("One line.\n", "utf-8")
    assert _run(invented, "capture", "herald-2011", new) == 2
    assert "[phrase-missing]" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["block", "last", "flow", "none"])
def test_proposed_phrases_are_written_into_the_file(
    invented: Path, captures: Path, capsys: Captured, form: str
) -> None:
    """`--write` puts a phrase at each passage that has none, in order, and leaves the rest of the file as it is."""
    file = invented / HERALD
    text = file.read_text("utf-8")
    block = 'passages:\n  1: ["Empties the Quays"]\n  3: ["a word of the spokesman"]\n'
    flow = 'passages: {1: ["Empties the Quays"], 3: ["a word of the spokesman"]}\n'
    last = 'passages:\n  3: ["a word of the spokesman"]\n'
    text = text.replace(block, {"block": block, "last": last, "flow": flow, "none": ""}[form])
    file.write_text(text, "utf-8")
    assert _run(invented, "verify", "--captures", captures, "--write", "herald-2011") == 0
    out = capsys.readouterr().out
    count = {"last": 2, "none": 3}.get(form, 1)
    some = ("phrase is", "it") if count == 1 else ("phrases are", "them")
    said = f"{count} {some[0]} written into {HERALD}; read {some[1]}"
    assert f"{said}\n" in out
    assert "no problems" in out
    made = file.read_text("utf-8")
    if form == "block":
        assert made == text.replace("  3: [", '  2: ["The quays are"]\n  3: [')
    source = next(source for source in load(invented).sources if source.id == "herald-2011")
    assert list(source.passages) == [1, 2, 3]
    assert made.partition("---\n\n")[2] == text.partition("---\n\n")[2]
    assert _run(invented, "verify", "--captures", captures, "--write", "herald-2011") == 0
    assert file.read_text("utf-8") == made


def test_phrases_of_no_source_are_not_written(invented: Path, captures: Path, capsys: Captured) -> None:
    """An unknown source, and one whose text is not at hand, are refused."""
    for key, said in (("herald-2012", "no source 'herald-2012' can be read"), ("bulletin-2011", "is not at hand")):
        assert _run(invented, "verify", "--captures", captures, "--write", key) == 2
        assert said in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--before", "--map"])
def test_what_belongs_to_a_source_is_not_passed_over(
    invented: Path, tmp_path: Path, capsys: Captured, option: str
) -> None:
    """A text that is only cleaned has no older file and no older numbers: the command refuses both."""
    (tmp_path / "x.txt").write_text("A line\n", "utf-8")
    assert main(["--root", str(invented), "capture", str(tmp_path / "x.txt"), option, "1=2"]) == 2
    assert "say whose it is with id=KEY" in capsys.readouterr().err
    assert not (tmp_path / "x.clean.txt").exists()
