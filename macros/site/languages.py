"""The language of words in Korean, Chinese and Japanese letters, marked wherever a page writes them.

WCAG 2.2, 3.1.2: what reads a page aloud must know in which language a word is. Words in Korean letters are Korean, and
so are Chinese letters in one breath with them; kana make Japanese; Chinese letters alone count as Chinese.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import accumulate

from markupsafe import Markup

from macros.site.templates import template

HANGUL, KANA, HAN = "ᄀ-ᇿ㄰-㆏가-힣", "぀-ヿ", "㐀-鿿"
WORDS = re.compile(f"[{HANGUL}{KANA}{HAN}]+(?: [{HANGUL}{KANA}{HAN}]+)*")
ASIAN = ("ko", "zh", "ja")
PLAIN = {"title", "script", "style", "code", "pre", "textarea", "option", "svg"}
"""What holds no words to be read, or may hold no such element; pictures mark their own words."""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def language(words: str) -> str:
    """The language of words in Asian letters, as a tag of BCP 47."""
    if re.search(f"[{HANGUL}]", words):
        return "ko"
    return "ja" if re.search(f"[{KANA}]", words) else "zh"


class _Unmarked(HTMLParser):
    """Finds the texts of a page that stand in no element with an Asian language, by line and column."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[int, int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            inherited = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or inherited))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An empty element holds no words."""

    def handle_endtag(self, tag: str) -> None:
        for number in range(len(self.open) - 1, -1, -1):
            if self.open[number][0] == tag:
                del self.open[number:]
                return

    def handle_data(self, data: str) -> None:
        tags = {name for name, _ in self.open}
        if "body" in tags and not tags & PLAIN and not self.open[-1][1].startswith(ASIAN) and WORDS.search(data):
            self.found.append((*self.getpos(), data))


def mark(html: str) -> str:
    """A whole page, in which every word in Asian letters says its language; all else stays as it is, to the letter."""
    if not WORDS.search(html):
        return html
    reader = _Unmarked()
    reader.feed(html)
    reader.close()
    starts = list(accumulate((len(line) + 1 for line in html.split("\n")), initial=0))
    made, at = [], 0
    for line, column, text in reader.found:
        start = starts[line - 1] + column
        made += [html[at:start], WORDS.sub(_marked, text)]
        at = start + len(text)
    return "".join([*made, html[at:]])


def _marked(match: re.Match[str]) -> str:
    words = Markup(match[0])  # letters alone, which need no escaping
    return template("native.html.j2").render(language=language(match[0]), words=words)
