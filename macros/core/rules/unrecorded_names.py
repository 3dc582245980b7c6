"""Rules on names in running text: only people whom the archive records are named."""

from __future__ import annotations

from collections.abc import Iterable

from macros.core.archive import Archive
from macros.core.models import Instrument, Person, Work
from macros.core.models.field_values import words
from macros.core.models.names import all_names_of, compared
from macros.core.problems import Problem
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import CallPart
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.words.korean_names import full_names, has_half_name

_RIGHT = "leave the name out; who spoke in public for a body has a record, and is named as there"
_PLAIN = 'seems to name a person; write {{ person("…", "…") }} for who has a record, and leave all others out'
_NAMING = ("person", "cite", "see", "law")
_PRINTED = frozenset({"cite-oscola", "cite-bluebook", "find", "passages", "native", "aliases"})
"""Fields that repeat what a document prints, or names of bodies."""


@rule("unrecorded-name", reach="ties")
def unrecorded_name(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A field names nobody who has no record of their own, be it with a full name or with a half hidden one.

    Names as Koreans have them are found, in Latin letters or in the forms of newspapers. Titles of works and names of
    bodies keep what is in them, and so do records of laws, with those who signed them.
    """
    records = [one for one in archive.all_records() if not isinstance(one, Person | Work | Instrument)]
    known = {compared(name, person=True) for one in archive.all_records() for _, name in all_names_of(one)}
    for record in records:
        names = [name for _, name in all_names_of(record)]
        for place, text in words(record):
            if place[0] not in _PRINTED and text not in names and _names_somebody(text, known):
                wrong = f"seems to name a person who has no record; {_RIGHT}"
                yield Problem(record.path, record.line(*place), record.field(place), wrong, "unrecorded-name")


@rule("plain-name", reach="near", prose=True, alone=True)
def plain_name(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """In an annotation people are named by `person(…)` alone, so that nobody is named there who has no record."""
    for source in archive.sources:
        annotation = archive.annotations[source.id]
        line = 1
        for part in annotation.parts if not annotation.faults else ():
            line = line if isinstance(part, str) else max(line, part.line)
            for number, text in enumerate(_shown(part).split("\n")):
                if has_half_name(text) or next(full_names(text), ""):
                    yield Problem(source.path, line + number + annotation.offset, "", _PLAIN, "plain-name")
            line += part.count("\n") if isinstance(part, str) else 0


def _shown(part: CallPart) -> str:
    """What a reader sees of a part of a text, without the words of calls that name a person or a work."""
    return part if isinstance(part, str) else "" if part.name in _NAMING else part.named("text")


def _names_somebody(text: str, known: set[str]) -> bool:
    """Whether a text has the name of somebody who is not known."""
    if not has_half_name(text) and not next(full_names(text), ""):
        return False
    plain = " ".join(map(_shown, parse(text)[0])) if "{{" in text else text
    return has_half_name(plain) or any(compared(name, person=True) not in known for name in full_names(plain))
