"""Where a web archive has a copy of a work, or may have one: only a copy that somebody saw is called a copy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from macros.core.models import Work
from macros.core.models.last_look import Health
from macros.core.values.dates import parse_date

WAYBACK = "https://web.archive.org/web/"
CALENDAR = f"{WAYBACK}*/"
"""Put before an address: lists the days on which the Wayback Machine copied it, if there are any."""
FIRST_DAY = "1996-01-01"
"""Web archives began in 1996, so an earlier day has no copy."""
ARCHIVES = {"web.archive.org", "archive.org", "archive.today", "archive.ph", "perma.cc"}
SEEN = "archived copy"


class Copy(NamedTuple):
    """Where a copy is (`seen`), or where one may be looked for; the address is empty if there is neither.

    `day` (ISO 8601) is the day near which a copy is wanted; empty if it is unknown or earlier than web archives.
    `seen` says that the address is recorded, or that `health` has read a page there.
    """

    address: str = ""
    day: str = ""
    seen: bool = False

    @property
    def calendar(self) -> bool:
        """Whether it leads to a list of days to choose from, not to a page."""
        return self.address.startswith(CALENDAR)

    @property
    def label(self) -> str:
        """What a link to it may say: "archived copy", or else "look for an archived copy near 14 March 2012"."""
        if self.seen:
            return SEEN
        near = f" near {parse_date(self.day).in_words()}" if self.day else ""
        return f"look for an {SEEN}{near}"

    @property
    def line(self) -> str:
        """The same with the address, as a line of a note; empty without an address."""
        return f"{self.label[0].upper()}{self.label[1:]}: {self.address}" if self.address else ""


def archived(work: Work) -> Copy:
    """The copy of a work that is recorded or was seen, else where to look for one.

    That is `archiveurl`, else the address of the Wayback Machine for the copy nearest the day on which the work was
    last opened or, if that is unknown, appeared (the last day of a month or year). Without a day since 1996 it is the
    calendar of the address. A work that is linked `plain` has none: a copy would stay after its publisher takes the
    page down.
    """
    day = _day(work)
    if work.plain:
        return Copy(day=day)
    if work.archiveurl or not work.url or (urlsplit(work.url).hostname or "") in ARCHIVES:
        return Copy(work.archiveurl or "", day, bool(work.archiveurl))
    if not day:
        return Copy(f"{CALENDAR}{work.url}")
    return Copy(f"{WAYBACK}{day.replace('-', '')}/{work.url}", day, work.copy_seen)


def _day(work: Work) -> str:
    date = work.urldate or work.date
    day = (date.first if date.open_end else date.last) if date else ""
    return day if day >= FIRST_DAY else ""


def mark_seen(works: Iterable[Work], health: Health | None) -> None:
    """Tell each work whether the last look at the web found a page at the address of its copy."""
    looks = health.looks if health else []
    fine = {look.address for look in looks if "archived" in look.copy_ and look.verdict == "fine"}
    for work in works:
        work.saw_copy(archived(work).address in fine)
