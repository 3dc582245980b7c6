"""On paper a link to another site is a number, and its address is in a list."""

from __future__ import annotations

from macros.site.pages.noted_addresses import noted

KO = "https://ko.example.org/%EB%82%9C%EB%AF%BC"


def test_an_address_is_listed_once_and_decoded() -> None:
    """Links to one address share a number; letters of all scripts and signs are as people read them."""
    link = f'<a class="original noted" href="{KO}#:~:text=a" rel="external">a ↗</a>'
    other = '<a class="noted" href="https://b.example.org/?a=1&amp;b=2" rel="external">b ↗</a>'
    made = noted(f"<p>{link} {other} {link}</p>")
    assert made.addresses == ("https://ko.example.org/난민", "https://b.example.org/?a=1&b=2")
    assert [part[0] for part in made.html.split('data-note="')[1:]] == ["1", "2", "1"]


def test_what_paper_leaves_out_has_no_number() -> None:
    """A link without the mark is not listed, nor is one of prose that has its address as its text."""
    html = f'<a class="original" href="{KO}" rel="external">a</a> <a href="{KO}">{KO}</a> <a href="../b/">b</a>'
    assert noted(html).html == html
    assert noted(html).addresses == ()


def test_a_link_of_prose_is_listed() -> None:
    """A page in Markdown has its links listed without a mark of their own."""
    assert noted('<a href="https://a.example.org/">the form</a>').addresses == ("https://a.example.org/",)
