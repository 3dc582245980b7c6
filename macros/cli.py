"""The door for people and CI: check, new, render, export, schema, ids."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from macros.core.files import ID
from macros.core.models import KINDS, MODELS
from macros.core.rules.ids import PUBLISHED_PATH, addresses
from macros.session import Session, open_session
from macros.site.exports import exports
from macros.site.skeletons import skeleton


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 1 when the archive has problems, or 2 for a command that cannot be carried out."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m macros", description="The Forced Returns Archive's records.")
    parser.add_argument("--root", type=Path, default=Path(), help="folder of the archive (default: here)")
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("check", help="report every problem of every file")
    command.add_argument("--format", choices=("text", "github"), default="text", help="form of the report")
    command.set_defaults(run=check_command)
    command = commands.add_parser("new", help="write the skeleton of a record")
    command.add_argument("kind", choices=[kind for kind in KINDS if kind != "work"])
    command.add_argument("id")
    command.set_defaults(run=new_command)
    for name, run, help_text in (
        ("render", render_command, "write all pages as Markdown, docs/ and the data files into a folder"),
        ("export", export_command, "write the data files into a folder"),
    ):
        command = commands.add_parser(name, help=help_text)
        command.add_argument("--out", type=Path, required=True, help="folder to write into")
        command.set_defaults(run=run)
    command = commands.add_parser("schema", help="print the JSON Schema of one kind of record")
    command.add_argument("kind", choices=list(MODELS))
    command.set_defaults(run=schema_command)
    command = commands.add_parser("ids", help="add new ids to the list of published ones")
    command.add_argument("--check", action="store_true", help="only say whether any is missing from the list")
    command.set_defaults(run=ids_command)
    return parser


def check_command(options: argparse.Namespace) -> int:
    """Print every problem, then the number of records of each kind."""
    session = open_session(options.root, fresh=True)
    for problem in session.problems:
        print(problem.as_github() if options.format == "github" else problem.as_text())
    print(_summary(session))
    return 1 if session.problems else 0


def _summary(session: Session) -> str:
    counts = [f"{len(session.archive.of(k.id)):,} {k.plural}" for k in KINDS.values()]
    counts += [f"{len(session.relations.claims):,} claims", f"{len(session.relations.notes):,} editorial notes"]
    found = len(session.problems)
    return f"{', '.join(counts)}: {'no problems' if not found else f'{found:,} problem' + 's' * (found > 1)}"


def new_command(options: argparse.Namespace) -> int:
    """Write a skeleton with every field explained; never over an existing file."""
    kind = KINDS[options.kind]
    target = options.root / kind.folder / f"{options.id}{kind.suffix}"
    if not ID.fullmatch(options.id):
        return _fail(f"'{options.id}' is no id; use a-z, 0-9 and hyphens, such as hrw-2017")
    if target.exists():
        return _fail(f"{target} exists already; open it, or choose another id")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(skeleton(options.kind, open_session(options.root, fresh=True).archive.vocabulary), "utf-8")
    print(f"{target} is written; fill it in, then run `make check`")
    return 0


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


def _ready(options: argparse.Namespace) -> Session | None:
    session = open_session(options.root, fresh=True)
    if session.problems:
        print(_summary(session) + "; nothing is written, see `make check`", file=sys.stderr)
        return None
    return session


def _write(out: Path, path: str, text: str) -> None:
    target = out / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


def render_command(options: argparse.Namespace) -> int:
    """All pages as finished Markdown: the way out to another generator."""
    session = _ready(options)
    if session is None:
        return 1
    for path, text in session.rendered_docs():
        _write(options.out, path, text)
    for page in session.pages.values():
        _write(options.out, page.uri, page.markdown())
    for path, text in exports(session.site):
        _write(options.out, path, text)
    print(f"{len(session.pages):,} generated pages, docs/ and the data files are in {options.out}")
    return 0


def export_command(options: argparse.Namespace) -> int:
    """The data files alone."""
    session = _ready(options)
    if session is None:
        return 1
    for path, text in exports(session.site):
        _write(options.out, path, text)
    return 0


def schema_command(options: argparse.Namespace) -> int:
    """A JSON Schema (2020-12) with the field descriptions."""
    schema = MODELS[options.kind].model_json_schema(by_alias=True)
    print(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0


def ids_command(options: argparse.Namespace) -> int:
    """Keep data/published.txt: every id that was ever published, sorted, one a line."""
    session = open_session(options.root, fresh=True)
    current = addresses(session.archive, session.relations)
    listed = {line.strip() for line in session.archive.published if line.strip()}
    missing = sorted(current - listed)
    if options.check:
        for item in missing:
            print(f"{PUBLISHED_PATH}:1: '{item}' is not listed yet; `make ids` adds it, and it stays for good")
        return 1 if missing else 0
    _write(options.root, PUBLISHED_PATH, "".join(f"{item}\n" for item in sorted(listed | current)))
    print(f"{len(missing):,} ids added to {PUBLISHED_PATH}")
    return 0
