"""A text that is annotated is saved anew: whether its passages are the same, and what the record then says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from macros.commands.refused import RefusedError
from macros.commands.withdrawing.yaml_edits import FRONT, replace
from macros.core.archive import Archive
from macros.core.models import Source
from macros.core.verification.captured_text import passages_of
from macros.core.verification.verify import disagreements
from macros.core.words.amounts import amount

_TOLD = 20
"""How many differing runs of passages are told of one text."""


def saved_again(archive: Archive, source: Source, text: Path, before: Path, known: Mapping[str, str]) -> list[str]:
    """What is said of a text that was saved anew, first whether its passages are the same; refuses if they are not."""
    passages, capture = passages_of(text.read_text("utf-8")), source.capture
    if capture and known["sha256"] == capture.sha256:
        return [f"{text} is the very file that was annotated; nothing has to be changed"]
    old = _annotated(before, capture.sha256 if capture else "")
    if old is None:
        raise RefusedError("\n".join(_unknown(archive, source, text, before, known)))
    if wrong := list(_differing(old, passages)):
        raise RefusedError("\n".join([*wrong, f"the passages are not the same; {source.path} stays as it is"]))
    return [f"the passages are the same, all {len(passages):,}"]


def with_new_file(record: str, known: Mapping[str, str]) -> str:
    """The file of a source whose text was saved anew: name and fingerprint are those of the new one."""
    front = FRONT.fullmatch(record)
    if not front:
        return record
    head = front[2]
    for name in ("file", "sha256"):
        head = replace(head, ("capture", name), known[name])
    return front[1] + head + front[3]


def _annotated(before: Path, sha256: str) -> list[str] | None:
    """The passages of the file that was annotated; None if it is not at hand."""
    if not before.is_file():
        return None
    content = before.read_bytes()
    same = hashlib.sha256(content).hexdigest() == sha256
    return passages_of(content.decode("utf-8", "replace")) if same else None


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """A line for each run of passages that was altered, put in or left out."""
    codes = [code for code in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if code[0] != "equal"]
    for kind, start, end, first, last in codes[:_TOLD]:
        was, now = _numbers(start, end), _numbers(first, last)
        yield {
            "replace": f"{was} of the annotated file has other words in {now} of the new one",
            "delete": f"{was} of the annotated file is missing",
            "insert": f"{now} of the new file is not in the annotated one",
        }[kind]
    if len(codes) > _TOLD:
        yield f"and {len(codes) - _TOLD:,} more"


def _numbers(start: int, end: int) -> str:
    return f"passage {start + 1}" if end - start == 1 else f"passages {start + 1} to {end}"


def _unknown(archive: Archive, source: Source, text: Path, before: Path, known: Mapping[str, str]) -> Iterator[str]:
    """What can be said without the file that was annotated: the number of passages, and what contradicts the record."""
    yield f"{before} is not the file that was annotated; name that one: before=FILE"
    yield f"{text} has {amount(int(known['passages']), 'passage')}, the record {source.basis.passages}"
    wrong = [problem.as_text() for problem in disagreements(archive, source, known, text.read_bytes())]
    yield from wrong
    if not wrong:
        yield "every phrase and figure of the record is in its passage; whether other words are new is not known"
