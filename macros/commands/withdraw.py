"""`withdraw`: removes a text from the records and the caches, and says where words of it still are."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from macros.commands.check import counted
from macros.commands.whole_files import put_all
from macros.commands.withdrawing.caches import clear
from macros.commands.withdrawing.drafts import Order
from macros.commands.withdrawing.plan import Plan, plan
from macros.commands.withdrawing.search import Trace, search
from macros.commands.withdrawing.targets import TargetError, read_targets
from macros.commands.withdrawing.words import Words, read_words
from macros.core.archive import load
from macros.core.models.changes import REMOVALS
from macros.core.reading.files import MAX_LIST_BYTES, read_foreign
from macros.core.relations import Relations
from macros.core.rulebook import check
from macros.core.words.amounts import amount
from macros.programs.kept_outputs import kept_in, remove_kept
from macros.session import CACHE

_LISTED = 100
"""How many files are named; the others are counted."""
_SHOWN = 8
"""How many lines of one file are named."""
TELLS_OLD = ("lost-change", "unexplained-change", "unrecorded-value")
"""Rules whose message repeats the earlier text."""


def add_to(command: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    command.add_argument(
        "addresses", nargs="*", metavar="ADDRESS", help="what goes: people/the-id, archive/the-key/#p3 …"
    )
    command.add_argument(
        "--reason", metavar="|".join(REMOVALS), help="the kind of reason, the only thing that is said of it"
    )
    command.add_argument("--hide-address", action="store_true", help="take the ids themselves out: they name somebody")
    command.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
    command.add_argument("--words-out", type=Path, metavar="FILE", help="write what was taken out here, for --search")
    help_text = "words that must not stand anywhere, one text a line; - reads them from standard input"
    command.add_argument("--search", action="append", default=[], metavar="FILE", help=help_text)
    command.add_argument("--clear", action="store_true", help="with --search: take the words out of the caches first")
    command.add_argument("--site", type=Path, help="a built site that is searched too (default: all below the archive)")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Remove what is named, then clear the caches; without an address, search. Returns 1 if anything is left."""
    try:
        words = read_words(line for name in options.search for line in _lines(name))
        if options.addresses:
            return _withdraw(options, words)
        if options.search and not words:
            return _wrong(f"{options.search[0]} holds no words to search for; write one text a line")
        if options.site and not options.site.is_dir():
            return _wrong(f"{options.site} is not a folder; name the one that holds the built site")
        if not words:
            return _wrong("name what goes by its address (what=people/the-id), or words to search for (words=FILE)")
        return _searched(options, words)
    except (TargetError, ValueError) as error:
        return _wrong(str(error))


