"""The rule on unused records."""

from __future__ import annotations

from collections.abc import Iterable

from macros.core.archive import Archive
from macros.core.models import KINDS, Record
from macros.core.models.field_values import texts
from macros.core.problems import Problem
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import SIGNATURES
from macros.core.relations import Relations
from macros.core.rules.registry import rule


@rule("unused-record", reach="ties")
def unused_record(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Every organization, person, place, instrument and voice is mentioned by a passage or named by another record."""
    used = {
        (kind, value)
        for record, named in archive.named_in()
        for declared, value in named
        for kind in (KINDS if declared == "any" else declared.split("|"))
        if (kind, value) != (record.kind_id, record.id)
    }
    used |= {(SIGNATURES[call.name].refers_to, call.text(0, "id")) for _, _, _, call in archive.calls}
    mentioned = [record for kind in KINDS.values() if kind.mentioned for record in archive.records_of(kind.id).values()]
    unheard = [
        record for record in mentioned if (record.kind_id, record.id) not in used and not _renamed(archive, record)
    ]
    if unheard and not partly_read(archive) and not any(archive.lost.values()):
        for record in unheard:
            wrong = "is not mentioned anywhere; mention it in an annotation, name it in a record, or remove it"
            yield Problem(record.path, 1, "", wrong, "unused-record")


def _renamed(archive: Archive, record: Record) -> bool:
    """Whether a record may be one that was published under another id, which is reported."""
    return bool(archive.lost[record.kind_id]) and f"{KINDS[record.kind_id].plural}/{record.id}" not in archive.listed


def partly_read(archive: Archive) -> bool:
    """Whether a record or text could not be read, so that its mentions are unknown."""
    if any(archive.ids_met[kind] - set(records) for kind, records in archive.records.items()):
        return True
    if any(annotation.faults for annotation in archive.annotations.values()):
        return True
    return any(parse(found.value)[1] for record in archive.all_records() for found in texts(record))
