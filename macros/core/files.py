"""Contributed files: their text and their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.core.problems import Problem

MAX_BYTES = 2_000_000
MAX_LIST_BYTES = 50_000_000
"""For the two files that hold a line or an entry of every record: the bibliography and the published ids."""
UNSEEN = re.compile(
    "[\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\u2028\u2029]"
)


def read_text(path: Path, shown: str, limit: int = MAX_BYTES) -> tuple[str, list[Problem]]:
    """A file's text with line feeds as line ends; problems instead of exceptions for whatever is not readable text."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return "", [Problem(shown, 1, "", f"cannot be read ({error.strerror}); should be a readable file", "file")]
    if len(raw) > limit:
        return "", [Problem(shown, 1, "", f"has {len(raw):,} bytes; at most {limit:,} are read", "file")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return "", [Problem(shown, line, "", "is not UTF-8 text; save the file as UTF-8", "file")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, list(_unseen(text, shown))


def _unseen(text: str, shown: str) -> Iterator[Problem]:
    for match in UNSEEN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        code = f"U+{ord(match.group()):04X}"
        yield Problem(shown, line, "", f"holds the invisible character {code}; remove it", "invisible-character")


def check_name(path: Path, shown: str) -> list[Problem]:
    """A record's id is its file's stem: lower-case Latin letters, digits and hyphens."""
    if ID.fullmatch(path.stem):
        return []
    better = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "record"
    wrong = f"'{path.stem}' is no id; use a-z, 0-9 and hyphens, such as '{better}'"
    return [Problem(shown, 1, "", wrong, "file")]


ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
