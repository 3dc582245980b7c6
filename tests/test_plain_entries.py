"""Entries of BibTeX that one expression reads, and those that pybtex reads."""

from __future__ import annotations

import random

import pytest
from pybtex.database.input.bibtex import LowLevelParser

from macros.core.reading.plain_entries import entries
from tests.support import REPOSITORY

PIECES = ("@misc{a-b, title = {x {y} z},}", "@Misc{a, year = 12 # {x}}", "@misc(a, title = {x})", '@misc{a, b = "x"}')
SIGNS = ("{", "}", '"', "#", "@", ",", "=", "@comment{", "@string{a = {b}}", "\\{", "\n", " ", "{{{a}}}", "title")
TEXTS = 400


def _read(text: str, *, plainly: bool) -> tuple[list[object], list[str]]:
    """What was read, where each entry begins and ends, and every error with its line."""
    found: list[object] = []
    errors: list[str] = []
    parser = LowLevelParser(text, handle_error=lambda error: errors.append(str(error)), macros={})
    try:
        for kind, rest, start in entries(parser) if plainly else ((*one, parser.command_start) for one in parser):
            found.append((kind, rest, start, parser.pos))
    except Exception as error:  # noqa: BLE001 # whatever it is must be the same
        errors.append(repr(error))
    return found, errors


@pytest.mark.parametrize("seed", [1, 2])
def test_both_ways_to_read_entries_read_the_same(seed: int) -> None:
    """Entries, their places and errors with their lines are those of pybtex, whatever somebody writes."""
    dice = random.Random(seed)  # noqa: S311 # texts that are the same each time
    whole = (REPOSITORY / "tests/archive/bibliography.bib").read_text("utf-8")
    assert _read(whole, plainly=True) == _read(whole, plainly=False)
    for _ in range(TEXTS):
        at = dice.randrange(len(whole))
        text = f"{dice.choice(PIECES)}\n\n{whole[at : at + 900]}"
        for _ in range(dice.randrange(4)):
            at = dice.randrange(len(text))
            text = text[:at] + dice.choice(SIGNS) + text[at + dice.randrange(3) :]
        assert _read(text, plainly=True) == _read(text, plainly=False)
