"""Values that are planted in records and looked for in everything that was built: each comes out as the text it is.

A planted text begins and ends with a word of its own. Wherever a reader of a file meets its beginning, the rest must
follow unaltered; a text may be cut short, but then with an ellipsis or at its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import rispy
from pybtex.database import parse_string

from benchmarks.outputs import json_of, rendered, rows, tree
from benchmarks.sites import Built
from benchmarks.structure import Change, Files, places, readable, written

HARD, SOFT, PLAIN = "<b>x</b>&amp;\"y\" 'z' *s* _u_ [l](m) `c`", " & \"y\" 'z' 100% #1 a_b ", "seed"
"""What is between the two words: characters with a meaning for some program, what running text may hold, a word."""
_LATEX = {"\\&": "&", "\\%": "%", "\\#": "#", "\\_": "_", "\\$": "$", "{": "", "}": ""}


def begin(number: int) -> str:
    """The word with which a planted text begins."""
    return f"Zq{number}a"


def plantings(files: Files, number: int, random: Random) -> Iterator[tuple[str, Change]]:
    """One place of a record with a text planted in it, the hardest first, until the check accepts one."""
    path, values, body = readable(files, random)
    texts = [place for place in places(values) if isinstance(_at(values, place), str)]
    place = random.choice(texts)
    before = _at(values, place)
    for middle in (HARD, SOFT, PLAIN):
        planted = f"{begin(number)}{middle}Zq{number}z"
        _set(values, place, f"{before} {planted}")
        yield planted, {path: written(path, values, body)}


def _at(values: Any, place: tuple[str | int, ...]) -> Any:
    for key in place:
        values = values[key]
    return values


def _set(values: Any, place: tuple[str | int, ...], text: str) -> None:
    _at(values, place[:-1])[place[-1]] = text


def altered(built: Built, planted: dict[str, str]) -> Iterator[str]:
    """Every place of a built site at which a planted text is not what it was; `planted` has them by their beginning."""
    for path, text in built.texts.items():
        if any(word in text for word in planted):
            yield from (
                f"{path}: planted as {was!r}, came out as {now!r}" for was, now in _in_file(path, built, planted)
            )


def _in_file(path: str, built: Built, planted: dict[str, str]) -> Iterator[tuple[str, str]]:
    for text in _texts(path, built):
        for word, whole in planted.items():
            for part in text.split(word)[1:]:
                if not _follows(whole.removeprefix(word), part):
                    yield whole, (word + part)[: len(whole) + 20]


def _follows(rest: str, part: str) -> bool:
    """Whether a text goes on as it should, but for where its lines are broken, or is cut short."""
    rest, part = "".join(rest.split()), "".join(part.split())
    shown = part.partition("…")[0]
    return part.startswith(rest) or (("…" in part or len(part) < len(rest)) and rest.startswith(shown))


def _texts(path: str, built: Built) -> Iterator[str]:
    """All texts of a file, as its reader gives them."""
    if path in built.pages:
        yield from built.pages[path].texts
        for data in built.pages[path].data:
            yield from _strings(json_of(data))
        return
    reader = next((reader for ends, reader in _READERS if path.endswith(ends)), None)
    yield from reader(built.texts[path]) if reader else ()


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _fields(text: str) -> Iterator[str]:
    """The values of the fields of BibTeX, as a program shows them."""
    for entry in parse_string(text, "bibtex").entries.values():
        for value in (*map(str, entry.fields.values()), *(str(p) for many in entry.persons.values() for p in many)):
            for sign, plain in _LATEX.items():
                value = value.replace(sign, plain)  # noqa: PLW2901
            yield value


def _rendered(text: str) -> str:
    found: Element = html5lib.HTMLParser(namespaceHTMLElements=False).parseFragment(rendered(text))
    return "".join(map(str, found.itertext()))


def _cells(text: str) -> Iterator[str]:
    """The cells of a table, but for those that hold JSON."""
    yield from (cell for row in rows(text) for cell in row if not cell.startswith(("{", "[")))


def _leaves(text: str) -> Iterator[str]:
    yield from ("".join(map(str, element.itertext())) for element in tree(text).iter() if not list(element))


_READERS: tuple[tuple[tuple[str, ...], Callable[[str], Iterator[str]]], ...] = (
    ((".json", ".geojson", ".jsonld"), lambda text: _strings(json_of(text))),
    ((".csv",), _cells),
    ((".xml", ".svg"), _leaves),
    ((".ris",), lambda text: _strings(rispy.loads(text))),
    ((".bib",), _fields),
    ((".md", "llms.txt"), lambda text: iter([_rendered(text)])),
)
