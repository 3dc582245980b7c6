"""The rule on names of countries and provinces: one name for each, so that what follows from it is not missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models import Instrument, Organization, Place, Record
from macros.core.models.document import FieldPath
from macros.core.models.page_labels import LABELS_PATH, REGIONS
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.values.types import says_nothing
from macros.core.words.suggestions import OTHER_PLACES, near_choice

_OTHER_NAMES = {
    "China": ("prc", "people's republic of china", "mainland china", "the people's republic of china"),
    "DPRK": ("north korea", "dprk (north korea)", "nk"),
    "Republic of Korea": ("south korea", "rok", "korea", "korea, republic of", "s. korea"),
    "United States": ("usa", "us", "u.s.", "u.s.a.", "united states of america", "america"),
    "United Kingdom": ("uk", "u.k.", "great britain", "britain"),
    "Viet Nam": ("vietnam",),
    "Laos": ("lao pdr", "lao people's democratic republic", "lao"),
    "Russia": ("russian federation",),
    "Myanmar": ("burma",),
    "Czech Republic": ("czechia",),
}
"""Names of a country that records do not use, in small letters."""
_ENOUGH = 2
"""A name that so many records have is no slip of one of them."""
Named = tuple[Record, FieldPath, str]


@rule("unknown-country", reach="ties", beside=("labels",))
def unknown_country(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A country has the one name by which records call it, and a Korean and a Chinese one in the labels.

    `region` in `data/labels.yml` lists them, with provinces, of which none is misspelt. A state in the `status` of an
    instrument is named by the same words, with hyphens.
    """
    named = [*_named(archive)]
    if archive.failed(LABELS_PATH) or not named:
        return
    labelled = archive.labels.english(REGIONS)
    whole = all(len(archive.records[kind]) == len(ids) for kind, ids in archive.ids_met.items())
    often = {name for name, times in Counter(name for _, _, name in named).items() if times >= _ENOUGH}
    for record, place, name in named:
        lone = {name} if place == ("province",) or not whole else set()  # others may have it that were not read
        if name not in labelled and not says_nothing(name) and (wrong := _wrong(name, labelled, often | lone)):
            yield Problem(record.path, record.line(*place), record.field(place), wrong, "unknown-country")
    states = {_state(name): name for name in sorted(labelled | {name for _, _, name in named})}
    for instrument in archive.records_of("instrument").values():
        for state in instrument.status if isinstance(instrument, Instrument) else ():
            near = "" if state in states else near_choice(state, states)
            if near or (whole and state not in states):
                right = f"did you mean '{near}'?" if near else f"add its names under `{REGIONS}` in {LABELS_PATH}"
                wrong = f"'{state}' is not a state that records name; {right}"
                at = ("status", state)
                yield Problem(instrument.path, instrument.line(*at), instrument.field(at), wrong, "unknown-country")


def _named(archive: Archive) -> Iterator[Named]:
    """Each country and province of a record, with its place."""
    for record in archive.all_records():
        if isinstance(record, Place | Organization) and record.country:
            yield record, ("country",), record.country
        if isinstance(record, Place) and record.province:
            yield record, ("province",), record.province


def _state(name: str) -> str:
    """A name as the status of an instrument has it."""
    return "-".join(name.lower().split())


def _wrong(name: str, labelled: set[str], known: set[str]) -> str:
    """What is wrong with a name that has no label; empty for one that is known."""
    usual = next((right for right, others in _OTHER_NAMES.items() if name.lower() in others), "")
    unlike = name.lower() in OTHER_PLACES
    if near := usual if usual in labelled else "" if unlike else near_choice(name, labelled | (known - {name})):
        said = f"write '{near}'" if near == usual else f"did you mean '{near}'?"
        return f"'{name}' is not what records call it; {said}"
    if name in known:
        return ""
    return f"'{name}' is in no other record; correct it, or add its names under `{REGIONS}` in {LABELS_PATH}"
