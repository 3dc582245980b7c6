"""Retired ids with a slip: the published id that one of them means seems to be gone, and both are one mistake."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from macros.core.archive import Archive
from macros.core.words.suggestions import MOST_SLIPS, distance


def misspelt(archive: Archive, known: AbstractSet[str]) -> dict[str, str]:
    """Each retired id that was never published, by the one published id that is gone and differs by a slip.

    `known` has the addresses of all records, claims and notes. Digits may differ here: both ids are in the files of the
    archive, and nothing else is like them.
    """
    published = archive.listed | (archive.published_before or set())
    retired = archive.redirects.root.keys()
    unlisted = sorted(retired - published - known)
    gone = [one for one in sorted(archive.listed - retired - known) if archive.binds(one)] if unlisted else []
    found: dict[str, str] = {}
    for wrong in unlisted:
        near = [one for one in gone if _kind(one) == _kind(wrong) and distance(one, wrong) <= MOST_SLIPS]
        if len(near) == 1 and near[0] not in found:
            found[near[0]] = wrong
    return found


def _kind(address: str) -> str:
    return address.partition("/")[0]
