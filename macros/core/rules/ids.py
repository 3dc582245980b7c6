"""Rules on ids: assigned once, never reused, never lost."""

from __future__ import annotations

from collections.abc import Iterable

from macros.core.archive import Archive
from macros.core.bibliography import PATH as BIBLIOGRAPHY_PATH
from macros.core.models import KINDS
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.instead import either
from macros.core.rules.registry import rule
from macros.core.suggestions import near_id
from macros.core.vocabulary import REDIRECTS_PATH

SPEAKERS = ("organization", "person", "voice")
PUBLISHED_PATH = "data/published.txt"


def addresses(archive: Archive, relations: Relations) -> set[str]:
    """Every permanent id of the archive as `kinds/id`, claims and notes as `claims/owner.id`, `notes/owner.id`."""
    records = {f"{KINDS[kind].plural}/{record_id}" for kind, ids in archive.seen.items() for record_id in ids}
    claims = {f"claims/{ref}" for ref in relations.claims}
    return records | claims | {f"notes/{ref}" for ref in relations.notes}


@rule("shared-id")
def shared_id(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Organizations, people and voices share one namespace, since all of them stand in attribution chains."""
    for index, kind in enumerate(SPEAKERS):
        for other in SPEAKERS[index + 1 :]:
            for record_id in sorted(archive.seen[kind] & archive.seen[other]):
                path = f"{KINDS[other].folder}/{record_id}.yml"
                wrong = (
                    f"'{record_id}' is the id of {'an' if kind[0] in 'aeiou' else 'a'} {kind} already; choose another"
                )
                yield Problem(path, 1, "", wrong, "shared-id")


@rule("lost-id")
def lost_id(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """An id that was published exists, or is retired in `data/redirects.yml` with the reason."""
    if archive.unread(REDIRECTS_PATH):
        return
    known = addresses(archive, relations)
    for number, line in enumerate(archive.published, 1):
        address = line.strip()
        if address and address not in known and address not in archive.redirects.root:
            if _unread(archive, address):
                continue
            wrong = f"'{address}' neither exists nor is retired; restore it or retire it in {REDIRECTS_PATH}"
            yield Problem(PUBLISHED_PATH, number, "", wrong, "lost-id")


def _unread(archive: Archive, address: str) -> bool:
    """Whether a claim or note belongs to a file that could not be read, which is reported already."""
    plural, _, ref = address.partition("/")
    if plural == "works":
        return not archive.seen["work"] and archive.unread(BIBLIOGRAPHY_PATH)
    owner = ref.split(".", 1)[0]
    unread = any(owner in archive.seen[k] and owner not in archive.records[k] for k in ("source", "incident"))
    return plural in ("claims", "notes") and unread


@rule("redirect")
def redirect(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A retired id is not in use again, and the address that took its place exists."""
    known = addresses(archive, relations)
    for address, retired in archive.redirects.root.items():
        line = archive.redirects_document.line((address,))
        if address in known:
            wrong = f"'{address}' is retired and in use; ids are never used again, choose another for the record"
            yield Problem(REDIRECTS_PATH, line, address, wrong, "redirect")
        if retired.to and retired.to not in known:
            wrong = f"no '{retired.to}'{either(near_id(retired.to, known, name=True), 'leave it out')}"
            yield Problem(REDIRECTS_PATH, line, f"{address}.to", wrong, "redirect")
