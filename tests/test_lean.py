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


_BEGINS = ("x", "y", "cx", "cy", "x1", "y1", "x2", "y2")
_LEFT_OUT = ("rel", "external")
_ROBUST = ("data-originalurl", "data-versiondate", "data-versionurl")


def _read(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Every element as a parser of HTML finds it: name, attributes that say something, and all words in it."""
    root, found, robust = html.document_fromstring(text), [], set()
    for one in root.iter():
        told = {key: value for key, value in one.attrib.items() if key not in _BEGINS or value != "0"}
        told = dict(pair for pair in told.items() if pair != _LEFT_OUT)
        link = tuple(told.get(key) for key in _ROBUST)
        if link in robust:  # what a document is, is told at its first link
            told = {key: value for key, value in told.items() if key not in _ROBUST}
        robust |= {link}
        found.append((str(one.tag), told, " ".join(one.text_content().split())))
    return found


def _tags(text: str) -> set[object]:
    return {
        (one.name, tuple(pair for pair in one.attributes if pair != _LEFT_OUT and pair[0] not in (*_BEGINS, *_ROBUST)))
        for one in read(text)[0]
        if not one.closes
    }


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
        assert read(lean(page.body()))[1] == ""
        assert wrong_in_part(lean(page.body())) == []
        assert _tags(lean(page.body())) == _tags(body)


@pytest.mark.parametrize(
    "text",
    [
        '<p>say how="provision" and go</p>',
        '<b title="two words">x</b>',
        '<b title="a&amp;b">x</b>',
        '<b title="">x</b>',
        "<a><p>x</p></a>",
        '<pre>\n\n<code class="x"></code></pre>',
        '<svg aria-label="5.0 in all"><text dx="0 1">10.0 "2.0" of 3</text></svg>',
        '<svg><svg></svg><a title="x y"><circle r="15"/></a><text><tspan x="0"/></text></svg>',
        '<script type="application/ld+json">{"a":"b"}</script>',
        '<br class="x"/>',
    ],
)
def test_what_needs_its_signs_keeps_them(text: str) -> None:
    """Empty and longer values keep their quotes, and a last one before a stroke; a paragraph in a link its tag."""
    assert lean(text) == text


def test_what_follows_by_itself_is_left_out() -> None:
    """Closing tags that the next tag implies, quotes of plain values, empty lines, and the nothing behind a number."""
    text = '<ul class="a">\n<li id="x"><p>1</p></li>\n\n<li>2</li>\n</ul><svg x="4.0" y="0.5"></svg>'
    assert lean(text) == "<ul class=a>\n<li id=x><p>1\n<li>2\n</ul><svg x=4 y=0.5></svg>"


def test_where_a_drawing_begins_by_itself_is_left_out() -> None:
    """A place at nought is the one that an element has without being told."""
    assert lean('<svg><text x="0" y="4">1</text><rect cx="0.0"/></svg>') == "<svg><text y=4>1</text><rect/></svg>"


def test_nought_has_no_sign_in_a_drawing() -> None:
    """A sum of heights that ends a hair below nought is written like any other nought, so that builds do not differ."""
    assert lean('<svg><text x="-0.0" y="4">1</text></svg>') == "<svg><text y=4>1</text></svg>"


def test_a_document_is_told_at_its_first_link() -> None:
    """Links to one document have its address and its copy once; another document has its own."""
    one, two = (
        f' data-originalurl="https://{host}" data-versiondate="2020-01-02"' for host in ("a.example", "b.example")
    )
    text = lean(f"<b{one}></b><b{two}></b><b{one}></b>")
    assert text == f"<b{one}></b><b{two}></b><b></b>".replace('"', "")


def test_of_breaks_between_two_words_one_stays() -> None:
    """Words that stood in lines of their own are still apart, and none is where nothing was before."""
    text = "<div>\n<ul>\n<li>1</li>\n<li>2 <b>3</b>\n<i>4</i></li>\n</ul>\n</div>\n<p>5</p>"
    assert lean(text) == "<div>\n<ul><li>1\n<li>2 <b>3</b>\n<i>4</i></ul></div>\n<p>5</p>"
    assert lean("<p>1</p><ul>\n<li>2</li></ul>") == "<p>1<ul>\n<li>2</ul>"
