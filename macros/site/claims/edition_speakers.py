"""The speakers of a chain as a Korean or Chinese sentence names them, and what is called what they say."""

from __future__ import annotations

from dataclasses import dataclass

from macros.core.models import Organization, Person, Record, Voice
from macros.core.models.kinds import SPEAKERS
from macros.core.models.sentence_patterns import Wording
from macros.core.models.translations import text_in
from macros.core.relations import AttributedClaim, Relations
from macros.core.values.speakers import Speaker
from macros.site.claims.named_speakers import SEVERAL
from macros.site.claims.shown_chains import MANDATE
from macros.site.languages.josa import filled

OUTLETS = ("broadcaster", "news-outlet", "news-agency")
"""Kinds of organizations that report."""


@dataclass(frozen=True, slots=True)
class EditionSpeaker:
    """One link: its words, what sort of speaker it is (`outlet`, `person`, `body`), whether it speaks with the author.

    `short` is its form in a table; `answers` is the body it speaks for, else itself; `words` is true of what is
    rather said than says, such as reports without a name.
    """

    text: str
    sort: str
    short: str
    answers: str
    together: bool = False
    words: bool = False

    def says(self, wording: Wording, how: str, day: str = "") -> str:
        """What it says, as something to be cited: `북한정의연대의 2023년 10월 11일 발표`, `路透社的报道`.

        `how` is `cited`, or `through` if others are between; with a day it is what was said then.
        """
        if self.words and not day:
            return self.text
        pattern = wording.pattern("speakers", f"{self.sort}-{'said' if day else how}")
        return filled(pattern, name=self.text, on=after(self.text, day))


def after(name: str, day: str) -> str:
    """A day after a name: Chinese would otherwise run a Latin name and a year together."""
    return f" {day}" if day and name[-1:].isascii() else day


def speakers_in(relations: Relations, stated: AttributedClaim, wording: Wording) -> list[EditionSpeaker]:
    """The chain of a claim, nearest first, with those who speak beside the author as one author with them."""
    author, *others = [_link(relations, link, wording) for link in stated.claim.said_by]
    for other in (link for link in others if link.together):
        text, short = (
            filled(wording.pattern("speakers", "together"), name=first, other=second)
            for first, second in ((author.text, other.text), (author.short, other.short))
        )
        author = EditionSpeaker(text, author.sort, short, text)
    return [author, *(link for link in others if not link.together)]


def name_in(record: Record, wording: Wording) -> str:
    """What a record is called in a language: its form in a sentence, short form or name there; else its Latin name."""
    for field in ("in_text", "short", "name"):
        if text := text_in(record, wording.edition, field):
            return _titled(record, text, wording)
    native: dict[str, str] = record.__dict__.get("native", {})
    if wording.edition in native:
        return _titled(record, native[wording.edition], wording)
    return record.in_text or record.name if isinstance(record, Voice) else record.short_text


def _titled(record: Record, name: str, wording: Wording) -> str:
    if not isinstance(record, Organization) or record.kind not in OUTLETS:
        return name
    endings = tuple(wording.patterns.titles.words(wording.edition))
    return filled(wording.pattern("speakers", "title"), name=name) if name.endswith(endings) else name


def _link(relations: Relations, link: Speaker, wording: Wording) -> EditionSpeaker:
    record, body = _record(relations, link.id), _record(relations, link.body) if link.body else None
    name = name_in(record, wording) if record else link.id
    if link.body:
        of = name_in(body, wording) if body else link.body
        how = _how(record, link.body, body)
        text, short = (filled(wording.pattern(where, how), name=name, body=of) for where in ("speakers", "cells"))
        return EditionSpeaker(text, "person", short, of)
    together, words = isinstance(record, Voice) and record.together, _is_words(record, name, wording)
    return EditionSpeaker(name, _sort(record, name, wording), name, name, together, words)


def _how(record: Record | None, body_id: str, body: Record | None) -> str:
    """How somebody speaks for a body: as its spokesperson, as the one who holds the mandate, or otherwise."""
    if isinstance(record, Person) and body_id in record.spokesperson_of:
        return "spokesperson"
    return "holds" if isinstance(body, Organization) and body.kind == MANDATE else "speaks-for"


def _is_words(record: Record | None, name: str, wording: Wording) -> bool:
    return isinstance(record, Voice) and name.endswith(tuple(wording.patterns.own_words.words(wording.edition)))


def _sort(record: Record | None, name: str, wording: Wording) -> str:
    if isinstance(record, Organization):
        return "outlet" if record.kind in OUTLETS else "body"
    if isinstance(record, Voice) and name.endswith(tuple(wording.patterns.outlets.words(wording.edition))):
        return "outlet"
    return "person" if isinstance(record, Person) or (isinstance(record, Voice) and record.kind != SEVERAL) else "body"


def _record(relations: Relations, record_id: str) -> Record | None:
    kind = relations.kind_of(record_id, SPEAKERS)
    return relations.archive.records_of(kind).get(record_id) if kind else None
