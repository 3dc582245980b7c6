"""How much memory of our own a source takes in a build: once loaded, and while the files beside pages are written.

Bytes that Python allocates are counted, which are the same on every machine; a process holds half as much again. Two
small archives are compared, after a first one, so what is the same in every archive does not count; what is remembered
up to a limit does. Rows that run other programs are left out.
"""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest import mock

from benchmarks import trees
from macros.building import Building
from macros.outputs import OUTPUTS
from macros.programs.kept_outputs import KeptOutputs
from macros.programs.pagefind.index import INDEX_FOLDER
from macros.session import Session
from macros.site import addresses
from macros.writer import Output

FEW, MORE = 20, 60
PROGRAMS = ("*card.png", "*.svg", f"*{addresses.DOCUMENT_ENDING}", f"{INDEX_FOLDER}/", "dossier/")
"""Rows that are left out: pictures, and what pandoc and Pagefind make."""


class Held(NamedTuple):
    """Bytes: once all pages are known, after the rows, and at the most meanwhile."""

    loaded: float
    written: float
    most: float


def held_by_source(folder: Path) -> Held:
    """What one more source takes."""
    _held(folder / "first", FEW)  # what is made once a process
    few, more = (_held(folder / str(sources), sources) for sources in (FEW, MORE))
    return Held(*((two - one) / (MORE - FEW) for one, two in zip(few, more, strict=True)))


def _held(root: Path, sources: int) -> Held:
    trees.archive(root, sources, 1)
    rows = tuple(row for row in OUTPUTS if not set(row.paths) & set(PROGRAMS))
    tracemalloc.start()
    try:
        with mock.patch("macros.building.OUTPUTS", rows), mock.patch("macros.session.CACHE", root / ".cache"):
            session = Session(root)
            session.relations  # noqa: B018 # as the check asks for them
            session.publication  # noqa: B018 # with all that pages share
            session.release()
            loaded = _now()
            kept = KeptOutputs(root / ".cache/outputs.sqlite", session.shelf.fingerprint)
            building = Building(session, Output(root / "site"), kept, b"code")
            building.rows()
            kept.close()  # what waits to be written is not held for long
            return Held(loaded, _now(), tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()


def _now() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def main() -> int:
    """Say what a source takes."""
    with TemporaryDirectory() as folder:
        for what, taken in held_by_source(Path(folder))._asdict().items():
            print(f"{what}: {taken / 1e3:.0f} kB a source")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
