"""Rules on dates that are too early: before there was anything to record, or before a treaty was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from macros.core.archive import Archive
from macros.core.models import Instrument, Record
from macros.core.models.document import FieldPath, dotted
from macros.core.models.field_values import dates
from macros.core.models.vocabulary import REDIRECTS_PATH
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.values.dates import Date

_OURS = frozenset({"urldate", "seenon", "on", "taken"})
"""Fields that say when somebody looked at a page for the archive."""
_WEB, _SUBJECT, PRINTED, _BODIES = 1990, 1945, 1800, 1000
"""The years before which nobody looked at a page, Korea was not divided, nothing that is cited here was published or
decided, and no body that is recorded was founded. They only separate slips of the pen from dates."""
_DEPTH_OF_ITS_DAY = len(("changes", 0, "date"))
"""How deep the day of a change is; the earlier date of a claim is deeper."""
_BEGINNINGS = {"incident": _SUBJECT, "event": _SUBJECT, "source": _SUBJECT, "organization": _BODIES}


@rule("early-date", reach="near", beside=("redirects",))
def early_date(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No date is so early that it can only be a slip.

    Incidents, events and claims are of 1945 or later, works and instruments of 1800, bodies of 1000; a page was looked
    at, a record changed or an id retired in 1990 or later.
    """
    for record in archive.all_records():
        for place, date in dates(record):
            if wrong := _fault(date, _earliest(record, place)):
                yield Problem(record.path, record.line(*place), record.field(place), wrong, "early-date")
    for address, retired in archive.redirects.root.items():
        if wrong := _fault(retired.since, _WEB):
            place = (address, "since")
            yield Problem(REDIRECTS_PATH, archive.redirects_document.line(place), dotted(place), wrong, "early-date")


def _earliest(record: Record, place: FieldPath) -> int:
    """The first year in which a date of a record can be."""
    day_of_change = place[0] == "changes" and len(place) == _DEPTH_OF_ITS_DAY
    if day_of_change or place[-1] in _OURS:
        return _WEB
    return _BEGINNINGS.get(record.kind_id, PRINTED)


def _fault(date: Date, earliest: int) -> str:
    if all(point.year >= earliest for point in date.points):
        return ""
    return f"is {date.text}, which is before {earliest}; compare the year with the document"


def is_slip(date: Date | None, earliest: int = _SUBJECT) -> bool:
    """Whether a date is reported as too early, so that nothing else has to be said of it."""
    return bool(date and _fault(date, earliest))


@rule("before-instrument", reach="near")
def before_instrument(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No instrument is opened, signed, joined or in force before it is adopted, or known to be signed before it was.

    It is in force for no state before that state ratified or acceded. A status gives no signature, ratification or
    accession after the day of its list, and no reservation is withdrawn before it is made.
    """
    for instrument in archive.records_of("instrument").values():
        for place, wrong in _causes(_order(instrument, archive.as_of)) if isinstance(instrument, Instrument) else ():
            yield Problem(instrument.path, instrument.line(*place), dotted(place), wrong, "before-instrument")


def at_odds(instrument: Instrument, today: str) -> set[str]:
    """The fields of an instrument that are reported as too early or too late, or whose date is no date of it."""
    wrong = {str(place[0]) for place, _ in _causes(_order(instrument, today)) if len(place) == 1}
    dates = {"adopted": instrument.adopted, "opened": instrument.opened, "in-force": instrument.in_force}
    slips = {
        field for field, date in dates.items() if is_slip(date, PRINTED) or (date and today and date.first > today)
    }
    return wrong | slips


class _Pair(NamedTuple):
    """Two dates in the wrong order: the one that is too early or late, and the one that it is compared with."""

    place: FieldPath
    date: Date
    other: FieldPath
    compared: Date


def _causes(pairs: Iterable[_Pair]) -> Iterator[tuple[FieldPath, str]]:
    """A problem for each pair; where one date is at odds with several others, one problem for it alone."""
    found: dict[FieldPath, list[_Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.other, []).append(pair)
    for other, group in found.items():
        first = group[0]
        if len(group) > 1:
            names = ", ".join(f"`{pair.place[-1]}` ({pair.date.text})" for pair in group)
            yield other, f"is {first.compared.text}, which does not fit {names}; compare them with the text"
        else:
            wrong = (
                f"is {first.date.text}, and `{other[-1]}` is {first.compared.text}; compare both dates with the text"
            )
            yield first.place, wrong


def _order(instrument: Instrument, today: str) -> Iterator[_Pair]:
    adopted: tuple[FieldPath, Date | None] = (("adopted",), instrument.adopted)
    if adopted[1] and today and adopted[1].first > today:
        return  # that is reported
    yield from _before(("opened",), instrument.opened, *adopted)
    yield from _before(("in-force",), instrument.in_force, *adopted)
    for state, status in instrument.status.items():
        place: FieldPath = ("status", state)
        steps = {"signed": status.signed, "ratified": status.ratified, "acceded": status.acceded}
        for field, date in (steps | {"in-force": status.in_force}).items():
            yield from _before((*place, field), date, *adopted)
        joined = next((one for one in ("ratified", "acceded") if steps[one]), "")
        if joined and not (status.ratified and status.acceded):
            yield from _before((*place, "in-force"), status.in_force, (*place, joined), steps[joined])
        for field, date in steps.items():
            to_come = bool(date and today and date.first > today)  # that is reported
            if date and not to_come and not is_slip(status.as_of, PRINTED) and status.as_of.last < date.first:
                yield _Pair((*place, field), date, (*place, "as-of"), status.as_of)
        for number, one in enumerate(status.reservations):
            at = (*place, "reservations", number)
            yield from _before((*at, "made"), one.made, *adopted)
            yield from _before((*at, "withdrawn"), one.withdrawn, (*at, "made"), one.made)


def _before(place: FieldPath, date: Date | None, other: FieldPath, first: Date | None) -> Iterator[_Pair]:
    """A pair where one thing is dated wholly before another that has to come first."""
    if date and first and date.last < first.first and not is_slip(date, PRINTED):
        yield _Pair(place, date, other, first)
