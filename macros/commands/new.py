"""`new`: the skeleton of a record, filled in from a pasted reference and a captured text."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from macros.commands.twins import known_work, namesake
from macros.core.archive import Archive
from macros.core.models import KINDS, Work
from macros.core.models.document import Document
from macros.core.models.kinds import WRITTEN
from macros.core.models.vocabulary import Vocabulary
from macros.core.reading.bibliography import PATH as BIBLIOGRAPHY
from macros.core.reading.bibliography import read_bibliography
from macros.core.reading.entry_order import with_entry
from macros.core.reading.files import MAX_BYTES, MAX_CAPTURE_BYTES, MAX_LIST_BYTES, read_foreign, read_text
from macros.core.reading.validation import build
from macros.core.rules.doubles import NAMESAKES
from macros.core.values.ids import id_fault, reserved
from macros.core.values.types import FILE_NAME
from macros.core.verification.captured_text import passages_of
from macros.core.words.personal import personal, withheld
from macros.session import open_session
from macros.site.contributing.references_in import Pasted, PastedError, read_pasted
from macros.site.contributing.skeletons import skeleton
from macros.site.works.bibtex import written

_ANNOTATED = "annotated"
MAX_PASSAGES = 5_000
"""Most passages of one source: each needs an entry, and more would not fit into a record."""
EMPTY = ("author", "title", "type", "date", "publisher", "url", "langid")
"""The fields of an entry about which nothing is known yet."""


ACTORS = ("organization", "person", "voice")
UNSOUND = ("file", "bibtex", "conflict-marker")
"""The rules whose violation forbids adding an entry to the bibliography."""


class RefusedError(Exception):
    """Nothing is written; the message says why, and what would be right."""


def add_to(command: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    command.add_argument("kind", choices=list(KINDS), help="kind of record; `work` is an entry of the bibliography")
    command.add_argument("id", help="its permanent id: a-z, 0-9 and hyphens")
    command.add_argument(
        "--from", dest="pasted", metavar="FILE", help="BibTeX or RIS of the work; - reads what you paste"
    )
    command.add_argument("--text", type=Path, metavar="FILE", help="the captured text of a source, kept elsewhere")
    command.add_argument(
        "--distinct-from",
        nargs="*",
        default=[],
        metavar="ID",
        help="records of the same name, or the work at the same address, which this one is not",
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write a record, and the entry of a pasted work, never over an existing one. Returns 0, or 2 if it refuses."""
    return told(_new, options)


def told(write: Callable[[argparse.Namespace], list[str]], options: argparse.Namespace) -> int:
    """Print what a command says that it wrote, or why it refuses. Returns 0, or 2 if it refuses."""
    try:
        said = write(options)
    except RefusedError as refusal:
        print(withheld(str(refusal)), file=sys.stderr)
        return 2
    print("\n".join(map(withheld, said)))
    return 0


def _new(options: argparse.Namespace) -> list[str]:
    _fitting(options)
    archive = open_session(options.root, fresh=True).archive
    written = options.kind in WRITTEN
    target = options.root / KINDS[options.kind].file(options.id)
    if written and (target.is_symlink() or target.exists()):
        raise RefusedError(f"{target} exists already; open it, or choose another id")
    _free(options, archive)
    if asked := namesake(archive, options.kind, options.id, options.distinct_from):
        raise RefusedError(asked)
    capture = captured(options.text, options.root) if options.text else None
    said = _entry(options, archive) if options.pasted or not written else []
    if written:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(skeleton(options.kind, archive.vocabulary, capture, options.distinct_from), "utf-8")
        said.append(f"{target} is written; fill it in, then run `make check`")
        if options.kind in NAMESAKES:
            said += [
                f"  write `distinct-from: [{options.id}]` in {KINDS[options.kind].file(one)} too"
                for one in options.distinct_from
            ]
    if options.kind == "source" and not options.pasted and options.id not in archive.works:
        said.append(f"{BIBLIOGRAPHY} has no entry '{options.id}' yet: `make new kind=work id={options.id}` writes one")
    return said


def _fitting(options: argparse.Namespace) -> None:
    """Refuse options that do not fit together, and ids that may never become an address."""
    if kind := personal(options.id):
        raise RefusedError(f"the id seems to hold {kind}; choose one that does not identify anybody")
    if wrong := id_fault(options.id):
        raise RefusedError(wrong)
    if use := reserved(options.id):
        raise RefusedError(f"'{options.id}' is reserved for {use}; choose another id")
    if options.text and options.kind != "source":
        raise RefusedError("a captured text belongs to a source; use kind=source")
    if options.pasted and options.kind not in ("source", "work"):
        raise RefusedError("a reference becomes a work; use kind=source, or kind=work if it is not annotated")


