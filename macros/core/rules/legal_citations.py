"""The rule on legal citations: what they print of an instrument is what its record says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from macros.core.archive import Archive
from macros.core.models import Instrument
from macros.core.models.names import compared
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.early import at_odds
from macros.core.rules.registry import rule
from macros.core.values.dates import MONTHS, Date

_CITATIONS = ("cite-oscola", "cite-bluebook")
_NAMED = "|".join(MONTHS[1:])
_SHORT = r"Jan\.|Feb\.|Mar\.|Apr\.|May|June|July|Aug\.|Sept\.|Oct\.|Nov\.|Dec\."
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}})\s+(?P<month>{_NAMED})\s+(?P<year>\d{{4}})")
_MONTH_FIRST = re.compile(rf"(?P<month>{_NAMED}|{_SHORT})\s+(?P<day>\d{{1,2}}),\s+(?P<year>\d{{4}})")
_BEFORE = {
    "adopted": re.compile(r"\b(?:adopted|signed|concluded)(?:\s+on)?\s*\Z", re.IGNORECASE),
    "in-force": re.compile(r"\b(?:entered\s+into\s+force|in\s+force|effective)(?:\s+on)?\s*\Z", re.IGNORECASE),
}
"""What a citation writes before a date, by the field that has that date."""
_LATER = re.compile(
    r"\b(?:amended|revised|rev'd|corrected|accessed|visited|last updated)(?:\s+(?:on|by))?\s*\Z", re.IGNORECASE
)
"""What a citation writes before the date of something that no field has."""
_SERIES = re.compile(r"(\d+) ([A-Z]{3,}) (\w+)")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_SYMBOL = re.compile(r"\bU\.?N\.? Doc\.? ([A-Z][\w./-]*\w)")
_SUPPLEMENT = re.compile(r"A/\d{3,5}")
"""The volume in which early resolutions of the General Assembly were printed, by which they are cited."""
_BODIES = {
    "UNHRC": ("human", "rights", "council"),
    "UNSC": ("security", "council"),
    "UNGA": ("general", "assembly"),
    "UNCHR": ("commission", "human", "rights"),
}
"""Words for which lawyers write an abbreviation."""
_LONG, _FEWEST, _MOST = 4, 3, 0.3
"""Shorter words and titles of fewer words are not compared. A citation that lacks more of them, as a share, has another
name of the instrument."""
_JOINING = ("between", "with", "from", "concerning", "regarding", "relating")
_STEM = 3
"""So many letters of a word are compared, since forms of one word differ in their ends."""


@rule("citation-differs", reach="near")
def citation_differs(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A citation has the title, the dates, the symbol and the treaty series that the record of its instrument has.

    The day on which a document was issued is in `adopted-note`, if that is the day that lawyers cite.
    """
    for record in archive.records_of("instrument").values():
        for place, wrong in _causes(record, archive.as_of) if isinstance(record, Instrument) else ():
            yield Problem(record.path, record.line(place), place, wrong, "citation-differs")


class _Fault(NamedTuple):
    """What a citation has, the field of the record with which that is compared, what it says, and what to do."""

    has: str
    field: str
    own: str
    right: str


def _causes(record: Instrument, today: str) -> Iterator[tuple[str, str]]:
    """A field and what is wrong with it: a citation or, where both have the same, the field of the record."""
    cited = {field: getattr(record, field.replace("-", "_")) or "" for field in _CITATIONS}
    elsewhere = at_odds(record, today)
    found = {
        field: next((one for one in _faults(record, text, field) if one.field not in elsewhere), None)
        for field, text in cited.items()
    }
    faults = [one for one in found.values() if one]
    if len(faults) > 1 and len({(one.field, one.own) for one in faults}) == 1 and faults[0].field != "name":
        one = faults[0]
        yield one.field, f"is {one.own}, and both citations have {one.has}; {one.right}"
        return
    for field, fault in found.items():
        if fault:
            told = f"has {fault.has}, and `{fault.field}` is {fault.own}"
            lacks = f"lacks the word '{fault.has}', which `name` has"
            yield field, f"{lacks if fault.field == 'name' else told}; {fault.right}"


def _faults(record: Instrument, text: str, field: str) -> Iterator[_Fault]:
    yield from _other_dates(record, text)
    plain = text.replace(".", "")
    own = _SERIES.match(record.unts or "")
    for found in _SERIES.finditer(plain) if own else ():
        if own and found[2] == own[2] and found.groups() != own.groups():
            yield _Fault(found[0], "unts", own[0], "compare both with the treaty series")
    for symbol in _SYMBOL.findall(text) if record.symbol else ():
        if _SUPPLEMENT.fullmatch(symbol) and str(record.symbol).startswith("A/RES/"):
            continue
        if not str(record.symbol).startswith(symbol) and not symbol.startswith(str(record.symbol).split()[0]):
            yield _Fault(symbol, "symbol", str(record.symbol), "compare both with the document")
    if lacking := _lacking(record, text) if field == _CITATIONS[0] else "":
        yield _Fault(lacking, "name", record.name, "compare both with the document")


def _other_dates(record: Instrument, text: str) -> Iterator[_Fault]:
    """What is wrong with each full date of a citation."""
    dates = {"adopted": record.adopted, "opened": record.opened, "in-force": record.in_force}
    known = {name: date for name, date in dates.items() if date}
    for found in (*_DAY_FIRST.finditer(text), *_MONTH_FIRST.finditer(text)):
        if _LATER.search(text[: found.start()]):
            continue
        day, shown = _day(found), " ".join(found[0].split())
        field = next((name for name, words in _BEFORE.items() if words.search(text[: found.start()])), "")
        if field in known and not _holds(known[field], day):
            yield _Fault(shown, field, known[field].text, "compare both with the document")
        elif known and not field and not (any(_holds(one, day) for one in known.values()) or _noted(record, day)):
            name, date = next(iter(known.items()))
            right = "compare both with the document, or say in `adopted-note` what day it is"
            yield _Fault(shown, name, date.text, right)


def _day(found: re.Match[str]) -> str:
    month = next(number for number, name in enumerate(MONTHS) if number and name.startswith(found["month"][:3]))
    return f"{found['year']}-{month:02d}-{int(found['day']):02d}"


def _holds(date: Date, day: str) -> bool:
    """Whether a day may be the one that a date means; a date with a mark is not compared."""
    return not all(point.exact for point in date.points) or date.first <= day <= date.last


def _noted(record: Instrument, day: str) -> bool:
    """Whether the record says what happened on a day."""
    year, month, number = day.split("-")
    words = f"{int(number)} {MONTHS[int(month)]} {year}"
    return any(re.search(rf"(?<!\d){one}", record.adopted_note or "") for one in (day, words))


def _lacking(record: Instrument, text: str) -> str:
    """The first word of a name that a citation lacks which has nearly all of it; empty if it has all, or few."""
    cited = compared(text).split("-")
    said = [word for short, whole in _BODIES.items() if re.search(rf"\b{short}\b", text) for word in whole]
    stems = {word[:_STEM] for word in (*cited, *said)}
    title = compared(_IN_BRACKETS.sub("", record.name)).split("-")
    words = [one for one in title if len(one) >= _LONG and one not in _JOINING]
    missing = [one for one in words if one[:_STEM] not in stems]
    few = len(missing) <= max(1, len(words) * _MOST) and len(words) >= _FEWEST
    return missing[0] if missing and few else ""
