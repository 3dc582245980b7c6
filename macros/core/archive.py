"""The archive: all records of one tree, loaded once, with every problem found on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

from macros.core.models import KINDS, MODELS, Incident, Kind, Record, Source, Work
from macros.core.models.archive_citation import CITATION_PATH, UNKNOWN, ArchiveCitation
from macros.core.models.archive_identity import (
    IDENTITY_PATH,
    UNKNOWN_IDENTITY,
    Identity,
    citation_problems,
    identity_problems,
)
from macros.core.models.document import Document
from macros.core.models.field_values import references, texts
from macros.core.models.kinds import BY_PLURAL, OWNERS
from macros.core.models.last_look import Health
from macros.core.models.names import named_like
from macros.core.models.page_labels import LABELS_PATH, PageLabels, ProseCall
from macros.core.models.sentence_patterns import PATTERNS_PATH, UNKNOWN_PATTERNS, SentencePatterns
from macros.core.models.topics import TOPICS_PATH, Topics
from macros.core.models.vocabulary import REDIRECTS_PATH, VOCABULARY_PATH, Redirects, Vocabulary
from macros.core.models.web_archive import mark_seen
from macros.core.noting.reads import SelfNoting, Shared, note
from macros.core.problems import UNREADABLE, Problem
from macros.core.reading.annotation_entries import Entry, entries
from macros.core.reading.annotations import parse
from macros.core.reading.bibliography import PATH as BIBLIOGRAPHY_PATH
from macros.core.reading.bibliography import read_bibliography
from macros.core.reading.called import Called
from macros.core.reading.conflicts import causes, settled
from macros.core.reading.files import (
    BYTE_ORDER_MARK,
    MAX_BYTES,
    MAX_LIST_BYTES,
    MAX_SOURCE_BYTES,
    MAX_TABLE_BYTES,
    better_name,
    check_name,
    checked_text,
    read_foreign,
    read_text,
)
from macros.core.reading.health_file import read_health
from macros.core.reading.kept import Kept
from macros.core.reading.page_macros import head_problems
from macros.core.reading.prose_pages import misplaced, unbounded
from macros.core.reading.reference_calls import SIGNATURES, Call, CallPart, Fault, kept_call
from macros.core.reading.stray_braces import stray_braces
from macros.core.reading.unexpected_files import (
    Ignoring,
    all_below,
    ignored_files,
    is_folder,
    is_hidden,
    left_behind,
    strays,
    torn_folders,
)
from macros.core.reading.validation import build
from macros.core.reading.yaml_reader import MAX_VALUE, UNALLOWED, parted, read_front_matter, read_yaml
from macros.core.values.ids import id_fault

RECORDS = ("data", "docs", BIBLIOGRAPHY_PATH, "CITATION.cff", "identity.yml")
"""Where records are: the files and folders from which an archive is read."""
PUBLISHED_PATH = "data/published.txt"
_OTHER_ENDING = re.compile(r"([^.]+)\.(?:ya?ml|md|markdown|json|toml|txt)(?:\.txt)?", re.IGNORECASE)
"""The name of a file that was meant as a record, whatever the ending an editor gave it."""
_ENDS_LINE = re.compile(r"U\+(?:0085|2028|2029)\b")
"""Invisible characters at which YAML ends a line, so that the rest of it seems to have no field."""
_BODIES = "Archive.bodies"
"""What reads of annotations are called."""
Named: TypeAlias = tuple[str, str]
"""What a field names: the kind of record that it declares, and the id."""
NOT_RECORDS = {"docs/archive/index.md"}

MOST_PARSED = 500
"""How many parsed annotations stay in memory; each takes some seventeen thousand bytes."""


@dataclass
class Annotation:
    """The parsed body of a source; line numbers are those of the file."""

    before: str
    entries: list[Entry]
    parts: list[CallPart]
    faults: list[Fault]
    offset: int

    def __getstate__(self) -> Any:
        """What is kept: each call as its values, from which all the rest follows."""
        return [part if isinstance(part, str) else part.values for part in self.parts], self.faults, self.offset

    def __setstate__(self, state: Any) -> None:
        """An annotation that was kept."""
        parts, self.faults, self.offset = state
        self.parts = [part if isinstance(part, str) else kept_call(*part) for part in parts]
        self.before, self.entries = entries(self.parts)


@dataclass
class Archive(Shared):
    """Every record by kind and id.

    `remarks` are the comments of the files, with path and line. `ids_met` also has the ids of files without a valid
    record, so that references to them are not reported as well. `ignored` are the files that git ignores. `base_ids`
    gives the published ids of the base branch, or None where there is none to ask. `as_of` is the day of the check
    (ISO 8601), `labels_used` the labels that the code of the pages asks for, each with the file that does, and
    `prose_calls` what the prose of the editions asks for; they are passed in because nothing here reads a clock or
    code. Without a day no date counts as in the future. `kept` has what was worked out of unchanged texts before, and
    `parsed` the annotations among that; `torn` is whether a whole folder could not be read, so that nothing was;
    `called` and `referring` are what `calls_of` and `named_in` give, once they were looked for.
    """

    root: Path
    records: dict[str, dict[str, Record]] = field(default_factory=lambda: {kind: {} for kind in MODELS})
    ids_met: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in MODELS})
    problems: list[Problem] = field(default_factory=list)
    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary({}))
    labels: PageLabels = field(default_factory=lambda: PageLabels({}))
    labels_document: Document = field(default_factory=lambda: Document(LABELS_PATH))
    labels_used: dict[str, str] = field(default_factory=dict)
    prose_calls: list[ProseCall] = field(default_factory=list)
    patterns: SentencePatterns = UNKNOWN_PATTERNS
    patterns_document: Document = field(default_factory=lambda: Document(PATTERNS_PATH))
    identity_document: Document = field(default_factory=lambda: Document(IDENTITY_PATH))
    vocabulary_document: Document = field(default_factory=lambda: Document(VOCABULARY_PATH))
    redirects: Redirects = field(default_factory=lambda: Redirects({}))
    redirects_document: Document = field(default_factory=lambda: Document(REDIRECTS_PATH))
    topics: Topics = field(default_factory=Topics)
    topics_document: Document = field(default_factory=lambda: Document(TOPICS_PATH))
    pages: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    published: list[str] = field(default_factory=list)
    remarks: list[tuple[str, int, str]] = field(default_factory=list)
    ignored: set[str] = field(default_factory=set)
    base_ids: Callable[[], set[str] | None] = field(default=lambda: None)
    health: Health | None = None
    as_of: str = ""
    citation: ArchiveCitation = UNKNOWN
    citation_document: Document = field(default_factory=lambda: Document(CITATION_PATH))
    identity: Identity = UNKNOWN_IDENTITY
    kept: Kept = field(default_factory=Kept)
    parsed: dict[str, Annotation] = field(default_factory=dict)
    torn: bool = False
    called: dict[str, list[Called]] = field(default_factory=dict, init=False)
    referring: list[tuple[Record, tuple[Named, ...]]] = field(default_factory=list, init=False)

    def records_of(self, kind: str) -> dict[str, Record]:
        """The records of one kind by id, sorted by id."""
        return self.records[kind]

    def all_records(self) -> Iterator[Record]:
        """Every record."""
        for records in self.records.values():
            yield from records.values()

    @cached_property
    def sources(self) -> list[Source]:
        """Annotated sources, by id."""
        return [record for record in self.records["source"].values() if isinstance(record, Source)]

    @cached_property
    def owners(self) -> list[Source | Incident]:
        """The records that hold claims and notes: sources, then incidents, by id."""
        found = (record for kind in OWNERS for record in self.records[kind].values())
        return [record for record in found if isinstance(record, Source | Incident)]

    @cached_property
    def works(self) -> dict[str, Work]:
        """Works by key, in the order of the bibliography file."""
        return {key: work for key, work in self.records["work"].items() if isinstance(work, Work)}

    @cached_property
    def named(self) -> dict[str, dict[str, list[str]]]:
        """The ids of the records of each kind by each of their names, in the form in which names are compared."""
        return {kind: named_like(records) for kind, records in self.records.items()}

    def failed(self, path: str) -> bool:
        """Whether a list failed to load. Rules then do not report what may be missing because of that."""
        return any(problem.path == path for problem in self.problems)

    @cached_property
    def listed(self) -> set[str]:
        """Every id that was ever published, such as `people/x`."""
        return {line.strip() for line in self.published} - {""}

    @cached_property
    def lost(self) -> dict[str, set[str]]:
        """The published ids of each kind that are gone and not retired: that is reported, and not what names them."""
        gone: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for address in self.listed - set(self.redirects.root):
            plural, _, record_id = address.partition("/")
            kind = BY_PLURAL.get(plural)
            if kind and record_id not in self.ids_met[kind.id] and self.binds(address):
                gone[kind.id].add(record_id)
        return gone

    def binds(self, address: str) -> bool:
        """Whether a published id has to stay: not if it is only on a branch of one's own, where it may still change."""
        return self.published_before is None or address in self.published_before

    @cached_property
    def published_before(self) -> set[str] | None:
        """The published ids of the base branch, asked once; None if there is no base branch."""
        return self.base_ids()

    @property
    def works_torn(self) -> bool:
        """Whether part of the bibliography could not be read, so that a work that seems to be missing may be there."""
        conflict = ("conflict-marker", BIBLIOGRAPHY_PATH)
        torn = any(found.rule == "bibtex" or (found.rule, found.path) == conflict for found in self.problems)
        return torn or (not self.ids_met["work"] and self.failed(BIBLIOGRAPHY_PATH))

    @cached_property
    def bodies(self) -> dict[str, str]:
        """The annotation of every source, as it is written, apart from what the record says."""
        return {source.id: source.body for source in self.sources}

    @cached_property
    def annotations(self) -> Annotations:
        """The parsed annotation of every source."""
        known = {source.id: self.parsed.get(source.id) or _annotation(source) for source in self.sources}
        return Annotations(self.bodies, known)

    @property
    def calls(self) -> Iterator[Called]:
        """Every call that refers to a record, in annotations and in fields."""
        return self.calls_of(*SIGNATURES)

    def calls_of(self, *names: str) -> Iterator[Called]:
        """The calls of these names that refer to a record. All are found once, for all rules."""
        if not self.called:
            self.called = {name: [] for name, signature in SIGNATURES.items() if signature.refers_to}
            for source in self.sources:
                annotation = self.annotations[source.id]
                for part in annotation.parts:
                    if isinstance(part, Call) and (known := self.called.get(part.name)) is not None:
                        known.append(Called(source, (), part.line + annotation.offset, part))
            for record, text in ((one, text) for one in self.all_records() for text in texts(one)):
                for part in parse(text.value)[0] if "{{" in text.value else ():
                    if isinstance(part, Call) and part.name in self.called:
                        self.called[part.name].append(Called(record, text.place, 0, part))
        return chain.from_iterable(self.called.get(name, ()) for name in names)

    def named_in(self) -> list[tuple[Record, tuple[Named, ...]]]:
        """Every record with what its fields name, each once: the kind that is declared, and the id. Found once too."""
        if not self.referring:
            known: dict[Named, Named] = {}
            for record in self.all_records():
                named = dict.fromkeys((found.declares, found.value) for found in references(record))
                self.referring.append((record, tuple(known.setdefault(one, one) for one in named)))
        return self.referring

    def free_texts(self) -> None:
        """Free the memory that only rules need, once they have run: most parsed annotations and texts of records.

        Annotations are parsed again when needed; the lines of fields are no longer known.
        """
        self.annotations.free()
        if self.called:  # what is shared by pages cannot be changed, and has none
            self.called.clear()
        self.referring.clear()
        for record in self.all_records():
            record.document.text = record.document.body = ""


