"""Contributed files: their text and their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from stat import S_ISLNK, S_ISREG

from macros.core.problems import Problem
from macros.core.reading.conflicts import settled
from macros.core.values.ids import id_fault, reserved
from macros.core.words.invisible import UNSEEN
from macros.core.words.lookalikes import fault as look_alike
from macros.core.words.personal import personal

MAX_BYTES = 200_000
"""Limit for one record or page that is not a source; the longest has a sixth of it."""
MAX_SOURCE_BYTES = 1_000_000
"""Limit for one annotated source: 400 passages, annotated as closely as the longest document here, are two thirds."""
MAX_TABLE_BYTES = 1_000_000
"""Limit for the retired ids: about ten thousand of them."""
MAX_LIST_BYTES = 50_000_000
"""Limit for the two files with an entry or a line for every record: the bibliography and the published ids."""
MAX_CAPTURE_BYTES = 10_000_000
"""Limit for a captured text, which is not in the repository: a UN report of 400 pages has a tenth of it."""
MAX_LOOK_ALIKES = 20
"""How many lines with look-alikes are reported for one file."""
_COPY = re.compile(r"(.+?)(?: copy(?: \d+)?| - [Cc]opy| \(\d+\))")
"""The name that a system gives to a copy of a file."""
BYTE_ORDER_MARK = "\ufeff"
"""What some editors put before the first letter of a file. It is reported, and the text is read without it."""
_MARKED = "begins with the invisible character U+FEFF, a byte order mark; save the file as UTF-8 without BOM"
MAX_UNSEEN = 20
"""How many invisible characters are reported for one file; a file full of them is not text."""


def read_text(path: Path, shown: str, limit: int = MAX_BYTES) -> tuple[str, list[Problem]]:
    """A file's text with line feeds as line ends; whatever is not readable text is a problem, not an exception."""
    text, problems = read_foreign(path, shown, limit)
    text, more = checked_text(text, shown)
    return text, [*problems, *more]


def checked_text(text: str, shown: str) -> tuple[str, list[Problem]]:
    """A text as one side of a conflict that a merge left open has it, and what it must not hold.

    A byte order mark is left out, since nothing would be read as it is meant because of it.
    """
    marked, text = text.startswith(BYTE_ORDER_MARK), text.lstrip(BYTE_ORDER_MARK)
    text, conflicts = settled(text, shown)
    mark = [Problem(shown, 1, "", _MARKED, "invisible-character")] if marked else []
    return text, [*conflicts, *mark, *_unseen(text, shown), *_look_alikes(text, shown)]


def read_foreign(path: Path, shown: str, limit: int) -> tuple[str, list[Problem]]:
    """The text of a file that is not ours, such as a captured page: it may hold invisible characters."""
    try:
        raw, wrong = _read_bytes(path, limit)
    except OSError as error:
        raw, wrong = b"", f"cannot be read ({error.strerror}); should be a readable file"
    if wrong:
        return "", [Problem(shown, 1, "", wrong, "file")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return "", [Problem(shown, line, "", "is not UTF-8 text; save the file as UTF-8", "file")]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def _read_bytes(path: Path, limit: int) -> tuple[bytes, str]:
    """The bytes of a file, or why it is not opened: links can leave the archive, pipes and devices never end."""
    try:
        known = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return b"", "is not there; name a file that is"
    if S_ISLNK(known.st_mode):
        return b"", "is a symbolic link; put the file itself here"
    if not S_ISREG(known.st_mode):
        return b"", "is not a plain file; put a text file here"
    size = known.st_size
    return (b"", f"has {size:,} bytes; at most {limit:,} are read") if size > limit else (path.read_bytes(), "")


def _unseen(text: str, shown: str) -> Iterator[Problem]:
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return  # found out without looking at each character: most texts are so
    for match in islice(UNSEEN.finditer(text), MAX_UNSEEN):
        line = text.count("\n", 0, match.start()) + 1
        code = f"U+{ord(match.group()):04X}"
        yield Problem(shown, line, "", f"holds the invisible character {code}; remove it", "invisible-character")


def _look_alikes(text: str, shown: str) -> Iterator[Problem]:
    """A problem for each line of a file that holds look-alikes, buried letters or letters in parts."""
    if text.isascii():
        return
    found = ((number, look_alike(line)) for number, line in enumerate(text.split("\n"), 1) if not line.isascii())
    told = ((number, wrong) for number, wrong in found if wrong)
    for number, wrong in islice(told, MAX_LOOK_ALIKES):
        yield Problem(shown, number, "", wrong, "look-alike")


def check_name(path: Path, shown: str) -> list[Problem]:
    """A record's id is its file's stem: lower-case Latin letters, digits and hyphens.

    Another name is proposed only if nothing but capitals, spaces and underscores is wrong: without any other
    character it could be the id of something else.
    """
    if kind := personal(path.stem):
        return [
            Problem(shown, 1, "", f"the name of the file seems to hold {kind}; give it another name", "personal-data")
        ]
    if (copied := _COPY.fullmatch(path.stem)) and path.with_stem(copied[1]).exists():
        return [
            Problem(shown, 1, "", f"seems to be a copy of '{copied[1]}{path.suffix}'; delete one of the two", "file")
        ]
    wrong, better = id_fault(path.stem), better_name(path)
    said = f"{wrong}, such as '{better}'" if better != path.stem else wrong
    return [Problem(shown, 1, "", said, "file")] if wrong else []


def better_name(path: Path) -> str:
    """The id that a file was meant to have, if capitals, spaces and underscores are all that is wrong with its stem."""
    if not id_fault(path.stem) or personal(path.stem) or _COPY.fullmatch(path.stem):
        return path.stem
    better = re.sub(r"[\s_-]+", "-", path.stem.lower()).strip("-")
    return path.stem if id_fault(better) or reserved(better) or path.with_stem(better).exists() else better
