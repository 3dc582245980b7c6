"""The outline of an archive: everything that its rules read, but for the words of annotations between the calls.

Most edits change words alone. A rule that does not read them (`Rule.prose`) then finds what it found before.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from macros.core.archive import Archive
from macros.core.models import Record
from macros.core.models.topics import Topics


def outline(archive: Archive) -> str:
    """A fingerprint that is another one wherever a rule that reads no words could find something else."""
    found = blake2b(digest_size=16)
    for part in _parts(archive):
        found.update(f"{len(part)}\0{part}".encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def _parts(archive: Archive) -> Iterator[str]:
    for kind, records in archive.records.items():
        yield from (kind, *map(_of_record, records.values()))
        yield "\n".join(sorted(archive.ids_met[kind]))
    yield from (problem.as_text() for problem in archive.problems)
    for path, text in (*archive.pages.items(), *archive.pictures.items()):
        yield from (path, text)
    for listed in (
        archive.vocabulary_document,
        archive.labels_document,
        archive.patterns_document,
        archive.redirects_document,
        archive.topics_document,
        archive.citation_document,
    ):
        yield listed.text
    base = archive.published_before
    yield repr((archive.topics == Topics(), archive.identity, archive.remarks, sorted(archive.ignored)))
    yield repr((archive.published, None if base is None else sorted(base), archive.health, archive.as_of))
    yield repr((sorted(archive.labels_used.items()), archive.prose_calls))


def _of_record(record: Record) -> str:
    """Its place and its text; of a source the calls of its annotation in place of the text."""
    document = record.document
    return f"{record.id}\0{record.path}\0{document.first_line}\0{document.outline or document.text}"
