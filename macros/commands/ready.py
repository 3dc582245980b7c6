"""`ready`: the maintainer's checklist, answered from files, git and, on request, GitHub's settings."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from macros.commands.identity import readable_identity, texts_of
from macros.commands.repository.answers import NOT_SEEN_HERE, NOT_YET, OK, Verdict
from macros.commands.repository.own_files import WORKFLOWS, file_verdicts, origin_verdict
from macros.commands.repository.settings import setting_verdicts, unseen_settings
from macros.core.models.archive_identity import Identity
from macros.core.reading.files import read_text
from macros.programs.git import origin
from macros.programs.github import ask

PEOPLE = (
    (
        "readers",
        "somebody reads private reports and the mailbox, and it is agreed who, how often and who replaces them",
    ),
    ("handing-over", "a second maintainer can do all of this, and knows how maintainership is handed over"),
)
"""The points that only people can answer."""


def add_to(command: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    command.add_argument("--online", action="store_true", help="also ask GitHub for its settings, with gh; reads only")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every point of the checklist with its state; 1 while a required point is open."""
    identity = readable_identity(options.root)
    if identity is None:
        return 1
    found = list(_verdicts(options.root, identity, online=options.online))
    for one in sorted(found, key=lambda one: (NOT_YET, NOT_SEEN_HERE, OK).index(one.state)):
        print(one.line())
    counted = Counter(one.state for one in found)
    print(", ".join(f"{counted[state]} {state}" for state in (NOT_YET, NOT_SEEN_HERE, OK)))
    return 1 if counted[NOT_YET] else 0


def _verdicts(root: Path, identity: Identity, *, online: bool) -> Iterator[Verdict]:
    workflows = {file.relative_to(root).as_posix(): file for file in sorted((root / WORKFLOWS).glob("*.y*ml"))}
    texts = texts_of(root) | {path: read_text(file, path)[0] for path, file in workflows.items()}
    yield from file_verdicts(identity, texts, datetime.now(UTC).date())
    yield origin_verdict(identity, origin(root))
    yield from setting_verdicts(identity, ask) if online else unseen_settings("`make ready ONLINE=yes` asks")
    yield from (Verdict(point, NOT_SEEN_HERE, text) for point, text in PEOPLE)
