"""The searches of `searches.yml`, in Chromium: the same first results on the site and in the copy for a disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from playwright.sync_api import Browser, Page

from macros.core.models.translations import EDITIONS
from macros.core.words.folding import key
from macros.site.languages.page_words import ENGLISH
from macros.site.searching.lexicon import names_searched
from tests.browser.pages import PATIENCE, THOROUGH, thorough
from tests.support import real_archive

pytestmark = pytest.mark.browser

SEARCHES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "searches.yml").read_text("utf-8"))
FIRST, FEW = 5, 8
EIGHTH = 8
"""In every run one of so many searches is asked; `make browser` asks all."""
TABLES = [pytest.param(SEARCHES[::EIGHTH], id="some"), pytest.param(SEARCHES, id="all", marks=THOROUGH)]
_ANSWER = """() => ({
    done: document.querySelector("form.search-form").dataset.answered,
    status: document.querySelector(".search-status").textContent,
    aside: document.querySelector(".search-aside").textContent,
    found: [...document.querySelectorAll(".search-results > li > a")].map((link) => link.href),
})"""


def _answer(page: Page, query: str) -> dict[str, Any]:
    """What the page shows for a search, once it is finished."""
    page.evaluate("(state) => { location.hash = `#${state}`; }", urlencode({"q": query}))
    page.wait_for_function(
        "(query) => document.querySelector('form.search-form').dataset.answered === query", arg=query, timeout=PATIENCE
    )
    return dict(page.evaluate(_ANSWER))


def _nothing(query: str, language: str) -> str:
    """What the page says in a language where nothing matches exactly."""
    return real_archive().archive.labels.text("search.none", language).format(words=query)


def _wrong(page: Page, base: str, search: dict[str, Any], language: str) -> list[str]:
    """What is wrong with the answer to a search, on the page of a language; its own pages count as the English ones."""
    answer = _answer(page, search["query"])
    own = re.compile(rf"^{language}/")
    found = [own.sub("", re.sub(r"index\.html(?=#|$)", "", link.removeprefix(base))) for link in answer["found"]]
    first = search.get("first", [])
    wrong = [f"first {found[: len(first)]}, not {first}"] if found[: len(first)] != first else []
    wrong += [f"{one} not among {found[:FIRST]}" for one in search.get("among", ()) if one not in found[:FIRST]]
    wrong += [f"{one} is there" for one in search.get("never", ()) if one in found[:FEW]]
    if (_nothing(search["query"], language) in answer["status"]) != bool(search.get("none")):
        wrong.append(f"says {answer['status']!r}")
    wrong += [
        f"{words!r} not in {answer['aside']!r}"
        for words in ((search.get("perhaps"), search.get("says")) if language == ENGLISH else ())
        if words and words not in answer["aside"]
    ]
    if search.get("unsaid", "\0") in answer["aside"]:
        wrong.append(f"{answer['aside']!r} beside it")
    return [f"{search['query']}: {one}" for one in wrong]


def _all_wrong(page: Page, base: str, searches: list[dict[str, Any]], language: str = ENGLISH) -> list[str]:
    page.wait_for_selector("form.search-form:visible")
    return [one for search in searches for one in _wrong(page, base, search, language)]


@pytest.mark.parametrize("searches", TABLES)
def test_what_readers_type_is_found_on_the_site(
    visit: Callable[..., Page], address: str, searches: list[dict[str, Any]]
) -> None:
    """Each search of the table has its first results on the site."""
    assert _all_wrong(visit("search/"), address, searches) == []


@pytest.mark.parametrize("searches", TABLES)
@pytest.mark.parametrize("language", ["ko", *thorough(*(language for language in EDITIONS if language != "ko"))])
def test_what_readers_type_is_found_in_each_edition(
    visit: Callable[..., Page], address: str, language: str, searches: list[dict[str, Any]]
) -> None:
    """Each search of the table has the same first results on the search page of each language."""
    assert _all_wrong(visit(f"{language}/search/"), address, searches, language) == []


@THOROUGH
def test_what_readers_type_is_found_in_the_copy(browser: Browser, copy: Path) -> None:
    """Each search of the table has the same first results in the copy for a disk, without a network."""
    with browser.new_context(offline=True) as reader:
        page = reader.new_page()
        page.goto((copy / "search/index.html").as_uri())
        assert _all_wrong(page, f"{copy.as_uri()}/", SEARCHES) == []


def test_the_table_has_searches_in_three_languages() -> None:
    """More than forty searches, and more than ten in each language."""
    assert len(SEARCHES) > 40
    for language in ("en", "ko", "zh"):
        assert len([search for search in SEARCHES if search["lang"] == language]) > 10


@THOROUGH
def test_the_page_compares_names_as_the_index_does(visit: Callable[..., Page]) -> None:
    """Every name of every record has the same form for the script as for the index, and the same table."""
    page = visit("search/")
    page.wait_for_selector("form.search-form:visible")
    archive = real_archive().archive
    names = sorted({name for record in archive.all_records() for name in names_searched(archive, record)})
    page.evaluate("() => searchWords.ready('遣')")
    made = page.evaluate("(names) => names.map(searchWords.key)", names)
    assert [pair for pair in zip(names, made, strict=True) if key(pair[0]) != pair[1]] == []
