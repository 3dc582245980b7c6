"""Markdown copies: readable alone, in the order of the page, without what serves a screen."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

import pytest

from macros.session import Session
from macros.site.heads.copies import markdown_copy
from macros.site.pages.generated import Page
from tests.support import INVENTED

BASE = "https://archive.example/"


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The generated pages of the invented archive."""
    return Session(INVENTED).pages


def copied(page: Page) -> str:
    """The copy of a generated page."""
    return markdown_copy(page.body(), title=page.title, address=page.address, base=BASE, revision="2011-01-01 (abc)")


def test_every_page_has_a_copy_that_can_be_read_alone(pages: dict[str, Page]) -> None:
    """A copy begins with the page's heading, and from the address that it names its links lead where the page leads."""
    for page in pages.values():
        text = copied(page)
        assert re.search(r"^# \S", text, re.MULTILINE), page.uri
        links = re.findall(r"(?:\]\(|^\[\d+\]: )<?([^)>\s]+)", text, re.MULTILINE)
        own = [urljoin(BASE + page.address, unescape(link)) for link in links]
        there = [urljoin(BASE + page.address, unescape(link)) for link in re.findall(r'href="([^"]*)"', page.body())]
        assert {*own} <= {*there, BASE + page.address}, page.uri


def test_a_copy_says_what_it_is_a_copy_of(pages: dict[str, Page]) -> None:
    """Address, revision and licence are at the end."""
    text = copied(pages["archive/report-2011.md"])
    assert f"<{BASE}archive/report-2011/>; its links start from there" in text
    assert "Revision 2011-01-01 (abc)" in text
    assert "CC BY 4.0" in text


def test_an_address_stands_once() -> None:
    """Links to one address have its number, and it is at the end unless it is short; a sign in code is not a link."""
    page = (
        '<p><a href="../../aaaaa/">A</a> <a href="../../bbbbb/">B</a> <a href="../../aaaaa/">C</a> <a href="#p1">1</a>'
        ' <a href="#p1">1</a> <code>](https://x.example)</code></p>'
    )
    text = markdown_copy(page, title="T", address="one/", base=BASE, revision="")
    assert text.startswith("[A][1] [B](../../bbbbb/) [C][1] [1](#p1) [1](#p1) `](https://x.example)`\n")
    assert text.endswith("CC BY 4.0.\n\n[1]: ../../aaaaa/\n")


def test_every_number_of_a_copy_has_its_address(pages: dict[str, Page]) -> None:
    """Numbers and addresses of the links of a copy belong together."""
    for page in pages.values():
        text = copied(page)
        assert {*re.findall(r"\]\[(\d+)\]", text)} == {*re.findall(r"^\[(\d+)\]: ", text, re.MULTILINE)}, page.uri


def test_passages_are_named(pages: dict[str, Page]) -> None:
    """What the page shows in its margin is said in words."""
    assert re.search(r"^### Passage 1", copied(pages["archive/report-2011.md"]), re.MULTILINE)


def test_the_facts_of_a_record_are_named(pages: dict[str, Page]) -> None:
    """The text beside a term keeps the term."""
    assert "**Author:** [" in copied(pages["archive/report-2011.md"])


def test_pictures_and_spans_are_left_out(pages: dict[str, Page]) -> None:
    """Drawings, whose figures are in the table, and spans for reference managers are not in a copy."""
    text = copied(pages["incidents/quayside-2011.md"])
    assert "<svg" in pages["incidents/quayside-2011.md"].body()
    assert "<svg" not in text
    assert "ctx_ver" not in text


def test_tables_are_tables(pages: dict[str, Page]) -> None:
    """The claims of an incident are a Markdown table with a row for its heads."""
    assert re.search(r"^\|.*Figure.*\|\n\|[ -|]+\|$", copied(pages["incidents/quayside-2011.md"]), re.MULTILINE)


def test_markup_in_a_record_stays_text() -> None:
    """Escaped markup comes out as text that is no HTML."""
    text = markdown_copy(
        "<h1>A</h1><p>&lt;script&gt;alert()&lt;/script&gt;</p>", title="A", address="", base=BASE, revision=""
    )
    assert "<script>" not in text
    assert "Revision" not in text


def snippet(html: str, title: str = "A") -> str:
    """The copy of a piece of a page."""
    return markdown_copy(html, title=title, address="a/", base=BASE, revision="")


def test_what_is_unverified_is_set_apart() -> None:
    """The label *unverified* can be distinguished from the words beside it."""
    text = snippet('<p><b>Quay</b> <span class="label label-unverified">unverified</span> the day</p>')
    assert "**Quay** **(unverified)** the day" in text


def test_what_the_layout_parts_has_a_space() -> None:
    """Two texts that only the layout keeps apart have a space between them; a comma follows its word."""
    assert "**41** arrested **, said**" in snippet("<p><b>41</b><span>arrested</span> <b>, said</b></p>")
    assert "[A](../b/), said" in snippet('<p><a href="../b/">A</a><span>, said</span></p>')


def test_the_legend_of_a_drawing_goes_with_it() -> None:
    """A drawing is left out with its legend; a figure with an image keeps its own."""
    text = snippet(
        "<figure><svg></svg><figcaption>Hollow mark</figcaption></figure>"
        '<figure><img src="b.png" alt="Parts"><figcaption>Arrow</figcaption></figure>'
    )
    assert "Hollow" not in text
    assert "Arrow" in text


def test_a_year_at_the_end_of_a_sentence_is_plain() -> None:
    """A number before a full stop needs no backslash, one at the head of a line does; code stays as it is."""
    text = snippet(r"<p>It was in 2011. Then (34f5d18)</p><p>1. no list</p><p>a-b <code>a\-b</code></p>")
    assert "in 2011. Then (34f5d18)" in text
    assert "1\\. no list" in text
    assert "a-b `a\\-b`" in text


def test_markup_in_the_title_stays_text() -> None:
    """The title at the end of a copy is text on one line."""
    assert "\\<b\\> \\# x. This is" in snippet("<h1>A</h1>", "<b>\n# x")


def test_a_claim_keeps_its_address() -> None:
    """The link of a claim to itself is called its permalink."""
    assert "[permalink](#c-x)" in snippet('<p><a href="#c-x" aria-label="link to this claim">link</a></p>')


def test_only_links_behind_a_space_are_left_out() -> None:
    """A link to citations goes with the space and the dot before it, whatever follows; one within a word stays."""
    tool = '<a href="cite/#c-x">cite</a>'
    assert "one two, (three)[cite](cite/#c-x)" in snippet(f"<p>one {tool} two · {tool} {tool}, (three){tool}</p>")


def test_a_copy_says_its_tools_once(pages: dict[str, Page]) -> None:
    """A copy keeps the very words of a claim in the original, but not its citation, card and form line by line."""
    text = copied(pages["archive/report-2011.md"])
    assert "#:~:text=" in text
    for tool in ("⋯", "[cite]", "[card]", "[report]", "Chicago"):
        assert tool not in text
    assert "#c-" in text


def test_a_figure_and_what_it_counts_are_two_words(pages: dict[str, Page]) -> None:
    """On the page a column is between them; the copy has a space there."""
    text = copied(pages["archive/report-2011.md"])
    figures = text.partition("## Figures")[2].partition("##")[0]
    assert re.search(r"\*\*\](?:\[\d+\]|\([^)]*\)) \*", figures)
    assert not re.search(r"\*\*\](?:\[\d+\]|\([^)]*\))\*", figures)
