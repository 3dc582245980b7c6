"""What can be shown of an archive that has problems: everything but the records with a problem, and what needs those.

This is for looking at one's work while it is half done; nothing of it is ever published.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from macros.core.archive import Archive
from macros.core.models.archive_citation import CITATION_PATH
from macros.core.models.archive_identity import IDENTITY_PATH
from macros.core.models.page_labels import LABELS_PATH
from macros.core.models.sentence_patterns import PATTERNS_PATH
from macros.core.models.topics import TOPICS_PATH, Topics
from macros.core.models.vocabulary import REDIRECTS_PATH, VOCABULARY_PATH
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rulebook import check

_HARMLESS = {
    "lost-id",
    "unused-record",
    "public-speaker",
    "work-without-source",
    "bibliography-order",
    "redirect",
    "unknown-country",
}
"""Rules that may be broken only because something else was left out, and without which every page can be shown."""
WORDS_OF_PAGES = frozenset((VOCABULARY_PATH, LABELS_PATH, PATTERNS_PATH))
"""Lists with the words of every page: without them not even a page that says what is wrong can be made."""
_NEEDED = {IDENTITY_PATH, *WORDS_OF_PAGES, REDIRECTS_PATH, CITATION_PATH}
"""Lists that every page needs."""
_MOST_ROUNDS = 8
"""How often what needs a left-out record is looked for before nothing is shown."""


def sound_part(archive: Archive, problems: Sequence[Problem], before: Archive | None = None) -> Archive | None:
    """The part of an archive that has no problem; None if a list that every page needs cannot be read.

    A record with a problem is as it was `before`, in the last archive without problems, if that is known. So whatever
    names it can still be shown.
    """
    if archive.torn:
        return None
    part, found = replace(archive, problems=[], published=[]), problems
    for _ in range(_MOST_ROUNDS):
        if any(problem.path in _NEEDED and problem.rule not in _HARMLESS for problem in found):
            return None
        _leave_out(part, found)
        if before:
            _put_back(part, before, {problem.path for problem in problems}, {_key(problem) for problem in problems})
            before = None  # what has a problem as it was before is left out like any other
        part = _with_met(part)
        found = [problem for problem in check(part, Relations(part)) if not _settled(part, problem)]
        if not found:
            return part
    return None


def _leave_out(part: Archive, found: Sequence[Problem]) -> None:
    """Take out the records, pages and pictures that have a problem, and all search words if one is about them."""
    paths, works = {problem.path for problem in found}, {(problem.path, _key(problem)) for problem in found}
    if TOPICS_PATH in paths:
        part.topics = Topics()
    part.records = {
        kind: {
            one: record
            for one, record in records.items()
            if record.path not in paths or (kind == "work" and (record.path, one) not in works)
        }
        for kind, records in part.records.items()
    }
    part.parsed = {one: annotation for one, annotation in part.parsed.items() if one in part.records["source"]}
    part.pages = {one: page for one, page in part.pages.items() if one not in paths}
    part.pictures = {one: picture for one, picture in part.pictures.items() if one not in paths}


def _key(problem: Problem) -> str:
    """The key of the work that has a problem, since all works share a file."""
    return problem.field.split(".")[0]


def _put_back(part: Archive, before: Archive, paths: Collection[str], keys: Collection[str]) -> None:
    """Put in the records and pages of these files as they were."""
    for kind, records in part.records.items():
        known = before.records[kind].items()
        old = {one: record for one, record in known if record.path in paths and (kind != "work" or one in keys)}
        part.records[kind] = dict(sorted({**old, **records}.items()))
    part.pages |= {path: page for path, page in before.pages.items() if path in paths}


def _with_met(part: Archive) -> Archive:
    """The archive with the ids of its records alone, so that what names a left-out record is found."""
    return replace(part, ids_met={kind: set(records) for kind, records in part.records.items()})


def _settled(part: Archive, problem: Problem) -> bool:
    """Whether a problem comes only of what was left out."""
    missing = problem.path.startswith("docs/") and problem.path.endswith(".md") and problem.path not in part.pages
    source = any(record.path == problem.path for record in part.records["source"].values())
    return problem.rule in _HARMLESS or (missing and not source)
