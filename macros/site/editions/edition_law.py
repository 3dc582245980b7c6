"""What the page of an instrument shows in an edition: who is bound, and which documents name its provisions."""

from __future__ import annotations

from functools import partial
from typing import Any

from macros.core.models import Instrument, Record
from macros.core.values.dates import Date
from macros.site.editions.edition_view import EditionView
from macros.site.pages.details import instrument
from macros.site.pictures.law_strips import LawWords, law_strips
from macros.site.pictures.timed_records import TimedWords

BOUND = ("china", "dprk")
"""The states whose standing a list of law shows."""


def edition_instrument(view: EditionView, record: Record | None) -> dict[str, Any]:
    """The values of its template."""
    if not isinstance(record, Instrument):
        return {}
    found = instrument(view.site, record)
    kept = ("provisions", "standings", "related")
    timed = TimedWords(view.say, view.title, view.within_year, view.comma)
    words = LawWords(timed, partial(_dated, view), lambda state: view.state(state).striptags(), view.comma)
    strips = law_strips(view.site, record, words)
    return {name: found[name] for name in kept} | {
        "cut": view.site.cut(record),
        "events": view.site.events_of(record),
        "strips": strips,
    }


_DATED = {
    "adopted": "law.adopted-on",
    "in force": "law.in-force-on",
    "signed": "law.signed-on",
    "ratified": "law.ratified",
    "acceded": "law.acceded",
}
"""The label of what happened to an instrument on a day."""


def _dated(view: EditionView, what: str, when: Date, whole: bool) -> str:
    """What happened and when: by the year alone where that is certain."""
    certain = when.year == when.last[:4] and not (when.approximate or when.uncertain or whole)
    return view.say(_DATED[what], date=view.say("law.year", year=when.year) if certain else view.on(when))
