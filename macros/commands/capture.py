"""`capture`: the whole text of a source that was read in part is at hand, and its passages are numbered anew."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.commands.capturing.new_numbers import in_calls, in_record, in_source
from macros.commands.new import RefusedError, captured, told
from macros.core.models import Record, Source
from macros.core.problems import did_you_mean
from macros.core.verification.captured_text import passages_of
from macros.core.verification.renumbered import Placed, proposed
from macros.session import open_session


def add_to(command: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    command.add_argument("key", help="id of the source that was read in part")
    command.add_argument("text", type=Path, help="the whole text, saved as a file outside the archive")
    command.add_argument(
        "--map",
        default="",
        metavar="OLD=NEW,…",
        help="new numbers of passages that are not found, or found wrong",
    )
    command.add_argument("--dry-run", action="store_true", help="only tell where the passages would stand")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the capture and the new numbers into all files. Returns 0, or 2 where it refuses and nothing is written."""
    return told(_capture, options)


def _capture(options: argparse.Namespace) -> list[str]:
    session = open_session(options.root, fresh=True)
    if session.problems:
        listed = "\n".join(problem.as_text() for problem in session.problems)
        raise RefusedError(f"{listed}\nnothing is written before that is put right")
    source = _source(session.archive.records_of("source"), options.key)
    known = captured(options.text, options.root)
    passages = passages_of(options.text.read_text("utf-8"))
    placed = _placed(source, passages, _given(options.map, source, len(passages)))
    said = [f"passage {old} is passage {new.number} ({new.how})" for old, new in placed.items()]
    if options.dry_run:
        return said
    changed = _write(options.root, source, {old: new.number for old, new in placed.items()}, known)
    unread = len(passages) - len({new.number for new in placed.values()})
    return [
        *said,
        *(f"{path} is changed" for path in changed),
        f"{unread} passages are not annotated yet; `make check` and `make verify` say what is left to correct",
    ]


def _source(sources: Mapping[str, Record], key: str) -> Source:
    """The source that was read; refuses any other."""
    found = sources.get(key)
    if not isinstance(found, Source):
        raise RefusedError(f"no source '{key}'{did_you_mean(key, list(sources))}")
    if not found.reading:
        raise RefusedError(
            f"{found.path}:{found.line('capture')}: capture: is there already; this is for a source with `reading` "
            "[capture-or-reading]"
        )
    return found


def _given(written: str, source: Source, size: int) -> dict[int, int]:
    """The new numbers that the caller gives, each within the reading and within the text."""
    last = source.reading.passages if source.reading else 0
    given: dict[int, int] = {}
    for pair in filter(None, (part.strip() for part in written.split(","))):
        old, _, new = pair.partition("=")
        if not (old.isascii() and old.isdigit() and new.isascii() and new.isdigit()):
            raise RefusedError(f"--map: '{pair}' is not a pair of numbers; write old=new, such as 1=3")
        if not 1 <= int(old) <= last or int(old) in given:
            raise RefusedError(f"--map: '{pair}' does not name a passage that was read, 1 to {last}, once")
        if not 1 <= int(new) <= size:
            raise RefusedError(f"--map: '{pair}' leads past the text, which has passages 1 to {size}")
        given[int(old)] = int(new)
    return given


def _placed(source: Source, passages: list[str], given: dict[int, int]) -> dict[int, Placed]:
    """The new number of every passage; refuses where one is not found, or the order would be another."""
    placed, last = proposed(source, passages, given), source.reading.passages if source.reading else 0
    where = f"{source.path}:{source.line('reading', 'passages')}: reading.passages"
    for old in range(1, last + 1):
        if old not in placed:
            raise RefusedError(
                f"{where}: passage {old} is not found in the text by its phrases or by order; say where it stands: "
                f"--map {old}=… [moved-passages]"
            )
        if old > 1 and placed[old].number < placed[old - 1].number:
            numbers = f"{old - 1} would be {placed[old - 1].number} and passage {old} {placed[old].number}"
            raise RefusedError(f"{where}: passage {numbers}; the order stays that of the document [moved-passages]")
    return placed


def _write(root: Path, source: Source, numbers: dict[int, int], known: dict[str, str]) -> list[str]:
    """Write all files that change, the source last; gives their paths."""
    moved = ", ".join(f"{old}: {new}" for old, new in numbers.items())
    lines = ["capture:", *(f"  {name}: {value}" for name, value in known.items()), f"moved-passages: {{{moved}}}"]
    changed = []
    for file in _files(root):
        path, text = file.relative_to(root).as_posix(), file.read_text("utf-8")
        made = in_calls(text, source.id, numbers)
        if path == source.path:
            made = in_source(made, numbers, lines)
        elif f"{source.id}:" in made and path.startswith(("data/", "docs/archive/")):
            made = in_record(made, source.id, numbers)
        if made != text:
            file.write_text(made, "utf-8")
            changed.append(path)
    return changed


def _files(root: Path) -> Iterator[Path]:
    """The files in which a passage of a source may be named."""
    for folder, pattern in (("data", "*/*.yml"), ("docs", "**/*.md")):
        yield from sorted(file for file in (root / folder).glob(pattern) if file.is_file() and not file.is_symlink())
