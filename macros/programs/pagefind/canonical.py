"""Pagefind's files in one order and as small as they can be, the same for the same results.

Pagefind writes the values of a filter, and the filters, in an order of chance. What is put in order is packed again and
named by its content; the names are put where they are read. Pages are named by one mark and by their number, since all
names are in the list that each search loads, and names by content cannot be packed.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from macros.programs.pagefind.cbor import Item, UnknownFormError, read_piece, write_piece
from macros.programs.pagefind.word_weights import parted, weighed

ENTRY_FILE = "pagefind-entry.json"
_PARTS = ("version", "pages", "index chunks", "filters")


def in_order(folder: Path) -> None:
    """Put the files of an index in order. Raises UnknownFormError."""
    entry = json.loads((folder / ENTRY_FILE).read_text("utf-8"))
    for language in entry["languages"].values():
        language["hash"] = _meta(folder, language["hash"])
    entry["include_characters"] = sorted(entry["include_characters"])
    (folder / ENTRY_FILE).write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _meta(folder: Path, name: str) -> str:
    """Put the list of pages, pieces and filters in order, and what it names. Gives its new name."""
    file = folder / f"pagefind.{name}.pf_meta"
    match read_piece(file):
        case [version, list(pages), list(pieces), list(filters), *others]:
            named = _pages(folder, pages)
            weights = _pieces(folder, pieces)
            ordered = sorted((_filter(folder, one) for one in filters), key=_name)
            meta = [version, named, weights, ordered, *others]
            return write_piece(meta, file, "pagefind.{}.pf_meta", name)
    raise UnknownFormError(f"{file.name} has other parts than {', '.join(_PARTS)}")


def _pages(folder: Path, pages: list[Item]) -> list[Item]:
    """The pages as the list has them, each with its new name; their files get it too.

    The mark is that of all pages together, so a browser never takes a page of another index for one of this.
    """
    mark = sha256("".join(map(_name, pages)).encode()).hexdigest()[:4]
    named: list[Item] = []
    for number, page in enumerate(pages):
        if not (isinstance(page, list) and page and isinstance(old := page[0], str)):
            raise UnknownFormError("a page has another form than its name and the number of its words")
        new = f"{old.partition('_')[0]}_{mark}{number:05x}"
        file = folder / "fragment" / f"{old}.pf_fragment"
        file.rename(file.with_name(f"{new}.pf_fragment"))
        named.append([new, *page[1:]])
    return named


def _pieces(folder: Path, pieces: list[Item]) -> list[Item]:
    """The pieces as the list has them: first word, last word, file. They are made smaller, in two ways."""
    named: list[Item] = []
    number = 0
    for piece in pieces:
        if not (isinstance(piece, list) and len(piece) > 2 and isinstance(name := piece[2], str)):  # noqa: PLR2004
            raise UnknownFormError("a piece has another form than its first word, its last word and its file")
        file = folder / "index" / f"{name}.pf_index"
        words = read_piece(file)
        number = weighed(words, number)
        file.unlink()
        parts = [(part, write_piece([part], file, "{}.pf_index", name)) for part in parted(words)]
        named += [[_name(part[0]), _name(part[-1]), new, *piece[3:]] for part, new in parts]
    return named


def _filter(folder: Path, entry: Item) -> Item:
    """A filter as the list names it: what it is called, and its file, whose values are put in order."""
    if not (isinstance(entry, list) and len(entry) > 1 and isinstance(name := entry[1], str)):
        raise UnknownFormError("a filter has another form than its name and its file")
    file = folder / "filter" / f"{name}.pf_filter"
    found = read_piece(file)
    if not (isinstance(found, list) and isinstance(values := found[-1], list)):
        raise UnknownFormError(f"{file.name} is not a name with values")
    found[-1] = sorted(values, key=_name)
    return [entry[0], write_piece(found, file, "{}.pf_filter", name), *entry[2:]]


def _name(item: Item) -> str:
    """What a page, a filter or a value of it is called."""
    return str(item[0]) if isinstance(item, list) and item else ""
