"""Where the archived copy of a work is found."""

from __future__ import annotations

from urllib.parse import urlsplit

from macros.core.models import Work

WAYBACK = "https://web.archive.org/web/"
ARCHIVES = {"web.archive.org", "archive.org", "archive.today", "archive.ph", "perma.cc"}


def archived(work: Work) -> tuple[str, str]:
    """Address and day (ISO 8601) of the archived copy of a work; the address is empty where there is none to give.

    The copy is `archiveurl`, else the one of the Wayback Machine nearest the day on which the work was last opened
    or, where that is not known, on which it appeared; of a month or year that is the last day. A work that is linked
    `plain` has none: a copy would outlast what its publisher takes down.
    """
    date = work.urldate or work.date
    day = (date.first if date.open_end else date.last) if date else ""
    if work.plain:
        return "", day
    if work.archiveurl or not work.url or (urlsplit(work.url).hostname or "") in ARCHIVES:
        return work.archiveurl or "", day
    return f"{WAYBACK}{day.replace('-', '') + '/' if day else ''}{work.url}", day
