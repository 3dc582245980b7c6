"""How often one claim passes from module to module on its way to a page: `python -m benchmarks.moves`.

A module touches the claim when one of its functions or templates is called with it: the claim itself, the claim with
its owner, or its shown row. A move leads from one module to another, a return to one that it had left.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from types import FrameType
from typing import Any

from jinja2 import Undefined

from macros.session import Session
from macros.site.pages import bodies

ROOT = Path(__file__).resolve().parent.parent
INCIDENT, REF = "shenyang-2012", "icnk-2012.returned-41"


@contextmanager
def _watched(mine: Callable[[object], bool], touched: list[str]) -> Iterator[None]:
    """Add the module of every call that is given the claim, in order."""

    def look(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(str(ROOT / "macros")):
            names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
            if any(mine(frame.f_locals.get(name)) for name in names):
                touched.append(code.co_filename.removeprefix(f"{ROOT}/"))

    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(None)


def moves(session: Session, incident: str = INCIDENT, ref: str = REF) -> list[str]:
    """The modules through which a claim goes on the page of an incident, in order; none follows itself."""
    stated, touched = session.relations.claims[ref], list[str]()

    def mine(value: object) -> bool:
        if isinstance(value, Undefined):  # a name that a template leaves empty has no fields to be asked for
            return False
        return value is stated or value is stated.claim or getattr(value, "ref", None) == ref

    with _watched(mine, touched):
        bodies.record(session.site, f"incidents/{incident}.md", session.archive.records_of("incident")[incident])
    return [name for name, _ in groupby(touched)]


def main() -> None:
    """Print how many modules, moves and returns there are on its way, while its row is made and after that."""
    session = Session(ROOT)
    session.prepare()
    for when in ("while its row is made", "when its row is there"):
        way = moves(session)
        returns = sum(name in way[:number] for number, name in enumerate(way))
        print(f"{when}: {len(set(way))} modules, {len(way) - 1} moves, {returns} returns", *way, sep="\n  ")


if __name__ == "__main__":
    main()
