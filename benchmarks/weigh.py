"""Weigh a built site against the budgets of DESIGN section 9: `make weigh`.

Bytes are compressed as a web server sends them (gzip; what is compressed already stays as it is). A first visit is a
page with all that it names: styles, the fonts and pictures of these, scripts and pictures. The next page is a page
without what all pages share. An index is a page of the main navigation.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

FIRST, NEXT, INDEX = 150_000, 40_000, 100_000
"""Bytes at most: a page on a first visit, a page after another one, and a page of an index alone."""
COMPRESSED = {".woff2", ".png", ".jpg", ".webp", ".zip"}
SHARED = {".css", ".js", ".woff2"}
"""Kinds of files that pages share, which a browser keeps."""
HERE = "https://site.invalid/"
STYLE_URL = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


@dataclass(frozen=True)
class Weight:
    """What a page weighs, in bytes, compressed."""

    page: str
    alone: int
    first: int
    next: int

    def excess(self) -> Iterator[str]:
        """A sentence for each budget that the page exceeds."""
        for what, has, most in (("a first visit", self.first, FIRST), ("the next page", self.next, NEXT)):
            if has > most:
                yield f"{self.page}: {what} takes {has:,} bytes; at most {most:,}"
        if self.alone > INDEX:
            yield f"{self.page}: the page alone takes {self.alone:,} bytes; at most {INDEX:,}"


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
def _styled(site: Path, name: str) -> frozenset[str]:
    """The files that a stylesheet names."""
    text = (site / name).read_text("utf-8")
    return frozenset(_inside(HERE + name, url) for url in STYLE_URL.findall(text) if not url.startswith("data:"))


def _inside(page: str, url: str) -> str:
    return urlsplit(urljoin(page, url)).path.removeprefix("/")


def weigh(site: Path, prefix: str = "") -> list[Weight]:
    """Every page of a site, by name; `prefix` is the path below which the site will be, for its 404 page.

    Raises:
        FileNotFoundError: A page names a file that is not in the site.
    """
    return [_weigh(site, path, prefix) for path in sorted(site.rglob("*.html"))]


def _weigh(site: Path, path: Path, prefix: str) -> Weight:
    page, named = path.relative_to(site).as_posix(), _Named()
    named.feed(path.read_text("utf-8"))
    files = {_inside(HERE + page, url.removeprefix(prefix) if prefix else url) for url in named.files}
    files |= {inner for name in files if name.endswith(".css") for inner in _styled(site, name)}
    alone = weight(path)
    sizes = {name: weight(site / name) for name in files}
    own = alone + sum(size for name, size in sizes.items() if Path(name).suffix not in SHARED)
    return Weight(page, alone, alone + sum(sizes.values()), own)


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
    print(f"{len(weights)} pages; the heaviest takes {heaviest.first:,} bytes on a first visit ({heaviest.page})")
    return 1 if excess else 0


if __name__ == "__main__":
    sys.exit(main())
