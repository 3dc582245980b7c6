"""`check`: every problem of the records, also compared with a base branch."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.commands.refused import RefusedError
from macros.core.archive import Archive, load
from macros.core.comparison.rules import compare
from macros.core.models import KINDS
from macros.core.problems import Problem, listed, sort_problems
from macros.core.reading.site_settings import setting_problems
from macros.core.rulebook import needing, unasked
from macros.core.words.amounts import amount
from macros.core.words.personal import withheld
from macros.programs.before_build import wrong_before_build
from macros.programs.git import unpack_base
from macros.session import Session, open_session


def add_to(command: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    command.add_argument("--format", choices=("text", "github"), default="text", help="form of the report")
    command.add_argument("--base", metavar="REF", help="also hold the records against a branch, such as origin/main")
    command.add_argument("--settings", action="store_true", help="only check mkdocs.yml, before MkDocs reads it")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every problem, those against a base branch among them, then the number of records of each kind."""
    if options.settings and options.base is not None:
        raise RefusedError("--settings looks at mkdocs.yml alone; ask without it, or leave --base out")
    if options.settings:
        for line in (wrong := wrong_before_build(options.root)):
            print(line, file=sys.stderr)
        return 1 if wrong else 0
    settings = setting_problems(options.root)
    session = open_session(options.root, fresh=True)
    session.remembers, session.kept.thrifty = options.base is None, False
    if session.remembers and not settings and (said := session.last_check.still_says(needing("records"))):
        session.kept.close()
        print(said)
        return 0
    compared = options.base is not None and not unasked(session.archive)
    against = _against(options.root, options.base, session.archive) if compared else []
    problems = sort_problems([*against, *settings, *session.problems])
    for line in listed(problems, Problem.as_github if options.format == "github" else Problem.as_text):
        print(line)
    print(said := contents(session, len(problems)))
    if session.remembers and not problems:
        session.remember(said)
        session.kept.close()
    return 1 if problems else 0


def _against(root: Path, reference: str, archive: Archive) -> list[Problem]:
    """The problems against a base branch. Run before the rules, since the lines of fields are freed after them."""
    base, commit = read_base(root, reference)
    if base.problems:
        unread = f"{reference} ({commit[:7]}) has {counted(len(base.problems))} of its own"
        print(withheld(f"{unread}; what could be read is compared"), file=sys.stderr)
    return compare(base, archive)


def read_base(root: Path, reference: str) -> tuple[Archive, str]:
    """The records of a base branch at the commit where this branch began, and that commit. Raises GitError."""
    with TemporaryDirectory() as folder:
        commit = unpack_base(root, reference, Path(folder))
        return load(Path(folder)), commit


def contents(session: Session, found: int | None = None) -> str:
    """How many records there are of each kind, how many problems, and how many records could not be checked."""
    told = counted(len(session.problems) if found is None else found)
    if session.archive.torn:
        return f"{told}; nothing else was read"
    counts = [amount(len(session.archive.records_of(k.id)), k.id, k.plural) for k in KINDS.values()]
    counts += [amount(len(session.relations.claims), "claim"), amount(len(session.relations.notes), "editorial note")]
    line = f"{', '.join(counts)}: {told}"
    if unasked(session.archive):
        return f"{line}; no rule was checked without what is missing"
    unread = sum(len(session.archive.ids_met[kind] - set(session.archive.records_of(kind))) for kind in KINDS)
    later = "; no other rule was checked for it" if unread == 1 else "; no other rule was checked for them"
    return f"{line}, {amount(unread, 'record')} not read in full{later}" if unread else line


def counted(found: int) -> str:
    """`no problems`, `1 problem`, `1,204 problems`."""
    return amount(found, "problem") if found else "no problems"
