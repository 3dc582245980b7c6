"""The rule on dates in the future: what is recorded has already happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models.archive_citation import CITATION_PATH
from macros.core.models.archive_identity import IDENTITY_PATH
from macros.core.models.document import dotted
from macros.core.models.field_values import dates
from macros.core.models.last_look import HEALTH_PATH
from macros.core.models.vocabulary import REDIRECTS_PATH
from macros.core.problems import Problem
from macros.core.reading.health_file import line_of_day
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.values.dates import Date, parse_date

MAY_COME = frozenset({"in-force"})
"""Fields that may have a future day: a treaty names the day on which it enters into force."""


@rule("future-date", reach="near", beside=("redirects", "identity"))
def future_date(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No date is in the future, whether of a work, an event, a change, a confirmation or a look at the web.

    The date is compared with the day of the check. An instrument may enter into force on a future day.
    """
    if not archive.as_of:
        return
    for record in archive.all_records():
        for place, date in dates(record):
            wrong = "" if place[-1] in MAY_COME else _fault(date, archive.as_of)
            if wrong:
                yield Problem(record.path, record.line(*place), record.field(place), wrong, "future-date")
    for address, retired in archive.redirects.root.items():
        if wrong := _fault(retired.since, archive.as_of):
            place = (address, "since")
            yield Problem(REDIRECTS_PATH, archive.redirects_document.line(place), dotted(place), wrong, "future-date")
    if wrong := _fault(parse_date(archive.citation.date_released), archive.as_of):
        line = archive.citation_document.line(("date-released",))
        yield Problem(CITATION_PATH, line, "date-released", wrong, "future-date")
    yield from _confirmed(archive)
    if health := archive.health:
        latest = max((health.looked, *(look.looked for look in health.looks)), key=lambda day: day.first)
        if _fault(latest, archive.as_of):
            wrong = f"is {latest.text}, which is in the future; look at the sources anew"
            yield Problem(HEALTH_PATH, line_of_day(archive.root, latest.text), "looked", wrong, "future-date")


def _confirmed(archive: Archive) -> Iterator[Problem]:
    """Days on which the owner will have confirmed something."""
    said = archive.identity.confirmed
    for field, day in (
        ("repository", said and said.repository),
        ("private-reporting", said and said.private_reporting),
    ):
        if day and (wrong := _fault(parse_date(day), archive.as_of)):
            place = ("confirmed", field)
            yield Problem(IDENTITY_PATH, archive.identity_document.line(place), dotted(place), wrong, "future-date")


def _fault(date: Date, today: str) -> str:
    """What is wrong with a date whose beginning, or the beginning of its end, is after today."""
    end = date.text.rpartition("/")[2]
    begins = date.first if end in ("..", "") else max(date.first, parse_date(end).first)
    return f"is {date.text}, which is in the future; write the day on which it happened" if begins > today else ""
