"""What is broken in the HTML that Markdown makes of a prose page, or in links and pictures of it.

A browser repairs what does not fit, each time in its own way: it closes what is open at the end of the page, or moves
it elsewhere. Markdown leaves what it does not understand in the text. So tags are paired here as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.entities import name2codepoint
from typing import NamedTuple

from macros.core.reading.tags import Tag, is_plain, tag, words
from macros.core.values.types import address_fault
from macros.core.words.personal import personal

_VOID = words("br col hr img")
"""Tags that hold nothing, so that nothing closes them."""
_ENDS_PARAGRAPH = words("blockquote details div dl figcaption figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul")
"""Tags before which a browser ends an open paragraph."""
_WITHIN = {
    "li": words("ol ul"),
    "dt": words("dl div"),
    "dd": words("dl div"),
    "summary": words("details"),
    "figcaption": words("figure"),
    "caption": words("table"),
    "colgroup": words("table"),
    "col": words("colgroup table"),
    "thead": words("table"),
    "tbody": words("table"),
    "tfoot": words("table"),
    "tr": words("table thead tbody tfoot"),
    "td": words("tr"),
    "th": words("tr"),
}
"""Tags that have a meaning in a few others alone."""
_CODE = re.compile(r"<(code|pre)\b[^<>]*>.*?</\1>", re.DOTALL)
_TAG = re.compile("<[^<>]*>")
_HALF = re.compile(r"&amp;(?:#[0-9a-zA-Z]*|(\w{2,8}))")
_ENTITY = re.compile(r"&#?\w{2,};")
_LEFT = re.compile(
    r"\]\([^\s)\x00]*|\]\[[^\[\]\x00]*\]?|\[\^[^\[\]\s\x00]+\]|(?<!\*)\*\*(?!\*)[^\s\x00]*|`+|~~~+|\{[:#]\s?[\w.#-]*"
)
"""Signs of Markdown that it leaves in the text where a link, a note, an emphasis, code or attributes are not whole."""


_BRACES = re.compile(r"(?<!\{)\{\s*\w+\([^{}\x00]*\)\s*\}{0,2}|\}\}")
"""What is left of a call that is not whole: single braces around it, or braces that close nothing."""
_EMPTY_HEADING = re.compile(
    r"^#{1,6}(?:[ \t]|</?\w[^<>\n]*>)*#*[ \t]*$|<(h[1-6])\b[^<>]*>(?:\s|<(?!/h)[^<>]*>)*</\1>", re.MULTILINE
)
_NOTE = re.compile(r"^ {0,3}\[\^([^\[\]\n]+)\]:", re.MULTILINE)
_FENCES = ("```", "~~~")
_IN_SOURCE = re.compile(r"^(```+|~~~+).*?^\1|(`+).+?\2|\{\{.*?\}\}|<!--.*?-->", re.DOTALL | re.MULTILINE)
"""What of the source of a page is not read as tags: code, calls and remarks."""
_LINK = re.compile(r"(<a\b[^<>]*>)(.*?)</a>", re.DOTALL)
_TITLE = re.compile(r"<h1\b[^<>]*>(.*?)</h1>", re.DOTALL)
_CALLED_WORDS = re.compile(r"[\[>]\s*\{\{")
"""A call that begins the words of a link, or comes after a tag."""
_CALLED_ADDRESS = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\{\{")
"""The words of a link whose address, or a part of it, is a call."""


_MADE = {"p": "in its paragraph", "li": "in its item of the list", "td": "in its cell"}
"""Where a tag has to be closed that is in one that Markdown writes."""


class Broken(NamedTuple):
    """What is wrong, and the texts by which its place can be found in the source.

    `line` is the line of the source, from 1, in which a tag is that does not fit; 0 for anything else.
    """

    found: tuple[str, ...]
    wrong: str
    line: int = 0


def broken_in(html: str, source: str) -> list[Broken]:
    """What is broken in the HTML of a page in which every tag has a plain form: the causes alone, tags before links.

    `source` is the Markdown of the page, with its calls.
    """
    text = [*_text(_CODE.sub(" ", html), source), *_doubled_notes(source), *_empty_headings(source)]
    if open_code := [one for one in text if one.found[0].startswith(_FENCES)]:
        return open_code
    if found := [wrong for _, wrong in _tags(enumerate(_TAG.findall(html)))]:
        lines = {wrong: source.count("\n", 0, at) + 1 for at, wrong in reversed(list(_tags(_in_source(source))))}
        return [one._replace(line=lines.get(one, 0)) for one in dict.fromkeys(found)]
    return [*text, *_links(html, source), *_pictures(html), *_titles(html)]


def _doubled_notes(source: str) -> Iterator[Broken]:
    """Footnotes that are written twice: Markdown shows one of the two."""
    plain = _IN_SOURCE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
    met = set[str]()
    for found in _NOTE.finditer(plain):
        if found[1] in met:
            wrong = f"the note '[^{found[1]}]' is written twice, and one of them is not shown; give it another name"
            yield Broken((found[0],), wrong, plain.count("\n", 0, found.start()) + 1)
        met.add(found[1])


def _empty_headings(source: str) -> Iterator[Broken]:
    """Headings without words; what a call writes are words."""
    plain = _IN_SOURCE.sub(lambda found: re.sub(r"[^\n]", "x" if found[0].startswith("{{") else " ", found[0]), source)
    for found in _EMPTY_HEADING.finditer(plain):
        wrong = "a heading has no words; write them, or delete the line"
        yield Broken((found[0],), wrong, plain.count("\n", 0, found.start()) + 1)


def tags_broken(html: str) -> bool:
    """Whether a tag of the HTML of a page, in which every tag has a plain form, is not closed in its place."""
    return any(True for _ in _tags(enumerate(_TAG.findall(html))))


def _in_source(source: str) -> Iterator[tuple[int, str]]:
    """The tags that a page writes itself, with their places."""
    plain = _IN_SOURCE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
    return ((found.start(), found[0]) for found in _TAG.finditer(plain) if is_plain(found[0]))


_Placed = tuple[int, Broken]


def _tags(all_written: Iterable[tuple[int, str]]) -> Iterator[_Placed]:
    opened: list[tuple[int, str, str]] = []
    crossed: list[str] = []
    for at, written in all_written:
        one = tag(written)
        if one.name in _VOID:
            if not one.closes:
                yield from ((at, wrong) for wrong in _misplaced(written, one, [name for _, name, _ in opened]))
            else:
                yield at, Broken((written,), f"'{written}' closes nothing, since <{one.name}> holds nothing; delete it")
        elif one.closes:
            yield from _closed(at, written, one.name, opened, crossed)
        else:
            yield from ((at, wrong) for wrong in _misplaced(written, one, [name for _, name, _ in opened]))
            opened.append((at, one.name, written))
    yield from (_open(*one) for one in opened)


def _open(at: int, name: str, written: str) -> _Placed:
    return at, Broken((written,), f"'{written}' is not closed; write </{name}> where it ends, or delete it")


def _closed(
    at: int, written: str, name: str, opened: list[tuple[int, str, str]], crossed: list[str]
) -> Iterator[_Placed]:
    """What is wrong with a tag that closes another; that one and all within it are then no longer open.

    One of them may be closed later: the two cross, which is told when the first is closed.
    """
    if name in [one for _, one, _ in opened]:
        while opened[-1][1] != name:
            begun, inner, opening = opened.pop()
            where = _MADE.get(name, f"before </{name}>")
            wrong = f"'{opening}' is not closed {where}; write </{inner}> where it ends"
            yield begun, Broken((opening,), wrong)
            crossed.append(inner)
        opened.pop()
    elif name in crossed:
        crossed.remove(name)
    else:
        yield at, Broken((written,), f"'{written}' closes nothing; write <{name}> where it begins, or delete it")


def _misplaced(written: str, one: Tag, around: list[str]) -> Iterator[Broken]:
    wanted = _WITHIN.get(one.name)
    if wanted and (not around or around[-1] not in wanted):
        where = " or ".join(f"<{name}>" for name in sorted(wanted))
        yield Broken((written,), f"'{written}' is not directly within {where}; write it there, or delete it")
    if one.name == "a" and "a" in around:
        yield Broken((written,), f"'{written}' is a link within a link; write one after the other")
    if "p" in around[-1:] and one.name in _ENDS_PARAGRAPH:
        yield Broken((written,), f"'{written}' cannot stand in a paragraph; close <p> before it, or leave <p> out")


def _text(html: str, source: str) -> Iterator[Broken]:
    text = _TAG.sub("\x00", html)
    for half in _HALF.finditer(text):
        if half[1] is None or (half[1] in name2codepoint and text[half.end() : half.end() + 1] != ";"):
            written = unescape(half[0])
            yield Broken((written,), f"'{written}' is half a character code; write the sign itself, or & alone")
    for entity in dict.fromkeys(_ENTITY.findall(text)):
        if unescape(entity) == entity:
            yield Broken((entity,), f"'{entity}' is not a character code; write the sign itself")
    for braces in dict.fromkeys(_BRACES.findall(text)):
        written, plain = unescape(braces), _IN_SOURCE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
        line = plain.count("\n", 0, plain.find(written)) + 1 if written in plain else 0
        yield Broken((written,), f"'{written}' is shown as it is; a call has {{{{ before it and }}}} after it", line)
    for left in dict.fromkeys(_LEFT.findall(text)):
        yield Broken(
            (left,), f"'{left}' is shown as it is; complete the link, note, emphasis or code that it belongs to"
        )


def _links(html: str, source: str) -> Iterator[Broken]:
    """What is wrong with the links of a page. What its calls write is not in the HTML, so it is not asked for there."""
    called = {" ".join(words_of.split()) for words_of in _CALLED_ADDRESS.findall(source)}
    any_called = bool(_CALLED_WORDS.search(source))
    for written, words_of in _LINK.findall(html):
        one = tag(written)
        target, shown = one.value("href"), " ".join(unescape(_TAG.sub("", words_of)).split())
        if target is None and not one.value("id"):
            yield Broken((written,), f"'{written}' has no address; write [words](address)")
        if target is None or shown in called:
            continue
        at = (f"[{shown}]({target})", written, f"]({target})", f"[{shown}](", f">{shown}<")
        if wrong := _target_fault(target):
            yield Broken(at, f"the link '{shown or target}' {wrong}")
        elif not (shown or any_called or "<img" in words_of):
            yield Broken(at, f"the link to '{target}' has no words; write [words](address)")


def _target_fault(target: str) -> str:
    plain = target.strip()
    if plain.rstrip("#?") == "":
        return "leads nowhere; write where it leads: [words](address)"
    if plain.endswith("#"):
        return "ends with #, and names no place on the page; write it, or leave # out"
    if personal(plain):
        return ""  # that is reported, and not repeated here
    if plain.lower() == "mailto:":
        return "names no mailbox; write where it leads"
    if not re.match(r"https?(?::|\Z)", plain, re.IGNORECASE) or "[" in plain:  # a torn one is reported as a link
        return ""
    wrong = address_fault(plain)
    return f"has an address that cannot be opened: {wrong}" if wrong else ""


def _pictures(html: str) -> Iterator[Broken]:
    for written in dict.fromkeys(_TAG.findall(html)):
        one = tag(written)
        if one.name == "img":
            source, alt = (one.value("src") or "").strip(), (one.value("alt") or "").strip()
            if not source:
                at = (written, f"![{alt}](", "![")
                yield Broken(at, "a picture has no file; write ![what it shows](file)")
            elif not alt:
                wrong = f"the picture '{source}' has no description; write ![what it shows](file)"
                yield Broken((source,), wrong)


def _titles(html: str) -> Iterator[Broken]:
    """Every heading of the first level but the first."""
    for title in _TITLE.findall(html)[1:]:
        shown = unescape(_TAG.sub("", title)).strip()
        yield Broken(
            (f"# {shown}", f">{shown}<", shown),
            f"'{shown}' is a second title of the page; write ## for a heading within it",
        )
