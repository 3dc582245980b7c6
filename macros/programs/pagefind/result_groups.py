"""Search results in groups of one page and one kind, the unit in which Pagefind stores them.

Each of Pagefind's pages adds some bytes to a first search and about ten kilobytes to memory. A page for every passage
and claim would exceed the budgets of a large archive. Headings within a page cost nothing, and Pagefind reports the
heading below which a word was found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from macros.site.languages.facets import LABELS, RESULT_FACETS
from macros.site.searching.search_entries import SearchEntry

KIND_WEIGHTS: dict[str, tuple[float, float]] = {
    LABELS["incident"]: (10, 6),
    LABELS["instrument"]: (9, 3),
    LABELS["organization"]: (9, 1),
    LABELS["person"]: (9, 1),
    LABELS["place"]: (9, 1),
    LABELS["source"]: (6, 3),
    LABELS["page"]: (6, 3),
    LABELS["event"]: (3, 2),
    LABELS["work"]: (1, 0.5),
    LABELS["passage"]: (1, 1),
}
"""How much a word counts in the heading and in the text of a kind of result; Pagefind takes up to ten."""
SPACE = "\N{SYMBOL FOR SPACE}"
"""What stands for a space in an id."""
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
MOST = 40
"""Most sections of a group, so that little is loaded to show one of its results."""


@dataclass(frozen=True)
class ResultGroup:
    """Results of one kind on one page, in page order: address of the page below the root, kind, sections."""

    address: str
    kind: str
    sections: tuple[SearchEntry, ...]

    @property
    def facets(self) -> dict[str, list[str]]:
        """Every value of the sections once, in the order of RESULT_FACETS."""
        merged: dict[str, dict[str, None]] = {name: {} for name in RESULT_FACETS}
        for one in self.sections:
            for name in merged.keys() & one.facets.keys():
                merged[name].update(dict.fromkeys(one.facets[name]))
        return {name: list(found) for name, found in merged.items() if found}

    @property
    def weights(self) -> tuple[float, float]:
        """How much the words of the headings and of the texts count: records more than what is said of them."""
        return KIND_WEIGHTS.get(self.kind, (2, 1))

    @property
    def codes(self) -> tuple[str, str]:
        """The code words of its headings and of its texts, each once: a place costs the index as much as a word."""
        titles = {code for one in self.sections for code in one.title_codes}
        texts = {code for one in self.sections for code in one.codes} - titles
        return " ".join(sorted(titles)), " ".join(sorted(texts))

    def about(self, section: SearchEntry) -> str:
        """What the search page needs for a section, as JSON.

        These are address, kind, title, the length of the heading in words, facets without the kind, claims, the title
        in other languages, the code words without their z, and its sentence in other languages. It is in the id of the
        heading, which Pagefind hands back without its spaces, and does not search.
        """
        facets = {name: section.facets[name] for name in RESULT_FACETS[1:] if name in section.facets}
        told: list[object] = [section.address, section.kind, section.title, len(section.heading.split()), facets]
        titles = section.shown_titles | {language: title for language, (title, _) in section.told.items() if title}
        codes = " ".join(sorted(section.all_codes)).replace("z", "")
        told += [section.claims, titles, codes, *filter(None, [section.sentences])]
        return _WRITER.encode(told).replace(" ", SPACE)


def grouped(found: Iterable[SearchEntry]) -> Iterator[ResultGroup]:
    """Results that follow each other on one page and are of one kind, at most MOST in a group."""
    for (address, kind), together in groupby(found, lambda one: (one.page, one.kind)):
        while sections := tuple(islice(together, MOST)):
            yield ResultGroup(address, kind, sections)