class Annotations(SelfNoting, dict[str, Annotation]):
    """Parsed annotations by source; one that was freed is parsed again, and is then held in place of the oldest.

    Who reads one has read its text, from which it follows. Of one that was freed the line in its file is not known.
    """

    def __init__(self, bodies: Mapping[str, str], parsed: Mapping[str, Annotation]) -> None:
        self._bodies = dict(bodies)
        super().__init__(parsed)

    def __getitem__(self, source_id: str) -> Annotation:
        note(_BODIES, source_id)
        return super().__getitem__(source_id)

    def __missing__(self, source_id: str) -> Annotation:
        parsed = _parsed(self._bodies[source_id], 0)
        if len(self) >= MOST_PARSED:
            self.pop(next(iter(self)), None)
        self[source_id] = parsed
        return parsed

    def reword(self, source_id: str, body: str, parsed: Annotation) -> None:
        """Let the annotation of a source have other words."""
        self._bodies[source_id], self[source_id] = body, parsed

    def free(self) -> None:
        """Free all that are more than MOST_PARSED."""
        for source_id in [*self][MOST_PARSED:]:
            del self[source_id]


def _annotation(source: Source) -> Annotation:
    return _parsed(source.body, source.document.body_line - 1)


def _parsed(body: str, offset: int) -> Annotation:
    parts, faults = parse(body)
    before, found = entries(parts)
    return Annotation(before, found, parts, faults, offset)


