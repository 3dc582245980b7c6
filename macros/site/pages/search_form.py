"""What the search page of a language shows: its words, its filters, the lists, and which results it has itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from typing import Any

from macros.core.models.kinds import indexes_by_page
from macros.site.languages.page_words import ENGLISH, IN_MORE, MENU
from macros.site.languages.search_page import Say, facet_values, facet_words, search_parts, search_words
from macros.site.site import Site


def search_page(site: Site, language: str, translated: Iterable[str] = ()) -> dict[str, Any]:
    """The values of the template. `translated` are the English addresses that the language has too."""
    say = partial(site.archive.labels.text, language=language)
    words = search_words(say)
    said = {**words, "parts": search_parts(say), "values": facet_values(say, language)}
    return {
        "words": words,
        "said": json.dumps(said, ensure_ascii=False),
        "edition": json.dumps(_edition(language, translated), separators=(",", ":")) if language != ENGLISH else "",
        "facets": facet_words(say),
        "indexes": _lists(say, language),
        "up": "../" if language == ENGLISH else "../../",
    }


def _lists(say: Say, language: str) -> dict[str, str]:
    """The lists of everything, by their addresses."""
    lists = indexes_by_page()
    if language == ENGLISH:
        return lists
    return {address: say(label) for label, address in (*MENU, *IN_MORE) if address in lists}


def _edition(language: str, translated: Iterable[str]) -> dict[str, Any]:
    """Where results are in a language: its folder, its pages, the folders of which it has the page of each record."""
    known = list(translated)
    records = {
        folder
        for folder, _, record in (address.partition("/") for address in known)
        if record[:5] != "list-" and record
    }
    pages = [address for address in known if not address.partition("/")[2]]
    return {"folder": f"{language}/", "pages": sorted(pages), "records": sorted(records)}
