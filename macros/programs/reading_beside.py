"""Reading an archive with two processors: a forked process reads the last records while this one reads the first.

The other process also asks the rules that look at one record alone. What it made of each text is taken in as if it had
been kept: under a hash of that text. So nothing is lost if it ends early or a file is written meanwhile; such records
are then read here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from macros.core.archive import Archive, Order, RecordFile, load_record, load_works
from macros.core.models import Record
from macros.core.reading.files import MAX_SOURCE_BYTES, read_foreign
from macros.core.reading.kept import Gathered, Handed
from macros.core.rules.alone import doubtful
from macros.core.rules.registry import Rule

LEAST_BYTES = 1_000_000
"""With less to read, a process of its own would take as long as it saves."""
RUN_BYTES = 32_000
"""How much is read before it is seen whether the other process has reached the same place."""
_TOGETHER = 20
"""How many runs the other process hands over at a time."""
_LISTENING = 4
"""After how many runs this one looks for them: the other cannot go on until they are taken in."""
_ASKED = 9
"""How many files are looked at to see whether most were read before."""


_Told: TypeAlias = tuple[list[int], Handed]
"""The numbers of runs that were read, and what was made of them."""


def order_of(rules: Iterable[Rule]) -> Order:
    """The order in which records are read while another process reads others and asks these rules about them."""
    alone = [rule for rule in rules if rule.alone]

    def ordered(archive: Archive, files: list[RecordFile]) -> Generator[RecordFile, None, None]:
        runs = _runs(files)
        if sys.platform == "win32" or len(runs) * RUN_BYTES < LEAST_BYTES or _mostly_known(archive, files):
            yield from files
        else:
            yield from _shared(archive, runs, alone)
            _put_in_order(archive, files)

    return ordered


def _shared(
    archive: Archive, runs: Sequence[Sequence[RecordFile]], rules: Sequence[Rule]
) -> Generator[RecordFile, None, None]:
    """All files, each once: those that are read here, and in between those that the other process has read."""
    from macros.programs.workers import WorkerError, Workers  # which every other check does without

    other = _Reader(archive.root, runs, rules)
    workers: Workers[_Told] = Workers(len(runs) + 1, other.read, other.told, in_order=True)
    left = dict(enumerate(runs))

    def taken_in(ask: Callable[[], Iterable[_Told]]) -> Iterator[RecordFile]:
        with suppress(WorkerError, OSError):  # whatever went wrong there is met again here
            for numbers, handed in ask():
                archive.kept.take_in(handed)
                for number in numbers:
                    yield from left.pop(number, ())

    try:
        for number in workers.own() if workers.beside else ():
            run = left.pop(number, ())
            yield from run
            doubtful(archive, _records(archive, run), rules)
            yield from taken_in(workers.heard) if number % _LISTENING == 0 else ()
        yield from taken_in(workers.finish) if workers.beside else ()
    finally:
        workers.stop()
    yield from chain.from_iterable(left.values())


class _Reader:
    """What the other process does: it reads runs by their numbers; the one behind is the bibliography."""

    def __init__(self, root: Path, runs: Sequence[Sequence[RecordFile]], rules: Sequence[Rule]) -> None:
        self._root, self._runs, self._rules = root, runs, rules
        self._numbers: list[int] = []
        self._gathered = Gathered()

    def read(self, number: int) -> _Told | None:
        """Read a run and ask the rules about it; what was read since the last answer, if it is enough for one."""
        part = Archive(self._root, kept=self._gathered)
        if number == len(self._runs):
            load_works(part)
        for kind, file, shown in self._runs[number] if number < len(self._runs) else ():
            load_record(part, kind, file, shown)
        doubtful(part, part.all_records(), self._rules)
        self._numbers.append(number)
        return self.told() if len(self._numbers) >= _TOGETHER else None

    def told(self) -> _Told:
        """What was read and was not told before."""
        numbers, self._numbers = self._numbers, []
        return numbers, self._gathered.handed()


def _put_in_order(archive: Archive, files: Sequence[RecordFile]) -> None:
    """Give the archive the order of its files, in whichever they were read."""
    for kind in {kind.id for kind, *_ in files}:
        known = archive.records[kind]
        ids = [file.stem for of, file, _ in files if of.id == kind]
        archive.records[kind] = {one: known[one] for one in ids if one in known}
    places = {shown: place for place, (*_, shown) in enumerate(files)}
    archive.remarks.sort(key=lambda remark: places.get(remark[0], -1))
    archive.problems.sort(key=lambda problem: places.get(problem.path, -1))


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
