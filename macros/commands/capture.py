"""`capture`: a text was saved. Alone it is cleaned and numbered; for a source it is compared, or numbered anew.

A source that was only read takes the text over; one that is captured says whether its passages are the same.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.commands.capturing.cleaning import clean_file, report
from macros.commands.capturing.new_numbers import in_calls, in_record, in_source
from macros.commands.capturing.saved_again import saved_again, with_new_file
from macros.commands.new import captured, told
from macros.commands.refused import RefusedError
from macros.commands.whole_files import put, put_all
from macros.core.archive import Archive
from macros.core.models import Record, Source
from macros.core.problems import did_you_mean, listed
from macros.core.verification.captured_text import passages_of
from macros.core.verification.renumbered import Placed, proposed
from macros.core.words.amounts import amount_is
from macros.session import open_session


def add_to(command: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    command.add_argument("key", nargs="?", help="id of the source whose text it is; without it the text is cleaned")
    command.add_argument("text", type=Path, help="the whole text, saved as a file outside the archive")
    command.add_argument(
        "--before", type=Path, metavar="FILE", help="the file that was annotated, if the text was saved anew"
    )
    command.add_argument(
        "--map",
        default="",
        metavar="OLD=NEW,…",
        help="new numbers of passages that are not found, or found wrong",
    )
    command.add_argument("--dry-run", action="store_true", help="only tell where the passages would stand")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Clean, compare or take over a text. Returns 0, or 2 where it refuses and nothing is written."""
    return told(_capture if options.key else _cleaned, options)


def _cleaned(options: argparse.Namespace) -> list[str]:
    """Write the clean text beside the saved one, which stays as it is."""
    if options.before or options.map:
        raise RefusedError("before= and map= belong to a text of a source; say whose it is with id=KEY")
    known, clean = captured(options.text, options.root), clean_file(options.text)
    text = options.text.read_bytes().decode("utf-8")
    passages = passages_of(text)
    if not options.dry_run:
        put(clean, "".join(f"{passage}\n" for passage in passages))
    return list(report(options.text, text, passages, known["sha256"]))


def _compared(options: argparse.Namespace, archive: Archive, source: Source, known: Mapping[str, str]) -> list[str]:
    """Compare a text that was saved anew with the one that was annotated; the record then has its fingerprint."""
    file = source.capture.file if source.capture else ""
    before = options.before or options.text.with_name(file)
    said = saved_again(archive, source, options.text, before, known)
    record = options.root / source.path
    made = with_new_file(record.read_text("utf-8"), known)
    if options.dry_run or made == record.read_text("utf-8"):
        return said
    put(record, made)
    return [*said, f"{source.path} has the fingerprint of the new file"]


def _capture(options: argparse.Namespace) -> list[str]:
    session = open_session(options.root, fresh=True)
    if session.problems:
        wrong = "\n".join(listed(session.problems))
        raise RefusedError(f"{wrong}\nnothing is written before that is put right")
    source = _source(session.archive.records_of("source"), options.key)
    _fitting(options, source)
    known = captured(options.text, options.root)
    if source.capture:
        return _compared(options, session.archive, source, known)
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
        f"{amount_is(unread, 'passage')} not annotated yet; `make check` and `make verify` say what is left to correct",
    ]


def _fitting(options: argparse.Namespace, source: Source) -> None:
    """Refuses what has no meaning for this source, instead of passing it over."""
    if source.capture and options.map:
        given = "map= gives new numbers to passages of a source that was only read"
        raise RefusedError(f"{given}; {source.path} is captured and keeps its numbers: leave map= out")
    if options.before and not source.capture:
        given = "before= names the file that was annotated before"
        raise RefusedError(f"{given}; {source.path} was only read and has none: leave before= out")


def _source(sources: Mapping[str, Record], key: str) -> Source:
    """The source that was read or captured; refuses an unknown one."""
    found = sources.get(key)
    if not isinstance(found, Source):
        raise RefusedError(f"no source '{key}'{did_you_mean(key, list(sources))}")
    return found


def _given(written: str, source: Source, size: int) -> dict[int, int]:
    """The new numbers that the caller gives, each within the reading and within the text."""
    last = source.reading.passages if source.reading else 0
    given: dict[int, int] = {}
    for pair in filter(None, (part.strip() for part in written.split(","))):
        old, _, new = pair.partition("=")
        if not (old.isascii() and old.isdigit() and new.isascii() and new.isdigit()):
            raise RefusedError(f"map: '{pair}' is not a pair of numbers; write old=new, such as map=1=3")
        if not 1 <= int(old) <= last or int(old) in given:
            raise RefusedError(f"map: '{pair}' does not name a passage that was read, 1 to {last}, once")
        if not 1 <= int(new) <= size:
            raise RefusedError(f"map: '{pair}' leads past the text, which has passages 1 to {size}")
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
                f"map={old}=… [moved-passages]"
            )
        if old > 1 and placed[old].number < placed[old - 1].number:
            numbers = f"{old - 1} would be {placed[old - 1].number} and passage {old} {placed[old].number}"
            raise RefusedError(f"{where}: passage {numbers}; the order stays that of the document [moved-passages]")
    return placed


def _write(root: Path, source: Source, numbers: dict[int, int], known: dict[str, str]) -> list[str]:
    """Write all files that change, or none; gives their paths."""
    moved = ", ".join(f"{old}: {new}" for old, new in numbers.items())
    lines = ["capture:", *(f"  {name}: {value}" for name, value in known.items()), f"moved-passages: {{{moved}}}"]
    changed = dict[str, str]()
    for file in _files(root):
        path, text = file.relative_to(root).as_posix(), file.read_text("utf-8")
        made = in_calls(text, source.id, numbers)
        if path == source.path:
            made = in_source(made, numbers, lines)
        elif f"{source.id}:" in made and path.startswith(("data/", "docs/archive/")):
            made = in_record(made, source.id, numbers)
        if made != text:
            changed[path] = made
    put_all(root, changed)
    return list(changed)


def _files(root: Path) -> Iterator[Path]:
    """The files in which a passage of a source may be named."""
    for folder, pattern in (("data", "*/*.yml"), ("docs", "**/*.md")):
        yield from sorted(file for file in (root / folder).glob(pattern) if file.is_file() and not file.is_symlink())
