"""The history of the records: when each file last changed, in which commit, and how often it did.

Everything is read from the text of one `git log`; this module runs nothing. The history of a renamed file starts at
the new name: the file name of a record is its id, so another name is another record, and similar files are not
matched. A merge counts for a file only if the file differs from every parent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from types import MappingProxyType

from macros.core.noting.reads import Shared
from macros.core.values.dates import OPEN_END
from macros.core.values.revisions import SLOTS, Revision

LOG_FORMAT = "tformat://%H %cd"
"""What `git log` writes before the files of a commit. Git paths never begin with a slash, so it cannot be a path."""
DAY_FORMAT = "format-local:%Y-%m-%d"
"""The form of its dates: ISO 8601 days, in UTC where the time zone of the process is UTC."""
_HEADER = re.compile(r"//([0-9a-f]{40,64}) (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True)
class History(Shared):
    """The revisions of all files by path from the root; if it is empty, `reason` says why."""

    revisions: Mapping[str, Revision] = field(default_factory=lambda: MappingProxyType({}))
    latest: Revision | None = None
    reason: str = ""

    @cached_property
    def in_slots(self) -> Revision | None:
        """Stands for the latest revision on pages. `filled` puts in what that is when they are written."""
        return SLOTS if self.latest else None

    @cached_property
    def committed(self) -> Revision | None:
        """The latest revision without what is not committed."""
        return replace(self.latest, dirty=False) if self.latest else None

    @cached_property
    def day(self) -> str:
        """The day of the latest revision; empty if there is none."""
        return self.latest.date if self.latest else ""

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
