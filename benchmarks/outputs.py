"""The files that a build writes beside its pages, each read by a reader that is not ours: what is wrong with them.

Feed, sitemap and pictures by expat, tables by `csv`, references by rispy and pybtex, Markdown by a reader of
CommonMark, everything else by `json`. Each function gives what is wrong, in words.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

import rispy
from markdown_it import MarkdownIt
from pybtex.database import parse_string

from benchmarks.active import active, active_in, page

ATOM = "{http://www.w3.org/2005/Atom}"
PROTOCOL = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
"""A date and time of RFC 3339."""
CITED = {"bib": "data/bibliography.bib", "ris": "data/bibliography.ris", "csl.json": "data/bibliography.csl.json"}
_COMMONMARK = MarkdownIt("commonmark").enable("table")


class _Builder(ET.TreeBuilder):
    """Builds a tree and refuses a declaration of a type, with all that it can bring."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Raise for `<!DOCTYPE`."""
        del pubid, system
        raise ET.ParseError(f"a document type {name}")


def tree(text: str) -> ET.Element:
    """XML without a declaration of a type. Raises ParseError."""
    parser = ET.XMLParser(target=_Builder())  # noqa: S314 # refuses what is dangerous
    parser.feed(text.encode())
    found: ET.Element = parser.close()
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a name is twice in one object")
    return made


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is not JSON")


def json_of(text: str) -> Any:
    """JSON as RFC 8259 has it: no name twice in an object, no NaN. Raises ValueError."""
    return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)


def _json(text: str) -> Iterator[str]:
    json_of(text)
    yield from ()


def rows(text: str) -> list[list[str]]:
    """The rows of a table (RFC 4180). Raises csv.Error."""
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def _csv(text: str) -> Iterator[str]:
    table = rows(text)
    widths = {len(row) for row in table}
    if len(widths) != 1:
        yield f"rows of {sorted(widths)} cells"
    if text.count("\n") != text.count("\r\n") + sum(cell.count("\n") - cell.count("\r\n") for r in table for cell in r):
        yield "a row that does not end with CR LF"
    for cell in (cell for row in table for cell in row if cell.startswith(FORMULA)):
        if not NUMBER.fullmatch(cell):
            yield f"a cell that a spreadsheet takes for a formula: {cell[:40]}"


def _ris(text: str) -> Iterator[str]:
    records = rispy.loads(text)
    if len(records) != len(re.findall(r"^TY {2}- ", text, re.MULTILINE)):
        yield "more records begin than are read"
    for record in records:
        if record.get("unknown_tag") or not record.get("id"):
            yield f"a record without an id or with an unknown tag: {str(record)[:60]}"


def _bib(text: str) -> Iterator[str]:
    for key, entry in parse_string(text, "bibtex").entries.items():
        if "title" not in entry.fields:
            yield f"{key} without a title"


def _svg(text: str) -> Iterator[str]:
    root = tree(text)
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        yield f"a picture that is a <{root.tag}"
    yield from (found for found in active_in(root) if found != "<style")  # the site's policy and our check see to it


def links(text: str) -> tuple[str, ...]:
    """The addresses to which Markdown leads."""
    return tuple(address for _, address in page(rendered(text)).links)


@lru_cache(maxsize=4_000)
def rendered(text: str) -> str:
    """Markdown as HTML."""
    made: str = _COMMONMARK.render(text)
    return made


def _markdown(text: str) -> Iterator[str]:
    yield from active(rendered(text))


def _feed(text: str) -> Iterator[str]:
    root = tree(text)
    entries = root.findall(f"{ATOM}entry")
    if root.tag != f"{ATOM}feed" or root.find(f"{ATOM}author/{ATOM}name") is None:
        yield "no feed, or nobody has made it"
    for one in (root, *entries):
        for name in ("id", "title", "updated"):
            found = [element.text for element in one.findall(f"{ATOM}{name}")]
            if len(found) != 1 or not (found[0] or "").strip():
                yield f"{name} stands {len(found)} times or is empty"
            elif name == "updated" and not _is_instant(str(found[0])):
                yield f"{found[0]} is not a date of RFC 3339"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) < len(ids):
        yield "two entries have one id"


def _is_instant(text: str) -> bool:
    try:
        return bool(INSTANT.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


def _sitemap(text: str) -> Iterator[str]:
    root = tree(text)
    places = [found.text or "" for found in root.iter(f"{PROTOCOL}loc")]
    if root.tag not in (f"{PROTOCOL}urlset", f"{PROTOCOL}sitemapindex") or not places:
        yield "no sitemap, or an empty one"
    if len(set(places)) < len(places):
        yield "an address is there twice"
    for found in root.iter(f"{PROTOCOL}lastmod"):
        date.fromisoformat(found.text or "")


READERS: tuple[tuple[str, Callable[[str], Iterator[str]]], ...] = (
    ("feed.xml", _feed),
    (".xml", _sitemap),
    ("llms.txt", _markdown),
    (".json", _json),
    (".geojson", _json),
    (".jsonld", _json),
    (".csv", _csv),
    (".ris", _ris),
    (".bib", _bib),
    (".svg", _svg),
    (".md", _markdown),
)
"""The reader of each file by the end of its path."""


def wrong_in(path: str, text: str) -> list[str]:
    """What a reader finds wrong with a file, or that it cannot be read; nothing for files of a kind not read here."""
    reader = next((reader for end, reader in READERS if path.endswith(end)), None)
    if reader is None:
        return []
    try:
        return [f"{path}: {wrong}" for wrong in reader(text)]
    except Exception as error:  # noqa: BLE001 # each library has its own for what it cannot read
        return [f"{path}: cannot be read: {type(error).__name__}: {error}"[:300]]


def wrong_among(files: Mapping[str, str]) -> Iterator[str]:
    """Works that one form of the references has and another lacks."""
    counted = {
        "bib": len(parse_string(files[CITED["bib"]], "bibtex").entries),
        "ris": len(rispy.loads(files[CITED["ris"]])),
        "csl.json": len(json_of(files[CITED["csl.json"]])),
    }
    for form in CITED:
        alone = sum(path.startswith("bibliography/") and path.endswith(f".{form}") for path in files)
        counted[f"bibliography/*.{form}"] = alone
    if len(set(counted.values())) != 1:
        yield f"references: {counted}"
