"""The parts of an index joined to one, which a browser loads as if Pagefind had made it in one run.

So a search costs readers the same however many parts there are, and the same results give the same files, byte for
byte. Files are named by their content, and the names are put where they are read. All names of pages are in the list
that each search loads, and names by content cannot be packed. So neighbouring pages share a mark that tells what is in
all of them, and have a number behind it: an edit gives few pages another name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from heapq import merge
from itertools import groupby
from typing import Any

from macros.programs.pagefind.cbor import Item, UnknownFormError, encoded, packed_piece
from macros.programs.pagefind.pagefind_part import ENTRY_FILE, INDEX_LANGUAGE, PagefindPart
from macros.programs.pagefind.word_weights import IndexWord, piece_of, unpacked_words

_LARGE = 20_000
"""From so many bytes on, before it is packed, a piece is parted. A common word alone may have more."""
NEIGHBOURS = 64
"""How many pages share a mark; each mark adds some bytes to the list."""
_ALIKE = 4
"""Words with so many first letters alike stay in one piece, since Pagefind also finds what begins with a word."""


File = tuple[str, bytes]
"""The path of a file below the folder of the index, and its content."""


def joined(parts: Iterable[PagefindPart]) -> Iterator[File]:
    """The files of the index of at least one part; only one part at a time is held in memory as a whole.

    Raises UnknownFormError.
    """
    named: list[tuple[str, int]] = []
    pieces: list[tuple[int, list[bytes]]] = []
    filters: dict[str, dict[str, list[int]]] = {}
    others: list[list[Item]] = []
    entry: dict[str, Any] = {}
    programs: dict[str, bytes] = {}
    marks: set[str] = set()
    for part in parts:
        first = len(named)
        names = list(page_names(part.fragments, marks))
        yield from ((f"fragment/{name}.pf_fragment", one) for name, one in zip(names, part.fragments, strict=True))
        for name, values in part.filters.items():
            for value, pages in values.items():
                filters.setdefault(name, {}).setdefault(value, []).extend(first + page for page in pages)
        named += zip(names, part.lengths, strict=True)
        pieces.append((first, part.pieces))
        others.append(part.others)
        programs, entry = part.programs, part.entry
        del part  # before the next is made
    if any(other != others[0] for other in others):
        raise UnknownFormError("the parts of the index say different things of the whole")
    yield from programs.items()
    listed: list[Item] = [[*page] for page in named]
    words, values_of = list[Item](), list[Item]()
    yield from _words_files(pieces, words)
    yield from _filter_files(filters, values_of)
    meta = [entry["version"], listed, words, values_of, *others[0]]
    hashed, raw = packed_piece(encoded(meta), INDEX_LANGUAGE)
    yield f"pagefind.{hashed}.pf_meta", raw
    entry["languages"][INDEX_LANGUAGE] |= {"hash": hashed, "page_count": len(named)}
    entry["include_characters"] = sorted(entry["include_characters"])
    yield ENTRY_FILE, json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()


def page_names(fragments: list[bytes], marks: set[str]) -> Iterator[str]:
    """The names of the pages of a part. No mark is that of other pages; those that are given are added to `marks`."""
    for start in range(0, len(fragments), NEIGHBOURS):
        together = fragments[start : start + NEIGHBOURS]
        told = sha256(b"".join(together)).hexdigest()
        mark = next(told[at : at + 6] for at in range(len(told)) if told[at : at + 6] not in marks)
        marks.add(mark)
        yield from (f"{INDEX_LANGUAGE}_{mark}{number:02x}" for number in range(len(together)))


def _words_files(parts: list[tuple[int, list[bytes]]], named: list[Item]) -> Iterator[File]:
    """The pieces, each with few words; `named` is given each with its first and last word."""
    streams = [_words(first, pieces) for first, pieces in parts]
    together = groupby(merge(*streams, key=lambda word: word.text), key=lambda word: word.text)
    for piece in in_pieces(_one(words) for _, words in together):
        name, raw = packed_piece(piece_of([raw for _, raw in piece]), INDEX_LANGUAGE)
        named.append([piece[0][0].decode(), piece[-1][0].decode(), name])
        yield f"index/{name}.pf_index", raw


def _words(first: int, pieces: list[bytes]) -> Iterator[IndexWord]:
    """The words of a part, the pages numbered from `first` on."""
    before = b""
    for piece in pieces:
        for word in unpacked_words(piece):
            if word.text < before:
                raise UnknownFormError("the words of the index are not in order")
            before = word.text
            yield word.moved(first.__add__)


def _one(words: Iterable[IndexWord]) -> IndexWord:
    first, *others = words
    for other in others:
        first.add(other)
    return first


def in_pieces(words: Iterable[IndexWord]) -> Iterator[list[tuple[bytes, bytes]]]:
    """The words of each piece, in their order, each with what the piece has of it."""
    piece: list[tuple[bytes, bytes]] = []
    size = 0
    for number, word in enumerate(words):
        raw = word.encoded(number)
        if piece and size + len(raw) > _LARGE and not _alike(piece[-1][0], word.text):
            yield piece
            piece, size = [], 0
        piece.append((word.text, raw))
        size += len(raw)
    if piece:
        yield piece


def _alike(one: bytes, other: bytes) -> bool:
    return one.decode()[:_ALIKE] == other.decode()[:_ALIKE]


def _filter_files(filters: dict[str, dict[str, list[int]]], named: list[Item]) -> Iterator[File]:
    """The filters with their values in order; `named` is given each with its file."""
    for name, values in sorted(filters.items()):
        listed: list[Item] = [[value, [*pages]] for value, pages in sorted(values.items())]
        file, raw = packed_piece(encoded([name, listed]), INDEX_LANGUAGE)
        named.append([name, file])
        yield f"filter/{file}.pf_filter", raw
