"""The rule on who is bound by a treaty: the word for it and the dates say the same."""

from __future__ import annotations

from collections.abc import Iterable

from macros.core.archive import Archive
from macros.core.models import Instrument
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule

_PARTY = "party"
_BINDING = ("ratified", "acceded", "in-force")
"""Dates that only a party has."""


@rule("standing", reach="near")
def standing(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A state that ratified a treaty, acceded to it, or for which it is in force is a party to it.

    Whoever only signed it is a signatory.
    """
    for instrument in archive.records_of("instrument").values():
        for state, status in instrument.status.items() if isinstance(instrument, Instrument) else ():
            dates = {field: getattr(status, field.replace("-", "_")) for field in (*_BINDING, "signed")}
            field = next((one for one, date in dates.items() if date), "")
            right = "signatory" if field == "signed" else _PARTY
            known = archive.vocabulary.list("standings")
            if field and status.standing in known and status.standing not in (_PARTY, right):
                place = ("status", state, "standing")
                told = f"is '{status.standing}', and `{field}` is {dates[field].text}"
                wrong = f"{told}; write '{right}', or take the date out"
                yield Problem(instrument.path, instrument.line(*place), instrument.field(place), wrong, "standing")
