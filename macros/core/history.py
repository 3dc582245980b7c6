"""The history of the records: when each file last changed, in which commit, and how often it did.

Everything is read from the text of one `git log`; this module runs nothing. The history of a renamed file starts at
the new name: the file name of a record is its id, so another name is another record, and similar files are not
matched. A merge counts for a file only if the file differs from every parent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

from macros.core.noting.reads import Shared
from macros.core.values.dates import OPEN_END

LOG_FORMAT = "tformat://%H %cd"
"""What `git log` writes before the files of a commit. Git paths never begin with a slash, so it cannot be a path."""
DAY_FORMAT = "format-local:%Y-%m-%d"
"""The form of its dates: ISO 8601 days, in UTC where the time zone of the process is UTC."""
_HEADER = re.compile(r"//([0-9a-f]{40,64}) (\d{4}-\d\d-\d\d)")
_SHORT = 7


@dataclass(frozen=True)
class Revision:
    """The state of one file, or of the whole archive.

    `date` is the day (ISO 8601, UTC) on which the last change was committed, `commit` that commit in full, `changes` in
    how many commits it changed, `first` the day of the first of them. `dirty` says that it now differs from the commit.
    """

    date: str
    commit: str
    changes: int
    first: str
    dirty: bool = False

    @property
    def short(self) -> str:
        """The commit in seven digits."""
        return self.commit[:_SHORT]

    @property
    def label(self) -> str:
        """`2026-11-20 (3f2c1ab)`; it also says if changes are not committed, since nobody could look those up."""
        return self._noted(f"{self.date} ({self.short})")

    @property
    def bare_label(self) -> str:
        """The same without brackets, for a place that puts brackets around it: `2026-11-20, commit 3f2c1ab`."""
        return self._noted(f"{self.date}, commit {self.short}")

    def _noted(self, settled: str) -> str:
        return f"{settled}, with changes not yet committed" if self.dirty else settled


@dataclass(frozen=True)
class History(Shared):
    """The revisions of all files by path from the root; if it is empty, `reason` says why."""

    revisions: Mapping[str, Revision] = field(default_factory=lambda: MappingProxyType({}))
    latest: Revision | None = None
    reason: str = ""

    def of(self, path: str) -> Revision | None:
        """The revision of one file; None where it was never committed or there is no history."""
        return self.revisions.get(path)


def parse_log(text: str, uncommitted: Iterable[str] = (), today: str = OPEN_END) -> History:
    """The history in `git log -z --name-only -c` with LOG_FORMAT and DAY_FORMAT, newest first.

    `uncommitted` are the paths of files that differ from the last commit. A commit can claim any day, and one in the
    future would stay first in every list; if its day is after `today`, the day of the next commit is used.
    """
    found, latest = _counted(text, today)
    return _marked(dict(found), latest, set(uncommitted))


@lru_cache(maxsize=1)
def _counted(text: str, today: str) -> tuple[Mapping[str, Revision], Revision | None]:
    """The revisions in a log, which is the same while the site is served."""
    found: dict[str, Revision] = {}
    latest: Revision | None = None
    commit = day = ""
    fresh = False
    for token in text.split("\0"):
        if header := _HEADER.fullmatch(token):
            commit, day, fresh = header[1], header[2] if header[2] <= today else day or today, True
            latest = _seen(latest, commit, day)
            continue
        path = token[1:] if fresh and token.startswith("\n") else token  # git starts the list of files on a new line
        fresh = False
        if path:
            found[path] = _seen(found.get(path), commit, day)
    return found, latest


def _seen(known: Revision | None, commit: str, day: str) -> Revision:
    """A revision with one more commit counted, which is older than those counted before."""
    return Revision(known.date, known.commit, known.changes + 1, day) if known else Revision(day, commit, 1, day)


def _marked(found: dict[str, Revision], latest: Revision | None, uncommitted: set[str]) -> History:
    for path in uncommitted & set(found):
        found[path] = replace(found[path], dirty=True)
    return History(MappingProxyType(found), replace(latest, dirty=bool(uncommitted)) if latest else None)


def parse_status(text: str) -> list[str]:
    """The paths in `git status --porcelain=v1 -z --no-renames`: files that differ from the last commit."""
    mark = len("XY ")
    return [entry[mark:] for entry in text.split("\0") if len(entry) > mark]
