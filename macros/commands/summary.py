"""`summary`: what a branch changes on the published site, for the people who read its pull request."""

from __future__ import annotations

import argparse
from pathlib import Path

from macros.commands.check import read_base
from macros.commands.whole_files import put
from macros.core.comparison.diff import differences
from macros.core.comparison.rules import compare
from macros.core.problems import sort_problems
from macros.core.relations import Relations
from macros.core.rulebook import check
from macros.core.words.amounts import amount
from macros.core.words.personal import withheld
from macros.session import open_session
from macros.site.contributing.branch_summary import summary


def add_to(command: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    command.add_argument("--base", metavar="REF", required=True, help="the branch to compare with: origin/main")
    command.add_argument("--out", type=Path, help="file to write (default: print it)")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the problems and what differs from the base. Returns 0: refusing problems is left to `check`."""
    now = open_session(options.root, fresh=True).archive
    base, commit = read_base(options.root, options.base)
    differ = differences(base, now)
    problems = sort_problems([*compare(base, now), *check(now, Relations(now))])
    text = summary(problems, differ, now, commit, broken=len(base.problems))
    if options.out:
        put(options.out, text)
        told = f"{amount(len(problems), 'problem')} to correct" if problems else "no problems"
        print(f"{options.out} says what this branch changes against {withheld(options.base)}: {told}")
    else:
        print(text, end="")
    return 0
