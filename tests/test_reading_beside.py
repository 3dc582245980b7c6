"""A process that reads half of an archive: whatever becomes of it, records and problems are those of one reader."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import shutil
import signal
import struct
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest

from macros.core import archive as archives
from macros.core.archive import Archive, load
from macros.core.problems import Problem
from macros.core.reading.kept import Kept
from macros.core.relations import Relations
from macros.core.rulebook import check, needing
from macros.core.rules.alone import doubtful
from macros.programs import reading_beside, workers
from macros.programs.reading_beside import order_of
from tests.support import THOROUGH, TODAY
from tests.test_kept import _edit

EDITS = 20
RULES = needing("records")
HERE = os.getpid()


@pytest.fixture(autouse=True)
def _forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a process be forked for the smallest archive."""
    monkeypatch.setattr(workers, "_processes", lambda: 1)
    monkeypatch.setattr(reading_beside, "LEAST_BYTES", 0)
    monkeypatch.setattr(reading_beside, "RUN_BYTES", 500)


def _read(root: Path, kept: Kept, *, beside: bool = True) -> Archive:
    archive = load(root, kept=kept, order=order_of(RULES)) if beside else load(root, kept=kept)
    archive.as_of = TODAY
    return archive


def _found(root: Path, kept: Kept, *, beside: bool = True) -> tuple[list[Problem], list[str], list[str], list[str]]:
    """All problems, those of reading in their order, and the records and annotations in theirs."""
    archive = _read(root, kept, beside=beside)
    told = [problem.as_text() for problem in archive.problems]
    records = [f"{record.path}:{record.id}: {record!r}" for record in archive.all_records()]
    parsed = [f"{key}: {one!r}" for key, one in archive.annotations.items()]
    return check(archive, Relations(archive)), told, records, parsed


def _made_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of records that this process will have read itself, rather than taken in."""
    made: list[str] = []
    reading = archives._reading

    def noted(kind: object, text: str, shown: str) -> object:
        made.append(shown)
        return reading(kind, text, shown)  # type: ignore[arg-type]

    monkeypatch.setattr(archives, "_reading", noted)
    return made


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=THOROUGH), pytest.param(3, marks=THOROUGH)])
def test_two_readers_find_what_one_finds(
    seed: int, processes: int, invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each of many random edits records, annotations and problems are the same, whether they are kept or not."""
    monkeypatch.setattr(workers, "_processes", lambda: processes)
    dice = random.Random(seed)  # noqa: S311 # edits that are the same each time
    for number in range(EDITS):
        alone = _found(invented, Kept(), beside=False)
        kept = Kept(tmp_path / f"{number}.sqlite")
        assert _found(invented, kept) == _found(invented, Kept()) == alone
        kept.close()
        assert _found(invented, Kept(tmp_path / f"{number}.sqlite")) == alone
        _edit(invented, dice)


