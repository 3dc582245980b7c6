"""The places that a program cannot judge: sentences that may still tell, in other words, what was removed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from macros.commands.withdrawing.reference_edits import NEUTRAL
from macros.commands.withdrawing.targets import Targets
from macros.commands.withdrawing.words import Text, Words, letters
from macros.core.archive import Archive
from macros.core.models import Incident, Source
from macros.core.relations import Relations

_RUN = 4
"""If so many words in a row of what goes are found elsewhere, somebody should look."""
RUN_LETTERS = 14
_USUAL = 6
"""If some words of a longer text are in more files than this, they are a usual phrase and point to nobody."""
TELLING = {"source": ("heading", "short", "in_short"), "incident": ("title", "outcome", "summary", "differences")}
"""The fields of a source or an incident that summarize its claims and passages."""
_NEUTRAL = re.compile("|".join(re.escape(words) for words in sorted(set(NEUTRAL.values()))))


class Hand(NamedTuple):
    """A line that a person has to read, and why."""

    path: str
    line: int
    why: str


def hands(archive: Archive, relations: Relations, targets: Targets, now: Archive, words: list[str]) -> list[Hand]:
    """Every such line of the archive after the removal (`now`), by file and line; `words` are the words that go."""
    texts = dict(_files(now))
    found = set(_emptied(texts, dict(_files(archive))))
    found |= set(_summaries(relations, targets, now))
    found |= set(_repeated(texts, words))
    return sorted(found)


def _files(archive: Archive) -> Iterator[tuple[str, str]]:
    paths = {record.path for record in archive.all_records()} | set(archive.pages)
    for path in sorted(paths):
        yield path, (archive.root / path).read_text("utf-8")


def _emptied(texts: dict[str, str], before: dict[str, str]) -> Iterator[Hand]:
    """Sentences that now have neutral words."""
    for path, text in texts.items():
        if text != before.get(path):
            for number, line in enumerate(text.split("\n"), 1):
                if _NEUTRAL.search(line):
                    yield Hand(path, number, "neutral words are here now; reword the sentence around them")


def _summaries(relations: Relations, targets: Targets, now: Archive) -> Iterator[Hand]:
    """Summaries of a source or an incident that loses a claim, a note or a passage."""
    owners = set(targets.passages)
    for address in targets.addresses:
        plural, _, ref = address.partition("/")
        stated = relations.claims.get(ref) if plural == "claims" else None
        owners |= {ref.partition(".")[0]} if plural in ("claims", "notes") else set()
        owners |= {stated.incident} if stated and stated.incident else set()
    for kind, fields in TELLING.items():
        for record_id, record in now.records_of(kind).items():
            if record_id in owners and isinstance(record, Source | Incident):
                for name in fields:
                    if getattr(record, name, None):
                        yield Hand(record.path, record.line(name), f"{name}: sums it up, and may still tell it")


def _repeated(texts: dict[str, str], words: list[str]) -> Iterator[Hand]:
    """Where names, or several words in a row, of what goes still are; but not where these are a usual phrase."""
    shown = {path: Text(text) for path, text in texts.items()}
    for run, whole in {run: run == text for text in words for run in _runs(text)}.items():
        wanted = Words(run)
        holding = [path for path, text in shown.items() if text.holds(wanted)]
        for path in holding if whole or len(holding) <= _USUAL else ():
            for line in shown[path].lines(wanted):
                yield Hand(path, line, "holds words of what was removed; decide whether they may stay")


def _runs(text: str) -> Iterator[str]:
    parts = text.split()
    if len(parts) <= _RUN:
        yield text
    for start in range(len(parts) - _RUN + 1):
        run = " ".join(parts[start : start + _RUN])
        if len(letters(run)) >= RUN_LETTERS:
            yield run
