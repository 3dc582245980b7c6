"""A withdrawal, planned completely before a file is touched, and then carried out in full or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.commands.whole_files import put_all
from macros.commands.withdrawing.drafts import Draft, Order, drafted
from macros.commands.withdrawing.hands import Hand, hands
from macros.commands.withdrawing.taken import taken
from macros.commands.withdrawing.targets import Targets, widened
from macros.core.archive import RECORDS, Archive, load
from macros.core.comparison.rules import compare
from macros.core.models import KINDS
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rulebook import check

ROUNDS = 50
"""How many rounds of records left unmentioned are removed too; far more than records depend on each other."""


@dataclass
class Plan:
    """A withdrawal: the targets with everything that goes with them, the new files, and what people must do."""

    order: Order
    asked: Targets
    draft: Draft
    problems: list[Problem]
    hands: list[Hand]
    words: list[str]


def plan(archive: Archive, order: Order) -> Plan:
    """The plan for a sound archive. If it has problems, it may not be carried out."""
    relations = Relations(archive)
    asked = order.targets
    for _ in range(ROUNDS):
        order = replace(order, targets=widened(order.targets, archive, relations))
        draft = drafted(archive, order)
        with _tried(archive.root, draft) as now:
            problems = check(now, Relations(now))
            idle = {_address(problem) for problem in problems if problem.rule == "unused-record"}
            if not idle or idle <= order.targets.addresses:
                words = taken(archive, relations, order.targets, order.hide)
                left = hands(archive, relations, order.targets, now, words)
                return Plan(order, asked, draft, [*problems, *compare(archive, now)], left, words)
        order.targets.addresses.update(idle)
    raise RecursionError


def _address(problem: Problem) -> str:
    """The address of a record that is no longer mentioned anywhere."""
    folder, _, name = problem.path.rpartition("/")
    plural = next(kind.plural for kind in KINDS.values() if kind.folder == folder)
    return f"{plural}/{name.rpartition('.')[0]}"


@contextmanager
def _tried(root: Path, draft: Draft) -> Iterator[Archive]:
    """The archive as it will be, in a folder of its own."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in RECORDS:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name)
            elif (root / name).is_file():
                shutil.copy(root / name, copy / name)
        put_all(copy, draft.texts)
        yield load(copy)
