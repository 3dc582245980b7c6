"""What a search can find: one result, with everything that is searched and shown of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from macros.core.models.translations import EDITIONS
from macros.site.languages.facets import LABELS
from macros.site.pages.plain_links import PlainLinks
from macros.site.pages.texts import as_html
from macros.site.pages.view import View


class SearchEntry(NamedTuple):
    """One result: its address below the site's root, its title, the text that is searched, and its facets.

    `claims` are those of a passage: address and sentence of each, and the sentence in the other languages of the site.
    `also` is searched and not shown. `told` has title and text in those languages; `shown_titles` and `sentences` are
    shown in them and not searched. `title_codes` and `codes` are the code words of what its title and its text are
    about; `marks` and `hidden` all the words of the index that nobody reads.
    """

    address: str
    kind: str
    title: str
    text: str
    facets: dict[str, list[str]] = {}
    claims: tuple[tuple[str, str, dict[str, str]], ...] = ()
    also: tuple[str, ...] = ()
    told: dict[str, tuple[str, str]] = {}
    shown_titles: dict[str, str] = {}
    sentences: dict[str, str] = {}
    title_codes: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    marks: str = ""
    hidden: str = ""

    @property
    def page(self) -> str:
        """The address without its anchor."""
        return self.address.partition("#")[0]

    @property
    def all_codes(self) -> frozenset[str]:
        """The code words of title and text."""
        return self.title_codes | self.codes

    @property
    def heading(self) -> str:
        """The title with the words of the index that nobody reads."""
        return f"{self.title} ‖ {self.marks}" if self.marks else self.title

    @property
    def body(self) -> str:
        """The text, then that of each other language behind ‖ and its name, and behind a last ‖ the hidden words."""
        told = "".join(f" ‖{language} {text}" for language, (_, text) in self.told.items() if text)
        return f"{self.text}{told} ‖ {self.hidden}"


def found(address: str, kind: str, title: str, texts: Iterable[object], facets: dict[str, list[str]]) -> SearchEntry:
    """A result of one kind: its texts in a row, each once, and those facets that have a value."""
    text = " · ".join(dict.fromkeys(str(one) for one in texts if one))
    known = {name: values for name, values in facets.items() if any(values)}
    return SearchEntry(address, LABELS[kind], title, text, {"kind": [LABELS[kind]], **known})


def plain(view: View, value: str | None) -> str:
    """A text field without markup."""
    return as_html(PlainLinks(view.site), value).striptags() if value else ""


def in_editions(view: View, shape: object, titles: Sequence[str], prose: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Title and text of a record, or of a part of one, in each other language: its first title, all its prose."""
    told = {}
    for language in EDITIONS:
        texts = getattr(shape, language, None)
        title = next((str(one) for name in titles if (one := getattr(texts, name, None))), "")
        text = " · ".join(filter(None, (plain(view, getattr(texts, name, None)) for name in prose)))
        if title or text:
            told[language] = (title, text)
    return told
