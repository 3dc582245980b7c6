"""Where prose pages and pictures may be in `docs/`, and how long a page may be.

Places are listed, so that no page or picture takes the address of a generated page, a data file or a file of the
site. The limits keep Markdown fast: for characters that open something and never close it, its time may grow with the
square of the length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from macros.core.models import KINDS
from macros.core.models.kinds import INDEXES
from macros.core.reading.reference_calls import Fault

_LANGUAGES = ("ko", "zh")
"""A page in one of these languages is in the folder of its language, at the same path as in English."""
_OTHERS = ("about", "compare", "data", "dossier", "map", "search")
"""Folders with an index.md that does not list records."""
INDEXED = frozenset((*_OTHERS, *(kind.page for kind in KINDS.values()), *(index.folder for index in INDEXES.values())))
"""The folders that may hold an index.md."""
EXPECTED = (
    "index.md",
    "data/fields.md",
    *(f"{folder}/index.md" for folder in sorted({"data", "map", "search", *(i.folder for i in INDEXES.values())})),
)
"""The pages that the navigation, the templates and the records' pages link to."""
_NAMED = ("about", "data")
"""Folders that may hold other pages of any name."""
PICTURED = "about"
"""The folder that may hold pictures."""
MAX_NAME = 60
_NAME = re.compile(rf"(?=.{{1,{MAX_NAME}}}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED = re.compile(r"index|readme|con|prn|aux|nul|com\d|lpt\d|[0-9]{3}")
"""Not allowed as page names: names that generators or servers use for indexes or errors, and devices of Windows."""

MAX_PAGE = 60_000
MAX_BLOCK = 6_000
MAX_LINE = 3_000
"""Most characters of a page, of a block between empty lines, and of a line. The longest page has a quarter of these."""
MAX_SIGN = {"page": 3_000, "block": 400}
MAX_OPENING = {"page": 600, "block": 200}
"""How often one character may occur on a page and in a block. After each one that can open a link, a tag, a note or a
list of attributes, Markdown searches the rest of the text."""
OPENING = "<[{^!~\\"


def misplaced(path: str) -> str:
    """What is wrong with the place of a page or picture in `docs/`; empty if nothing is. The path is from the root."""
    _, *folders, name = path.split("/")
    edition = folders[0] if folders and folders[0] in _LANGUAGES else ""
    folders = folders[1:] if edition else folders
    stem, _, suffix = name.rpartition(".")
    if name == "index.md" and (not folders or (len(folders) == 1 and folders[0] in INDEXED)):
        return _MADE.format(edition) if edition and folders != ["data"] else ""
    where = folders[0] if len(folders) == 1 else ""
    if where not in (_NAMED if suffix == "md" else (PICTURED,)):
        return _ELSEWHERE if suffix == "md" else f"does not belong here; pictures stand in docs/{PICTURED}/"
    if _NAME.fullmatch(stem) and not _RESERVED.fullmatch(stem):
        return ""
    better = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:MAX_NAME].strip("-")
    better = f"page-{better}".rstrip("-") if not better or _RESERVED.fullmatch(better) else better
    return f"has a name that cannot be an address; use a-z, 0-9 and hyphens, such as '{better}.{suffix}'"


_MADE = "does not belong here; the indexes of the edition in {} are made from the records"
_ELSEWHERE = "does not belong here; an index is docs/<folder>/index.md, any other page docs/about/<name>.md"


def unbounded(body: str) -> Iterator[Fault]:
    """Where the body of a page is too long or has one character too often, with lines of the body."""
    if len(body) > MAX_PAGE:
        yield Fault(1, f"has {len(body):,} characters; a page has at most {MAX_PAGE:,}: divide it", "value")
        return
    lines = body.split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            yield Fault(number, f"has a line of {len(line):,} characters; one has at most {MAX_LINE:,}", "value")
    for number, block in _blocks(lines):
        if len(block) > MAX_BLOCK:
            wrong = f"has {len(block):,} characters without an empty line; at most {MAX_BLOCK:,} stand together"
            yield Fault(number, wrong, "value")
        yield from _too_often(block, number, "block")
    yield from _too_often(body, 1, "page")


def _blocks(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Every run of lines that are not empty, with the number of its first."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), "\n".join(block)
            block = []


def _too_often(text: str, line: int, where: str) -> Iterator[Fault]:
    for sign, times in Counter(text).items():
        most = (MAX_OPENING if sign in OPENING else MAX_SIGN)[where]
        if times > most and not (sign.isalnum() or sign.isspace()):
            yield Fault(line, f"holds '{sign}' {times:,} times; one {where} holds it at most {most:,} times", "value")
