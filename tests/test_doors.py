"""The commands against a disk that means harm: nothing is written out of its place, and nothing ends in a traceback."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from macros.cli import main
from macros.core.reading.bibliography import MAX_ENTRIES, read_bibliography
from macros.core.reading.markup import convert
from macros.programs.folder_lock import FolderLock
from tests.support import problems

links = pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links and pipes with names")


def run(root: Path, *arguments: str | Path) -> int:
    """One command on an archive."""
    return main(["--root", str(root), *map(str, arguments)])


@links
@pytest.mark.parametrize(
    "path", ["data/incidents/new-2011.yml", "bibliography.bib", "SECURITY.md", "data/published.txt"]
)
@pytest.mark.parametrize(
    "command", [("new", "incident", "new-2011"), ("new", "work", "new-2011"), ("identity",), ("ids",)]
)
def test_no_command_writes_through_a_link(path: str, command: tuple[str, ...], invented: Path, tmp_path: Path) -> None:
    """What lies behind a symbolic link stays as it is, also where it is not there yet."""
    outside = tmp_path / "outside"
    target = invented / path
    if target.exists():
        outside.write_bytes(target.read_bytes())
        target.unlink()
    target.symlink_to(outside)
    before = outside.read_bytes() if outside.exists() else None
    run(invented, *command)
    assert (outside.read_bytes() if outside.exists() else None) == before


@links
def test_a_pipe_in_place_of_the_bibliography_is_not_waited_for(
    invented: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new work is refused at once where the bibliography is not a file."""
    (invented / "bibliography.bib").unlink()
    os.mkfifo(invented / "bibliography.bib")
    assert run(invented, "new", "work", "new-2011") == 2
    assert "bibliography.bib:1: is not a plain file" in capsys.readouterr().err