def _free(options: argparse.Namespace, archive: Archive) -> None:
    """Refuse an id that was retired, or that another body, person or voice has: no two of them may share one."""
    address = f"{KINDS[options.kind].plural}/{options.id}"
    if address in archive.redirects.root:
        raise RefusedError(f"{address} is retired, see data/redirects.yml; ids are never used again: choose another")
    for kind in ACTORS if options.kind in ACTORS else ():
        if options.id in archive.ids_met[kind]:
            raise RefusedError(f"'{options.id}' is the id of a record of {kind} already; choose another id")


def captured(text: Path, root: Path) -> dict[str, str]:
    """What a record says about a captured text; the text itself stays where it is."""
    if text.resolve().is_relative_to(root.resolve()):
        raise RefusedError(
            f"{text} is inside the archive; keep captured texts outside, so that they are never published"
        )
    if not FILE_NAME.fullmatch(text.name) or personal(text.name):
        raise RefusedError(
            "the captured text needs another file name: letters, digits, dots and hyphens, and no personal data"
        )
    content = _foreign(text, MAX_CAPTURE_BYTES)
    number = len(passages_of(content))
    if not number:
        raise RefusedError(f"{text} holds no passages; save the text of the document, one paragraph a line")
    if number > MAX_PASSAGES:
        wrong = f"{text} has {number:,} passages; a source has at most {MAX_PASSAGES:,}"
        raise RefusedError(f"{wrong}: save one paragraph a line, or annotate a chapter of it")
    return {"file": text.name, "sha256": hashlib.sha256(text.read_bytes()).hexdigest(), "passages": str(number)}


def _entry(options: argparse.Namespace, archive: Archive) -> list[str]:
    """Put the entry of a work at the end of the bibliography."""
    if options.id in archive.ids_met["work"]:
        raise RefusedError(
            f"{BIBLIOGRAPHY} has an entry '{options.id}' already; correct that one, or choose another id"
        )
    for problem in archive.problems:
        if problem.path == BIBLIOGRAPHY and problem.rule in UNSOUND:
            raise RefusedError(f"{problem.as_text()}\nnothing was added; correct that first")
    said: list[str] = []
    if options.pasted:
        pasted = _pasted(options.pasted)
        fields, doubts = _sound(pasted, archive.vocabulary)
        said += [f"  {line}" for line in (*pasted.doubts, *doubts)]
        said += [f"  not taken over: {', '.join(pasted.left_out)}"] if pasted.left_out else []
        fields |= {"related": options.distinct_from[0]} if options.distinct_from else {}
        if asked := known_work(archive, fields, options.distinct_from):
            raise RefusedError(asked)
    else:
        fields = {"entrytype": "online", **dict.fromkeys(EMPTY, " ")}
    if options.kind == "source":
        fields["keywords"] = _ANNOTATED
    entry = written(options.id, str(fields.pop("entrytype")), fields)
    if options.pasted and (torn := read_bibliography(entry)[2]):
        raise RefusedError(f"the pasted reference cannot become an entry: {torn[0].field}: {torn[0].message}")
    bibliography = options.root / BIBLIOGRAPHY
    before = read_text(bibliography, BIBLIOGRAPHY, MAX_LIST_BYTES)[0] if bibliography.exists() else ""
    bibliography.write_text(with_entry(before, options.id, entry), "utf-8")
    return [f"{BIBLIOGRAPHY} has a new entry '{options.id}'; compare it with the document", *said]


def _pasted(name: str) -> Pasted:
    """The work in a file, or the one that is pasted."""
    if name == "-":
        print("Paste the reference, then press Enter and Ctrl-D.", file=sys.stderr)
        text = _typed()
    else:
        text = _foreign(Path(name), MAX_BYTES)
    try:
        return read_pasted(text)
    except PastedError as error:
        raise RefusedError(f"{'what was pasted' if name == '-' else name} {error}") from error


def _typed() -> str:
    """What is pasted into the terminal, cut just above the largest size that is accepted."""
    try:
        return sys.stdin.read(MAX_BYTES)
    except UnicodeDecodeError as error:
        raise RefusedError("what was pasted is not UTF-8 text; save it as a UTF-8 file and name that") from error


def _foreign(file: Path, limit: int) -> str:
    """The text of a file that is not ours."""
    text, problems = read_foreign(file, str(file), limit)
    if problems:
        raise RefusedError("\n".join(problem.as_text() for problem in problems))
    return text


def _sound(pasted: Pasted, vocabulary: Vocabulary) -> tuple[dict[str, object], list[str]]:
    """The fields that a work can take over, and a sentence on each field that is left out or changed."""
    fields, said = dict(pasted.fields), list[str]()
    known = vocabulary.list("entry-types")
    if fields["entrytype"] not in known:
        made = "online" if fields.get("url") else "misc"
        said.append(f"@{fields['entrytype']} is taken as @{made}; the types are {', '.join(known)}")
        fields["entrytype"] = made
    document = Document(BIBLIOGRAPHY, tree=fields)
    for problem in build(Work, document)[1]:
        name = problem.field.split(".")[0]
        if name in fields:
            said.append(f"{name} is left out, since it {problem.message}")
            del fields[name]
    return {**fields}, said
