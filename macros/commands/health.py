"""`health`: what it does once the archive is open."""

from __future__ import annotations

import argparse
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from macros.core.archive import Archive
from macros.core.models.last_look import HEALTH_PATH, Health
from macros.core.reading.health_file import parse_health
from macros.core.words.personal import withheld
from macros.programs.web.agenda import targets
from macros.programs.web.fetch import Client
from macros.programs.web.limits import Limits
from macros.programs.web.reader import missing
from macros.programs.web.report import Tell, counts, joined, look_at, summary
from macros.programs.web.taking import taken

_SHORTEST = 0.1
"""Seconds; with a shorter time-out every site would seem unreachable."""


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Look at the sources and write what was found; or print an earlier result, or take over the file of one.

    Returns 0 whatever the state of the web, 2 if the command cannot run.
    """
    out: Path = options.out or options.root / HEALTH_PATH
    today = datetime.now(UTC).date().isoformat()
    if options.take:
        health, problems = taken(options.take, targets(archive), today)
        return _written(health, out) if health else _fail("\n".join(problem.as_text() for problem in problems))
    before, problems = parse_health(out, str(out)) if out.exists() else (None, [])
    for problem in problems:
        print(problem.as_text(), file=sys.stderr)
    if options.summary:
        return _print_summary(before, out)
    every, asked = targets(archive), targets(archive, options.only)
    if options.only and not asked:
        return _fail(f"there is no source '{options.only}' with an address; see docs/archive/")
    if lacking := missing():
        return _fail(f"{' and '.join(lacking)} must be installed; run `make health`, which does that first")
    new = look_at(
        asked, before, Client(_limits(options), whose=archive.identity.repository), today, _progress(len(asked))
    )
    return _written(joined(new, before, every, today), out)


def _written(health: Health, out: Path) -> int:
    """Replace the older file in one step, so that an interrupted run leaves a complete file."""
    unfinished = out.with_suffix(".part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(health.as_text(), "utf-8")
        unfinished.replace(out)
    except OSError as error:
        return _fail(f"{out} cannot be written ({error.strerror})")
    print(f"{counts(health)}; see {out}")
    return 0


def _limits(options: argparse.Namespace) -> Limits:
    """The usual limits, with the time-out and the pause that were asked for."""
    usual = Limits()
    total = max(usual.total if options.timeout is None else options.timeout, _SHORTEST)
    delay = usual.delay if options.delay is None else max(options.delay, 0)
    return replace(usual, delay=delay, total=total, connect=min(usual.connect, total), read=min(usual.read, total))


def _print_summary(health: Health | None, out: Path) -> int:
    if health is None:
        return _fail(f"{out} has no result; run `python -m macros health`")
    print(summary(health), end="")
    return 0


def _fail(message: str) -> int:
    print(withheld(message), file=sys.stderr)
    return 2


def _progress(total: int) -> Tell:
    """A bar on a terminal; elsewhere one line for each address."""
    lock, done = threading.Lock(), [0]

    def tell(address: str) -> None:
        with lock:
            done[0] += 1
            if sys.stderr.isatty():
                bar = ("█" * (20 * done[0] // total)).ljust(20, "░")
                end = "\n" if done[0] == total else ""
                print(f"\r\033[K{bar} {done[0]:,} of {total:,} {address[:60]}", end=end, file=sys.stderr, flush=True)
            else:
                print(f"{done[0]:,} of {total:,} {address}", file=sys.stderr, flush=True)

    return tell
