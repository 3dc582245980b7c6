"""The level of evidence in words: how far we checked a claim, and how a report that is not annotated was seen."""

from __future__ import annotations

from urllib.parse import urlsplit

from macros.core.models import Source, Work
from macros.core.models.source import SECOND, Reading
from macros.core.models.vocabulary import Vocabulary
from macros.core.models.work import NOT_SEEN
from macros.core.relations import AttributedClaim
from macros.core.values.dates import Date

_AT_PUBLISHER = "original"


def level(words: Vocabulary, stated: AttributedClaim) -> str:
    """A label for a row: "Text not saved", "Text not saved, read in a copy", "Report not annotated, read in a copy"."""
    if stated.evidence == SECOND and stated.work:
        return second_level(words, stated.work)
    return _with_sighting(words, stated.evidence, stated.seen)


def source_level(words: Vocabulary, source: Source) -> str:
    """The same for an annotated source."""
    return _with_sighting(words, source.evidence, source.seen)


def _with_sighting(words: Vocabulary, found: str, seen: str | None) -> str:
    label = words.label("evidence", found)
    return f"{label}, read {words.label('sightings', seen)}" if seen else label


def second_level(words: Vocabulary, work: Work) -> str:
    """The same for a report that is not annotated."""
    label = words.label("evidence", SECOND)
    if work.seen in (None, _AT_PUBLISHER):
        return label
    how = words.label("sightings", work.seen or "")
    return f"{label}, {how}" if work.seen == NOT_SEEN else f"{label}, read {how}"


def explained(words: Vocabulary, stated: AttributedClaim) -> str:
    """What the label means, in a sentence or two; for one that is not annotated also where and when it was read."""
    if stated.evidence == SECOND and stated.work:
        return second_explained(words, stated.work)
    return _definition(words, stated.evidence)


def second_explained(words: Vocabulary, work: Work) -> str:
    """The same for a report that is not annotated."""
    return f"The report is not annotated. {sighting(words, work)}" if work.seen else _definition(words, SECOND)


def _definition(words: Vocabulary, level: str) -> str:
    found = words.list("evidence").get(level)
    return found.definition if found else ""


def how_read(words: Vocabulary, reading: Reading) -> str:
    """How and when a source was read whose text is not saved, and what that means, as a sentence."""
    how = f" {words.label('sightings', reading.seen)}" if reading.seen else ""
    return f"Read{how} {_when(reading.on)}. Its text was not saved, so no program has checked this record against it."


def sighting(words: Vocabulary, work: Work) -> str:
    """How, where and when a work was seen, as a sentence; empty where the record does not say."""
    if not work.seen:
        return ""
    day = f" {_when(work.seenon)}" if work.seenon else ""
    if work.seen == NOT_SEEN:
        return f"Looked for{day} and not found."
    host = (urlsplit(work.read_at).hostname or "").removeprefix("www.")
    return f"Read {words.label('sightings', work.seen)}{day} ({host})."


def _when(date: Date) -> str:
    return f"{'on' if date.one_day else 'in'} {date.in_words()}"