RecordFile: TypeAlias = tuple[Kind, Path, str]
"""A file that should hold a record of a kind, and its path from the root."""
Order: TypeAlias = Callable[["Archive", list[RecordFile]], Generator[RecordFile, None, None]]
"""Gives files in their order, each when it is to be read. It may have others read meanwhile."""


def one_after_another(_: Archive, files: list[RecordFile]) -> Generator[RecordFile, None, None]:
    """Each file when the one before it was read."""
    yield from files


def load(
    root: Path, ignoring: Ignoring = left_behind, kept: Kept | None = None, order: Order = one_after_another
) -> Archive:
    """Read every record below a root, but no file that is ignored. Bad files become problems; nothing is raised.

    If a whole folder is missing or a link, nothing is read: all that names its records would seem to be wrong.
    """
    archive = Archive(root, kept=kept or Kept(), problems=[*torn_folders(root)])
    if archive.problems:
        archive.torn = True
        return archive
    archive.ignored = ignored_files(root, ignoring)
    strayed = [*strays(root, archive.ignored)]
    archive.problems += strayed
    load_lists(archive)
    files = [file for kind in KINDS.values() if kind.folder for file in _record_files(archive, kind)]
    with closing(order(archive, files)) as ahead:
        for kind, file, shown in ahead:
            load_record(archive, kind, file, shown)
    load_works(archive)
    load_pages(archive)
    archive.health, problems = read_health(root)
    archive.problems += problems
    mark_seen(archive.works.values(), archive.health)
    unseen = {found.path for found in archive.problems if found.rule == "invisible-character"}
    archive.problems = [one for one in archive.problems if one.message != UNALLOWED or one.path not in unseen]
    cut = {one.path for one in archive.problems if one.rule == "invisible-character" and _ENDS_LINE.search(one.message)}
    archive.problems = [one for one in archive.problems if one.rule != "yaml" or one.path not in cut]
    within = tuple(f"{found.path}/" for found in strayed if (root / found.path).is_dir())
    archive.problems = [found for found in archive.problems if not found.path.startswith(within)]  # the folder is told
    return archive


