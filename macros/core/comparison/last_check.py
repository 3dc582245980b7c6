"""The last check without a problem, so that a change of some words need not check all records again.

What it found is kept with a hash of everything that it read. If only the words of a few annotations differ from that,
and their calls are the same, the rules that read words decide (`Rule.prose`), each for these sources alone. Whatever
else has changed, or if anything at all is found, everything is checked anew: that gives the messages.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from macros.core.archive import RECORDS, Archive, load_record
from macros.core.models import KINDS
from macros.core.reading.files import MAX_LIST_BYTES
from macros.core.reading.kept import Kept
from macros.core.relations import Relations
from macros.core.rules.registry import Rule

MOST_CHANGED = 20
"""How many changed annotations are looked at alone."""
_SOURCES = KINDS["source"]

State = tuple[int, ...]
"""When a file was last changed, and its size: it is the same as long as nobody writes the file."""


@dataclass(frozen=True)
class _Sound:
    """A check without problems: what it read, what it depended on besides, and what it said."""

    around: str
    files: dict[str, bytes]
    outlines: dict[str, str]
    read_by: dict[str, set[str]]
    said: str


class LastCheck:
    """The last check of a root folder. Make it before the records are read, and `remember` afterwards."""

    def __init__(self, root: Path, kept: Kept, around: Callable[[], str]) -> None:
        """`around` tells what a check depends on besides files of records, code of this layer and libraries."""
        self._root, self._kept = root, kept
        self._name = f"last check {root}"
        self._states = _states(root)
        self._files = _hashes(root, self._states)
        self._around = around()

    def still_says(self, rules: Iterable[Rule]) -> str:
        """What the last check said, if nothing can be wrong now; otherwise, or if that is not certain, nothing."""
        last = self._kept.recall(self._name)
        if not isinstance(last, _Sound) or not self._files or last.around != self._around:
            return ""
        if last.files.keys() != self._files.keys():
            return ""
        changed = [path for path, found in self._files.items() if found != last.files[path]]
        if len(changed) > MOST_CHANGED or not all(path in last.outlines for path in changed):
            return ""
        asked = [rule for rule in rules if rule.prose]
        if not all(self._is_sound(path, last, asked) for path in changed):
            return ""
        if changed and _states(self._root) == self._states:
            self._kept.remember(self._name, replace(last, files=self._files))
        return last.said

    def _is_sound(self, path: str, last: _Sound, rules: Sequence[Rule]) -> bool:
        """Whether a source has the calls that it had, and words in which no rule can find anything."""
        alone = Archive(self._root, kept=self._kept)
        load_record(alone, _SOURCES, self._root / path, path)
        if alone.problems or [source.document.outline for source in alone.sources] != [last.outlines[path]]:
            return False
        relations = Relations(alone)
        return not any(
            any(rule(alone, relations)) if rule.alone else self._may_find(rule, alone.sources[0].id, last)
            for rule in rules
        )

    @staticmethod
    def _may_find(rule: Rule, source: str, last: _Sound) -> bool:
        """Whether a rule that reads other records too may find something in the words of a source."""
        return source in last.read_by[rule.id] if rule.id in last.read_by else True

    def remember(self, archive: Archive, relations: Relations, rules: Iterable[Rule], said: str) -> None:
        """Keep that nothing is wrong with an archive, unless one of its files was written meanwhile."""
        if self._files and _states(self._root) == self._states:
            outlines = {one.path: one.document.outline for one in archive.sources}
            read_by = {rule.id: rule.reads(archive, relations) for rule in rules if rule.reads}
            self._kept.remember(self._name, _Sound(self._around, self._files, outlines, read_by, said))


def _states(root: Path) -> dict[str, State]:
    """Everything in the folders of records, by its path from the root."""
    found: dict[str, State] = {}
    ahead = [*RECORDS]
    while ahead:
        path = ahead.pop()
        full = os.path.join(root, path)  # noqa: PTH118 # ten thousand paths, in a tenth of the time
        try:
            known = os.lstat(full)
            ahead += [f"{path}/{name}" for name in os.listdir(full)] if S_ISDIR(known.st_mode) else []  # noqa: PTH208
        except OSError:
            continue  # what is missing is missing in both
        times = () if S_ISDIR(known.st_mode) else (known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino)
        found[path] = (known.st_mode, *times)
    return found


def _hashes(root: Path, states: dict[str, State]) -> dict[str, bytes]:
    """The content of each file; nothing if one of them cannot be read, or nobody would."""
    found: dict[str, bytes] = {}
    for path, (mode, *times) in states.items():
        content = b""
        if S_ISREG(mode):
            if times[0] > MAX_LIST_BYTES:
                return {}
            try:
                with open(os.path.join(root, path), "rb", buffering=0) as file:  # noqa: PTH118, PTH123 # as above
                    content = file.read()
            except OSError:
                return {}
        found[path] = blake2b(b"%d %d " % (mode, len(content)) + content, digest_size=16).digest()
    return found
