"""What a built site weighs: its files, its pages, and the largest page of each kind."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

INDEXES = {
    "archive",
    "incidents",
    "events",
    "organizations",
    "people",
    "instruments",
    "places",
    "claims",
    "compare",
} | {*("bibliography", "discrepancies", "known", "timeline")}
"""Folders whose pages are those of single records, or parts of their own index."""
_PART = re.compile(r"(?:list|from)-.*")


class Page(NamedTuple):
    """A page by its address, with its bytes as they are, and as they are sent (gzip)."""

    address: str
    size: int
    sent: int


class Site(NamedTuple):
    """A built site: how many files and pages, how many bytes in all, the largest page of each kind."""

    files: int
    pages: int
    size: int
    largest: dict[str, Page]


def site_bytes(site: Path) -> Site:
    """Count and weigh the files of a site; sizes are those of the files, not of the blocks of a disk."""
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*") if path.is_file()}
    pages = {path: size for path, size in sizes.items() if path.endswith(".html")}
    largest: dict[str, str] = {}
    for path in sorted(pages, key=lambda one: (pages[one], one)):
        largest[kind_of(path)] = path
    found = {kind: _page(site, path) for kind, path in sorted(largest.items())}
    return Site(len(sizes), len(pages), sum(sizes.values()), found)


def _page(site: Path, path: str) -> Page:
    data = (site / path).read_bytes()
    return Page(path.removesuffix("index.html"), len(data), len(gzip.compress(data, 6, mtime=0)))


def kind_of(path: str) -> str:
    """The kind of a page: its address with … for the ids in it. Pages of prose are one kind."""
    parts = list(_named(path.removesuffix("index.html").strip("/").split("/")))
    folder = parts[1] if parts[0] in ("ko", "zh") and len(parts) > 1 else parts[0]
    return "/".join(parts) + "/" if folder in INDEXES else "prose and lists"


def _named(parts: list[str]) -> Iterator[str]:
    edition = parts[0] in ("ko", "zh")
    for number, part in enumerate(parts):
        if number <= edition or part == "cite":
            yield part
        else:
            yield _PART.sub(lambda found: found[0].partition("-")[0] + "-…", part) if _PART.fullmatch(part) else "…"
