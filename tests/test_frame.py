"""The frame of every page: its links lead where they should, and its parts are those of the theme."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch
from urllib.parse import urljoin

import pytest
from jinja2 import FileSystemLoader

from macros.session import Session
from macros.site.languages.page_words import MENU, PageWords
from macros.site.pages import frame as frame_module
from macros.site.pages.assets import Assets
from macros.site.pages.frame import PageFrame, Settings, relative
from tests.support import INVENTED, REPOSITORY, SITE

THEME = REPOSITORY / "overrides"
PAGES = ("", "archive/", "archive/a/", "archive/a/2/", "ko/", "ko/archive/a/", "about/")
ADDRESSES = (*PAGES, ".", "archive/ab/", "feed.xml", "ko/#no-page", "assets/js/find.1.js", "archive/a/#p1")


@pytest.fixture(scope="module")
def session() -> Session:
    """The invented archive."""
    return Session(INVENTED)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_leads_to_its_address(address: str, page: str) -> None:
    """A browser that follows a link of a page comes to the address that was meant."""
    base = "https://archive.example/at/"
    wanted = base + address.removeprefix(".")
    found = urljoin(base + page, relative(address, page))
    assert found.rstrip("/") == wanted.rstrip("/")
    assert found.endswith("/") == wanted.endswith("/") or address in ("", ".")


def test_parts_in_their_place_say_the_same(session: Session) -> None:
    """A page has the same frame as if each part were looked for while the page is made."""

    def made(theme: Path) -> list[str]:
        frame = PageFrame(theme, Settings("Archive", "rights", "edit/"), session.publication.words, Assets(theme, SITE))
        return [session.publication.whole(page, frame).html for page in list(session.pages.values())[::25]]

    with patch.object(frame_module, "_WholeTemplates", FileSystemLoader):
        wanted = made(THEME)
    assert made(THEME) == wanted


def test_entrances_are_in_the_language_where_it_has_them(session: Session) -> None:
    """An entrance has its label in the language, and leads to the edition only if that has the page."""
    words = PageWords(session.archive.labels, ["archive/"])
    first, second, *_ = words.entrances(MENU, "ko")
    assert first == (words.say("nav.sources", "ko"), "archive/", "ko/archive/")
    assert second.address == "incidents/"
