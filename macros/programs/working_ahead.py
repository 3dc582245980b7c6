"""Working something out in a forked process while this one does what does not need it yet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

Made = TypeVar("Made")


@contextmanager
def worked_ahead(make: Callable[[], Made], *, pays: bool) -> Iterator[Callable[[], Made]]:
    """Gives a function that gives what `make` makes; if it `pays`, another process makes it meanwhile.

    If that process ends early, or nobody can be forked, it is made when it is asked for.
    """
    if sys.platform == "win32" or not pays:
        yield make
        return
    from macros.programs.workers import WorkerError, Workers  # which every other check does without

    made: list[Made] = []
    workers: Workers[list[Made]] = Workers(1, lambda _: made.append(make()), lambda: made, least=1)

    def value() -> Made:
        with suppress(WorkerError):  # whatever went wrong there is met again here
            for told in workers.finish():
                made.extend(told)
        return made[0] if made else make()

    try:
        yield value
    finally:
        workers.stop()
