"""Where words still are: in the records, in every output of a build, in caches, and in leftover files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from macros.commands.withdrawing.contents import Contents, UnreadableError, bytes_of
from macros.commands.withdrawing.words import Text, Words

_PASSED_OVER = {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", "node_modules"}
"""Folders without anything of ours that is published; the page about maintaining deals with the history."""
_HIDDEN = "…"


class Trace(NamedTuple):
    """A place with the words: the file, the line (0 if there is none), and which of the texts (from 1).

    If `number` is 0, the file could not be read, and `why` says the reason.
    """

    path: str
    line: int
    number: int
    why: str = ""


def search(folders: Sequence[Path], root: Path, words: Sequence[Words], skip: set[Path]) -> list[Trace]:
    """Every place in the folders with the words, each once, by file and line. Files in `skip` are not opened."""
    contents = Contents()
    found: set[Trace] = set()
    names = {file.name for file in skip}
    for file in dict.fromkeys(file for folder in folders for file in _files(folder)):
        if file.name not in names or file.resolve() not in skip:
            found |= set(_in_file(contents, file, _shown(file, root), words))
    return sorted(found)


def _files(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        if entry.is_symlink() or entry.name in _PASSED_OVER:
            continue
        if entry.is_dir():
            yield from _files(entry)
        elif entry.is_file():
            yield entry


def _shown(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()


def _in_file(contents: Contents, file: Path, shown: str, words: Sequence[Words]) -> Iterator[Trace]:
    try:
        data = bytes_of(file)
    except FileNotFoundError:
        return  # a build beside it has put it in its place, or taken it away
    except OSError as error:
        yield Trace(masked(shown, words), 0, 0, f"cannot be read ({error.strerror})")
        return
    for where, raw in contents.of(shown, data):
        if isinstance(raw, UnreadableError):
            yield Trace(masked(where, words), 0, 0, str(raw))
        else:
            yield from _in_text(where, raw, words, named=raw == where)


def _in_text(where: str, raw: str, words: Sequence[Words], *, named: bool) -> Iterator[Trace]:
    text = Text(raw)
    for number, wanted in enumerate(words, 1):
        if text.holds(wanted):
            lines = [] if named else list(text.lines(wanted))
            why = "in its name" if named else ""
            yield from (Trace(masked(where, words), line, number, why) for line in lines or [0])


def masked(path: str, words: Iterable[Words]) -> str:
    """A path that can be printed: parts that hold the words are masked."""
    wanted = list(words)
    parts = [_HIDDEN if any(Text(part).holds(one) for one in wanted) else part for part in path.split("/")]
    shown = "/".join(parts)
    return _HIDDEN if any(Text(shown).holds(one) for one in wanted) else shown
