"""Rules on when a work was read or saved, and on what was saved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from macros.core.archive import Archive
from macros.core.models import Record, Work
from macros.core.models.document import FieldPath
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.values.dates import OPEN_END, Date, moved
from macros.core.words.same_page import page_of

_WAYBACK = "web.archive.org"
_COPIED = (_WAYBACK, "archive.today", "archive.ph", "archive.is", "archive.li", "archive.vn", "archive.md", "perma.cc")
_SAVED = re.compile(r"/web/([0-9]{4,14})(?:[a-z]{2}_)?/https?:/")
"""How the path of a copy in the Wayback Machine begins: with the time at which it was saved."""
_EARLIEST = "00000101000000"
"""How the digits of a time that gives only its first ones go on."""


@rule("other-copy", reach="near")
def other_copy(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """The archived copy of a work is a copy of its own page, saved since the work appeared.

    An address in the Wayback Machine says which page was saved, and when. The page is that of `url` or `seenat`, which
    is no copy itself.
    """
    for work in archive.works.values():
        if work.url and urlsplit(work.url).hostname in _COPIED:
            wrong = "is the address of a copy; write that of the page here, and this one in `archiveurl`"
            yield Problem(work.path, work.line("url"), f"{work.id}.url", wrong, "other-copy")
            continue
        if work.archiveurl and (wrong := _copy_fault(work, work.archiveurl, archive.as_of or OPEN_END)):
            yield Problem(work.path, work.line("archiveurl"), f"{work.id}.archiveurl", wrong, "other-copy")


def _copy_fault(work: Work, address: str, today: str) -> str:
    """What is wrong with the address of a copy, as far as it tells; empty if nothing is."""
    if urlsplit(address).hostname != _WAYBACK:
        return "is the address of the page itself; leave it out if there is no copy" if address == work.url else ""
    if not (saved := _SAVED.match(urlsplit(address).path)):
        return "does not lead to one copy; open the copy in the Wayback Machine and take its address from there"
    own = [page_of(one) for one in (work.url, work.seenat) if one]
    if own and page_of(address) not in own:
        return "is a copy of another page than that of the work; open the copy and compare the two addresses"
    day = saved[1][:8]
    if not _is_time(saved[1]):
        return "has no day or hour of the calendar as the time at which it was saved; take the address from the copy"
    if day > today.replace("-", "")[: len(day)]:
        return "is a copy from a day in the future; open the copy and take its address from there"
    appeared = moved(work.date.first, -1).replace("-", "") if work.date else ""
    older = day.ljust(8, "9") < appeared
    return "is a copy from before the work appeared; compare its day with `date`" if older else ""


def _is_time(stamp: str) -> bool:
    """Whether the digits of a copy, from a year to a second, are a time of the calendar."""
    whole = stamp + _EARLIEST[len(stamp) :]
    try:
        datetime.strptime(f"{whole}+0000", "%Y%m%d%H%M%S%z")
    except ValueError:
        return False
    return True


@rule("seen-before", reach="near")
def seen_before(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Nobody read, opened or saved a work before it appeared; a day of difference may come from the hour of a place."""
    for work in archive.works.values():
        yield from _too_early(work, work, {("urldate",): work.urldate, ("seenon",): work.seenon})
    for source in archive.sources:
        read = source.reading.on if source.reading else None
        saved = source.capture.taken if source.capture else None
        if own := archive.works.get(source.id):
            yield from _too_early(source, own, {("reading", "on"): read, ("capture", "taken"): saved})


def _too_early(record: Record, work: Work, days: Mapping[FieldPath, Date | None]) -> Iterator[Problem]:
    for place, day in days.items():
        if day and work.date and day.last < moved(work.date.first, -1):
            wrong = f"is {day.text}, and the work is of {work.date.text}; compare both dates with the document"
            yield Problem(record.path, record.line(*place), record.field(place), wrong, "seen-before")