_LIST_FIELDS: dict[type, tuple[str, ...]] = {
    Identity: ("identity", "identity_document"),
    Vocabulary: ("vocabulary", "vocabulary_document"),
    PageLabels: ("labels", "labels_document"),
    SentencePatterns: ("patterns", "patterns_document"),
    Redirects: ("redirects", "redirects_document"),
    Topics: ("topics", "topics_document"),
    ArchiveCitation: ("citation", "citation_document"),
}
"""The fields of the archive that have the values of a list and, where rules ask for lines, its document."""


def load_lists(archive: Archive) -> None:
    """Read the archive's identity and own citation, the word lists, the retired and the published ids."""
    for path, model, what, limit in (
        (IDENTITY_PATH, Identity, "name, addresses and makers", MAX_BYTES),
        (VOCABULARY_PATH, Vocabulary, "closed lists", MAX_BYTES),
        (LABELS_PATH, PageLabels, "words of the pages", MAX_BYTES),
        (PATTERNS_PATH, SentencePatterns, "sentences in Korean and Chinese", MAX_BYTES),
        (REDIRECTS_PATH, Redirects, "list of retired ids", MAX_TABLE_BYTES),
        (TOPICS_PATH, Topics, "search words", MAX_BYTES),
        (CITATION_PATH, ArchiveCitation, "own citation", MAX_BYTES),
    ):
        file = archive.root / path
        if not file.exists():
            wrong = f"is missing; the archive cannot be read without its {what}"
            archive.problems += [Problem(path, 1, "", wrong, "file")]
            continue
        text, problems = read_text(file, path, limit)
        archive.remarks += remarks_in(text, path)
        document, more = archive.kept.made(f"list {path}", text, partial(read_yaml, text, path))
        problems = causes(problems, more)
        if any(problem.rule in UNREADABLE for problem in problems):
            archive.problems += problems
            continue
        if not document.tree and model is not Redirects:
            wrong = f"is empty; the archive cannot be read without its {what}: restore the file"
            archive.problems += causes(problems, [Problem(path, 1, "", wrong, "file")])
            continue
        value, found = build(model, document)
        archive.problems += causes(problems, found)
        if value:
            for name, one in zip(_LIST_FIELDS[type(value)], (value, document), strict=False):
                setattr(archive, name, one)
        if isinstance(value, Identity):
            archive.problems += identity_problems(value, document)
        elif isinstance(value, ArchiveCitation):
            known = archive.identity is not UNKNOWN_IDENTITY
            archive.problems += citation_problems(archive.identity, value, document) if known else ()
    _load_published(archive)


