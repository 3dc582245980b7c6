"""Finished pages without what HTML lets them leave out: programs read the same from them."""

from __future__ import annotations

import re

import pytest
from lxml import html  # type: ignore[import-untyped] # the library carries no types

from macros.core.reading.tags import read
from macros.session import Session
from macros.site.pages.finished import wrong_in_part
from macros.site.pages.generated import Page
from macros.site.pages.lean import lean
from tests.support import INVENTED


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The generated pages of the invented archive."""
    return Session(INVENTED).pages


_PLACES = r"[cxy]{0,2}[12]?|r[xy]?|width|height"


def _drawn(text: str) -> str:
    """A text whose drawings have no place with nothing behind its point."""
    plain = re.sub(rf' ({_PLACES})="(-?\d+)\.0"', r' \1="\2"', text)
    return re.sub(r'(viewBox="[^"]*|translate\([^"]*)\.0(?=["\)])', r"\1", plain)


def _read(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Every element as a parser of HTML finds it: name, attributes, and all words in it."""
    root = html.document_fromstring(text)
    return [(str(one.tag), dict(one.attrib), " ".join(one.text_content().split())) for one in root.iter()]


def test_a_parser_reads_the_same(pages: dict[str, Page]) -> None:
    """Elements, attributes and words of every page are those that it had, in fewer bytes."""
    for page in pages.values():
        body = _drawn(page.body())
        made = lean(page.body())
        assert len(made) < len(body), page.uri
        assert _read(made) == _read(body), page.uri


def test_it_holds_nothing_else(pages: dict[str, Page]) -> None:
    """The inspection of finished pages reads every tag, and the same ones."""
    for page in pages.values():
        body = _drawn(page.body())
        tags, loose = read(lean(page.body()))
        assert loose == ""
        assert wrong_in_part(lean(page.body())) == []
        assert {one for one in tags if not one.closes} == {one for one in read(body)[0] if not one.closes}


@pytest.mark.parametrize(
    "text",
    [
        '<p>say how="provision" and go</p>',
        '<a href="../x/">y</a>',
        '<b title="two words">x</b>',
        '<b title="a&amp;b">x</b>',
        '<b title="">x</b>',
        "<a><p>x</p></a>",
        '<pre>\n\n<code class="x"></code></pre>',
        '<svg class="x" aria-label="5.0 in all"><text y="4.5">10.0 "2.0" of 3</text></svg>',
        '<svg class="map"><svg width="2"></svg><a class="place"><circle r="15"/></a></svg>',
        '<br class="x"/>',
    ],
)
def test_what_needs_its_signs_keeps_them(text: str) -> None:
    """Addresses, empty and longer values keep their quotes, drawings all of theirs, a paragraph in a link its tag."""
    assert lean(text) == text


def test_what_follows_by_itself_is_left_out() -> None:
    """Closing tags that the next tag implies, quotes of plain values, empty lines, and the nothing behind a number."""
    text = '<ul class="a">\n<li id="x"><p>1</p></li>\n\n<li>2</li>\n</ul><svg x="4.0" y="0.5"></svg>'
    assert lean(text) == '<ul class=a>\n<li id="x"><p>1\n<li>2\n</ul><svg x="4" y="0.5"></svg>'
