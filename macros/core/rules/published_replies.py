"""The rule on replies: a reply appeared under the name of whoever replies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models import Organization, Person, Work
from macros.core.models.base import replies_of
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule

_LETTERS = re.compile(r"[\W_]+")


@rule("reply-author", reach="near")
def reply_author(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """The work of a reply names whoever replies as its author, editor, institution or publisher.

    The name is that of the record, or one of its other names; letters alone are compared.
    """
    for kind in (Organization.kind_id, Person.kind_id):
        for record in archive.records_of(kind).values():
            for index, reply in enumerate(replies_of(record)):
                work = archive.works.get(reply.work)
                if work and isinstance(record, Organization | Person) and _names(record).isdisjoint(_makers(work)):
                    place = ("reply", index, "work")
                    wrong = (
                        f"is not by {record.name}, as far as its entry says; take it out if somebody else wrote it, or "
                        "add the name under which it appeared to `aliases`"
                    )
                    yield Problem(record.path, record.line(*place), record.field(place), wrong, "reply-author")


def _names(record: Organization | Person) -> set[str]:
    names = [record.name, record.short or "", *record.aliases, *record.native.values()]
    return {_letters(name) for name in names if name}


def _makers(work: Work) -> Iterator[str]:
    for name in (*work.author, *work.editor, work.institution, work.publisher):
        if name:
            last, comma, first = name.partition(", ")
            yield _letters(f"{first} {last}" if comma and not name.startswith("{") else name)


def _letters(name: str) -> str:
    return _LETTERS.sub("", name).casefold()
