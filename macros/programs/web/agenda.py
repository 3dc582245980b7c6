"""What to look at: every annotated source and its copies, with the phrases that should be found there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from macros.core.archive import Archive
from macros.core.models import Source, Work
from macros.core.models.web_archive import archived


@dataclass(frozen=True, order=True)
class Sought:
    """A locator phrase, the passage where it should be, and the claim (`owner.id`) that it locates."""

    phrase: str
    passage: int = 0
    claim: str = ""


@dataclass(frozen=True)
class Target:
    """One address to be looked at."""

    source: str
    copy: str
    address: str
    sought: tuple[Sought, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Changes with the phrases that are looked for; even an unchanged page must then be read again."""
        return hashlib.sha256("\n".join(map(repr, self.sought)).encode()).hexdigest()[:16]


def targets(archive: Archive, only: str = "") -> list[Target]:
    """Every address of every annotated source, or of one source, by source id.

    For a repost, the publisher's own page is included. No phrases are looked for there, because it is not known which
    words the repost changed.
    """
    return [target for source in archive.sources if only in ("", source.id) for target in _of(archive, source)]


def _of(archive: Archive, source: Source) -> Iterator[Target]:
    work = archive.works.get(source.id)
    if work:
        yield from _pages(source.id, work, "original", "archived", tuple(sought(source)))
    own = archive.works.get(source.syndication.of) if source.syndication else None
    if own:
        yield from _pages(source.id, own, "publisher", "publisher-archived", ())


def sought(source: Source) -> Iterator[Sought]:
    """The locator phrases of a source: those of its claims, and the other ones of its passages."""
    located = {(claim.passage, phrase) for claim in source.claims.values() for phrase in claim.find}
    for passage, phrases in source.passages.items():
        yield from (Sought(phrase, passage) for phrase in phrases if (passage, phrase) not in located)
    for claim_id, claim in source.claims.items():
        for phrase in claim.find:
            yield Sought(phrase, claim.passage or 0, f"{source.id}.{claim_id}")


def _pages(source: str, work: Work, page: str, copy: str, phrases: tuple[Sought, ...]) -> Iterator[Target]:
    if work.url:
        yield Target(source, page, work.url, phrases)
    found = archived(work)
    if found.address and not found.calendar:
        yield Target(source, copy, found.address, phrases)
