"""`new`: the skeleton of a record, filled in from a pasted reference and a captured text."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from macros.commands.new_works import (
    ANNOTATED,
    chosen_work,
    empty_entry,
    entry_of,
    every_entry,
    pasted_works,
    sound_bibliography,
)
from macros.commands.refused import RefusedError
from macros.commands.twins import known_work, namesake
from macros.commands.whole_files import put_all
from macros.core.archive import Archive
from macros.core.models import KINDS
from macros.core.models.kinds import WRITTEN
from macros.core.reading.bibliography import PATH as BIBLIOGRAPHY
from macros.core.reading.entry_order import with_entry
from macros.core.reading.files import MAX_CAPTURE_BYTES, MAX_LIST_BYTES, read_foreign, read_text
from macros.core.rules.doubles import NAMESAKES
from macros.core.values.ids import id_fault, reserved
from macros.core.values.types import FILE_NAME
from macros.core.verification.captured_text import passages_of
from macros.core.words.amounts import amount
from macros.core.words.personal import personal, withheld
from macros.session import open_session
from macros.site.contributing.skeletons import skeleton

MAX_PASSAGES = 5_000
"""Most passages of one source: each needs an entry, and more would not fit into a record."""
MAX_ALL = 1_000
"""Most references that become works at once; each has to be compared with its document."""
ACTORS = ("organization", "person", "voice")


def add_to(command: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    command.add_argument("kind", choices=list(KINDS), help="kind of record; `work` is an entry of the bibliography")
    command.add_argument("id", nargs="?", default="", help="its permanent id: a-z, 0-9 and hyphens")
    command.add_argument(
        "--from",
        dest="pasted",
        metavar="FILE",
        help="BibTeX, BibLaTeX, RIS or CSL-JSON of the work; - reads what you paste",
    )
    command.add_argument("--entry", default="", metavar="KEY", help="which reference of several: its key or number")
    command.add_argument("--all", action="store_true", help="take all references as works, under ids of their own")
    command.add_argument("--text", type=Path, metavar="FILE", help="the captured text of a source, kept elsewhere")
    command.add_argument(
        "--distinct-from",
        action="extend",
        nargs="*",
        default=[],
        metavar="ID",
        help="records of the same name, or the work at the same address, which this one is not",
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write a record, and the entry of a pasted work, never over an existing one. Returns 0, or 2 if it refuses."""
    return told(_all if options.all else _new, options)


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
    texts, said = _entry(options, archive) if options.pasted or not written else ({}, [])
    if written:
        record = skeleton(options.kind, archive.vocabulary, capture, options.distinct_from)
        texts[KINDS[options.kind].file(options.id)] = record
        said.append(f"{target} is written; fill it in, then run `make check`")
        if options.kind in NAMESAKES:
            said += [
                f"  write `distinct-from: [{options.id}]` in {KINDS[options.kind].file(one)} too"
                for one in options.distinct_from
            ]
    put_all(options.root, texts)
    if options.kind == "source" and not options.pasted and options.id not in archive.works:
        said.append(f"{BIBLIOGRAPHY} has no entry '{options.id}' yet: `make new kind=work id={options.id}` writes one")
    return said


def _fitting(options: argparse.Namespace) -> None:
    """Refuse options that do not fit together, and ids that may never become an address."""
    if not options.id:
        raise RefusedError("'' is not an id; say which id it gets: make new kind=source id=the-key")
    if options.entry and not options.pasted:
        raise RefusedError("an entry is chosen from a file; use from=FILE entry=KEY")
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


def _entry(options: argparse.Namespace, archive: Archive) -> tuple[dict[str, str | None], list[str]]:
    """The bibliography with the entry of a work, and what to say of it."""
    if options.id in archive.ids_met["work"]:
        raise RefusedError(
            f"{BIBLIOGRAPHY} has an entry '{options.id}' already; correct that one, or choose another id"
        )
    sound_bibliography(archive)
    source = options.kind == "source"
    if options.pasted:
        work = chosen_work(options.pasted, pasted_works(options.pasted, archive), options.entry)
        work.fields |= {"related": options.distinct_from[0]} if options.distinct_from else {}
        if asked := known_work(archive, work.fields, options.distinct_from):
            raise RefusedError(asked)
        entry, said = entry_of(options.id, work, archive.vocabulary, annotated=source)
    else:
        entry, said = empty_entry(options.id, ANNOTATED * source), []
    said = [f"{BIBLIOGRAPHY} has a new entry '{options.id}'; compare it with the document", *said]
    return _entered(options.root, [(options.id, entry)]), said


def _entered(root: Path, entries: list[tuple[str, str]]) -> dict[str, str | None]:
    """The bibliography with entries where their keys belong, by its path."""
    bibliography = root / BIBLIOGRAPHY
    text = read_text(bibliography, BIBLIOGRAPHY, MAX_LIST_BYTES)[0] if bibliography.exists() else ""
    for key, entry in entries:
        text = with_entry(text, key, entry)
    return {BIBLIOGRAPHY: text}


def _all(options: argparse.Namespace) -> list[str]:
    """Put an entry for every pasted reference into the bibliography."""
    if options.kind != "work" or not options.pasted or options.id or options.entry:
        raise RefusedError(
            "all references of a file become works; use kind=work from=FILE all=yes, without id or entry"
        )
    archive = open_session(options.root, fresh=True).archive
    sound_bibliography(archive)
    works = pasted_works(options.pasted, archive)
    if len(works) > MAX_ALL:
        raise RefusedError(f"{options.pasted} holds {len(works):,} references; at most {MAX_ALL:,} are taken at once")
    found = list(every_entry(works, archive))
    put_all(options.root, _entered(options.root, [(key, entry) for key, entry, _ in found if key]))
    ids = [key for key, _, _ in found if key]
    common = set[str].intersection(*(set(lines) for key, _, lines in found if key)) if len(ids) > 1 else set()
    said = sorted(common)
    for key, _, lines in found:
        own = [line for line in lines if line not in common]
        said += [f"{key}:", *own] if key and own else own
    first = f"{BIBLIOGRAPHY} has new entries: {len(ids):,} of {amount(len(found), 'reference')}"
    return [f"{first}; compare them with the documents", *said]


def _foreign(file: Path, limit: int) -> str:
    """The text of a file that is not ours."""
    text, problems = read_foreign(file, str(file), limit)
    if problems:
        raise RefusedError("\n".join(problem.as_text() for problem in problems))
    return text
