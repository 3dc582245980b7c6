"""Entries of the bibliography from pasted references: one that is chosen, or all of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from macros.commands.refused import RefusedError
from macros.commands.twins import known_work
from macros.core.archive import Archive
from macros.core.models import Work
from macros.core.models.document import Document, Tree
from macros.core.models.vocabulary import Vocabulary
from macros.core.reading.bibliography import PATH as BIBLIOGRAPHY
from macros.core.reading.bibliography import read_bibliography
from macros.core.reading.validation import build
from macros.core.values.ids import id_fault, reserved
from macros.core.words.personal import personal
from macros.site.contributing.pasting.pasted import AtHand, Pasted, PastedError
from macros.site.contributing.pasting.pasted_ids import proposed_id
from macros.site.contributing.pasting.references_in import MAX_PASTED, chosen, read_pasted, unfit
from macros.site.works.bibtex import written

ANNOTATED = "annotated"
EMPTY = ("author", "title", "type", "date", "publisher", "url", "langid")
"""The fields of an entry about which nothing is known yet."""
UNSOUND = ("file", "bibtex", "conflict-marker")
"""The rules whose violation forbids adding an entry to the bibliography."""


def sound_bibliography(archive: Archive) -> None:
    """Refuse to add to a bibliography that cannot be read whole."""
    for problem in archive.problems:
        if problem.path == BIBLIOGRAPHY and problem.rule in UNSOUND:
            raise RefusedError(f"{problem.as_text()}\nnothing was added; correct that first")


def empty_entry(key: str, keywords: str) -> str:
    """An entry to be filled in by hand."""
    return written(key, "online", {**dict.fromkeys(EMPTY, " "), "keywords": keywords})


def pasted_works(name: str, archive: Archive) -> list[Pasted]:
    """All works in a file, or in what is pasted."""
    try:
        return read_pasted(_bytes(name), AtHand.of(archive))
    except PastedError as error:
        raise RefusedError(f"{_shown(name)} {error}") from error


def chosen_work(name: str, works: list[Pasted], entry: str) -> Pasted:
    """The one work that is asked for."""
    try:
        return chosen(works, entry)
    except PastedError as error:
        raise RefusedError(f"{_shown(name)} {error}") from error


def _shown(name: str) -> str:
    return "what was pasted" if name == "-" else name


def _bytes(name: str) -> bytes:
    """The bytes of a file, or of standard input, cut just above the largest size that is read."""
    if name == "-":
        if sys.stdin is None:  # it was closed before the command began
            raise RefusedError("standard input is closed, so nothing can be pasted; name a file: from=FILE")
        print("Paste the reference, then press Enter and Ctrl-D.", file=sys.stderr)
        return sys.stdin.buffer.read(MAX_PASTED + 1)
    file = Path(name)
    if not file.is_file():
        wrong = "is not a plain file; put a text file here" if file.exists() else "is not there; name a file that is"
        raise RefusedError(f"{name}: {wrong}")
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_PASTED + 1)
    except OSError as error:
        raise RefusedError(f"{name}: cannot be read ({error.strerror}); should be a readable file") from error


def entry_of(key: str, work: Pasted, vocabulary: Vocabulary, annotated: bool) -> tuple[str, list[str]]:
    """A work as an entry, and the lines on what was not taken over or may be misread."""
    fields, doubts = _sound(work, vocabulary)
    words = [word.strip() for word in str(fields.get("keywords", "")).split(",")]
    kept = [ANNOTATED] * annotated + [word for word in words if word not in ("", ANNOTATED)]
    if ANNOTATED in words and not annotated:
        doubts.append(f"the keyword '{ANNOTATED}' is left out, since a work gets it with its page among the sources")
    entry = written(key, str(fields.pop("entrytype")), fields | {"keywords": ", ".join(kept)})
    if torn := read_bibliography(entry)[2]:
        raise RefusedError(f"the pasted reference cannot become an entry: {torn[0].field}: {torn[0].message}")
    left = [f"  not taken over: {', '.join(work.left_out)}"] if work.left_out else []
    return entry, [*(f"  {line}" for line in (*work.doubts, *doubts)), *left]


def _sound(work: Pasted, vocabulary: Vocabulary) -> tuple[dict[str, Tree], list[str]]:
    """The fields that a work can take over, and a sentence on each field that is left out or changed."""
    fields, said = dict(work.fields), list[str]()
    known = vocabulary.list("entry-types")
    if fields["entrytype"] not in known:
        made = "online" if fields.get("url") else "misc"
        if made != fields["entrytype"]:
            said.append(f"@{fields['entrytype']} is taken as @{made}; the types are {', '.join(known)}")
        fields["entrytype"] = made
    document = Document(BIBLIOGRAPHY, tree=fields)
    for problem in build(Work, document)[1]:
        name = problem.field.split(".")[0]
        if name in fields:
            said.append(f"{name} is left out, since it {problem.message}")
            del fields[name]
    return fields, said


def every_entry(works: list[Pasted], archive: Archive) -> Iterator[tuple[str, str, list[str]]]:
    """All works with their ids and entries; a work that cannot be taken has no id, and the lines say why."""
    taken = set(archive.ids_met["work"])
    for number, work in enumerate(works, 1):
        key = proposed_id(work)
        named = f"reference {number} ({work.key or work.title})"
        wrong = unfit(work) or _no_id(key, number, taken, archive) or _known(work, number, archive)
        if wrong:
            yield "", "", [f"{named} is not taken over: it {wrong}"]
            continue
        try:
            entry, said = entry_of(key, work, archive.vocabulary, annotated=False)
        except RefusedError as refusal:
            yield "", "", [f"{named} is not taken over: {refusal}"]
            continue
        taken.add(key)
        yield key, entry, said


def _known(work: Pasted, number: int, archive: Archive) -> str:
    """Whether the archive has the work under another key; what to do if it is another version."""
    same = known_work(archive, work.fields, ())
    return f"is there already: {same.removesuffix('=')} with entry={number}" if same else ""


def _no_id(key: str, number: int, taken: set[str], archive: Archive) -> str:
    """Why an id cannot be used; empty if it can."""
    if key in taken:
        return f"would be '{key}', which is there already; if it is another work, take it with entry={number} id=…"
    unusable = not key or id_fault(key) or reserved(key) or personal(key) or f"works/{key}" in archive.redirects.root
    return f"has no key that can be an id; take it with entry={number} id=…" if unusable else ""
