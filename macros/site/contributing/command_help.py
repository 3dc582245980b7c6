"""What each command does, said once: in the Makefile for `make`, here for `python -m macros`."""

from __future__ import annotations

import re
from pathlib import Path

MAKEFILE = Path(__file__).resolve().parents[3] / "Makefile"
_TARGET = re.compile(r"^([a-z-]+):[^#\n]*## (.+)$", re.MULTILINE)
PROGRAM_HELP = {
    "check": "report every problem of every file; `--base REF` also checks the records against a branch, `--format "
    "github` annotates a pull request, `--settings` checks mkdocs.yml alone",
    "summary": "say what a branch changes, `--base REF`, as Markdown for its pull request: problems, pages, claims, "
    "works and addresses; `--out FILE` writes it",
    "withdraw": "take records, claims, notes or passages out, `--reason safety`, all or nothing; `--dry-run` only "
    "says what would be done, `--hide-address` takes the ids out too; without an address `--search FILE` "
    "(`-` for standard input) names every file that still holds the words, and `--clear` takes them out "
    "of the caches",
    "verify": "check the records against the texts in `--captures DIR`; `--propose` suggests locator phrases, "
    "`--write KEY` writes those of one source into its file, `--at-hand` skips sources whose text is not there",
    "capture": "say what nobody sees in a saved text, `FILE`, number its passages, and write a second file without it; "
    "`KEY FILE` compares a text that was saved anew with the one that was annotated (`--before FILE`), or takes over "
    "the whole text of a source that was only read before, with new passage numbers in every file; `--map 1=3,2=4` "
    "gives numbers that are not found, `--dry-run` only says what would be done",
    "new": "write the skeleton of a record to its file, or the entry of a work; `--from "
    "FILE` reads a work from BibTeX, BibLaTeX, RIS or CSL-JSON, `--entry KEY` chooses one of several by key or "
    "number, `--all` takes all as works; `--text FILE` counts and fingerprints the passages of a text",
    "render": "write all pages as Markdown and all data files into a folder, for another generator",
    "export": "write the data files into a folder",
    "offline": "pack a built site, `--site DIR`, into one file to read from a disk, with checksums",
    "schema": "print the JSON Schema of one kind of record; `--out DIR` writes those for editors, `--snippets FILE` "
    "the snippets too, and the schema of each folder into the `settings.json` beside them",
    "health": "look at every source and its archived copy on the web, and write data/health.json; `--only key` "
    "looks at one source, `--take file` uses what another run found, `--summary` prints the "
    "problems in the file",
    "identity": "write the values of identity.yml into the files that GitHub reads; `--check` only says which lines "
    "differ, `--print site` prints one value",
    "ready": "go through the maintainer's checklist; `--online` also asks GitHub",
    "ids": "add new ids to data/published.txt; `--check` only names them",
}
"""What each command of the program does; its own help says the same."""


def command_help() -> dict[str, str]:
    """Every command with what it does: those of `make` in the order of the Makefile, then those of the program."""
    made = {f"make {name}": text for name, text in _TARGET.findall(MAKEFILE.read_text("utf-8"))}
    return made | {f"python -m macros {name}": text for name, text in PROGRAM_HELP.items()}
