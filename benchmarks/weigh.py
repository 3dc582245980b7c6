"""Weigh a built site against the budgets of DESIGN section 9: `make weigh`.

Bytes are compressed as a web server sends them (gzip; what is compressed already stays as it is). A first visit is a
page with all that it names: styles, the fonts and pictures of these, scripts and pictures. A font for some characters
counts where a page has one of them. The next page is a page without what all pages share.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from macros.core.models.kinds import INDEXES

FIRST, NEXT, LISTED = 120_000, 25_000, 100_000
"""Bytes at most: a page on a first visit, a page after another one, and a page of a list as it is, not compressed."""
_FOLDERS = "|".join(sorted({index.folder for index in INDEXES.values()} | {"compare", "map"}))
LISTS = re.compile(rf"(?:(?:ko|zh)/)?(?:(?:{_FOLDERS})/(?:(?:voices-)?list-[^/]+/)?)?index\.html")
"""Pages of lists: the home page, the map, each index and each of its parts, in all languages."""
TO_DO = """\
A list is cut where its entries outweigh PAGE_ROOM or PLAIN_ROOM; macros/site/indexes/entry_weights.py says what an
entry weighs. An incident gives its tables to pages of their own by macros/site/claims/claim_tables.py, and a record
other sections by record_parts.py beside it; a long source is cut by macros/site/works/source_parts.py, and the timeline
draws the years that have room beside its titles. Where an estimate is too low, correct it; where a page grows with the
archive and is not cut, cut it.
Prose is cut by hand."""
"""What to do about a page that is too heavy."""
COMPRESSED = {".woff2", ".png", ".jpg", ".webp", ".zip"}
SHARED = {".css", ".js", ".woff2"}
"""Kinds of files that pages share, which a browser keeps."""
HERE = "https://site.invalid/"
STYLE_URL = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
FACE = re.compile(r"@font-face\s*\{([^}]*)\}")
RANGE = re.compile(r"unicode-range:([^;}]*)")


@dataclass(frozen=True)
class Weight:
    """What a page weighs, in bytes, compressed; `plain` is not."""

    page: str
    alone: int
    first: int
    next: int
    plain: int

    def excess(self) -> Iterator[str]:
        """A sentence for each budget that the page exceeds."""
        budgets = [("a first visit", self.first, FIRST), ("the next page", self.next, NEXT)]
        if LISTS.fullmatch(self.page):
            budgets.append(("a page of a list, not compressed,", self.plain, LISTED))
        for what, has, most in budgets:
            if has > most:
                yield f"{self.page}: {what} takes {has:,} bytes; at most {most:,}"


class _Named(HTMLParser):
    """The files that a page makes a browser fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.files: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        fetched = {"stylesheet", "preload", "icon", "modulepreload"} & set(had.get("rel", "").split())
        if tag in {"script", "img", "source", "iframe"} and had.get("src"):
            self.files.add(had["src"])
        elif tag == "link" and fetched and had.get("href"):
            self.files.add(had["href"])


@cache
def weight(path: Path) -> int:
    """Bytes of a file as they are sent."""
    data = path.read_bytes()
    return len(data) if path.suffix in COMPRESSED else len(gzip.compress(data, 6, mtime=0))


@cache
def _styled(site: Path, name: str) -> dict[str, frozenset[int]]:
    """The files that a stylesheet names, each with the characters that it is for; none if it is for every page."""
    text, found = (site / name).read_text("utf-8"), {}
    for styles in (*FACE.findall(text), FACE.sub("", text)):
        said = RANGE.search(styles)
        for url in STYLE_URL.findall(styles):
            if not url.startswith("data:"):
                found[_inside(HERE + name, url)] = _characters(said[1]) if said else frozenset()
    return found


def _characters(ranges: str) -> frozenset[int]:
    ends = [one.strip().upper().removeprefix("U+").split("-") for one in ranges.split(",")]
    return frozenset(code for run in ends for code in range(int(run[0], 16), int(run[-1], 16) + 1))


def _inside(page: str, url: str) -> str:
    return urlsplit(urljoin(page, url)).path.removeprefix("/")


def weigh(site: Path, prefix: str = "") -> list[Weight]:
    """Every page of a site, by name; `prefix` is the path below which the site will be, for its 404 page.

    Raises:
        FileNotFoundError: A page names a file that is not in the site.
    """
    return [_weigh(site, path, prefix) for path in sorted(site.rglob("*.html"))]


def _weigh(site: Path, path: Path, prefix: str) -> Weight:
    page, named, text = path.relative_to(site).as_posix(), _Named(), path.read_text("utf-8")
    named.feed(text)
    characters = set(map(ord, unescape(text)))
    files = {_inside(HERE + page, url.removeprefix(prefix) if prefix else url) for url in named.files}
    styled = [one for name in files if name.endswith(".css") for one in _styled(site, name).items()]
    files |= {inner for inner, wanted in styled if not wanted or characters & wanted}
    alone = weight(path)
    sizes = {name: weight(site / name) for name in files}
    own = alone + sum(size for name, size in sizes.items() if Path(name).suffix not in SHARED)
    return Weight(page, alone, alone + sum(sizes.values()), own, path.stat().st_size)


def main(arguments: Sequence[str] | None = None) -> int:
    """Say which page is the heaviest, and every page that exceeds a budget; 1 if there is one."""
    parser = argparse.ArgumentParser(description="Weigh a built site.")
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"), help="the folder of the site")
    parser.add_argument("--prefix", default="/archive/", help="the path of the site on its server")
    options = parser.parse_args(arguments)
    try:
        weights = weigh(options.site, options.prefix)
    except FileNotFoundError as error:
        print(f"{error.filename}: a page names this file, which is not in the site", file=sys.stderr)
        return 1
    if not weights:
        print(f"{options.site}: no pages; `make site` builds them", file=sys.stderr)
        return 1
    excess = [line for one in weights for line in one.excess()]
    heaviest = max(weights, key=lambda one: one.first)
    for line in excess:
        print(line, file=sys.stderr)
    if excess:
        print(TO_DO, file=sys.stderr)
    print(f"{len(weights)} pages; the heaviest takes {heaviest.first:,} bytes on a first visit ({heaviest.page})")
    return 1 if excess else 0


if __name__ == "__main__":
    sys.exit(main())
