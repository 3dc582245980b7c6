"""A short run of the fuzzer, and that it reads a file as a whole load of the archive would."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fuzz import Run, main
from benchmarks.rereading import reread
from macros.core.archive import load
from macros.core.relations import Relations
from macros.core.rules import check


def test_mutated_files_break_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Three hundred mutated files give no exception and publish nothing that has problems."""
    main(["--files", "300", "--seed", "2011", "--folder", str(tmp_path / "found")])
    line = capsys.readouterr().out.splitlines()[-1]
    assert line.startswith("300 files: 0 exceptions, ")
    assert " 0 published with problems or active markup; " in line


def test_a_finding_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception ends the run with 1, and the file that led to it is kept with its name and the trace."""

    def broken(*_: object) -> None:
        raise KeyError("planted")

    monkeypatch.setattr("benchmarks.fuzz.check", broken)
    assert main(["--files", "1", "--seed", "3", "--folder", str(tmp_path / "found")]) == 1
    assert "planted" in (tmp_path / "found/3-0.txt").read_text("utf-8")
    assert (tmp_path / "found/3-0").read_bytes() == Run(tmp_path / "archive", 3, tmp_path).mutation(0)[1]


def test_reading_one_file_again_is_reading_all(tmp_path: Path) -> None:
    """The fuzzer's way to read one file again finds what reading the whole archive finds."""
    run = Run(tmp_path / "archive", 5, tmp_path / "found")
    for number in range(40):
        path, content = run.mutation(number)
        (run.root / path).write_bytes(content)
        again, whole = reread(run.archive, path), load(run.root)
        assert check(again, Relations(again)) == check(whole, Relations(whole)), (number, path)
        (run.root / path).write_bytes(run.sound[path])


def test_a_mutation_can_be_repeated(tmp_path: Path) -> None:
    """The same seed and number give the same mutation, another number another one."""
    one, other = Run(tmp_path / "a", 1, tmp_path / "found"), Run(tmp_path / "b", 1, tmp_path / "found")
    assert one.mutation(7) == other.mutation(7)
    assert one.mutation(7) != one.mutation(8)
