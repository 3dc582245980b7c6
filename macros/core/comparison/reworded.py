"""A source in which only words of the annotation changed, between its calls: the commonest edit while somebody writes.

No other record knows these words, so nothing that follows from the records changes, and of the rules only those that
read words could find anything. While the site is served, such an edit is taken up without reading all records again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from macros.core.archive import Annotation, Archive, load_record
from macros.core.models import KINDS, Source
from macros.core.reading.reference_calls import Call
from macros.core.relations import Relations
from macros.core.rules.registry import Rule

_SOURCES = KINDS[Source.kind_id]


@dataclass(frozen=True)
class Reworded:
    """A source as it is in the archive, and its annotation as it is now."""

    source: Source
    new: Source
    annotation: Annotation

    def take_up(self, archive: Archive) -> None:
        """Let the archive have the new words, but for what others hold of `Archive.bodies`."""
        known, new = self.source.document, self.new.document
        known.body, known.outline = new.body, new.outline
        archive.annotations.reword(self.source.id, new.body, self.annotation)


def reworded(
    archive: Archive, path: str, rules: Iterable[Rule], read_by: Callable[[Rule], Collection[str]]
) -> Reworded | None:
    """The source in a file, if only its words changed and nothing can be wrong with it; if not, or in doubt, None.

    `read_by` gives the sources whose words a rule reads together with other records.
    """
    source = archive.records_of(Source.kind_id).get(PurePosixPath(path).stem)
    if not isinstance(source, Source) or source.path != path:
        return None
    alone = Archive(archive.root, kept=archive.kept, as_of=archive.as_of)
    load_record(alone, _SOURCES, archive.root / path, path)
    if alone.problems or len(alone.sources) != 1:
        return None
    found = Reworded(source, alone.sources[0], alone.annotations[source.id])
    same = _apart_from_words(source, archive.annotations[source.id]) == _apart_from_words(found.new, found.annotation)
    relations = Relations(alone)
    sound = same and not any(
        any(rule(alone, relations)) if rule.alone else source.id in read_by(rule) for rule in rules if rule.prose
    )
    return found if sound else None


def _apart_from_words(source: Source, annotation: Annotation) -> tuple[object, ...]:
    """What else there is in the file: its head, the calls in their order, and whether words come before the first."""
    calls = [(call.name, call.args, call.kwargs) for call in annotation.parts if isinstance(call, Call)]
    head = (source.document.text, source.document.first_line, source.document.body_line)
    return (*head, calls, annotation.faults, bool(annotation.before))
