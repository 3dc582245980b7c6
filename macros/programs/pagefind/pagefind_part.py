"""What one run of Pagefind has written, in the form in which parts are kept and joined."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.programs.pagefind.cbor import Item, UnknownFormError, read_piece, unpacked
from macros.programs.pagefind.word_weights import packed_words, words_of

INDEX_LANGUAGE = "en"
"""One index for all languages: Korean and Chinese names are separate words in our English texts."""
UNUSED = (
    "pagefind-ui",
    "pagefind-modular",
    "pagefind-component",
    "pagefind-highlight",
    "pagefind-worker",
    "playground",
)
"""How the names of Pagefind's files begin that are for pages without their own search form."""
ENTRY_FILE = "pagefind-entry.json"
_FRAGMENT = re.compile(rb'pagefind_dcd\{"url":"/(\d+)\.html"')


@dataclass(frozen=True)
class PagefindPart:
    """A part of the index, its pages in the order in which they were given.

    `lengths` are the numbers of words of its pages, `fragments` their files, packed; `filters` the pages of each value
    of each filter; `pieces` words with their weights, packed; `programs` what a browser runs; `others` what Pagefind
    says of the whole besides.
    """

    lengths: list[int]
    fragments: list[bytes]
    filters: dict[str, dict[str, list[int]]]
    pieces: list[bytes]
    programs: dict[str, bytes]
    entry: dict[str, Any]
    others: list[Item]


def read_part(folder: Path) -> PagefindPart:
    """What Pagefind has written, with its pages in our order: its own is one of chance. Raises UnknownFormError."""
    entry = json.loads((folder / ENTRY_FILE).read_text("utf-8"))
    name = entry["languages"][INDEX_LANGUAGE]["hash"]
    match read_piece(folder / f"pagefind.{name}.pf_meta"):
        case [str(), list(pages), list(pieces), list(filters), *others]:
            numbers, lengths, fragments = _pages(folder, pages)
            return PagefindPart(
                lengths,
                fragments,
                dict(sorted(_filter(folder, one, numbers) for one in filters)),
                list(_pieces(folder, pieces, numbers)),
                _programs(folder, name),
                entry,
                others,
            )
    raise UnknownFormError(f"pagefind.{name}.pf_meta has other parts than version, pages, index chunks and filters")


def _pages(folder: Path, pages: list[Item]) -> tuple[list[int], list[int], list[bytes]]:
    """Our number of each page of Pagefind's; and, in our order, the number of its words and its file."""
    numbers: list[int] = []
    ours: dict[int, tuple[int, bytes]] = {}
    for page in pages:
        match page:
            case [str(name), int(length)]:
                fragment = (folder / "fragment" / f"{name}.pf_fragment").read_bytes()
            case _:
                raise UnknownFormError("a page has another form than its name and the number of its words")
        start = _FRAGMENT.match(zlib.decompressobj(wbits=31).decompress(fragment, 80))
        if not start:
            raise UnknownFormError("the file of a page does not begin with its address")
        numbers.append(int(start[1]))
        ours[numbers[-1]] = (length, fragment)
    if sorted(ours) != list(range(len(pages))):
        raise UnknownFormError("the index has other pages than it was given")
    return numbers, [ours[at][0] for at in range(len(pages))], [ours[at][1] for at in range(len(pages))]


def _pieces(folder: Path, pieces: list[Item], numbers: list[int]) -> Iterator[bytes]:
    """The pieces with our numbers of pages, and a weight for all places of a word on a page."""
    for piece in pieces:
        if not (isinstance(piece, list) and len(piece) > 2 and isinstance(name := piece[2], str)):  # noqa: PLR2004
            raise UnknownFormError("a piece has another form than its first word, its last word and its file")
        words = words_of(unpacked(folder / "index" / f"{name}.pf_index"))
        yield packed_words(word.moved(numbers.__getitem__) for word in words)


def _filter(folder: Path, entry: Item, numbers: list[int]) -> tuple[str, dict[str, list[int]]]:
    match entry:
        case [str(name), str(file)]:
            found = read_piece(folder / "filter" / f"{file}.pf_filter")
        case _:
            raise UnknownFormError("a filter has another form than its name and its file")
    match found:
        case [str(), list(values)]:
            return name, dict(_value(value, numbers) for value in values)
    raise UnknownFormError(f"{file}.pf_filter is not a name with values")


def _value(value: Item, numbers: list[int]) -> tuple[str, list[int]]:
    match value:
        case [str(name), list(pages)]:
            return name, sorted(numbers[page] for page in pages if isinstance(page, int))
    raise UnknownFormError("a value of a filter is not a text with its pages")


def _programs(folder: Path, name: str) -> dict[str, bytes]:
    """What a browser runs, by name."""
    files = (file for file in folder.iterdir() if file.is_file() and not file.name.startswith(UNUSED))
    written = {ENTRY_FILE, f"pagefind.{name}.pf_meta"}
    return {file.name: file.read_bytes() for file in files if file.name not in written}
