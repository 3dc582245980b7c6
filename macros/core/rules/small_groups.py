"""Small groups: which claims count fewer than ten people, which incidents are about them, and who reports them."""

from __future__ import annotations

import re
from functools import cached_property

from macros.core.archive import Archive
from macros.core.models import Claim, Event, Incident, Place, Record, Source
from macros.core.reading.reference_calls import Call, CallPart
from macros.core.relations import Relations
from macros.core.words.telling import telling

SMALL = 10
"""A group with fewer people than this is small."""
DPRK = {"DPRK", "North Korea", "Democratic People's Republic of Korea"}
"""The country that people come from, as records of places name it."""
_WIDE = {"state", "states", "region", "border"}
"""Kinds of place that are too large to single out anybody's home."""


def people(claim: Claim) -> int | None:
    """How many people a claim counts at most; None without a number, for other units and for shares."""
    if claim.unit != "people" or claim.count is None or claim.count.percent:
        return None
    return claim.count.maximum if claim.count.maximum is not None else claim.count.minimum


def is_small(claim: Claim) -> bool:
    """Whether a claim counts people, and fewer than ten."""
    number = people(claim)
    return number is not None and number < SMALL


class SmallGroups:
    """What in an archive is about small groups, and what a text tells about somebody in one."""

    def __init__(self, archive: Archive, relations: Relations) -> None:
        self.archive = archive
        self.relations = relations

    @cached_property
    def incidents(self) -> set[str]:
        """Incidents with a claim of a small number that is not a part of a larger one."""
        found = self.relations.claims_of.items()
        return {one for one, stated in found if any(self.makes_small(claim.claim) for claim in stated)}

    @staticmethod
    def makes_small(claim: Claim) -> bool:
        """Whether a claim makes its incident one about a small group: a small number, not a part of a larger one."""
        return is_small(claim) and not claim.aside and not claim.part_of

    @cached_property
    def voices(self) -> list[str]:
        """Links of the chains of claims about small groups, by id."""
        stated = self.relations.claims.values()
        return sorted({link for one in stated if self.small(one.incident, one.claim) for link in one.claim.speakers})

    def small(self, incident: str | None, claim: Claim) -> bool:
        """Whether a claim is about a small group: by its number or, where it counts no people, by its incident."""
        number = people(claim)
        return incident in self.incidents if number is None else number < SMALL

    def about_few(self, record: Record) -> bool:
        """Whether the texts of a record are about a small group alone."""
        if isinstance(record, Event):
            return bool(record.incidents) and set(record.incidents) <= self.incidents
        if isinstance(record, Source):
            counted = [claim for claim in record.claims.values() if people(claim) is not None]
            return bool(counted) and all(map(is_small, counted))
        return record.id in (self.incidents if isinstance(record, Incident) else self.voices)

    @cached_property
    def _homes(self) -> re.Pattern[str] | None:
        """`from` a town or province of the DPRK that has a record."""
        places = (place for place in self.archive.records_of("place").values() if isinstance(place, Place))
        names = {place.name for place in places if place.country in DPRK and place.kind not in _WIDE}
        return re.compile(rf"\bfrom (?:{'|'.join(map(re.escape, sorted(names)))})\b") if names else None

    def kind(self, text: str) -> str:
        """What a text tells about a person in a small group; empty if it tells nothing of the kind."""
        return telling(text) or ("a home" if self._homes and self._homes.search(text) else "")

    def read(self, parts: list[CallPart]) -> str:
        """The words that a reader sees: the text, and the labels of its calls."""
        return " ".join(part if isinstance(part, str) else self._label(part) for part in parts)

    def _label(self, call: Call) -> str:
        values = [*call.args[1:], call.named("text")]
        label = " ".join(value for value in values if isinstance(value, str)).strip()
        place = self.archive.records_of("place").get(call.text(0, "id")) if call.name == "place" else None
        return label or (place.short_text if place else "")

    def only_incidents(self, parts: list[CallPart]) -> bool:
        """Whether a text refers to incidents, all of them about small groups."""
        called = {part.text(0, "id") for part in parts if isinstance(part, Call) and part.name == "incident"}
        return bool(called) and called <= self.incidents

    def only_small(self, owner: str, parts: list[CallPart]) -> bool:
        """Whether a text calls claims that count people, all of them small numbers."""
        found = False
        for part in parts:
            if isinstance(part, Call) and part.name == "claim":
                ref = part.text(0, "id")
                few = self._counted.get(ref if "." in ref else f"{owner}.{ref}")
                if few is False:
                    return False
                found = found or few is True
        return found

    @cached_property
    def _counted(self) -> dict[str, bool]:
        """The claims that count people, each with whether they are few."""
        numbers = ((ref, people(one.claim)) for ref, one in self.relations.claims.items())
        return {ref: number < SMALL for ref, number in numbers if number is not None}
