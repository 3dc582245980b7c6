"""The door for people and CI: check, summary, withdraw, verify, capture, new, render, export, schema and others."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Container, Sequence
from importlib import import_module
from pathlib import Path
from shutil import Error as CopyError

from macros.commands.arguments import Parser
from macros.commands.check import contents, counted
from macros.commands.refused import RefusedError
from macros.commands.whole_files import put
from macros.core.archive import PUBLISHED_PATH
from macros.core.models import MODELS
from macros.core.models.last_look import HEALTH_PATH
from macros.core.problems import listed, sort_problems
from macros.core.rules.permanence import addresses
from macros.core.words.amounts import amount
from macros.core.words.personal import withheld
from macros.programs.folder_lock import FolderLock, OccupiedError
from macros.programs.git import GitError
from macros.programs.pandoc.program import ProcessorError
from macros.session import Session, UnreadyError, open_session
from macros.site.contributing.command_help import PROGRAM_HELP

WRITTEN_BY_HAND = ("docs", "data", "macros", "overrides", "tests", ".git", ".github")
"""The folders of the archive into which no command writes a site or data files."""

_LOOP = re.compile("Symlink loop from ['\"]?|['\"]$")
"""What Python 3.11 says of a link that leads to itself, around its path."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments and run one command."""
    return carry_out(read(sys.argv[1:] if arguments is None else arguments))


def read(given: Sequence[str]) -> argparse.Namespace:
    """What was typed behind the program. Ends with 2 where no command can be meant."""
    return _parser(given).parse_args(given)


def carry_out(options: argparse.Namespace) -> int:
    """Run one command. Returns 0, 1 if the archive has problems, 2 if it cannot run, or 130 if Ctrl+C ends it."""
    try:
        return _run(options)
    except (GitError, OccupiedError, ProcessorError, RefusedError, UnreadyError) as error:
        return _fail(str(error))
    except CopyError as error:  # of several files at once
        return _fail(f"files cannot be copied; {error.args[0][0][2] if error.args[0] else 'the folder is not there'}")
    except OSError as error:  # missing files, full disks, missing permissions
        return _fail(f"{error.filename or 'a file'} cannot be read or written ({error.strerror or error})")
    except (KeyboardInterrupt, RuntimeError) as error:
        return _ended(error)


def _run(options: argparse.Namespace) -> int:
    """Run it; one that writes records keeps others that do out, or what one has written would be lost to the next."""
    run: Callable[[argparse.Namespace], int] = options.run
    records = options.root / "data"
    if not records.is_dir() or not _writes(options):
        return run(options)
    alone = FolderLock(records, "another command is writing into the archive; run this one again when it has ended")
    try:
        return run(options)
    finally:
        alone.release()


def _writes(options: argparse.Namespace) -> bool:
    """Whether a command is to write records, and not only to say what it would do or to search."""
    if any(getattr(options, name, False) for name in ("check", "print", "dry_run")):
        return False
    return bool(getattr(options, "write", None)) or (
        options.command in _WRITING and bool(getattr(options, "addresses", True))
    )


def _ended(error: KeyboardInterrupt | RuntimeError) -> int:
    """Tell of Ctrl+C, which Python 3.11 wraps where it makes a class, or of a link; anything else is raised again."""
    if KeyboardInterrupt in (type(error), type(error.__cause__)):
        _fail("stopped before it was done")
        return 130  # as shells say it: 128 and the number of the signal
    if not _LOOP.match(str(error)):
        raise error
    return _fail(f"{_LOOP.sub('', str(error))}: is a link that leads to itself; name another path")


_OWN_FILES = ("check", "summary", "withdraw", "capture", "new", "identity", "ready")
"""The commands whose arguments stand with them, in a file of their name."""


_WRITING = ("withdraw", "capture", "new", "identity", "ids")
"""The commands that read records and write what follows from them."""


