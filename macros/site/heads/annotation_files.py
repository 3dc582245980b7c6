"""The files of Web Annotations: a collection for each document and one of all, in pages of bounded length.

The first page of a collection is in the file of the collection, any other page in a file of its own. The collection of
all names each annotation by its address, which leads into the file of its document: so none is there twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from macros.core.models import Source
from macros.site.heads.annotation_targets import HERE, Node
from macros.site.heads.web_annotations import FOLDER, annotation_file, documents, makers, prefixes, rights
from macros.site.site import Site

ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
ON_A_PAGE = 400
"""The most annotations on a page of a document."""
NAMED_ON_A_PAGE = 4000
"""The most addresses of annotations on a page of the collection of all."""
ALL = f"{FOLDER}.jsonld"


_FILES = "files"
"""The prefix of the files of documents, in the collection of all."""


def annotation_files(site: Site) -> Iterator[tuple[str, str]]:
    """Every file as (path below the site's root, text); none in an archive that annotates nothing."""
    whole = _Pages(site, ALL, NAMED_ON_A_PAGE, {_FILES: site.absolute(f"{FOLDER}/")})
    for work, made in documents(site):
        own = _Pages(site, annotation_file(work), ON_A_PAGE, prefixes(site, work))
        file = annotation_file(work).removeprefix(f"{FOLDER}/")
        for annotation in made:
            yield from own.add(annotation)
            yield from whole.add(annotation["id"].replace(f"{HERE}:", f"{_FILES}:{file}#", 1))
        yield from own.end(_label(site, work))
    yield from whole.end(f"All annotations of {site.name}")


def _label(site: Site, work: str) -> str:
    """What a collection is: whose notes on what, and how far its places were checked."""
    source = site.sources.get(work)
    name = site.archive.works[work].title_text
    return f"{site.name} on “{name}” ({_read(source)})"


def _read(source: Source | None) -> str:
    if source is None:
        return "claims that it makes; it is not annotated"
    return "places checked against its text" if source.capture else "text not saved; places not checked by a program"


class _Pages:
    """A collection that is written while its annotations come, holding one page at a time and the first."""

    def __init__(self, site: Site, path: str, longest: int, prefixes: dict[str, str]) -> None:
        self._site, self._path, self._longest = site, path, longest
        self._context = [ANNOTATION_CONTEXT, prefixes]
        self._lines: list[str] = []
        self._first: list[str] = []
        self._page, self._total = 1, 0

    def add(self, item: Node | str) -> Iterable[tuple[str, str]]:
        """Take one more annotation, or its address; gives the page before it if that one is full."""
        full = [*self._flush(more=True)] if len(self._lines) == self._longest else []
        self._lines.append(_written(item))
        self._total += 1
        return full

    def end(self, label: str) -> Iterator[tuple[str, str]]:
        """The last page, and the collection itself; nothing if it is empty."""
        if not self._total:
            return
        last = self._id(self._page)
        yield from self._flush(more=False)
        head = {
            "@context": self._context,
            "id": self._site.absolute(self._path),
            "type": "AnnotationCollection",
            "label": label,
            "creator": makers(self._site),
            "rights": rights(self._site),
            "total": self._total,
            "last": last,
        }
        day = self._site.history.day
        head |= {"modified": f"{day}T00:00:00Z"} if day else {}
        yield self._path, _document(head, "first", "\n".join(self._first).rstrip("\n"))

    def _flush(self, *, more: bool) -> Iterator[tuple[str, str]]:
        page = {
            **({"@context": self._context, "partOf": self._site.absolute(self._path)} if self._page > 1 else {}),
            "id": self._id(self._page),
            "type": "AnnotationPage",
            "startIndex": (self._page - 1) * self._longest,
            **({"prev": self._id(self._page - 1)} if self._page > 1 else {}),
            **({"next": self._id(self._page + 1)} if more else {}),
        }
        text = _document(page, "items", "[\n" + ",\n".join(self._lines) + "\n]")
        if self._page == 1:
            self._first = [text]
        else:
            yield self._file(self._page), text
        self._lines, self._page = [], self._page + 1

    def _file(self, page: int) -> str:
        return f"{self._path.removesuffix('.jsonld')}/pages/{page}.jsonld"

    def _id(self, page: int) -> str:
        return self._site.absolute(self._file(page) if page > 1 else f"{self._path}#page-1")


def _document(head: Node, name: str, inner: str) -> str:
    """A JSON object whose last member is written already."""
    return f"{_written(head)[:-1]},{_written(name)}:{inner}}}\n"


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
