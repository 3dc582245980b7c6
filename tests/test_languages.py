"""Words in Korean, Chinese and Japanese letters say their language; nothing else of a page changes."""

from __future__ import annotations

import re

import pytest

from macros.site.languages.marking import mark

PAGE = '<!doctype html>\n<html lang="en">\n<head><title>투먼</title></head>\n<body>\n{}\n</body></html>\n'


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("<p>Tumen 투먼</p>", '<p>Tumen <i lang="ko">투먼</i></p>'),
        ("<p>图们, 투먼</p>", '<p><i lang="zh">图们</i>, <i lang="ko">투먼</i></p>'),
        ("<p>北送 위기</p>", '<p><i lang="ko">北送 위기</i></p>'),
        ("<p>かんだい 神田</p>", '<p><i lang="ja">かんだい 神田</i></p>'),
        ('<p lang="ko">투먼 <b>강</b></p>', '<p lang="ko">투먼 <b>강</b></p>'),
        ('<svg><tspan lang="ko">강</tspan></svg>', '<svg><tspan lang="ko">강</tspan></svg>'),
        ("<pre>투먼</pre><option>투먼</option>", "<pre>투먼</pre><option>투먼</option>"),
        ('<img alt="투먼">투먼 &amp; x &lt;', '<img alt="투먼"><i lang="ko">투먼</i> &amp; x &lt;'),
        ('<p title="투먼">no word</p>', '<p title="투먼">no word</p>'),
    ],
)
def test_words_say_their_language(text: str, marked: str) -> None:
    """Each run of letters is wrapped once, in the language of its letters, where nothing around it says it."""
    assert mark(PAGE.format(text)) == PAGE.format(marked)


def test_the_head_is_left_alone() -> None:
    """A title holds text alone, so nothing is put into it."""
    assert "<title>투먼</title>" in mark(PAGE.format("<p>투먼</p>"))


def test_marking_twice_changes_nothing() -> None:
    """What is marked is not marked again, and without its marks a page is what it was."""
    page = PAGE.format("<p>Tumen 투먼 图们\n &copy; 북송 北送\x0b\u2028</p>\r\n<p>두만강</p>")
    marked = mark(page)
    assert mark(marked) == marked
    assert re.sub(r'<i lang="\w+">(.*?)</i>', r"\1", marked) == page
