"""Asking rules with two processors: a forked process asks the last of them while this one asks the first.

It has all records without reading them again, and hands back the problems alone. Nothing is lost if it ends early: this
process then asks all rules.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from macros.core.archive import Archive
from macros.core.reading.kept import Kept
from macros.core.relations import Relations
from macros.core.rulebook import Found, one_by_one
from macros.core.rules.registry import Rule

LEAST_RECORDS = 4_000
"""With fewer records, a process of its own would take as long as it saves."""


def is_large(archive: Archive) -> bool:
    """Whether an archive has so many records that a process of its own saves time."""
    return sum(map(len, archive.records.values())) >= LEAST_RECORDS


def two_by_two(
    rules: Sequence[Rule], archive: Archive, relations: Relations, meanwhile: Callable[[], None] | None = None
) -> Found:
    """What each of these rules finds, by its id. Raises whatever a rule raises.

    Where another process asks rules, this one does first what is to be done `meanwhile`.
    """
    if sys.platform == "win32" or not is_large(archive):
        return one_by_one(rules, archive, relations)
    from macros.programs.workers import WorkerError, Workers  # which every other check does without

    found: Found = {}
    here = os.getpid()

    def task(number: int) -> None:
        if os.getpid() != here:
            archive.kept = Kept()  # whose file belongs to the process that opened it
        found.update(one_by_one(rules[number : number + 1], archive, relations))

    archive.calls, archive.named_in()  # found before the fork, so that only one process has to
    workers: Workers[Found] = Workers(len(rules), task, lambda: found)
    try:
        if meanwhile and workers.beside:
            meanwhile()
        with suppress(WorkerError, OSError):  # whatever went wrong there is met again here
            for told in workers.finish():
                found.update(told)
    finally:
        workers.stop()
    return found | one_by_one([one for one in rules if one.id not in found], archive, relations)