def _load_published(archive: Archive) -> None:
    file = archive.root / PUBLISHED_PATH
    if file.exists():
        text, problems = read_text(file, PUBLISHED_PATH, MAX_LIST_BYTES)
        archive.problems += problems
        archive.published = text.split("\n")
    if not any(map(str.strip, archive.published)) and archive.redirects.root and not archive.failed(PUBLISHED_PATH):
        wrong = f"lists no id, though {REDIRECTS_PATH} retires some; restore the file"
        archive.problems.append(Problem(PUBLISHED_PATH, 1, "", wrong, "file"))


def _record_files(archive: Archive, kind: Kind) -> Iterator[RecordFile]:
    """The files of one kind that are to be read. What is in the wrong place becomes a problem."""
    folder = archive.root / kind.folder
    for shown, found in all_below(archive.root, kind.folder):
        file = folder / shown.removeprefix(f"{kind.folder}/")
        if shown in NOT_RECORDS or is_hidden(shown) or shown in archive.ignored:
            continue
        if is_folder(found):
            if file.suffix == kind.suffix and file.parent == folder:  # reported with other files that are not records
                archive.ids_met[kind.id].add(file.stem)
            continue
        if file.suffix != kind.suffix or file.parent != folder:
            archive.problems.append(Problem(shown, 1, "", _elsewhere(archive, kind, file), "file"))
        elif other := _published_as(archive, kind, file.stem):
            wrong = f"is the record of {other.plural}/{file.stem}; move it to {other.file(file.stem)}"
            archive.problems.append(Problem(shown, 1, "", wrong, "file"))
            archive.ids_met[other.id].add(file.stem)
        else:
            yield kind, file, shown


