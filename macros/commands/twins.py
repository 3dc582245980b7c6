"""Whether a new record would be a second one of what the archive already has; `new` then asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from macros.core.archive import Archive
from macros.core.models import KINDS, Work
from macros.core.models.document import Document
from macros.core.reading.bibliography import PATH
from macros.core.reading.validation import build
from macros.core.rules.doubles import work_marks
from macros.core.rules.instead import bearers


def namesake(archive: Archive, kind: str, record_id: str, distinct: Collection[str]) -> str:
    """The question about a record that has the new id as a name; empty if there is none but those in `distinct`."""
    for other in bearers(archive, kind, record_id):
        if other not in distinct:
            known = f"the name is that of '{other}'; use that record ({KINDS[kind].file(other)})"
            return f"{known}, or, if this is another one of the same name, say so: distinct={other}"
    unknown = sorted(set(distinct) - archive.ids_met[kind] - archive.ids_met["work"])
    return f"no {kind} '{unknown[0]}'; distinct= names a record of the same kind" if unknown else ""


def known_work(archive: Archive, fields: Mapping[str, Any], distinct: Collection[str]) -> str:
    """The question about the work that has the same address, or the same author, title and date, as a new one."""
    made, _ = build(Work, Document(PATH, tree=dict(fields)))
    marks = {key for _, key in work_marks(made)} if made else set()
    for work in archive.works.values():
        if work.id not in distinct and marks & {key for _, key in work_marks(work)}:
            known = f"the work is '{work.id}' already: {work.title}; use that key"
            return f"{known}, or, if this is another version of it, say so: distinct={work.id}"
    return ""
