"""The language of words in Korean, Chinese and Japanese letters, marked wherever a page writes them.

WCAG 2.2, 3.1.2: a screen reader must know the language of a word. Words in Korean letters are Korean, and so are
Chinese letters next to them; with kana they are Japanese; Chinese letters alone count as Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup

from macros.site.templates import template

HANGUL, KANA, HAN = "ᄀ-ᇿ㄰-㆏가-힣", "぀-ヿ", "㐀-鿿"
_WORDS = re.compile(f"[{HANGUL}{KANA}{HAN}]+(?: [{HANGUL}{KANA}{HAN}]+)*")
ASIAN = ("ko", "zh", "ja")
_PLAIN = {"title", "script", "style", "code", "pre", "textarea", "option", "svg"}
"""Elements without words to read, or that cannot hold a marked word; pictures mark their own words."""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def language(words: str) -> str:
    """The language of words in Asian letters, as a tag of BCP 47."""
    if re.search(f"[{HANGUL}]", words):
        return "ko"
    return "ja" if re.search(f"[{KANA}]", words) else "zh"


_TAG = re.compile(
    r"""<!--.*?-->|<!\[^>]*>|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*)>""",
    re.DOTALL,
)
LANG = re.compile(r"""\slang=["']?([\w-]*)""")


_IN_THEIR_LANGUAGE = re.compile(rf""" lang="(?:{"|".join(ASIAN)})[^"<>]*"[^<>]*>(?:[^<>]*|<span>[^<>]*</span>)</""")
"""An element that has nothing but words, in a language of its own; those of the switch of languages are in a span."""
_ASCII = bytes(range(0x80))


def _has_words(html: str) -> bool:
    """Whether there are Asian letters, looked for among the few that are not those of ASCII."""
    return bool(_WORDS.search(html.encode().translate(None, _ASCII).decode()))


def mark(html: str) -> str:
    """A whole page in which every word in Asian letters has its language; everything else is unchanged.

    The page is finished and well formed, so its tags can be told from its text by their shape.
    """
    body = max(html.find("<body"), 0)
    if not _has_words(_IN_THEIR_LANGUAGE.sub("", html[body:])):
        return html  # as on most pages: the words are those of head and foot, which have their languages
    made, at = [], 0
    for start, end in _unmarked(html, body):
        made += [html[at:start], _WORDS.sub(_marked, html[start:end])]
        at = end
    return "".join([*made, html[at:]])


def _unmarked(html: str, at: int) -> Iterator[tuple[int, int]]:
    """Positions of texts with Asian letters, from `at` on, that are not in an element with an Asian language."""
    stack: list[tuple[str, bool]] = []  # the open elements, and whether words in them are left as they are
    for tag in _TAG.finditer(html, at):
        if tag.start() > at and not (stack and stack[-1][1]) and _WORDS.search(html, at, tag.start()):
            yield at, tag.start()
        at = tag.end()
        name = (tag["name"] or "").lower()
        if tag["end"]:
            _close(stack, name)
        elif name and name not in VOID and not tag["rest"].endswith("/"):
            language = LANG.search(tag["rest"])
            inherited = bool(stack and stack[-1][1])
            own = language[1].startswith(ASIAN) if language else inherited
            stack.append((name, name in _PLAIN or own or (inherited and bool({each for each, _ in stack} & _PLAIN))))


def _close(stack: list[tuple[str, bool]], name: str) -> None:
    """Close the innermost open element of a name, and everything left open inside it."""
    for number in range(len(stack) - 1, -1, -1):
        if stack[number][0] == name:
            del stack[number:]
            return


def _marked(match: re.Match[str]) -> str:
    return _in_their_language(match[0])


@lru_cache(maxsize=4096)
def _in_their_language(words: str) -> str:
    shown = Markup(words)  # letters alone, which need no escaping
    return template("parts/native.html.j2").render(language=language(words), words=shown)