def _elsewhere(archive: Archive, kind: Kind, file: Path) -> str:
    """What is wrong with the place of a file; its id counts as met, so that what names it is not reported too."""
    wrong = f"does not belong here; {kind.plural} are files {kind.folder}/<id>{kind.suffix}"
    found = _OTHER_ENDING.fullmatch(file.name)
    meant = found[1] if found else ""
    if id_fault(meant) or (archive.root / kind.file(meant)).exists():
        return wrong
    archive.ids_met[kind.id].add(meant)
    return f"{wrong}, such as {kind.file(meant)}"


def _published_as(archive: Archive, kind: Kind, record_id: str) -> Kind | None:
    """The kind under which an id was published, if its file is gone from there and the id is new in this kind."""
    if f"{kind.plural}/{record_id}" in archive.listed:
        return None
    others = (one for one in KINDS.values() if one.folder and f"{one.plural}/{record_id}" in archive.listed)
    return next((one for one in others if not (archive.root / one.file(record_id)).exists()), None)


def load_record(archive: Archive, kind: Kind, file: Path, shown: str) -> None:
    """Read one record; `shown` is its path from the root."""
    archive.ids_met[kind.id] |= {file.stem, better_name(file)}
    text, problems = read_foreign(file, shown, MAX_SOURCE_BYTES if kind.suffix == ".md" else MAX_BYTES)
    read = None if problems else archive.kept.made(f"{kind.id} {shown}", text, lambda: _reading(kind, text, shown))
    named = archive.kept.faults("name", shown, lambda: check_name(file, shown))
    problems = [*(read.problems if read else problems), *named]
    if read and (not problems or read.text):
        archive.remarks += read.remarks
        problems = causes(problems, read.faults)
        if not any(problem.rule in UNREADABLE for problem in problems):
            problems = causes(problems, read.wrong)
            if read.record:
                document, own = read.record.document, settled(text.lstrip(BYTE_ORDER_MARK), shown)[0]
                document.text, document.body = parted(own, markdown=kind.suffix == ".md")
                document.outline = read.outline  # a reading that is held may have been given other words
                archive.records[kind.id][file.stem] = read.record
            if read.annotation:
                archive.parsed[file.stem] = read.annotation
    archive.problems += problems


@dataclass
class _Reading:
    """What the text of a record alone shows: what is wrong with it as a text, in its form, and in its values."""

    text: bool
    problems: list[Problem]
    faults: list[Problem]
    remarks: list[tuple[str, int, str]]
    wrong: list[Problem] = field(default_factory=list)
    record: Record | None = None
    annotation: Annotation | None = None
    outline: str = ""


def _reading(kind: Kind, written: str, shown: str) -> _Reading:
    text, problems = checked_text(written, shown)
    document, found = _read(kind, text, shown)
    if not document.tree and not [*problems, *found]:
        found = [Problem(shown, 1, "", "holds no field; write those of the record, or restore the file", "file")]
    faults = [*found, *_long_paragraphs(document)]
    read = _Reading(bool(text), problems, faults, [*remarks_in(text.removesuffix(document.body), shown)])
    if not any(problem.rule in UNREADABLE for problem in causes(problems, faults)):
        read.record, read.wrong = build(MODELS[kind.id], document)
    if read.record:
        document.tree = {}
        read.record.attach(Path(shown).stem, document)
        read.wrong += stray_braces(read.record) if "{" in text or "}" in text else ()
        read.record = None if read.wrong else read.record
    if isinstance(read.record, Source):
        read.annotation = _annotation(read.record)
    if read.record:
        read.outline = _outline(text.removesuffix(document.body), read.annotation)
        document.text = document.body = ""  # whoever keeps a reading has the text
    return read