def test_the_other_process_reads_for_this_one(invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one process has read the other takes in, so it reads only some of the files itself."""
    everything = _made_here(monkeypatch)
    _read(invented, Kept(), beside=False)
    number = len(everything)
    everything.clear()
    monkeypatch.setattr(workers.Workers, "own", lambda _: iter((0, 1)))
    monkeypatch.setattr(workers._Ends, "take", _after_the_second(workers._Ends.take))
    _read(invented, Kept())
    assert 0 < len(everything) < number


def _after_the_second(take: Callable[..., int | None]) -> Callable[..., int | None]:
    """Leave the first two runs to the process that begins with the first."""

    def taken(ends: workers._Ends, *, last: bool) -> int | None:
        run = take(ends, last=last)
        return run if run and os.getpid() != HERE else None

    return taken


@pytest.mark.parametrize("forked", [True, False])
def test_with_one_processor_each_file_is_read_once(
    forked: bool, invented: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is none beside, or the system has no room for one, nothing is done twice and nothing is missing."""
    alone = _found(invented, Kept(), beside=False)
    made = _made_here(monkeypatch)
    monkeypatch.setattr(workers, "_processes", lambda: int(forked))
    monkeypatch.setattr(os, "fork", _no_room)
    assert _found(invented, Kept()) == alone
    assert len(made) == len(set(made))


def _no_room() -> int:
    raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")


def _children() -> list[object]:
    """Processes that were forked and have not ended; other tests may have begun some in another way."""
    return [one for one in multiprocessing.active_children() if isinstance(one, ForkProcess)]


@pytest.mark.parametrize("where", ["_reading", "_bibliography"])
def test_what_a_killed_process_had_is_read_here(where: str, invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is killed costs time, but no record, and leaves nothing behind."""
    alone = _found(invented, Kept(), beside=False)
    make = getattr(archives, where)

    def killed(*given: object) -> object:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        made: object = make(*given)
        return made

    monkeypatch.setattr(archives, where, killed)
    assert _found(invented, Kept()) == alone
    assert _children() == []


def test_half_an_answer_is_none(invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is killed while it hands over is as good as none."""
    alone = _found(invented, Kept(), beside=False)

    def half(answer: Connection, _: object) -> None:
        os.write(answer.fileno(), struct.pack("!i", 1_000) + b"half")
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(Connection, "send", half)
    assert _found(invented, Kept()) == alone


def test_a_reading_that_is_interrupted_ends_the_other_process(invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever breaks a check off leaves no process behind."""
    reading = archives._reading

    def interrupted(*given: object) -> object:
        if os.getpid() == HERE:
            raise KeyboardInterrupt
        return reading(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(archives, "_reading", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _read(invented, Kept())
    assert _children() == []


def test_no_process_is_forked_where_little_is_to_be_read(
    invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither for few bytes, nor where most files were read before."""
    kept = Kept(tmp_path / "kept.sqlite")
    _read(invented, kept)
    kept.close()
    monkeypatch.setattr(workers, "Workers", None)
    _read(invented, kept)
    with pytest.raises(TypeError):
        _read(invented, Kept())
    monkeypatch.setattr(reading_beside, "LEAST_BYTES", 10_000_000)
    _read(invented, Kept())


@pytest.mark.parametrize("seed", [4, pytest.param(5, marks=THOROUGH)])
def test_rules_that_look_at_one_record_alone_find_the_same_among_all(seed: int, invented: Path) -> None:
    """After each of many random edits, asking each rule about all records at once gives the same problems."""
    dice = random.Random(seed)  # noqa: S311 # edits that are the same each time
    for _ in range(EDITS):
        _edit(invented, dice)
        archive = _read(invented, Kept(), beside=False)
        relations = Relations(archive)
        every = {problem for rule in RULES for problem in rule(archive, relations)} | {*archive.problems}
        assert {*check(archive, relations)} == every


def test_a_text_that_was_freed_says_nothing(invented: Path) -> None:
    """That nothing was found in a record whose text was freed is not kept: nobody could tell it from another."""
    file, kept, alone = invented / "data/places/sylvania.yml", Kept(), [rule for rule in RULES if rule.alone]
    for more, found in (("", []), ("note: Forty women were held here.\n", ["sylvania"])):
        file.write_text(file.read_text("utf-8") + more, "utf-8")
        archive = _read(invented, kept, beside=False)
        archive.free_texts()
        assert [record.id for record in doubtful(archive, archive.all_records(), alone)] == found


def test_a_folder_with_another_record_of_the_same_text_is_looked_at_anew(invented: Path) -> None:
    """That nothing was found in a text holds for the file that has it, whose name is checked too."""
    kept = Kept()
    _found(invented, kept)
    file = invented / "data/people/kim.yml"
    shutil.copy(next((invented / "data/people").glob("*.yml")), file)
    assert _found(invented, kept) == _found(invented, Kept(), beside=False)
