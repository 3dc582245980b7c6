"""`identity`: updates the files that GitHub and other programs read directly from `identity.yml`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.commands.repository.places import differences, paths, written
from macros.commands.whole_files import put_all
from macros.core.archive import Archive, load_lists
from macros.core.models.archive_identity import IDENTITY_PATH, Identity
from macros.core.problems import Problem
from macros.core.reading.files import read_text

PRINTED = ("name", "site", "repository", "maintainers")


def add_to(command: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    either = command.add_mutually_exclusive_group()
    either.add_argument("--check", action="store_true", help="only say which lines differ")
    either.add_argument("--print", choices=PRINTED, help="print one value, for scripts")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Update every place, or name what differs. Nothing is written if the identity itself cannot be read."""
    identity = readable_identity(options.root)
    if identity is None:
        return 1
    if options.print:
        print(getattr(identity, options.print))
        return 0
    return _check(options.root, identity) if options.check else _write(options.root, identity)


def readable_identity(root: Path) -> Identity | None:
    """The identity of an archive; None, with the problems on standard error, while its file has any."""
    archive = Archive(root)
    load_lists(archive)
    problems = [problem for problem in archive.problems if problem.path == IDENTITY_PATH]
    for problem in problems:
        print(problem.as_text(), file=sys.stderr)
    return None if problems else archive.identity


def texts_of(root: Path) -> dict[str, str]:
    """The files that repeat the identity, if they exist and can be read."""
    read = {path: read_text(root / path, path) for path in paths()}
    return {path: text for path, (text, problems) in read.items() if not problems}


def places_that_differ(root: Path, identity: Identity) -> Iterator[Problem]:
    """Every line that differs from the identity."""
    return differences(identity, texts_of(root))


def _check(root: Path, identity: Identity) -> int:
    found = list(places_that_differ(root, identity))
    for problem in found:
        print(problem.as_text())
    return 1 if found else 0


def _leads_away(root: Path, path: str) -> bool:
    """Whether a file, or a folder of the archive above it, is a symbolic link."""
    return any(
        (root / part).is_symlink()
        for part in (path, *(above.as_posix() for above in Path(path).parents))
        if part != "."
    )


def _write(root: Path, identity: Identity) -> int:
    if linked := [path for path in paths() if _leads_away(root, path)]:
        for path in linked:
            print(
                Problem(path, 1, "", "is a symbolic link; put the file itself here", "file").as_text(), file=sys.stderr
            )
        return 1
    before = texts_of(root)
    changed = {path: text for path, text in written(identity, before).items() if before.get(path) != text}
    put_all(root, changed)
    for path in changed:
        print(f"{path} is updated")
    if not changed:
        print(f"every file agrees with {IDENTITY_PATH}")
    return _check(root, identity)
