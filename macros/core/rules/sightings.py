"""Rules on how a work was seen that the archive relies on but does not annotate."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models import Incident, Work
from macros.core.models.source import Reading
from macros.core.models.work import NOT_SEEN, ORIGINAL
from macros.core.problems import Problem
from macros.core.reading.bibliography import PATH
from macros.core.relations import Relations
from macros.core.rules.registry import rule

_SIGHTINGS = "`original`, `copy`, `translation`, `summary` or `none`"


@rule("work-without-seen", reach="near")
def work_without_seen(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A work that a claim or an editorial note relies on says how it was seen, unless it is annotated."""
    if archive.failed(PATH):
        return
    for key, why in _relied_on(archive, relations):
        work = archive.works.get(key)
        if work and not work.seen and key not in archive.ids_met["source"] | archive.lost["source"]:
            wrong = f"is missing, and {why}; say how it was seen, {_SIGHTINGS}, and on which day, in `seenon`"
            yield Problem(work.path, work.line(), f"{key}.seen", wrong, "work-without-seen")


def _relied_on(archive: Archive, relations: Relations) -> Iterator[tuple[str, str]]:
    """The works that records rely on, each once, with the first claim or note that does."""
    found: dict[str, str] = {}
    for stated in relations.claims.values():
        if stated.claim.work:
            found.setdefault(stated.claim.work, f"claim {stated.ref} comes from it")
    for note in relations.notes.values():
        for key in note.note.works:
            found.setdefault(key, f"note {note.ref} rests on it")
    yield from found.items()


@rule("seen-where", reach="near")
def seen_where(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A work that was seen says when, and where: at `url`, or else at `seenat`.

    A work that was not seen has no `seenat`. For an annotated work, only its source says how it was captured.
    """
    for work in archive.works.values():
        for field, wrong in _faults(
            work, archive.vocabulary.list("sightings"), annotated=work.id in archive.ids_met["source"]
        ):
            yield Problem(work.path, work.line(field), f"{work.id}.{field}", wrong, "seen-where")


def _faults(work: Work, terms: Container[str], *, annotated: bool) -> Iterator[tuple[str, str]]:
    if annotated:
        where = f"does not belong here; docs/archive/{work.id}.md says what was captured"
        yield from ((field, where) for field in ("seen", "seenat", "seenon") if getattr(work, field))
    elif work.seen and work.seen not in terms:
        return  # a word that is not in the list is reported, and decides what is needed
    elif not work.seen:
        yield from ((field, "needs `seen`, how it was seen") for field in ("seenat", "seenon") if getattr(work, field))
    else:
        yield from _incomplete(work)


def _incomplete(work: Work) -> Iterator[tuple[str, str]]:
    if not work.seenon:
        yield "seen", "needs `seenon`, the day on which the work was last read or looked for"
    if work.seen == NOT_SEEN and work.seenat:
        yield "seenat", "does not belong to a work that was not seen; leave it out, or say how it was seen"
    if work.seen != NOT_SEEN and not work.read_at:
        yield "seen", "needs `seenat`, the address where the work was seen"
    if work.seenat and work.seenat == work.url:
        yield "seenat", "is the same as `url`; leave it out"


@rule("reading-where", reach="near")
def reading_where(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """The `reading` of a source gives `at` only where the address is not that of its work.

    It gives `seen` where the text was read in a copy, a translation or a summary.
    """
    for source in archive.sources:
        for field, wrong in _misread(source.reading, archive.works.get(source.id)) if source.reading else ():
            yield Problem(source.path, source.line("reading", field), f"reading.{field}", wrong, "reading-where")


def _misread(reading: Reading, work: Work | None) -> Iterator[tuple[str, str]]:
    if work and reading.at and reading.at == work.url:
        yield "at", f"is the address in `url` of '{work.id}'; leave it out"
    if reading.seen == NOT_SEEN:
        yield "seen", f"cannot be `{NOT_SEEN}`, since the text was read: give `copy`, `translation` or `summary`"
    if reading.seen == ORIGINAL:
        yield "seen", f"is `{ORIGINAL}`, which is meant where nothing is said; leave it out"


@rule("claim-unseen", reach="near")
def claim_unseen(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No claim is recorded from a report that was not seen; it belongs to the report that was read."""
    for incident in archive.records_of("incident").values():
        for key, claim in incident.claims.items() if isinstance(incident, Incident) else ():
            work = archive.works.get(claim.work or "")
            if work and work.seen == NOT_SEEN:
                wrong = f"'{work.id}' was not seen; record what the report says in which you read it, with its chain"
                at = ("claims", key, "work")
                yield Problem(incident.path, incident.line(*at), f"claims.{key}.work", wrong, "claim-unseen")