def _parser(given: Container[str] = PROGRAM_HELP) -> argparse.ArgumentParser:
    """The parser of all commands, with the arguments of those that are given: the files of the others are not read."""
    parser = Parser(prog="python -m macros", description="The Forced Returns Archive's records.")
    parser.add_argument("--root", type=Path, default=Path(), help="folder of the archive (default: here)")
    commands = parser.add_subparsers(required=True, dest="command", metavar="command")
    known = {name: commands.add_parser(name, help=about) for name, about in PROGRAM_HELP.items()}
    for name in _OWN_FILES:
        if name in given:
            import_module(f"macros.commands.{name}").add_to(known[name])
    _add_verify(known["verify"])
    for name, run in (("render", render_command), ("export", export_command)):
        known[name].add_argument("--out", type=Path, required=True, help="folder to write into")
        known[name].set_defaults(run=run)
    known["offline"].add_argument("--site", type=Path, required=True, help="folder of the built site")
    known["offline"].set_defaults(run=offline_command)
    either = known["schema"].add_mutually_exclusive_group()
    either.add_argument("kind", choices=list(MODELS), nargs="?")
    either.add_argument("--out", type=Path, help="folder to write the schemas for editors into")
    known["schema"].add_argument(
        "--snippets", type=Path, help="file to write the snippets for VS Code into, with --out"
    )
    known["schema"].set_defaults(run=schema_command)
    known["ids"].add_argument("--check", action="store_true", help="only say whether any is missing from the list")
    known["ids"].set_defaults(run=ids_command)
    _add_health(known["health"])
    return parser


def _add_verify(command: argparse.ArgumentParser) -> None:
    command.add_argument("--captures", type=Path, required=True, metavar="DIR", help="folder of the captured files")
    command.add_argument("--propose", action="store_true", help="suggest phrases for passages that have none")
    command.add_argument("--write", metavar="KEY", help="write the phrases of one source into its file")
    command.add_argument("--at-hand", action="store_true", help="leave out sources whose captured text is not there")
    command.set_defaults(run=verify_command)


def _add_health(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, help=f"file to compare with and to write (default: {HEALTH_PATH})")
    command.add_argument("--timeout", type=_seconds, metavar="s", help="seconds that one answer may take")
    command.add_argument("--delay", type=_seconds, metavar="s", help="seconds between two requests to a host")
    either = command.add_mutually_exclusive_group()
    either.add_argument("--only", default="", metavar="key", help="look at one source alone")
    either.add_argument("--take", type=Path, metavar="file", help="take over what another run found; ask nobody")
    either.add_argument("--summary", action="store_true", help="print what the file says is wrong; ask nobody")
    command.set_defaults(run=health_command)


_LONGEST_WAIT = 3_600


def _seconds(text: str) -> float:
    """A number of seconds. Raises ArgumentTypeError for any other, also for one below nought or without an end."""
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value <= _LONGEST_WAIT:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of seconds from 0 to {_LONGEST_WAIT:,}")
    return value


def verify_command(options: argparse.Namespace) -> int:
    """Print where the records disagree with the captured texts; with `--propose` also suitable phrases."""
    from macros.commands.proposing import proposed_lines, written
    from macros.core.verification.verify import verify

    if not options.captures.is_dir():
        return _fail(f"{options.captures} is not a folder; name the one that holds the captured texts")
    archive = open_session(options.root, fresh=True).archive
    captures = {file.name: file.read_bytes() for file in sorted(options.captures.iterdir()) if file.is_file()}
    if options.write:
        print(withheld("\n".join(written(options.root, archive, captures, options.write))))
        archive = open_session(options.root, fresh=True).archive
    problems = sort_problems([*archive.problems, *verify(archive, captures)])
    known = {source.id: source.capture for source in archive.sources if source.capture}
    absent = [key for key, capture in known.items() if capture.file not in captures] if options.at_hand else []
    if absent:
        print(withheld(f"not checked against their captures, which are not at hand: {', '.join(absent)}"))
        problems = [problem for problem in problems if problem.rule != "capture-missing"]
    print(*listed(problems), sep="\n", end="\n" if problems else "")
    for line in proposed_lines(archive, captures) if options.propose else ():
        print(withheld(line))
    held = "compared with their captures" if problems else "captured and verified"
    numbers = f"{len(known) - len(absent):,} {held}, {len(archive.sources) - len(known):,} without a saved text"
    print(f"{numbers}: {counted(len(problems))}")
    return 1 if problems else 0


def _fail(message: str) -> int:
    print(withheld(message), file=sys.stderr)
    return 2


def _ready(options: argparse.Namespace) -> Session | None:
    session = open_session(options.root, fresh=True)
    if session.problems:
        print(contents(session) + "; nothing was written, run `make check`", file=sys.stderr)
        return None
    session.prepare()
    return session


def _write(out: Path, path: str, content: str | bytes) -> None:
    target = out / path
    target.parent.mkdir(parents=True, exist_ok=True)
    put(target, content)


