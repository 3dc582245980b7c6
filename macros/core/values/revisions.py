"""One revision, and slots for the latest one of the archive: pages are kept with these, and filled when written.

Each commit, and the first change after it, makes another latest revision. Every page that shows records of the whole
archive prints it, and would have to be made again if it had read it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

_SHORT = 7
_UNCOMMITTED = ", with changes not yet committed"


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
        return f"{self.date} ({self.short}){self.uncommitted}"

    @property
    def bare_label(self) -> str:
        """The same without brackets, for a place that puts brackets around it: `2026-11-20, commit 3f2c1ab`."""
        return f"{self.date}, commit {self.short}{self.uncommitted}"

    @property
    def uncommitted(self) -> str:
        """What follows if changes are not committed; else empty."""
        return _UNCOMMITTED if self.dirty else ""


class _Slots(Revision):
    """Stands for the latest revision. Its signs are noncharacters of Unicode, which the check refuses in records."""

    @property
    def short(self) -> str:
        return "\ufdd3"

    @property
    def uncommitted(self) -> str:
        return "\ufdd4"


SLOTS = _Slots(date="\ufdd0", commit="\ufdd1", changes=0, first="\ufdd2")
"""What pages print in place of the latest revision until they are written."""
_QUOTED = "\ufdd5"
"""The slot of what is not committed, in an address."""
_SIGNS = re.compile("[\ufdd0-\ufdd5]")


def in_address(quoted: str) -> str:
    """A part of an address that was quoted with slots in it, with slots again."""
    for sign in (SLOTS.date, SLOTS.commit, SLOTS.first, SLOTS.short):
        quoted = quoted.replace(quote(sign), sign)
    return quoted.replace(quote(SLOTS.uncommitted), _QUOTED)


def filled(text: str, latest: Revision | None) -> str:
    """A text with the latest revision in its slots. Without a revision the text is given back as it is."""
    if latest is None or not _SIGNS.search(text):
        return text
    parts = {
        SLOTS.date: latest.date,
        SLOTS.commit: latest.commit,
        SLOTS.first: latest.first,
        SLOTS.short: latest.short,
        SLOTS.uncommitted: latest.uncommitted,
        _QUOTED: quote_plus(latest.uncommitted),
    }
    return _SIGNS.sub(lambda sign: parts[sign[0]], text)