def _outline(written: str, annotation: Annotation | None) -> str:
    """A fingerprint of the text of a record, with the calls of its annotation in place of that."""
    told = ""
    if annotation:
        calls = [(one.name, one.args, one.kwargs, one.line) for one in annotation.parts if isinstance(one, Call)]
        told = repr((calls, annotation.faults, annotation.offset, bool(annotation.before)))
    return blake2b(f"{written}\0{told}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _long_paragraphs(document: Document) -> Iterator[Problem]:
    line = document.body_line
    for paragraph in document.body.split("\n\n"):
        if len(paragraph) > MAX_VALUE:
            wrong = f"has a paragraph of {len(paragraph):,} characters; one has at most {MAX_VALUE:,}"
            yield Problem(document.path, line, "", wrong, "value")
        line += paragraph.count("\n") + 2


def _read(kind: Kind, text: str, shown: str) -> tuple[Document, list[Problem]]:
    return read_front_matter(text, shown) if kind.suffix == ".md" else read_yaml(text, shown)


def load_works(archive: Archive) -> None:
    """Read the bibliography."""
    file = archive.root / BIBLIOGRAPHY_PATH
    if not file.exists():
        wrong = "is missing; it must hold every work that the archive cites"
        archive.problems.append(Problem(BIBLIOGRAPHY_PATH, 1, "", wrong, "file"))
        return
    text, problems = read_text(file, BIBLIOGRAPHY_PATH, MAX_LIST_BYTES)
    archive.remarks += remarks_in(text, BIBLIOGRAPHY_PATH, "%")
    works, keys, found = archive.kept.made("works", text, lambda: _bibliography(text))
    archive.records["work"].update(works)
    archive.ids_met["work"] |= keys
    archive.problems += causes(problems, found)


def _bibliography(text: str) -> tuple[dict[str, Work], set[str], list[Problem]]:
    read = read_bibliography(text)
    for work in read[0].values():
        work.document.tree = {}  # the work has it all
    return read


def remarks_in(text: str, shown: str, sign: str = "#") -> Iterator[tuple[str, int, str]]:
    """Comments: no page shows them, but the repository is public."""
    for number, line in enumerate(text.split("\n"), 1) if sign in text else ():
        before, found, remark = line.partition(sign)
        if found and (not before or before[-1].isspace()) and (sign == "#" or not before.strip()):
            yield shown, number, remark


def load_pages(archive: Archive) -> None:
    """The prose and index pages, for checking, and the pictures beside them."""
    for shown, found in all_below(archive.root, "docs"):
        file = archive.root / shown
        if shown.endswith(".svg"):
            text, problems = read_text(file, shown)
            empty = (
                [] if text.strip() or problems else [Problem(shown, 1, "", "is empty; draw it, or delete it", "file")]
            )
            archive.problems += problems or _misplacement(shown) or empty
            archive.pictures[shown] = "" if problems or empty else text  # what shows it is not reported too
        elif _is_page(shown) and not is_folder(found) and shown not in archive.ignored:
            load_page(archive, file, shown)


def _is_page(shown: str) -> bool:
    return shown.endswith(".md") and (not shown.startswith("docs/archive/") or shown in NOT_RECORDS)


def load_page(archive: Archive, file: Path, shown: str) -> None:
    """Read one prose page. A page that is too long is not kept, since converting it would take too long."""
    text, problems = read_text(file, shown)
    too_much = [] if problems else list(_bounds(text, shown))
    archive.pages[shown] = "" if too_much else text
    problems = problems or [*_misplacement(shown), *head_problems(text, shown), *too_much]
    archive.problems += problems


def _misplacement(shown: str) -> list[Problem]:
    wrong = misplaced(shown)
    return [Problem(shown, 1, "", wrong, "file")] if wrong else []


def _bounds(text: str, shown: str) -> Iterator[Problem]:
    document, _ = read_front_matter(text, shown)
    for fault in unbounded(document.body):
        yield Problem(shown, document.body_line + fault.line - 1, "", fault.message, fault.rule)