@pytest.mark.parametrize("end", ["@online{half-2011,\n  title = {},\n}\n", "@online{open-2011,\n  title = {a"])
def test_nothing_is_written_behind_a_broken_entry(end: str, invented: Path) -> None:
    """A key that is in the bibliography already, even in a broken entry, is not entered again, nor anything else."""
    file = invented / "bibliography.bib"
    file.write_text(f"{file.read_text('utf-8')}\n{end}", "utf-8")
    before = file.read_bytes()
    assert run(invented, "new", "work", "half-2011") == 2
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "record", "said"),
    [
        ("incident", "ferry-2011", "is retired"),
        ("organization", "ada-quill", "already"),
        ("voice", "border-watch", "already"),
    ],
)
def test_an_id_is_never_used_again(
    kind: str, record: str, said: str, invented: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A skeleton is not written under a retired id, nor under that of another body, person or voice."""
    assert run(invented, "new", kind, record) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("name", ["a: b #c.txt", "010-1234-5678.txt"])
def test_the_name_of_a_capture_is_one_that_a_record_may_hold(name: str, invented: Path, tmp_path: Path) -> None:
    """A captured text with a name that is not sound, or that tells of a person, is not taken over."""
    (tmp_path / name).write_text("One.", "utf-8")
    assert run(invented, "new", "source", "new-2011", "--text", tmp_path / name) == 2
    assert not (invented / "docs/archive/new-2011.md").exists()


@pytest.mark.parametrize("command", ["render", "export"])
@pytest.mark.parametrize("out", ["", "docs", "data/incidents", "docs/../data"])
def test_the_archive_is_not_written_over(command: str, out: str, invented: Path) -> None:
    """No output goes to the folders of which it is made."""
    before = {file: file.read_bytes() for file in invented.rglob("*") if file.is_file()}
    assert run(invented, command, "--out", invented / out) == 2
    assert {file: file.read_bytes() for file in invented.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("command", ["render", "export", "schema"])
def test_no_folder_that_holds_the_archive_is_written_into(command: str, invented: Path) -> None:
    """One folder of a site may have the name of the archive's; nor are schemas put into data/."""
    before = {file: file.read_bytes() for file in invented.rglob("*") if file.is_file()}
    for out in (invented.parent, invented.parent.parent, invented / "data"):
        assert run(invented, command, "--out", out) == 2
    assert {file: file.read_bytes() for file in invented.rglob("*") if file.is_file()} == before
    assert not [file.name for file in invented.parent.iterdir() if file != invented]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("health", "--timeout", "-1"), "'-1' is not a number of seconds from 0 to 3,600"),
        (("health", "--delay", "inf"), "'inf' is not a number of seconds from 0 to 3,600"),
        (("health", "--timeout", "nan"), "'nan' is not a number of seconds from 0 to 3,600"),
        (("render", "--out", ""), "is empty; name a file or folder"),
        (("verify", "--captures", " "), "is empty; name a file or folder"),
        (("capture", ""), "is empty; name a file or folder"),
        (("new", "work", "x", "--from", ""), "--from: is empty; say what it is, or leave it out"),
        (("check", "--base", "main", "--base", "HEAD"), "--base: is there twice; keep the one you mean"),
        (("withdraw", "--reason", "law", "--reason", "safety", "people/x"), "is there twice; keep the one you mean"),
        (("identity", "--check", "--print", "site"), "--print: not allowed with argument --check"),
        (("schema", "place", "--out", "schemas"), "--out: not allowed with argument kind"),
        (("health", "--only", "report-2011", "--take", "x.json"), "--take: not allowed with argument --only"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused(
    line: tuple[str, ...], said: str, invented: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody is asked and nothing is written."""
    with pytest.raises(SystemExit) as ended:
        main(["--root", str(invented), *line])
    assert ended.value.code == 2
    assert capsys.readouterr().err.rstrip().endswith(said)


def test_settings_are_not_held_against_a_branch(invented: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Else a branch that is named would be passed over in silence."""
    assert main(["--root", str(invented), "check", "--settings", "--base", "main"]) == 2
    said = "--settings looks at mkdocs.yml alone; ask without it, or leave --base out"
    assert capsys.readouterr().err == f"{said}\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("--site", "nowhere", "--search"), "nowhere is not a folder; name the one that holds the built site"),
        (("--search",), "holds no words to search for; write one text a line"),
    ],
)
def test_a_search_that_looks_nowhere_says_so(
    line: tuple[str, ...], said: str, invented: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would seem that nothing was found."""
    words = tmp_path / "words.txt"
    words.write_text("some words\n" if "--site" in line else "", "utf-8")
    assert main(["--root", str(invented), "withdraw", *line, str(words)]) == 2
    assert capsys.readouterr().err.rstrip().endswith(said)


@pytest.mark.parametrize("command", ["render", "export"])
def test_a_file_in_place_of_a_folder_is_told(
    command: str, invented: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the disk refuses is said in one line."""
    (tmp_path / "file").write_text("x", "utf-8")
    assert run(invented, command, "--out", tmp_path / "file") == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'file'}")


def test_a_bibliography_of_too_many_entries_is_not_read() -> None:
    """Millions of entries cost no more than a moment."""
    start = time.process_time()
    assert [problem.rule for problem in read_bibliography("@a{b}" * (MAX_ENTRIES + 1))[2]] == ["file"]
    assert time.process_time() - start < 1


def test_a_remark_in_the_bibliography_is_no_fault(invented: Path) -> None:
    """Lines that begin with a per cent sign are allowed between entries."""
    file = invented / "bibliography.bib"
    file.write_text(f"{file.read_text('utf-8')}\n  % a remark\n%another\n", "utf-8")
    assert problems(invented) == []


def test_a_page_does_not_unfold() -> None:
    """What is made of a page is not much longer than the page: no sign becomes a list of all headings."""
    text = "# a\n\n" * 1_000 + "[TOC]\n\n" * 500
    assert len(convert(text).html) < 10 * len(text)


@pytest.mark.parametrize(
    "line", [("new", "place", "x"), ("ids",), ("verify", "--captures", ".", "--write", "report-2011")]
)
def test_two_commands_do_not_write_at_once(
    line: tuple[str, ...], invented: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each reads first, so one would write over what the other has written meanwhile; one that only reads may go on."""
    other = FolderLock(invented / "data")
    try:
        assert main(["--root", str(invented), *line]) == 2
        said = "another command is writing into the archive; run this one again when it has ended\n"
        assert capsys.readouterr() == ("", said)
        assert [main(["--root", str(invented), *line]) for line in (("check",), ("ids", "--check"))] == [0, 0]
    finally:
        other.release()
    assert not (invented / "data/places/x.yml").exists()
