"""What commands write is there as a whole or not at all, whatever happens while they write."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from macros.cli import main
from macros.commands import offline
from macros.commands.whole_files import put, put_all
from tests.support import TESTS, files

Captured = pytest.CaptureFixture[str]
PASTED = "@online{x,\n  title = {Boats at Dawn},\n  date = {2012},\n  url = {https://boats.example/},\n}\n"


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[int]:
    """A disk on which half a file has room: the number of files that are written before it is full."""
    before = [1000]
    known = {name: getattr(Path, name) for name in ("write_bytes", "write_text")}

    def patched(name: str) -> None:
        def write(self: Path, data: Any, *arguments: Any, **named: Any) -> int:
            if before[0] or not self.is_relative_to(tmp_path):
                before[0] -= self.is_relative_to(tmp_path)
                return int(known[name](self, data, *arguments, **named))
            known[name](self, data[: len(data) // 2], *arguments, **named)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))

        monkeypatch.setattr(Path, name, write)

    for name in known:
        patched(name)
    return before


@pytest.fixture
def shelf(invented: Path, tmp_path: Path) -> Path:
    """A folder with a copy of the invented archive, a reference to paste, and captured texts beside it."""
    shutil.copytree(TESTS / "captures", tmp_path / "captures")
    old = (tmp_path / "captures/001_herald.txt").read_text("utf-8")
    (tmp_path / "001_herald.txt").write_text(old, "utf-8")
    (tmp_path / "herald-again.txt").write_text(old.replace("\n", "\n\n"), "utf-8")
    (tmp_path / "x.bib").write_text(PASTED, "utf-8")
    return invented.parent


def _tree(root: Path) -> dict[str, bytes]:
    return {path: file.read_bytes() for path, file in files(root)}


@pytest.mark.parametrize("written", [0, 1])
@pytest.mark.parametrize(
    "line",
    [
        ("new", "work", "boats-2012", "--from", "{0}/x.bib"),
        ("new", "source", "boats-2012", "--from", "{0}/x.bib"),
        ("new", "organization", "boat-union"),
        ("capture", "herald-2011", "{0}/herald-again.txt"),
        ("verify", "--captures", "{0}/captures", "--write", "herald-2011"),
        ("ids",),
        ("identity",),
    ],
    ids=lambda line: " ".join(line[:2]),
)
def test_a_full_disk_leaves_no_half_file(
    line: tuple[str, ...], written: int, shelf: Path, full: list[int], capsys: Captured
) -> None:
    """A command that cannot write all of its files writes none, says why in one line, and leaves nothing else."""
    root = shelf / "archive"
    if line == ("ids",):
        published = root / "data/published.txt"  # without an id that there is, and with those that are retired
        published.write_text(published.read_text("utf-8").replace("people/ada-quill\n", ""), "utf-8")
    before = _tree(root)
    full[0] = written
    code = main(["--root", str(root), *(one.format(shelf) for one in line)])
    if full[0] > 0 or code == 0:
        assert written, "the command wrote nothing at all"
        return  # it has fewer files to write
    assert code == 2
    said = capsys.readouterr().err
    assert said.endswith(" cannot be read or written (No space left on device)\n")
    assert (said.count("\n"), ".part" in said) == (1, False), "the file itself is named"
    assert _tree(root) == before


def test_what_is_there_keeps_its_permissions_and_its_link(tmp_path: Path) -> None:
    """A link leads where it led, and a file has the permissions that it had."""
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("one")
    file.chmod(0o640)
    link.symlink_to(file)
    put(link, "two")
    assert link.is_symlink()
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("two", 0o640)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "link"]


def test_a_device_is_written_to() -> None:
    """What is not a plain file is not replaced by one."""
    put(Path(os.devnull), "words")
    assert not Path(os.devnull).is_file()


def test_files_that_are_written_together_are_restored_together(tmp_path: Path, full: list[int]) -> None:
    """Also one that was removed, and one that was new."""
    (tmp_path / "changed").write_text("one")
    (tmp_path / "removed").write_text("two")
    before = _tree(tmp_path)
    full[0] = 2
    with pytest.raises(OSError, match="No space left"):
        put_all(tmp_path, {"new/file": "a", "changed": "b", "removed": None, "full": "cc"})
    full[0] = 9
    assert _tree(tmp_path) == before


@pytest.mark.parametrize("fails", ["pages", "sum"])
def test_a_packed_site_and_its_sum_are_replaced_together(
    fails: str, tmp_path: Path, full: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where packing fails, the older file stays with its sum, and nothing unfinished is left."""
    site = tmp_path / "site"
    (site / "data").mkdir(parents=True)
    (site / "index.html").write_text("<p>one", "utf-8")
    offline.offline(site)
    (site / "index.html").write_text("<p>another", "utf-8")
    before = _tree(site)
    if fails == "sum":
        full[0] = 0
    else:
        monkeypatch.setattr(offline, "local", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    with pytest.raises(OSError, match=r"full|No space"):
        offline.offline(site)
    assert _tree(site) == before