def _over_archive(options: argparse.Namespace) -> str:
    """Why nothing is written into a folder: it would overwrite files of the archive; empty if it may be written."""
    out, root = options.out.resolve(), options.root.resolve()
    if root.is_relative_to(out) and root != out:
        return f"{options.out} holds the archive, whose files would be written over; name another folder, or a new one"
    within = out == root or any(out.is_relative_to(root / folder) for folder in WRITTEN_BY_HAND)
    return f"{options.out} belongs to the archive itself; name a folder outside it, or a new one" if within else ""


def render_command(options: argparse.Namespace) -> int:
    """All pages as finished Markdown: the way out to another generator."""
    from macros.commands.render import write

    if wrong := _over_archive(options):
        return _fail(wrong)
    session = _ready(options)
    if session is None:
        return 1
    return write(session, options.out)


def export_command(options: argparse.Namespace) -> int:
    """Only the data files."""
    from macros.outputs import outputs

    if wrong := _over_archive(options):
        return _fail(wrong)
    session = _ready(options)
    if session is None:
        return 1
    for path, made in outputs(session, everywhere=True):
        _write(options.out, path, made())
    return 0


def offline_command(options: argparse.Namespace) -> int:
    """The site as one archive file with checksums, beside its data files."""
    from macros.commands.offline import offline

    if not (options.site / "index.html").is_file():
        return _fail(f"{options.site} does not hold a built site; run `make site`")
    packed = offline(options.site)
    print(f"{packed} holds the site for reading from a disk, {packed.stat().st_size / 1e6:.1f} MB")
    return 0


def schema_command(options: argparse.Namespace) -> int:
    """A JSON Schema (2020-12) with the field descriptions, or those of all files that contributors write."""
    from macros.commands.schemas import written_schemas
    from macros.site.contributing.snippets import with_schemas, written_snippets

    if options.out and (wrong := _over_archive(options)):
        return _fail(wrong)
    if options.out:
        vocabulary = open_session(options.root, fresh=True).archive.vocabulary
        for name, text in written_schemas(vocabulary).items():
            _write(options.out, name, text)
        if options.snippets:
            _write(options.snippets.parent, options.snippets.name, written_snippets(vocabulary))
            settings = options.snippets.with_name("settings.json")
            if settings.is_file():
                _write(settings.parent, settings.name, with_schemas(settings.read_text("utf-8")))
        return 0
    if not options.kind:
        return _fail("name a kind of record, or a folder with --out")
    schema = MODELS[options.kind].model_json_schema(by_alias=True)
    print(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0


def ids_command(options: argparse.Namespace) -> int:
    """Keep data/published.txt: every id that was ever published, sorted, one a line."""
    session = open_session(options.root, fresh=True)
    current = addresses(session.archive, session.relations)
    listed = session.archive.listed
    missing = sorted(current - listed)
    stale = {item for item in listed - current - set(session.archive.redirects.root) if not session.archive.binds(item)}
    if options.check and missing and not listed:
        print(f"{PUBLISHED_PATH}:1: lists none of {len(missing):,} ids; restore the file, or run `make ids`")
        return 1
    if options.check:
        for item in missing:
            print(withheld(f"{PUBLISHED_PATH}:1: '{item}' is not listed yet; run `make ids`, and it stays for good"))
        for item in sorted(stale):
            print(withheld(f"{PUBLISHED_PATH}:1: '{item}' is gone and was never on the base branch; run `make ids`"))
        return 1 if missing or stale else 0
    if session.problems:
        print(f"{counted(len(session.problems))}; an id stays for good, so correct them first", file=sys.stderr)
        return 1
    _write(options.root, PUBLISHED_PATH, "".join(f"{item}\n" for item in sorted((listed | current) - stale)))
    taken = f", {len(stale):,} of this branch alone taken out" if stale else ""
    print(f"{amount(len(missing), 'id')} added to {PUBLISHED_PATH}{taken}")
    return 0


def health_command(options: argparse.Namespace) -> int:
    """The state of the sources on the web; it is never a reason to fail. An unreadable earlier report is ignored."""
    from macros.commands.health import run

    session = open_session(options.root, fresh=True)
    if any(problem.path != HEALTH_PATH for problem in session.problems):
        return _fail(contents(session) + "; no request was made, run `make check`")
    return run(session.archive, options)
