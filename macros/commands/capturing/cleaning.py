"""A text as it was saved: what nobody sees in it, a second file without that, and the numbers of its passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from macros.commands.refused import RefusedError
from macros.core.verification.captured_text import Cleaned, cleaned_away
from macros.core.words.amounts import amount
from macros.core.words.personal import withheld

CLEAN = ".clean"
"""Stands in front of the ending of the second file."""
_SHOWN, _NAMED = 60, 12
"""Letters of each passage that are shown, and passages that are named for one sort of change."""


def clean_file(saved: Path) -> Path:
    """Where the clean text of a saved one is; refuses one that is clean already."""
    if saved.stem.endswith(CLEAN):
        raise RefusedError(f"{saved} is a clean text already; name the file as it was saved")
    return saved.with_name(f"{saved.stem}{CLEAN}{saved.suffix}")


def report(saved: Path, text: str, passages: Sequence[str], sha256: str) -> Iterator[str]:
    """What a person needs to know of a saved text, line by line; ends with its numbered passages."""
    yield f"{saved}: {amount(len(passages), 'passage')}; SHA-256 of the file as it was saved: {sha256}"
    found = cleaned_away(text)
    yield from (f"  {_said(one)}" for one in found)
    if not found:
        yield "  nothing in it had to be cleaned"
    yield f"{clean_file(saved)} is written: passage 1 in line 1, passage 2 in line 2; copy phrases from there"
    width = len(str(len(passages)))
    yield from (f"  {number:>{width}}  {withheld(_clipped(passage))}" for number, passage in enumerate(passages, 1))


def _said(one: Cleaned) -> str:
    more = f" and {len(one.passages) - _NAMED:,} more" if len(one.passages) > _NAMED else ""
    places = ", ".join(map(str, one.passages[:_NAMED]))
    where = f", in passage{'s' if len(one.passages) > 1 else ''} {places}{more}" if one.passages else ""
    return f"{one.times:,} × {one.what}{where}"


def _clipped(passage: str) -> str:
    return passage if len(passage) <= _SHOWN else f"{passage[: _SHOWN - 1]}…"
