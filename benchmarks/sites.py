"""A built site as its readers meet it: pages, links and anchors, data within pages, and every file beside them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from benchmarks.active import Page, page
from benchmarks.outputs import json_of, links, tree, wrong_among, wrong_in
from macros.core.reading.drawings import PICTURE
from macros.site.addresses import COMPARE

TEXTS = (".html", ".xml", ".txt", ".json", ".geojson", ".csv", ".ris", ".bib", ".svg", ".md")
PACKED = ".gz"
"""The ending of a file that is packed; it is read under its name without it."""
PROPERTIES = frozenset(
    """
    @context @graph @id @type about abstract address addressCountry addressRegion affiliation alternateName appearance
    author breadcrumb contentUrl copyrightHolder creator dateModified datePublished description distribution
    encodingFormat endDate familyName firstAppearance foundingDate geo givenName hasPart identifier image inLanguage
    isAccessibleForFree isBasedOn isPartOf item itemListElement jobTitle keywords latitude legislationDate
    legislationDateOfApplicability legislationIdentifier legislationType license location longitude mainEntity mentions
    name parentOrganization position publisher roleName sameAs startDate subjectOf text url version
    """.split()  # noqa: SIM905 # a list of words is read more easily than one of quoted words
)
"""The words of schema.org in the linked data of pages; any other has come from somewhere else."""
FAULTS = re.compile(
    r"\d+: (?:eof|duplicate|null|invalid|illegal|self-closing|unexpected-(?:char|bang)|"
    r"expected-(?:attribute|closing|dashes|tag)|\S*-in-(?:attribute|tag))"
)
"""What of the faults of markup, as html5lib names them, no page may have: text that was read as markup."""
ALL_PARTS, IN_PARTS = "all=yes", "data-total="
"""What asks for all parts of a list, and what the page above the parts then has."""
OTHERS = ("search/pagefind/", "assets/")
"""Folders of files that other programs have made."""
_TAG, _PLAIN = re.compile(r"<[^<>]*>"), re.compile(r'(\s[\w:-]+)=([^\s"=<>]+)(?=[\s>])')
"""A tag, and a value in it that stands without quotes, as it may in HTML and not in a file of its own."""
_COPY = re.compile(r"index\.md$")
"""The file that a page has as its Markdown copy; its links start from the address of the page."""
_NAMELESS = '<svg xmlns="http://www.w3.org/2000/svg"'


class Built:
    """The texts of a built site by path, and its address on the web."""

    def __init__(self, folder: Path, base: str) -> None:
        self.base, self.root = base, urlsplit(base).path
        self.paths = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
        self.texts = dict(_text(folder, path) for path in sorted(self.paths) if path.endswith((*TEXTS, PACKED)))
        self.pages = {path: page(text) for path, text in self.texts.items() if path.endswith(".html")}
        self.anchors = {path: frozenset(found.ids) for path, found in self.pages.items()}

    def leads(self, address: str, here: str = "") -> bool:
        """Whether an address leads somewhere: out of the site, or to a file of it and to an anchor that is there.

        Behind the address of the comparison stand its sides instead, and there is a file of each. `all=yes` asks a list
        that is in parts for all of them.
        """
        whole = urljoin(self.base + here, address)
        if not whole.startswith(self.base):
            return not address.startswith(("/", ".")) and bool(urlsplit(whole).scheme)
        parts = urlsplit(whole)
        path = unquote(parts.path.removeprefix(self.root))
        path += "index.html" if path.endswith("/") or not path else ""
        anchor = unquote(parts.fragment.partition(":~:")[0])
        if path == f"{COMPARE}index.html" and (sides := dict(parse_qsl(anchor))):
            return path in self.paths and all(f"{COMPARE}sides/{side}.json.gz" in self.paths for side in sides.values())
        if anchor == ALL_PARTS:
            return path in self.paths and IN_PARTS in self.texts[path]
        return path in self.paths and (not anchor or anchor in self.anchors.get(path, ()))


def _text(folder: Path, path: str) -> tuple[str, str]:
    content = (folder / path).read_bytes()
    return path.removesuffix(PACKED), (gzip.decompress(content) if path.endswith(PACKED) else content).decode()


def wrong_in_site(built: Built) -> Iterator[str]:
    """Everything that is wrong with a built site; of files that cannot be read, that alone."""
    for path, found in built.pages.items():
        yield from (f"{path}: {wrong}" for wrong in _wrong_in_page(path, found, built))
        yield from (f"{path}: {wrong}" for wrong in _pictures(built.texts[path]))
    wrong = [one for path, text in built.texts.items() if not path.startswith(OTHERS) for one in wrong_in(path, text)]
    yield from wrong
    if not wrong:
        yield from wrong_among(built.texts)
        yield from _leading(built)


def _wrong_in_page(path: str, found: Page, built: Built) -> Iterator[str]:
    yield from (f"active: {wrong}" for wrong in found.active)
    yield from (f"markup: {fault}" for fault in found.faults if FAULTS.match(fault))
    twice = {name for name in found.ids if found.ids.count(name) > 1} if len(set(found.ids)) < len(found.ids) else ()
    yield from (f"the id {name} appears twice" for name in twice)
    for element, address in dict.fromkeys(found.links):
        if not built.leads(address, path.removesuffix("index.html")):
            yield f"<{element}> leads nowhere: {address[:80]}"
    for text in found.data:
        yield from _linked_data(text, built)


def _linked_data(text: str, built: Built) -> Iterator[str]:
    """What is wrong with the data within a page."""
    try:
        value = json_of(text)
    except ValueError as error:
        yield f"data cannot be read: {error}"
        return
    if isinstance(value, dict) and "@graph" in value:
        yield from (f"data has a stray property {name}" for name in sorted(set(_names(value)) - PROPERTIES))
        for address in dict.fromkeys(_addresses(value)):
            if address.startswith(built.base) and not built.leads(address):
                yield f"data leads nowhere: {address[:80]}"


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for inner in _inner(value):
        yield from _names(inner)


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (str(value[name]) for name in ("url", "contentUrl", "image") if isinstance(value.get(name), str))
    for inner in _inner(value):
        yield from _addresses(inner)


def _inner(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def _pictures(html: str) -> Iterator[str]:
    for picture in re.findall(PICTURE, html):
        yield from _picture(picture)


@lru_cache(maxsize=4_000)
def _picture(text: str) -> tuple[str, ...]:
    quoted = _TAG.sub(lambda found: _PLAIN.sub(r'\1="\2"', found[0]), text)
    named = quoted if "xmlns=" in quoted[:200] else quoted.replace("<svg", _NAMELESS, 1)
    return tuple(wrong_in("picture.svg", named))


def _leading(built: Built) -> Iterator[str]:
    """Addresses of the site in files for programs that lead nowhere."""
    for path, address in _told(built.texts):
        if not built.leads(address, _COPY.sub("", path) if path.endswith(".md") else ""):
            yield f"{path}: leads nowhere: {address[:80]}"


def _told(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path in ("feed.xml", *(path for path in texts if path.startswith("sitemap"))):
        for element in tree(texts[path]).iter():
            if element.get("href") or element.tag.endswith("}loc"):
                yield path, element.get("href") or element.text or ""
    for path, text in texts.items():
        if path.endswith(".md") or path == "llms.txt":
            yield from ((path, address) for address in links(text))
        if path.endswith("linkset.json"):
            found = json_of(text)["linkset"]
            yield from ((path, one["href"]) for anchor in found for many in _inner(anchor) for one in _targets(many))


def _targets(many: Any) -> list[dict[str, str]]:
    return [one for one in many if isinstance(one, dict) and "href" in one] if isinstance(many, list) else []
