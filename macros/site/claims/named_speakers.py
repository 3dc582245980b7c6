"""The speakers of a chain, as a sentence names them: their words, their number, and who speaks beside the author."""

from __future__ import annotations

from dataclasses import dataclass, replace

from macros.core.models import Organization, Person, Voice
from macros.core.models.kinds import SPEAKERS
from macros.core.relations import AttributedClaim, Relations
from macros.core.values.speakers import Speaker
from macros.site.claims.shown_chains import HOLDS, MANDATE, SPEAKS_FOR, SPOKESPERSON

SEVERAL = "collective"
"""The kind of voice that is several speakers, whose verb is in the plural."""


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """A speaker, as a sentence names them; `apposed` if the body they speak for, `body`, follows the name."""

    text: str
    apposed: bool = False
    plural: bool = False
    together: bool = False
    body: str = ""

    @property
    def subject(self) -> str:
        """The same before a verb: an apposition ends with a comma."""
        return f"{self.text}," if self.apposed else self.text

    def on(self, day: str) -> NamedSpeaker:
        """The same with the day on which they said it in brackets, if there is one."""
        return replace(self, text=f"{self.text} ({day})") if day else self


def named_chain(relations: Relations, stated: AttributedClaim) -> list[NamedSpeaker]:
    """The chain of a claim, nearest first, with those who speak beside the author as one author with them."""
    author, *others = [_named(relations, link) for link in stated.claim.said_by]
    beside = [link for link in others if link.together]
    if beside:
        author = NamedSpeaker(" and ".join(link.text for link in (author, *beside)), plural=True)
    return [author, *(link for link in others if not link.together)]


def _named(relations: Relations, link: Speaker) -> NamedSpeaker:
    record = _record(relations, link.id)
    text = _called(record, link.id)
    of = _record(relations, link.body) if link.body else None
    body = _called(of, link.body) if link.body else ""
    if body:
        official = isinstance(record, Person) and link.body in record.spokesperson_of
        holds = isinstance(of, Organization) and of.kind == MANDATE
        text += (SPOKESPERSON if official else HOLDS if holds else SPEAKS_FOR) + body
    voice = record if isinstance(record, Voice) else None
    several, together = voice is not None and voice.kind == SEVERAL, voice is not None and voice.together
    return NamedSpeaker(text, bool(body), several, together, body)


def _record(relations: Relations, record_id: str) -> Organization | Person | Voice | None:
    kind = relations.kind_of(record_id, SPEAKERS)
    found = relations.archive.records_of(kind).get(record_id) if kind else None
    return found if isinstance(found, Organization | Person | Voice) else None


def _called(record: Organization | Person | Voice | None, record_id: str) -> str:
    """How a sentence names a speaker: as the record says, else by the short name."""
    if record is None:
        return record_id
    return (None if isinstance(record, Person) else record.in_text) or record.short_text
