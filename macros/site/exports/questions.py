"""Worked questions to `archive.sqlite`: each with its query and with what the query gives at this revision.

A question is a file of SQL: its first line is the question in words, behind `--`; the rest is what a reader can copy.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from macros.site.exports.database import database
from macros.site.site import Site

QUESTIONS = Path(__file__).with_name("queries") / "questions"


class Question(NamedTuple):
    """A question with its anchor, its query, and its result: names of columns and rows of values."""

    anchor: str
    words: str
    query: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]


def questions(site: Site) -> Iterator[Question]:
    """Every question in order, asked of the file that readers take away. Raises sqlite3.Error for a wrong query."""
    asked = sqlite3.connect(":memory:")
    try:
        asked.deserialize(database(site))
        for file in sorted(QUESTIONS.glob("*.sql")):
            first, _, query = file.read_text("utf-8").partition("\n")
            found = asked.execute(query)
            names = tuple(name for name, *_ in found.description)
            anchor = file.stem.partition("-")[2]
            yield Question(anchor, first.removeprefix("-- "), query.strip(), names, tuple(found.fetchall()))
    finally:
        asked.close()
