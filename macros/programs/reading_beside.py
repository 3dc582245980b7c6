"""Reading an archive with two processors: a forked process reads the last records while this one reads the first.

The other process also asks the rules that look at one record alone. What it made of each text is taken in as if it had
been kept: under a hash of that text. So nothing is lost if it ends early or a file is written meanwhile; such records
are then read here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress

from macros.core.archive import Archive, Order, RecordFile, load_record, load_works
from macros.core.models import Record
from macros.core.reading.files import MAX_SOURCE_BYTES, read_foreign
from macros.core.reading.kept import Gathered, Handed
from macros.core.rules.alone import doubtful
from macros.core.rules.registry import Rule

LEAST_BYTES = 1_000_000
"""With less to read, a process of its own would take as long as it saves."""
RUN_BYTES = 16_000
"""How much is read before it is seen whether the other process has reached the same place."""
_ASKED = 9
"""How many files are looked at to see whether most were read before."""


def order_of(rules: Iterable[Rule]) -> Order:
    """The order in which records are read while another process reads others and asks these rules about them."""
    alone = [rule for rule in rules if rule.alone]

    def ordered(archive: Archive, files: list[RecordFile]) -> Generator[RecordFile, None, None]:
        runs = _runs(files)
        if sys.platform == "win32" or len(runs) * RUN_BYTES < LEAST_BYTES or _mostly_known(archive, files):
            yield from files
        else:
            yield from _shared(archive, runs, alone)

    return ordered


def _shared(
    archive: Archive, runs: Sequence[Sequence[RecordFile]], rules: Sequence[Rule]
) -> Generator[RecordFile, None, None]:
    from macros.programs.workers import WorkerError, Workers  # which every other check does without

    gathered = Gathered()
    workers: Workers[Handed] = Workers(
        len(runs) + 1, _task(archive, runs, rules, gathered), gathered.handed, in_order=True
    )
    done = 0
    try:
        for number in workers.own() if workers.beside else ():
            run = runs[number] if number < len(runs) else ()
            yield from run
            doubtful(archive, _records(archive, run), rules)
            done = number + 1
        with suppress(WorkerError):  # whatever went wrong there is met again here
            for handed in workers.finish() if workers.beside else ():
                archive.kept.take_in(handed)
    finally:
        workers.stop()
    for run in runs[done:]:
        yield from run


def _task(
    archive: Archive, runs: Sequence[Sequence[RecordFile]], rules: Sequence[Rule], gathered: Gathered
) -> Callable[[int], None]:
    """What the other process does with the number of a run, or with the one behind, which is the bibliography."""

    def task(number: int) -> None:
        part = Archive(archive.root, kept=gathered)
        if number == len(runs):
            load_works(part)
        for kind, file, shown in runs[number] if number < len(runs) else ():
            load_record(part, kind, file, shown)
        doubtful(part, part.all_records(), rules)

    return task


def _records(archive: Archive, files: Iterable[RecordFile]) -> list[Record]:
    found = (archive.records_of(kind.id).get(file.stem) for kind, file, _ in files)
    return [record for record in found if record]


def _runs(files: Iterable[RecordFile]) -> list[list[RecordFile]]:
    """The files in their order, some of them together."""
    runs: list[list[RecordFile]] = []
    size = RUN_BYTES
    for one in files:
        if size >= RUN_BYTES:
            runs.append([])
            size = 0
        runs[-1].append(one)
        with suppress(OSError):
            size += one[1].stat().st_size
    return runs


def _mostly_known(archive: Archive, files: Sequence[RecordFile]) -> bool:
    """Whether most of a few files, from everywhere among all, were read before."""
    some = files[:: max(len(files) // _ASKED, 1)]
    texts = ((f"{kind.id} {shown}", read_foreign(file, shown, MAX_SOURCE_BYTES)[0]) for kind, file, shown in some)
    return sum(archive.kept.has(*one) for one in texts) > len(some) // 2
