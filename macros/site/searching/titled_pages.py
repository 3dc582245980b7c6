"""The pages of prose and the lists, as a search finds them."""

from __future__ import annotations

from macros.core.archive import Archive
from macros.core.models.translations import EDITIONS
from macros.core.reading.yaml_reader import read_front_matter
from macros.site.editions.edition_pages import SORTS
from macros.site.site import Site

_OTHERS = ("search/index.md", "index.md")
"""Pages that are not among the results: the search itself and the first page."""


def titled_pages(archive: Archive) -> dict[str, tuple[str, str]]:
    """Title and description of each page by its address below the root."""
    pages = {}
    for path, text in archive.pages.items():
        uri = path.removeprefix("docs/")
        head = read_front_matter(text, path)[0].tree
        if uri not in _OTHERS and head.get("title"):
            address = uri.removesuffix("index.md") if uri.endswith("/index.md") else f"{uri.removesuffix('.md')}/"
            pages[address] = (str(head["title"]), str(head.get("description", "")))
    return pages


def told_in_editions(site: Site) -> dict[str, dict[str, tuple[str, str]]]:
    """Title and description of each page of prose or list in the editions that have it, by language and by address."""
    labels = {
        place.address: (sort.heading, sort.about) for sort in SORTS if sort.heading for place in sort.places(site)
    }
    say = site.archive.labels.text
    return {
        address: {language: (say(title, language), say(about, language)) for language in EDITIONS}
        for address, (title, about) in labels.items()
    }