def _wrong(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


def _lines(name: str) -> Iterator[str]:
    if name == "-":
        if sys.stdin is None:  # it was closed before the command began
            raise ValueError("standard input is closed; write the words into a file and name that: words=FILE")
        yield from sys.stdin
        return
    text, problems = read_foreign(Path(name), name, MAX_LIST_BYTES)
    if problems:
        raise ValueError(problems[0].as_text())
    yield from text.split("\n")


def _withdraw(options: argparse.Namespace, words: Sequence[Words]) -> int:
    if options.reason not in REMOVALS:
        return _wrong(f"say for which kind of reason: reason={' or reason='.join(REMOVALS)}")
    archive = load(options.root)
    relations = Relations(archive)
    if found := len(check(archive, relations)):
        return _wrong(f"{counted(found)} already; `make check` names them. Nothing was changed")
    targets = read_targets(options.addresses, archive, relations)
    hide = frozenset(targets.addresses) if options.hide_address else frozenset()
    made = plan(archive, Order(targets, options.reason, f"{datetime.now(UTC):%Y-%m-%d}", hide))
    if made.problems:
        return _refused(made)
    if not options.dry_run:
        if options.words_out:  # before the records lose them
            known = {one.text for one in words}
            _keep(options.words_out, [line for line in made.words if line not in known])
        put_all(options.root, made.draft.texts)
    _tell(made, options.dry_run)
    if not options.dry_run:
        remove_kept(kept_in(options.root))
        gone = clear(CACHE, [*words, *read_words(made.words)])
        entries = amount(gone, "entry", "entries")
        print(f"{amount(len(made.draft.texts), 'file')} written; {entries} of the cache removed")
        print("Next: read the lines named above, rebuild the site, and search it: `make withdraw` does both.")
        print("The history, forks, copies of others and the cache of the host still hold it: see the page Maintaining.")
    return 0


def _refused(made: Plan) -> int:
    """Say why it cannot be removed alone; nothing was changed."""
    for problem in made.problems:
        told = f"{problem.path}:{problem.line}: {problem.field} [{problem.rule}]"
        print(told if problem.rule in TELLS_OLD else problem.as_text())
    print("Nothing was changed: these records need what would go. Name them in the same command, or change")
    print("them first so that they do without it.")
    return 1


def _tell(made: Plan, dry: bool) -> None:
    """Print what goes, what goes with it, which files change, and what a person must do, without repeating its text."""
    asked = made.asked.addresses
    print("Would go:" if dry else "Taken out:")
    for address in sorted(made.order.targets.addresses):
        print(f"  {address}{'' if address in asked else ', which cannot stay without it'}")
    for source, numbers in sorted(made.order.targets.passages.items()):
        print(f"  sources/{source}, passages {', '.join(map(str, sorted(numbers)))}")
    for path, text in sorted(made.draft.texts.items()):
        print(f"{path}: {'removed' if text is None else 'changed'}")
    for address in sorted(asked):
        plural, _, key = address.partition("/")
        if plural == "sources" and f"works/{key}" not in made.order.targets.addresses:
            print(f"works/{key} stays in the bibliography; name it too if its title or address must go")
    if made.hands:
        print("For a person to read, since a program cannot judge them:")
    for hand in made.hands:
        print(f"  {hand.path}:{hand.line}: {hand.why}")


def _keep(file: Path, words: Sequence[str]) -> None:
    """Write the words where nobody else can read them."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write("".join(f"{line}\n" for line in words))


def _searched(options: argparse.Namespace, words: Sequence[Words]) -> int:
    root = options.root.resolve()
    if options.clear:
        remove_kept(kept_in(root))
        clear(CACHE, words)
    folders = [root, CACHE, *([options.site] if options.site else [])]
    skip = {Path(name).resolve() for name in options.search if name != "-"}
    found = search(folders, root, words, skip)
    files = {path: list(traces) for path, traces in groupby(found, key=lambda trace: trace.path)}
    for path, traces in list(files.items())[:_LISTED]:
        print(_line(path, traces))
    if len(files) > _LISTED:
        print(f"and {amount(len(files) - _LISTED, 'more file')}")
    for name in options.search:
        if name != "-" and Path(name).resolve().is_relative_to(root):
            print(f"{name} is in the archive's folder and holds the words; delete it", file=sys.stderr)
    what = f"found, or possible, in {amount(len(files), 'file')}" if found else "found nowhere"
    print(f"{amount(len(words), 'text')} searched for: {what}")
    return 1 if found else 0


def _line(path: str, traces: Sequence[Trace]) -> str:
    """One file with its lines and the numbers of the texts found there, or why it could not be read."""
    lines = sorted({trace.line for trace in traces if trace.line})
    shown = ", ".join(map(str, lines[:_SHOWN])) + (" …" if len(lines) > _SHOWN else "")
    numbers = sorted({trace.number for trace in traces if trace.number})
    reasons = sorted({trace.why for trace in traces if trace.why})
    held = [f"holds text {', '.join(map(str, numbers))}"] if numbers else []
    return f"{path}{f':{shown}' if shown else ''}: {'; '.join([*held, *reasons])}"
